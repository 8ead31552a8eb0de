"""A class plays in real browsers: by keyboard, on phones and on a wall, through a reload and a crash of the server."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from browser.axe import serious
from browser.real_lab import ROOT, Lab, Notebook, find_chromium, launch
from browser.test_layout import written
from browser.test_page import drawn
from debian import install
from playing_class import serve, serving

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


class Room:
    """Pages that share nothing, each in a browser of its own, as on machines apart; what they log and ask for is noted."""

    def __init__(self, browser: Browser, stack: ExitStack) -> None:
        self._browser, self._stack = browser, stack
        self.faults: list[str] = []
        self.asked: set[str] = set()

    def page(self, address: str, size: dict[str, int], scheme: str = "light") -> Page:
        browser = launch(self._browser.browser_type, find_chromium())
        self._stack.callback(browser.close)
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console", lambda said: self.faults.append(said.text) if "Policy" in said.text else None
        )
        page.on("request", lambda request: self.asked.add(request.url))
        page.goto(address)
        return page


@pytest.fixture
def room(browser: Browser) -> Iterator[Room]:
    with ExitStack() as stack:
        yield Room(browser, stack)


def choose(page: Page, key: str) -> None:
    """Choose and hand in by keyboard alone."""
    page.locator("#task input").first.focus()
    page.keyboard.press(key)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_three_play_by_keyboard_and_nothing_is_asked_of_anybody_else(
    room: Room, tmp_path: Path
) -> None:
    served = serve(tmp_path)
    lead = room.page(served.links["lead"], WIDE)
    wall = room.page(served.links["wall"], WIDE, "dark")
    expect(wall.locator("#join svg")).to_be_visible()
    phones = [
        room.page(served.links["phone"], PHONE),
        room.page(served.links["phone"], PHONE, "dark"),
        room.page(served.links["phone"].partition("#")[0], PHONE),
    ]
    # The third has no QR code read: it types what stands on the wall, in small letters.
    phones[2].get_by_label("Code der Sitzung").fill(served.links["code"].lower())
    phones[2].keyboard.press("Enter")
    expect(lead.locator("#status")).to_contain_text("3 von 3 sind verbunden")

    lead.locator("summary", has_text="Gefangenendilemma").focus()
    lead.keyboard.press("Enter")
    lead.locator("details[open] select[name=rounds]").select_option("3")
    lead.locator("details[open] button").focus()
    lead.keyboard.press("Enter")
    expect(phones[0].locator("#task")).to_contain_text("Runde 1 von 3")
    assert serious(phones[0], "body") == []
    for phone, key in zip(phones, ("Space", "ArrowDown", "Space"), strict=True):
        expect(phone.locator("#task")).to_contain_text("Runde 1 von 3")
        assert phone.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
        choose(phone, key)
    for shown in (lead, wall):
        expect(shown.locator("#picture")).to_contain_text("2 von 3 haben sorgfältig geklärt")
        assert serious(shown, "body") == []
    expect(phones[0].locator("#result")).to_contain_text("Ihr Zug: sorgfältig klären")

    # One moves and its page is closed by the phone; the server dies; all go on where they were.
    lead.locator("#next").click()
    expect(phones[1].locator("#task")).to_contain_text("Runde 2 von 3")
    choose(phones[1], "Space")
    expect(phones[1].locator("#task")).to_contain_text("Abgegeben")
    name = phones[1].locator("#who strong").inner_text()
    served.kill()
    expect(phones[0].locator("#line")).to_contain_text("unterbrochen")
    again = serve(tmp_path)
    try:
        phones[1].reload()
        expect(phones[1].locator("#who")).to_contain_text(name)
        expect(phones[1].locator("#task")).to_contain_text("Ihr Zug: sorgfältig klären")
        expect(phones[0].locator("#line")).to_be_hidden()
        for phone in (phones[0], phones[2]):
            choose(phone, "Space")
        expect(wall.locator("#picture")).to_contain_text("3 von 3 haben sorgfältig geklärt")
        lead.get_by_text("Zum Schluss").click()
        lead.get_by_role("button", name="Sitzung beenden").click()
        for phone in phones:
            expect(phone.locator("#task")).to_contain_text("Auf Ihrem Gerät bleibt nichts")
            assert phone.evaluate("() => localStorage.length") == 0
        assert again.process.wait(10) == 0
    finally:
        again.process.kill()
    assert room.faults == []
    own = served.links["phone"].partition("#")[0]
    assert [url for url in room.asked if not url.startswith((own, own.replace("http", "ws")))] == []
    assert not any(re.search("uqr", url) for url in room.asked - {f"{own}static/uqr.mjs"})


def test_what_the_lecturer_presses_while_the_server_is_away_is_done_when_it_is_back(
    room: Room, tmp_path: Path
) -> None:
    served = serve(tmp_path)
    lead = room.page(served.links["lead"], WIDE)
    lead.get_by_text("Zum Schluss").click()
    served.kill()
    expect(lead.locator("#line")).to_contain_text("unterbrochen")
    lead.get_by_role("button", name="Sitzung beenden").click()
    again = serve(tmp_path)
    try:
        expect(lead.locator("#status")).to_contain_text("Die Sitzung ist beendet.", timeout=30_000)
    finally:
        again.process.kill()


@contextmanager
def nginx(folder: Path, location: str, port: int) -> Iterator[None]:
    """Let nginx listen on *port*, with one *location*."""
    if not shutil.which("nginx"):
        install("nginx-light")
    if not shutil.which("nginx"):
        pytest.skip("nginx is not here, and cannot be installed")
    temporary = "\n".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    server = f"server {{ listen 127.0.0.1:{port};\n{location} }}"
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off;\n{temporary}\n{server} }}"
    )
    process = subprocess.Popen(["nginx", "-c", str(config), "-p", str(folder)])
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.nightly
def test_behind_a_plain_proxy_a_class_plays_below_a_path_as_the_page_for_lecturers_says(
    room: Room, tmp_path: Path
) -> None:
    [location] = re.findall(r"```nginx\n(.+?)```", (ROOT / "course/lehren.md").read_text(), re.S)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    folder = tmp_path / "hoersaal"
    with serving(folder, "--address", address, "--prefix", "/spiel/") as served:
        own = json.loads((folder / "sitzung.jsonl").read_text("utf-8").splitlines()[0])["port"]
        with nginx(tmp_path, location.replace("8899", str(own)), port):
            assert served.links["phone"] == f"{address}/spiel/#{served.links['code']}"
            lead = room.page(served.links["lead"], WIDE)
            phones = [room.page(served.links["phone"], PHONE) for _ in range(2)]
            expect(lead.locator("#status")).to_contain_text("2 von 2 sind verbunden")
            lead.locator("summary", has_text="Gefangenendilemma").click()
            lead.locator("details[open] button").click()
            for phone in phones:
                expect(phone.locator("#task")).to_contain_text("Runde 1")
                choose(phone, "Space")
            expect(lead.locator("#picture")).to_contain_text("2 von 2 haben sorgfältig geklärt")
    assert room.faults == []


@pytest.mark.nightly
def test_from_a_notebook_a_session_starts_and_its_code_can_be_scanned(
    page: Page, lab: Lab, room: Room
) -> None:
    path = written(lab.folder / "hoersaal-notebook", [])
    folder = path.parent / "hoersaal"
    notebook = json.loads(path.read_text("utf-8"))
    source = f"from kooperation.desk.classroom import LectureHall\nLectureHall({str(folder)!r})"
    cell = {"cell_type": "code", "id": "hall", "metadata": {}, "source": source}
    notebook["cells"] = [{**cell, "outputs": [], "execution_count": None}]
    path.write_text(json.dumps(notebook), "utf-8")
    opened = Notebook.open(page, lab, path)
    opened.run_all()
    card = opened.widget("Mit der Gruppe spielen")
    card.get_by_role("button", name="Sitzung beginnen").press("Enter")
    code = card.get_by_role("img", name="QR-Code mit der Adresse der Sitzung")
    expect(code.locator("svg")).to_be_visible()
    links = json.loads((folder / "adresse.json").read_text("utf-8"))
    expect(card).to_contain_text(links["code"])
    [read] = zxingcpp.read_barcodes(drawn(code.locator("path").get_attribute("d") or ""))
    assert read.text == links["phone"]
    page.set_viewport_size({"width": 390, "height": 844})
    code.scroll_into_view_if_needed()
    expect(code.locator("svg")).to_be_in_viewport()
    assert serious(page) == []
    href = card.get_by_role("link", name="Leitung öffnen").get_attribute("href")
    assert href == links["lead"]
    lead = room.page(links["lead"], WIDE)
    lead.get_by_text("Zum Schluss").click()
    lead.get_by_role("button", name="Sitzung beenden").click()
    expect(lead.locator("#status")).to_contain_text("Die Sitzung ist beendet")
