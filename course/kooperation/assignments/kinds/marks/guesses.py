"""What can be answered without reading: any set of fields or payoffs."""

from kooperation.assignments.kinds.several.guesses import guesses

__all__ = ["guesses"]
