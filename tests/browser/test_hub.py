"""A class on a real JupyterHub: fetched, answered, handed in, graded, read; and nobody sees what is somebody else's.

Two learners, an instructor and the account that grades, each a real account of the system; the pages in a real browser. The
account's commands run in the environment of its server, as in a terminal there.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.real_hub import (
    ACCOUNT,
    ANNA,
    BEN,
    TEACHER,
    Hub,
    environment,
    jupyterhub,
    missing,
)  # fmt: skip
from browser.real_lab import Notebook

WHY = missing()
pytestmark = [pytest.mark.nightly, pytest.mark.skipif(bool(WHY), reason=WHY)]
SLUG = "dilemma"
JOURNEY = 300  # seconds, from the hub's first answer until feedback is read
SECRET_TEXT = "Annas Gedanke: Beide schweigen nur, wenn sie einander trauen. " * 4
PRAISE = "Gut begründet, Anna."
expect.set_options(timeout=120_000)


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with jupyterhub(environment()) as running:
        yield running


@pytest.fixture(scope="module")
def account(hub: Hub, browser: Browser) -> Page:
    """The server of the account that grades, opened by the instructor's own login; `dilemma` is given out."""
    page = hub.log_in(browser, TEACHER)
    page.goto(f"{hub.url}hub/spawn/{ACCOUNT}")
    page.get_by_role("button", name="Authorize").click()
    page.get_by_role("menuitem", name="Nbgrader").wait_for()
    done(hub, "nbgrader", "generate_assignment", SLUG, "--force")
    done(hub, "nbgrader", "release_assignment", SLUG)
    return page


@pytest.fixture(scope="module")
def anna(hub: Hub, account: Page, browser: Browser) -> Page:
    """Anna has fetched, answered two questions, and handed in by the button of the assignment."""
    page = fetched(hub, browser, ANNA)
    text = control(page, '"begruendung"')
    text.get_by_role("textbox").fill(SECRET_TEXT)
    page.keyboard.press("Tab")
    expect(text).to_contain_text("Gespeichert")
    choice = control(page, '"spielarten"')
    choice.get_by_role("combobox").first.select_option(index=1)
    expect(choice).to_contain_text("Gespeichert")
    check = control(page, "FormalCheck(sheet, task)")
    check.get_by_role("button", name="Auf dem Hub abgeben").click()
    expect(check).to_contain_text("Abgegeben am")
    return page


@pytest.fixture(scope="module")
def ben(hub: Hub, account: Page, browser: Browser) -> Page:
    """Ben has fetched, and handed in nothing but what he found, in nbgrader's list."""
    page = fetched(hub, browser, BEN)
    page.get_by_role("tab", name="Assignments").click()
    page.locator("#fetched_assignments_list").get_by_role("button", name="Validate").click()
    expect(page.get_by_role("dialog")).to_contain_text("NotImplementedError")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.locator("#submitted_assignments_list")).to_contain_text(SLUG)
    return page


def fetched(hub: Hub, browser: Browser, person: str) -> Page:
    """Log *person* in, fetch the assignment in nbgrader's list, and open it there."""
    page = hub.log_in(browser, person)
    page.locator(".jp-Notebook.kooperation-ran").wait_for()  # lecture 0 opens by itself
    open_list(page)
    page.get_by_role("button", name="Fetch", exact=True).click()
    listed = page.locator("#fetched_assignments_list")
    listed.get_by_role("button", name=SLUG).click()
    listed.get_by_role("link", name=SLUG, exact=True).click()
    page.get_by_role("tab", name=f"{SLUG}.ipynb").wait_for()
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook.kooperation-ran").wait_for()
    return page


def open_list(page: Page) -> None:
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.locator(".lm-Menu-item", has_text="Assignment List").click()
    page.get_by_text("Released assignments").wait_for()


def control(page: Page, code: str) -> Locator:
    """Return the widget below the cell that holds *code*, scrolled into view."""
    cell = page.locator(".jp-CodeCell", has=page.locator(".jp-InputArea", has_text=code))
    found = cell.locator(".kooperation-box")
    found.scroll_into_view_if_needed()
    return found


