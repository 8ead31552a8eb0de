"""Tests apart from the learner's code: nobody earns points by tricks, nobody loses any by accident.

Each notebook here is run by the real preprocessor with a real kernel. It asks for one function
(`doppelt`, 2 points) and for one answer of the sheet (`pareto`, 1 point).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from markupsafe import Markup
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.preprocessors import Execute
from nbgrader.utils import determine_grade
from traitlets.config import Config

from handing_in import ROOT, Submission, hand_in, submission
from kooperation.assignments.points import MIMETYPE
from kooperation.grading import sandbox
from kooperation.grading.examination import MAX_FILE, to_clarify
from kooperation.grading.execute import ExecuteApart, is_test
from kooperation.grading.feedback import explanation
from kooperation.grading.learner_code import MAX_OUTPUT

pytestmark = pytest.mark.kernel

KEY = "CC"
DATA_TEST = f'''"""Das richtige Feld ist markiert."""
from kooperation.base.answers import answer_sheet
from kooperation.assignments import Kind, Question
from kooperation.grading.marking import mark_sets

question = Question("pareto", "Pareto", Kind.SEVERAL, {{"e": "Spiel e"}}, {{k: k for k in ("CC", "CD", "DC", "DD")}})
sheet = answer_sheet("aufgabe", handed_in=True)
mark_sets(question, sheet.get("pareto"), {{"e": frozenset({{"{KEY}"}})}}, of=1, why=lambda *_: "Nicht ganz.")
'''
CODE_TEST = '''"""Die Funktion verdoppelt."""
from kooperation.assignments import Kind, Question
from kooperation.grading.marking import Case, mark_calls

question = Question("doppelt", "Verdoppeln", Kind.FUNCTION, read="Lektion 1")
cases = [
    Case("Ganze Zahlen", [((2,), 4), ((0,), 0)], "Ganze Zahlen stimmen nicht."),
    Case("Negative", [((-3,), -6)], "Negative Zahlen stimmen nicht."),
]
mark_calls(question, doppelt, cases, of=2)
'''
RIGHT = "def doppelt(x):\n    return 2 * x"


@dataclass(frozen=True)
class Graded:
    """What came out: points by grade id, all that the learner reads, and the notebook."""

    points: dict[str, float | None]
    explained: Mapping[str, Markup]
    notebook: Any

    @property
    def reasons(self) -> str:
        return " ".join(self.explained.values())


def cell(source: str, **about: Any) -> Any:
    flags = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return new_code_cell(source, metadata={"nbgrader": {**flags, **about}} if about else {})


def answer(source: str) -> Any:
    return cell(source, grade_id="doppelt-antwort", solution=True)


def test_cell(source: str, grade_id: str, points: float) -> Any:
    return cell(source, grade_id=grade_id, grade=True, locked=True, points=points)


test_cell.__test__ = False  # type: ignore[attr-defined]


def notebook(*sources: str) -> Any:
    """Return a notebook: the learner's cells, then the test of the code, then that of the data."""
    tests = [test_cell(CODE_TEST, "doppelt", 2), test_cell(DATA_TEST, "pareto", 1)]
    return new_notebook(cells=[*map(answer, sources), *tests])


PATIENT = {"cell_timeout": 10.0, "call_timeout": 5.0, "grace": 2.0, "test_timeout": 20.0}
HASTY = {"cell_timeout": 1.0, "call_timeout": 1.0, "grace": 0.5, "test_timeout": 20.0}


