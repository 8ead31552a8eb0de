"""The report on a class: right numbers, nobody's name, no group under five, and a page that needs nothing else.

One made-up class is graded for real; its numbers are worked out once more from the gradebook with Python's statistics.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nbgrader.api import Gradebook

from browser.axe import serious
from handing_in import ROOT, hand_in, submission
from kooperation.authoring.demo.demo import demo
from kooperation.base.places import UnavailableError
from kooperation.grading.grade import grade, handed_in
from kooperation.grading.marking_desk.desk import Desk
from kooperation.grading.report.command import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLUG, COUNT = "dilemma", 24
TEXT = "begruendung"
TITLES = {
    "spielarten": "Vier Spiele einordnen",
    "beste_antworten": "Beste Antworten markieren",
    "gleichgewichte": "Gleichgewichte markieren",
    "pareto": "Pareto-effiziente Felder markieren",
    "funktion": "Eine Funktion schreiben",
}
Row = dict[str, str]


def table(folder: Path) -> list[Row]:
    raw = (folder / "auswertung" / f"{SLUG}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(raw), delimiter=";"))


def page(folder: Path) -> str:
    return (folder / "auswertung" / f"{SLUG}.html").read_text("utf-8")


def row(folder: Path, kind: str, question: str, part: str = "") -> Row:
    (found,) = (
        one
        for one in table(folder)
        if (one["Art"], one["Frage"], one["Teil"]) == (kind, question, part)
    )
    return found


def number(text: str) -> float:
    return float(text.replace(",", "."))


def gradebook(folder: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{folder / 'gradebook.db'}")


def points(folder: Path) -> dict[str, dict[str, float]]:
    """Return the points by person and question, as the gradebook has them, of those that were graded; none of what waits."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    with gradebook(folder) as book:
        for entry in book.assignment_submissions(SLUG):
            if (folder / "autograded" / entry.student.id / SLUG).is_dir():
                for one in entry.notebooks[0].grades:
                    if one.manual_score is not None or not one.needs_manual_grade:
                        found[entry.student.id][one.name] = one.score
    return found


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of which `dilemma` is graded and reported; its texts wait for a human."""
    folder = tmp_path_factory.mktemp("auswertung") / "klasse"
    demo(ROOT, folder, COUNT, seed=3)
    grade(folder, SLUG, handed_in(folder, SLUG), jobs=2, unsandboxed=False, told=lambda _: None)
    report(folder, SLUG)
    return folder


def test_share_and_discrimination_of_each_question_are_those_of_the_gradebook(
    graded: Path,
) -> None:
    people = points(graded).values()
    of = {"spielarten": 3, "beste_antworten": 2, "gleichgewichte": 2, "pareto": 1, "funktion": 2}
    assert len(people) >= 15
    complete = [one for one in people if TITLES.keys() <= one.keys()]
    assert 1 <= len(people) - len(complete) <= 2  # an answers file that cannot be read waits
    for name, title in TITLES.items():
        own = [one[name] for one in people if name in one]
        rest = [sum(one[other] for other in TITLES if other != name) for one in complete]
        found = row(graded, "Frage", title)
        assert int(found["Personen"]) == len(own)
        assert number(found["Anteil der Punkte"]) == pytest.approx(
            statistics.fmean(own) / of[name], abs=6e-4
        )
        assert number(found["Trennschärfe"]) == pytest.approx(
            statistics.correlation([one[name] for one in complete], rest), abs=6e-4
        )


def test_a_reason_is_counted_once_for_each_person_that_was_told_it(graded: Path) -> None:
    reasons = [
        one for one in table(graded) if one["Art"] == "Grund" and "Chicken ist" in one["Teil"]
    ]
    notebooks = [path.read_text("utf-8") for path in graded.glob(f"autograded/*/{SLUG}/*.ipynb")]
    for one in reasons:
        # It stands once in the data and once in the page that is made of it; here in the data alone.
        told = sum(f'"text": "{one["Teil"]}"' in notebook for notebook in notebooks)
        assert int(one["Personen"]) == told
    assert reasons


def test_items_are_the_kinds_of_games_and_their_shares_make_that_of_the_question(
    graded: Path,
) -> None:
    items = [
        one for one in table(graded) if one["Art"] == "Teil" and one["Frage"] == TITLES["funktion"]
    ]
    assert {one["Teil"] for one in items} == {
        "Echte Dilemmata", "Andere Reihenfolge", "Abwechseln lohnt nicht", "Gleiche Auszahlungen",
    }  # fmt: skip
    shares = [number(one["Anteil der Punkte"]) for one in items]
    whole = number(row(graded, "Frage", TITLES["funktion"])["Anteil der Punkte"])
    # The one whose answers file is damaged counts here, too: a function stands in the notebook.
    assert statistics.fmean(shares) == pytest.approx(whole, abs=2e-3)
    dilemmas = row(graded, "Teil", TITLES["spielarten"], "Gefangenendilemma")
    assert int(dilemmas["Personen"]) > COUNT / 2  # one is in each variant


def test_nobodys_name_number_or_submission_stands_in_page_or_table(graded: Path) -> None:
    told = page(graded) + (graded / "auswertung" / f"{SLUG}.csv").read_text("utf-8")
    head, *people = csv.reader((graded / "teilnehmende.csv").read_text("utf-8").splitlines())
    assert head[0] == "Vorname"
    assert len(people) == COUNT
    for first, last, number_, mail, _ in people:
        for private in (first, last, number_, mail):
            assert not re.search(rf"\b{re.escape(private)}\b", told), private


def test_no_number_of_people_is_between_one_and_four(graded: Path) -> None:
    counts = {int(one["Personen"]) for one in table(graded) if one["Personen"]}
    assert len(counts) > 5
    assert counts & {1, 2, 3, 4} == set()
    cells = re.findall(r'<td class="kooperation-number">(\d+)</td>', page(graded))
    assert not {"1", "2", "3", "4"} & set(cells)
    assert "unter fünf" in page(graded)


def test_the_table_holds_no_formula(graded: Path) -> None:
    cells = [cell for one in table(graded) for cell in one.values()]
    assert [c for c in cells if c[:1] in "=+@\t" and c] == []
    assert [c for c in cells if c.startswith("-") and not re.fullmatch(r"-[\d,]+", c)] == []


def test_weak_points_come_first_with_the_place_to_go_back_to_and_unread_texts_are_none(
    graded: Path,
) -> None:
    slide = page(graded).partition("<h2>Verteilung")[0]
    shares = [int(share) for share in re.findall(r"im Mittel <?(\d+)", slide)]
    assert 3 <= len(shares) <= 5
    assert shares == sorted(shares)
    assert slide.count("Zurück zu: Lektion 5") == len(shares)
    assert "<strong>Begründen</strong>" not in slide
    assert "zählen in dieser Summe nicht mit" in page(graded)
    assert row(graded, "Frage", "Begründen")["Anteil der Punkte"] == ""


def test_once_all_texts_are_read_they_count(graded: Path, tmp_path: Path) -> None:
    read = tmp_path / "gelesen"
    shutil.copytree(graded, read)
    with gradebook(read) as book:
        for entry in book.assignment_submissions(SLUG):
            for one in entry.notebooks[0].grades:
                if one.needs_manual_grade:
                    one.manual_score, one.needs_manual_grade = 1.0, False
        book.db.commit()
    assert not any("Noch nicht fertig" in line for line in report(read, SLUG))
    own = [one[TEXT] for one in points(read).values()]
    share = number(row(read, "Frage", "Begründen")["Anteil der Punkte"])
    assert share == pytest.approx(statistics.fmean(own) / 2, abs=6e-4)
    assert "von 12 Punkten" in page(read)


def test_how_far_two_markers_agree_is_told_from_what_they_noted_at_the_desk(
    graded: Path, tmp_path: Path
) -> None:
    both = tmp_path / "zu_zweit"
    shutil.copytree(graded, both)
    assert "κ =" not in page(both)
    for marker, every in (("A", 2), ("B", 3)):
        desk = Desk(both, SLUG, marker)
        texts = sorted(entry.grade.student for entry in desk.entries)
        for at, student in enumerate(texts):
            desk.open(student)
            desk.save((0, 0) if at % every else (2, 2), "", "")
    report(both, SLUG)
    count = len(texts)
    # Of two numbers of points, Cohen's own κ: as often the same as seen, and as by chance.
    a, b = [at % 2 > 0 for at in range(count)], [at % 3 > 0 for at in range(count)]
    observed = sum(x == y for x, y in zip(a, b, strict=True)) / count
    good = sum(a) * sum(b) / count**2
    chance = good + (count - sum(a)) * (count - sum(b)) / count**2
    found = number(row(both, "Frage", "Begründen")["Übereinstimmung (κ)"])
    assert found == pytest.approx((observed - chance) / (1 - chance), abs=6e-4)
    assert f"{count} Texte haben zwei Personen bewertet" in page(both)


def test_a_damaged_answers_file_takes_its_items_out_and_nothing_else(
    graded: Path, tmp_path: Path
) -> None:
    hurt = tmp_path / "beschaedigt"
    shutil.copytree(graded, hurt)
    title = TITLES["spielarten"]
    before = row(hurt, "Teil", title, "Gefangenendilemma")
    whole = next(
        path
        for path in sorted(hurt.glob(f"autograded/*/{SLUG}/{SLUG}.answers.json"))
        if path.read_text("utf-8").endswith("}\n}")
    )
    whole.write_text("{ kaputt", "utf-8")
    report(hurt, SLUG)
    after = row(hurt, "Teil", title, "Gefangenendilemma")
    assert int(after["Personen"]) == int(before["Personen"]) - 1
    assert row(hurt, "Frage", title) == row(graded, "Frage", title)


def test_the_test_before_and_after_is_told_of_those_who_handed_it_in_if_they_are_five(
    graded: Path, tmp_path: Path
) -> None:
    handed = list(graded.glob(f"autograded/*/{SLUG}/begriffstest.json"))
    assert len(handed) >= 5
    said = f"{len(handed)} Personen haben ihre Antworten auf die zehn Fragen abgegeben"
    assert said in page(graded)
    fewer = tmp_path / "weniger"
    shutil.copytree(graded, fewer)
    for path in list(fewer.glob(f"autograded/*/{SLUG}/begriffstest.json"))[4:]:
        path.unlink()
    report(fewer, SLUG)
    assert "Vor und nach dem Kurs" not in page(fewer)
    assert not {"Vorher", "Nachher"} & {one["Art"] for one in table(fewer)}


@pytest.mark.nightly
def test_the_page_opens_without_a_network_and_without_a_complaint(
    graded: Path, browser: Browser
) -> None:
    context = browser.new_context(offline=True)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on(
        "request", lambda request: said.append(request.url) if "file:" not in request.url else None
    )
    opened.goto((graded / "auswertung" / f"{SLUG}.html").as_uri())
    assert opened.locator("h2").first.inner_text() == "Was die Gruppe noch nicht kann"
    assert opened.locator("svg[role=img]").count() == 1
    assert serious(opened, "body") == []
    opened.emulate_media(color_scheme="dark")
    assert serious(opened, "body") == []
    # The style is let in by its hash: it holds, and nothing else would be.
    assert (
        opened.locator("table").first.evaluate("t => getComputedStyle(t).borderCollapse")
        == "collapse"
    )
    opened.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')"
    )
    opened.wait_for_timeout(200)
    assert opened.evaluate("window.ran") is None
    assert [line for line in said if "Content Security Policy" not in line] == []
    context.close()


# Where nothing can be told ------------------------------------------------------------------------


def course(folder: Path, *works: str) -> Path:
    """Lay out a course as a lecturer has it in which some have handed in."""
    for name in ("source", "release"):
        shutil.copytree(ROOT / name / SLUG, folder / name / SLUG)
    (folder / "course" / "lectures").mkdir(parents=True)
    shutil.copy(ROOT / "course/lectures/00_start.ipynb", folder / "course" / "lectures")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for at, name in enumerate(works):
        hand_in(submission(SLUG, name), folder / "submitted" / f"p{at}", release=folder / "release")
    return folder


def test_before_anything_is_graded_it_says_what_to_type_and_makes_no_gradebook(
    tmp_path: Path,
) -> None:
    folder = course(tmp_path / "kurs", "model")
    with pytest.raises(UnavailableError, match="Rufen Sie zuerst „kooperation grade dilemma“ auf"):
        report(folder, SLUG)
    assert not (folder / "gradebook.db").exists()
    assert not (folder / "auswertung").exists()


@pytest.mark.kernel
def test_of_one_person_nothing_is_told(tmp_path: Path) -> None:
    folder = course(tmp_path / "kurs", "model")
    grade(folder, SLUG, ["p0"], jobs=1, unsandboxed=False, told=lambda _: None)
    with pytest.raises(UnavailableError, match="weniger als 5 Personen"):
        report(folder, SLUG)
    assert not (folder / "auswertung").exists()


@pytest.mark.kernel
def test_an_assignment_that_does_not_exist_is_told_by_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kooperation", "report", "dilema"],
        cwd=course(tmp_path / "kurs"), capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 2
    assert "Die Aufgabe „dilema“ gibt es nicht" in done.stderr
