"""Exit options: who stays and who cooperates, as a table and in sentences."""

from __future__ import annotations

from html import escape

from kooperation.base.german import number
from kooperation.base.words import texts
from kooperation.games.game import PLAYERS, seen_by
from kooperation.games.game_words import GamePreset
from kooperation.repeated.exit_option import Standpoint, decisive_player
from kooperation.repeated.thresholds import exit_matters, grim_threshold

Both = tuple[Standpoint, Standpoint]


def standpoints_table(both: Both, preset: GamePreset) -> str:
    """Return for each side what it has inside and outside, and whether it cooperates."""
    words = texts()["exit_options"]
    names = ("side", "reward", "outside_head", "threshold", "discount_head", "verdict")
    heads = "".join(f'<th scope="col">{words[name]}</th>' for name in names)
    rows = "".join(
        f'<tr data-player="{player}"><th scope="row">{escape(preset.player_names[player])}</th>'
        f'<td class="kooperation-number">{number(view.reward)}</td>'
        f'<td class="kooperation-number">{number(view.outside)}</td>'
        f'<td class="kooperation-number">{_threshold(view)}</td>'
        f'<td class="kooperation-number">{number(view.discount)}</td>'
        f"<td>{_verdict(view)}</td></tr>"
        for player, view in zip(PLAYERS, both, strict=True)
    )
    return (
        '<table class="kooperation-matrix kooperation-report kooperation-small kooperation-ranking">'
        f"<caption>{words['table']}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _threshold(view: Standpoint) -> str:
    words = texts()["exit_options"]
    return number(view.threshold) if view.stays else str(words["never"])


def _verdict(view: Standpoint) -> str:
    words = texts()["exit_options"]
    name = "joins" if view.cooperates else "too_impatient" if view.stays else "leaves"
    return str(words[name])


def in_words(both: Both, preset: GamePreset) -> list[str]:
    """Return German sentences: what each exit changes, and whether cooperation holds."""
    words = texts()["exit_options"]
    sentences = [_effect(both[player], preset, player) for player in PLAYERS]
    decisive = decisive_player(both)
    if decisive is not None:
        name = escape(preset.player_names[decisive])
        return [words["blocked_by"].format(name=name), *sentences]
    agreed = both[0].cooperates
    return [words["together"] if agreed else words["blocked_by_both"], *sentences]


def _effect(view: Standpoint, preset: GamePreset, player: int) -> str:
    words = texts()["exit_options"]
    own = seen_by(player, preset.game)
    if not view.stays:
        name = "leaving"
    elif exit_matters(own, view.outside):
        name = "power"
    else:
        name = "no_power"
    return str(
        words[name].format(
            name=escape(preset.player_names[player]),
            outside=number(view.outside),
            punishment=number(own.punishment),
            reward=number(own.reward),
            before=number(grim_threshold(own)),
            after=number(view.threshold),
        )
    )