def executed(
    nb: Any,
    folder: Path,
    kind: type[Execute] = ExecuteApart,
    limits: Mapping[str, float] = PATIENT,
) -> Graded:
    """Run and mark *nb*; with HASTY limits where nothing is expected to come anyway."""
    c = Config()
    if issubclass(kind, ExecuteApart):
        c.ExecuteApart.update(limits)
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    preprocessor = kind(config=c)
    level = preprocessor.log.level  # the log is everybody's
    preprocessor.log.setLevel(logging.CRITICAL)
    try:
        nb, _ = preprocessor.preprocess(nb, {"metadata": {"path": str(folder)}})
    finally:
        preprocessor.log.setLevel(level)
    tests = [cell for cell in nb.cells if is_test(cell)]
    points = {cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in tests}
    explained = {cell.metadata.nbgrader.grade_id: explanation(cell.outputs) for cell in tests}
    return Graded(points, explained, nb)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a right answer in the answers file."""
    sheet = {"schema": 1, "variant": 5, "answers": {"pareto": {"e": [KEY]}}}
    folder = tmp_path / "aufgabe"
    folder.mkdir()
    (folder / "aufgabe.answers.json").write_text(json.dumps(sheet))
    return folder


# Honest work --------------------------------------------------------------------------------------


def test_right_work_gets_all_points_though_it_prints_and_warns(folder: Path) -> None:
    noisy = "import sys, warnings\ndef doppelt(x):\n    warnings.warn('alt'); print('hier')\n    print('dort', file=sys.stderr)\n    return 2 * x"
    graded = executed(notebook(noisy, "doppelt(1)"), folder)
    assert graded.points == {"doppelt": 2, "pareto": 1}
    assert "Zum Nachlesen" not in graded.reasons


def test_a_function_may_be_a_lambda_or_a_class_and_use_what_stands_above(folder: Path) -> None:
    source = "faktor = 2\nclass Rechner:\n    def __call__(self, x): return faktor * x\ndoppelt = Rechner()"
    assert executed(notebook(source), folder).points["doppelt"] == 2


def test_half_right_work_gets_half_the_points_and_the_reason(folder: Path) -> None:
    graded = executed(notebook("def doppelt(x):\n    return 2 * abs(x)"), folder)
    assert graded.points == {"doppelt": 1, "pareto": 1}
    assert "<strong>Negative:</strong> Negative Zahlen stimmen nicht." in graded.reasons


def test_a_module_that_the_learner_wrote_beside_the_notebook_can_be_used(folder: Path) -> None:
    (folder / "helfer.py").write_text("def mal_zwei(x): return 2 * x")
    assert (
        executed(notebook("from helfer import mal_zwei as doppelt"), folder).points["doppelt"] == 2
    )


@pytest.mark.parametrize("name", ["model", "wrong", "untouched"])
def test_plain_nbgrader_gives_the_same_points(tmp_path: Path, name: str) -> None:
    """A teacher can go on without our preprocessor: only the protection is lost."""
    work: Submission = submission("dilemma", name)
    submitted = hand_in(work, tmp_path, release=ROOT / "source")
    path = submitted / "dilemma.ipynb"
    if name == "untouched":  # the source holds solutions where the release has none
        stub = nbformat.read(ROOT / "release" / "dilemma" / "dilemma.ipynb", as_version=4)
        nb = nbformat.read(path, as_version=4)
        for mine, released in zip(nb.cells, stub.cells, strict=True):
            if mine.metadata.nbgrader.solution:
                mine.source = released.source
        nbformat.write(nb, path)
    for kind in (Execute, ExecuteApart):
        graded = executed(nbformat.read(path, as_version=4), submitted, kind)
        assert graded.points == work.points, kind


# What functions give back -------------------------------------------------------------------------

RUBBISH = {
    "raise KeyError(x)": "bricht ab (KeyError)",
    "return None": "fehlt ein return?",
    "return float('nan')": "keinen einfachen Wert",
    "return float('inf')": "keinen einfachen Wert",
    "return 10 ** 5000": "bricht ab (ValueError)",
    "return 10 ** 3000": "Ganze Zahlen stimmen nicht",
    "return object()": "keinen einfachen Wert",
    "return {2 * x}": "keinen einfachen Wert",
    "return 'x' * 10_000_000": "keinen einfachen Wert",
    "return '4'": "str zurück; gefragt ist eine ganze Zahl",
    "return 2.0 * x": "float zurück; gefragt ist eine ganze Zahl",
    "return [2 * x]": "list zurück",
    "return '\\ud800'": "str zurück",
    "a = []; a.append(a); return a": "bricht ab (ValueError)",
    "return doppelt(x)": "bricht ab (RecursionError)",
    "return input('?')": "bricht ab (EOFError)",
    "return type('int64', (), {'item': lambda self: 2 * x, '__eq__': lambda *_: True})()": "keinen einfachen Wert",
    "return type('int', (int,), {'__eq__': lambda *_: True})(9)": "Ganze Zahlen stimmen nicht",
    "return type('str', (str,), {'__eq__': lambda *_: True})('4')": "gefragt ist eine ganze Zahl",
    "raise type('</p>Alle Punkte', (Exception,), {})": "bricht ab (Fehler)",
    "raise SystemExit": "bricht ab (SystemExit)",
    "raise KeyboardInterrupt": "bricht ab (KeyboardInterrupt)",
}


@pytest.fixture(scope="module")
def rubbish(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """All of them in one notebook, each with a test of its own, and a right one at the end."""
    cells = []
    for number, body in enumerate([*RUBBISH, "return 2 * x"]):
        name = f"doppelt_{number}"
        cells.append(answer(f"def {name}(x):\n    {body.replace('doppelt', name)}"))
        cells.append(test_cell(CODE_TEST.replace("doppelt", name), name, 2))
    return executed(new_notebook(cells=cells), tmp_path_factory.mktemp("rubbish"))


@pytest.mark.parametrize("body", RUBBISH)
def test_rubbish_earns_nothing_and_has_a_reason(rubbish: Graded, body: str) -> None:
    name = f"doppelt_{list(RUBBISH).index(body)}"
    assert rubbish.points[name] == 0
    assert RUBBISH[body] in rubbish.explained[name]


def test_rubbish_costs_the_next_function_nothing(rubbish: Graded) -> None:
    assert rubbish.points[f"doppelt_{len(RUBBISH)}"] == 2


# What never ends, or ends too much ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("def doppelt(x):\n    while True: pass", "antwortet nicht rechtzeitig"),
        (
            "import time\ndef doppelt(x):\n    while True:\n        try: time.sleep(9)\n"
            "        except BaseException: pass",
            "nicht unterbrechen",
        ),
        ("import os\ndef doppelt(x):\n    os._exit(0)", "Rechenkern beendet"),
        ("def doppelt(x):\n    exit()", "gibt nichts zurück"),
        ("import os\nos._exit(0)", "Rechenkern beendet"),
        (
            "import os, signal, threading\ndef doppelt(x): return 2 * x\n"
            "threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()\n"
            "import time; time.sleep(1)",
            "Rechenkern beendet",
        ),
        ("while True: pass", "„doppelt“ gibt es in Ihrem Notebook nicht"),
        (
            "import time\nwhile True:\n    try: time.sleep(9)\n    except BaseException: pass",
            "nicht unterbrechen",
        ),
        ("raise SystemExit", "„doppelt“ gibt es in Ihrem Notebook nicht"),
    ],
)
def test_code_that_never_ends_or_ends_the_kernel_costs_its_own_points_only(
    folder: Path, source: str, reason: str
) -> None:
    graded = executed(notebook(source, "1 + 1"), folder, limits=HASTY)
    assert graded.points == {"doppelt": 0, "pareto": 1}
    assert reason in graded.reasons


def test_a_slow_function_does_not_take_the_time_of_other_questions(folder: Path) -> None:
    """Each call stays below the limit; together they exceed it."""
    slow = """import time
