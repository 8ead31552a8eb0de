"""A kind of question is one folder and one row: what each promises, and what a new one needs."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
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
FILES = {"record", "reading", "marking", "control", "guesses", "view"}


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
from kooperation.assignments.kinds.shared.reading import options

def read(question, part, raw):
    found, problems = options(question, part, raw)
    return (found[::-1] if question.own.get("from_end") else found), problems
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
ROW = '    FORM = "form"\n'
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
options = { a = "Antrag", b = "Bescheid" }
[[questions.folge.pool]]
item = "eins"
slot = 1
text = "Was kommt zuerst?"
key = ["a", "b"]
otherwise = "GEHEIM: andersherum."
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


@pytest.mark.kernel
def test_a_new_kind_is_one_folder_and_one_row(tmp_path: Path) -> None:
    """Written, built by the real nbgrader, asked, read and marked; no other file is touched."""
    shutil.copytree(
        ROOT / "course", tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__")
    )
    kinds = tmp_path / KINDS.relative_to(ROOT)
    table = kinds / "__init__.py"
    text = table.read_text("utf-8")
    assert text.count(ROW) == 1
    table.write_text(text.replace(ROW, ROW + '    ORDER = "order"\n'), "utf-8")
    (kinds / "order").mkdir()
    for name, source in NEW.items():
        (kinds / "order" / name).write_text(source.lstrip(), "utf-8")
    folder = tmp_path / "source" / "probe"
    folder.mkdir(parents=True)
    (folder / "probe.toml").write_text(RECORDS, "utf-8")
    (folder / "probe.md").write_text(
        "Eine Probe.\n\n## folge: Ordnen Sie\n\nOrdnen Sie.\n", "utf-8"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "course")}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("-m", "kooperation", "build", "probe")
    public = (kinds.parent / "published" / "probe.json").read_text("utf-8")
    assert '"from_end": true' in public
    released = (tmp_path / "release" / "probe" / "probe.ipynb").read_text("utf-8")
    assert "GEHEIM" not in public + released
    assert "GEHEIM" in (folder / "probe.ipynb").read_text("utf-8")
    assert ast.literal_eval(run("-c", USED)) == [
        {"a": ["b", "a"]}, 2.0, 0.0, "Nein.", "Antrag, Bescheid."
    ]  # fmt: skip
