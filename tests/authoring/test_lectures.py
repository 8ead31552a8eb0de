"""Printing notebooks: terms and references are filled in, ids are stable, mistakes are named."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from kooperation.authoring import AuthoringError, filled, printed
from kooperation.authoring.extension import known
from kooperation.authoring.lectures import introduced
from kooperation.authoring.links import broken
from kooperation.base.glossary import glossary
from kooperation.base.sources import sources

HEAD = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
short: Probe
---
"""
TEXT = f"""{HEAD}
# Titel

Ein [Nash-Gleichgewicht](#Begriffe) nach [Axelrod 1984](#Quellen).

```{{code-cell}} ipython3
1 + 1
```

```{{code-cell}} ipython3
1 + 1
```
"""


def test_a_link_shows_the_definition_and_the_lecture_lists_it() -> None:
    text = filled(TEXT)
    definition = glossary()["nash-gleichgewicht"].definition
    assert f'[Nash-Gleichgewicht](#Begriffe "{definition}")' in text
    assert f"- **Nash-Gleichgewicht** (Nash equilibrium): {definition}" in text
    assert sources()["axelrod1984"].reference in text.split("## Quellen")[1]


def test_a_reading_is_marked_with_what_the_mark_means() -> None:
    text = filled(TEXT.replace("Ein [Nash", "So ist es (Lesart). Ein [Nash"))
    assert re.search(
        r'So ist es <small [^>]*title="So deutet es dieser Kurs[^"]+">Lesart</small>\. Ein', text
    )


def test_links_to_what_a_heading_was_called_before_go_on(tmp_path: Path) -> None:
    path = tmp_path / "05_x.md"
    path.touch()
    heading = '<a id="Früher-so"></a>\n\n## Heute anders\n\n'
    assert list(broken(heading + "[dort](#Früher-so)", path)) == []
    assert [fault.line for fault in broken(heading + "[dort](#Niemals-so)", path)] == [5]


def test_sources_of_the_terms_used_are_listed_too() -> None:
    term = next(term for term in glossary().values() if term.sources)
    text = filled(f"{HEAD}\n[{term.term}](#Begriffe)\n")
    assert sources()[term.sources[0]].reference in text


def test_the_text_survives_and_each_list_is_a_cell_of_its_own() -> None:
    text = filled(TEXT.replace("# Titel", "# Titel\n\nBleibt."))
    assert "Bleibt." in text
    _, terms, references = text.split("\n+++\n")
    assert terms.startswith("\n## Begriffe\n")
    assert references.startswith("\n## Quellen\n")


def test_an_earlier_term_keeps_its_definition_at_the_link_and_names_its_lecture_at_the_end() -> (
    None
):
    definition = glossary()["nash-gleichgewicht"].definition
    text = filled(TEXT, {"nash-gleichgewicht": "05_gefangenendilemma"})
    assert f'(#Begriffe "{definition} (Eingeführt in Lektion 5.)")' in text
    terms = text.split("## Begriffe")[1].split("## Quellen")[0]
    assert "- [Lektion 5](05_gefangenendilemma.ipynb#Begriffe): Nash-Gleichgewicht" in terms
    assert definition not in terms
    assert "<summary>In früheren Lektionen eingeführt (1)</summary>" in terms
    assert "Begriffe dieser Lektion" not in terms


def test_sources_of_earlier_terms_are_listed_where_the_definition_is_and_not_again() -> None:
    term = next(term for term in glossary().values() if term.sources)
    text = filled(f"[{term.term}](#Begriffe)", {term.key: "03_x"})
    assert "## Quellen" not in text


def test_a_text_without_links_gets_no_list() -> None:
    assert filled("# Titel\n\nNichts.\n") == "# Titel\n\nNichts.\n"


def test_a_term_belongs_to_the_first_lecture_that_links_it(tmp_path: Path) -> None:
    """Also in another form of the word; what is linked in code is not linked."""
    texts = {
        "00_null": "`[Hirschjagd](#Begriffe)`\n",
        "01_eins": "[Nash-Gleichgewichte](#Begriffe)\n",
        "02_zwei": "[Hirschjagd](#Begriffe) [Nash-Gleichgewicht](#Begriffe)\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    assert introduced(sorted(tmp_path.glob("*.md"))) == {
        "nash-gleichgewicht": "01_eins",
        "hirschjagd": "02_zwei",
    }


