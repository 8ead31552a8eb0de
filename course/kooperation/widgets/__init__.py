"""Controls that ask the model or write to the answer sheet; each is imported when it is named."""

from importlib import import_module
from typing import Any

_HOME = {
    "ChoiceQuestion": "questions",
    "FormalCheck": "questions",
    "MarkQuestion": "questions",
    "PayoffExplorer": "explorer",
    "Prediction": "prediction",
    "Review": "prediction",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(
            f"kooperation.widgets kennt «{name}» nicht. Vorhanden: {', '.join(__all__)}."
        )
    return getattr(import_module(f"kooperation.widgets.{_HOME[name]}"), name)
