"""A kind of question is one folder and one row: what each promises, and what a new one needs."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import pytest

from handing_in import ROOT
from kooperation.assignments.kinds import Kind
from kooperation.assignments.kinds.shared.record import Public, Reader, Record
from kooperation.authoring.fields import fields_of, fits
from kooperation.authoring.records import hidden, published, read

KINDS = ROOT / "course/kooperation/assignments/kinds"
FILES = {"record", "reading", "marking", "control", "guesses", "made_up", "view"}


def test_each_folder_has_its_row_and_each_row_its_folder() -> None:
    folders = {path.name for path in KINDS.iterdir() if path.is_dir() and path.name[0] != "_"}
    assert folders - {"shared"} == set(Kind)
    for path in KINDS.glob("*/*.py"):  # what several kinds do alike may have more than one record
        assert path.stem in FILES or path.parent.name == "shared", path


def test_authors_are_told_of_each_kind_and_of_no_other() -> None:
    page = (ROOT / "course/aufgabe_schreiben.md").read_text("utf-8")
    _, table = page.split("\n| `kind` |")
    rows = table.partition("\n\n")[0].splitlines()[2:]
    assert sorted(row.split("`")[1] for row in rows) == sorted(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_has_the_files_it_needs(kind: Kind) -> None:
    assert kind.record.__name__.lower() == f"{kind}record"
    assert kind.module("reading")
    has_control = find_spec(f"kooperation.assignments.kinds.{kind}.control") is not None
    assert has_control == kind.has_control
    # A text has a field, and still counts in the cell that it was written into before there was one.
    assert has_control != (kind.in_a_cell and kind is not Kind.TEXT)


@pytest.mark.parametrize("kind", Kind)
def test_each_field_of_a_record_says_once_who_reads_it(kind: Kind) -> None:
    records = [kind.record]
    while records:
        record = records.pop()
        for field in fields_of(record).values():  # raises where it is not said
            assert field.reader in Reader
            if field.inner is not None:
                records.append(field.inner)


def test_a_field_that_does_not_say_who_reads_it_is_refused() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Careless(Record):
        title: Public[str]
        key: str

    with pytest.raises(TypeError, match="key"):
        fields_of(Careless)


@pytest.mark.parametrize("kind", [k for k in Kind if not k.in_a_cell])
def test_no_kind_publishes_key_or_reason(kind: Kind) -> None:
    pool = fields_of(kind.record).get("pool")
    for field in fields_of(pool.inner).values() if pool and pool.inner else ():
        if field.name in {"key", "half", "why", "otherwise", "missing", "admissible", "solution",
                          "tolerance", "others", "reference", "dispute", "required"}:  # fmt: skip
            assert field.reader is Reader.PRIVATE, field.name


def test_what_is_published_and_what_is_hidden_follow_from_the_fields() -> None:
    item = {"item": "a", "slot": 1, "text": "T", "label": "L", "unit": "km", "key": "1"}
    record = {"kind": "number", "title": "Z", "claim": "C", "typed": "t", "pool": [item]}
    (shown,) = published(record)["pool"]
    assert list(shown) == ["item", "slot", "text", "label", "unit"]
    assert set(published(record)) == {"kind", "title", "pool"}
    assert hidden(record) == {"a": {"label": "L", "unit": "km", "key": "1"}}


KEY: Any = Annotated[str | tuple[str, ...], Reader.PRIVATE]


@pytest.mark.parametrize(
    ("value", "hint", "right"),
    [
        ("a", str, True), (1, str, False), (1, int, True), (True, int, False), (1.0, int, False),
        (1, float, True), (float("nan"), float, False), (True, bool, True), (1, bool, False),
        (["a"], tuple[str, ...], True), (["a", 1], tuple[str, ...], False), ("a", tuple[str, ...], False),
        ([1, 2], tuple[int, int], True), ([1], tuple[int, int], False), ([1, 2.0], tuple[int, int], False),
        ({"a": "b"}, dict[str, str], True), ({"a": 1}, dict[str, str], False), (None, str | None, True),
        ("a", KEY, True), (["a"], KEY, True), (1, KEY, False),
    ],
)  # fmt: skip
def test_a_value_fits_its_type_exactly(value: Any, hint: Any, right: bool) -> None:
    assert fits(value, hint) is right


def test_a_length_of_a_field_is_two_whole_numbers() -> None:
    item = {"item": "ziel", "slot": 1, "label": "Ziel", "words": [3, "20"]}
    record = {"kind": "form", "title": "F", "points": 1, "read": "L", "hint": "H", "claim": "C",
              "typed": "t", "pool": [item]}  # fmt: skip
    _record, faults = read(Kind.FORM.record, record, "x.toml")
    assert faults == [
        "x.toml: item „ziel“: words sind zwei ganze Zahlen: mindestens und höchstens so viele Wörter. "
        'Dort steht: [3, "20"]'
    ]


@pytest.mark.parametrize("kind", [k for k in Kind if k.offers("marking", "mark")])
def test_marking_is_found_without_loading_a_widget(kind: Kind) -> None:
    code = (
        "import sys; from kooperation.assignments import Kind; from kooperation.grading import items, marking\n"
        f"Kind({kind.value!r}).offers('marking', 'mark'); Kind({kind.value!r}).module('reading'); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"ipywidgets", "anywidget", "plotly", "nbgrader"} & set(done.stdout.split())


# A new kind --------------------------------------------------------------------------------------

NEW = {
    "record.py": '''
"""Options put in order."""
from dataclasses import dataclass
from kooperation.assignments.kinds.shared.record import AskingItem, DrawnRecord, Keys, OptionsRecord, Private, Public

@dataclass(frozen=True, kw_only=True)
class OrderItem(AskingItem):
    key: Private[Keys | None] = None
    otherwise: Private[str] = ""

@dataclass(frozen=True, kw_only=True)
class OrderRecord(DrawnRecord, OptionsRecord):
    from_end: Public[bool] = False
    pool: Public[tuple[OrderItem, ...]] = ()
''',
    "reading.py": '''
"""Options put in order."""
from kooperation.assignments.kinds.shared.reading import by_number, numbered, options

def read(question, part, raw):
    found, problems = options(question, part, raw)
    return (found[::-1] if question.own.get("from_end") else found), problems

def told_to_type(question):
    yield "Das Letzte zuerst:"
    yield from numbered(question)

def typed(question, line):
    return [by_number(question, word) for word in line.split()]
''',
    "guesses.py": '''
"""Any order."""
from itertools import permutations

def guesses(question, _part):
    return {" ".join(order): list(order) for order in permutations(question.options)}
''',
    "marking.py": '''
"""Full points for the right order alone."""
from kooperation.assignments.kinds.shared.marking import key_in_words, mark_chosen

def mark(question, raw, records, *, of):
    def judge(part, given):
        record = records[question.items[part].item]
        right = list(given) == list(record["key"])
        return float(right), "" if right else record["otherwise"]
    def solution(part):
        return key_in_words(question, part, records[question.items[part].item], ", ")
    return mark_chosen(question, raw, judge, solution, of)
''',
    "control.py": '''
"""A field for each part, in which keys are typed."""
from kooperation.assignments.kinds.shared.control import Answering
from kooperation.kit.controls import Entry

class OrderQuestion(Answering):
    def __init__(self, sheet, question):
        self.fields = {part: Entry(label) for part, label in question.parts.items()}
        for field in self.fields.values():
            self.when(field, self._type)
        super().__init__(sheet, question, *self.fields.values())

    def _type(self):
        self.record({part: field.value.split() for part, field in self.fields.items()})

    def show(self, reading):
        for part, field in self.fields.items():
            field.value = " ".join(reading.given.get(part, ()))
''',
}  # fmt: skip
BY_HAND = {
    "record.py": '''
"""A letter."""
from dataclasses import dataclass
from kooperation.assignments.kinds.text.record import TextRecord

@dataclass(frozen=True, kw_only=True)
class LetterRecord(TextRecord):
    """A text with a rubric, called otherwise."""
''',
    "reading.py": '''
"""A letter."""
from kooperation.assignments.kinds.text.reading import cell_problems, oddities
''',
    "control.py": '''
"""A field for a letter."""
from kooperation.assignments.kinds.text.control import TextQuestion

class LetterQuestion(TextQuestion):
    """A field."""
''',
    "made_up.py": '''
"""The same letter from everybody."""

def made_up(one):
    return "Sehr geehrte Damen und Herren, ich bitte um einen Termin."
''',
}
ROW = '    FORM = "form"\n'
ROWS = '    ORDER = "order"\n    LETTER = "letter", IN_A_CELL\n'
RECORDS = """\
title = "Probe"
lecture = "04_was_ist_kooperation"
[questions.folge]
kind = "order"
title = "Ordnen"
points = 2
claim = "Die Folge stimmt."
hint = "Der Reihe nach."
read = "Lektion 4, „Formen“"
typed = 'sheet["folge"] = ["b", "a"]'
from_end = true
practice = "Eine Folge zum Üben."
options = { a = "Antrag", b = "Bescheid" }
[[questions.folge.pool]]
item = "eins"
slot = 1
text = "Was kommt zuerst?"
key = ["a", "b"]
otherwise = "GEHEIM: andersherum."
[[questions.folge.pool]]
item = "uebung"
slot = 1
practice = true
text = "Was kommt beim Üben zuerst?"
key = ["a", "b"]
otherwise = "Andersherum."
[questions.brief]
kind = "letter"
title = "Schreiben"
points = 1
words = [5, 60]
read = "Lektion 4, „Formen“"
samples = ["GEHEIM: Sehr geehrte Damen und Herren."]
comments = []
[[questions.brief.criteria]]
name = "Form"
levels = ["1: Anrede und Bitte", "0: keine von beiden"]
"""
USED = """\
import json
from kooperation.assignments import draw
from kooperation.base.answers import AnswerSheet
from kooperation.grading.items import mark_items
from kooperation.widgets import Ask
from pathlib import Path
task = draw("probe", 17)
sheet = AnswerSheet(Path("probe.answers.json"))
control = Ask(sheet, task, "folge")
control.fields["a"].value = "b a"
question, items = task.questions["folge"], {"eins": {"key": ["a", "b"], "otherwise": "Nein."}}
right = mark_items(question, sheet["folge"], items, of=2)
wrong = mark_items(question, {"a": ["Antrag", "b"]}, items, of=2)
print(json.dumps([sheet["folge"], float(right), float(wrong), wrong.parts[0].remark, wrong.parts[0].solution]))
"""


HANDED_IN = """\
import json, random, shutil
from pathlib import Path
from kooperation.assignments import published
from kooperation.authoring.assignments import read_assignment
from kooperation.authoring.demo.answering import ClassAnswers
from kooperation.authoring.demo.people import people
rng = random.Random(1)
answering = ClassAnswers(read_assignment(Path("source/probe")))
given = []
for person in people(12, rng):
    answers = answering.answers(17, person, rng)
    given.append(answers)
    folder = Path("submitted", person.student, "probe")
    folder.mkdir(parents=True)
    shutil.copy("release/probe/probe.ipynb", folder)
    sheet = {"schema": 1, "variant": 17, "edition": published("probe")["edition"], "answers": answers}
    (folder / "probe.answers.json").write_text(json.dumps(sheet))
