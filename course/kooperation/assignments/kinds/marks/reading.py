"""Payoffs or fields of a matrix, as options that bear their names."""

from kooperation.assignments.kinds.shared.reading import options as read

__all__ = ["read"]
