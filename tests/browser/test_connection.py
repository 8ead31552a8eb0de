"""A kernel or a server that is gone under an open notebook: said in words, mended by one click, nothing lost."""

from __future__ import annotations

import json
import os
import re
import signal
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser.real_lab import AT_REST, Lab, Notebook, jupyterlab, lay_out
from browser.wire import wire

QUESTION = "Spieler 1 hat nach einem Bruch anderswo 1,5 je Runde statt 1."
PREDICTION = "vorhersage.dilemma-ausweg"
DEAD_FOR = 15_000  # ms; the server looks every three seconds whether a kernel lives
expect.set_options(timeout=90_000)


def open_by_itself(page: Page, lab: Lab, path: Path) -> Notebook:
    """Open *path*, whose cells run by themselves, and wait until they have."""
    notebook = Notebook.open(page, lab, path)
    page.wait_for_function(AT_REST)
    notebook.settle()
    return notebook


def prediction(page: Page) -> Locator:
    found = page.locator(".kooperation-box", has_text=QUESTION).first
    found.scroll_into_view_if_needed()
    return found


def predict(page: Page, option: str) -> None:
    """Choose *option* and confirm it."""
    prediction(page).get_by_label(option, exact=True).check()
    prediction(page).get_by_role("button", name="festlegen").click()


def open_and_predict(page: Page, lab: Lab, path: Path) -> None:
    """Open the lecture at *path* and have „Weniger, denn ihm geht es besser“ kept, with all connected."""
    open_by_itself(page, lab, path)
    predict(page, "Weniger, denn ihm geht es besser")
    expect(
        prediction(page).get_by_text("Festgehalten: „Weniger, denn ihm geht es besser“")
    ).to_be_visible()


def banner(page: Page) -> Locator:
    return page.locator(".kooperation-line:visible")


def mend(page: Page) -> None:
    """Click the one button there is, and wait until nothing is wrong any more."""
    banner(page).get_by_role("button", name="Verbinden und nachtragen").click()
    expect(page.locator(".kooperation-lost")).to_have_count(0)
    expect(page.get_by_role("button", name="Verbinden und nachtragen")).to_have_count(0)


def answers(file: Path) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(file.read_text("utf-8"))["answers"]
    return stored


def expect_answers(page: Page, file: Path, wanted: dict[str, Any]) -> None:
    for _ in range(200):
        if answers(file) == wanted:
            return
        page.wait_for_timeout(50)
    assert answers(file) == wanted


def kernel_of(lab: Lab, path: Path) -> str:
    sessions = json.loads(lab.request("api/sessions"))
    name = path.relative_to(lab.folder).as_posix()
    return str(next(each["kernel"]["id"] for each in sessions if each["path"] == name))


def kill_kernel(lab: Lab, path: Path) -> None:
    """End the process of the kernel of the notebook at *path*, as the system does where memory is short."""
    kernel = kernel_of(lab, path)
    killed = [
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if any(kernel in part for part in process.info["cmdline"] or ())
    ]
    assert len(killed) == 1
    os.kill(killed[0], signal.SIGKILL)


def test_what_is_predicted_while_the_kernel_is_dead_is_saved_with_one_click(
    page: Page, lab: Lab, course: Path
) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    record = path.with_name("lernstand.json")
    open_by_itself(page, lab, path)
    predict(page, "Weniger, denn ihm geht es besser")
    saved = prediction(page).get_by_text("Festgehalten: „Weniger, denn ihm geht es besser“")
    expect(saved).to_be_visible()

    kill_kernel(lab, path)
    predict(page, "Gleich viel, denn gemeinsam bleibt es bei 2")
    predict(page, "Mehr, denn ein Bruch trifft ihn weniger")  # the first has no answer yet
    expect(banner(page)).to_contain_text("noch nicht gespeichert", timeout=DEAD_FOR)
    expect(page.locator(".kooperation-saved:visible")).to_have_count(0)
    assert answers(record) == {PREDICTION: "weniger"}

    mend(page)
    expect_answers(page, record, {PREDICTION: "mehr"})
    expect(prediction(page).get_by_label("Mehr, denn ein Bruch trifft ihn weniger")).to_be_checked()
    expect(
        prediction(page).get_by_text("Festgehalten: „Mehr, denn ein Bruch trifft ihn weniger“")
    ).to_be_visible()
    expect(banner(page)).to_have_count(0)
    expect(page.locator(".jp-Dialog")).to_have_count(0)


