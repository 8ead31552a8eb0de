"""Similar texts are found and put one after the other."""

from __future__ import annotations

import random

from kooperation.grading.similar import alikeness, copies, one_after_the_other

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


def test_a_copy_with_every_tenth_word_changed_is_a_copy_and_an_independent_text_is_not() -> None:
    one, other = texts(2)
    changed = " ".join("neu" if n % 10 == 0 else word for n, word in enumerate(one.split()))
    assert copies([one, other, changed]) == [1, 0, 1]


def test_copies_come_one_after_the_other() -> None:
    a, b, c = texts(3)
    order = one_after_the_other(alikeness([a, b, c, f"{b} Schluss", f"{a} Schluss"]))
    assert sorted(order) == [0, 1, 2, 3, 4]
    assert order[:2] == [0, 4]
    assert abs(order.index(1) - order.index(3)) == 1
    assert one_after_the_other([]) == []


def test_two_texts_are_alike_that_share_half_of_their_runs_of_words() -> None:
    one = " ".join(f"w{number}" for number in range(44))  # 40 runs of five words
    half = " ".join([*(f"w{number}" for number in range(24)), *(f"x{n}" for n in range(20))])
    less = " ".join([*(f"w{number}" for number in range(23)), *(f"y{n}" for n in range(21))])
    assert copies([one, half]) == [1, 1]  # 20 of 40 runs
    assert copies([one, less]) == [0, 0]  # 19 of 40
    assert copies([one, one.upper().replace(" ", ",  "), less]) == [
        1,
        1,
        0,
    ]  # neither case nor signs count


def test_a_short_text_is_like_no_other() -> None:
    short = " ".join(f"w{number}" for number in range(23))  # 19 runs
    assert copies([short, short]) == [0, 0]
    assert copies([f"{short} und", f"{short} und"]) == [1, 1]
