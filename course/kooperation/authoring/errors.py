"""What goes wrong in a text or record of an author's."""

from __future__ import annotations


class AuthoringError(Exception):
    """A text or record is wrong; the German message names the place and what to do."""
