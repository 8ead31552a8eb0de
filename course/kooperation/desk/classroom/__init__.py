"""Playing together: `kooperation hoersaal`, or `LectureHall()` in a notebook of the lecturer's.

A server of its own, without Jupyter: phones that nobody knows never reach the one with the lecturer's kernels.
"""
