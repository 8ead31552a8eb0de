"""The explorer of the effort of coordination."""

from __future__ import annotations

import re

from kooperation.widgets import CoordinationEffort


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_effort_is_counted_before_ones_eyes() -> None:
    widget = CoordinationEffort()
    widget.offices.value = 5
    text = words(widget.table.value)
    assert "5 · 3 · 4 60" in text
    assert "3⁵ 243" in text
    widget.options.value, widget.offices.value = 2, 3
    assert "kostet hier nicht mehr: 8 statt höchstens 12" in words(widget.sentences.value)
    widget.offices.value = 2  # 2² and 2·2·1
    assert "kostet hier ebenso viel: 4 Prüfungen." in words(widget.sentences.value)
    widget.options.value, widget.offices.value = 5, 12
    assert "kostet 369\u202f910-mal so viel" in widget.sentences.value
