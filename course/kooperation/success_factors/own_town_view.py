"""One's own town in the lever workshop: what was said of it as a table, and which verdicts bear that it is estimated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kooperation.base.german import join
from kooperation.base.words import Words
from kooperation.kit.html import Child, Markup, fill, table
from kooperation.success_factors.assumptions import NeedBand, Positions
from kooperation.success_factors.estimates import Robustness, robustness
from kooperation.success_factors.levers import TownSituation
from kooperation.success_factors.levers_view import in_words
from kooperation.success_factors.levers_words import begin_with, conditions, lever_effects
from kooperation.success_factors.needs_view import need_name, verdict
from kooperation.success_factors.own_town import TypedTown, one_level_off, situation_of

WORDS = Words("success_factors.own_town")
NO_BREAK = "\N{NO-BREAK SPACE}"


def town_title(town: TypedTown) -> str:
    """Return how a town of one's own is called among the others, also while it has no name."""
    return WORDS.filled("named", name=town.name) if town.name else WORDS["unnamed"]


def town_table(town: TypedTown) -> Markup:
    """Return what was said of *town* as a table."""
    rows = [(each.title, each.words[town.level(each)]) for each in conditions().values()]
    return table(town_title(town), WORDS.lines("head"), rows, "report small")


def own_situation(town: TypedTown) -> TownSituation:
    """Return *town* in numbers."""
    return situation_of(town, conditions(), begin_with())


def own_in_words(town: TypedTown, found: Sequence[NeedBand], now: Positions) -> list[Child]:
    """Return in sentences what *town* can expect with its levers at *now*, and what of the verdicts *found* bears its estimates."""
    start, effects = own_situation(town), lever_effects()
    left = robustness(found, start, one_level_off(town, conditions()), effects, now)
    return [*in_words(start, effects, now), *robust_in_words(found, left)]


def robust_in_words(found: Iterable[NeedBand], left: Robustness) -> list[Markup]:
    """Return in sentences what is *left* of the verdicts in *found* if all that was said is one level off."""
    bands = {band.key: band for band in found}
    said = []
    if left.firm:
        by_verdict: dict[str, list[str]] = {}
        for key in left.firm:
            by_verdict.setdefault(verdict(bands[key]), []).append(f"„{need_name(bands[key])}“")
        firm = "; ".join(
            f"{join(names)}: {told.replace(' ', NO_BREAK)}" for told, names in by_verdict.items()
        )
        said.append(fill(WORDS["firm"] if left.shaky else WORDS["all_firm"], verdicts=firm))
    elif left.shaky:
        said.append(fill(WORDS["all_shaky"]))
    if left.tipping:
        names = join([f"„{conditions()[key].title}“" for key in left.tipping])
        said.append(fill(WORDS["tipping"], names=names))
    elif left.shaky:
        said.append(fill(WORDS["none_tips"]))
    return said
