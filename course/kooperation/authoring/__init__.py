"""For authors: what is printed from their texts, and what is wrong in them.

A lecture is edited as Markdown (`course/lectures/*.md`), an assignment as text and records
(`source/<slug>/<slug>.md` and `.toml`). Everything else is printed from them (see `desk.building`).
"""

from __future__ import annotations

from kooperation.authoring.assignments import Assignment
from kooperation.authoring.cells import notebook
from kooperation.authoring.claims_page import old_claims
from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.lectures import filled
from kooperation.authoring.notebooks import printed, serialised

__all__ = ["AuthoringError", "filled", "old_claims", "printed", "printed_assignment"]


def printed_assignment(assignment: Assignment) -> str:
    """Return the instructor's notebook of *assignment*, as JSON."""
    return serialised(notebook(assignment))
