"""What the extension writes on a notebook changes nothing inside a widget."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "course" / "kooperation"
STATIC = PACKAGE / "labextension" / "kooperation" / "static"
ON_IT = re.compile(r'const [A-Z]+ = "(kooperation-[a-z-]+)"; // on (?:the notebook|a cell)')


def begins_with(style: str, name: str) -> bool:
    """Say whether a rule of *style* holds for all that lies in whatever has the class *name*."""
    return bool(re.search(rf"(?:^|[}},])\s*\.{name}(?![\w-])", style, re.MULTILINE))


def test_no_rule_of_a_widget_begins_with_a_class_of_the_notebook() -> None:
    """A key's class was a legend's, too: whoever used the keyboard saw every chart at 30 pixels."""
    script = "\n".join(path.read_text("utf-8") for path in STATIC.glob("*.js"))
    names = set(ON_IT.findall(script))
    assert {"kooperation-quiet", "kooperation-own", "kooperation-keyed"} <= names
    styles = [path for path in PACKAGE.rglob("*.css") if STATIC not in path.parents]
    assert len(styles) > 5
    met = {
        (path.name, name)
        for path in styles
        for name in names
        if begins_with(path.read_text("utf-8"), name)
    }
    assert met == set()


def test_the_test_would_notice_the_class_of_a_legend() -> None:
    style = (PACKAGE / "kit" / "style.css").read_text("utf-8")
    assert begins_with(style, "kooperation-keys")
