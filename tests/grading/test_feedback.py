"""A page of feedback can be read by itself: what was asked, formulas without a script, no link into nowhere."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import nbformat
import pytest
from nbconvert.filters import markdown2html

from handing_in import ROOT, hand_in, submission
from kooperation.assignments import draw, published, slugs
from kooperation.assignments.kinds import Kind
from kooperation.base.german import unbroken
from kooperation.grading.asked_view import asked
from kooperation.grading.feedback import readable
from kooperation.grading.given_view import ShowAsked
from kooperation.grading.mathml import formula, with_formulas
from kooperation.kit.palette import dark_css, palette_css

# Formulas -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tex", "inside"),
    [
        ("R > T", "<mi>R</mi><mo>&gt;</mo><mi>T</mi>"),
        ("10 - u_A", "<mn>10</mn><mo>−</mo><msub><mi>u</mi><mi>A</mi></msub>"),
        (r"\delta \ge 0{,}5", "<mi>δ</mi><mo>≥</mo><mn>0,5</mn>"),
        (
            r"\frac{T - R}{T - P}",
            "<mfrac><mrow><mi>T</mi><mo>−</mo><mi>R</mi></mrow><mrow><mi>T</mi><mo>−</mo><mi>P</mi></mrow></mfrac>",
        ),
        ("w^{n + 1}", "<msup><mi>w</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup>"),
        (
            r"\min\left\{1, \lambda\right\} \quad\text{für A}",
            '<mi>min</mi><mo>{</mo><mn>1</mn><mo>,</mo><mi>λ</mi><mo>}</mo><mspace width="1em"/><mtext>für A</mtext>',
        ),
        (
            "(t)^n",
            '<mo stretchy="false">(</mo><mi>t</mi><msup><mo stretchy="false">)</mo><mi>n</mi></msup>',
        ),
        (r"\sqrt{2} \cdot \Delta", "<msqrt><mrow><mn>2</mn></mrow></msqrt><mo>·</mo><mi>Δ</mi>"),
    ],
)
def test_a_formula_becomes_mathml(tex: str, inside: str) -> None:
    assert formula(tex) == f'<math display="inline">{inside}</math>'
    ET.fromstring(formula(tex))


@pytest.mark.parametrize(
    "tex", [r"\begin{matrix}a\end{matrix}", r"\kringel", "{a", "a}", "_a", "^"]
)
def test_what_is_beyond_it_is_shown_as_it_was_written_and_as_code(tex: str) -> None:
    assert formula(tex).startswith("<code>")
    assert tex in formula(tex)


def test_dollars_that_are_no_formula_and_code_stay() -> None:
    for text in ("<p>5 $ und 6 $ mehr</p>", "<code>$x$</code>", "<pre>a $x$ b</pre>", "<p>US$5 und US$6</p>"):  # fmt: skip
        assert with_formulas(text) == text
    assert with_formulas("<p>$$a &lt; b$$</p>").count('<math display="block">') == 1


def test_no_formula_of_an_assignment_stays_with_its_dollars_or_as_code() -> None:
    seen = 0
    for path in sorted(ROOT.glob("source/*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown" and "$" in cell.source:
                page = readable(str(markdown2html(cell.source)))
                text = re.sub(r"<(code|pre)\b.*?</\1>", "", page, flags=re.S)
                assert "$" not in text, path.stem
                assert page.count("<code>") == cell.source.count("`") / 2
                seen += page.count("<math")
    assert seen >= 5


# Links --------------------------------------------------------------------------------------------


def test_a_link_into_the_course_is_told_by_its_text_and_others_stay() -> None:
    page = readable(
        '<p><a href="../../course/lectures/05_x.ipynb">Lektion <b>5</b></a>, '
        '<a href="https://www.gesetze-im-internet.de">Gesetz</a>, <a href="#pareto">Frage 4</a></p>'
    )
    assert page.startswith("<p>Lektion <b>5</b>, <a href=")
    assert re.findall(r'href="([^"]*)"', page) == ["https://www.gesetze-im-internet.de", "#pareto"]


# What was asked -----------------------------------------------------------------------------------


def test_a_game_is_shown_by_its_story_and_matrix_a_case_by_its_story_a_table_as_it_was() -> None:
    dilemma = draw("dilemma", 17).questions
    shown = asked(dilemma["spielarten"])
    for game in dilemma["spielarten"].games.values():
        assert game.story in shown
        assert f"<caption>{game.title}. Auszahlungen" in shown
    assert shown.count("<table") == 4
    case = draw("schnittstellen", 17).questions["karten"]
    assert all(item.title in asked(case) for item in case.items.values())
    tournament = draw("wiederholung", 17).questions["turnier"]
    assert tournament.table
    assert tournament.table.caption in asked(tournament)


@pytest.mark.parametrize("slug", slugs())
def test_what_was_asked_can_be_shown_of_every_question(slug: str) -> None:
    for question in draw(slug, 17).questions.values():
        ET.fromstring(f"<div>{asked(question)}</div>".replace("<br>", "<br/>"))


@pytest.mark.parametrize("slug", slugs())
def test_of_every_question_it_is_told_what_was_asked_and_what_was_answered_right_or_wrong(
    slug: str, tmp_path: Path
) -> None:
    work = submission(slug, "model")
    folder = hand_in(work, tmp_path)
    notebook = nbformat.read(folder / f"{slug}.ipynb", as_version=4)
    about = {"metadata": {"path": str(folder)}, "nbgrader": {"notebook": slug}}
    ShowAsked().preprocess(notebook, about)
    told = {c.metadata.nbgrader.get("grade_id"): c.metadata.nbgrader for c in notebook.cells}
    assert work.variant is not None
    for name, question in draw(slug, work.variant).questions.items():
        if not question.parts:
            continue
        given = ET.fromstring(str(told[name]["given"]))
        rows = [["".join(cell.itertext()) for cell in row] for row in given.iter("tr")]
        answers = {row[0]: row[-1] for row in rows}
        for part, label in question.parts.items():
            assert answers[label] not in ("", "Keine Antwort."), (name, label)
            if question.kind is Kind.CHOICE:
                assert answers[label] == question.options[work.answers[name][part]]
            item = question.items[part]
            if not item.game:  # these are shown above
                assert unbroken(item.title or item.text) in {row[1] for row in rows}


def shown_in(folder: Path, sheet: object) -> list[str]:
    """Return what is shown of the graded notebook in *folder*, with *sheet* beside it."""
    (folder / "dilemma.answers.json").write_text(json.dumps(sheet), "utf-8")
    notebook = nbformat.read(ROOT / "release" / "dilemma" / "dilemma.ipynb", as_version=4)
    about = {"metadata": {"path": str(folder)}, "nbgrader": {"notebook": "dilemma"}}
    ShowAsked().preprocess(notebook, about)
    return [c.metadata.nbgrader["asked"] for c in notebook.cells if "asked" in c.metadata.nbgrader]


def test_the_learners_own_variant_is_shown_and_none_where_nobody_knows_which(
    tmp_path: Path,
) -> None:
    own = {"schema": 1, "variant": 17, "answers": submission("dilemma", "model").answers}
    story = draw("dilemma", 17).questions["spielarten"].items["a"].game
    assert story
    assert story.story in "".join(shown_in(tmp_path, own))
    today = published("dilemma")["edition"]
    assert shown_in(tmp_path, {**own, "edition": today}) == shown_in(tmp_path, own)
    assert shown_in(tmp_path, {**own, "edition": "0123abcdef"}) == []
    assert shown_in(tmp_path, [1]) == []


# Dark ---------------------------------------------------------------------------------------------


def test_a_dark_screen_gets_the_dark_palette_and_paper_does_not() -> None:
    start = palette_css().index('\n[data-jp-theme-light="false"]')
    dark = palette_css()[start : palette_css().index("}", start)]
    lines = re.findall(r"--kooperation-[\w-]+: #\w+;", dark)
    assert len(lines) >= 12
    assert all(line in dark_css() for line in lines)
    assert dark_css().startswith("@media screen and (prefers-color-scheme: dark)")
