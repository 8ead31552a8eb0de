"""What a learner wrote is shown as Markdown where that does nothing, and else letter by letter as it was typed."""

from __future__ import annotations

import base64
import re
import time
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from kooperation.assignments.points import MIMETYPE, Part, award
from kooperation.grading.clean import MAX_TEXT, CleanOutputs, CleanTexts, as_typed, shown
from kooperation.grading.harmless import is_clean, is_harmless

PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()
HARMLESS = [
    "Ich schreibe in die *Zelle*, mit Größe und „Zitat“.",
    "a < b und $x<y$ & § 16a, 3 < 4 > 2 & so \"x\" 'y'",
    "# Titel\n\n- eins\n- zwei\n\n1. a\n2. b\n\n7. c\n8. d",
    "```python\nif a < b: print('<script>')\n```\n\n`<b onclick=x>`\n\n    eingerückt <b>",
    "| a | b |\n|:--|--:|\n| 1 | $x$ |",
    '[Gesetz](https://gesetze.example/sgb_2 "SGB II"), <https://a.example>, <ada@a.example>',
    "$$\\frac{\\delta}{1-\\delta} \\le \\text{Gewinn}$$\n\n$T>R>P>S$",
    "<b>fett</b>, H<sub>2</sub>O, Zeile  \nUmbruch<br/>und<br>noch einer",
    "> Zitat\n\n~~weg~~\n\n---\n\na&nbsp;b, &lt;script&gt;, &amp;lt;",
    f"![Bild](data:image/png;base64,{PIXEL})",
]
HARMFUL = [
    "<script>x()</script>", "<SCRIPT SRC=//f.example></SCRIPT>", "<img src=x onerror=x()>", "[a](javascript:x())",
    "<a href='java\tscript:x()'>x</a>", "[a](data:text/html,x)", "[a](vbscript:x)", "[a](/lab)", "[a](../lab)",
    "[a](//f.example)", "![a](https://f.example/x.png)", "![a](/logout)", "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "![a](attachment:x.svg)", "<svg><animate onbegin=x()></svg>", "<math><mi>x</mi></math>", "<iframe src=x></iframe>",
    "<meta http-equiv=refresh content=0>", "<base href=x>", "<form><input></form>", "<style>*{}</style>",
    "<link rel=stylesheet href=x>", "<div style='position:fixed;inset:0'>x</div>", "<p style='background:url(//f)'>x</p>",
    "<b onclick=x()>x</b>", "<span class='full-credit'>x</span>", "<span id=x>x</span>", "<details open>x</details>",
    "<!-- x -->", "<textarea>", "```mermaid\n</pre><script>x()</script>\n```", "# begruendung",
    "$\\href{javascript:x()}{y}$", "$\\require{action}$", "$\\def\\a{x}$", "| a |\n|--|\n| <img src=x onerror=x()> |",
]  # fmt: skip
SLOW = ["[", "*a ", "<", "$a ", "`", "[a](", "![", "_a_ ", ">", "- ", "|a", "\\begin{a}", "&", "<a ", "<!--",
        "<pre", "# a\n", "](x", "[a]: x\n", "~~a", "`a``"]  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS)
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("text", HARMFUL)
def test_a_text_that_could_do_something_is_shown_letter_by_letter(text: str) -> None:
    assert not is_harmless(text, {}, {"begruendung"})
    html = markdown2html(shown(text, {}, {"begruendung"}))
    (inside,) = re.findall(r"<pre style=[^>]*>(.*?)</pre>", html, re.S)
    assert "<" not in inside
    assert unescape(inside) == text


def test_what_is_shown_is_harmless_and_cleaning_again_changes_nothing() -> None:
    for text in (*HARMLESS, *HARMFUL):
        assert shown(shown(text)) == shown(text)


@given(st.text("<>&\"'/=!- abp[]()#`$\\*\n", max_size=60))
def test_no_mixture_of_signs_becomes_an_element_that_is_not_allowed(text: str) -> None:
    assert is_clean(markdown2html(shown(text)).replace("attachment:", "#"))


@pytest.mark.parametrize("piece", SLOW)
@pytest.mark.slow
def test_the_longest_text_is_looked_at_in_seconds(piece: str) -> None:
    started = time.process_time()
    is_harmless((piece * MAX_TEXT)[:MAX_TEXT], {})
    assert time.process_time() - started < 15


