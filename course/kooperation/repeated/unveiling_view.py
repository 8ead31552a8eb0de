"""Who it was, what the rounds gave away, and what the best response would have earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kooperation.base.comparing import beats, same
from kooperation.base.german import join, number
from kooperation.base.sources import sources
from kooperation.base.words import Words
from kooperation.games.game import C, SymmetricGame
from kooperation.kit.html import Markup, bar, fill, joined, legend, mark, panel, table, td, th, tr
from kooperation.repeated.automaton import Automaton
from kooperation.repeated.play import Benchmark, Play, benchmark, suspicions
from kooperation.repeated.strategies_words import strategy_texts

WORDS = Words("repeated.play.unveiled")
HARDLY = 0.0005  # a smaller probability is not written out


def unveiling(
    play: Play,
    guess: str,
    field: Sequence[Automaton],
    game: SymmetricGame,
    continuation: float,
) -> Markup:
    """Return all of it; *guess* is the key of a strategy, "" for „I do not know“."""
    probable = dict(
        zip((s.key for s in field), suspicions(field, play.rounds, play.noise), strict=True)
    )
    names = {strategy.key: strategy.name for strategy in field}
    best = benchmark(play.opponent, game, continuation, len(play.rounds), noise=play.noise)
    identity = _identity(play.opponent, guess, names, probable)
    said = panel(*identity, *_earnings(play, game, best))
    return said + _suspicions_table(play.opponent.key, guess, names, probable)


def _identity(
    opponent: Automaton, guess: str, names: Mapping[str, str], probable: Mapping[str, float]
) -> list[Markup]:
    own, about = probable[opponent.key], strategy_texts()[opponent.key]
    alike = [key for key, p in probable.items() if key != opponent.key and same(p, own)]
    known = "; ".join(sources()[key].short for key in about.sources)
    lines = [
        _verdict(opponent, guess, names, alike),
        fill(WORDS["rule"], rule=about.rule, sources=known),
        fill(WORDS["telltale"], telltale=about.telltale),
    ]
    if alike:
        others = _quoted([names[key] for key in alike])
        lines.append(fill(WORDS["same"] if len(alike) > 1 else WORDS["same_one"], others=others))
    return lines


def _verdict(
    opponent: Automaton, guess: str, names: Mapping[str, str], alike: Sequence[str]
) -> Markup:
    if not guess:
        return fill(WORDS["told"], name=opponent.name)
    if guess == opponent.key:
        return fill(WORDS["right"], name=opponent.name)
    fitting = WORDS["as_good"] if guess in alike else WORDS["wrong"]
    return fill(fitting, name=opponent.name, guess=_quoted([names[guess]]))


def _quoted(names: Sequence[str]) -> str:
    return join([f"„{name}“" for name in names])


def _earnings(play: Play, game: SymmetricGame, best: Benchmark) -> list[str]:
    count, (own, other) = len(play.rounds), play.totals(game)
    earned = WORDS.filled(
        "earned",
        rounds=WORDS["one_round"] if count == 1 else WORDS.filled("rounds", count=count),
        own=number(own),
        own_mean=number(own / count),
        other=number(other),
    )
    known = WORDS.filled("best", total=number(best.total, 1), per_round=number(best.per_round))
    more = [WORDS["more_than_best"]] if beats(own, best.total) else []
    return [earned, " ".join([known, _opening(best), *more])]


def _opening(best: Benchmark) -> str:
    if best.opening is None:
        return WORDS["best_depends"]
    if len(set(best.opening)) == 1:
        return WORDS["best_always_c"] if best.opening[0] is C else WORDS["best_always_d"]
    moves = ", ".join(best.opening)
    return WORDS.filled("best_opening", moves=moves)


def _suspicions_table(
    opponent: str, guess: str, names: Mapping[str, str], probable: Mapping[str, float]
) -> Markup:
    found = sorted(((key, p) for key, p in probable.items() if p), key=lambda pair: -pair[1])
    rows = []
    for key, p in found:
        marks = [mark(WORDS["it_was"])] if key == opponent else []
        marks += [mark(WORDS["your_guess"])] if key == guess else []
        share = WORDS.filled("percent", share=number(100 * p, 1)) if p > HARDLY else WORDS["hardly"]
        cells = th(joined([names[key], *marks])), td(bar(p), f" {share}")
        rows.append(tr(*cells, data_strategy=key))
    head = [WORDS["strategy"], WORDS["probability"]]
    shown = table(WORDS["suspicions"], head, rows, "report small")
    excluded = [names[key] for key, p in probable.items() if not p]
    rest = WORDS.filled("ruled_out", names=_quoted(excluded)) if excluded else ""
    return shown + legend(rest)
