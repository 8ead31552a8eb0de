"""A class plays on a real JupyterHub: phones without an account through its proxy, each a browser process of its own."""

from __future__ import annotations

import pwd
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from browser.real_hub import ANNA, HALL, TEACHER, Hub, environment, jupyterhub, missing
from browser.real_lab import Lab, find_chromium, launch
from browser.test_page import drawn
from browser.wire import Wire, wire

WHY = missing()
pytestmark = [pytest.mark.nightly, pytest.mark.skipif(bool(WHY), reason=WHY)]
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
BLOCKED = """address => new Promise(resolve => {
  document.addEventListener("securitypolicyviolation", event => resolve(event.blockedURI), { once: true });
  document.head.append(Object.assign(document.createElement("script"), { src: address, onload: () => resolve("ran") }));
})"""


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with jupyterhub(environment()) as running:
        yield running


@dataclass
class Class:
    """The lecturer's page, the wall beside it, and three phones; the last one's wire can be cut."""

    lead: Page
    wall: Page
    phones: list[Page]
    wire: Wire


@pytest.fixture(scope="module")
def group(hub: Hub, browser: Browser) -> Iterator[Class]:
    lead = hub.log_in(browser, TEACHER)
    lead.goto(f"{hub.url}hub/home")
    lead.get_by_text("Services").click()
    lead.get_by_role("link", name="hoersaal").click()
    lead.get_by_role("link", name="Sitzung leiten").click()
    link = lead.get_by_role("link", name="/services/hoersaal/#").get_attribute("href") or ""
    with lead.expect_popup() as popup:
        lead.get_by_role("link", name="Zuerst die Wand öffnen").click()
    wall = popup.value
    path = wall.locator("#join svg path").get_attribute("d") or ""
    assert [read.text for read in zxingcpp.read_barcodes(drawn(path))] == [link]
    host = hub.url.split("/")[2]
    with ExitStack() as stack, wire(Lab(hub.url, "", Path())) as line:
        over = f"--host-resolver-rules=MAP {host} {line.lab.url.split('/')[2]}"
        phones = []
        for more in ((), (), (over,)):
            process = launch(browser.browser_type, find_chromium(), *more)
            stack.callback(process.close)
            page = process.new_page(viewport={"width": 390, "height": 844})
            page.goto(link)
            phones.append(page)
        yield Class(lead, wall, phones, line)


def test_three_phones_without_an_account_play_a_round_and_one_is_cut_off_and_comes_back(
    hub: Hub, group: Class
) -> None:
    expect(group.lead.locator("#status")).to_contain_text("3 von 3 sind verbunden")
    group.lead.locator("summary", has_text="Gefangenendilemma").click()
    group.lead.locator("details[open] button").click()
    for phone, action in zip(
        group.phones, ("sorgfältig klären", "weiterschieben", "weiterschieben"), strict=True
    ):
        if phone is group.phones[-1]:
            name = phone.locator("#who strong").inner_text()
            group.wire.cut()
            phone.wait_for_function("() => !document.querySelector('#line').hidden")
            expect(phone.locator("#line")).to_be_hidden()
            expect(phone.locator("#who")).to_contain_text(name)
        phone.get_by_label(action).check()
        phone.get_by_role("button", name="Abgeben").click()
    for shown in (group.lead, group.wall):
        expect(shown.locator("#picture")).to_contain_text("1 von 3 haben sorgfältig geklärt")
    for phone in group.phones:
        expect(phone.locator("#result")).to_contain_text("Ergebnis der Runde 1")
        assert phone.context.cookies() == []


def test_a_page_of_the_class_runs_no_script_that_lies_elsewhere_on_the_hub(
    hub: Hub, group: Class
) -> None:
    foreign = f"{hub.url}hub/static/components/requirejs/require.js"
    assert group.phones[0].request.get(foreign).ok
    assert group.phones[0].evaluate(BLOCKED, foreign) == foreign


def test_who_leads_is_known_by_the_hub_and_nobody_else_becomes_it(
    hub: Hub, group: Class, browser: Browser
) -> None:
    door = f"{hub.url}services/hoersaal/anmelden"
    stranger = browser.new_page()
    stranger.goto(door)
    assert "/hub/login" in stranger.url
    learner = hub.log_in(browser, ANNA)
    answer = learner.goto(door)
    assert answer is not None
    assert answer.status == 403
    assert "#" not in learner.url


def test_its_process_is_an_account_of_its_own_that_holds_nothing_else(
    hub: Hub, group: Class
) -> None:
    uid = pwd.getpwnam(HALL).pw_uid
    (process,) = (p for p in Path("/proc").glob("[0-9]*") if p.exists() and p.stat().st_uid == uid)
    assert b"hoersaal" in (process / "cmdline").read_bytes()
    assert [path.name for path in hub.home(HALL).glob("[!.]*")] == ["hoersaal"]
    secret = group.lead.url.partition("#")[2]
    assert len(secret) > 30
    assert secret not in (hub.folder / "hub.log").read_text("utf-8")
    told = dict(pair.split("=", 1) for pair in environ(process))
    as_service = {"Authorization": f"token {told['JUPYTERHUB_API_TOKEN']}"}
    asked = group.wall.request
    assert asked.get(f"{hub.url}hub/api/user", headers=as_service).ok
    for path in ("users", f"users/{TEACHER}", f"users/{TEACHER}/tokens", "groups", "proxy"):
        answer = asked.get(f"{hub.url}hub/api/{path}", headers=as_service)
        assert answer.status in (403, 404), path


def environ(process: Path) -> list[str]:
    return (process / "environ").read_bytes().decode().strip("\0").split("\0")


def test_after_a_session_the_next_begins_with_another_code(hub: Hub, group: Class) -> None:
    before = group.lead.locator("#session a").first.get_attribute("href")
    group.lead.get_by_text("Zum Schluss").click()
    group.lead.get_by_role("button", name="Sitzung beenden").click()
    for phone in group.phones:
        expect(phone.locator("#task")).to_contain_text("Auf Ihrem Gerät bleibt nichts")
    group.lead.get_by_role("link", name="Die nächste Sitzung öffnen").click()
    expect(group.lead.locator("#status")).to_contain_text("Noch ist niemand da")
    assert group.lead.locator("#session a").first.get_attribute("href") != before
