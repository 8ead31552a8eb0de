"""Controls that ask the model or write to the answer sheet; each is imported when it is named."""

from functools import partial
from importlib import import_module
from typing import Any

_HOME = {
    "BargainingPlane": "negotiation.bargaining_explorer",
    "Booklet": "practice.booklet_explorer",
    "CaseMap": "institutions.case_map_explorer",
    "ActorMap": "institutions.actors_explorer",
    "Ask": "assignments.ask_explorer",
    "ConceptComparison": "practice.concept_test_explorer",
    "ConceptTest": "practice.concept_test_explorer",
    "CollaborativeGovernance": "institutions.governance_explorer",
    "CoordinationEffort": "negotiation.coordination_explorer",
    "DeceptionExplorer": "negotiation.deception_explorer",
    "FieldExplorer": "institutions.fields_explorer",
    "CooperationCheck": "success_factors.cooperation_check_explorer",
    "EvolutionExplorer": "repeated.evolution_explorer",
    "ExitOptions": "repeated.exit_option_explorer",
    "ForgivenessExplorer": "repeated.forgiveness_explorer",
    "FeasiblePayoffs": "repeated.feasible_explorer",
    "FormalCheck": "assignments.formal_check_explorer",
    "GameTree": "games.tree_explorer",
    "LatticeExplorer": "repeated.lattice_explorer",
    "KitchenTable": "institutions.kitchen_explorer",
    "LeverWorkshop": "success_factors.levers_explorer",
    "ModeComparison": "negotiation.modes_explorer",
    "MultipleSelves": "institutions.roles_explorer",
    "OrderForms": "institutions.arrangements_explorer",
    "Overview": "practice.progress_explorer",
    "OwnActors": "institutions.own_actors_explorer",
    "OwnCase": "institutions.own_case_explorer",
    "OwnGame": "games.own_game_explorer",
    "PayoffExplorer": "games.game_explorer",
    "PlayYourself": "repeated.play_explorer",
    "Practice": "assignments.practice_explorer",
    "Prediction": "practice.prediction_explorer",
    "Quiz": "practice.quiz_explorer",
    "PublicGood": "games.public_good_explorer",
    "Review": "practice.prediction_explorer",
    "ShadowExplorer": "repeated.shadow_explorer",
    "StrategyBuilder": "repeated.own_strategy_explorer",
    "TornCase": "institutions.torn_case_explorer",
    "Tournament": "repeated.tournament_explorer",
    "TwoCells": "games.cells_explorer",
    "Triangle": "institutions.financing_explorer",
    "TrustGame": "games.trust_explorer",
    "TrustThreshold": "games.trust_explorer",
    "WatchMatch": "repeated.transcript_explorer",
}
# What a widget is given of rooms that its own does not see: who tells a part of the booklet.
_GIVEN = {
    "Booklet": (
        "games.booklet_explorer",
        "institutions.booklet_explorer",
        "negotiation.booklet_explorer",
        "practice.booklet_explorer",
        "repeated.booklet_explorer",
        "success_factors.booklet_explorer",
    ),
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(
            f"module {__name__!r} has no attribute {name!r}"
        )  # told in German by kit.mistake
    found = getattr(import_module(f"kooperation.{_HOME[name]}"), name)
    return partial(found, *_GIVEN[name]) if name in _GIVEN else found
