"""A prediction is set beside what was to be seen."""

from __future__ import annotations

from kooperation.practice.prediction_view import review, saved
from kooperation.practice.prediction_words import PredictionRecord

OPTIONS = {"ja": "R < T", "nein": "R > T"}
ASKED = PredictionRecord("k", "05", "Was lohnt sich?", OPTIONS, "ja", "Es ist so.")
OPEN = PredictionRecord("k", "05", "Was würden Sie tun?", OPTIONS, "", "Beides kommt vor.")


def test_what_came_as_predicted_is_said_so() -> None:
    assert review(ASKED, "ja") == (
        '<div class="kooperation-panel"><p>Ihre Vorhersage: „R &lt; T“.</p>'
        "<p>Das ist auch zu sehen.</p><p>Es ist so.</p></div>"
    )


def test_what_came_otherwise_is_named() -> None:
    said = review(ASKED, "nein")
    assert "Ihre Vorhersage: „R &gt; T“.</p><p>Zu sehen ist: „R &lt; T“." in said
    assert "auch zu sehen" not in said


def test_where_nothing_is_right_nothing_is_judged() -> None:
    assert "zu sehen" not in review(OPEN, "ja").lower()


def test_no_prediction_no_remark_and_no_solution() -> None:
    assert saved(ASKED, None) == ""
    assert "Es ist so." not in review(ASKED, None)


def test_a_label_that_ends_a_sentence_does_not_end_ours_twice() -> None:
    whole = PredictionRecord(
        "k", "05", "Woran?", {"a": "Am Geld.", "b": "An der Zeit."}, "b", "So."
    )
    assert "Festgehalten: „Am Geld“. Sie" in saved(whole, "a")
    assert "Ihre Vorhersage: „Am Geld“.</p><p>Zu sehen ist: „An der Zeit“." in review(whole, "a")
