"""The law is retold with its own verbs, and a figure that is old says so.

What a statute commands is not retold as a mere permission, what it leaves to the office not as a duty, and what it
limits not without the limit. Statutes as of 19.07.2026 (SGB II) and 19.08.2026 (the others).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "course"
YEAR = 2026


def strings(value: Any) -> Iterator[str]:
    """Yield each text of a record; a norm's label goes with what is said of it."""
    if isinstance(value, dict):
        if "label" in value and "says" in value:
            yield f"{value['label']}: {value['says']}"
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def _told() -> Iterator[tuple[str, str]]:
    for path in sorted([*COURSE.glob("lectures/*.md"), *ROOT.glob("source/*/*.md")]):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield f"{path.name}:{number}", re.sub(r"\]\(#\w+\)", "", line).replace("[", "")
    for path in sorted([*COURSE.glob("kooperation/**/*.toml"), *ROOT.glob("source/*/*.toml")]):
        for text in strings(tomllib.loads(path.read_text("utf-8"))):
            yield path.name, text


TOLD = list(_told())


@pytest.mark.parametrize(
    ("norm", "mistaken"),
    [
        # „findet persönlich im Jobcenter statt“, anders „nur in begründeten Ausnahmefällen“
        (r"§ 15 Abs\. 4\b(?!.*SGB (III|VIII))", r"in der Regel persönlich"),
        # „sollen sich gegenseitig Sozialdaten übermitteln“
        (r"§ 50 Abs\. 1 SGB II\b", r"[Dd]aten dürfen"),
        # „sind … zur Vergütung … nur verpflichtet, wenn“: without an agreement payment is not forbidden
        (r"§ 17 Abs\. 2 SGB II\b", r"nur vergütet, wenn|gibt es nur, wenn"),
        # „die am Arbeitsleben teilnehmen oder teilnehmen wollen“
        (r"§§? 29\b.* SGB III\b", r"\b(allen Menschen|alle (jungen )?Menschen)(?!, die)"),
        # two weeks to find out who is responsible, then „unverzüglich“
        (r"§ 14 SGB IX\b", r"zwei Wochen zum Weiterleiten"),
        # a measure must be admitted, an employer need not be
        (r"§ 45 Abs\. 4\b.*SGB III\b", r"unter zugelassenen Anbietern"),
        # „bis zu sechs Monate nach Beschäftigungsaufnahme“
        (r"§ 16g Abs\. 2\b", r"sechs Monate(?! (nach|weiter nach))"),
        # „Dritten, die Leistungen nach diesem Buch erbringen“
        (r"§ 18 Abs\. 1 Nr\. 7\b", r"andere Dritte"),
        # §§ 19 Abs. 2, 3, 6b Abs. 2 BKGG: education and participation alone can be due under the SGB II, too
        (r"§ 28 SGB II\b", r"[Oo]hne Grundsicherungsgeld kein Anspruch|nur für Haushalte"),
        # „sofern bei Leistungsberechtigten [unter 18] tatsächliche Aufwendungen entstehen“
        (
            r"§ 28 Abs\. [57,\d ]+SGB II\b",
            r"15 Euro im Monat(?!.*\b(kosten|kostet|Aufwendungen)\b)",
        ),
        # passed on once, a second time only „im Einvernehmen“ (Abs. 3)
        (r"§§? 14\b.*SGB IX\b", r"leitet höchstens weiter"),
        # § 5 Abs. 3 Satz 3 SGB II: benefits can be withheld, once the other office has withheld its own
        (r"§ 31 SGB I\b", r"dieses gibt es nicht"),
        # „jeder gemeinsamen Einrichtung“ has zugelassene kommunale Träger beside it, up to a quarter (§ 6a Abs. 2)
        (r"§ 44b Abs\. 1\b", r"wenige Kommunen"),
    ],
)
def test_a_norm_is_not_retold_as_more_or_less_than_it_says(norm: str, mistaken: str) -> None:
    about = [(place, text) for place, text in TOLD if re.search(norm, text)]
    assert about, "nobody cites this norm any more: drop the line"
    assert not [found for found in about if re.search(mistaken, found[1])]


