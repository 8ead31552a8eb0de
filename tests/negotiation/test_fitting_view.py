"""The guess beside four measures."""

from __future__ import annotations

from markupsafe import Markup

from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.fitting_view import fitting
from kooperation.negotiation.situation import Mode, Setting
from kooperation.negotiation.situation_words import situations


def told(guess: Mode, setting: Setting) -> str:
    record = situations()["arbeitsmarktprogramm"]
    return Markup(fitting(Compared(record, setting), guess).replace("<br>", " | ")).striptags()


def test_modes_that_bring_as_much_are_both_named() -> None:
    """Formulas 3.4 and 3.5: the package brings +3, +2 and −4 for others, the compromise +1, +1 and −1."""
    text = told(Mode.COMPROMISE, Setting(trust=0, cost=1))
    assert (
        "beiden zusammen: Ausgleich | Agentur allein: Ausgleich | Kommune allein: Ausgleich" in text
    )
    assert "mit Dritten gerechnet: Ausgleich und Kompromiss" in text
    assert "Nach 1 von 4 Maßstäben liegt Ihr Tipp vorn." in text


def test_the_guess_counts_by_every_measure_it_leads() -> None:
    setting = Setting(trust=0, cost=1)
    assert "Ihr Tipp: „Interessenausgleich“." in told(Mode.EXCHANGE, setting)
    assert "Nach 4 von 4 Maßstäben" in told(Mode.EXCHANGE, setting)
    assert "Nach 0 von 4 Maßstäben" in told(Mode.PROBLEM_SOLVING, setting)
