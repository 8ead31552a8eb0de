"""Slips of an author: each is named with its file and question, in German, before anything is printed.

Each test writes a small assignment with one slip in it. The real ones are in `test_assignment_sources.py`.
"""

from __future__ import annotations

import copy
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handing_in import ROOT
from kooperation.assignments.__main__ import main as show_variant
from kooperation.authoring import AuthoringError, printed_assignment
from kooperation.authoring.assignments import (
    TAKEN,
    Assignment,
    Section,
    private_texts,
    read_assignment,
)
from kooperation.base.records import load
from kooperation.desk.building import _require_variants, build
from kooperation.desk.cli import main

SLUG = "probe"
LECTURE = 'lecture = "05_gefangenendilemma"'
RECORDS = """\
title = "Proben"
lecture = "05_gefangenendilemma"

[questions.wege]
kind = "choice"
title = "Wege wählen"
points = 2
claim = "Zu jedem Fall passt der Weg."
hint = "Fragen Sie nach dem Anspruch."
read = "Lektion 3, „Wege“"
typed = 'sheet["wege"] = {"a": "x"}'
options = { x = "Ix", y = "Ypsilon" }

[[questions.wege.pool]]
item = "heim"
slot = 1
text = "Ein Heim."
key = "x"
why.y = "GEHEIM: y passt nicht."
otherwise = "GEHEIM: sonst."
solution = "GEHEIM: Ix."

[questions.mittel]
kind = "several"
title = "Mittel wählen"
points = 1
claim = "Alle Mittel."
hint = "Lesen Sie."
read = "Lektion 3, „Wege“"
typed = 'sheet["mittel"] = {"a": ["x"]}'
options = { x = "Ix", y = "Ypsilon" }

[[questions.mittel.pool]]
item = "geld"
slot = 1
text = "Geld."
key = ["x"]
missing = "GEHEIM: da fehlt etwas."
otherwise = "GEHEIM: das nicht."

[questions.zahl]
kind = "number"
title = "Rechnen"
points = 1
claim = "Die Zahl stimmt."
hint = "Teilen Sie."
read = "Lektion 3, „Wege“"
typed = 'sheet["zahl"] = {"a": "0,5"}'

[[questions.zahl.pool]]
item = "anteil"
slot = 1
text = "Wie groß ist der Anteil?"
key = "0,5"
tolerance = "0,01"
why."2" = "GEHEIM: der Kehrwert."
otherwise = "GEHEIM: falsch."

[questions.platz]
kind = "place"
title = "Einordnen"
points = 1
claim = "Der Platz stimmt."
hint = "Sehen Sie hin."
read = "Lektion 4, „Formen“"
typed = 'sheet["platz"] = {"a": [1, 2]}'

[[questions.platz.pool]]
item = "netz"
slot = 1
text = "Ein Netzwerk."
key = [3, 3]
why.command_high = "GEHEIM: zu weit."
why.command_low = "GEHEIM: zu kurz."
why.form_high = "GEHEIM: zu fest."
why.form_low = "GEHEIM: zu lose."

[questions.funktion]
kind = "function"
title = "Schreiben"
points = 1
claim = "Die Funktion verdoppelt."
hint = "Mal zwei."
read = "Lektion 5, „Hier“"

[questions.text]
kind = "text"
title = "Begründen"
points = 2
words = [80, 150]
read = "Lektion 5, „Hier“"
samples = ["GEHEIM: eine gute Antwort."]
comments = ["GEHEIM: ein Baustein."]
[[questions.text.criteria]]
name = "GEHEIM-Kriterium"
levels = ["2: GEHEIM ganz", "0,5: GEHEIM halb", "0: GEHEIM nichts"]
"""
PROSE = '''\
Eine Einleitung.

## wege: Wählen Sie

Wählen Sie.

## mittel: Kreuzen Sie an

Kreuzen Sie an.

## zahl: Rechnen Sie

So sieht Code aus, der nichts fragt:

```python
## das ist keine Überschrift
x = 1
```

## platz: Ordnen Sie ein

Ordnen Sie ein.

## funktion: Schreiben Sie

```{answer}
## auch das nicht
def doppelt(x):
    """Gibt das Doppelte zurück."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
```

```{grade}
from kooperation.grading.marking import Case, mark_calls
## GEHEIM: auch das ist keine
mark_calls(question, doppelt, [Case("Zwei", [((1,), 2)], "GEHEIM: Nein.")], of=1)
```

## text: Begründen Sie

Begründen Sie.

## Wie es weitergeht

Danach geht es weiter.
'''


