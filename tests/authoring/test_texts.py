"""The texts as they are in the repository: printed, generated, complete and free of keys."""

from __future__ import annotations

import ast
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kooperation.authoring import printed
from kooperation.authoring.links import broken
from kooperation.base.glossary import glossary
from kooperation.base.sources import sources
from kooperation.desk.building import generate_release

ROOT = Path(__file__).resolve().parents[2]
LECTURES = sorted((ROOT / "course" / "lectures").glob("*.md"))
SOURCES = sorted((ROOT / "source").glob("*/*.md"))
SLUGS = [path.stem for path in SOURCES]
HELP = ROOT / "course" / "hilfe.md"
NOTEBOOKS = sorted(
    [
        *ROOT.glob("course/lectures/*.ipynb"),
        *ROOT.glob("source/*/*.ipynb"),
        *ROOT.glob("release/*/*.ipynb"),
    ]
)


def identity(path: Path) -> str:
    return path.stem


def test_there_are_texts() -> None:
    assert LECTURES
    assert SOURCES
    assert len(NOTEBOOKS) == len(LECTURES) + 2 * len(SOURCES)


@pytest.mark.parametrize("text", LECTURES, ids=identity)
def test_each_notebook_is_printed_from_its_text(text: Path) -> None:
    same = text.with_suffix(".ipynb").read_text("utf-8") == printed(text)
    assert same, f"{text.stem}: run „kooperation build“ and commit the result"


@pytest.mark.parametrize("text", LECTURES, ids=identity)
def test_each_link_to_a_term_or_source_has_its_text_and_lands_in_a_list(text: Path) -> None:
    """In the notebook: a definition or reference at the link, and the term or source by name at the end."""
    cells = nbformat.read(text.with_suffix(".ipynb"), as_version=4).cells
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    linked = re.findall(r'\[([^\]\[]+)\]\(#(Begriffe|Quellen)( "[^"]{20,}")?\)', prose)
    assert linked
    assert len(linked) == len(re.findall(r"\]\(#(?:Begriffe|Quellen)", prose))
    lists = {
        section: [cell.source for cell in cells if cell.source.startswith(f"## {section}\n")]
        for section in ("Begriffe", "Quellen")
    }
    forms = {
        form.casefold(): term.term
        for term in glossary().values()
        for form in (term.term, *term.forms)
    }
    for name, section, tip in linked:
        assert tip, name
        (there,) = lists[section]
        assert (name if section == "Quellen" else forms[name.casefold()]) in there


# „Üben“, „Weiter üben“, „Behalten, was …“, „Täuschen und tauschen“.
_BARE_INFINITIVE = re.compile(r"^(?:Weiter )?\w+(?:e|el|er)n(?:,| und [a-zäöü]|$)")


@pytest.mark.parametrize("text", LECTURES, ids=identity)
def test_a_heading_says_what_its_section_says_and_is_no_bare_infinitive(text: Path) -> None:
    headings = re.findall(r"(?m)^#{2,} (.+)$", text.read_text("utf-8"))
    assert headings
    assert [title for title in headings if _BARE_INFINITIVE.match(title)] == []


def test_neither_lectures_nor_definitions_count_on_the_slides() -> None:
    """Lecture 0 says: „die Folien brauchen Sie nicht“. What a heading was called before is not read."""
    slide = re.compile(r"\bFolien? \d")
    assert [term.key for term in glossary().values() if slide.search(term.definition)] == []
    for text in LECTURES:
        assert not slide.search(text.read_text("utf-8")), text.stem


@pytest.mark.parametrize("text", LECTURES, ids=identity)
def test_a_lectures_text_holds_no_definition_reference_or_list_of_the_print(text: Path) -> None:
    """At a link stands the name alone: what follows the section's name is the closing parenthesis."""
    written = text.read_text("utf-8")
    linked = re.findall(r"\]\(#(?:Begriffe|Quellen)(.)", written)
    assert set(linked) == {")"}
    assert not re.search(r"(?m)^#+ (Begriffe|Quellen)$", written)
    copied = [term.key for term in glossary().values() if term.definition in written]
    assert copied + [s.key for s in sources().values() if s.reference in written] == []


def test_each_term_is_defined_in_exactly_one_list_of_the_course() -> None:
    """In the lecture that links it first; every later list leads there."""
    defined: dict[str, str] = {}
    for text in LECTURES:
        cells = nbformat.read(text.with_suffix(".ipynb"), as_version=4).cells
        (terms,) = (c.source for c in cells if c.source.startswith("## Begriffe\n"))
        for lecture, names in re.findall(
            r"(?m)^- \[Lektion \d\]\((.+)\.ipynb#Begriffe\): (.+)$", terms
        ):
            assert {defined[name] for name in names.split(", ")} == {lecture}
        for name in re.findall(r"(?m)^- \*\*(.+?)\*\* \(", terms):
            assert defined.setdefault(name, text.stem) == text.stem
    assert len(defined) > 50


@pytest.mark.parametrize("slug", SLUGS)
def test_the_release_is_generated_byte_for_byte(slug: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "source" / slug, tmp_path / "source" / slug)
    generate_release(tmp_path, slug)
    released = sorted(p.relative_to(tmp_path) for p in tmp_path.glob("release/**/*") if p.is_file())
    assert released == sorted(
        p.relative_to(ROOT) for p in ROOT.glob(f"release/{slug}/**/*") if p.is_file()
    )
    for path in released:
        assert (tmp_path / path).read_bytes() == (ROOT / path).read_bytes(), path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: str(p.relative_to(ROOT)))
