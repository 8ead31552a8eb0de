"""Text is escaped, fragments are not, and a table says what each header heads."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.kit.html import (
    BR,
    Markup,
    columns,
    details,
    error,
    fill,
    joined,
    numeric,
    panel,
    sentences,
    strong,
    table,
    tag,
    td,
    th,
    tr,
)

PACKAGE = Path(__file__).resolve().parents[2] / "course" / "kooperation"
ATTACK = "<script>alert('x')</script>\"&"


@given(st.text())
def test_whatever_a_text_says_it_opens_no_element(text: str) -> None:
    made = [
        tag("p", text, title=text),
        fill("Das ist **{text}**.", text=text),
        table(text, [text, text], [[text, text], tr(td(text), th(text))], foot=[[text]]),
        sentences([text]),
        panel(text),
        error(text),
        details(text, text),
        joined([text], text),
    ]
    known = {"p", "strong", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
    known |= {"ul", "li", "div", "details", "summary"}
    for fragment in made:
        assert isinstance(fragment, Markup)
        assert set(re.findall(r"</?([^\s>]*)[^>]*>", fragment)) <= known
        assert not re.search(r"&(?!amp;|lt;|gt;|#34;|#39;)", fragment)


def test_an_attribute_cannot_be_left_by_what_it_holds() -> None:
    assert tag("p", data_key=ATTACK).count('"') == 2


def test_attributes_are_spelled_as_in_html() -> None:
    made = tag("label", "a", look="note small", for_="x", aria_label="b", data_at=3, x=1.5)
    assert made == (
        '<label class="kooperation-note kooperation-small" for="x" aria-label="b" data-at="3" '
        'x="1.5">a</label>'
    )


def test_what_is_not_so_is_left_out() -> None:
    assert tag("td", None, "", 0, hidden=True, lang=None, data_chosen=False) == "<td hidden>0</td>"


def test_a_fragment_stays_one_whatever_it_is_put_into() -> None:
    assert tag("p", strong("a < b"), " c") == "<p><strong>a &lt; b</strong> c</p>"
    assert joined(["§ 16", strong("b")], BR) == "§ 16<br><strong>b</strong>"
    assert joined(["1 < 2", "3"], BR) == "1 &lt; 2<br>3"
    assert fill("Es war {who}.", who=strong("B & C")) == "Es war <strong>B &amp; C</strong>."


def test_a_sentence_says_what_is_bold_stressed_or_a_key_without_html() -> None:
    assert fill("**{a}** und _nur_ `K`, g* = {g_star}", a="x*_y_*", g_star=2) == (
        "<strong>x*_y_*</strong> und <em>nur</em> <kbd>K</kbd>, g* = 2"
    )
    assert fill("a < b & <b>c</b>") == "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"


def test_a_place_that_nobody_fills_is_an_error() -> None:
    with pytest.raises(KeyError, match="name"):
        fill("Es war {name}.")


def test_a_table_names_rows_and_columns() -> None:
    made = table("Wer?", ["", "Sie"], [["Amt", "ja"]], "report")
    assert made == (
        '<table class="kooperation-matrix kooperation-report"><caption>Wer?</caption>'
        '<thead><tr><td></td><th scope="col">Sie</th></tr></thead>'
        '<tbody><tr><th scope="row">Amt</th><td>ja</td></tr></tbody></table>'
    )


def test_the_header_of_a_row_may_stand_elsewhere() -> None:
    row = tr(td(1), th("Amt"), numeric("2,5"), data_key="amt")
    assert row == (
        '<tr data-key="amt"><td>1</td><th scope="row">Amt</th>'
        '<td class="kooperation-number">2,5</td></tr>'
    )


def test_a_head_of_several_lines_groups_columns_and_rows() -> None:
    made = table(
        None,
        [tr(td(colspan=2, rowspan=2), th("B", scope="colgroup", colspan=2)), columns("D", "C")],
        [
            tr(th("A", scope="rowgroup", rowspan=2), th("D"), "1", "2"),
            tr(th("C"), "3", "4"),
        ],
    )
    assert (
        '<tr><td colspan="2" rowspan="2"></td><th scope="colgroup" colspan="2">B</th></tr>' in made
    )
    assert '<th scope="rowgroup" rowspan="2">A</th><th scope="row">D</th><td>1</td>' in made
    assert "<caption>" not in made


def test_a_value_carries_the_name_of_its_column_where_there_is_no_room_for_columns() -> None:
    made = table("t", ["Feld", 'Wer "zahlt"?'], [["Kita", "Kreis"]], labelled=True)
    assert '<td data-head="Wer &#34;zahlt&#34;?">Kreis</td>' in made


def test_a_text_is_no_row() -> None:
    with pytest.raises(TypeError, match="'Amt'"):
        table("t", [], ["Amt"])


# Whose HTML is a fragment as it stands, since it is made of our own files or cleaned, and shown as text nowhere.
WHOLE = {
    "desk/book/": "rendered from our own texts",
    "grading/marking_desk/desk_view.py": "a learner's text, rendered and cleaned",
    "kit/area.py": "what `show` was given as a fragment",
    "kit/page.py": "our own style sheets and scripts",
    "kit/still.py": "our own style sheets",
    "repeated/encounters_control.py": "what `show` was given as a fragment",
    "repeated/simplex_control.py": "what `show` was given as a fragment",
    "success_factors/report_view.py": "our own style sheets",
}


def unescaped(source: str) -> list[int]:
    """Return in which lines of *source* something else than a literal is made a fragment unescaped."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Markup"
        and not all(isinstance(given, ast.Constant) for given in node.args)
    ]


def test_no_text_becomes_a_fragment_unescaped() -> None:
    assert unescaped(
        'Markup(WORDS["open"])\nMarkup("<p>{}</p>").format(name)\nMarkup(f"<p>{name}</p>")'
    ) == [1, 3]
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if unescaped(path.read_text("utf-8"))
    } - {"kit/html.py"}
    assert [name for name in sorted(found) if not name.startswith(tuple(WHOLE))] == []
    assert [name for name in WHOLE if not any(one.startswith(name) for one in found)] == []