def written(
    root: Path, records: str = RECORDS, prose: str | bytes = PROSE, slug: str = SLUG
) -> Path:
    folder = root / "source" / slug
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{slug}.toml").write_text(records, "utf-8")
    path = folder / f"{slug}.md"
    path.write_bytes(prose if isinstance(prose, bytes) else prose.encode())
    return folder


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


@pytest.fixture
def probe(tmp_path: Path) -> Assignment:
    return read_assignment(written(tmp_path))


def test_the_assignment_without_a_slip_is_read(probe: Assignment) -> None:
    assert [section.slug for section in probe.sections] == [*probe.questions, ""]
    assert probe.points == 8
    assert probe.introduction == "Eine Einleitung."
    assert "mark_items" in printed_assignment(probe)


def test_headings_in_code_are_no_sections(probe: Assignment) -> None:
    by_slug: dict[str, Section] = {section.slug: section for section in probe.sections}
    assert "## das ist keine Überschrift" in by_slug["zahl"].prose
    assert set(by_slug["funktion"].blocks) == {"answer", "grade"}
    assert by_slug["funktion"].prose == ""
    assert by_slug[""].title == "Wie es weitergeht"


# Slips --------------------------------------------------------------------------------------------

# What is replaced in the records, by what; the question it concerns; a part of the sentence.
IN_THE_RECORDS = {
    "unknown kind": ('kind = "choice"', 'kind = "chioce"', "wege", "kind ist eines von choice, several, marks, number, place, map, form, function, text. Dort steht: \"chioce\""),
    "no kind": ('kind = "choice"\n', "", "wege", "kind ist eines von"),
    "no hint": ('hint = "Fragen Sie nach dem Anspruch."\n', "", "wege", "Es fehlt hint."),
    "no example": ("typed = 'sheet[\"zahl\"] = {\"a\": \"0,5\"}'\n", "", "zahl", "Es fehlt typed."),
    "no claim": ('claim = "Der Platz stimmt."\n', "", "platz", "Es fehlt claim."),
    "unknown field": ("[questions.mittel]\n", "[questions.mittel]\nminimun = 3\n", "mittel", "„minimun“ gibt es nicht"),
    "no points": ('title = "Rechnen"\npoints = 1', 'title = "Rechnen"\npoints = 0', "zahl", "points ist eine Zahl über 0"),
    "points without end": ('title = "Rechnen"\npoints = 1', 'title = "Rechnen"\npoints = inf', "zahl", "points ist eine Zahl über 0"),
    "key with options of another place": ('typed = \'sheet["wege"] = {"a": "x"}\'\noptions = { x = "Ix", y = "Ypsilon" }', 'typed = "x"\noptions = "kinds"', "wege", "ausgeschriebene Antworten"),
    "row that is too short": ("[questions.mittel]\n", '[questions.mittel]\ntable = { caption = "T", head = ["a", "b"], rows = [["1"]] }\n', "mittel", "so viele Felder wie head"),
    "table without a caption": ("[questions.mittel]\n", '[questions.mittel]\ntable = { head = ["a"], rows = [] }\n', "mittel", "table: Es fehlt caption."),
    "claim that is no text": ('claim = "Die Zahl stimmt."', "claim = 3", "zahl", "claim ist ein Text in Anführungszeichen. Dort steht: 3"),
    "one sample without a list": ('samples = ["GEHEIM: eine gute Antwort."]', 'samples = "GEHEIM"', "text", "samples ist eine Liste von Texten"),
    "reason without its option": ('why.y = "GEHEIM: y passt nicht."', 'why = "GEHEIM"', "wege", "why nennt, worauf es antwortet"),
    "limit as text": ('claim = "Die Zahl stimmt."', 'claim = "x"\nminimum = "0"', "zahl", "minimum ist eine Zahl ohne"),
    "one length": ('item = "geld"', 'item = "geld"\nwords = 5', "mittel", "item „geld“: Die Angabe „words“ gibt es nicht."),
    "points of thousandths": ('title = "Rechnen"\npoints = 1', 'title = "Rechnen"\npoints = 0.015', "zahl", "auf Hundertstel genau"),
    "points that no float can be": ('title = "Rechnen"\npoints = 1', f'title = "Rechnen"\npoints = {"9" * 400}', "zahl", "höchstens 1000"),
    "a title of blanks": ('title = "Rechnen"', 'title = "  "', "zahl", "title ist leer."),
    "a title with a control sign": ('title = "Rechnen"', 'title = "Rech\\u001bnen"', "zahl", "In title steht ein Steuerzeichen"),
    "a title without end": ('title = "Rechnen"', f'title = "{"x" * 200}"', "zahl", "title ist länger als 120 Zeichen"),
    "points as text": ('title = "Rechnen"\npoints = 1', 'title = "Rechnen"\npoints = "1"', "zahl", "points ist eine Zahl"),
    "key not offered": ('key = "x"', 'key = "z"', "wege", "item „heim“: Die Antwort „z“ gibt es nicht."),
    "half not offered": ('key = "x"', 'key = "x"\nhalf = ["z"]', "wege", "Die Antwort „z“ gibt es nicht."),
    "reason not offered": ("why.y =", "why.z =", "wege", "Die Antwort „z“ gibt es nicht."),
    "admissible not offered": ('key = ["x"]', 'key = ["x"]\nadmissible = ["z"]', "mittel", "„z“ gibt es nicht."),
    "empty key": ('key = ["x"]', "key = []", "mittel", "key ist leer"),
    "reason for the right option": ("why.y =", "why.x =", "wege", "„x“ ist richtig und hat doch eine Begründung"),
    "no reason for the rest": ('otherwise = "GEHEIM: sonst."\n', "", "wege", "Es fehlt otherwise."),
    "no reason for what is missing": ('missing = "GEHEIM: da fehlt etwas."\n', "", "mittel", "Es fehlt missing."),
    "unknown field of an item": ("solution = ", "soluton = ", "wege", "„soluton“ gibt es nicht"),
    "no text": ('text = "Ein Heim."\n', "", "wege", "item „heim“: Es fehlt text."),
    "no slot": ('item = "heim"\nslot = 1', 'item = "heim"', "wege", "item „heim“: Es fehlt slot."),
    "umlaut in an item": ('item = "geld"', 'item = "Münze"', "mittel", "item „Münze“: item ist ein Kurzname"),
    "no options": ('typed = \'sheet["wege"] = {"a": "x"}\'\noptions = { x = "Ix", y = "Ypsilon" }', 'typed = "x"', "wege", "Es fehlen die Antworten"),
    "unreadable number": ('key = "0,5"', 'key = "ein halb"', "zahl", 'key ist eine Zahl in Anführungszeichen, zum Beispiel "0,5". Dort steht: "ein halb"'),
    "number without quotes": ('key = "0,5"', "key = 0.5", "zahl", "key ist eine Zahl in Anführungszeichen"),
    "unreadable tolerance": ('"0,01"', '"wenig"', "zahl", "tolerance ist eine Zahl in Anführungszeichen"),
    "unreadable mistake": ('why."2"', 'why."zwei"', "zahl", "„zwei“ lässt sich nicht als Zahl lesen"),
    "mistake that is right": ('why."2"', 'why."50 %"', "zahl", "why nennt eine Zahl, die richtig ist. Dort steht: 50 %"),
    "place off the grid": ("key = [3, 3]", "key = [3, 6]", "platz", "key ist ein Platz: zwei Stufen von 1 bis 5. Dort steht: [3, 6]"),
    "place of three": ("key = [3, 3]", "key = [3, 3, 3]", "platz", "key ist ein Platz"),
    "place of halves": ("key = [3, 3]", "key = [3.0, 3]", "platz", "key ist ein Platz"),
    "place of one": ("key = [3, 3]", "key = 3", "platz", "key ist ein Platz: zwei Stufen von 1 bis 5. Dort steht: 3"),
    "other place off the grid": ("key = [3, 3]", "key = [3, 3]\nothers = [[0, 1]]", "platz", "others sind Plätze: je zwei Stufen von 1 bis 5. Dort steht: [[0, 1]]"),
    "no reason for an axis": ('why.form_low = "GEHEIM: zu lose."\n', "", "platz", "Es fehlt why.form_low."),
    "rubric that does not add up": ('"2: GEHEIM ganz"', '"1,5: GEHEIM ganz"', "text", "Die besten Stufen geben zusammen 1,5 Punkte, die Frage 2."),
    "rubric without nothing": (', "0: GEHEIM nichts"', "", "text", "von der besten bis 0"),
    "rubric upside down": ('"2: GEHEIM ganz", "0,5: GEHEIM halb"', '"0,5: GEHEIM halb", "2: GEHEIM ganz"', "text", "von der besten bis 0"),
    "level without points": ('"2: GEHEIM ganz"', '"GEHEIM ganz"', "text", "beginnt mit ihren Punkten und einem Doppelpunkt"),
    "level without an anchor": ('"2: GEHEIM ganz"', '"2"', "text", "beginnt mit ihren Punkten und einem Doppelpunkt"),
    "nameless criterion": ('name = "GEHEIM-Kriterium"\n', "", "text", "Es fehlt name."),
    "length as text": ("words = [80, 150]", 'words = "80 bis 150"', "text", "words sind zwei ganze Zahlen"),
    "no samples": ('samples = ["GEHEIM: eine gute Antwort."]\n', "", "text", "Es fehlt samples."),
    "key that nobody can give": ('claim = "Die Zahl stimmt."', 'claim = "x"\nminimum = 1', "zahl", "key liegt nicht zwischen minimum und maximum. Dort steht: 0,5"),
    "no number between": ('claim = "Die Zahl stimmt."', 'claim = "x"\nminimum = 5\nmaximum = 1', "zahl", "minimum (5) ist nicht kleiner als maximum (1)"),
    "length upside down": ("words = [80, 150]", "words = [150, 80]", "text", "words sind zwei ganze Zahlen"),
    "less than a hundredth": ('title = "Rechnen"\npoints = 1', 'title = "Rechnen"\npoints = 0.001', "zahl", "points ist eine Zahl über 0"),
    "pool is a text": ("[[questions.mittel.pool]]", '[[questions.mittel.pool]]\n"é" = 1', "mittel", "„é“ gibt es nicht"),
}  # fmt: skip


