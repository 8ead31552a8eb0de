"""A game against a hidden strategy: the rounds as a strip and a table, and what they gave away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kooperation.base.comparing import beats, same
from kooperation.base.german import join, number
from kooperation.base.sources import sources
from kooperation.base.words import texts
from kooperation.games.game import Action, C, SymmetricGame
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.play import Benchmark, Play, benchmark, suspicions
from kooperation.repeated.strategies_words import strategy_texts

SIGNS = {Action.COOPERATE: ("●", "K"), Action.DEFECT: ("✕", "D")}


def payoffs_sentence(game: SymmetricGame) -> str:
    """Say what each combination of moves brings."""
    return str(
        texts()["play"]["payoffs"].format(
            t=number(game.temptation),
            r=number(game.reward),
            p=number(game.punishment),
            s=number(game.sucker),
        )
    )


def status_sentence(play: Play, game: SymmetricGame) -> str:
    """Say what the last round brought, what there is in all, and whether it goes on."""
    words = texts()["play"]
    if not play.rounds:
        return str(words["not_begun"])
    own, other = play.rounds[-1]
    table = game.game
    last = words["round"].format(
        number=len(play.rounds),
        own=words[f"did_{own.value.lower()}"],
        other=words[f"does_{other.value.lower()}"],
        payoff=number(table.payoff((own, other), 0)),
        others=number(table.payoff((own, other), 1)),
    )
    sums = play.totals(game)
    total = words["sums"].format(own=number(sums[0]), other=number(sums[1]))
    return f"{last} {total} {words['is_over' if play.over else 'goes_on']}"


def strip(play: Play) -> str:
    """Return the rounds as a strip of signs and letters; the table says the same to screen readers."""
    words = texts()["play"]
    if not play.rounds:
        return ""
    cells = "".join(
        f'<span class="kooperation-round"><small>{k}</small>{_sign(own)}{_sign(other)}</span>'
        for k, (own, other) in enumerate(play.rounds, 1)
    )
    return (
        f'<div class="kooperation-strip" aria-hidden="true"><span class="kooperation-round '
        f'kooperation-who"><small>&nbsp;</small><span>{words["you"]}</span>'
        f"<span>{words['opponent']}</span></span>{cells}</div>"
        f'<p class="kooperation-legend">{words["strip"]}</p>'
    )


def _sign(action: Action) -> str:
    sign, letter = SIGNS[action]
    return f'<span class="kooperation-move" data-move="{letter}">{sign}&#8239;{letter}</span>'


def history_table(play: Play, game: SymmetricGame) -> str:
    """Return the rounds as a table with words and running sum, the last round first."""
    words, table = texts()["play"], game.game
    if not play.rounds:
        return ""
    rows, total = [], 0.0
    for k, at in enumerate(play.rounds, 1):
        total += table.payoff(at, 0)
        cells = (
            *(words[f"does_{action.value.lower()}"] for action in at),
            number(table.payoff(at, 0)),
            number(table.payoff(at, 1)),
            number(total),
        )
        rows.append(
            f'<tr><th scope="row">{k}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        )
    rows.reverse()
    columns = words["columns"]
    head = (
        f'<tr><th rowspan="2" scope="col">{columns["round"]}</th>'
        f'<th colspan="2" scope="colgroup">Zug</th><th colspan="2" scope="colgroup">Auszahlung</th>'
        f'<th rowspan="2" scope="col">{columns["sum"]}</th></tr><tr>'
        + f'<th scope="col">{words["you"]}</th><th scope="col">{words["opponent"]}</th>' * 2
        + "</tr>"
    )
    return (
        f'<div class="kooperation-scroll" role="region" tabindex="0" aria-label="{words["table"]}">'
        f'<table class="kooperation-matrix kooperation-small"><caption>{words["table"]}</caption>'
        f"<thead>{head}</thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def field_table(field: Sequence[Automaton]) -> str:
    """Return the strategies that may be hidden, each with its rule."""
    words, known = texts()["play"], strategy_texts()
    rows = "".join(
        f'<tr><th scope="row">{escape(s.name)}</th><td>{escape(known[s.key].rule)}</td></tr>'
        for s in field
    )
    return (
        f"<details><summary>{words['field'].format(count=len(field))}</summary>"
        '<table class="kooperation-matrix kooperation-report kooperation-small"><thead><tr>'
        f'<th scope="col">{words["columns"]["strategy"]}</th>'
        f'<th scope="col">{words["columns"]["rule"]}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


# Afterwards --------------------------------------------------------------------------------------


def unveiling(
    play: Play,
    guess: str,
    field: Sequence[Automaton],
    game: SymmetricGame,
    continuation: float,
) -> str:
    """Return who it was, what the rounds gave away, and what the best response would have earned.

    *guess* is the key of a strategy, "" for «I do not know».
    """
    chances = suspicions(field, play.rounds)
    lines = [
        *_identity(play, guess, field, chances),
        *_earnings(play, game, benchmark(play.opponent, game, continuation, len(play.rounds))),
    ]
    return (
        f'<div class="kooperation-panel">{"".join(f"<p>{line}</p>" for line in lines)}</div>'
        f"{_suspicions_table(play, guess, field, chances)}"
    )


def _identity(
    play: Play, guess: str, field: Sequence[Automaton], chances: Sequence[float]
) -> list[str]:
    words, about = texts()["play"], strategy_texts()[play.opponent.key]
    own = next(p for s, p in zip(field, chances, strict=True) if s.key == play.opponent.key)
    others = {
        s.key: s.name
        for s, p in zip(field, chances, strict=True)
        if s.key != play.opponent.key and same(p, own)
    }
    names = {strategy.key: f"«{escape(strategy.name)}»" for strategy in field}
    if not guess:
        verdict = words["told"]
    elif guess == play.opponent.key:
        verdict = words["right"]
    else:
        verdict = words["as_good" if guess in others else "wrong"]
    known = "; ".join(sources()[key].short for key in about.sources)
    lines = [
        verdict.format(name=escape(play.opponent.name), guess=names.get(guess, "")),
        f"{words['rule'].format(rule=escape(about.rule))} ({escape(known)})",
        words["telltale"].format(telltale=escape(about.telltale)),
    ]
    if others:
        shown = join([names[key] for key in others])
        lines.append(words["same" if len(others) > 1 else "same_one"].format(others=shown))
    return lines


def _earnings(play: Play, game: SymmetricGame, best: Benchmark) -> list[str]:
    words, count = texts()["play"], len(play.rounds)
    own, other = play.totals(game)
    earned = words["earned"].format(
        rounds="einer Runde" if count == 1 else f"{count} Runden",
        own=number(own),
        own_mean=number(own / count),
        other=number(other),
    )
    known = words["best"].format(total=number(best.total, 1), per_round=number(best.per_round))
    sentences = [f"{known} {_opening(best)}"]
    if beats(own, best.total):
        sentences.append(words["more_than_best"])
    return [earned, " ".join(sentences)]


def _opening(best: Benchmark) -> str:
    words = texts()["play"]
    if best.opening is None:
        return str(words["best_depends"])
    if len(set(best.opening)) == 1:
        return str(words["best_always_c" if best.opening[0] is C else "best_always_d"])
    moves = ", ".join(SIGNS[action][1] for action in best.opening)
    return str(words["best_opening"].format(moves=f"{moves} …"))


def _suspicions_table(
    play: Play, guess: str, field: Sequence[Automaton], chances: Sequence[float]
) -> str:
    words = texts()["play"]
    found = sorted(zip(chances, field, strict=True), key=lambda pair: -pair[0])
    rows = []
    for chance, strategy in found:
        if not chance:
            continue
        marks = [words["it_was"]] if strategy.key == play.opponent.key else []
        marks += [words["your_guess"]] if strategy.key == guess else []
        mark = "".join(f'<span class="kooperation-mark">{m}</span>' for m in marks)
        percent = number(100 * chance, 1) if chance > 0.0005 else "unter 0,1"
        rows.append(
            f'<tr data-strategy="{strategy.key}"><th scope="row">{escape(strategy.name)}{mark}</th>'
            f'<td><span class="kooperation-bar" aria-hidden="true">'
            f'<span style="width: {100 * chance:.0f}%"></span></span> {percent} %</td></tr>'
        )
    heads = (words["columns"]["strategy"], words["columns"]["probability"])
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    excluded = [f"«{escape(s.name)}»" for chance, s in found if not chance]
    rest = words["ruled_out"].format(names=join(excluded)) if excluded else ""
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-small">'
        f"<caption>{words['suspicions']}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        f'<p class="kooperation-legend">{rest}</p>'
    )
