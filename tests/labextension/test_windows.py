"""Which of JupyterLab's windows go, in a real Chromium whose clock stands still, with windows made up.

That JupyterLab's own look like these, the journeys in `tests/browser` see.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page
from served import standing_still

GERMAN = {
    "Kernel Restarting": "Kernel startet neu",
    "The kernel for %1 appears to have died. It will restart automatically.": "Der Kernel für %1 ist tot. Er startet neu.",
    "Server Connection Error": "Server-Verbindungsfehler",
    "File Save Error for %1": "Fehler beim Speichern von %1",
    "File Load Error for %1": "Fehler beim Laden von %1",
    "Save your work": "Arbeit speichern",
}
OPEN = """async (german) => {
  const { watchWindows } = await import("/windows.js");
  document.body.replaceChildren();
  const signal = () => {
    const heard = [];
    return { connect: (call) => heard.push(call), emit: (...all) => { for (const call of heard) call(...all); } };
  };
  const opened = signal();
  window.dialogs = [];
  window.add = (header, body, isThere = true) => {
    const node = document.createElement("div");
    node.innerHTML = `<div class="jp-Dialog-header"></div><div class="jp-Dialog-body"></div>
      <div class="jp-Dialog-footer"><button>ja</button><button class="jp-mod-warn">nein</button></div>`;
    node.firstChild.textContent = header;
    node.children[1].textContent = body;
    const dialog = { node, isDisposed: false, disposed: signal(), looks: 0 };
    dialog.close = (how) => {
      dialog.how = how;
      dialog.isDisposed = true;
      node.remove();
      dialog.disposed.emit();
    };
    dialog.reject = () => dialog.close("gone");
    node.querySelector(".jp-mod-warn").onclick = () => dialog.close("not saved");
    document.body.append(node);
    dialogs.push(dialog);
    if (isThere) opened.emit(undefined, dialog);
    return dialog;
  };
  window.connection = undefined;
  window.restart = (words = german) => {
    const lab = {
      Dialog: { tracker: { widgetAdded: opened, forEach: (call) => dialogs.forEach(call) } },
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      course: { at: (path) => path.startsWith("course/lectures/") },
      words: { damaged_title: "Beschädigt", damaged: "„{name}“ ist beschädigt." },
    };
    const translator = words && { load: (domain) => domain === "jupyterlab" ? { __: (title, place) => (words[title] ?? title).replace("%1", place) } : undefined };
    watchWindows(lab, translator, () => connection);
  };
}"""
FILL = """([part, text]) => {
  const { node } = dialogs.at(-1);
  const place = node.querySelector(`.jp-Dialog-${part}`);
  if (place.firstChild) place.firstChild.data = text; // as React does
  else place.textContent = text;
}"""
DIED = "Der Kernel für gerade.ipynb ist tot. Er startet neu."
UNREADABLE = "Unreadable Notebook: {} NotJSONError('…')"


class Windows:
    """JupyterLab's windows, in German, beside a notebook of the course whose kernel may be in *trouble*."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.evaluate(OPEN, GERMAN)

    def watch(self, words: dict[str, str] | None = GERMAN) -> None:
        self._page.evaluate("(words) => restart(words)", words)

    def connect(self, trouble: str | None = None, restoring: bool = False) -> None:
        self._page.evaluate(
            "(one) => { window.connection = one; }",
            {"line": {"trouble": trouble}, "restoring": restoring},
        )

    def open(self, header: str, body: str = "") -> None:
        self._page.evaluate("([header, body]) => void add(header, body)", [header, body])

    def fill(self, part: str, text: str) -> None:
        self._page.evaluate(FILL, [part, text])

    def close(self) -> None:
        self._page.evaluate("() => dialogs.at(-1).close('closed')")

    def wait(self, milliseconds: int) -> None:
        self._page.clock.run_for(milliseconds)

    @property
    def how(self) -> str | None:
        """How the last one went: nothing as long as it is open."""
        how: str | None = self._page.evaluate("() => dialogs.at(-1).how ?? null")
        return how

    def text(self, part: str) -> str:
        text: str = self._page.evaluate(
            "(part) => dialogs.at(-1).node.querySelector(`.jp-Dialog-${part}`).textContent", part
        )
        return text


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with standing_still(browser) as page:
        yield page