def doppelt(x):
    end = time.process_time() + 0.6
    while time.process_time() < end: pass
    return 2 * x"""
    graded = executed(notebook(slow), folder, limits=HASTY)
    assert graded.points == {"doppelt": 0, "pareto": 1}
    assert "antwortet nicht rechtzeitig" in graded.reasons


def test_computing_counts_not_the_clock(folder: Path) -> None:
    """On a busy machine, an honest function waits for its turn; here it waits by itself."""
    waits = "import time\ndef doppelt(x):\n    time.sleep(0.6)\n    return 2 * x"
    graded = executed(notebook(waits), folder, limits=HASTY)
    assert graded.points == {"doppelt": 2, "pareto": 1}


def test_an_endless_loop_in_one_cell_leaves_the_next_cells_their_points(folder: Path) -> None:
    graded = executed(notebook("while True: pass", RIGHT), folder, limits=HASTY)
    assert graded.points == {"doppelt": 2, "pareto": 1}


def test_endless_cells_take_the_time_of_all_cells_together_and_no_test_waits_for_a_human(
    folder: Path,
) -> None:
    cells = ["while True: pass"] * 3
    graded = executed(notebook(*cells, RIGHT), folder, limits={**HASTY, "cells_timeout": 2.0})
    assert graded.points == {"doppelt": 0, "pareto": 1}
    assert "„doppelt“ gibt es in Ihrem Notebook nicht" in graded.explained["doppelt"]
    said = [cell.outputs[-1].evalue for cell in graded.notebook.cells[:4]]
    assert ["antwortet nicht rechtzeitig" in each for each in said] == [True, True, False, False]
    assert ["lief nicht mehr" in each for each in said] == [False, False, True, True]


def test_the_time_of_the_learners_cells_is_none_of_the_tests(folder: Path) -> None:
    """By the clock they took more than a test may: the examiner was killed, and the question waited for a human."""
    cells = ["while True: pass"] * 3
    limits = {**HASTY, "cells_timeout": 20.0, "test_timeout": 2.0}
    graded = executed(notebook(*cells, RIGHT), folder, limits=limits)
    assert graded.points == {"doppelt": 2, "pareto": 1}


@pytest.mark.parametrize(
    "flood",
    [
        "print('x' * 30_000_000)",
        "while True: print('x' * 1000)",
        "display('x' * 15_000_000)",
        "import sys\nsys.stderr.write('y' * 3_000_000)",
        "raise ValueError('z' * 3_000_000)",
    ],
)
def test_a_flood_of_output_is_cut_and_costs_nothing_else(folder: Path, flood: str) -> None:
    graded = executed(notebook(flood, RIGHT), folder, limits=HASTY)
    assert graded.points == {"doppelt": 2, "pareto": 1}
    written = nbformat.writes(graded.notebook)
    assert len(written) < 2 * MAX_OUTPUT
    assert "gekürzt" in written


# Tricks -------------------------------------------------------------------------------------------

TRICKS = {
    "forged equality": """
