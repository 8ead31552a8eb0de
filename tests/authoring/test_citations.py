"""Citations of law are found in every form in which the texts write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kooperation.authoring.citations import citation, citations

LECTURES = sorted((Path(__file__).parents[2] / "course" / "lectures").glob("*.md"))

FORMS = {
    "(§ 44b Abs. 1 SGB II, Stand 19.07.2026)": ["§ 44b Abs. 1 SGB II"],
    "§§ 31–31b SGB II": ["§§ 31 bis 31b SGB II"],
    "§§ 31 bis 31b": ["§§ 31 bis 31b"],
    "Art. 91e GG": ["Art. 91e GG"],
    "(Art. 79 Abs. 2 [GG](#Quellen))": ["Art. 79 Abs. 2 GG"],
    "§ 17 Abs. 3 [SGB I](#Quellen), [SGB III](#Quellen)": ["§ 17 Abs. 3 SGB I"],
    "§§ 18b, 44e SGB II": ["§ 18b SGB II", "§ 44e SGB II"],
    "§§ 16f Abs. 2, 16h Abs. 5 SGB II": ["§ 16f Abs. 2 SGB II", "§ 16h Abs. 5 SGB II"],
    "§ 28 Abs. 5, 7 SGB II": ["§ 28 Abs. 5, 7 SGB II"],
    "§ 9 Abs. 3, §§ 9a, 9b SGB III": ["§ 9 Abs. 3 SGB III", "§ 9a SGB III", "§ 9b SGB III"],
    "§ 17 Abs. 2 SGB II, §§ 123 ff. SGB IX und §§ 75 ff. SGB XII": [
        "§ 17 Abs. 2 SGB II",
        "§§ 123 ff. SGB IX",
        "§§ 75 ff. SGB XII",
    ],
    "§ 10 Abs. 1 in Verbindung mit § 9b Satz 2 Nr. 1 und 2 SGB III": [
        "§ 10 Abs. 1 SGB III",
        "§ 9b Satz 2 Nr. 1 und 2 SGB III",
    ],
    "für § 3 Abs. 2, §§ 14 bis 16g und 16k SGB II sowie": [
        "§ 3 Abs. 2 SGB II",
        "§§ 14 bis 16g SGB II",
        "§ 16k SGB II",
    ],
    "§ 44c Abs. 1 Satz 8, Abs. 2 Satz 2 Nr. 1, 4 und 8": [
        "§ 44c Abs. 1 Satz 8, Abs. 2 Satz 2 Nr. 1, 4 und 8"
    ],
    "§§ 23 und 44 der Bundeshaushaltsordnung": [
        "§ 23 Bundeshaushaltsordnung",
        "§ 44 Bundeshaushaltsordnung",
    ],
    "([BHO](#Quellen), § 38; Länder haben eigene)": ["§ 38"],
    "(§ 18 Abs. 1). Das gilt besonders hier (Abs. 2)": ["§ 18 Abs. 1", "Abs. 2"],
    "Satz 2 kehrt das um": ["Satz 2"],
}


@pytest.mark.parametrize("text", FORMS)
def test_each_form_of_a_citation_is_read(text: str) -> None:
    assert [str(found) for found, _ in citations(text)] == FORMS[text]


@pytest.mark.parametrize("path", LECTURES, ids=lambda path: path.stem)
def test_no_citation_of_a_lecture_is_overlooked(path: Path) -> None:
    """Behind each § and each article with a number, something is read."""
    text = path.read_text("utf-8")
    read = [line for found, line in citations(text) if found.section]
    for number, line in enumerate(text.splitlines(), start=1):
        assert read.count(number) >= len(re.findall(r"§+|\bArt\. ?\d|\bArtikel \d", line)), line


def test_a_citation_knows_its_line_and_code_holds_none() -> None:
    text = "Eins.\n\n```{code-cell}\n§ 1 SGB I\n```\n\n§ 2 SGB I"
    assert [(str(found), line) for found, line in citations(text)] == [("§ 2 SGB I", 7)]


@pytest.mark.parametrize("text", ["§ 2", "SGB II", "§ 2 SGB XX", "§§ 2, 3 SGB I", " § 2 SGB I"])
def test_a_table_names_one_section_with_its_statute(text: str) -> None:
    assert citation(text) is None


@pytest.mark.parametrize(
    ("said", "full", "meant"),
    [
        ("§ 18", "§ 18 SGB II", True),
        ("§ 18", "§ 18 Abs. 1 SGB II", False),
        ("§ 18 SGB II", "§ 18 SGB III", False),
        ("Abs. 2", "§ 18 Abs. 2 SGB II", True),
        ("Satz 2", "§ 10 Abs. 3 Satz 2 SGB VIII", True),
        ("Abs. 2", "§ 18 Abs. 12 SGB II", False),
        ("Abs. 2", "§ 18 Abs. 2 Satz 1 SGB II", False),
    ],
)
def test_what_a_text_leaves_out_the_table_says(said: str, full: str, meant: bool) -> None:
    (found, _), named = next(citations(said)), citation(full)
    assert named
    assert found.means(named) is meant
