"""A game against a hidden strategy: the rounds as a strip, as a table and in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kooperation.base.comparing import beats
from kooperation.base.german import number
from kooperation.base.words import Words
from kooperation.games.game import SymmetricGame
from kooperation.kit.html import Child, Markup, columns, details, fill, table, tag, th, tr
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.play import Finished, Play, course, per_round
from kooperation.repeated.strategies_words import strategy_texts
from kooperation.repeated.transcript import Transcript, totals
from kooperation.repeated.transcript_view import StripSide, does, headed

WORDS, MOVES = Words("repeated.play"), Words("repeated.strip")


def payoffs_sentence(game: SymmetricGame) -> str:
    """Say what each combination of moves brings."""
    return WORDS.filled(
        "payoffs",
        t=number(game.temptation),
        r=number(game.reward),
        p=number(game.punishment),
        s=number(game.sucker),
    )


def status_sentence(play: Play, game: SymmetricGame) -> str:
    """Say what the last round brought, what there is in all, and whether it goes on."""
    if not play.rounds:
        return WORDS["not_begun"]
    at = play.rounds[-1]
    own = course(play)[-1].first
    last = WORDS.filled(
        "round",
        number=len(play.rounds),
        own=MOVES.section("you_do")[f"{own.meant}{own.done}"],
        other=WORDS.section("does")[at[1].value],
        payoff=number(game.game.payoff(at, 0)),
        others=number(game.game.payoff(at, 1)),
    )
    sums = play.totals(game)
    total = WORDS.filled("sums", own=number(sums[0]), other=number(sums[1]))
    return f"{last} {total} {WORDS['is_over'] if play.over else WORDS['goes_on']}"


def hidden(rounds: Transcript) -> Transcript:
    """Return *rounds* as the player sees them: not what the opponent meant, nor in which state it was."""
    return tuple(
        replace(each, second=replace(each.second, state=None, meant=each.second.done))
        for each in rounds
    )


def play_sides(opponent: Automaton | None) -> tuple[StripSide, StripSide]:
    """Return both sides of the strip; the *opponent* is None as long as it is hidden."""
    other = headed(WORDS["opponent"], opponent.name) if opponent else WORDS["opponent"]
    return (
        StripSide(WORDS["you"], WORDS["you"], None, WORDS["you"], MOVES.section("you_do")),
        StripSide(WORDS["opponent"], other, opponent, WORDS["your_opponent"], does()),
    )


def best_sides(opponent: Automaton) -> tuple[StripSide, StripSide]:
    """Return both sides of the strip that shows what would have been."""
    best = WORDS["best_response"]
    return (
        StripSide(WORDS["best"], best, None, WORDS["the_best_response"], does()),
        StripSide(
            WORDS["opponent"],
            headed(WORDS["opponent"], opponent.name),
            opponent,
            WORDS["your_opponent"],
            does(),
        ),
    )


def what_if(
    play: Play, best: Transcript, game: SymmetricGame, games: Sequence[Finished]
) -> list[Markup]:
    """Return what the best response had in the same rounds, and what came of all *games* so far."""
    own, (other, _) = play.totals(game)[0], totals(best, game.game)
    pattern = WORDS["luckier"] if beats(own, other) else WORDS["same_rounds"]
    said = [fill(pattern, best=number(other), own=number(own))]
    if len(games) > 1:
        one, known = map(number, per_round(games))
        right = sum(each.is_right for each in games)
        said.append(fill(WORDS["score"], games=len(games), own=one, best=known, right=right))
    return said


def history_table(play: Play, game: SymmetricGame) -> Markup:
    """Return the rounds as a table with words and running sum, the last round first."""
    if not play.rounds:
        return Markup()
    does, total = WORDS.section("does"), 0.0
    rows: list[list[Child]] = []
    for k, at in enumerate(play.rounds, 1):
        payoffs = [game.game.payoff(at, player) for player in (0, 1)]
        total += payoffs[0]
        rows.append([k, *(does[a.value] for a in at), *map(number, payoffs), number(total)])
    both = (WORDS["you"], WORDS["opponent"])
    first = tr(
        th(WORDS["columns.round"], scope="col", rowspan=2),
        th(WORDS["columns.move"], scope="colgroup", colspan=2),
        th(WORDS["columns.payoff"], scope="colgroup", colspan=2),
        th(WORDS["columns.sum"], scope="col", rowspan=2),
    )
    shown = table(WORDS["table"], [first, columns(*both, *both)], rows[::-1], "small")
    return tag("div", shown, look="scroll", role="region", tabindex=0, aria_label=WORDS["table"])


def field_table(field: Sequence[Automaton]) -> Markup:
    """Return the strategies that may be hidden, each with its rule."""
    rows = [[strategy.name, strategy_texts()[strategy.key].rule] for strategy in field]
    head = [WORDS["columns.strategy"], WORDS["columns.rule"]]
    summary = WORDS.filled("field", count=len(field))
    return details(summary, table(None, head, rows, "report small", aria_label=summary))
