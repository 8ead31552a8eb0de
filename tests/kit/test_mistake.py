"""Errors of people who never wrote Python before, each told in a German sentence or two, with its place."""

from __future__ import annotations

import linecache
import re

import pytest

from kooperation.base.words import Words
from kooperation.kit.mistake import Mistake, explained

CELL = "<cell>"
HEAD = "def anteil(k, n):\n    "
# What somebody writes; the place; what the sentence says.
MISTAKES: list[tuple[str, str, str]] = [
    (HEAD + "raise NotImplementedError\nanteil(1, 4)", "", "Hier fehlt noch Ihre Funktion „anteil“"),
    ("raise NotImplementedError", "", "In dieser Zelle steht noch die Zeile mit „raise“"),
    ("def anteil(k, n):\nreturn k / n", "Zeile 2: return k / n", "vier Leerzeichen"),
    (HEAD + "a = k\n      return a", "Zeile 3: return a", "weiter eingerückt als die darüber"),
    (HEAD + "if k:\n        a = k\n      return a", "Zeile 4: return a", "unter keiner von denen"),
    ("def f(a):\n\tx = 1\n        return x", "Zeile 3: return x", "Tabulatoren"),
    ("return 3", "Zeile 1: return 3", "außerhalb einer Funktion"),
    ("print 3", "Zeile 1: print 3", "print(…)"),
    ("def anteil(k, n)\n    return k", "Zeile 1: def anteil(k, n)", "fehlt ein Doppelpunkt"),
    (HEAD + "return (k / n", "Zeile 2: return (k / n", "Die Klammer ( wird nicht wieder geschlossen"),
    (HEAD + "return (k / n]", "Zeile 2: return (k / n]", "Auf ( folgt ]"),
    (HEAD + "return k / n)", "Zeile 2: return k / n)", "Vor der Klammer ) fehlt"),
    ('"C', 'Zeile 1: "C', "Ein Text ist nicht zu Ende"),
    (HEAD + "return „C“", "Zeile 2: return „C“", 'Das Zeichen „ kennt Python nicht. Schreiben Sie dafür "'),
    (HEAD + "return k ≥ n", "Zeile 2: return k ≥ n", "Schreiben Sie dafür >="),
    (HEAD + "return k € n", "Zeile 2: return k € n", "Ein Zeichen in dieser Zeile kennt Python nicht: €"),
    (HEAD + "if k = n:\n        return 1", "Zeile 2: if k = n:", "Zum Vergleichen schreibt man =="),
    ("5 = a", "Zeile 1: 5 = a", "Zum Vergleichen schreibt man =="),
    (HEAD + "return 2k / n", "Zeile 2: return 2k / n", "Zweimal R schreibt man 2 * R"),
    (HEAD + "return (k n)", "Zeile 2: return (k n)", "ein Komma, ein Rechenzeichen"),
    (HEAD + "return k > 1 und n > 1", "Zeile 2: return k > 1 und n > 1", "„und“ heißt „and“"),
    (HEAD + "return k n", "Zeile 2: return k n", "Python versteht diese Zeile nicht. Sehen Sie nach"),
    (HEAD + "return k / m\nanteil(1, 4)", "In „anteil“, Zeile 2 der Zelle: return k / m", "„m“ kennt Python hier nicht"),
    (HEAD + "return K / n\nanteil(1, 4)", "In „anteil“, Zeile 2 der Zelle: return K / n", "wohl aber „k“: Groß und klein"),
    ("gewinn = 3\ngewin + 1", "Zeile 2: gewin + 1", "Meinten Sie „gewinn“?"),
    ("wahr", "Zeile 1: wahr", "Meinten Sie „True“?"),
    (HEAD + "k = m + 1\n    m = 2\nanteil(1, 4)", "In „anteil“, Zeile 2 der Zelle: k = m + 1", "„m“ wird benutzt, bevor"),
    (HEAD + "return k\nanteil(1)", "Zeile 3: anteil(1)", "fehlen Werte: für „n“"),
    (HEAD + "return k\nanteil()", "Zeile 3: anteil()", "fehlen Werte: für „k“ und „n“"),
    (HEAD + "return k\nanteil(1, 2, 3)", "Zeile 3: anteil(1, 2, 3)", "bekommt zu viele Werte: 3 statt 2"),
    (HEAD + "k / n\nanteil(1, 4) + 1", "Zeile 3: anteil(1, 4) + 1", "„None“ gearbeitet, also mit nichts"),
    (HEAD + "k / n\nanteil(1, 4) > 1", "Zeile 3: anteil(1, 4) > 1", "„None“ gearbeitet, also mit nichts"),
    (HEAD + "k / n\nanteil(1, 4)[0]", "Zeile 3: anteil(1, 4)[0]", "„None“ gearbeitet, also mit nichts"),
    ("r = 2\nr(3 + 1)", "Zeile 2: r(3 + 1)", "sondern eine ganze Zahl. Ist mal gemeint, gehört ein * dazwischen"),
    ('"C" + 1', 'Zeile 1: "C" + 1', "ein Text und eine ganze Zahl"),
    ('1.5 - "C"', 'Zeile 1: 1.5 - "C"', "eine Kommazahl und ein Text"),
    ('["C"] > 1', 'Zeile 1: ["C"] > 1', "eine Liste und eine ganze Zahl"),
    ("(0,5) - 1", "Zeile 1: (0,5) - 1", "mehrere Werte mit Komma dazwischen und eine ganze Zahl"),
    ("len(3)", "Zeile 1: len(3)", "was mit seiner Art nicht geht"),
    (HEAD + "return k / n\nanteil(1, 0)", "In „anteil“, Zeile 2 der Zelle: return k / n", "durch null geteilt"),
    ("def zug(andere):\n    return andere[-1]\nzug([])", "In „zug“, Zeile 2 der Zelle: return andere[-1]", "vielleicht ist sie noch leer"),
    ('{"a": 1}["b"]', 'Zeile 1: {"a": 1}["b"]', "Einen Eintrag „b“ gibt es hier nicht"),
    ('["C"].zahl("C")', 'Zeile 1: ["C"].zahl("C")', "kennt kein „zahl“"),
    ("import kooperation.widgets\nkooperation.widgets.Quizz", "Zeile 2: kooperation.widgets.Quizz", "kennt kein „Quizz“"),
    ("from kooperation.widgets import Quizz", "Zeile 1: from kooperation.widgets import Quizz", "Was nach „from“ steht, kennt kein „Quizz“"),
    ("import matematik", "Zeile 1: import matematik", "Ein Modul „matematik“ gibt es hier nicht"),
    (HEAD + "return anteil(k, n)\nanteil(1, 4)", "In „anteil“, Zeile 2 der Zelle: return anteil(k, n)", "immer wieder selbst auf"),
    ('int("drei")', 'Zeile 1: int("drei")', "Hier bricht Python ab und meldet ValueError: invalid literal"),
    ("assert False", "Zeile 1: assert False", "Hier bricht Python ab und meldet AssertionError"),
    ("raise NotImplementedError('x')\n", "", "In dieser Zelle steht noch die Zeile mit „raise“"),
    # The course's own sentences.
    ("from kooperation.assignments import draw\ndraw('dilemma', -1)", "Zeile 2: draw('dilemma', -1)", "Die Variante -1 gibt es nicht"),
    ("from kooperation.assignments import check_form\ncheck_form(lambda: None, [()], float)", "", "fehlt ein return?"),
    ("assert 1 > 2, 'Vergleichen Sie T und R.'", "", "Vergleichen Sie T und R."),
]  # fmt: skip
# Only IPython says so, of a cell that stops in the middle of something: see test_telling.
ELSEWHERE = {"end"}