def test_a_text_beyond_measure_is_cut_and_says_so() -> None:
    for text in (shown("<b>ä</b> " * 80_000), as_typed("x" * 720_000)):
        assert len(text) < 10 * MAX_TEXT
        assert "720\u202f000 Zeichen, gezeigt werden die ersten 20\u202f000" in text


def test_many_cells_of_ones_own_together_are_cut_too_but_not_an_answer() -> None:
    own = [new_markdown_cell("x" * MAX_TEXT) for _ in range(40)]
    marks = {"grade_id": "begruendung", "grade": True, "solution": True, "locked": False}
    answer = new_markdown_cell("Meine Antwort", metadata={"nbgrader": marks})
    *cells, kept = cleaned(*own, answer)
    assert sum(len(cell.source) for cell in cells) < 12 * MAX_TEXT
    assert "gezeigt werden die ersten 0" in cells[-1].source
    assert kept.source == "Meine Antwort"


# The steps ----------------------------------------------------------------------------------------


def cleaned(*cells: Any) -> list[Any]:
    notebook, _ = CleanTexts().preprocess(new_notebook(cells=list(cells)), {})
    return list(notebook.cells)


def test_a_raw_cell_becomes_a_text_as_it_was_typed() -> None:
    (cell,) = cleaned(new_raw_cell("<b>roh</b>", metadata={}))
    assert (cell.cell_type, cell.source) == ("markdown", as_typed("<b>roh</b>"))


def test_code_stays_since_it_is_still_to_be_run_and_what_is_locked_is_the_courses_own() -> None:
    locked = new_markdown_cell("<style>x</style>", metadata={"nbgrader": {"locked": True}})
    code, own = cleaned(new_code_cell("print('<script>')"), locked)
    assert code.source == "print('<script>')"
    assert own.source == "<style>x</style>"


@pytest.mark.parametrize(
    ("bundle", "stays"),
    [
        ({"image/png": PIXEL}, True),
        ({"image/png": [PIXEL[:8], PIXEL[8:]]}, True),
        ({"image/svg+xml": PIXEL}, False),
        ({"image/png": base64.b64encode(b"<svg>").decode()}, False),
        ({"image/png": f'{PIXEL}" onerror="x()'}, False),
        ({"image/png": "A" * 4_000_000}, False),
        ({'image/png" x="': PIXEL}, False),
    ],
)
def test_of_attachments_only_plain_images_are_kept(bundle: Any, stays: bool) -> None:
    cell = new_markdown_cell("![x](attachment:x.png)")
    cell.attachments = {"x.png": bundle}
    (found,) = cleaned(cell)
    assert ("attachments" in found) == stays
    assert (found.source == "![x](attachment:x.png)") == stays


def test_of_outputs_text_plain_images_and_our_marks_are_kept() -> None:
    marks = award([Part("a", 0.5, "x < y")], of=2, read="Lektion 5")._repr_mimebundle_()
    evil = {"text/html": "<img src=x onerror=x()>", "application/javascript": "x()", "image/svg+xml": "<svg>",
            "text/latex": "$\\href{x}{y}$", "text/markdown": "<script>", "text/plain": "ja", "image/png": PIXEL,
            "application/vnd.jupyter.widget-view+json": {}}  # fmt: skip
    cells = [
        new_code_cell("x", execution_count=3, outputs=[new_output("execute_result", evil, metadata={"a": 1})]),
        new_code_cell("y", outputs=[new_output("execute_result", marks)]),
    ]  # fmt: skip
    CleanOutputs().preprocess(notebook := new_notebook(cells=cells), {})
    own, test = notebook.cells
    assert own.outputs[0].data == {"text/plain": "ja", "image/png": PIXEL}
    assert (own.outputs[0].metadata, own.execution_count) == ({}, None)
    assert test.outputs[0].output_type == "execute_result"
    assert set(test.outputs[0].data) == {"text/plain", "text/html", MIMETYPE}


def test_of_very_long_code_the_beginning_is_kept_once_it_was_run() -> None:
    notebook = new_notebook(cells=[new_code_cell("x = 1\n" * 20_000)])
    CleanOutputs().preprocess(notebook, {})
    assert notebook.cells[0].source.startswith("# Hier ist gekürzt: 120\u202f000 Zeichen")
    assert len(notebook.cells[0].source) < MAX_TEXT + 200
