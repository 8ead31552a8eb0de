"""Printing notebooks: terms and references are filled in, ids are stable, mistakes are named."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from kooperation.authoring import AuthoringError, filled, printed
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

## Begriffe

<!-- wird aus data/ gefüllt -->

+++

## Quellen

<!-- wird aus data/ gefüllt -->
"""


def test_a_link_shows_the_definition_and_the_lecture_lists_it() -> None:
    text = filled(TEXT)
    definition = glossary()["nash-gleichgewicht"].definition
    assert f'[Nash-Gleichgewicht](#Begriffe "{definition}")' in text
    assert f"- **Nash-Gleichgewicht** (Nash equilibrium): {definition}" in text
    assert sources()["axelrod1984"].reference in text.split("## Quellen")[1]


def test_sources_of_the_terms_used_are_listed_too() -> None:
    term = next(term for term in glossary().values() if term.sources)
    text = filled(f"{HEAD}\n[{term.term}](#Begriffe)\n\n## Begriffe\n\n+++\n\n## Quellen\n")
    assert sources()[term.sources[0]].reference in text


def test_filling_in_twice_changes_nothing_more() -> None:
    assert filled(filled(TEXT)) == filled(TEXT)


def test_a_sentence_between_lists_survives() -> None:
    text = filled(TEXT.replace("# Titel", "# Titel\n\nBleibt."))
    assert "Bleibt." in text
    assert text.count("+++") == 1


@pytest.mark.parametrize("link", ["[Gibtesnicht](#Begriffe)", "[Niemand 1900](#Quellen)"])
def test_an_unknown_term_or_source_is_named(link: str) -> None:
    with pytest.raises(AuthoringError, match=r"Gibtesnicht|Niemand 1900"):
        filled(f"{HEAD}\n{link}\n")


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
