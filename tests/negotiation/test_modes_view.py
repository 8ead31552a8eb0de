"""A score sheet: setting → the sentences it must say of the three modes."""

from __future__ import annotations

from markupsafe import Markup

from kooperation.negotiation.compared_words import Compared
from kooperation.negotiation.modes_view import deal_text, in_words, threshold_text
from kooperation.negotiation.situation import Setting
from kooperation.negotiation.situation_words import situations


def said(key: str, setting: Setting) -> list[str]:
    """Return the three sentences as text."""
    compared = Compared(situations()[key], setting)
    return [Markup(sentence).striptags() for sentence in in_words(compared)]


def test_a_package_needs_no_payment() -> None:
    exchange, _, _ = said("arbeitsmarktprogramm", Setting())
    assert exchange == (
        "Ausgleich: Ein Paket aus „Vermittlungsoffensive“ und „Stabilisierung vor Vermittlung“,"
        " ohne Zahlung."
    )


def test_without_the_package_the_winner_pays() -> None:
    """Formula 3.4: t between 1 and 4, with equal power 2.5; with λ = 0.5 t between 2 and 4."""
    record = situations()["arbeitsmarktprogramm"]
    for arriving, sent, arrives in ((1.0, "2,5", "2,5"), (0.5, "3", "1,5")):
        setting = Setting(packages=False, arriving=arriving)
        assert deal_text(Compared(record, setting)) == (
            f"„Vermittlungsoffensive“; die Agentur gleicht mit {sent} aus, davon kommen {arrives} an"
        )


def test_where_nobody_may_pay_the_loser_blocks_and_the_reason_is_said() -> None:
    exchange, _, _ = said("arbeitsmarktprogramm", Setting(packages=False, payments=False))
    assert exchange == (
        "Ausgleich: Auch „Vermittlungsoffensive“ scheitert, der Vorschlag mit der größten Summe."
        " Die Kommune hätte damit 3 statt 4. Eine Ausgleichszahlung ist ausgeschlossen."
    )


def test_the_compromise_gives_the_stronger_side_more_of_its_wish() -> None:
    """Formula 3.2 on a line from d = (4, 4): u_A = 4 + 2β = 5.6 of 10 with β = 0.8."""
    _, compromise, _ = said("arbeitsmarktprogramm", Setting(power=0.8))
    assert "Die Agentur behält 56 % des eigenen Wunsches, die Kommune 44 %." in compromise


def test_problem_solving_says_what_trust_it_takes_and_who_lacks_it() -> None:
    """Formula 3.7: c/(κ_max·h·10·β) = 0.8/(0.6·1·8) for the agency, …/(0.6·1·2) for the other: 0.17 and 0.67."""
    for trust, opening in (
        (0.1, "Beide blockieren: gegenüber dem Kompromiss lohnt es sich nicht. Nötig wären"),
        (0.3, "Die Kommune blockiert: gegenüber dem Kompromiss lohnt es sich nicht. Nötig wären"),
        (0.8, "Die Grenze rückt auf das 1,48-Fache, jede Seite zahlt 0,8 für den Weg. Nötig sind"),
    ):
        setting = Setting(power=0.8, trust=trust, room=1, cost=0.8)
        _, _, solving = said("arbeitsmarktprogramm", setting)
        assert solving.startswith(f"Problemlösung: {opening}")
        assert "τ über 0,17 (Agentur) und über 0,67 (Kommune)" in solving


def test_where_there_is_no_room_no_trust_helps() -> None:
    _, _, solving = said("arbeitsmarktprogramm", Setting(room=0, cost=0.5))
    assert solving.endswith("Ohne Spielraum oder ohne Neues hilft kein Vertrauen.")
    assert threshold_text(1.0, 0.5) == "1, also mehr als es gibt,"
    assert threshold_text(0.99, 0.5) == "0,99"


def test_a_threshold_that_is_met_does_not_look_like_one_that_is_not() -> None:
    """0.5/(0.6·0.7·10·0.3) = 0.397 is below a trust of 0.4, and „über 0,4“ would say the contrary."""
    setting = Setting(power=0.3, trust=0.4, room=0.7, cost=0.5)
    _, _, solving = said("arbeitsmarktprogramm", setting)
    assert "Nötig sind τ über 0,397 (Agentur) und über 0,17 (Kommune); da ist 0,4." in solving
    assert threshold_text(0.999, 0.5) == "0,999"
