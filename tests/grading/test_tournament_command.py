"""`kooperation tournament`: strategies of a class in the real sandbox, a page without names, data without code."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from browser.axe import serious
from handing_in import ROOT, hand_in, submission
from kooperation.assignments import open_task, published
from kooperation.assignments.class_tournament import AGREED, BUILT, SLUG
from kooperation.base.places import UnavailableError
from kooperation.desk.cli import main
from kooperation.grading import sandbox
from kooperation.grading.learner import Limits
from kooperation.grading.tournament.command import (
    DATA,
    FOLDER,
    PAGE,
    PEOPLE,
    known_people,
    people_table,
    pseudonyms,
    tournament,
)
from kooperation.repeated.group_words import group
from kooperation.widgets import FormalCheck
from once import once

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.nightly,
    pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is Linux's"),
]
HASTY = Limits(cell=10.0, calls=6.0, grace=0.5)
HEAD = "def meine_strategie(eigene, andere):\n    "
PLACES = [*(f"{ROOT}/{name}" for name in ("source", "release", "tests")), "/etc/passwd"]
SECRET = "geheim_4711"
CODE = {
    "ada": f"{HEAD}return andere[-1] if andere else 'C'",
    "bea": f"{HEAD}{SECRET} = 'D'\n    return {SECRET}",
    "cem": f"{HEAD}return 'D' if 2 * andere.count('D') > len(andere) else 'C'",
    "dan": f"import random\n{HEAD}return 'C' if not andere or random.random() < 0.5 else andere[-1]",
    "eva": f"{HEAD}while True: pass",
    "fred": f"{HEAD}return andere[-1]",
    "gina": f"{HEAD}return 'Kooperation'",
    "hans": f"{HEAD}raise NotImplementedError",
    "ida": "meine_strategie = 'C'",
    "jan": "import os\nos._exit(0)",
    # What would give the others away: it plays C if it sees anything of the course or of this machine, else D.
    "kai": f"import os\n{HEAD}return 'C' if any(map(os.path.exists, {PLACES})) else 'D'",
}
# Built without code: it plays though the function is missing.
PATIENT = {"name": "<b>Ada</b>", "states": [["C", 0, 1], ["C", 0, 2], ["D", 0, 2]], "start": 0}
BUILDS = {"mia": {**PATIENT, "plays": True}}
CODE["mia"] = CODE["hans"]
AGREE = {"ada", "bea", "cem", "mia"}
BROKEN = {"eva", "fred", "gina", "hans", "ida", "jan", "lea"}


def class_of(root: Path) -> None:
    """Lay a class out in *root*, with one notebook that has another name and one that is damaged."""
    work = submission(SLUG, "model")
    for who, code in CODE.items():
        folder = hand_in(replace(work, cells={"strategie-antwort": code}), root / "submitted" / who)
        sheet = folder / f"{SLUG}.answers.json"
        data = json.loads(sheet.read_text("utf-8"))
        data["edition"] = published(SLUG)["edition"]
        if who in AGREE:
            data["answers"][AGREED] = True
        if who in BUILDS:
            data["answers"][BUILT] = BUILDS[who]
        sheet.write_text(json.dumps(data), "utf-8")
    renamed = root / "submitted" / "cem" / SLUG / f"{SLUG}.ipynb"
    renamed.rename(renamed.with_name("wiederholung (1).ipynb"))
    shutil.move(
        renamed.with_name(f"{SLUG}.answers.json"),
        renamed.with_name("wiederholung (1).answers.json"),
    )
    damaged = root / "submitted" / "lea" / SLUG / f"{SLUG}.ipynb"
    damaged.parent.mkdir(parents=True)
    damaged.write_text("{kaputt", "utf-8")
    said = tournament(root, root / "submitted", seed="eins", limits=HASTY)
    (root / "gesagt.txt").write_text("\n".join(said), "utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "class-tournament", class_of)


@pytest.fixture(scope="module")
def names(course: Path) -> dict[str, str]:
    return known_people(course / FOLDER / PEOPLE)


def text(course: Path) -> str:
    page = (course / FOLDER / PAGE).read_text("utf-8")
    return re.sub(r"<[^>]+>", " ", page[page.index("<body") :])


def test_whoever_can_play_plays_and_the_others_are_named_with_the_reason(
    course: Path, names: dict[str, str]
) -> None:
    page = text(course)
    reasons = {
        "eva": "nicht rechtzeitig",
        "fred": "bricht ab (IndexError)",
        "gina": "gibt den Text „Kooperation“ zurück",
        "hans": "ist noch leer",
        "ida": "keine Funktion, sondern ein einfacher Wert",
        "jan": "beendet",
        "lea": "",
    }
    ranked, left = page.split("Nicht dabei")
    assert set(reasons) == BROKEN
    for who in CODE.keys() | {"lea"}:
        assert (names[who] in left) == (who in BROKEN)
        assert (names[who] in ranked) == (who not in BROKEN)
    rows = dict(re.findall(r"(\w+)  ((?:(?!  ).)+)", left))
    for who, why in reasons.items():
        assert why in left, (who, rows)


def test_the_ranking_says_how_each_plays(course: Path, names: dict[str, str]) -> None:
    page = " ".join(text(course).split())
    plays = {
        "ada": "wie Tit-for-Tat: Automat mit 2 Zuständen, gerechnet",
        "bea": "wie Immer defektieren: immer gleich, gerechnet",
        "cem": "Funktion, simuliert",
        "dan": "Funktion mit Zufall, simuliert, im Mittel aus 5 Begegnungen",
        "mia": "wie Tit for Two Tats: Automat mit 3 Zuständen, gerechnet",
    }
    for who, how in plays.items():
        assert re.search(rf"{names[who]} \d+ [\d,]+ [\d,]+ % {re.escape(how)}", page), who


def test_code_of_one_sees_no_work_of_another(course: Path, names: dict[str, str]) -> None:
    page = " ".join(text(course).split())
    assert re.search(rf"{names['kai']} \d+ [\d,]+ 0 % wie Immer defektieren", page)


def test_two_who_play_alike_get_the_same_from_everybody(
    course: Path, names: dict[str, str]
) -> None:
    page = " ".join(text(course).split())
    scores = dict(re.findall(r"(\w+) \d+ ([\d,]+) [\d,]+ % ", page))
    assert scores[names["bea"]] == scores[names["kai"]]


def test_nobodys_name_and_no_code_stands_on_page_or_in_data(course: Path) -> None:
    for name in (PAGE, DATA):
        written = (course / FOLDER / name).read_text("utf-8")
        for private in (*CODE, "lea", SECRET, "submitted", "def ", "return"):
            assert not re.search(rf"\b{private}\b", written), (name, private)


def test_the_page_needs_nothing_from_elsewhere_and_runs_no_script(course: Path) -> None:
    page = (course / FOLDER / PAGE).read_text("utf-8")
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
    assert not re.search(r"<script|\bsrc=|https?://|@import|url\(|style=", page)
    assert 'lang="de"' in page


@pytest.mark.nightly
@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_page(
    course: Path, browser: Browser, theme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=theme)
    page.goto((course / FOLDER / PAGE).as_uri())
    assert serious(page, "body") == []
    page.close()


def test_data_for_lecture_6_hold_only_those_who_agreed_and_functions_only_as_results(
    course: Path, names: dict[str, str]
) -> None:
    data = json.loads((course / FOLDER / DATA).read_text("utf-8"))
    assert {one["name"] for one in data["automata"]} == {
        names[who] for who in ("ada", "bea", "mia")
    }
    assert {one["name"] for one in data["results"]} == {names[who] for who in AGREE}
    assert set(data) == {"schema", "rounds", "payoffs", "automata", "results"}
    assert all(set(one) == {"name", "cooperation", "successors"} for one in data["automata"])
    assert all(set(one) == {"name", "place", "score", "cooperation"} for one in data["results"])
    assert {one.name for one in group(course / FOLDER / DATA)} == {
        names[who] for who in ("ada", "bea", "mia")
    }


def test_the_terminal_says_what_was_written_and_what_stays_private(course: Path) -> None:
    said = (course / "gesagt.txt").read_text("utf-8")
    assert "Strategien im Turnier: 6; davon gerechnet: 4; in Lektion 6 zu zeigen: 4." in said
    assert "„turnier/wer_ist_wer.csv“ sagt, wer sich hinter welchem Namen verbirgt" in said


@pytest.mark.nightly
def test_the_same_class_has_the_same_tournament_and_keeps_its_names(
    course: Path, tmp_path: Path, names: dict[str, str]
) -> None:
    """Chance in a function is seeded; a new seed draws names for newcomers alone."""
    for who in ("ada", "dan"):
        shutil.copytree(course / "submitted" / who, tmp_path / "submitted" / who)
    written = []
    for seed in ("zwei", "drei"):
        tournament(tmp_path, tmp_path / "submitted", seed=seed, limits=HASTY)
        written.append((tmp_path / FOLDER / PAGE).read_bytes())
    assert written[0] == written[1]
    assert set(known_people(tmp_path / FOLDER / PEOPLE)) == {"ada", "dan"}


def test_nothing_of_a_submission_is_changed(course: Path) -> None:
    left = sorted(path.name for path in (course / "submitted" / "cem" / SLUG).iterdir())
    assert left == ["wiederholung (1).answers.json", "wiederholung (1).ipynb"]


# Pseudonyms ----------------------------------------------------------------------------------------


def test_names_follow_from_the_seed_and_nobody_shares_one() -> None:
    people = [f"p{n}" for n in range(300)]
    one = pseudonyms(people, {}, "a")
    assert one == pseudonyms(people, {}, "a")
    assert one != pseudonyms(people, {}, "b")
    assert len(set(one.values())) == 300
    assert pseudonyms(people, {}, None) != pseudonyms(people, {}, None)


def test_who_has_a_name_keeps_it_and_a_newcomer_gets_another() -> None:
    known = {"ada": "Dachs", "weg": "Uhu"}
    found = pseudonyms(["ada", *(f"p{n}" for n in range(100))], known, "a")
    assert found["ada"] == "Dachs"
    assert "Uhu" not in found.values()
    assert list(found.values()).count("Dachs") == 1


def test_a_list_that_is_damaged_or_missing_knows_nobody(tmp_path: Path) -> None:
    assert known_people(tmp_path / PEOPLE) == {}
    (tmp_path / PEOPLE).write_bytes(b"\xff\xfe\x00")
    assert known_people(tmp_path / PEOPLE) == {}


def test_the_list_of_people_opens_in_a_spreadsheet(course: Path) -> None:
    raw = (course / FOLDER / PEOPLE).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Person", "Name im Turnier"]
    assert [row[0] for row in rows[1:]] == sorted([*CODE, "lea"])


def test_a_name_that_a_spreadsheet_would_compute_is_harmless_there_and_found_again(
    tmp_path: Path,
) -> None:
    path = tmp_path / PEOPLE
    path.write_bytes(people_table({"=1+1": "Ahorn", "'t Hooft": "Birke"}))
    assert '"\'=1+1"' in path.read_text("utf-8-sig")
    assert known_people(path) == {"=1+1": "Ahorn", "'t Hooft": "Birke"}


# Refusals ------------------------------------------------------------------------------------------


def test_where_nobody_has_handed_in_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="liegt keine Abgabe von „wiederholung“"):
        tournament(tmp_path, tmp_path / "submitted")
    assert list(tmp_path.iterdir()) == []


def test_without_a_sandbox_code_of_others_runs_only_on_request(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(course / "submitted" / "ada", tmp_path / "submitted" / "ada")
    monkeypatch.setattr(sandbox, "why_none", lambda: "Keine Sandbox.")
    with pytest.raises(UnavailableError, match=r"Keine Sandbox\. .*--unsandboxed"):
        tournament(tmp_path, tmp_path / "submitted", limits=HASTY)
    assert not (tmp_path / FOLDER).exists()
    said = tournament(tmp_path, tmp_path / "submitted", limits=HASTY, unsandboxed=True)
    assert any("Strategien im Turnier: 1;" in line for line in said)


def test_the_command_plays_the_folder_that_is_named(
    course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("course", "release", "source"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(course / "submitted" / "ada", tmp_path / "abgaben" / "ada")
    monkeypatch.chdir(tmp_path)
    assert main(["tournament", "--folder", str(tmp_path / "abgaben"), "--seed", "x"]) == 0
    assert "geschrieben: turnier/turnier.html" in capsys.readouterr().out
    assert main(["tournament"]) == 2
    assert "keine Abgabe" in capsys.readouterr().err


# Agreeing ------------------------------------------------------------------------------------------


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FormalCheck:
    shutil.copytree(ROOT / "release" / SLUG, tmp_path / SLUG)
    monkeypatch.chdir(tmp_path / SLUG)
    return FormalCheck(*open_task(SLUG))


def answers() -> dict[str, object]:
    found: dict[str, object] = json.loads(Path(f"{SLUG}.answers.json").read_text("utf-8"))[
        "answers"
    ]
    return found


def test_nobody_agrees_who_has_not_ticked_the_box(check: FormalCheck) -> None:
    assert check.show in check.children
    assert check.show.value is False
    check.pack.click()
    assert AGREED not in answers()


def test_agreeing_stands_in_the_sheet_and_can_be_taken_back(check: FormalCheck) -> None:
    check.show.value = True
    assert answers() == {AGREED: True}
    assert FormalCheck(*open_task(SLUG)).show.value is True
    check.show.value = False
    assert answers() == {}


def test_what_was_built_in_the_lecture_plays_until_it_is_unticked(check: FormalCheck) -> None:
    assert check.built.hidden
    sheet = check._sheet.path
    data = json.loads(sheet.read_text("utf-8"))
    data["answers"][BUILT] = BUILDS["mia"]
    sheet.write_text(json.dumps(data), "utf-8")  # from the lecture, by another kernel
    check.again.click()
    assert not check.built.hidden
    assert (check.built.value, check.built.label) == (
        True,
        "Im Turnier spielt meine gebaute Strategie „<b>Ada</b>“",  # a label is no HTML
    )
    check.built.value = False
    assert answers() == {BUILT: {**PATIENT, "plays": False}}
    assert FormalCheck(*open_task(SLUG)).built.value is False
    check.built.value = True
    assert answers() == {BUILT: BUILDS["mia"]}


def test_other_assignments_do_not_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "release" / "dilemma", tmp_path / "dilemma")
    monkeypatch.chdir(tmp_path / "dilemma")
    other = FormalCheck(*open_task("dilemma"))
    assert other.show not in other.children
