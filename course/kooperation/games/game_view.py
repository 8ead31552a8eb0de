"""A 2×2 game as an accessible table, with what holds in it marked or with nothing marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import PLAYERS, Action, Game, Profile, letters
from kooperation.games.game_words import GameNames, GamePreset
from kooperation.games.solution import best_responses, pareto_efficient, pure_equilibria
from kooperation.kit.html import Cell, Markup, columns, joined, legend, mark, table, tag, td, th, tr

WORDS, LETTERS = Words("games.matrix"), Words("games.payoffs_legend")
# The slide shows the defection ("Gestehen") first.
DISPLAY_ORDER = (Action.DEFECT, Action.COOPERATE)
PROFILES_SHOWN: tuple[Profile, ...] = tuple(
    (row, column) for row in DISPLAY_ORDER for column in DISPLAY_ORDER
)
BETWEEN = tag("span", " | ", look="sep")


def matrix_table(game: Game, names: GameNames) -> Markup:
    """Return *game* as a table with *names*, with what holds marked in it.

    Best responses are underlined and named for screen readers; equilibria and Pareto-efficient
    profiles carry a sign and a word. Colours come from the theme.
    """
    marked = _table(game, names, _caption(names), _marked_cell, "marked")
    return marked + legend(WORDS["legend"])


def matrix_frame(names: GameNames) -> Markup:
    """Return the table of `matrix_table` with a place for what stands in each cell: {CC}, {CD}, {DC}, {DD}."""

    def cell(_game: Game, at: Profile) -> Cell:
        return td(Markup("{{{}}}").format(letters(at)), data_profile=letters(at))

    framed = _table(Game(*[(0, 0)] * 4), names, _caption(names), cell, "marked")
    return framed + legend(WORDS["legend"])


def plain_table(preset: GamePreset) -> Markup:
    """Return the game of *preset* as a table with nothing marked: a question, not an answer."""
    caption = f"{preset.title}. {_caption(preset)}"
    return _table(preset.game, preset, caption, _plain_cell, "plain")


def outcome_table(
    preset: GamePreset, caption: str, fates: Mapping[Action, Mapping[Action, str]]
) -> Markup:
    """Return the game of *preset* as a table that says in words, too, what comes of it.

    *fates* says what comes of an own action, by the other's.
    """

    def cell(game: Game, at: Profile) -> Cell:
        said = dict.fromkeys([fates[at[0]][at[1]], fates[at[1]][at[0]]])  # once, if it is the same
        sides = [tag("span", fate, look=f"side{n}") for n, fate in enumerate(said)]
        words = joined(sides, BETWEEN) if len(said) > 1 else joined(said)
        values = tag("div", _values(game, at), look="payoffs")
        return td(values, tag("small", words), data_profile=letters(at))

    return _table(preset.game, preset, caption, cell, "plain outcomes")


def letters_legend(names: GameNames) -> Markup:
    """Return when one gets T, R, P and S, in the game's own words: explorers show the letters before a text does."""
    return legend(LETTERS.filled("when", cooperate=names.cooperate, defect=names.defect))


def _caption(names: GameNames) -> str:
    first, second = names.player_names
    return WORDS.filled("caption", first=first, second=second)


def _table(
    game: Game, names: GameNames, caption: str, cell: Callable[[Game, Profile], Cell], look: str
) -> Markup:
    first, second = names.player_names
    actions = {action: breakable(names.action(action)) for action in DISPLAY_ORDER}
    rows = [
        [th(actions[own]), *(cell(game, (own, other)) for other in DISPLAY_ORDER)]
        for own in DISPLAY_ORDER
    ]
    rows[0].insert(0, th(first, scope="rowgroup", rowspan=2))
    corner = td(colspan=2, rowspan=2)
    head = [tr(corner, th(second, scope="colgroup", colspan=2)), columns(*actions.values())]
    return table(caption, head, rows, look)


def breakable(name: str) -> str:
    """Return the *name* of an action with soft hyphens, for a column of a phone."""
    for word in WORDS.lines("breakable"):
        name = name.replace(word.replace("\N{SOFT HYPHEN}", ""), word)
    return name


def _values(game: Game, at: Profile) -> Markup:
    return joined(
        (tag("span", number(game.payoff(at, player)), look=f"side{player}") for player in PLAYERS),
        BETWEEN,
    )


def _plain_cell(game: Game, at: Profile) -> Cell:
    return td(tag("div", _values(game, at), look="payoffs"), data_profile=letters(at))


def _marked_cell(game: Game, at: Profile) -> Cell:
    values = joined((_payoff(game, at, player) for player in PLAYERS), BETWEEN)
    held = (
        ("◆", WORDS["equilibrium"], pure_equilibria),
        ("○", WORDS["efficient"], pareto_efficient),
    )
    marks = [mark(f"{sign} {word}") for sign, word, of in held if at in of(game)]
    return td(tag("div", values, look="payoffs"), *marks, data_profile=letters(at))


def _payoff(game: Game, at: Profile, player: int) -> Markup:
    value = number(game.payoff(at, player))
    if at[player] not in best_responses(game, player, at[1 - player]):
        return tag("span", value, look=f"side{player}")
    said = tag("span", f" ({WORDS['best_response']})", look="sr")
    return tag("u", value, said, look=f"best side{player}")
