"""The tables of claims are honest and complete: lectures and tables name the same, and the page shows it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kooperation.authoring import AuthoringError, old_claims
from kooperation.authoring.claims import WORDS, read_claims
from kooperation.authoring.claims_faults import claims_faults, sections
from kooperation.authoring.claims_page import PAGE, claims_page
from kooperation.authoring.links import broken
from kooperation.desk.building import build
from kooperation.desk.cli import main

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 28)
LECTURE = """---
short: Probe
---

# Wer zahlt, prüft

Das Ministerium vergleicht (§ 48a SGB II), und der Bund zahlt 84,8 Prozent (§ 46 Abs. 3 Satz 1).
Zum Spiel: [Nash 1951](#Quellen).

## Wer zuständig ist

Zuständig ist der Träger ([SGB I](#Quellen), § 12), auch für anderes (§ 16 SGB I; näher Abs. 2).
"""
TABLE = """
[[claim]]
says = "Das Ministerium vergleicht, und der Bund zahlt."
where = "Wer zahlt, prüft"
source = ["§ 48a SGB II", "§ 46 Abs. 3 Satz 1 SGB II"]
kind = "law"
checked = 2026-11-28
by = "statute"
figures = ["84,8 Prozent"]

[[claim]]
says = "Im Gleichgewicht lohnt sich Abweichen nicht."
where = "Wer zahlt, prüft"
source = ["nash1951"]
kind = "theory"
checked = 2026-11-28
by = "formula"
formulas = ["1.3"]

[[claim]]
says = "Zuständig sind die Leistungsträger."
where = "Wer zuständig ist"
source = ["§ 12 SGB I", "§ 16 SGB I", "§ 16 Abs. 2 SGB I"]
kind = "law"
checked = 2026-11-27
by = "statute"
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one lecture and its table."""
    for name, text in {
        "lectures/00_probe.md": LECTURE,
        "belege/00.toml": TABLE,
        "formeln.md": "### 1.3 Reines Gleichgewicht\n",
    }.items():
        path = tmp_path / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_every_citation_source_and_figure_of_the_lectures_is_in_a_table_and_the_reverse() -> None:
    assert claims_faults(ROOT, date.today()) == []


def test_each_lecture_has_claims_and_none_says_the_same_twice() -> None:
    claims, _ = read_claims(ROOT)
    lectures = {path.stem for path in (ROOT / "course" / "lectures").glob("*.md")}
    assert {claim.lecture for claim in claims} == lectures
    said = [(claim.lecture, claim.record.where, claim.record.says) for claim in claims]
    assert sorted({each for each in said if said.count(each) > 1}) == []


def test_a_statute_that_was_not_at_hand_is_nowhere_said_to_be_read() -> None:
    """These were not there when the tables were written; whoever opens one takes it from the list."""
    unread = (
        r"(SGB (V|VI|XI)|InsO|VgV|GWB|BHO|BSHG|AEUV|EGV|Bundeshaushaltsordnung|Rheinland-Pfalz)$"
    )
    for claim in read_claims(ROOT)[0]:
        if claim.record.by == "statute":
            assert [each for each in claim.record.source if re.search(unread, each)] == []


def test_the_page_is_printed_from_the_tables_and_its_links_lead_somewhere() -> None:
    written = (ROOT / PAGE).read_text("utf-8")
    assert written == claims_page(ROOT), "run „kooperation build“ and commit the result"
    assert list(broken(written, ROOT / PAGE)) == []
    for guide in ("README.md", "lehren.md"):
        assert "](belege.md)" in (ROOT / "course" / guide).read_text("utf-8")


def test_the_guide_explains_every_word_of_the_tables() -> None:
    guide = (ROOT / "course" / "lehren.md").read_text("utf-8")
    for word in (*WORDS.section("kind"), *WORDS.section("by")):
        assert f"`{word}`" in guide


# A course of one lecture ---------------------------------------------------------------------------


def test_a_sound_table_has_no_fault_and_a_row_for_each_claim(course: Path) -> None:
    assert claims_faults(course, TODAY) == []
    page = claims_page(course)
    assert "| 1 | Das Ministerium vergleicht, und der Bund zahlt. | [Wer zahlt, prüft](" in page
    assert "Recht | 28.11.2026 | Gesetzestext; Stand 19.07.2026 |" in page
    assert "| Nash 1951 | Theorie | 28.11.2026 | Rechnung; formeln.md 1.3 |" in page


def test_a_bar_in_a_text_ends_no_cell(course: Path) -> None:
    table = course / "course/belege/00.toml"
    table.write_text(TABLE.replace("der Bund zahlt.", "der Bund | zahlt."), "utf-8")
    assert r"| 1 | Das Ministerium vergleicht, und der Bund \| zahlt. |" in claims_page(course)


FIRST, SECOND, THIRD = (f"belege/00.toml, Aussage {n}" for n in (1, 2, 3))
IN_TABLE = {  # what is changed in the table → the place that is told, and what
    ("checked = 2026-11-28", "checked = 2026-11-29"): (FIRST, "in der Zukunft: 29.11.2026"),
    ("checked = 2026-11-27\n", ""): (THIRD, "Es fehlt checked"),
    ("checked = 2026-11-27", 'checked = "gestern"'): (THIRD, "checked ist ein Tag"),
    ('by = "formula"\n', ""): (SECOND, "Es fehlt by"),
    ('by = "formula"', 'by = "hearsay"'): (SECOND, "by ist eines von statute"),
    ('kind = "theory"', 'kind = "rumour"'): (SECOND, "kind ist eines von law"),
    ('kind = "theory"', 'kind = "figure"'): (SECOND, "gehört year"),
    ('formulas = ["1.3"]', ""): (SECOND, "gehört formulas"),
    ('formulas = ["1.3"]', 'formulas = ["9.9"]'): (SECOND, "Eine Formel 9.9 gibt es nicht"),
    ('["nash1951"]\n', "[]\nwer = 1\n"): (SECOND, "Die Angabe „wer“ gibt es nicht"),
    ('["§ 12 SGB I", "§ 16 SGB I", "§ 16 Abs. 2 SGB I"]', "[]"): (THIRD, "nennt note, worauf"),
    ('["nash1951"]', '["nash1852"]'): (SECOND, "„nash1852“ ist keine Fundstelle"),
    ('["nash1951"]', '["olson1965"]'): (SECOND, "„Olson 1965“ ist unter"),
    ('["§ 48a SGB II", ', '["§ 48a", '): (FIRST, "„§ 48a“ ist keine Fundstelle"),
    ('["§ 48a SGB II", ', '["§ 48a SGB II", "§ 48b SGB II", '): (FIRST, "„§ 48b SGB II“ steht"),
    ("§ 16 Abs. 2 SGB I", "§ 17 Abs. 2 SGB I"): (THIRD, "„§ 17 Abs. 2 SGB I“ steht unter"),
    ('"§ 16 SGB I", ', '"§ 16 BSHG", '): (THIRD, "„BSHG“ lag dem Kurs nicht vor"),
    ('where = "Wer zuständig ist"', 'where = "Wer?"'): (THIRD, "Die Überschrift „Wer?“"),
    ('["84,8 Prozent"]', '["85 Prozent"]'): (FIRST, "Die Zahl „85 Prozent“ steht unter"),
    ("Das Ministerium vergleicht, und der Bund zahlt.", "Kurz"): (
        "belege/00.toml, Aussage 1 („Kurz“)",
        "says ist ein Satz",
    ),
}


@pytest.mark.parametrize(("old", "new"), IN_TABLE)
def test_what_is_wrong_in_a_table_is_told_with_its_place(course: Path, old: str, new: str) -> None:
    assert old in TABLE
    (course / "course/belege/00.toml").write_text(TABLE.replace(old, new, 1), "utf-8")
    place, what = IN_TABLE[old, new]
    found = claims_faults(course, TODAY)
    assert any(fault.startswith(place) and what in fault for fault in found), found


IN_TEXT = {  # what is changed in the lecture → what is told of it
    (
        "(§ 48a SGB II)",
        "(§ 48a SGB II und § 48b SGB II)",
    ): "Zeile 7: „§ 48b SGB II“ steht in keiner",
    ("(§ 48a SGB II)", "(§ 48a Abs. 2 SGB II)"): "Zeile 7: „§ 48a Abs. 2 SGB II“ steht in keiner",
    (
        "(§ 48a SGB II)",
        "vierteljährlich",
    ): f"{FIRST} („Das Ministerium vergleicht, und der Bund…“): "
    "„§ 48a SGB II“ steht unter „Wer zahlt, prüft“ nicht.",
    ("näher Abs. 2", "näher Abs. 3"): "Zeile 12: „Abs. 3“ steht in keiner Aussage.",
    ("84,8 Prozent", "85 Prozent"): "Zeile 7: Die Zahl „85 Prozent“ steht in keiner Aussage.",
    ("Nash 1951", "Olson 1965"): "Zeile 8: „Olson 1965“ steht in keiner Aussage.",
}


@pytest.mark.parametrize(("old", "new"), IN_TEXT)
def test_a_lecture_that_moves_on_leaves_its_table_behind_and_is_told(
    course: Path, old: str, new: str
) -> None:
    (course / "course/lectures/00_probe.md").write_text(LECTURE.replace(old, new), "utf-8")
    assert any(IN_TEXT[old, new] in fault for fault in claims_faults(course, TODAY))


def test_a_citation_that_moves_to_another_section_takes_its_claim_along(course: Path) -> None:
    text = LECTURE.replace(" (§ 48a SGB II)", "") + "\nAuch § 48a SGB II.\n"
    (course / "course/lectures/00_probe.md").write_text(text, "utf-8")
    (fault,) = claims_faults(course, TODAY)
    assert "„§ 48a SGB II“ steht unter „Wer zahlt, prüft“ nicht." in fault


def test_a_section_ends_at_the_next_heading_of_any_level() -> None:
    text = "# Eins\na\n## Zwei\nb\n### Drei\nc"
    assert sections(text) == {"Eins": "# Eins\na\n", "Zwei": "## Zwei\nb\n", "Drei": "### Drei\nc"}


def test_a_table_without_lecture_and_a_lecture_without_table_are_told(course: Path) -> None:
    (course / "course/belege/00.toml").rename(course / "course/belege/07.toml")
    found = claims_faults(course, TODAY)
    assert "belege/00.toml fehlt." in found
    assert "belege/07.toml: Eine Lektion 07 gibt es nicht." in found


@pytest.mark.parametrize("table", ["claim = 1", "says = 'x'\n", "[[claim]\n", ""])
def test_a_file_that_is_no_table_of_claims_is_told(course: Path, table: str) -> None:
    (course / "course/belege/00.toml").write_text(table, "utf-8")
    with pytest.raises(AuthoringError, match=r"belege/00\.toml: "):
        claims_faults(course, TODAY)


def test_build_prints_the_page_last_and_refuses_a_table_that_lags_behind(course: Path) -> None:
    *_, last = build(course)
    assert last == f"geschrieben: {course / PAGE}"
    assert (course / PAGE).read_text("utf-8") == claims_page(course)
    text = course / "course/lectures/00_probe.md"
    text.write_text(LECTURE.replace("§ 48a", "§ 48b"), "utf-8")
    with pytest.raises(AuthoringError, match="§ 48b"):
        list(build(course))
    assert "§\u00a048b" in text.with_suffix(".ipynb").read_text(
        "utf-8"
    )  # what came before is complete


# Growing old --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "old"),
    [(date(2027, 11, 27), 0), (date(2027, 11, 28), 1), (date(2027, 11, 29), 3)],
)
def test_a_claim_is_old_after_a_year_and_not_before(course: Path, today: date, old: int) -> None:
    found = list(old_claims(course, 365, today))
    assert len(found) == old
    assert all(re.match(r"belege/00\.toml, Aussage \d .*: zuletzt geprüft am ", f) for f in found)


def test_the_command_names_what_is_old_and_never_fails_for_it(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "course/lectures/00_start.ipynb").write_text("{}")
    (course / "source").mkdir(exist_ok=True)  # else it is the learner's edition
    monkeypatch.chdir(course)
    assert main(["claims", "--older-than", "30", "--on", "2026-12-27"]) == 0
    assert capsys.readouterr().out == "Keine Aussage ist älter als 30 Tage.\n"
    assert main(["claims", "--on", "2027-11-28"]) == 0
    assert "Aussage 3 („Zuständig sind die Leistungsträger.“)" in capsys.readouterr().out
    (course / "course/belege/00.toml").write_text(TABLE.replace("by =", "wie ="), "utf-8")
    assert main(["claims"]) == 2
    assert "Es fehlt by" in capsys.readouterr().err


def test_age_is_a_warning_of_the_weekly_run_and_no_part_of_the_gate() -> None:
    workflows = ROOT / ".github" / "workflows"
    line = "kooperation claims --older-than 365 | sed 's/^belege/::warning::&/'"
    assert line in (workflows / "scheduled.yml").read_text("utf-8")
    assert "kooperation claims" not in (workflows / "tests.yml").read_text("utf-8")
