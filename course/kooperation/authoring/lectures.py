"""Lectures: filling in what stands in `data/`, definitions and references at links and at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kooperation.authoring.errors import AuthoringError
from kooperation.base.glossary import Term, glossary
from kooperation.base.sources import Source, sources

TERMS, REFERENCES = "Begriffe", "Quellen"
_LINK = re.compile(r'\[(?P<text>[^\]\[]+)\]\(#(?P<section>Begriffe|Quellen)(?: "[^"]*")?\)')


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
    raise AuthoringError(f"Den Begriff «{name}» gibt es nicht in base/glossary.toml.")


def _source(name: str) -> tuple[str, str]:
    for key, source in sources().items():
        if name == source.short:
            return key, _tip(source.reference)
    raise AuthoringError(f"Die Quelle «{name}» gibt es nicht in base/literature.toml.")


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
