"""For authors: print the notebooks from their texts, and generate the release.

A lecture or assignment is edited as Markdown (`.md`, MyST). Printing fills in what stands in `data/`
(definitions and references at the links, the lists at the end of a lecture) and writes the `.ipynb`
without outputs, byte for byte the same each time: cell ids are derived, not drawn.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kooperation.content import Source, Term, glossary, sources

TERMS, REFERENCES = "Begriffe", "Quellen"
_LINK = re.compile(r'\[(?P<text>[^\]\[]+)\]\(#(?P<section>Begriffe|Quellen)(?: "[^"]*")?\)')


class AuthoringError(Exception):
    """A text names something that `data/` does not have; the message names the text and the word."""


def build(root: Path) -> Iterator[Path]:
    """Print all notebooks of the course at *root* and generate `release/`; yield what was written."""
    for text in sorted((root / "course" / "lectures").glob("*.md")):
        text.write_text(filled(text.read_text("utf-8")), "utf-8")
        yield _print(text)
    for text in sorted((root / "source").glob("*/*.md")):
        yield _print(text)
        yield generate_release(root, text.stem)


def _print(text: Path) -> Path:
    notebook = text.with_suffix(".ipynb")
    notebook.write_text(printed(text), "utf-8")
    return notebook


# From text to notebook ---------------------------------------------------------------------------


def printed(text: Path) -> str:
    """Return the notebook that *text* is printed to, as JSON."""
    import jupytext
    import nbformat

    notebook = jupytext.read(text)
    notebook.metadata.pop("jupytext", None)
    notebook.nbformat_minor = 5
    seen: dict[str, int] = {}
    for cell in notebook.cells:
        cell.id = _cell_id(cell, seen)
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _cell_id(cell: Any, seen: dict[str, int]) -> str:
    """Return the cell's id: its grade id, or a hash of its text; equal texts are counted."""
    if grade_id := cell.metadata.get("nbgrader", {}).get("grade_id"):
        return str(grade_id)
    name = hashlib.sha256(f"{cell.cell_type}:{cell.source}".encode()).hexdigest()[:12]
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


def generate_release(root: Path, slug: str) -> Path:
    """Generate `release/<slug>` with real nbgrader, in a temporary course, and return its folder."""
    from nbgrader.converters import GenerateAssignment

    from kooperation.grading.check import convert, course_settings

    with tempfile.TemporaryDirectory(prefix="kooperation-") as temporary:
        course = Path(temporary)
        shutil.copytree(root / "source" / slug, course / "source" / slug)
        convert(GenerateAssignment, course_settings(course, slug))
        target = root / "release" / slug
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(course / "release" / slug, target)
    return target


# Terms and references ----------------------------------------------------------------------------


def filled(text: str) -> str:
    """Return a lecture's *text* with definitions and references at its links and at its end.

    Raises AuthoringError if a link names a term or a source that is not in `data/`.
    """
    used: dict[str, dict[str, None]] = {TERMS: {}, REFERENCES: {}}

    def explain(match: re.Match[str]) -> str:
        name, section = match["text"], match["section"]
        key, tip = _term(name) if section == TERMS else _source(name)
        used[section][key] = None
        return f'[{name}](#{section} "{tip}")'

    text = _LINK.sub(explain, text)
    for key in used[TERMS]:
        used[REFERENCES].update(dict.fromkeys(glossary()[key].sources))
    terms = sorted((glossary()[key] for key in used[TERMS]), key=lambda t: _sorting(t.term))
    references = sorted(
        (sources()[key] for key in used[REFERENCES]), key=lambda s: _sorting(s.short)
    )
    text = _section(text, TERMS, (term_line(term) for term in terms))
    return _section(text, REFERENCES, (reference_line(source) for source in references))


def term_line(term: Term) -> str:
    """Return a term as it stands in the list of a lecture."""
    return f"**{term.term}** ({term.english}): {term.definition}"


def reference_line(source: Source) -> str:
    """Return a source as it stands in the list of a lecture; what we have not seen says so."""
    doi = f" [doi:{source.doi}](https://doi.org/{source.doi})" if source.doi else ""
    unseen = "" if source.seen else " *(im Original nicht eingesehen)*"
    return f"**{source.short}**: {source.reference}{doi}{unseen}"


def _term(name: str) -> tuple[str, str]:
    for key, term in glossary().items():
        if name.casefold() in (form.casefold() for form in (term.term, *term.forms)):
            return key, _tip(term.definition)
    raise AuthoringError(f"Den Begriff «{name}» gibt es nicht in data/glossary.toml.")


def _source(name: str) -> tuple[str, str]:
    for key, source in sources().items():
        if name == source.short:
            return key, _tip(source.reference)
    raise AuthoringError(f"Die Quelle «{name}» gibt es nicht in data/literature.toml.")


def _tip(text: str) -> str:
    """Return *text* as it can stand in the title of a Markdown link."""
    return re.sub(r"[*_`]", "", text).replace('"', "'")


def _sorting(text: str) -> str:
    table: Mapping[int, str] = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "§": ""})
    return text.casefold().translate(table).strip()


def _section(text: str, title: str, lines: Iterable[str]) -> str:
    """Replace what stands below the heading *title*, up to the next cell or heading, by *lines*."""
    pattern = re.compile(rf"(?m)^## {title}\n(?:(?!^## |^\+\+\+|^```).*\n?)*")
    if not pattern.search(text):
        return text
    body = "".join(f"- {line}\n" for line in lines)
    return pattern.sub(lambda _: f"## {title}\n\n{body}\n", text, count=1).rstrip() + "\n"
