"""2×2 games, trust and public goods (slides 13 and 14); the normal form is the face of the room."""

from kooperation.games.classification import Classification, GameKind, classify
from kooperation.games.game import (
    PLAYERS,
    PROFILES,
    Action,
    Game,
    Profile,
    SymmetricGame,
    letters,
    payoff_range,
    profile,
    seen_by,
)
from kooperation.games.solution import (
    Maximin,
    MixedEquilibria,
    best_responses,
    maximin,
    mixed_equilibria,
    pareto_efficient,
    pure_equilibria,
    strictly_dominant_action,
    weakly_dominant_action,
)

__all__ = [
    "PLAYERS",
    "PROFILES",
    "Action",
    "Classification",
    "Game",
    "GameKind",
    "Maximin",
    "MixedEquilibria",
    "Profile",
    "SymmetricGame",
    "best_responses",
    "classify",
    "letters",
    "maximin",
    "mixed_equilibria",
    "pareto_efficient",
    "payoff_range",
    "profile",
    "pure_equilibria",
    "seen_by",
    "strictly_dominant_action",
    "weakly_dominant_action",
]
