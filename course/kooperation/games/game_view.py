"""A 2×2 game as an accessible HTML table, and what holds in it as German sentences."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from kooperation.base.german import join, number
from kooperation.base.words import texts
from kooperation.games.game import (
    PLAYERS,
    Action,
    Game,
    Profile,
    best_responses,
    classify,
    letters,
    maximin,
    mixed_equilibria,
    pareto_efficient,
    pure_equilibria,
    seen_by,
    strictly_dominant_action,
    weakly_dominant_action,
)
from kooperation.games.game_words import GamePreset

# The slide shows the defection ("Gestehen") first.
DISPLAY_ORDER = (Action.DEFECT, Action.COOPERATE)


def action_name(preset: GamePreset, action: Action) -> str:
    """Return the German name of *action* in *preset*."""
    return preset.cooperate if action is Action.COOPERATE else preset.defect


def matrix_table(game: Game, preset: GamePreset) -> str:
    """Return *game* as an HTML table with the names of *preset*, with what holds marked in it.

    Best responses are underlined and named for screen readers; equilibria and Pareto-efficient
    profiles carry a sign and a word. Colours come from the theme.
    """
    first, second = preset.player_names
    caption = texts()["explorer"]["caption"].format(first=first, second=second)
    table = _table(game, preset, caption, _marked_cell, "kooperation-marked")
    return f'{table}<p class="kooperation-legend">{texts()["matrix"]["legend"]}</p>'


def plain_table(preset: GamePreset) -> str:
    """Return the game of *preset* as an HTML table with nothing marked: a question, not an answer."""
    first, second = preset.player_names
    caption = f"{preset.title}. {texts()['explorer']['caption'].format(first=first, second=second)}"
    return _table(preset.game, preset, caption, _plain_cell, "kooperation-plain")


def _table(
    game: Game, preset: GamePreset, caption: str, cell: Callable[[Game, Profile], str], look: str
) -> str:
    first, second = (escape(name) for name in preset.player_names)
    names = {action: escape(action_name(preset, action)) for action in DISPLAY_ORDER}
    columns = "".join(f'<th scope="col">{names[action]}</th>' for action in DISPLAY_ORDER)
    rows: list[str] = []
    for action in DISPLAY_ORDER:
        head = f'<th rowspan="2" scope="rowgroup">{first}</th>' if not rows else ""
        cells = "".join(cell(game, (action, other)) for other in DISPLAY_ORDER)
        rows.append(f'<tr>{head}<th scope="row">{names[action]}</th>{cells}</tr>')
    return (
        f'<table class="kooperation-matrix {look}"><caption>{escape(caption)}</caption>'
        f'<thead><tr><td colspan="2" rowspan="2"></td><th colspan="2" scope="colgroup">{second}</th>'
        f"</tr><tr>{columns}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _plain_cell(game: Game, at: Profile) -> str:
    values = " | ".join(number(game.payoff(at, player)) for player in PLAYERS)
    return f'<td data-profile="{letters(at)}"><div class="kooperation-payoffs">{values}</div></td>'


def _marked_cell(game: Game, at: Profile) -> str:
    words = texts()["matrix"]
    marks = []
    if at in pure_equilibria(game):
        marks.append(
            f'<span class="kooperation-mark">◆\N{NO-BREAK SPACE}{words["equilibrium"]}</span>'
        )
    if at in pareto_efficient(game):
        marks.append(
            f'<span class="kooperation-mark">○\N{NO-BREAK SPACE}{words["efficient"]}</span>'
        )
    values = '<span class="kooperation-sep"> | </span>'.join(
        _payoff(game, at, player) for player in PLAYERS
    )
    return (
        f'<td data-profile="{letters(at)}"><div class="kooperation-payoffs">{values}</div>'
        f"{''.join(marks)}</td>"
    )


def _payoff(game: Game, at: Profile, player: int) -> str:
    value = number(game.payoff(at, player))
    if at[player] in best_responses(game, player, at[1 - player]):
        hint = texts()["matrix"]["best_response"]
        return (
            f'<u class="kooperation-best">{value}<span class="kooperation-sr"> ({hint})</span></u>'
        )
    return f"<span>{value}</span>"


# Sentences ---------------------------------------------------------------------------------------


def explanation(game: Game, preset: GamePreset) -> list[str]:
    """Return German sentences that say what holds in *game* now, and why."""
    sentences = [_kind_sentence(game)]
    if game.is_symmetric:
        sentences.append(_incentive_sentence(game, preset, 0))
    else:
        sentences.extend(
            f"{preset.player_names[player]}: {_incentive_sentence(game, preset, player)}"
            for player in PLAYERS
        )
    sentences.append(_equilibrium_sentence(game, preset))
    sentences.append(_efficiency_sentence(game, preset))
    sentences.append(_caution_sentence(game, preset))
    return sentences


def _kind_sentence(game: Game) -> str:
    found = classify(game)
    name = texts()["kinds"][found.kind.value]
    return f"Spielart: <strong>{name}</strong>, denn {found.because}."


def _incentive_sentence(game: Game, preset: GamePreset, player: int) -> str:
    """Say which action dominates, with the two comparisons, or what answers what."""
    own = seen_by(player, game)
    comparisons = {
        Action.COOPERATE: (own.temptation, own.reward),
        Action.DEFECT: (own.punishment, own.sucker),
    }
    strict = strictly_dominant_action(game, player)
    weak = weakly_dominant_action(game, player)
    if dominant := strict or weak:
        pairs = [(d, c) if dominant is Action.DEFECT else (c, d) for d, c in comparisons.values()]
        reasons = [f"{number(a)} {'>' if a > b else '='} {number(b)}" for a, b in pairs]
        how = "dominiert" if strict else "dominiert schwach"
        return f"«{action_name(preset, dominant)}» {how}, weil {join(reasons)}."
    return _answers_sentence(game, preset, player)


def _answers_sentence(game: Game, preset: GamePreset, player: int) -> str:
    parts = []
    for other in Action:
        answers = [f"«{action_name(preset, a)}»" for a in best_responses(game, player, other)]
        best = "beides gleich gut" if len(answers) == 2 else answers[0]
        parts.append(f"auf «{action_name(preset, other)}» ist {best}")
    return f"Keine Handlung dominiert. Beste Antwort: {join(parts)}."


def profile_name(preset: GamePreset, at: Profile) -> str:
    """Return a profile by the names of its actions: «Gestehen/Schweigen»."""
    return f"({action_name(preset, at[0])}, {action_name(preset, at[1])})"


def _equilibrium_sentence(game: Game, preset: GamePreset) -> str:
    pure = [profile_name(preset, at) for at in pure_equilibria(game)]
    mixed = mixed_equilibria(game)
    if not pure:
        text = "Es gibt kein Gleichgewicht in reinen Strategien"
    elif len(pure) == 1:
        text = f"Einziges Gleichgewicht in reinen Strategien: {pure[0]}"
    else:
        text = f"{len(pure)} Gleichgewichte in reinen Strategien: {join(pure)}"
    if mixed.continuum:
        return (
            f"{text}. Weil Auszahlungen gleich sind, kommen unendlich viele gemischte "
            "Gleichgewichte hinzu; ein einzelnes lässt sich nicht hervorheben."
        )
    if mixed.point is not None:
        first, second = (number(100 * p, 1) for p in mixed.point)
        name = action_name(preset, Action.COOPERATE)
        if first == second:
            return f"{text}. Dazu ein gemischtes: beide wählen «{name}» mit {first} %."
        return (
            f"{text}. Dazu ein gemischtes: {preset.player_names[0]} wählt «{name}» mit {first} %, "
            f"{preset.player_names[1]} mit {second} %."
        )
    return f"{text}."


def _efficiency_sentence(game: Game, preset: GamePreset) -> str:
    efficient = pareto_efficient(game)
    wasted = [profile_name(preset, at) for at in pure_equilibria(game) if at not in efficient]
    names = join([profile_name(preset, at) for at in PROFILES_SHOWN if at in efficient])
    text = f"Pareto-effizient: {names}."
    if wasted:
        is_are = "ist es nicht" if len(wasted) == 1 else "sind es nicht"
        return f"{text} Das Gleichgewicht {join(wasted)} {is_are}: Es geht besser, ohne dass jemand verliert."
    return text


PROFILES_SHOWN: tuple[Profile, ...] = tuple(
    (row, column) for row in DISPLAY_ORDER for column in DISPLAY_ORDER
)


def _caution_sentence(game: Game, preset: GamePreset) -> str:
    """Say what each side can secure by itself, with pure actions."""
    secured = [maximin(game, player) for player in PLAYERS]
    if game.is_symmetric:
        return f"Aus eigener Kraft sichern sich beide mindestens {number(secured[0].value)}."
    parts = [
        f"{name} mindestens {number(s.value)}"
        for name, s in zip(preset.player_names, secured, strict=True)
    ]
    return f"Aus eigener Kraft gesichert: {join(parts)}."