print(json.dumps(given))
"""
LOOKED_AT = """\
import json
from pathlib import Path
from kooperation.desk.mark import by_program
from kooperation.grading.marking_desk.desk import Desk
from kooperation.grading.objection import code
root = Path.cwd()
desk = Desk(root, "probe")
who = desk.entry.grade.student
where = [by_program(root, "probe", code("probe", name, who)) for name in ("folge", "brief")]
desk.save((0,), "", "")
print(json.dumps([len(desk.entries), desk.rubric.title, *where]))
"""


def add_kinds(course: Path) -> None:
    """Add two kinds to the package in *course*: a folder and a row for each."""
    kinds = course / "kooperation/assignments/kinds"
    table = kinds / "__init__.py"
    text = table.read_text("utf-8")
    assert text.count(ROW) == 1
    table.write_text(text.replace(ROW, ROW + ROWS), "utf-8")
    for kind, files in (("order", NEW), ("letter", BY_HAND)):
        (kinds / kind).mkdir()
        for name, source in files.items():
            (kinds / kind / name).write_text(source.lstrip(), "utf-8")


def python_of(course: Path, folder: Path) -> Path:
    """Return a Python in *folder* that has what ours has, and the package in *course*, also where it is started with `-I`."""
    venv.create(folder, with_pip=False)
    (packages,) = folder.rglob("site-packages")
    (packages / "course.pth").write_text(f"{course}\n{sysconfig.get_path('purelib')}\n", "utf-8")
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


@pytest.mark.kernel
def test_a_new_kind_is_one_folder_and_one_row(tmp_path: Path) -> None:
    """Written, built by the real nbgrader, asked, read and marked; practised in the terminal; answered by a made-up class,
    graded, reported and shown at the desk. No other file is touched."""
    shutil.copytree(
        ROOT / "course", tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    add_kinds(tmp_path / "course")
    python = python_of(tmp_path / "course", tmp_path / "python")
    folder = tmp_path / "source" / "probe"
    folder.mkdir(parents=True)
    (folder / "probe.toml").write_text(RECORDS, "utf-8")
    (folder / "probe.md").write_text(
        "Eine Probe.\n\n## folge: Ordnen Sie\n\nOrdnen Sie.\n\n## brief: Schreiben Sie\n\nSchreiben Sie.\n",
        "utf-8",
    )
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    shared = str(Path(sys.prefix) / "share" / "jupyter")
    environment = {**os.environ, "PATH": tools, "JUPYTER_PATH": shared}
    environment.pop("PYTHONPATH", None)

    def run(*arguments: str, typed: str = "") -> str:
        done = subprocess.run(
            [python, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True,
            input=typed, timeout=120, check=False, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("-m", "kooperation", "build", "probe")
    public = (tmp_path / "course/kooperation/assignments/published" / "probe.json").read_text(
        "utf-8"
    )
    assert '"from_end": true' in public
    released = (tmp_path / "release" / "probe" / "probe.ipynb").read_text("utf-8")
    assert "GEHEIM" not in public + released
    assert "GEHEIM" in (folder / "probe.ipynb").read_text("utf-8")
    assert ast.literal_eval(run("-c", USED)) == [
        {"a": ["b", "a"]}, 2.0, 0.0, "Nein.", "Antrag, Bescheid."
    ]  # fmt: skip

    practised = run("-m", "kooperation", "practice", "probe", typed="2 1\n\n1 2\n")
    assert practised.count("Das Letzte zuerst:\n  1 Antrag\n  2 Bescheid\n") == 2
    assert "2 von 2 Punkten" in practised
    assert "0 von 2 Punkten\n  – a: Andersherum." in practised

    given = json.loads(run("-c", HANDED_IN))
    right, wrong = (
        [one for one in given if one["folge"].get("a") == list(a)] for a in ("ba", "ab")
    )
    assert min(len(right), len(wrong)) > 1
    assert all(one["brief"].startswith("Sehr geehrte") for one in given)

    run("-m", "kooperation", "grade", "probe")
    run("-m", "kooperation", "report", "probe")
    report = (tmp_path / "auswertung" / "probe.csv").read_text("utf-8-sig")
    share = f"{len(right) / len(given):.3g}".replace(".", ",")
    assert f'"Frage";"Ordnen";"";"{len(given)}";"{share}"' in report
    chose = len(right) + len(wrong)
    assert f'"Wahl";"Ordnen";"Was kommt zuerst?: Antrag";"{chose}"' in report
    assert '"Frage";"Schreiben";"";"";""' in report  # waits for a human

    count, title, order, letter = json.loads(run("-c", LOOKED_AT))
    assert (count, title) == (len(given), "Schreiben")
    assert order.startswith("/formgrader/submissions/")
    assert letter == ""  # a human marks it at the desk
    shown = {path.read_text("utf-8") for path in tmp_path.glob("autograded/*/probe/probe.ipynb")}
    assert any("Antrag; Bescheid" in notebook for notebook in shown)


def test_nobody_else_names_a_kind() -> None:
    """What depends on the kind of a question stands in the kind's folder, or in its row."""
    package, names = KINDS.parents[1], "|".join(kind.name for kind in Kind)
    asks = [
        rf"\bKind\.({names})\b",
        rf"""(\.kind|["']kind["']\]) (==|!=|in) \(?["']({"|".join(Kind)})["']""",
        r"""["']kind *= *\\?["']""",
    ]
    named = [
        f"{path.relative_to(package)}: {line.strip()}"
        for path in sorted(package.rglob("*.py"))
        if not path.is_relative_to(KINDS)
        for line in path.read_text("utf-8").splitlines()
        if re.search("|".join(asks), line)
    ]
    assert named == []
