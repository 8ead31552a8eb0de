"""What a kernel answers to a learner's mistake: in German in our notebooks, as ever everywhere else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from handing_in import ROOT
from kooperation.kit.mistake import Mistake
from kooperation.kit.telling import told

pytestmark = pytest.mark.kernel

MISTAKES = {  # → what the sentence says, what stands in the fold
    "def f(a):\nreturn a": ("vier Leerzeichen", "IndentationError"),
    "if True:\n        a = 1\n      b = 2": ("unter keiner von denen", "IndentationError"),
    "return 3": ("außerhalb einer Funktion", "'return' outside function"),
    "f(1,": ("mitten in einer Anweisung", "SyntaxError: incomplete input"),
    "anteill(1, 4)": ("Meinten Sie „anteil“?", "NameError: name 'anteill' is not defined"),
    "anteil(1)": ("fehlen Werte: für „n“", "anteil() missing 1 required positional argument: 'n'"),
}


def ran(folder: Path, *sources: str, **environment: str) -> Any:
    """Run the released notebook `einstieg` in *folder*, with *sources* as cells at its end."""
    shutil.copytree(ROOT / "release" / "einstieg", folder, dirs_exist_ok=True)
    notebook = nbformat.read(folder / "einstieg.ipynb", as_version=4)
    notebook.cells += [new_code_cell(source) for source in sources]
    client = NotebookClient(
        notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": folder}}
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("NBGRADER_EXECUTION", raising=False)
        for name, value in environment.items():
            patched.setenv(name, value)
        client.execute()
    return notebook


def outputs(notebook: Any, source: str) -> list[Any]:
    (cell,) = [cell for cell in notebook.cells if cell.source == source]
    return list(cell.outputs)


def check(notebook: Any) -> list[Any]:
    """Return the outputs of the learner's own check of the function."""
    (cell,) = [cell for cell in notebook.cells if "check_form(" in cell.source]
    return list(cell.outputs)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return ran(tmp_path_factory.mktemp("ours"), *MISTAKES)


def test_an_unwritten_function_is_a_calm_sentence_and_no_error(ours: Any) -> None:
    (output,) = check(ours)
    assert output.output_type == "display_data"
    html = output.data["text/html"]
    assert "Hier fehlt noch Ihre Funktion „anteil“" in html
    assert 'class="kooperation-mistake kooperation-waits" role="status"' in html
    assert html.index("<details>") < html.index("NotImplementedError")


@pytest.mark.parametrize("source", MISTAKES)
def test_a_mistake_is_told_in_german_and_pythons_own_message_is_folded_below(
    ours: Any, source: str
) -> None:
    (output,) = outputs(ours, source)
    said, original = MISTAKES[source]
    html, plain = output.data["text/html"], output.data["text/plain"]
    shown, folded = html.split("<details>")
    assert said in shown
    assert "Error" not in shown
    assert "<summary>Die ganze Meldung von Python, auf Englisch</summary>" in folded
    assert '<pre lang="en"' in folded
    assert said in plain
    assert original in plain
    assert "\x1b" not in plain


def test_after_an_error_of_syntax_the_earlier_function_is_gone_so_that_no_check_praises_it(
    tmp_path: Path,
) -> None:
    cells = (
        "def anteil(k, n):\n    return k / n",
        "def anteil(k, n):\n    return k ÷ n",
        "anteil(1, 4)",
    )
    (output,) = outputs(ran(tmp_path, *cells), "anteil(1, 4)")
    assert "Den Namen „anteil“ kennt Python hier nicht" in output.data["text/plain"]


def test_the_cells_below_a_mistake_do_not_run_just_as_before(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "release" / "einstieg", tmp_path, dirs_exist_ok=True)
    notebook = nbformat.read(tmp_path / "einstieg.ipynb", as_version=4)
    notebook.cells += [new_code_cell("1 / 0"), new_code_cell("print('weiter')")]
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": tmp_path}})
    with pytest.raises(Exception, match="ZeroDivisionError"):
        client.execute()
    assert notebook.cells[-1].outputs == []


@pytest.mark.parametrize("execution", ["autograde", "validate"])
def test_while_nbgrader_runs_a_notebook_errors_are_what_they_are(
    tmp_path: Path, execution: str
) -> None:
    notebook = ran(tmp_path, "anteil(1)", NBGRADER_EXECUTION=execution)
    (output,) = outputs(notebook, "anteil(1)")
    assert (output.output_type, output.ename) == ("error", "TypeError")


def test_in_a_notebook_that_shows_nothing_of_the_course_errors_are_what_they_are(
    tmp_path: Path,
) -> None:
    cells = [new_code_cell("import kooperation.kit.card, kooperation.widgets"), new_code_cell("x")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(
        notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": tmp_path}}
    ).execute()
    assert [output.output_type for output in notebook.cells[1].outputs] == ["error"]


def test_what_the_learner_wrote_opens_no_element() -> None:
    html = told(Mistake("Ein <b>Satz</b>.", "Zeile 1", "<img src=x>"), "<script>")
    assert "<img" not in html
    assert "<script" not in html
    assert "<b>" not in html