def done(hub: Hub, *command: str, code: int = 0) -> str:
    """Run *command* in the course of the account that grades, and return what it says."""
    ran = hub.run(ACCOUNT, *command, cwd=hub.home(ACCOUNT) / "kurs")
    assert ran.returncode == code, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


def inbound(hub: Hub) -> Path:
    return hub.exchange / "kooperation" / "inbound"


def test_learners_see_assignments_in_german_and_no_tools_of_those_who_grade(
    hub: Hub, anna: Page, account: Page
) -> None:
    def menu(page: Page) -> list[str]:
        page.get_by_role("menuitem", name="Nbgrader").click()
        found = [label.strip() for label in page.locator(".lm-Menu-itemLabel").all_inner_texts()]
        page.keyboard.press("Escape")
        return [label for label in found if label]

    assert menu(anna) == ["Assignment List"]
    assert {"Formgrader", "Create assignment"} <= set(menu(account))
    expect(anna.get_by_role("menuitem", name="Datei", exact=True)).to_be_visible()
    assert anna.request.get(hub.address(ANNA, "formgrader")).status == 404
    account.get_by_role("menuitem", name="Nbgrader").click()
    account.locator(".lm-Menu-item", has_text="Formgrader").first.click()
    frame = account.frame_locator("iframe")
    expect(frame.get_by_role("link", name=SLUG, exact=True)).to_be_visible()


def test_nobody_sees_or_moves_what_is_somebody_elses(hub: Hub, anna: Page, ben: Page) -> None:
    (there,) = inbound(hub).glob(f"{ANNA}+*")
    secret = (there / "submission_secret.txt").read_text()
    for command in (
        ("ls", str(hub.home(ANNA))),
        ("cat", str(hub.home(ANNA) / "kooperation" / "meine_aufgaben" / SLUG / f"{SLUG}.ipynb")),
        ("ls", str(hub.home(ACCOUNT))),
        ("ls", str(inbound(hub))),
        ("ls", str(hub.exchange / "kooperation" / "feedback")),
        ("mv", str(hub.exchange / "kooperation"), str(hub.exchange / "anders")),
        ("mv", str(there), str(inbound(hub) / "weg")),
        ("ls", str(there)),
        ("cat", str(there / f"{SLUG}.ipynb")),
        ("rm", "-r", str(there)),
    ):
        ran = hub.run(BEN, *command)
        assert ran.returncode != 0, command
        assert secret not in ran.stdout
        assert "Permission denied" in ran.stderr or "not permitted" in ran.stderr, ran.stderr
    for path in (
        "lab",
        "api/contents/kooperation",
        f"files/kooperation/meine_aufgaben/{SLUG}/{SLUG}.ipynb",
    ):
        for person in (ANNA, ACCOUNT):
            assert ben.request.get(hub.address(person, path)).status in (403, 404)
    assert ben.request.get(f"{hub.url}hub/spawn/{ACCOUNT}").status in (403, 404)
    assert ben.request.get(f"{hub.url}hub/api/users").status in (403, 404)


def test_what_a_kernel_says_cannot_be_heard_by_somebody_who_knows_its_port(
    hub: Hub, anna: Page
) -> None:
    runtime = hub.home(ANNA) / ".local" / "share" / "jupyter" / "runtime"
    connection = max(runtime.glob("kernel-*.json"), key=lambda file: file.stat().st_mtime)
    about = json.loads(connection.read_text())
    listen = (
        "import sys, zmq; s = zmq.Context().socket(zmq.SUB); s.subscribe(b''); "
        f"s.connect('tcp://{about['ip']}:{about['iopub_port']}'); print(s.poll(8000))"
    )
    python = str(hub.environment / "env" / "bin" / "python")
    listening = subprocess.Popen(
        ["setpriv", "--reuid", BEN, "--clear-groups", python, "-c", listen], stdout=subprocess.PIPE
    )
    control(anna, "FormalCheck(sheet, task)").get_by_role("button", name="Abgabe packen").click()
    expect(control(anna, "FormalCheck(sheet, task)")).to_contain_text("dilemma.zip")
    assert listening.communicate(timeout=60)[0].strip() == b"0"


