"""The explorer of a misreported loss."""

from __future__ import annotations

import re

from kooperation.widgets import DeceptionExplorer


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_misreported_loss() -> None:
    widget = DeceptionExplorer()
    assert "zusammen 3" in words(widget.sentences.value)
    widget.said_loss.value = 3
    assert "Zahlung 2,5 3,5 A gewinnt 1,5 0,5 B gewinnt 1,5 2,5 zusammen 3 3" in words(
        widget.table.value
    )
    widget.said_loss.value = 4.25
    assert "Zahlung 2,5 keine A gewinnt 1,5 0 B gewinnt 1,5 0 zusammen 3 0" in words(
        widget.table.value
    )
    assert "scheitert, obwohl er beiden genützt hätte" in words(widget.sentences.value)


def test_a_tight_trade_fails_at_the_first_exaggeration() -> None:
    widget = DeceptionExplorer()
    widget.truth.value = "tight"
    assert (widget.said_gain.value, widget.said_loss.value) == (4, 3.5)
    widget.said_loss.value = 4.25
    assert "Zusammen gehen 0,5 verloren" in words(widget.sentences.value)
    widget.friction.value = 0.5
    assert "Auch ehrlich käme" in words(widget.sentences.value)


def test_where_friction_eats_the_gain_nothing_is_said_to_be_lost() -> None:
    """With λ = 1/4 the loss of 1 takes 4, just what A gains."""
    widget = DeceptionExplorer()
    widget.friction.value = 0.75
    for claim in (1, 3):
        widget.said_loss.value = claim
        assert "Auch ehrlich ist an diesem Tausch nichts zu gewinnen" in words(
            widget.sentences.value
        )
        assert "verloren" not in words(widget.sentences.value)


def test_who_understates_the_loss_does_not_sign_in_the_end() -> None:
    widget = DeceptionExplorer()
    widget.said_loss.value, widget.said_gain.value = 0, 1
    assert "unterschreibt nicht" in words(widget.sentences.value)


def test_honesty_can_be_restored() -> None:
    widget = DeceptionExplorer()
    widget.said_loss.value = 3
    widget.reset.click()
    assert widget.said_loss.value == 1