def test_notebooks_are_stored_without_outputs_and_widget_state(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    assert "widgets" not in notebook["metadata"]
    for cell in notebook["cells"]:
        assert not cell.get("outputs"), cell["id"]
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("slug", SLUGS)
def test_the_release_holds_no_solution_no_hidden_test_and_no_text_source(slug: str) -> None:
    files = [path for path in (ROOT / "release" / slug).rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".ipynb"}
    released = "".join(path.read_text("utf-8") for path in files)
    for word in ("BEGIN ", "END SOLUTION", "HIDDEN", "MARK SCHEME", "kooperation.grading", "mark_"):
        assert word not in released
    source = nbformat.read(ROOT / "source" / slug / f"{slug}.ipynb", as_version=4)
    regions = re.compile(r"(?:###|===) BEGIN [A-Z ]+(.*?)(?:###|===) END", re.S)
    hidden = {
        line.strip()
        for c in source.cells
        for r in regions.findall(c.source)
        for line in r.splitlines()
    }
    public = {line.strip() for c in source.cells for line in regions.sub("", c.source).splitlines()}
    secrets = {line for line in hidden - public if len(line) > 30}
    assert secrets
    assert not [line for line in secrets if json.dumps(line, ensure_ascii=False)[1:-1] in released]


@pytest.mark.parametrize("text", LECTURES, ids=identity)
@pytest.mark.kernel
def test_each_lecture_runs_from_top_to_bottom_on_a_fresh_kernel(text: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(text.with_suffix(".ipynb"), as_version=4)
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(tmp_path)}}).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            assert output.output_type not in ("stream", "error"), output


@pytest.mark.parametrize("text", LECTURES, ids=identity)
def test_cells_of_lectures_are_short_and_define_nothing(text: Path) -> None:
    for cell in nbformat.read(text.with_suffix(".ipynb"), as_version=4).cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 5
            nodes = ast.walk(ast.parse(cell.source))
            assert not [
                n for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Lambda)
            ]


@pytest.mark.parametrize("text", [*LECTURES, *SOURCES], ids=identity)
def test_every_image_has_an_alternative_text(text: Path) -> None:
    written = text.read_text("utf-8")
    assert not re.search(r"!\[\s*\]\(", written)
    assert all("alt=" in tag for tag in re.findall(r"<img[^>]*>", written))


@pytest.mark.parametrize("text", [*LECTURES, *SOURCES], ids=identity)
def test_every_relative_link_leads_somewhere(text: Path) -> None:
    notebook = nbformat.read(text.with_suffix(".ipynb"), as_version=4)
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\(([^)#\s]+)", prose)
    assert targets
    for target in targets:
        if "://" in target:
            continue
        path = target.replace("../../meine_aufgaben/", "../../release/")  # laid out from there
        assert (text.parent / path).exists(), target


@pytest.mark.parametrize("text", [*LECTURES, *SOURCES, HELP], ids=identity)
def test_no_link_is_called_by_code_alone(text: Path) -> None:
    """Code is grey and not blue: nobody saw that it could be clicked."""
    assert not re.findall(r"\[`[^`]+`\]\(", text.read_text("utf-8"))


@pytest.mark.parametrize("text", SOURCES, ids=identity)
def test_feedback_names_sections_that_exist(text: Path) -> None:
    written = text.read_text("utf-8") + text.with_suffix(".toml").read_text("utf-8")
    named = re.findall(r"(?:Lektion (\d)|Hilfe), „([^“]+)“", written)
    assert named
    for number, title in named:
        there = next((path for path in LECTURES if path.name.startswith(f"0{number}_")), HELP)
        headings = re.findall(r"(?m)^#{2,3} (.+)$", there.read_text("utf-8"))
        assert title in headings, f"{there.stem} has no „{title}“: {headings}"


def test_help_of_the_grader_names_a_section_that_exists() -> None:
    from kooperation.grading.execute import WORDS

    title = re.findall("„([^“]+)“", WORDS["help"])[0]
    assert re.search(rf"(?m)^#+ {re.escape(title)}$", HELP.read_text("utf-8"))


def test_links_of_the_help_lead_somewhere_and_lecture_0_leads_to_it() -> None:
    for page in (HELP, HELP.with_name("barrierefreiheit.md")):
        assert list(broken(page.read_text("utf-8"), page)) == []
    assert "](../hilfe.md)" in (ROOT / "course/lectures/00_start.md").read_text("utf-8")


def test_lecture_0_says_for_each_lecture_how_long_it_takes() -> None:
    overview = (ROOT / "course/lectures/00_start.ipynb").read_text("utf-8")
    for text in LECTURES:
        stamp = nbformat.read(text.with_suffix(".ipynb"), as_version=4).metadata["kooperation"]
        row = re.search(rf"\| {int(text.name[:2])} \|[^|]+\| (\d+) \|", overview)
        assert row, text.stem
        assert int(row[1]) == stamp["minutes"], text.stem


def test_the_table_of_slides_names_sections_that_exist() -> None:
    text = (ROOT / "course" / "README.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| (\d+) \| ([0-9a-z_]+): (.+) \|$", text)
    assert rows
    for _slide, lecture, sections in rows:
        written = (ROOT / "course" / "lectures" / f"{lecture}.md").read_text("utf-8")
        for section in sections.split("; "):
            assert re.search(rf"(?m)^#+ {re.escape(section)}$", written), (lecture, section)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=identity)
def test_a_printed_text_tears_no_norm_from_its_number_at_the_end_of_a_line(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    lines = [
        line for cell in cells if cell.cell_type == "markdown" for line in cell.source.split("\n")
    ]
    assert lines
    torn = [line for line in lines if re.search(r"(§|Abs\.) \d", line) and not line.startswith("#")]
    assert torn == []
