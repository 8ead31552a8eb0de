"""Similar texts are found and put one after the other, fast enough for a lecture of 300."""

from __future__ import annotations

import random
import time

from kooperation.grading.marking_desk.similar import alikeness, one_after_the_other, very_similar

WORDS = [f"wort{n}" for n in range(900)]


def texts(count: int, length: int = 250) -> list[str]:
    rng = random.Random(1)
    return [" ".join(rng.choices(WORDS, k=length)) for _ in range(count)]


def test_a_copy_is_one_and_texts_without_a_common_word_are_zero() -> None:
    assert alikeness(["Wer T hat, hat mehr.", "wer t hat hat MEHR", "ganz anderes", ""]) == [
        [0, 1, 0, 0],
        [1, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
    ]


def test_a_copy_with_every_tenth_word_changed_is_very_similar_and_an_independent_text_is_not() -> (
    None
):
    one, other = texts(2)
    changed = " ".join("neu" if n % 10 == 0 else word for n, word in enumerate(one.split()))
    assert very_similar(alikeness([one, other, changed])) == [1, 0, 1]


def test_copies_come_one_after_the_other() -> None:
    a, b, c = texts(3)
    order = one_after_the_other(alikeness([a, b, c, f"{b} Schluss", f"{a} Schluss"]))
    assert sorted(order) == [0, 1, 2, 3, 4]
    assert order[:2] == [0, 4]
    assert abs(order.index(1) - order.index(3)) == 1
    assert one_after_the_other([]) == []


def test_three_hundred_texts_take_less_than_two_seconds() -> None:
    many = texts(300)
    start = time.process_time()
    assert len(one_after_the_other(alikeness(many))) == 300
    assert time.process_time() - start < 2
