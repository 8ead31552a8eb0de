"""The book: every page and link of it, its copies, its PDF; and what is left behind where it cannot be written: nothing."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter

from elements import Elements
from kooperation.base.glossary import glossary
from kooperation.base.places import UnavailableError
from kooperation.base.sources import sources
from kooperation.desk.book import book, paper
from kooperation.desk.book.book import TEXTS, write_book
from kooperation.desk.book.pages import lecture_page
from kooperation.desk.cli import main
from kooperation.desk.tidy import WIDGET
from printed_book import ROOT, printed_book

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed_book(tmp_path_factory)


def pages(printed: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(printed.glob("*.html"))}


def test_every_page_is_well_formed_and_no_name_is_there_twice(printed: Path) -> None:
    found = pages(printed)
    assert len(found) == len([*(ROOT / "course" / "lectures").glob("*.md")]) + 6
    for name, html in found.items():
        ids = Elements(html).ids
        assert len(ids) == len(set(ids)), name
        assert '<html lang="de">' in html
        assert html.count("<h1") == 1


def test_every_link_leads_to_a_place_in_the_book_or_to_the_web(printed: Path) -> None:
    ids = {name: set(Elements(html).ids) for name, html in pages(printed).items()}
    for name, html in pages(printed).items():
        for link in map(unescape, re.findall(r'<a\b[^>]*\bhref="([^"]*)"', html)):
            if not link.startswith("https://"):
                file, _, place = unquote(link).partition("#")
                assert place in {"", *ids[file or name]}, f"{name}: {link}"


def test_glossary_literature_and_search_hold_every_entry(printed: Path) -> None:
    found = pages(printed)
    assert [
        f"begriff-{key}" for key in glossary() if f'id="begriff-{key}"' not in found["glossar.html"]
    ] == []
    assert [
        f"quelle-{key}" for key in sources() if f'id="quelle-{key}"' not in found["literatur.html"]
    ] == []
    assert found["suche.html"].count("data-text=") > len(glossary()) + len(sources()) + 100


def test_no_formula_stays_with_its_dollars_or_as_code(printed: Path) -> None:
    for name, html in pages(printed).items():
        read = re.sub(r"<script\b.*?</script>", "", html, flags=re.S)
        assert re.findall(r"\$[^$<]*[\\_^][^$<]*\$|<code>\\", read) == [], name
    assert pages(printed)["06_wiederholung.html"].count('display="block"') >= 3


def test_a_copy_says_through_nbconvert_what_the_explorer_says(printed: Path) -> None:
    path = printed / "notebooks" / "05_gefangenendilemma.ipynb"
    assert WIDGET not in path.read_text("utf-8")
    exporter: Any = HTMLExporter
    html, _ = exporter().from_notebook_node(nbformat.read(path, as_version=4))
    assert "(jede Seite bleibt fest bei einer Handlung): (Gestehen, Gestehen)." in html


def test_on_paper_every_link_leads_to_a_place_and_nothing_is_folded(printed: Path) -> None:
    copies = sorted((printed / "notebooks").glob("*.ipynb"))
    lectures = [lecture_page(path.stem, nbformat.read(path, as_version=4)) for path in copies]
    html = paper.as_one([*book._pages(ROOT, lectures)][:-1])
    ids = Elements(html).ids
    assert len(ids) == len(set(ids))
    links = [unquote(unescape(link)) for link in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', html)]
    assert [link for link in links if link[:8] != "https://" and link[1:] not in ids] == []
    assert "<details>" not in html
    assert "klappt" not in html.partition("<section")[0]
    headings = re.findall(r"<h1>(\d) .*?</h1><p[^>]*>Lektion (\d), etwa", html)
    assert headings == [(str(number), str(number)) for number in range(9)]


def test_the_pdf_has_tags_bookmarks_and_the_german_language(printed: Path) -> None:
    raw = (printed / "kursbuch.pdf").read_bytes()
    assert raw.startswith(b"%PDF-")
    for sign in (b"/StructTreeRoot", b"/Marked true", b"/Outlines", b"/Lang (de"):
        assert sign in raw, sign


# What goes wrong ----------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A course with one short lecture."""
    root = tmp_path / "kurs"
    lectures = root / "course" / "lectures"
    lectures.mkdir(parents=True)
    for name in ("00_start.md", "00_start.ipynb"):
        shutil.copy(ROOT / "course" / "lectures" / name, lectures)
    for text in TEXTS:
        shutil.copy(ROOT / "course" / f"{text}.md", root / "course")
    path = lectures / "00_start.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    path.write_text(json.dumps(notebook), "utf-8")
    return root


def full_disk(*_arguments: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def failing_cell(root: Path) -> None:
    path = root / "course" / "lectures" / "00_start.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(1, nbformat.v4.new_code_cell("1 / 0", id="kaputt"))
    nbformat.write(notebook, path)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("cell", "In „00_start.ipynb“ scheitert eine Zelle (ZeroDivisionError"),
        ("full", "ließ sich nicht nach"),
        ("no browser", "Für das PDF fehlt ein Browser"),
        ("no pdf", "hat kein PDF geschrieben"),
    ],
)
def test_what_fails_says_so_in_a_sentence_and_leaves_nothing_behind(
    case: str, said: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if case == "cell":
        failing_cell(small)
    if case == "full":
        monkeypatch.setattr(book, "_write", full_disk)
    if case in ("no browser", "no pdf"):
        monkeypatch.setattr(paper, "PLACES", ())
        monkeypatch.setattr(paper, "BROWSERS", ("false",) if case == "no pdf" else ())
    with pytest.raises(UnavailableError) as refused:
        list(write_book(small, tmp_path / "neu" / "buch", pdf="no" in case))
    assert said in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["kurs"]


def test_a_folder_that_is_taken_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "brief.txt").write_text("meiner", "utf-8")
    assert main(["book", str(tmp_path)]) == 2
    assert "es liegt etwas darin" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]
