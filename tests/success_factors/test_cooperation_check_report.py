"""The report: one file, saved on request, taken back after a change."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from kooperation.base.words import Words
from kooperation.success_factors.levers_words import factors
from kooperation.widgets import CooperationCheck

WORDS = Words("success_factors.report")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return tmp_path


def fill(check: CooperationCheck, level: int = 2) -> None:
    for key in factors():
        check.choices[key].value = level


def test_the_report_is_one_file_with_no_name_no_time_and_nothing_from_elsewhere(
    folder: Path,
) -> None:
    check = CooperationCheck()
    fill(check)
    check.report.export.click()
    page = (folder / "kooperations-check.html").read_text("utf-8")
    assert page == check.report.links.html
    assert page.startswith("<!doctype html>")
    assert "kooperations-check.html" in check.report.saved.value
    for forbidden in ("http:", "https:", "src=", "<script", "@import", "url("):
        assert forbidden not in page
    dates = set(re.findall(r"\d{1,2}\.\d{1,2}\.\d{4}", page))
    assert dates == {"19.07.2026", "19.08.2026"}  # those of the law alone
    assert not re.search(r"\d\d:\d\d", page)
    for factor in factors().values():
        assert factor.title in html.unescape(page)
    assert "@page" in page


def test_the_report_is_the_same_each_time_and_taken_back_after_a_change(folder: Path) -> None:
    check = CooperationCheck()
    fill(check)
    check.report.export.click()
    first = check.report.links.html
    check.report.export.click()
    assert check.report.links.html == first
    check.choices["ort"].value = 0
    assert check.report.links.html == ""
    assert check.report.saved.value == ""


def test_a_report_of_nothing_is_not_written(folder: Path) -> None:
    check = CooperationCheck()
    check.report.export.click()
    assert WORDS["saving.export_empty"] in check.report.saved.value
    assert not list(folder.iterdir())


def test_where_the_folder_cannot_be_written_the_report_can_still_be_opened(folder: Path) -> None:
    check = CooperationCheck()
    fill(check)
    (folder / "kooperations-check.html").mkdir()
    check.report.export.click()
    assert "ließ sich nicht speichern" in check.report.saved.value
    assert check.report.links.html


def test_while_grading_nothing_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    check = CooperationCheck()
    fill(check)
    check.report.export.click()
    assert not list(folder.iterdir())
