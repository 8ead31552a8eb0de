"""A file of a map of one's own is read strictly, and two maps have in common what is the same on both."""

from __future__ import annotations

import json

import pytest

from kooperation.institutions.own_map import MOST_BYTES, Overlap, file_of, in_file, overlap

KIND = "eigener Fall"


def refused(text: str) -> str:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        in_file(text, KIND)
    return str(caught.value)


def test_what_is_saved_is_what_is_loaded() -> None:
    assert in_file(file_of(KIND, {"titel": "Ämter"}), KIND)["titel"] == "Ämter"


@pytest.mark.parametrize(
    "text",
    ["", "Hallo", "null", "[]", "{}", "[" * 40_000, '{"a":' * 9_000, "9" * 5_000, '{"titel": "x"}', '{"art": 3}', '{"art": "eigener Fall"}'],
)  # fmt: skip
def test_what_no_map_was_saved_in_is_refused(text: str) -> None:
    assert "nicht mit „Karte sichern“ gemacht" in refused(text)


def test_what_is_too_large_is_not_even_parsed() -> None:
    assert "zu groß" in refused(file_of(KIND, {}) + " " * MOST_BYTES)


def test_another_kind_of_map_is_named_by_its_kind() -> None:
    assert "andere Karte: „Garten“ statt „eigener Fall“" in refused(file_of("Garten", {}))
    assert "„…“" not in refused(json.dumps({"art": "kooperation: " + "x" * 99}))


def test_what_two_maps_have_in_common_and_what_only_one() -> None:
    found = overlap(["A", "b", "c"], ["B", "c", "D"], str.lower)
    assert found == Overlap((("b", "B"), ("c", "c")), ("A",), ("D",))
    assert not found.is_all
    assert overlap("ab", "ba", str).is_all
