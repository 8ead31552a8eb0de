"""A tree in words, decision by decision from the end, and what could be announced in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kooperation.base.german import either, join, number
from kooperation.base.words import Words
from kooperation.games.threats import Announcement, announcements
from kooperation.games.tree import (
    Decision,
    Lottery,
    Path,
    Profile,
    TreeNode,
    Worth,
    below,
    best,
    solutions,
    worths,
)
from kooperation.games.tree_form import StrategicForm, strategic_form
from kooperation.games.tree_solving_view import Shown, actions, worth_text
from kooperation.kit.html import Markup, fill

WORDS = Words("games.tree")


def told(shown: Shown) -> list[Markup]:
    """Return German sentences: each move that is solved, and once all are, what comes of it and which announcements hold."""
    if not shown.solved:
        return [fill(WORDS["begin"], count=len(shown.order))]
    lines = [_move(shown, path) for path in shown.order[: shown.solved]]
    return [*lines, *_result(shown)] if shown.is_solved else lines


def _move(shown: Shown, path: Path) -> Markup:
    node = below(shown.tree, path)
    where = (
        WORDS.filled("after", actions=actions(shown.preset.steps_to(path)))
        if path
        else WORDS["first"]
    )
    if isinstance(node, Decision):
        return _decision(shown, path, node, where)
    means = sorted(worths(node))
    return fill(WORDS["lottery"], where=where, worth=either([worth_text(one) for one in means]))


def _decision(shown: Shown, path: Path, node: Decision, where: str) -> Markup:
    who = shown.preset.called[node.player]
    names = [branch.name for branch in shown.preset.at(path).branches]
    chosen = either([f"„{names[action]}“" for action in sorted(best(node))])
    if any(len(worths(child)) > 1 for child in node.branches):
        said = WORDS["hangs_here"] if len(best(node)) > 1 else WORDS["holds_anyway"]
        return fill(said, where=where, who=who, actions=chosen)
    brings = [next(iter(worths(child)))[node.player] for child in node.branches]
    rest = [
        WORDS.filled("other", action=name, worth=_number(worth))
        for action, (name, worth) in enumerate(zip(names, brings, strict=True))
        if action not in best(node)
    ]
    if len(best(node)) > 1:
        equal = join([f"„{names[action]}“" for action in sorted(best(node))])
        return fill(WORDS["tie"], where=where, who=who, actions=equal, worth=_number(max(brings)))
    worth = _number(max(brings))
    return fill(WORDS["better"], where=where, who=who, action=chosen, worth=worth, rest=join(rest))


def _result(shown: Shown) -> Iterator[Markup]:
    form = strategic_form(shown.tree)
    ways = {_way(shown.tree, profile): worth for profile, worth in solutions(shown.tree)}
    first, second = shown.preset.called
    if len(ways) == 1:
        [(way, worth)] = ways.items()
        a, b = map(_number, worth)
        yield fill(WORDS["result"], way=_named(shown, way), first=first, second=second, a=a, b=b)
        yield from _missed(shown, form, worth)
    else:
        several = [f"{_named(shown, way)} ({worth_text(worth)})" for way, worth in ways.items()]
        yield fill(WORDS["results"], ways=either(several))
    yield from (_announcement(shown, found) for found in announcements(shown.tree))
    others = {
        _way(shown.tree, form.profile(cell)): None
        for cell in form.equilibria
        if form.worth[cell[0]][cell[1]] not in worths(shown.tree)
    }
    if others:
        yield fill(WORDS["not_perfect"], ways=either([_named(shown, way) for way in others]))


def _missed(shown: Shown, form: StrategicForm, worth: Worth) -> Iterator[Markup]:
    """Say where both had more, if there is such a place: the one where the gain of who gains less is largest."""
    gains = {
        (row, column): min(one - had for one, had in zip(found, worth, strict=True))
        for row, line in enumerate(form.worth)
        for column, found in enumerate(line)
    }
    cell = max(gains, key=lambda at: gains[at])
    if gains[cell] > 0:
        better = form.worth[cell[0]][cell[1]]
        way = _named(shown, _way(shown.tree, form.profile(cell)))
        yield fill(WORDS["missed"], way=way, worth=worth_text(better))


def _announcement(shown: Shown, found: Announcement) -> Markup:
    kinds = {
        (True, True): WORDS["credible_threat"],
        (True, False): WORDS["empty_threat"],
        (False, True): WORDS["credible_promise"],
        (False, False): WORDS["empty_promise"],
    }
    names = shown.preset.player_names
    return fill(
        kinds[found.threatens, found.is_credible],
        who=names[found.player],
        action=shown.preset.at((*found.path, found.action)).name,
        where=WORDS.filled("after", actions=actions(shown.preset.steps_to(found.path))),
        believed=_number(found.believed),
        else_=_number(found.else_),
        doing=_number(found.doing),
        not_doing=_number(found.not_doing),
    )


def _way(tree: TreeNode, profile: Profile) -> Path:
    """Return the way that *profile* takes to an ending, or to where chance goes on."""
    path: Path = ()
    while isinstance(below(tree, path), Decision):
        path = (*path, profile[path])
    return path


def _named(shown: Shown, way: Path) -> str:
    then = WORDS["then_chance"] if isinstance(below(shown.tree, way), Lottery) else ""
    return f"{actions(shown.preset.steps_to(way))}{then}"


def _number(value: Fraction) -> str:
    return number(float(value))
