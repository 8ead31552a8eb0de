"""A prediction is set beside what was to be seen."""

from __future__ import annotations

import re

import pytest

from kooperation.practice.prediction_view import review, saved
from kooperation.practice.prediction_words import PredictionRecord, _prediction, predictions

OPTIONS = {"ja": "R < T", "nein": "R > T"}
WHY = {"nein": "Das liegt nahe."}
ASKED = PredictionRecord("k", "05", "Was lohnt sich?", OPTIONS, "ja", "Es ist so.", WHY)
OPEN = PredictionRecord("k", "05", "Was würden Sie tun?", OPTIONS, "", "Beides kommt vor.")


def test_who_was_right_is_told_so() -> None:
    assert review(ASKED, "ja") == (
        '<div class="kooperation-panel kooperation-right">'
        "<p><strong>✓ Sie haben recht behalten:</strong> „R &lt; T“.</p><p>Es ist so.</p></div>"
    )


def test_who_was_not_right_reads_what_they_said_why_it_is_tempting_and_what_is_so() -> None:
    assert review(ASKED, "nein") == (
        '<div class="kooperation-panel"><p>Sie haben gesagt: „R &gt; T“.</p><p>Das liegt nahe.</p>'
        "<p>Tatsächlich: „R &lt; T“.</p><p>Es ist so.</p></div>"
    )


def test_a_record_without_reasons_is_told_without() -> None:
    bare = PredictionRecord("k", "05", "Was lohnt sich?", OPTIONS, "ja", "Es ist so.")
    assert "Tatsächlich: „R &lt; T“.</p><p>Es ist so." in review(bare, "nein")


def test_where_nothing_is_right_nothing_is_judged() -> None:
    said = review(OPEN, "ja")
    assert "Sie haben gesagt: „R &lt; T“." in said
    assert "Tatsächlich" not in said
    assert "recht behalten" not in said


def test_no_prediction_no_remark_and_no_solution() -> None:
    assert saved(ASKED, None, stands=False) == ""
    assert "Es ist so." not in review(ASKED, None)
    assert "Hier steht, was zutrifft, sobald" in review(ASKED, None)
    assert "Hier steht, was der Kurs dazu sagt, sobald" in review(OPEN, None)


def test_the_remark_says_whether_it_can_be_changed() -> None:
    assert "Ändern können Sie das" in saved(ASKED, "ja", stands=False)
    assert "Ihre Antwort steht jetzt fest." in saved(ASKED, "ja", stands=True)


def test_a_label_that_ends_a_sentence_does_not_end_ours_twice() -> None:
    whole = PredictionRecord(
        "k", "05", "Woran?", {"a": "Am Geld.", "b": "An der Zeit."}, "b", "So."
    )
    assert "Festgehalten: „Am Geld“. Ä" in saved(whole, "a", stands=False)
    assert "Sie haben gesagt: „Am Geld“.</p><p>Tatsächlich: „An der Zeit“." in review(whole, "a")


@pytest.mark.parametrize(
    ("reasons", "said"), [({"vielleicht": "."}, "vielleicht"), ({"ja": "."}, r"fehlt \['nein'\]")]
)
def test_reasons_are_given_for_all_options_but_the_right_one_or_for_none(
    reasons: dict[str, str], said: str
) -> None:
    raw = {"lecture": "05", "question": "?", "options": OPTIONS, "observed": "ja",
           "explanation": ".", "reasons": reasons}  # fmt: skip
    with pytest.raises(ValueError, match=said):
        _prediction("k", raw)


@pytest.mark.parametrize("key", [key for key, asked in predictions().items() if asked.observed])
def test_an_explanation_does_not_say_once_more_what_stands_right_above_it(key: str) -> None:
    record = predictions()[key]
    said = re.split(r"[.:] ", record.explanation, maxsplit=1)[0]
    assert said.strip(" .:,") != record.options[record.observed].strip(" .:,")
