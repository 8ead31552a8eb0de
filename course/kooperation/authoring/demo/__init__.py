"""A made-up class: people, their answers with typical mistakes, and files as they are handed in, some of them damaged.

It is made from `source/`, by the same marking as the hidden tests', so that mistakes are those the records know. All
chance comes from one seed: the same seed, the same class.
"""
