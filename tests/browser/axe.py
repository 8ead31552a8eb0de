"""axe-core over a page: what it finds serious or critical in what the course draws."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# What is ours in JupyterLab: cards, texts, the panel, lines above a notebook. The rest is JupyterLab's.
OURS = ".kooperation-box, .kooperation-course, .kooperation-line, .kooperation-tip, .kooperation-show, .jp-RenderedMarkdown"
DRAW_ALL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".jp-Cell { content-visibility: visible !important; contain: none !important; }");
  document.adoptedStyleSheets.push(sheet); // a policy that lets in no style element lets it in
}"""
RUN = """async (ours) => {
  const rules = { "target-size": { enabled: true } }; // WCAG 2.2; off unless asked for
  const { violations } = await axe.run(document, { elementRef: true, resultTypes: ["violations"], rules });
  return violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).flatMap(
    ({ id, nodes }) => nodes.filter(({ element }) => element?.closest(ours)).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}"""


def serious(page: Page, ours: str = OURS) -> list[str]:
    """Return rule and element of each serious or critical finding in what *ours* selects.

    Cells out of sight are looked at, too: JupyterLab leaves them undrawn until somebody scrolls there.
    """
    page.evaluate(DRAW_ALL)
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, ours)
    return found