@pytest.mark.parametrize("slip", IN_THE_RECORDS)
def test_a_slip_in_the_records_is_named_with_file_and_question(tmp_path: Path, slip: str) -> None:
    old, new, question, told = IN_THE_RECORDS[slip]
    with pytest.raises(AuthoringError) as caught:
        read_assignment(written(tmp_path, changed(RECORDS, old, new)))
    assert str(caught.value).startswith(f"probe.toml, [questions.{question}]: ")
    assert told in str(caught.value)


def test_an_item_that_is_there_twice_is_named(tmp_path: Path) -> None:
    start = RECORDS.index("[[questions.wege.pool]]")
    item = RECORDS[start : RECORDS.index("[questions.mittel]")]
    with pytest.raises(AuthoringError, match=r"\[questions.wege\]: item „heim“ gibt es mehrmals"):
        read_assignment(written(tmp_path, changed(RECORDS, item, item * 2)))


def test_more_parts_than_letters_are_refused(tmp_path: Path) -> None:
    start = RECORDS.index("[[questions.wege.pool]]")
    item = RECORDS[start : RECORDS.index("[questions.mittel]")]
    many = "".join(
        item.replace('item = "heim"', f'item = "heim{n}"').replace("slot = 1", f"slot = {n}")
        for n in range(1, 28)
    )
    with pytest.raises(AuthoringError, match="Es gibt 27 Plätze"):
        read_assignment(written(tmp_path, changed(RECORDS, item, many)))