def test_what_holds_since_july_2026_names_the_law_that_made_it_so() -> None:
    since = r"(seit|ab) (dem )?(1\.7\.2026|1\. Juli 2026)"
    told = [(place, text) for place, text in TOLD if "§" in text and re.search(since, text)]
    assert told
    assert not [place for place, text in told if "Dreizehnte" not in text]


def test_nothing_is_called_most_frequent_that_nobody_counted() -> None:
    """How often learners err is known of no question before it was asked."""
    assert not [place for place, text in TOLD if re.search(r"häufigste[rn]? (Fehler|Irrtum)", text)]


def test_a_talk_is_not_called_a_course_of_lectures() -> None:
    """Its last slide says „Vortrag“."""
    assert any("Vortrag" in text for _, text in TOLD)
    assert not [place for place, text in TOLD if "Vorlesung" in text]


@pytest.mark.parametrize(
    ("norm", "word"),
    [
        (
            "§ 50 Abs. 1 SGB II",
            "sollen|geschlossen",
        ),  # between offices „sollen“; the circle is closed
        ("§ 9 Abs. 4 SGB IX", "Auftrag an die Jobcenter"),  # „hinwirken sollen“
        ("§ 15a SGB II", "Verwaltungsakt"),
        ("§ 16h SGB II", "nach Ermessen"),  # „kann … erbringen“
        (
            "§ 16a Nr. 2 SGB II|§ 16a Nr. 3 SGB II|§ 16a Nr. 4 SGB II",
            "ommunale Eingliederungsleistung",
        ),
    ],
)
def test_what_a_case_says_of_a_norm_has_the_norms_own_force(norm: str, word: str) -> None:
    said = [text for _, text in TOLD if re.match(rf"({norm.replace('.', '[.]')}): ", text)]
    assert said
    assert not [text for text in said if not re.search(word, text)]


def test_the_table_of_duties_has_the_figures_of_the_statute() -> None:
    """§ 31a Abs. 1, 7, § 31b Abs. 2, 3, § 32 Abs. 1, 2, § 7b Abs. 4 SGB II."""
    text = (COURSE / "lectures" / "04_was_ist_kooperation.md").read_text("utf-8")
    rows = {
        line.rsplit("|", 2)[1].strip(): line for line in text.splitlines() if line.count("|") == 4
    }
    minor, missed, gone = rows["§§ 31 bis 31b"], rows["§ 15a Abs. 1, § 32"], rows["§ 7b Abs. 4"]
    for words in (
        "30 Prozent",
        "drei Monate",
        "frühestens nach einem Monat",
        "längstens zwei Monate",
    ):
        assert words in minor
    for words in ("*kann*", "wiederholt", "einen Monat lang um 30 Prozent"):
        assert words in missed
    for words in ("drei Meldetermine hintereinander", "einen Monat lang", "außer dem Regelbedarf"):
        assert words in gone
    for norm in (
        "§ 15a Abs. 2",
        "§ 15a Abs. 3",
    ):  # „verpflichtet die Agentur für Arbeit“: no discretion
        assert "Es verpflichtet sie durch Verwaltungsakt." in rows[norm]


@pytest.mark.parametrize(
    ("cited", "data_of"),
    [
        ("Henke u. a. 2019", 2016),
        ("Servicestelle J", 2021),
        ("BuT-Evaluation 2015", 2013),
        ("zweiter Zwischenbericht 2015", 2013),
        ("BAGFW-Gesamtstatistik 2020", 2020),
        ("vdek 2026", 2020),
    ],
)
def test_a_figure_of_five_years_or_more_says_that_it_is_old(cited: str, data_of: int) -> None:
    """The year of the data counts, not that of the book."""
    assert YEAR - data_of >= 5
    figure = r"\d (Prozent|%)|\d[.\u202f]\d{3}|rund \d|\b\d{3} Jugendberufsagenturen"
    old = r"Jahre alt|älter als|der letzten Erhebung, die wir kennen"
    told = [(p, t) for p, t in TOLD if cited in t and re.search(figure, t)]
    assert told
    assert not [found for found in told if not re.search(old, found[1])]
