"""Lectures: what the print adds to a text, definitions and references at links and lists at the end.

The text says `[Gefangenendilemma](#Begriffe)` and `[Axelrod 1984](#Quellen)`; nothing is written back into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kooperation.authoring.errors import AuthoringError
from kooperation.authoring.links import Fault, Link, broken, headings, links, told
from kooperation.base.glossary import Term, glossary
from kooperation.base.sources import Source, sources
from kooperation.base.words import Words

WORDS = Words("authoring.print")
ERRORS = Words("authoring.errors.lectures")
TERMS, REFERENCES = "Begriffe", "Quellen"
MARK = '<small class="kooperation-reading" title="{tip}">{mark}</small>'
_MARK = re.compile(r"\((Lesart|Modell)\)")
NONE: Mapping[str, str] = MappingProxyType({})


def filled(text: str, earlier: Mapping[str, str] = NONE, name: str = "Text") -> str:
    """Return a lecture's *text* as it is printed: definitions and references at its links, lists at its end.

    *earlier* says of terms which lecture introduced them (`introduced`); only the others are in the list.
    Raises AuthoringError, with all lines of *name*, if a link names a term or a source that is not in `base/`,
    or if what the print adds stands there already.
    """
    if found := [*unknown(text), *printed_matter(text)]:
        raise AuthoringError(told(found, name))
    own, known, cited = dict[str, Term](), dict[str, Term](), dict[str, Source]()
    pieces, done, text = [], 0, _marked(text)
    for link in links(text):
        if term := _term(link):
            (known if term.key in earlier else own)[term.key] = term
            tip = term.definition
            if term.key in earlier:
                tip += WORDS.filled("tip", number=_number(earlier[term.key]))
        elif source := _source(link):
            cited[source.key] = source
            tip = source.reference
        else:
            continue
        pieces += [text[done : link.end - 1], f' "{_tip(tip)}")']
        done = link.end
    for term in own.values():
        cited.update((key, sources()[key]) for key in term.sources)
    end = [*_terms(own.values(), known.values(), earlier), *_sources(cited.values())]
    return "\n\n+++\n\n".join(["".join([*pieces, text[done:]]).rstrip(), *end]) + "\n"


def _marked(text: str) -> str:
    """Return *text* with a small mark, explained by a tooltip, for each `(Lesart)` and `(Modell)`."""
    tips = WORDS.section("marks")
    return _MARK.sub(lambda found: MARK.format(tip=tips[found[1]], mark=found[1]), text)


def introduced(lectures: Iterable[Path]) -> dict[str, str]:
    """Return for each term that *lectures* link the name of the first one that does, without its ending."""
    first: dict[str, str] = {}
    for path in lectures:
        for link in links(path.read_text("utf-8")):
            if term := _term(link):
                first.setdefault(term.key, path.stem)
    return first


def faults(text: str, path: Path) -> list[Fault]:
    """Return everything that is wrong with the links of the lecture's *text* at *path*."""
    lists = (TERMS, REFERENCES)
    return [*unknown(text), *printed_matter(text), *broken(text, path, printed=lists)]


def unknown(text: str) -> Iterator[Fault]:
    """Yield the links of *text* to terms and sources that `base/` does not hold."""
    for link in links(text):
        if link.target == f"#{TERMS}" and not _term(link):
            yield Fault(link.line, ERRORS.filled("no_term", term=link.text))
        if link.target == f"#{REFERENCES}" and not _source(link):
            yield Fault(link.line, ERRORS.filled("no_source", source=link.text))


def printed_matter(text: str) -> Iterator[Fault]:
    """Yield what stands in *text* although the print adds it: copies would grow old there."""
    for link in links(text):
        if link.title and link.target in (f"#{TERMS}", f"#{REFERENCES}"):
            yield Fault(
                link.line,
                ERRORS.filled("explained", text=link.text, target=link.target),
            )
    for title, line in headings(text):
        if title in (TERMS, REFERENCES):
            yield Fault(line, ERRORS.filled("printed", title=title))


def term_line(term: Term) -> str:
    """Return a term as it stands in the list of a lecture."""
    return f"**{term.term}** ({term.english}): {term.definition}"


def reference_line(source: Source) -> str:
    """Return a source as it stands in the list of a lecture; what we have not seen says so."""
    doi = f" [doi:{source.doi}](https://doi.org/{source.doi})" if source.doi else ""
    unseen = "" if source.seen else ERRORS["unseen"]
    return f"**{source.short}**: {source.reference}{doi}{unseen}"


def _term(link: Link) -> Term | None:
    return term_named(link.text) if link.target == f"#{TERMS}" else None


def term_named(text: str) -> Term | None:
    """Return the term that *text* names, in whatever form."""
    return _terms_by_name().get(text.casefold())


@cache
def _terms_by_name() -> Mapping[str, Term]:
    return {
        form.casefold(): term for term in glossary().values() for form in (term.term, *term.forms)
    }


def _source(link: Link) -> Source | None:
    return source_named(link.text) if link.target == f"#{REFERENCES}" else None


def source_named(text: str) -> Source | None:
    """Return the source that a text calls *text*."""
    return next((source for source in sources().values() if source.short == text), None)


def _terms(own: Iterable[Term], known: Iterable[Term], earlier: Mapping[str, str]) -> Iterator[str]:
    """Yield the section of terms, if there are any: the lecture's own, then earlier ones by name, each folded."""
    parts = [f"## {TERMS}"]
    if lines := [term_line(term) for term in sorted(own, key=lambda term: sorting(term.term))]:
        parts.append(_folded(WORDS.filled("terms", count=len(lines)), lines))
    by_lecture: dict[str, list[str]] = {}
    for term in sorted(known, key=lambda term: sorting(term.term)):
        by_lecture.setdefault(earlier[term.key], []).append(term.term)
    if by_lecture:
        count = sum(map(len, by_lecture.values()))
        parts.append(_folded(WORDS.filled("earlier", count=count), [
            f"[{WORDS.filled('lecture', number=_number(name))}]({name}.ipynb#{TERMS}): {', '.join(terms)}"
            for name, terms in sorted(by_lecture.items())
        ]))  # fmt: skip
    if len(parts) > 1:
        yield "\n\n".join(parts)


def _sources(cited: Iterable[Source]) -> Iterator[str]:
    lines = [reference_line(source) for source in sorted(cited, key=lambda s: sorting(s.short))]
    if lines:
        yield f"## {REFERENCES}\n\n" + _folded(WORDS.filled("sources", count=len(lines)), lines)


def _folded(summary: str, lines: list[str]) -> str:
    listed = "\n".join(f"- {line}" for line in lines)
    return f"<details><summary>{summary}</summary>\n\n{listed}\n\n</details>"


def _number(lecture: str) -> int:
    return int(lecture[:2])


def _tip(text: str) -> str:
    """Return *text* as it can stand in the title of a Markdown link."""
    return re.sub(r"[*_`]", "", text).replace('"', "'")


def sorting(text: str) -> str:
    """Return by what *text* is sorted, as German lists are."""
    table: Mapping[int, str] = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "§": ""})
    return text.casefold().translate(table).strip()