def test_what_stands_in_code_is_printed_as_it_stands() -> None:
    code = "```{code-cell} ipython3\n[Hirschjagd](#Begriffe)\n```\n\nUnd `[x](#Quellen)`.\n"
    assert filled(f"{HEAD}\n{code}") == f"{HEAD}\n{code}"


# What leads nowhere -------------------------------------------------------------------------------


@pytest.mark.parametrize("link", ["[Gibtesnicht](#Begriffe)", "[Niemand 1900](#Quellen)"])
def test_an_unknown_term_or_source_is_named(link: str) -> None:
    with pytest.raises(AuthoringError, match=r"Gibtesnicht|Niemand 1900"):
        filled(f"{HEAD}\n{link}\n")


def test_what_the_print_adds_is_refused_in_a_text() -> None:
    """So nobody edits a copy: a text that was printed once cannot be printed again."""
    with pytest.raises(AuthoringError) as caught:
        filled(filled(TEXT))
    told = str(caught.value).splitlines()
    assert [re.findall("„(.+?)“", line)[0] for line in told] == [
        "Nash-Gleichgewicht",
        "Axelrod 1984",
        "Begriffe",
        "Quellen",
    ]
    assert all(re.match(r"Text, Zeile \d+: ", line) for line in told)


def written(folder: Path, **texts: str) -> Path:
    """Return *folder* as a course with these lectures, and with the source of one assignment."""
    for name, text in {"lectures/00_start": "# Start\n\n## Was es gibt\n", **texts}.items():
        path = folder / "course" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    source = folder / "source" / "probe"
    source.mkdir(parents=True)
    (source / "probe.md").write_text("# Probe\n", "utf-8")
    return folder / "course" / "lectures"


def test_all_links_that_lead_nowhere_are_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    lines = [
        "# Titel",
        "[Gibtesnicht](#Begriffe), [Niemand 1900](#Quellen)",
        "",
        "```{code-cell} ipython3",
        "values[0](x)",
        "```",
        "",
        "[Start](00_anfang.ipynb) ![Bild](bild.png)",
        "[oben](#Titl) [dort](00_start.ipynb#Was-es-gab)",
        '<img alt="Bild" src="fehlt.svg">',
        "[Aufgabe](../../meine_aufgaben/probee/probee.ipynb) [Datei](/etc/hosts)",
    ]
    text = written(tmp_path, **{"lectures/01_eins": "\n".join(lines)}) / "01_eins.md"
    with pytest.raises(AuthoringError) as caught:
        printed(text)
    told = [line.split(": ", 1) for line in str(caught.value).splitlines()]
    assert [place for place, _ in told] == [
        f"01_eins.md, Zeile {line}" for line in (2, 2, 8, 8, 9, 9, 10, 11, 11)
    ]
    named = "Gibtesnicht", "Niemand 1900", "00_anfang", "bild.png", "#Titl", "#Was-es-gab", "fehlt.svg", "probee", "hosts"  # fmt: skip
    for name in named:
        assert sum(name in what for _, what in told) == 1, name


def test_links_to_files_headings_terms_and_addresses_are_followed(tmp_path: Path) -> None:
    """A notebook that was not printed yet is there if its text is; learners' copies come from the source."""
    lines = [
        "# Titel",
        "## Was *hier* `steht`",
        "[Hirschjagd](#Begriffe) [Axelrod 1984](#Quellen)",
        "[Start](00_start.ipynb) [dort](00_start.ipynb#Was-es-gibt) [Liste](00_start.ipynb#Begriffe)",
        "[hier](#Was-hier-steht) [Netz](https://example.org/a(b)) [Post](mailto:a@example.org)",
        "[`probe`](../../meine_aufgaben/probe/probe.ipynb)",
        "![Bild](bild%201.svg)",
    ]
    folder = written(tmp_path, **{"lectures/01_eins": "\n".join(lines)})
    (folder / "bild 1.svg").write_text("<svg/>")
    assert "Was *hier*" in printed(folder / "01_eins.md")