@pytest.fixture
def windows(page: Page) -> Iterator[Windows]:
    errors: list[Error] = []

    def note(error: Error) -> None:
        errors.append(error)

    page.on("pageerror", note)
    yield Windows(page)
    page.remove_listener("pageerror", note)
    assert errors == []


def test_a_window_about_a_dead_kernel_goes_as_soon_as_it_says_so_and_before_its_title_is_there(
    windows: Windows,
) -> None:
    windows.watch()
    windows.connect()
    windows.open("")
    for part_of_it in ("Der Kernel für gerade.ipynb", DIED.removeprefix("Der Kernel")):
        windows.fill("body", part_of_it)
        assert windows.how is None
    windows.fill("body", DIED)  # no time passes, so no key can have come
    assert windows.how == "gone"


@pytest.mark.parametrize(
    "title",
    [
        "Kernel startet neu",
        "Server-Verbindungsfehler",
        "Error Starting Kernel",
        "Server unavailable or unreachable",
    ],
)
def test_windows_about_what_is_gone_go_where_a_line_says_it(windows: Windows, title: str) -> None:
    windows.watch()
    windows.open(title)
    windows.wait(1000)
    windows.connect()
    windows.wait(1000)
    assert windows.how is None  # of a notebook that is not the course's
    windows.open(title)
    assert windows.how == "gone"


@pytest.mark.parametrize("title", ["Arbeit speichern", "Kernel wählen"])
def test_other_windows_stay(windows: Windows, title: str) -> None:
    windows.watch()
    windows.connect("no_server")
    windows.open(title, "Was gerade.ipynb ist")
    windows.wait(1000)
    assert windows.how is None


def test_while_a_kernel_is_started_only_a_window_about_the_server_goes(windows: Windows) -> None:
    windows.watch()
    windows.connect(restoring=True)
    for title, body in (("Error Starting Kernel", ""), ("", DIED)):
        windows.open(title, body)
        windows.wait(1000)
        assert windows.how is None
    windows.open("Server-Verbindungsfehler")
    assert windows.how == "gone"


def test_a_failed_save_stays_until_a_line_says_that_there_is_no_server(windows: Windows) -> None:
    windows.watch()
    windows.connect("no_kernel")
    windows.open("Fehler beim Speichern von gerade.ipynb", "Not Found")
    windows.wait(1000)
    assert windows.how is None
    windows.connect("no_server")
    windows.wait(200)
    assert windows.how == "gone"


def test_a_failed_save_that_was_read_is_left_alone(windows: Windows) -> None:
    windows.watch()
    windows.connect()
    windows.open("Fehler beim Speichern von gerade.ipynb", "Not Found")
    windows.close()
    windows.wait(200)
    windows.connect("no_server")
    windows.wait(1000)
    assert windows.how == "closed"


def test_windows_from_before_go_too_and_without_a_translation(windows: Windows) -> None:
    windows.connect()
    windows.open("Server Connection Error")
    windows.watch(None)
    assert windows.how == "gone"


def test_of_a_damaged_notebook_one_is_told_what_to_do_and_nothing_asks_to_save_it(
    windows: Windows,
) -> None:
    windows.watch()
    windows.open("Fehler beim Laden von 05.ipynb", UNREADABLE.format("course\\lectures\\05.ipynb"))
    assert (windows.text("header"), windows.text("body")) == (
        "Beschädigt",
        "„05.ipynb“ ist beschädigt.",
    )
    windows.wait(5000)  # as long as one reads
    windows.close()
    windows.wait(100)
    for title, body in (("Arbeit speichern", "06.ipynb"), ("Kernel wählen", "05.ipynb")):
        windows.open(title, f"Was {body} ist")
        assert windows.how is None
        windows.close()
    windows.open("Arbeit speichern", "Was 05.ipynb ist")
    assert windows.how == "not saved"
    windows.wait(2000)
    windows.open("Arbeit speichern", "Was 05.ipynb ist")
    assert windows.how is None


@pytest.mark.parametrize("said", [UNREADABLE.format("eigenes/x.ipynb"), "Invalid response"])
def test_of_ones_own_notebooks_jupyterlab_tells_itself(windows: Windows, said: str) -> None:
    windows.watch()
    windows.open("Fehler beim Laden von x.ipynb", said)
    windows.wait(5000)
    assert windows.text("body") == said
    assert windows.how is None