def test_what_was_handed_in_comes_back_marked_and_a_forged_folder_stops_nobody(
    hub: Hub, anna: Page, ben: Page, account: Page
) -> None:
    forge(hub)
    said = done(hub, "kooperation", "collect", SLUG, code=1)  # something was refused
    assert "gehört nicht der Person" in said
    handed = hub.home(ACCOUNT) / "kurs" / "submitted"
    assert {folder.name for folder in handed.iterdir()} == {ANNA, BEN}
    sheet = json.loads((handed / ANNA / SLUG / f"{SLUG}.answers.json").read_text("utf-8"))
    assert sheet["answers"]["begruendung"].strip() == SECRET_TEXT.strip()
    assert "Bewertet: 2." in done(hub, "kooperation", "grade", SLUG)

    mark(hub, account)
    done(hub, "kooperation", "feedback", SLUG)
    done(hub, "nbgrader", "release_feedback", SLUG)
    assert PRAISE in feedback(hub, anna, ANNA)
    assert PRAISE not in feedback(hub, ben, BEN)
    assert time.monotonic() - hub.since < JOURNEY


def forge(hub: Hub) -> None:
    """As Ben, lay a submission into the inbound folder that bears Anna's name and a later time."""
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"
    folder = inbound(hub) / f"{ANNA}+{SLUG}+{now}+f4lsch"
    own = hub.home(BEN) / "kooperation" / "meine_aufgaben" / SLUG
    script = (
        f"mkdir '{folder}' && cp '{own}/{SLUG}.ipynb' '{folder}' && printf '{now}' > '{folder}/timestamp.txt' && "
        f"printf '{'0' * 128}' > '{folder}/submission_secret.txt'"
    )
    assert hub.run(BEN, "sh", "-c", script).returncode == 0


def mark(hub: Hub, page: Page) -> None:
    """Mark Anna's text at the desk, with a comment of one's own."""
    assert f"bewerten/{SLUG}.ipynb" in done(hub, "kooperation", "mark", SLUG)
    page.goto(hub.address(ACCOUNT, f"lab/tree/kurs/bewerten/{SLUG}.ipynb"))
    page.wait_for_function(
        "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    Notebook(page, Path(SLUG)).run_all()
    desk = page.locator(".kooperation-desk")
    desk.locator(".kooperation-title").click()
    expect(desk).to_contain_text("Annas Gedanke")
    page.keyboard.type("11k")
    page.keyboard.type(PRAISE)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(desk.locator(".kooperation-state")).to_contain_text("Gespeichert.")


def feedback(hub: Hub, page: Page, person: str) -> str:
    """Fetch *person*'s feedback in nbgrader's list, open it in JupyterLab, and return what stands there."""
    page.goto(hub.address(person, "lab?reset"))
    open_list(page)
    page.get_by_role("button", name="Fetch Feedback").click()
    page.get_by_text("(view feedback)").click()
    page.wait_for_url(lambda address: "/feedback/" in address)
    folder = hub.home(person) / "kooperation" / "meine_aufgaben" / SLUG / "feedback"
    (found,) = folder.rglob(f"{SLUG}.html")
    page.goto(
        hub.address(person, f"lab/tree/{found.relative_to(hub.home(person))}".replace(" ", "%20"))
    )
    shown = page.frame_locator("iframe").locator("body")
    expect(shown).to_contain_text("Rückmeldung")
    return shown.inner_text()


def test_a_named_server_opens_the_same_course(hub: Hub, anna: Page) -> None:
    page = anna.context.new_page()
    page.goto(f"{hub.url}hub/spawn/{ANNA}/zweiter")
    page.wait_for_url(lambda address: f"/user/{ANNA}/zweiter/lab" in address, timeout=120_000)
    page.locator(".jp-Notebook.kooperation-ran").wait_for(timeout=120_000)
    page.close()