@pytest.mark.nightly
def test_an_answer_to_an_assignment_outlives_its_kernel(page: Page, lab: Lab, course: Path) -> None:
    path = course / "meine_aufgaben" / "dilemma" / "dilemma.ipynb"
    sheet = path.with_name("dilemma.answers.json")
    open_by_itself(page, lab, path)
    kind, other = (page.get_by_role("combobox", name=f"Spiel {game}") for game in "ab")
    kind.select_option("Hirschjagd")
    expect(page.get_by_text("Gespeichert: 1 von 4 Teilen beantwortet.")).to_be_visible()
    mark = page.locator(".kooperation-box", has=page.locator(".kooperation-widget table")).last
    mark = mark.get_by_role("button").first
    mark.click()
    expect(page.get_by_text("Gespeichert: 1 von 1 Teilen beantwortet.")).to_be_visible()
    marked = answers(sheet)["pareto"]
    mark.click()
    expect(page.get_by_text("Gespeichert: 1 von 1 Teilen beantwortet.")).to_have_count(0)
    assert answers(sheet)["spielarten"] == {"a": "hirschjagd"}

    kill_kernel(lab, path)
    kind.select_option("Chicken")
    other.select_option("Hirschjagd")
    mark.click()
    expect(banner(page)).to_contain_text("noch nicht gespeichert", timeout=DEAD_FOR)
    expect(page.locator(".kooperation-saved:visible")).to_have_count(0)
    mend(page)
    both = {"a": "chicken", "b": "hirschjagd"}
    expect_answers(page, sheet, {"spielarten": both, "pareto": marked})
    expect(page.get_by_text("Gespeichert: 2 von 4 Teilen beantwortet.")).to_be_visible()
    expect(page.get_by_text("Gespeichert: 1 von 1 Teilen beantwortet.")).to_be_visible()
    expect(banner(page)).to_have_count(0)


@pytest.mark.nightly
def test_a_choice_that_was_not_confirmed_or_checked_outlives_its_kernel_as_it_was(
    page: Page, lab: Lab, course: Path
) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    open_by_itself(page, lab, path)
    marked = prediction(page).get_by_label("Mehr, denn ein Bruch trifft ihn weniger")
    confirm = prediction(page).get_by_role("button", name="Festlegen", exact=True)
    quiz = page.locator(".kooperation-item", has_text="Warum ändert volles Vertrauen")
    quiz.get_by_role("radio").nth(1).check()
    marked.check()
    kill_kernel(lab, path)
    expect(banner(page)).to_be_visible(timeout=DEAD_FOR)
    mend(page)
    expect(marked).to_be_checked()
    expect(confirm).to_be_visible()
    expect(quiz.get_by_role("radio").nth(1)).to_be_checked()
    expect(quiz.locator(".kooperation-live")).to_be_empty()
    assert not path.with_name("lernstand.json").exists()
    confirm.click()
    expect(
        prediction(page).get_by_text("Festgehalten: „Mehr, denn ein Bruch trifft ihn weniger“")
    ).to_be_visible()


def restart_by_menu(page: Page) -> None:
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator('.lm-Menu-item[data-command="kernelmenu:restart"]').click()
    page.locator(".jp-Dialog .jp-mod-warn").click()


@pytest.mark.nightly
def test_a_newer_answer_stays_and_the_other_is_shown(page: Page, lab: Lab, course: Path) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    record = path.with_name("lernstand.json")
    open_and_predict(page, lab, path)

    restart_by_menu(page)
    expect(banner(page)).to_contain_text("neu gestartet", timeout=DEAD_FOR)
    predict(page, "Mehr, denn ein Bruch trifft ihn weniger")
    newer = {"schema": 1, "answers": {PREDICTION: "gleich"}}
    record.write_text(json.dumps(newer), "utf-8")  # as another window does

    mend(page)
    expect(
        prediction(page).get_by_label("Gleich viel, denn gemeinsam bleibt es bei 2", exact=True)
    ).to_be_checked()
    expect(banner(page)).to_contain_text(
        re.compile("Nicht nachgetragen.*„Mehr, denn ein Bruch trifft ihn weniger“")
    )
    assert answers(record) == {PREDICTION: "gleich"}


@pytest.mark.nightly
def test_a_server_that_was_stopped_and_started_again(
    profile: BrowserContext, tmp_path: Path
) -> None:
    with ExitStack() as first, ExitStack() as then:
        lab = first.enter_context(jupyterlab(tmp_path))
        course = lay_out(lab.folder)
        path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
        record = path.with_name("lernstand.json")
        page = then.enter_context(profile.new_page())
        open_and_predict(page, lab, path)

        first.close()
        expect(banner(page)).to_contain_text("Der Server antwortet nicht", timeout=DEAD_FOR)
        predict(page, "Mehr, denn ein Bruch trifft ihn weniger")
        expect(page.locator(".kooperation-saved:visible")).to_have_count(0)
        banner(page).get_by_role("button").click()  # too early
        expect(banner(page)).to_contain_text("nicht gelungen")
        page.keyboard.press("Control+s")  # JupyterLab's window about it would lie over the line

        then.enter_context(jupyterlab(tmp_path, before=lab))
        mend(page)
        expect_answers(page, record, {PREDICTION: "mehr"})
        expect(
            prediction(page).get_by_text("Festgehalten: „Mehr, denn ein Bruch trifft ihn weniger“")
        ).to_be_visible()


