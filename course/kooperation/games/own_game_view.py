"""A game of one's own: what holds in it, cell by cell and in German sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kooperation.base.german import join, number
from kooperation.base.words import Words
from kooperation.games.matrix_game import (
    MatrixGame,
    MixedProfile,
    are_infinite,
    best_rows,
    efficient_cells,
    eliminations,
    extreme_equilibria,
    left_over,
    pure_cells,
    pure_row,
)
from kooperation.games.own_game import TypedGame
from kooperation.kit.html import Markup, columns, fill, note, sentences, table, td, th, tr

WORDS = Words("games.own")
Cell = tuple[int, int]
MOST_TOLD = 3  # mixed equilibria; more of them are counted and not told
FINE = 60  # a share with a smaller denominator is written as a fraction


def marks(game: MatrixGame) -> list[list[dict[str, bool]]]:
    """Return for each cell what holds in it, as plain data: whose best response it is, whether stable, efficient, left over."""
    rows, columns = left_over(game)
    stable, efficient = pure_cells(game), efficient_cells(game)
    answers = [
        best_rows(game.first, pure_row(column, game.columns)) for column in range(game.columns)
    ]
    replies = [best_rows(game.seen_by_second, pure_row(row, game.rows)) for row in range(game.rows)]
    return [
        [
            {
                "first": row in answers[column],
                "second": column in replies[row],
                "equilibrium": (row, column) in stable,
                "efficient": (row, column) in efficient,
                "gone": row not in rows or column not in columns,
            }
            for column in range(game.columns)
        ]
        for row in range(game.rows)
    ]


def own_table(own: TypedGame, caption: str) -> Markup:
    """Return the game as a table to read."""
    head = [
        tr(td(), th(own.players[1], scope="colgroup", colspan=len(own.columns))),
        columns(own.players[0], *own.columns),
    ]
    rows = [(name, *cells) for name, cells in zip(own.rows, own.cells, strict=True)]
    return table(caption, head, rows)


def what_holds(own: TypedGame) -> Markup:
    """Return what holds in the game, or that numbers are missing."""
    game = own.game()
    return sentences(told(own, game)) if game else note(WORDS["open"])


def told(own: TypedGame, game: MatrixGame) -> list[Markup]:
    """Return sentences that say what holds in *game*, called as in *own*."""
    return [*_eliminated(own, game), *_equilibria(own, game), _efficient(own, game)]


def _eliminated(own: TypedGame, game: MatrixGame) -> Iterator[Markup]:
    steps = eliminations(game)
    for step in steps:
        names = (own.rows, own.columns)[step.player]
        said = WORDS["gone"] if step is steps[0] else WORDS["then_gone"]
        player, action, better = own.players[step.player], names[step.action], names[step.better]
        yield fill(said, player=player, action=action, better=better)
    rows, columns = left_over(game)
    if len(rows) == len(columns) == 1:
        yield fill(WORDS["solved"], cell=_cell(own, (rows[0], columns[0])))
    elif not steps:
        yield fill(WORDS["nothing_gone"])


def _equilibria(own: TypedGame, game: MatrixGame) -> Iterator[Markup]:
    stable = pure_cells(game)
    cells = join([_cell(own, cell) for cell in stable])
    if not stable:
        yield fill(WORDS["none_pure"])
    elif len(stable) == 1:
        yield fill(WORDS["one_pure"], cell=cells)
    else:
        yield fill(WORDS["several_pure"], count=len(stable), cells=cells)
    found = extreme_equilibria(game)
    mixed = [profile for profile in found if not profile.is_pure]
    for profile in mixed[:MOST_TOLD]:
        yield _mixed(own, profile)
    if len(mixed) > MOST_TOLD:
        yield fill(WORDS["more_mixed"], count=len(mixed) - MOST_TOLD)
    if are_infinite(found):
        yield fill(WORDS["infinite"])


def _mixed(own: TypedGame, profile: MixedProfile) -> Markup:
    sides = zip(own.players, (own.rows, own.columns), (profile.first, profile.second), strict=True)
    choices = [_choice(player, names, shares) for player, names, shares in sides]
    first, second = (number(float(worth)) for worth in profile.worth)
    return fill(WORDS["mixed"], one=choices[0], other=choices[1], first=first, second=second)


def _choice(player: str, names: Sequence[str], shares: Sequence[Fraction]) -> str:
    used = [(name, share) for name, share in zip(names, shares, strict=True) if share]
    if len(used) == 1:
        return WORDS.filled("always", player=player, action=used[0][0])
    parts = [WORDS.filled("share", action=name, share=_share(share)) for name, share in used]
    return WORDS.filled("chooses", player=player, actions=join(parts))


def _share(share: Fraction) -> str:
    return str(share) if share.denominator < FINE else number(float(share), 3)


def _efficient(own: TypedGame, game: MatrixGame) -> Markup:
    """Say of a wasteful equilibrium which cell would be better, for both if there is one; else what is efficient."""
    for cell in pure_cells(game):
        gains = [(_gains(game, other, cell), other) for other in efficient_cells(game)]
        better = [(gained, other) for gained, other in gains if min(gained) >= 0 < max(gained)]
        if better:
            gained, other = max(better, key=lambda found: min(found[0]))
            said = WORDS["wasted_for_both"] if min(gained) > 0 else WORDS["wasted"]
            return fill(said, cell=_cell(own, cell), better=_cell(own, other))
    cells = join([_cell(own, cell) for cell in efficient_cells(game)])
    return fill(WORDS["efficient"], cells=cells)


def _gains(game: MatrixGame, one: Cell, other: Cell) -> tuple[Fraction, Fraction]:
    """Return what each player has more in *one* than in *other*."""
    first, second = (
        table[one[0]][one[1]] - table[other[0]][other[1]] for table in (game.first, game.second)
    )
    return first, second


def _cell(own: TypedGame, cell: Cell) -> str:
    return WORDS.filled("cell", row=own.rows[cell[0]], column=own.columns[cell[1]])
