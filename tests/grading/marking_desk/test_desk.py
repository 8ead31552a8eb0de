"""The desk on a gradebook: what saving, taking back and two markers do, and what is refused."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from kooperation.base.places import UnavailableError
from kooperation.grading.marking_desk import book as book_module
from kooperation.grading.marking_desk.book import BookBusyError, InBook
from kooperation.grading.marking_desk.desk import Desk
from kooperation.grading.marking_desk.entries import State
from kooperation.grading.marking_desk.rubric import MarkError
from kooperation.grading.objection import code
from marked_class import QUESTION, SLUG, course, essay, give, hand_in_texts, kept, write_text

pytestmark = pytest.mark.slow

PEOPLE = ("ada", "ben", "cem")
BEST, MIDDLE = (0, 0), (1, 1)  # 2 points and 1 point in `dilemma`


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return course(tmp_path_factory.mktemp("kurs") / "kurs")


@pytest.fixture
def folder(empty: Path, tmp_path: Path) -> Path:
    """A course in which three have written a text, and a fourth nothing."""
    folder = Path(shutil.copytree(empty, tmp_path / "kurs"))
    hand_in_texts(folder, {who: essay(n) for n, who in enumerate(PEOPLE)} | {"dora": ""})
    return folder


def up(desk: Desk) -> str:
    return desk.entry.grade.student


def test_points_by_the_rubric_and_the_comment_are_what_nbgrader_keeps(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)
    desk.save((0, 1), "", "  Gut begründet. ")
    assert kept(folder, first) == (1.5, "Gut begründet.", False)
    assert up(desk) != first


def test_texts_come_one_after_the_other_until_all_are_marked(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    assert (len(desk.entries), desk.empty) == (3, 1)
    assert [desk.save(BEST, "", "") for _ in PEOPLE] == [True, True, False]
    assert desk.count(State.DONE) == 3
    assert {kept(folder, who) for who in PEOPLE} == {(2.0, None, False)}
    assert kept(folder, "dora") == (None, None, False)


@pytest.mark.parametrize("typed", ["1,5", "1.5", " 1 1/2 ", "1½"])
def test_comma_and_point_are_read_alike(folder: Path, typed: str) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)
    desk.save((None, None), typed, "")
    assert kept(folder, first)[0] == 1.5


@pytest.mark.parametrize(
    "typed", ["15", "2,01", "-1", "eins", "50 %", "1.500", "1,5,0", "nan", "inf"]
)
def test_what_is_no_number_of_points_is_refused_and_nothing_is_written(
    folder: Path, typed: str
) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)
    with pytest.raises(MarkError):
        desk.save(BEST, typed, "Kommentar")
    assert (up(desk), kept(folder, first)) == (first, (None, None, True))


def test_a_criterion_without_a_level_is_named(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    with pytest.raises(MarkError, match="„Veränderung“"):
        desk.save((0, None), "", "")


def test_undo_takes_the_last_savings_back_one_by_one(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)
    desk.save(BEST, "", "a")
    second = up(desk)
    desk.save(MIDDLE, "", "b")
    desk.undo()
    assert (up(desk), kept(folder, second), kept(folder, first)) == (
        second, (None, None, True), (2.0, "a", False)
    )  # fmt: skip
    desk.undo()
    assert (up(desk), kept(folder, first)) == (first, (None, None, True))
    assert desk.own() is None
    with pytest.raises(MarkError):
        desk.undo()


def test_undo_of_a_second_saving_brings_the_first_back(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)
    desk.save(BEST, "", "erst")
    desk.open(first)
    desk.save(MIDDLE, "", "dann")
    desk.undo()
    assert kept(folder, first) == (2.0, "erst", False)
    mark = desk.own()
    assert mark is not None
    assert (mark.points, mark.levels, mark.comment) == (2.0, BEST, "erst")


def test_the_later_desk_sees_what_the_earlier_saved_and_leaves_it_out(folder: Path) -> None:
    one, other = Desk(folder, SLUG), Desk(folder, SLUG)
    first = up(one)
    one.save(BEST, "", "eins")
    second = up(one)
    one.save(BEST, "", "eins")
    with pytest.raises(MarkError, match="2 Punkte"):
        other.save(MIDDLE, "", "zwei")
    assert kept(folder, first) == (2.0, "eins", False)
    other.go(1)
    other._go_on()
    assert up(other) not in (first, second)


def test_a_newer_mark_is_written_over_only_when_it_was_seen(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)
    give(folder, first, 0.5)
    with pytest.raises(MarkError, match="0,5 Punkte"):
        desk.save(BEST, "", "")
    assert kept(folder, first)[0] == 0.5
    give(folder, first, 1.0)
    with pytest.raises(MarkError, match="1 Punkte"):
        desk.save(BEST, "", "")
    desk.save(BEST, "", "")
    assert kept(folder, first)[0] == 2.0


def test_undo_leaves_what_somebody_else_wrote_since(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)
    desk.save(BEST, "", "")
    give(folder, first, 1.0)
    with pytest.raises(MarkError):
        desk.undo()
    assert kept(folder, first)[0] == 1.0


def test_a_text_that_is_another_meanwhile_is_read_again_before_it_is_marked(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)
    write_text(folder, first, "Ein neuer Text.")
    with pytest.raises(MarkError):
        desk.save(BEST, "", "")
    assert (desk.entry.text, kept(folder, first)) == ("Ein neuer Text.", (None, None, True))


def test_a_mark_does_not_count_for_another_text(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)
    desk.save(BEST, "", "")
    give(folder, first, 2.0, waits=True)  # as after grading a text that has changed
    write_text(folder, first, "Ein neuer Text.")
    again = Desk(folder, SLUG)
    again.open(first)
    assert (again.state(again.entry), again.own()) == (State.OPEN, None)


@pytest.mark.slow
def test_a_gradebook_that_is_held_is_waited_for_and_then_nothing_is_said_to_be_saved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(folder, SLUG)
    monkeypatch.setattr(desk.book, "_wait", 0.05)
    first = up(desk)
    holder = sqlite3.connect(folder / "gradebook.db", check_same_thread=False, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BookBusyError):
        desk.save(BEST, "", "")
    monkeypatch.setattr(desk.book, "_wait", book_module.WAIT)
    release = threading.Timer(0.3, holder.rollback)
    release.start()
    assert not Desk(folder, SLUG).beside.marks()(QUESTION, first, desk.entry.text)
    desk.save(BEST, "", "")
    release.join()
    holder.close()
    assert kept(folder, first)[0] == 2.0


def test_texts_are_shown_as_they_were_typed(folder: Path) -> None:
    typed = "<script>alert(1)</script>\n\n$x$ & **fett** \\n <pre>a</pre>"
    write_text(folder, "ada", typed)
    desk = Desk(folder, SLUG)
    desk.open("ada")
    assert desk.entry.text == typed


def test_what_a_release_put_into_the_cell_is_no_text(folder: Path) -> None:
    write_text(folder, "ada", "")
    desk = Desk(folder, SLUG)
    desk.open("ada")
    assert desk.entry.text == ""


def test_nobody_can_write_between_the_look_at_the_gradebook_and_the_writing(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    grade = desk.entry.grade
    refused = []

    def intrude() -> None:
        with sqlite3.connect(folder / "gradebook.db", timeout=0) as other:
            try:
                other.execute("UPDATE grade SET manual_score = 0")
            except sqlite3.OperationalError as error:
                refused.append(str(error))

    desk.book.change(grade, InBook(2.0, "", False), intrude)
    assert refused == ["database is locked"]
    assert kept(folder, grade.student) == (2.0, None, False)


def test_if_what_stands_beside_cannot_be_written_nothing_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(folder, SLUG)
    first = up(desk)

    def full(*_: object) -> None:
        raise OSError(28, "voll")

    monkeypatch.setattr("kooperation.grading.marking_desk.beside.replace", full)
    with pytest.raises(OSError, match="voll"):
        desk.save(BEST, "", "")
    assert (up(desk), kept(folder, first)) == (first, (None, None, True))


def test_an_objection_opens_its_very_text(folder: Path) -> None:
    desk = Desk(folder, SLUG)
    for who in PEOPLE:
        desk.objection(f" {code(SLUG, QUESTION, who)} ")
        assert up(desk) == who
    for wrong in ("", "dilemma/begruendung/00000000", code(SLUG, "funktion", "ada")):
        with pytest.raises(UnavailableError):
            desk.objection(wrong)
    with pytest.raises(UnavailableError):
        desk.open("niemand")


# Two markers --------------------------------------------------------------------------------------


def marked(folder: Path, marker: str, who: str, typed: str, comment: str = "") -> Desk:
    desk = Desk(folder, SLUG, marker)
    desk.open(who)
    desk.save((None, None), typed, comment)
    desk.open(who)
    return desk


def test_a_second_mark_stands_beside_and_the_gradebook_keeps_the_first(folder: Path) -> None:
    marked(folder, "B", "ada", "1")
    assert kept(folder, "ada") == (None, None, True)
    desk = Desk(folder, SLUG)
    desk.open("ada")
    assert (desk.own(), desk.state(desk.entry)) == (None, State.OPEN)


@pytest.mark.parametrize(("one", "other"), [("1,5", "1"), ("1", "1,5"), ("1,5", "1,5")])
def test_marks_a_step_apart_agree_on_the_higher(folder: Path, one: str, other: str) -> None:
    marked(folder, "A", "ada", one, "von A")
    desk = marked(folder, "B", "ada", other, "von B")
    assert kept(folder, "ada") == (1.5, "von A", False)
    assert desk.state(desk.entry) is State.DONE


@pytest.mark.parametrize("order", ["AB", "BA"])
def test_marks_further_apart_are_put_up_for_settling_and_the_gradebook_gets_what_is_settled(
    folder: Path, order: str
) -> None:
    typed = {"A": "2", "B": "0,5"}
    for marker in order:
        desk = marked(folder, marker, "ada", typed[marker])
    assert desk.state(desk.entry) is State.TO_SETTLE
    assert kept(folder, "ada") == (2.0, None, True)
    desk.save((None, None), "1", "Zusammen gelesen.")
    assert kept(folder, "ada") == (1.0, "Zusammen gelesen.", False)
    for marker in "AB":
        seen = Desk(folder, SLUG, marker)
        seen.open("ada")
        assert seen.state(seen.entry) is State.DONE
        assert seen.entry.mark(marker).points == float(typed[marker].replace(",", "."))  # type: ignore[union-attr]
    desk.undo()
    assert kept(folder, "ada") == (2.0, None, True)


def test_what_was_marked_in_formgrader_counts_as_the_first_mark(folder: Path) -> None:
    give(folder, "ada", 2.0)
    desk = marked(folder, "B", "ada", "0")
    assert desk.state(desk.entry) is State.TO_SETTLE
    assert kept(folder, "ada")[0] == 2.0


def test_what_was_settled_and_then_changed_in_formgrader_is_what_counts(folder: Path) -> None:
    marked(folder, "A", "ada", "2")
    marked(folder, "B", "ada", "2")
    give(folder, "ada", 1.0)
    desk = Desk(folder, SLUG)
    desk.open("ada")
    assert desk.own().points == 1.0  # type: ignore[union-attr]


def test_a_second_marker_writes_over_nothing_that_the_first_saved_meanwhile(folder: Path) -> None:
    second = Desk(folder, SLUG, "B")
    who = up(second)
    marked(folder, "A", who, "2")
    second.save((None, None), "0", "")
    assert kept(folder, who) == (2.0, None, True)


def test_agreement_is_told_of_the_texts_that_both_marked(folder: Path) -> None:
    for who, one, other in (("ada", "2", "2"), ("ben", "1", "0"), ("cem", "0", "0")):
        marked(folder, "A", who, one)
        marked(folder, "B", who, other)
    value, count = Desk(folder, SLUG).agreement()
    # |a − b|: 0, 1, 0, mean 1/3; of all nine pairs 0 2 2 1 1 1 2 0 0, mean 1; κ = 1 − 1/3.
    assert count == 3
    assert value == pytest.approx(2 / 3)


# What cannot be -----------------------------------------------------------------------------------


def test_without_a_gradebook_none_is_made(empty: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(empty, tmp_path / "kurs"))
    (folder / "gradebook.db").unlink()
    with pytest.raises(UnavailableError, match="kooperation grade"):
        Desk(folder, SLUG)
    assert not (folder / "gradebook.db").exists()


def test_where_nothing_is_to_be_marked_it_says_so(empty: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(empty, tmp_path / "kurs"))
    with pytest.raises(UnavailableError, match="noch keine Abgabe"):
        Desk(folder, SLUG)
    hand_in_texts(folder, {"dora": ""})
    with pytest.raises(UnavailableError, match="kein Text"):
        Desk(folder, SLUG)
    with pytest.raises(UnavailableError, match="„dilemma“"):
        Desk(folder, "dilema")
    with pytest.raises(UnavailableError, match="„C“"):
        Desk(folder, SLUG, "C")


def test_a_damaged_file_beside_is_left_and_named(folder: Path) -> None:
    damaged = folder / "bewertungen.json"
    damaged.write_text("{ halb", "utf-8")
    with pytest.raises(UnavailableError, match=r"bewertungen\.json"):
        Desk(folder, SLUG)
    assert damaged.read_text("utf-8") == "{ halb"