@pytest.mark.nightly
def test_on_a_hub_the_line_starts_the_server_and_no_window_of_the_hub_lies_over_it(
    profile: BrowserContext, tmp_path: Path
) -> None:
    config = tmp_path / "config" / "labconfig" / "page_config.json"
    config.parent.mkdir(parents=True)
    config.write_text(json.dumps({"hubPrefix": "/hub/", "hubUser": "anna"}), "utf-8")
    with ExitStack() as first, ExitStack() as then:
        lab = first.enter_context(jupyterlab(tmp_path))
        path = lay_out(lab.folder) / "course" / "lectures" / "05_gefangenendilemma.ipynb"
        page = then.enter_context(profile.new_page())
        open_and_predict(page, lab, path)
        first.close()
        start = banner(page).get_by_role("button", name="Server starten")
        start.wait_for()
        page.wait_for_timeout(DEAD_FOR)  # by then the hub's window has come
        expect(page.locator(".jp-Dialog")).to_have_count(0)
        with profile.expect_event("request", lambda request: "/hub/spawn" in request.url):
            start.click()
        for other in set(profile.pages) - {page}:
            other.close()


@pytest.mark.nightly
def test_without_a_websocket_the_line_says_so(page: Page, lab: Lab, course: Path) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    page.route_web_socket(re.compile("/channels"), lambda socket: socket.close(code=1011))
    page.goto(lab.address(path, "ohne"))
    expect(banner(page)).to_contain_text("WebSocket")


@pytest.mark.nightly
def test_a_connection_that_comes_back_brings_what_was_entered_and_asks_for_nothing(
    page: Page, lab: Lab, course: Path
) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    record = path.with_name("lernstand.json")
    with wire(lab) as line:
        open_and_predict(page, line.lab, path)
        line.cut()
        predict(page, "Mehr, denn ein Bruch trifft ihn weniger")
        expect_answers(page, record, {PREDICTION: "mehr"})
        expect(
            prediction(page).get_by_text("Festgehalten: „Mehr, denn ein Bruch trifft ihn weniger“")
        ).to_be_visible()
        expect(banner(page)).to_have_count(0)
        page.goto("about:blank")


@pytest.mark.nightly
def test_two_windows_on_one_notebook_undo_nothing(
    profile: BrowserContext, page: Page, lab: Lab, course: Path
) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    record = path.with_name("lernstand.json")
    open_and_predict(page, lab, path)
    with profile.new_page() as other:
        open_by_itself(other, lab, path)
        expect(
            prediction(other).get_by_label("Weniger, denn ihm geht es besser", exact=True)
        ).to_be_checked()
        predict(other, "Gleich viel, denn gemeinsam bleibt es bei 2")
        expect_answers(other, record, {PREDICTION: "gleich"})
        expect(banner(page)).to_have_count(0)

        kill_kernel(lab, path)
        expect(banner(page)).to_be_visible()
        expect(banner(other)).to_be_visible()
        predict(other, "Mehr, denn ein Bruch trifft ihn weniger")
        mend(other)
        expect_answers(other, record, {PREDICTION: "mehr"})
        mend(page)
        assert answers(record) == {PREDICTION: "mehr"}
        expect(
            prediction(page).get_by_label("Mehr, denn ein Bruch trifft ihn weniger")
        ).to_be_checked()


@pytest.mark.nightly
def test_what_got_lost_on_the_way_to_a_living_kernel_is_noticed(
    page: Page, lab: Lab, course: Path
) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    record = path.with_name("lernstand.json")
    with wire(lab) as line:
        open_and_predict(page, line.lab, path)
        line.die()
        made: list[str] = []
        page.on("websocket", lambda socket: made.append(socket.url))
        predict(page, "Gleich viel, denn gemeinsam bleibt es bei 2")
        predict(page, "Mehr, denn ein Bruch trifft ihn weniger")
        expect(page.locator(".kooperation-saved:visible")).to_have_count(0)
        expect(banner(page)).to_contain_text("antwortet nicht")
        assert answers(record) == {PREDICTION: "weniger"}
        mend(page)
        expect_answers(page, record, {PREDICTION: "mehr"})
        expect(
            prediction(page).get_by_text("Festgehalten: „Mehr, denn ein Bruch trifft ihn weniger“")
        ).to_be_visible()
        # Made anew once, and heard: not again and again before it could be.
        assert len([url for url in made if "/channels" in url]) == 1
        page.goto("about:blank")


@pytest.mark.nightly
def test_a_kernel_that_was_shut_down_is_started_anew(page: Page, lab: Lab, course: Path) -> None:
    path = course / "course" / "lectures" / "05_gefangenendilemma.ipynb"
    record = path.with_name("lernstand.json")
    open_and_predict(page, lab, path)
    # As the server does with idle ones, where it culls.
    lab.request(f"api/kernels/{kernel_of(lab, path)}", "DELETE")

    expect(banner(page)).to_contain_text("läuft nicht mehr", timeout=DEAD_FOR)
    predict(page, "Mehr, denn ein Bruch trifft ihn weniger")
    mend(page)
    expect_answers(page, record, {PREDICTION: "mehr"})
    expect(
        prediction(page).get_by_text("Festgehalten: „Mehr, denn ein Bruch trifft ihn weniger“")
    ).to_be_visible()