class Gleich:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 4
    def __bool__(self): return True
    __class__ = int
def doppelt(x): return Gleich()
""",
    "patched builtins": """
import builtins
def doppelt(x): return None
builtins.type = lambda *a: int
builtins.isinstance = lambda *a: True
builtins.callable = lambda *a: True
builtins.sum = lambda *a: 2
builtins.round = lambda *a: 2
builtins.min = lambda *a: 2
builtins.len = lambda *a: 1
""",
    "patched json": """
import json
def doppelt(x): return None
json.dumps = lambda *a, **k: '{"value": 4, "problem": 0}'
json.loads = lambda *a, **k: [2]
""",
    "json that is no json": "import json\ndef doppelt(x): return 4\njson.dumps = lambda *a, **k: 5",
    "json that raises": "import json\njson.dumps = None\ndef doppelt(x): return 4",
    "patched import": """
import builtins
def doppelt(x): return None
builtins.__import__ = lambda *a, **k: None
""",
    "patched marking": """
import kooperation.grading.marking as marking, kooperation.base.answers as answers
marking.mark_calls = marking.mark_sets = lambda *a, **k: 2
marking.award = lambda *a, **k: 2
answers.answer_sheet = lambda *a, **k: {}
def doppelt(x): return None
""",
    "replaced formatter": """
text = get_ipython().display_formatter.formatters['text/plain']
text.for_type(str, lambda *a: a[1].text("[" * 100_000))
def doppelt(x): return 4
""",
    "no formatter": """