# Printed ------------------------------------------------------------------------------------------


def test_a_lecture_knows_what_those_before_it_introduced_and_not_what_comes_after(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path, **{
        "lectures/01_eins": "[Hirschjagd](#Begriffe)\n",
        "lectures/02_zwei": "[Hirschjagd](#Begriffe)\n\n[Tit-for-Tat](#Begriffe)\n",
        "lectures/03_drei": "[Tit-for-Tat](#Begriffe)\n",
    })  # fmt: skip
    notebooks = [
        nbformat.reads(printed(folder / f"{name}.md"), as_version=4)
        for name in ("01_eins", "02_zwei", "03_drei")
    ]
    lists = [
        next(cell.source for cell in notebook.cells if cell.source.startswith("## Begriffe"))
        for notebook in notebooks
    ]
    own = [re.findall(r"(?m)^- \*\*(.+?)\*\*", text) for text in lists]
    known = [re.findall(r"(?m)^- \[Lektion (\d)\]\(.+?\): (.+)$", text) for text in lists]
    assert own == [["Hirschjagd"], ["Tit-for-Tat"], []]
    assert known == [[], [("1", "Hirschjagd")], [("2", "Tit-for-Tat")]]


def test_a_text_can_say_how_long_a_lecture_takes(tmp_path: Path) -> None:
    """1,800 words at 180 a minute are ten minutes."""
    folder = written(tmp_path, **{
        "lectures/00_start": "Lang: {{ minuten_01 }} Minuten.\n",
        "lectures/01_eins": "Wort " * 1800 + "\n",
        "lectures/02_zwei": "{{ minuten_07 }}\n",
    })  # fmt: skip
    assert "Lang: 10 Minuten." in printed(folder / "00_start.md")
    with pytest.raises(AuthoringError, match="Lektion 07"):
        printed(folder / "02_zwei.md")


def test_the_way_through_the_course_names_lectures_and_assignments_as_the_panel_does() -> None:
    root = Path(__file__).parents[2]
    text = printed(root / "course" / "lectures" / "00_start.md")
    rows = [
        [re.sub(r"\[(.*?)\]\(.*?\)", r"\1", part).strip() for part in line.split("|")[1:-1]]
        for line in "".join(
            cell.source for cell in nbformat.reads(text, as_version=4).cells
        ).splitlines()
        if re.match(r"\| \d \|", line)
    ]
    course = known(root)
    titles = {task["lecture"]: task["title"] for task in course["assignments"]}
    tasks = {number: f"<br>Aufgabe: {title}" for number, title in titles.items()}
    assert [(number, title) for number, title, _minutes in rows] == [
        (str(lecture["number"]), lecture["title"] + tasks.get(lecture["number"], ""))
        for lecture in course["lectures"]
    ]


def test_a_text_that_names_an_assignment_that_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, **{"lectures/00_start": "{{ aufgabe_weg }}\n"})
    with pytest.raises(AuthoringError, match="Aufgabe „weg“ gibt es nicht"):
        printed(folder / "00_start.md")


def test_printing_is_the_same_each_time_and_ids_are_unique(tmp_path: Path) -> None:
    path = tmp_path / "titel.md"
    path.write_text(TEXT, "utf-8")
    assert printed(path) == printed(path)
    notebook = nbformat.reads(printed(path), as_version=4)
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))
    assert [c.source for c in notebook.cells if c.cell_type == "code"] == ["1 + 1", "1 + 1"]


def test_a_changed_cell_leaves_the_ids_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "titel.md"
    path.write_text(TEXT, "utf-8")
    before = [cell.id for cell in nbformat.reads(printed(path), as_version=4).cells]
    path.write_text(TEXT.replace("# Titel", "# Anderer Titel"), "utf-8")
    after = [cell.id for cell in nbformat.reads(printed(path), as_version=4).cells]
    assert [a == b for a, b in zip(before, after, strict=True)].count(False) == 1
