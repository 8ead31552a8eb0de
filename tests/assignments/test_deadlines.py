"""A deadline is read once, in Berlin's time, and costs what the rule says: nothing, a share for each day begun, or all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kooperation.assignments.deadlines import (
    FILE,
    Deadline,
    berlin,
    deadline_above,
    read_deadlines,
    require_known,
    told,
)
from kooperation.base.places import UnavailableError

DUE = datetime(2026, 12, 14, 23, 59, tzinfo=berlin())
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROOT = Path(__file__).resolve().parents[2]


def read(folder: Path, text: str) -> Deadline:
    (folder / FILE).write_text(f"[dilemma]\n{text}", "utf-8")
    return read_deadlines(folder)["dilemma"]


def test_a_time_without_a_zone_is_berlins_in_winter_and_in_summer(tmp_path: Path) -> None:
    winter = read(tmp_path, "due = 2026-12-14T23:59:00").due
    assert winter.astimezone(UTC) == datetime(2026, 12, 14, 22, 59, tzinfo=UTC)
    summer = read(tmp_path, "due = 2027-07-01T12:00:00").due
    assert summer.astimezone(UTC) == datetime(2027, 7, 1, 10, 0, tzinfo=UTC)
    assert read(tmp_path, "due = 2026-12-14T22:59:00Z").due == DUE


def test_a_rule_of_ten_percent_counts_each_day_begun_and_takes_no_more_than_all() -> None:
    rule = Deadline(DUE, late="percent", percent_per_day=10)
    assert rule.share_lost(timedelta()) == 0
    assert rule.share_lost(timedelta(seconds=1)) == pytest.approx(0.1)
    assert rule.share_lost(DAY) == pytest.approx(0.1)
    assert rule.share_lost(DAY + HOUR) == pytest.approx(0.2)
    assert rule.share_lost(30 * DAY) == 1


def test_within_the_grace_nothing_is_lost_and_after_it_days_count_from_the_deadline() -> None:
    rule = Deadline(DUE, grace=25 * HOUR, late="percent", percent_per_day=10)
    assert rule.share_lost(25 * HOUR) == 0
    assert rule.share_lost(26 * HOUR) == pytest.approx(0.2)


def test_the_other_rules_take_nothing_or_all() -> None:
    assert Deadline(DUE).share_lost(5 * DAY) == 0
    assert Deadline(DUE, late="zero").share_lost(HOUR) == 1


def test_more_time_is_days_or_a_share_of_the_whole_time() -> None:
    rule = Deadline(DUE, opened=DUE - 8 * DAY)
    assert rule.extension(3, 0) == 3 * DAY
    assert rule.extension(0, 25) == 2 * DAY
    with pytest.raises(ValueError, match="„open“ fehlt"):
        Deadline(DUE).extension(0, 25)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "„due“ fehlt"),
        ("due = 2026-12-14", "ein Tag ohne Uhrzeit"),
        ('due = "morgen"', "kein Zeitpunkt"),
        ("due = 2026-12-14T23:59:00\nlate = 'half'", "gibt „none“, „percent“ und „zero“"),
        ("due = 2026-12-14T23:59:00\nlate = 'percent'", "gehört percent_per_day"),
        ("due = 2026-12-14T23:59:00\npercent_per_day = 10", "gehört percent_per_day"),
        ("due = 2026-12-14T23:59:00\ngrace_hours = -1", "keine Zahl von Stunden"),
        ("due = 2026-12-14T23:59:00\nopen = 2026-12-15T00:00:00", "„open“ liegt nicht vor"),
        ("due = 2026-12-14T23:59:00\nfrist = 1", "„frist“ gibt es nicht"),
        ("due = \n", "Zeile 2: „due =“ lässt sich nicht lesen"),
        ("due = 2026-11-31T23:59:00", "ob es den Tag gibt"),
        ("due = [", "Am Ende fehlt etwas"),
    ],
)
def test_a_fault_is_told_with_file_and_key(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UnavailableError, match=why) as raised:
        read(tmp_path, text)
    assert FILE in str(raised.value)


def test_a_section_of_no_assignment_is_told_since_its_date_would_count_for_nobody(
    tmp_path: Path,
) -> None:
    read(tmp_path, "due = 2026-12-14T23:59:00")
    require_known(tmp_path, ["dilemma", "modi"])
    with pytest.raises(UnavailableError, match="„dilemma“ gibt es nicht, und ihre"):
        require_known(tmp_path, ["modi"])


def test_learners_read_when_it_is_due_and_what_comes_then() -> None:
    assert told(Deadline(DUE)) == "Abgabe bis Montag, 14. Dezember 2026, 23:59 Uhr."
    rule = Deadline(DUE, grace=HOUR, late="percent", percent_per_day=10)
    assert told(rule) == (
        "Abgabe bis Montag, 14. Dezember 2026, 23:59 Uhr (Karenz: 1 h); "
        "danach 10\N{NO-BREAK SPACE}% Abzug je angefangenem Tag."
    )
    assert told(Deadline(DUE, late="zero")).endswith("danach gibt es keine Punkte.")


def test_a_notebook_finds_the_deadlines_above_it_and_a_faulty_file_breaks_nothing(
    tmp_path: Path,
) -> None:
    read(tmp_path, "due = 2026-12-14T23:59:00")
    work = tmp_path / "meine_aufgaben" / "dilemma"
    found = deadline_above(work, "dilemma")
    assert found is not None
    assert found.due == DUE
    assert deadline_above(work, "modi") is None
    (tmp_path / FILE).write_text("kaputt", "utf-8")
    assert deadline_above(work, "dilemma") is None


def test_the_file_of_the_course_sets_none_and_its_example_can_be_used(tmp_path: Path) -> None:
    text = (ROOT / FILE).read_text("utf-8")
    assert read_deadlines(ROOT) == {}
    example = text[text.index("# [dilemma]") :].replace("# ", "", 1).replace("\n# ", "\n")
    (tmp_path / FILE).write_text(example, "utf-8")
    assert read_deadlines(tmp_path)["dilemma"].percent_per_day == 10