def test_an_error_in_an_authors_own_drawing_is_told_with_file_and_line(
    probe: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def givens(_slug: str, _variant: int) -> dict[str, object]:
        return {"anteil": 1 / 0}

    monkeypatch.setattr("kooperation.assignments.drawing._givens", givens)
    line = givens.__code__.co_firstlineno + 1
    told = rf"source/probe: Eine Variante lässt sich nicht ziehen: .*, Zeile {line}, meldet ZeroDivisionError"
    with pytest.raises(AuthoringError, match=told):
        _require_variants(probe)


def test_what_is_no_short_name_is_not_built(tmp_path: Path) -> None:
    with pytest.raises(AuthoringError, match="ist kein Kurzname"):
        list(build(tmp_path, str(tmp_path / "woanders" / "neu")))


def test_all_faults_of_the_records_are_told_at_once_each_on_its_line(tmp_path: Path) -> None:
    """Also those that show only when fields are compared, where these fields are sound by themselves."""
    records = RECORDS
    for old, new in (
        ('title = "Proben"', "title = 3"),
        ("points = 2\nclaim", "points = -1\nclaim"),
        ('slot = 1\ntext = "Ein Heim."\nkey = "x"', 'slot = "1"\ntext = "Ein Heim."\nkey = "z"'),
        ('missing = "GEHEIM: da fehlt etwas."\n', ""),
        ('key = "0,5"', "key = 0.5"),
        ('"2: GEHEIM ganz"', '"1,5: GEHEIM ganz"'),
    ):
        records = changed(records, old, new)
    with pytest.raises(AuthoringError) as caught:
        read_assignment(written(tmp_path, records))
    assert str(caught.value).splitlines() == [
        "probe.toml: title ist ein Text in Anführungszeichen. Dort steht: 3",
        "probe.toml, [questions.wege]: points ist eine Zahl über 0 und höchstens 1000, auf Hundertstel genau. Dort steht: -1",
        'probe.toml, [questions.wege]: item „heim“: slot ist eine ganze Zahl. Dort steht: "1"',
        "probe.toml, [questions.wege]: item „heim“: Die Antwort „z“ gibt es nicht.",
        "probe.toml, [questions.mittel]: item „geld“: Es fehlt missing.",
        'probe.toml, [questions.zahl]: item „anteil“: key ist eine Zahl in Anführungszeichen, zum Beispiel "0,5". Dort steht: 0.5',
        "probe.toml, [questions.text]: Die besten Stufen geben zusammen 1,5 Punkte, die Frage 2.",
    ]


def test_all_faults_of_the_text_are_told_at_once(tmp_path: Path) -> None:
    prose = changed(PROSE, "## platz: Ordnen", "## Ordnen")
    prose = changed(prose, "```{grade}\nfrom", "```python\nfrom")
    with pytest.raises(AuthoringError) as caught:
        read_assignment(written(tmp_path, prose=prose))
    odd, block = str(caught.value).splitlines()
    assert odd.startswith("source/probe: „platz“ steht nur in einer der beiden Dateien.")
    assert block == "probe.md, „funktion“: Es fehlt der Block ```{grade}."


# What is replaced in the text, by what; a part of the sentence.
IN_THE_TEXT = {
    "question in the text only": ("## Wie es weitergeht", "## mehr: Wie es weitergeht", "source/probe: „mehr“ steht nur in einer der beiden Dateien"),
    "question in the records only": ("## platz: Ordnen", "## Ordnen", "source/probe: „platz“ steht nur in einer"),
    "question with a capital": ("## platz: Ordnen", "## Platz: Ordnen", "source/probe: „platz“ steht nur in einer"),
    "question twice": ("## Wie es", "## wege: Wie es", "probe.md: Die Frage wege steht zweimal da"),
    "unknown block": ("```{grade}", "```{grades}", "probe.md, „funktion“: Den Block {grades} gibt es nicht; es gibt answer, visible, grade."),
    "no grader code": ("```{grade}\nfrom", "```python\nfrom", "probe.md, „funktion“: Es fehlt der Block ```{grade}."),
    "no answer": ("```{answer}\n## auch", "```python\n## auch", "probe.md, „funktion“: Es fehlt der Block ```{answer}."),
    "blank behind a block": ("```{grade}\n", "```{grade} \n", "probe.md, „funktion“: „```{grade}“ ist kein Block"),
    "blank within a block": ("```{grade}\n", "``` {grade}\n", "probe.md, „funktion“: „``` {grade}“ ist kein Block"),
    "indented block": ("```{grade}\n", "  ```{grade}\n", "probe.md, „funktion“: „```{grade}“ ist kein Block"),
    "block twice": ("```{answer}\n", "```{grade}\nx = 1\n```\n\n```{answer}\n", "probe.md, „funktion“: Den Block ```{grade} gibt es zweimal."),
    "block in the introduction": ("Eine Einleitung.", "Eine Einleitung.\n\n```{grade}\nx = 'GEHEIM'\n```", "probe.md, „Einleitung“: „```{grade}“ ist kein Block"),
}  # fmt: skip


@pytest.mark.parametrize("slip", IN_THE_TEXT)
def test_a_slip_in_the_text_is_named_with_file_and_section(tmp_path: Path, slip: str) -> None:
    old, new, told = IN_THE_TEXT[slip]
    with pytest.raises(AuthoringError) as caught:
        read_assignment(written(tmp_path, prose=changed(PROSE, old, new)))
    assert told in str(caught.value)


def test_an_item_without_a_key_needs_grader_code(tmp_path: Path) -> None:
    records = changed(RECORDS, 'key = "x"\n', "")
    with pytest.raises(AuthoringError, match=r"probe.md, „wege“: Es fehlt der Block ```\{grade\}"):
        read_assignment(written(tmp_path, records))
    code = "\n```{grade}\nmark_parts(question, [], of=2)\n```\n"
    read_assignment(
        written(tmp_path, records, changed(PROSE, "Wählen Sie.\n", f"Wählen Sie.\n{code}"))
    )


def test_every_module_that_belongs_to_no_assignment_is_taken() -> None:
    folder = ROOT / "course/kooperation/assignments"
    modules = {path.stem for path in folder.glob("[a-z]*.py")}
    folders = {path.name for path in folder.iterdir() if path.is_dir() and path.name[0] != "_"}
    assert modules | folders > {"reading", "kinds"}
    assert (modules | folders) - {path.name for path in (ROOT / "source").iterdir()} == set(TAKEN)


@pytest.mark.parametrize("slug", ["lücke", "Probe", "2probe", "pro-be", *TAKEN])
def test_a_folder_that_cannot_be_a_slug_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(AuthoringError, match=f"„{slug}“ geht nicht als Kurzname"):
        read_assignment(written(tmp_path, slug=slug))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ('"lücke"', "ohne Umlaute"),
        ('"We ge"', "kleinen Buchstaben"),
        ("setup", "„setup“ ist als Kurzname vergeben"),  # ids of cells that every notebook has
        ("auftrag", "vergeben"),
        ("abgabe", "vergeben"),
    ],
)
def test_a_question_that_cannot_be_a_slug_is_refused(tmp_path: Path, name: str, told: str) -> None:
    records = RECORDS.replace("questions.funktion]", f"questions.{name}]")
    with pytest.raises(AuthoringError, match=told):
        read_assignment(written(tmp_path, records))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "Proben"', "title = ", "source/probe/probe.toml ist nicht lesbar: "),
        (LECTURE, 'title = "Doppelt"', "source/probe/probe.toml ist nicht lesbar: "),
        (f"{LECTURE}\n", "", "probe.toml: Es fehlt lecture."),
        ('title = "Proben"', "title = 3", "probe.toml: title ist ein Text in Anführungszeichen. Dort steht: 3"),
        (LECTURE, f"{LECTURE}\nminutes = 40", "probe.toml: Die Angabe „minutes“ gibt es nicht."),
        ('"05_gefangenendilemma"', '"gefangenendilemma"', 'probe.toml: lecture ist eine Lektion, zum Beispiel 05_gefangenendilemma. Dort steht: "gefangenendilemma"'),
        (LECTURE, f"{LECTURE}\n[questions]\nwege = 3\n[x]", "probe.toml ist nicht lesbar"),
    ],
)  # fmt: skip
def test_a_slip_at_the_top_of_the_records_is_named(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(AuthoringError) as caught:
        read_assignment(written(tmp_path, changed(RECORDS, old, new)))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ('title = "x"\nlecture = "05_x"\n', "Es fehlt questions."),
        ('title = "x"\nlecture = "05_x"\nquestions = []\n', "Es fehlen die Fragen"),
        (
            'title = "x"\nlecture = "05_x"\n[questions]\nwege = 3\n',
            "[questions.wege]: ",
        ),
    ],
)
def test_records_without_questions_are_refused(tmp_path: Path, records: str, told: str) -> None:
    with pytest.raises(AuthoringError) as caught:
        read_assignment(written(tmp_path, records))
    assert told in str(caught.value)


