"""What scrolls sideways in its own box is reached by the Tab key, as long as it scrolls. In a real Chromium."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from kooperation.kit.area import Area
from kooperation.kit.explorer import Explorer
from kooperation.kit.guard import style
from kooperation.kit.html import Markup
from kooperation.kit.layout import scrolling
from lone_card import show

WIDE = Markup('<svg width="600" height="20" role="img" aria-label="breit"></svg>')


class Wide(Explorer):
    """A figure in a box of its own, a picture in an area, and a link there."""

    def __init__(self) -> None:
        self.area = Area(WIDE)
        linked = Area(WIDE + Markup('<a href="#">weiter</a>'))
        super().__init__(scrolling(Area(Markup("<p>Bild</p>"))), self.area, linked, title="Breit")


def test_a_box_that_scrolls_is_a_stop_of_the_tab_key_with_a_name_and_none_when_it_fits(
    browser: Browser,
) -> None:
    with browser.new_context(viewport={"width": 390, "height": 700}) as context:
        page = context.new_page()
        page.set_content(f"<style>{style()}</style><body></body>")
        explorer = Wide()
        card = show(page, explorer)
        stops = page.locator('[role="group"][tabindex="0"]')
        figure, area, linked = (
            page.locator(".kooperation-scrolling"),
            *page.locator(".kooperation-area:has(svg)").all(),
        )
        for box in (figure, area):
            expect(box).to_have_accessible_name("Breit")
            expect(box).to_have_attribute("tabindex", "0")
        expect(linked).not_to_have_attribute("tabindex", "0")  # the link is a stop already
        area.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(box) => box.scrollLeft > 0", arg=area.element_handle())
        explorer.area.show(Markup("<p>schmal</p>"))
        (name,) = (key for key, value in card.get_state().items() if value == "<p>schmal</p>")
        page.evaluate("([name, html]) => hear({ [name]: html })", [name, "<p>schmal</p>"])
        expect(stops).to_have_count(1)
        page.set_viewport_size({"width": 900, "height": 700})
        expect(stops).to_have_count(0)
