"""What a question of an assignment shows beside its controls, and the report of the formal check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from kooperation.assignments.questions import Item, Question, Table
from kooperation.base.german import unbroken
from kooperation.base.words import texts
from kooperation.games.game_view import plain_table
from kooperation.institutions.case_map import PLAIN, CaseMap, split
from kooperation.institutions.interfaces_words import actors, choices, parts

FEW_COLUMNS = 3


def introduction(question: Question) -> str:
    """Return the text and the table above all parts of *question*, "" if it has none."""
    text = _story(question.text) if question.text else ""
    return text + (given_table(question.table) if question.table else "")


def given_table(table: Table) -> str:
    """Return *table* as HTML; its first column names the rows."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(
            f'<td data-head="{escape(name)}">{escape(cell)}</td>'
            for name, cell in zip(table.head[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    # Few columns fit anywhere; many are set one below the other where there is no room.
    look = "kooperation-wide" if len(table.head) > FEW_COLUMNS else "kooperation-narrow"
    return (
        f'<div class="kooperation-fit"><table class="kooperation-matrix {look}">'
        f"<caption>{escape(table.caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def part_text(label: str, item: Item) -> str:
    """Return what a part asks, under its *label*; a game is shown with its matrix."""
    if item.game:
        return _story(item.game.story) + plain_table(item.game)
    if item.title:
        head = f"<strong>{escape(f'{label}: {item.title}')}</strong><br>"
    else:
        head = f"<strong>{escape(label)}:</strong> "
    return f'<p class="kooperation-story">{head}{_law(item.text)}</p>'


def _story(text: str) -> str:
    return f'<p class="kooperation-story">{_law(text)}</p>'


def _law(text: str) -> str:
    return unbroken(escape(text))


def own_map(item: Item, answer: CaseMap) -> str:
    """Return a learner's map as a table, without saying what is right."""
    rows = [
        (
            actors()[code].name,
            [item.bases[split(c)[1]].label for c in sorted(answer.bases) if split(c)[0] == code],
        )
        for code in actors()
        if code in answer.actors
    ]
    for part in PLAIN:
        names = [choices(part)[choice].name for choice in sorted(answer.part(part))]
        rows.append((parts()[part].several or parts()[part].name, names))
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{"<br>".join(map(_law, values)) or "–"}</td></tr>'
        for name, values in rows
    )
    return (
        '<table class="kooperation-matrix kooperation-report">'
        f"<caption>{texts()['assignment']['map_open']}</caption><tbody>{body}</tbody></table>"
    )


def formal_report(rows: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return the table of the formal check: each question's title, and what is missing or malformed."""
    words: Mapping[str, str] = texts()["assignment"]
    body = "".join(
        f'<tr><th scope="row">{escape(title)}</th>'
        f"<td>{'<br>'.join(map(escape, problems)) or words['complete']}</td></tr>"
        for title, problems in rows
    )
    return (
        '<table class="kooperation-matrix kooperation-report">'
        f"<caption>{words['report']}</caption><tbody>{body}</tbody></table>"
    )