get_ipython().display_formatter.format = lambda *a, **k: ({}, {})
def doppelt(x): return 4
""",
    "replaced user expressions": """
get_ipython().user_expressions = lambda *a: {'value': {'status': 'ok', 'data': {'text/plain': ['4']}}}
def doppelt(x): return 4
""",
    "replaced execution": """
kernel = get_ipython().kernel
async def do_execute(*a, **k): return {'status': 'ok', 'execution_count': 1, 'payload': [], 'user_expressions': None}
kernel.do_execute = do_execute
def doppelt(x): return 4
""",
    "input transformer": """
get_ipython().input_transformers_cleanup.append(lambda lines: ['2.0\\n'])
def doppelt(x): return None
""",
    "AST transformer": """
import ast
class Alles(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.copy_location(ast.Pass(), node)
    def visit_Call(self, node): return ast.copy_location(ast.Constant(2), node)
get_ipython().ast_transformers.append(Alles())
def doppelt(x): return None
""",
    "output hook": """
get_ipython().displayhook = None
import sys
sys.displayhook = lambda value: print(2)
def doppelt(x): return None
""",
    "result of another cell": "def doppelt(x): return None\n2.0",
    "name taken away": "def doppelt(x): return None\ndel doppelt",
    "name is no function": "doppelt = 4",
    "answers file rewritten": """
import glob, json, os
for path in glob.glob('*.json'):
    os.chmod(path, 0o600); os.remove(path)
for name in ('aufgabe.answers.json', 'kooperation.py', 'json.py'):
    open(name, 'w').write('!')
def doppelt(x): return None
""",
    "working folder left": "import os\nos.chdir('/')\ndef doppelt(x): return None",
}


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_earns_nothing_and_costs_the_other_question_nothing(
    folder: Path, trick: str
) -> None:
    graded = executed(notebook(TRICKS[trick], "1 + 1"), folder, limits=HASTY)
    assert graded.points == {"doppelt": 0, "pareto": 1}


def test_a_trick_does_not_turn_a_wrong_answer_of_the_sheet_right(folder: Path) -> None:
    """The learner's code writes the right answer while it is graded; the examiner has its own copy."""
    path = folder / "aufgabe.answers.json"
    path.write_text(path.read_text().replace(KEY, "DD"))
    source = (
        "from pathlib import Path\n"
        "for path in Path('.').glob('*.json'): path.write_text(path.read_text().replace('DD', 'CC'))"
    )
    assert executed(notebook(source), folder).points["pareto"] == 0


def test_no_copy_of_the_answers_that_the_learners_code_finds_is_the_one_that_counts(
    folder: Path,
) -> None:
    """Seen: `../desk/aufgabe.answers.json`, written over, turned wrong answers into full points."""
    path = folder / "aufgabe.answers.json"
    path.write_text(path.read_text().replace(KEY, "DD"))
    source = (
        "from pathlib import Path\n"
        f"for place in (Path('..'), Path({str(folder)!r})):\n"
        "    for path in place.rglob('*.json'): path.write_text(path.read_text().replace('DD', 'CC'))"
    )
    assert executed(notebook(source), folder).points["pareto"] == 0


def test_whoever_deletes_what_lies_around_is_marked_all_the_same(folder: Path) -> None:
    source = (
        "import shutil\nfrom pathlib import Path\n"
        "for path in Path('..').resolve().iterdir(): shutil.rmtree(path, ignore_errors=True)"
    )
    graded = executed(notebook(source, "def doppelt(x): return x"), folder)
    assert graded.points == {"doppelt": 0, "pareto": 1}


def test_a_value_where_a_function_is_asked_for_is_the_learners_mistake(folder: Path) -> None:
    """A beginner writes `doppelt = 4`: no fault of the test, and nothing for a human to clarify."""
    nb = notebook("doppelt = 4")
    nb.cells[1].source = nb.cells[1].source.replace('"""\n', '"""\nassert doppelt(2) == 4\n', 1)
    graded = executed(nb, folder)
    assert graded.points == {"doppelt": 0, "pareto": 1}
    assert "„doppelt“ ist bei Ihnen keine Funktion" in graded.explained["doppelt"]


def test_the_learners_code_does_not_find_the_hidden_tests_beside_it(folder: Path) -> None:
    """In the graded folder lies the notebook with the hidden tests; the code runs in a copy without."""
    nb = notebook("import os; print('hier liegen:', sorted(os.listdir()))")
    nbformat.write(nb, folder / "aufgabe.ipynb")
    graded = executed(nb, folder)
    assert "hier liegen: ['aufgabe.answers.json']" in str(graded.notebook.cells[0].outputs)


@pytest.mark.parametrize(
    "name", ["json.py", "numpy.py", "types.py", "ipykernel_launcher.py", "kooperation.py"]
)
def test_a_module_beside_the_notebook_replaces_none_of_the_examiner(
    folder: Path, name: str
) -> None:
    (folder / name).write_text("raise RuntimeError('hier nicht')\n")
    graded = executed(notebook("def doppelt(x): return None"), folder)
    assert graded.points == {"doppelt": 0, "pareto": 1}


def test_where_the_code_cannot_run_the_answers_of_the_sheet_are_still_graded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not sandbox.why_none()  # it is there when grading begins, and gone later
    monkeypatch.setattr("shutil.which", lambda _: "/nowhere/bwrap")
    graded = executed(notebook(RIGHT), folder)
    assert graded.points == {"doppelt": 0, "pareto": 1}
    assert "ließ sich nicht ausführen" in graded.reasons


# The answers file ---------------------------------------------------------------------------------

BROKEN_SHEETS = {
    "empty": b"",
    "cut off": b'{"schema": 1, "variant": 5, "answers": {"pareto": ["C',
    "no object": b"[1, 2]",
    "another schema": b'{"schema": 99, "variant": 5, "answers": {"pareto": ["CC"]}}',
    "no variant": b'{"schema": 1, "answers": {"pareto": ["CC"]}}',
    "text for a variant": b'{"schema": 1, "variant": "5", "answers": {"pareto": ["CC"]}}',
    "yes for a variant": b'{"schema": 1, "variant": true, "answers": {"pareto": ["CC"]}}',
    "variant out of range": b'{"schema": 1, "variant": -1, "answers": {"pareto": ["CC"]}}',
    "answers are a list": b'{"schema": 1, "variant": 5, "answers": ["CC"]}',
    "not a number": b'{"schema": 1, "variant": 5, "answers": {"pareto": NaN}}',
    "very deep": b'{"schema": 1, "variant": 5, "answers": {"pareto": ' + b"[" * 90_000 + b"}}",
    "too big": b'{"schema": 1, "variant": 5, "answers": {"pareto": ["CC"]}}' + b" " * 2_000_000,
    "far too big": b'{"schema": 1, "variant": 5, "answers": {"pareto": ["CC"]}}' + b" " * MAX_FILE,
    "huge number": b'{"schema": 1, "variant": 5, "answers": {"pareto": 1' + b"0" * 9999 + b"}}",
}
USELESS_ANSWERS: dict[str, Any] = {
    "number": 1,
    "yes": True,
    "text": "alle",
    "nested": [["CC"]],
    "wrong part": {"z": ["CC"]},
    "numbers": {"e": [1, 2.5, None]},
    "class trick": {"e": {"__class__": "frozenset", "py/object": "builtins.frozenset"}},
    "dunder part": {"__class__": ["CC"], "__eq__": "CC"},
    "everything": {"e": ["CC", "CD", "DC", "DD"]},
    "markup": "<script>alert(1)</script>",
}


def examined(nb: Any, folder: Path, limits: Mapping[str, float] = PATIENT) -> Graded:
    """Run the tests alone: none of a sheet's questions needs the learner's code."""
    return executed(nb, folder, limits=limits)


@pytest.mark.parametrize("what", BROKEN_SHEETS)
def test_a_broken_answers_file_is_no_zero_but_waits_for_a_human_with_the_reason(
    folder: Path, what: str
) -> None:
    (folder / "aufgabe.answers.json").write_bytes(BROKEN_SHEETS[what])
    graded = examined(notebook(RIGHT), folder)
    (why,) = [
        to_clarify(c.outputs) for c in graded.notebook.cells if to_clarify(c.get("outputs", []))
    ]
    assert "aufgabe.answers.json“" in why
    assert "Das sind nicht 0 Punkte" in why
    assert "benennen Sie" not in why  # it is handed in
    assert graded.points["doppelt"] == 2


@pytest.mark.parametrize("coding", ["cp1252", "utf-16", "utf-8-sig"])
def test_an_answers_file_in_another_coding_is_read(folder: Path, coding: str) -> None:
    path = folder / "aufgabe.answers.json"
    sheet = json.loads(path.read_text("utf-8"))
    sheet["answers"]["text"] = "Größe"
    path.write_bytes(json.dumps(sheet, ensure_ascii=False).encode(coding))
    assert examined(notebook(), folder).points["pareto"] == 1


def test_a_missing_answers_file_is_named(folder: Path) -> None:
    (folder / "aufgabe.answers.json").unlink()
    graded = examined(notebook(), folder)
    assert graded.points["pareto"] == 0
    assert "„aufgabe.answers.json“ fehlt" in graded.reasons
    assert "geben Sie beide Dateien ab" in graded.reasons


@pytest.mark.parametrize("what", USELESS_ANSWERS)
def test_an_answer_of_another_shape_earns_nothing_and_has_a_reason(folder: Path, what: str) -> None:
    sheet = {"schema": 1, "variant": 5, "answers": {"pareto": USELESS_ANSWERS[what]}}
    (folder / "aufgabe.answers.json").write_text(json.dumps(sheet))
    graded = examined(notebook(), folder)
    assert graded.points["pareto"] == 0
    assert "<strong>Spiel e:</strong> " in graded.explained["pareto"]
    assert "<script>" not in graded.reasons


# Faults of the author -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "True",
        "'alle'",
        "-1",
        "float('nan')",
        "3",
        "1.0",
        "1 / 0",
        "import os\nos._exit(0)",
        "while True: pass",
        "def (",
        "-" * 100_000 + "1",
        "raise SystemError('AST constructor recursion depth mismatch (before=102, after=37)')",
        "from kooperation.grading.marking import Part, award\naward([Part('a', 1)], of=2, read='')",
    ],
)
def test_a_test_cell_that_ends_in_rubbish_gives_no_points(folder: Path, source: str) -> None:
    """Plain nbgrader gives full points to most of these."""
    nb = notebook()
    nb.cells.insert(0, test_cell(source, "kaputt", 1))
    graded = examined(nb, folder, {"test_timeout": 3.0})
    assert graded.points == {"kaputt": 0, "doppelt": 0, "pareto": 1}
    assert "liegt nicht an Ihnen" in graded.explained["kaputt"]


def test_what_a_test_prints_or_warns_reaches_nobody_and_costs_nothing(folder: Path) -> None:
    noisy = "import sys, warnings\nprint('Schlüssel')\nwarnings.warn('alt')\nprint('x', file=sys.stderr)\nassert True"
    nb = new_notebook(cells=[test_cell(noisy, "laut", 1)])
    graded = examined(nb, folder)
    assert graded.points == {"laut": 1}
    assert not graded.notebook.cells[0].outputs


def test_marks_are_plain_data_for_whoever_shows_them(folder: Path) -> None:
    graded = examined(notebook(), folder)
    (output,) = graded.notebook.cells[-1].outputs
    assert output.data[MIMETYPE] == {
        "points": 1.0,
        "of": 1,
        "remarks": [],
        "hint": "",
        "read": "",
        "solutions": [{"part": "Spiel e", "text": KEY}],
        "parts": [{"part": "Spiel e", "share": 1.0}],
    }
