"""A tree as a matrix: a row or column for each plan, with what holds marked once the tree is solved."""

from __future__ import annotations

from fractions import Fraction

from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game_view import BETWEEN
from kooperation.games.tree_form import Cell, StrategicForm, strategic_form
from kooperation.games.tree_solving_view import Shown
from kooperation.kit.html import Cell as TableCell
from kooperation.kit.html import (
    Markup,
    columns,
    details,
    fill,
    joined,
    legend,
    mark,
    table,
    tag,
    td,
    th,
    tr,
)

MATRIX = Words("games.tree.matrix")


def tree_matrix(shown: Shown) -> Markup:
    """Return the tree as a matrix: folded where it is narrow. Once all is solved, equilibria are marked.

    Whoever has more plans stands at the left; the first number in a cell is always player 1's.
    """
    form = strategic_form(shown.tree)
    drawn = _matrix(shown, form)
    beside = tag("div", drawn, look="treebeside")
    return beside + tag("div", details(MATRIX["fold"], drawn), look="treefolded")


def _matrix(shown: Shown, form: StrategicForm) -> Markup:
    left = 1 if len(form.plans[1]) > len(form.plans[0]) else 0
    top = 1 - left
    names = shown.preset.player_names
    plans = [
        [_plan(shown, form, player, at) for at in range(len(form.plans[player]))]
        for player in (0, 1)
    ]
    head = [
        tr(td(), th(names[top], scope="colgroup", look=f"side{top}", colspan=len(plans[top]))),
        columns(th(names[left], scope="col", look=f"side{left}"), *plans[top]),
    ]
    rows = [
        [
            plan,
            *(
                _cell(shown, form, (column, row) if left else (row, column))
                for column in range(len(plans[top]))
            ),
        ]
        for row, plan in enumerate(plans[left])
    ]
    caption = MATRIX.filled("caption", first=names[0], second=names[1])
    marks = shown.is_solved and bool(form.equilibria)
    return table(caption, head, rows, "tree") + (legend(MATRIX["legend"]) if marks else Markup())


def _plan(shown: Shown, form: StrategicForm, player: int, at: int) -> Markup:
    """Return what a plan does at each of the player's decisions, one below the other."""
    chosen = zip(form.decisions[player], form.plans[player][at], strict=True)
    names = [shown.preset.at((*path, action)).name for path, action in chosen]
    return joined(names, Markup(",<br>")) if names else fill(MATRIX["no_choice"])


def _cell(shown: Shown, form: StrategicForm, cell: Cell) -> TableCell:
    worth = form.worth[cell[0]][cell[1]]
    sides = [_payoff(shown, form, cell, player, value) for player, value in enumerate(worth)]
    marks = []
    if shown.is_solved and cell in form.equilibria:
        marks = [mark(MATRIX["perfect"] if cell in form.perfect else MATRIX["equilibrium"])]
    return td(tag("div", joined(sides, BETWEEN), look="payoffs"), *marks)


def _payoff(shown: Shown, form: StrategicForm, cell: Cell, player: int, value: Fraction) -> Markup:
    if not shown.is_solved or form.gains(cell, player):
        return tag("span", number(float(value)), look=f"side{player}")
    said = tag("span", f" ({MATRIX['best_response']})", look="sr")
    return tag("u", number(float(value)), said, look=f"best side{player}")