def told(source: str) -> Mistake:
    """Return what is told when *source* is run as a cell."""
    linecache.cache[CELL] = (len(source), None, source.splitlines(keepends=True), CELL)
    with pytest.raises(Exception) as caught:  # noqa: PT011  (which one is the point of each example)
        exec(compile(source, CELL, "exec"), {})
    assert isinstance(caught.value, Exception)
    return explained(caught.value, lambda name: name == CELL)


@pytest.mark.parametrize(("source", "place", "said"), MISTAKES, ids=lambda text: text[-40:])
def test_each_mistake_is_told_in_german_with_its_place(source: str, place: str, said: str) -> None:
    mistake = told(source)
    assert said in mistake.sentence
    assert (f"{mistake.place}: {mistake.line}" if mistake.place else "") == place
    assert len(re.findall(r"[.?](?:\s|$)", mistake.sentence)) <= 2
    assert mistake.waits is ("steht noch die Zeile" in mistake.sentence)


def test_each_sentence_is_told_for_some_mistake() -> None:
    sentences = [told(source).sentence for source, _, _ in MISTAKES]
    never = {
        key
        for key, text in Words("kit.mistake").section("messages").items()
        if not any(text.partition("{")[0] in sentence for sentence in sentences)
    }
    assert never == ELSEWHERE


def test_an_error_far_from_any_cell_is_told_without_a_place() -> None:
    error = OSError("weg")
    assert explained(error, lambda _: False) == Mistake(
        "Hier bricht Python ab und meldet OSError: weg"
    )