@pytest.mark.parametrize("missing", ["probe.toml", "probe.md"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    folder = written(tmp_path)
    (folder / missing).unlink()
    with pytest.raises(AuthoringError, match=f"source/probe: „{missing}“ fehlt"):
        read_assignment(folder)


def test_a_text_in_another_encoding_is_the_one_that_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path, prose=PROSE.encode("latin-1"))
    with pytest.raises(AuthoringError, match=r"source/probe/probe\.md ist nicht lesbar"):
        read_assignment(folder)


# Cases to be mapped -------------------------------------------------------------------------------


def with_a_map(change: Callable[[dict[str, Any]], object]) -> str:
    """Return records with a case of lecture 2 in them, after *change*."""
    raw: dict[str, Any] = copy.deepcopy(load("institutions/cases")["wohngeld"])
    del raw["order"]
    change(raw)
    lines = [
        "[questions.karte]", 'kind = "map"', 'title = "Karte"', "points = 1", 'claim = "Die Karte stimmt."',
        'hint = "Lesen Sie."', 'read = "Lektion 2, „Karte“"', "typed = 'sheet[\"karte\"] = {}'",
        "[[questions.karte.pool]]", 'item = "wohngeld"', "slot = 1",
    ]  # fmt: skip
    lines += [f"{key} = {inline(value)}" for key, value in raw.items()]
    return "\n".join([RECORDS, *lines, ""])


def inline(value: Any) -> str:
    """Return *value* as inline TOML, which JSON nearly is."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {inline(inner)}' for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda case: case.update(required=[["OMA"]]), "unbekannte Stelle ['OMA']"),
        (lambda case: case.update(solution="x"), "Die Angabe „solution“ gibt es nicht."),
        (lambda case: case["problems"].pop("S"), "ohne Begründung: ['S']"),
        (lambda case: case.pop("bases"), "bases"),
        (lambda case: case.update(required=[]), "Schlüssel ohne Bedarf"),
    ],
)
def test_a_slip_in_a_case_is_named(tmp_path: Path, change: Any, told: str) -> None:
    prose = PROSE + "\n## karte: Kartieren Sie\n"
    assert read_assignment(written(tmp_path, with_a_map(lambda case: None), prose)).points == 9
    with pytest.raises(AuthoringError) as caught:
        read_assignment(written(tmp_path, with_a_map(change), prose))
    assert str(caught.value).startswith("probe.toml, [questions.karte]: item „wohngeld“: ")
    assert told in str(caught.value)


def test_of_a_case_learners_get_the_story_and_what_norms_say_in_short(tmp_path: Path) -> None:
    prose = PROSE + "\n## karte: Kartieren Sie\n"
    assignment = read_assignment(written(tmp_path, with_a_map(lambda case: None), prose))
    (item,) = json.loads(assignment.published())["questions"]["karte"]["pool"]
    assert set(item) == {"item", "slot", "title", "field", "story", "bases"}
    assert all(set(basis) == {"label", "gist"} for basis in item["bases"].values())
    private = set(private_texts(assignment))
    raw = load("institutions/cases")["wohngeld"]
    assert {raw["reference"], raw["dispute"], *raw["instrument_reasons"].values()} <= private
    assert not private & {raw["story"], raw["title"]}


# Private stays private ----------------------------------------------------------------------------


def test_no_private_field_is_published_and_all_are_known_as_private(probe: Assignment) -> None:
    text = probe.published()
    assert "GEHEIM" in RECORDS
    assert "GEHEIM" not in text
    for name in ("key", "why", "otherwise", "missing", "half", "solution", "tolerance", "criteria",
                 "samples", "comments", "claim", "typed"):  # fmt: skip
        assert f'"{name}"' not in text
    secret = {part for part in RECORDS.split('"') if part.startswith("GEHEIM:")}
    assert secret <= set(private_texts(probe))
    assert {"GEHEIM ganz", "GEHEIM halb", "GEHEIM nichts"} <= set(private_texts(probe))


names = st.text("abcdefgh_", min_size=1, max_size=8)


@given(
    st.dictionaries(names, st.just("GEHEIM")), st.dictionaries(names, st.just({"x": ["GEHEIM"]}))
)
def test_a_field_that_nobody_knows_is_never_published(
    of_question: dict[str, Any], of_item: dict[str, Any]
) -> None:
    """What is public is listed; everything else is private, also what will be added one day."""
    public = {"kind": "choice", "title": "Titel", "points": 1, "read": "Lektion 1", "hint": "Tipp"}
    item = {
        **of_item,
        "item": "eins",
        "slot": 1,
        "text": "Text",
        "bases": {"b": {"label": "L", "gist": "G", **of_item}},
    }
    record = {**of_question, **public, "pool": [item]}
    assignment = Assignment(
        "probe", "Titel", "05_x", {"wege": record}, "", (Section("wege", "W", "", {}),)
    )
    assert "GEHEIM" not in assignment.published()


# The command --------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course in which `probe` was printed before; what is printed is known by its text."""
    start = tmp_path / "course" / "lectures" / "00_start.ipynb"
    start.parent.mkdir(parents=True)
    shutil.copy(ROOT / "course" / "lectures" / "00_start.ipynb", start)
    written(tmp_path)
    for name in (
        "course/kooperation/assignments/published/probe.json", "source/probe/probe.ipynb",
        "release/probe/probe.ipynb",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"gedruckt: {name}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("records", "prose", "told"),
    [
        (
            changed(RECORDS, 'key = "x"', 'key = "z"'),
            PROSE,
            "probe.toml, [questions.wege]: item „heim“",
        ),
        (changed(RECORDS, LECTURE, "lecture ="), PROSE, "probe.toml ist nicht lesbar"),
        (RECORDS, changed(PROSE, "```{grade}", "```{grades}"), "probe.md, „funktion“: Den Block"),
        (
            RECORDS,
            changed(PROSE, "## Wie es weitergeht", "## !?"),
            "Die Überschrift „!?“ hat keine",
        ),
        (
            changed(RECORDS, '"Geld."', '"Geld für {stadt}."'),
            PROSE,
            "source/probe: Variante 0 lässt sich nicht ziehen. Im Text „Geld für {stadt}.“ ist 'stadt'",
        ),
        (
            changed(RECORDS, 'title = "Rechnen"', 'title = "Rechnen"\npart = "Teil {teil}"'),
            PROSE,
            "Im Text „Teil {teil}“ ist 'teil' nicht gegeben.",
        ),
        (
            RECORDS,
            changed(PROSE, "    ### END SOLUTION\n", ""),
            "source/probe, Notebook: funktion-antwort: SOLUTION: Zu jedem BEGIN gehört ein END",
        ),
        (
            RECORDS,
            changed(
                PROSE,
                "## Wie es weitergeht",
                "## Weiter mit [Lektion 9](../../course/lectures/09_x.ipynb)",
            ),
            f"probe.md, Zeile {1 + PROSE[: PROSE.index('## Wie es weitergeht')].count(chr(10))}: Der Link "
            "„../../course/lectures/09_x.ipynb“ führt zu keiner Datei.",
        ),
        (
            RECORDS,
            changed(PROSE, "## GEHEIM: auch das ist keine", "### END HIDDEN TESTS"),
            "source/probe, Notebook: funktion: HIDDEN TESTS: Zu jedem BEGIN gehört ein END",
        ),
        (
            changed(RECORDS, '"Geld."', '"Geld {oder."'),
            PROSE,
            "Im Text „Geld {oder.“ ist eine geschweifte Klammer verschrieben",
        ),
    ],
)
def test_build_says_the_slip_and_leaves_what_was_printed_before(
    course: Path, capsys: pytest.CaptureFixture[str], records: str, prose: str, told: str
) -> None:
    written(course, records, prose)
    before = contents(course)
    assert main(["build", SLUG]) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.err.startswith("kooperation: ")
    assert captured.out == ""
    assert contents(course) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Aufruf: "),
        (("dilemma",), "Aufruf: "),
        (("dilemma", "x"), "Aufruf: "),
        (("dilemma", "1000000"), "Die Variante 1000000 gibt es nicht"),
        (("gibtesnicht", "0"), "Zur Aufgabe „gibtesnicht“ fehlen die Fragen"),
    ],
)
def test_what_no_variant_can_be_shown_of_is_said_in_a_sentence(
    arguments: tuple[str, ...], told: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        show_variant(arguments)
    assert str(caught.value).startswith(told)


def test_build_of_an_assignment_that_does_not_exist_says_so(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(course)
    assert main(["build", "gibtesnicht"]) == 2
    assert "source/gibtesnicht: „gibtesnicht.toml“ fehlt" in capsys.readouterr().err
    assert contents(course) == before


@pytest.mark.slow
def test_build_prints_all_three_and_the_release_holds_nothing_private(course: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kooperation", "build", SLUG],
        cwd=course, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("geschrieben: ") == 3
    for path in (
        course / "course/kooperation/assignments/published/probe.json",
        *(path for path in (course / "release" / SLUG).rglob("*") if path.is_file()),
    ):
        assert "GEHEIM" not in path.read_text("utf-8"), path
    assert "GEHEIM" in (course / "source" / SLUG / f"{SLUG}.ipynb").read_text("utf-8")
    assert [path.name for path in (course / "release" / SLUG).iterdir()] == ["probe.ipynb"]


def test_building_twice_prints_the_same_bytes(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kooperation.desk.building.generate_release", lambda root, slug: root)
    list(build(course, SLUG))
    before = contents(course)
    list(build(course, SLUG))
    assert contents(course) == before


@pytest.mark.parametrize(
    "name",
    [
        f"{SLUG}.answers.json", f"{SLUG}.toml.orig", f"{SLUG}.toml~", f"{SLUG}.md.bak", "lernstand.json", "kopie.ipynb",
        "anderer.toml", "daten/schluessel.toml",
    ],
)  # fmt: skip
def test_what_everybody_would_be_given_stops_the_build(course: Path, name: str) -> None:
    """nbgrader lays all it does not know into everybody's folder, and a copy of the record holds the keys."""
    before = contents(course)
    stray = course / "source" / SLUG / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("{}", "utf-8")
    with pytest.raises(AuthoringError, match=f"„{re.escape(name)}“ gehört nicht hierher: .* alle"):
        list(build(course, SLUG))
    stray.unlink()
    assert contents(course) == before


def test_links_and_pipes_stop_the_build_before_it_reads_them(course: Path) -> None:
    folder = course / "source" / SLUG
    (folder / "bild.png").symlink_to("/nirgends")
    os.mkfifo(folder / "rohr.txt")
    with pytest.raises(AuthoringError) as caught:
        list(build(course, SLUG))
    assert [name in str(caught.value) for name in ("„bild.png“", "„rohr.txt“")] == [True, True]


def test_a_picture_and_a_table_beside_the_source_are_given_out(course: Path) -> None:
    for name in ("bild.png", "zahlen.csv"):
        (course / "source" / SLUG / name).write_bytes(b"x")
    list(build(course, SLUG))
    assert {path.name for path in (course / "release" / SLUG).iterdir()} == {
        f"{SLUG}.ipynb", "bild.png", "zahlen.csv",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("drawn", "said"),
    [("random.random()", "bei jedem Mal anders"), ("sys.exit(3)", "meldet SystemExit")],
)
def test_a_drawing_of_its_own_chance_or_that_ends_python_is_told(
    course: Path, monkeypatch: pytest.MonkeyPatch, drawn: str, said: str
) -> None:
    def givens(_slug: str, _variant: int) -> dict[str, object]:
        return {"x": eval(drawn, {"random": random, "sys": sys})}

    monkeypatch.setattr("kooperation.assignments.drawing._givens", givens)
    written(
        course, changed(RECORDS, 'text = "Wie groß ist der Anteil?"', 'text = "Anteil an {x}?"')
    )
    before = contents(course)
    with pytest.raises(AuthoringError, match=said):
        list(build(course, SLUG))
    assert contents(course) == before
