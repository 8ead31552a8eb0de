"""What has changed between the two tests is said in a table, in sentences and in a figure alike."""

from __future__ import annotations

from collections import Counter

from kooperation.practice.concept_test import UNKNOWN
from kooperation.practice.concept_test_figure_view import comparison_alt, comparison_figure
from kooperation.practice.concept_test_view import (
    comparison_sentences,
    comparison_table,
    hand_in_line,
)
from kooperation.practice.concept_test_words import concept_test

RIGHT = {key: question.right for key, question in concept_test().items()}
WRONG = {
    key: next(option for option in question.options if option != question.right)
    for key, question in concept_test().items()
}
DONT_KNOW = dict.fromkeys(concept_test(), UNKNOWN)


def test_what_changed_stands_in_table_words_and_figure_alike() -> None:
    before = {**WRONG, "reha": RIGHT["reha"], "modi": RIGHT["modi"], "zwang": UNKNOWN}
    after = {**RIGHT, "modi": WRONG["modi"], "zwang": UNKNOWN}
    del after["luecke"]
    questions = concept_test()
    table = comparison_table(questions, before, after)
    counts = {word: table.count(f"<td>{word}</td>") for word in
              ("gewonnen", "behalten", "verloren", "noch nicht", "unvollständig")}  # fmt: skip
    assert counts == {"gewonnen": 6, "behalten": 1, "verloren": 1, "noch nicht": 1,
                      "unvollständig": 1}  # fmt: skip
    words = " ".join(comparison_sentences(questions, before, after))
    assert "Gewonnen (6):" in words
    assert "Vorher richtig, nachher nicht (1): „Drei Modi“." in words
    assert questions["zwang"].explanation in words
    assert questions["effizienz"].explanation not in words
    figure = comparison_figure(questions, before, after)
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert Counter(trace.name for trace in lines) == {
        word: count for word, count in counts.items() if word != "unvollständig"
    }
    marks = {trace.name: len(trace.x) for trace in figure.data if trace.mode == "markers"}
    assert marks == {"richtig": 2 + 7, "falsch": 7 + 1, "weiß nicht": 2, "offen": 1}
    alt = comparison_alt(questions, before, after)
    assert "vorher 2, nachher 7" in alt


def test_the_line_to_hand_in_holds_the_letters_and_nothing_else() -> None:
    line = hand_in_line(concept_test(), DONT_KNOW, {**RIGHT, "ausschuss": ""})
    assert line == f"KB1 vorher=?????????? nachher=-{''.join(RIGHT.values())[1:]}"
