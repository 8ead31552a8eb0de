"""Levers and factors of slides 16 and 17, and the check of one's own cooperation."""
