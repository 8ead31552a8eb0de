"""Controls that ask the model or write to the answer sheet; each is imported when it is named."""

from importlib import import_module
from typing import Any

_HOME = {
    "CaseMap": "interfaces",
    "ActorMap": "actors",
    "Ask": "questions",
    "ConceptComparison": "concepts",
    "ConceptTest": "concepts",
    "CollaborativeGovernance": "governance",
    "CoordinationEffort": "coordination",
    "DeceptionExplorer": "deception",
    "FieldExplorer": "interfaces",
    "CooperationCheck": "check",
    "EvolutionExplorer": "evolution",
    "ExitOptions": "exit_options",
    "ForgivenessExplorer": "forgiveness",
    "FormalCheck": "formal_check",
    "LeverWorkshop": "levers",
    "ModeComparison": "modes",
    "MultipleSelves": "selves",
    "OrderForms": "forms",
    "PayoffExplorer": "explorer",
    "PlayYourself": "play",
    "Prediction": "prediction",
    "Quiz": "quiz",
    "PublicGood": "public_good",
    "Review": "prediction",
    "ShadowExplorer": "shadow",
    "Tournament": "tournament",
    "Triangle": "triangle",
    "TrustGame": "trust",
    "TrustThreshold": "trust",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(
            f"kooperation.widgets kennt «{name}» nicht. Vorhanden: {', '.join(__all__)}."
        )
    return getattr(import_module(f"kooperation.widgets.{_HOME[name]}"), name)
