"""Several of the options."""

from kooperation.assignments.kinds.shared.reading import options as read

__all__ = ["read"]
