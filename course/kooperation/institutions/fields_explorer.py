"""FieldExplorer: look at the seams around the SGB II, field by field and along a life."""

from __future__ import annotations

from kooperation.base.finding import find
from kooperation.base.words import Words
from kooperation.institutions.fields_network_view import field_figure
from kooperation.institutions.fields_view import (
    count_table,
    field_words,
    role_table,
    seam_sentence,
    seam_table,
)
from kooperation.institutions.fields_words import Field, LifeCourse, fields, life_courses
from kooperation.institutions.life_course_view import course_figure, course_words, station_table
from kooperation.kit.area import Area, live
from kooperation.kit.choice import dropdown, titled
from kooperation.kit.controls import show_only
from kooperation.kit.explorer import Explorer
from kooperation.kit.html import note, story
from kooperation.kit.layout import columns, fold, scrolling
from kooperation.kit.live_figure import LiveFigure
from kooperation.kit.node import Box

COUNT = "alle"
ALL = -1  # no seam chosen
SLIM = "kooperation-slim"
WORDS = Words("institutions.fields")
NAMES = Words("institutions.errors.names")


class FieldExplorer(Explorer):
    """A field or life course as picture and table; a seam chosen in either stands out in both.

    *key* is a key of `institutions/fields.toml` or `institutions/life_courses.toml`, or "alle" for a count of all
    seams. Raises ValueError if there is no such field.
    """

    def __init__(self, key: str = "gesundheit") -> None:
        known: dict[str, Field | LifeCourse] = {**fields(), **life_courses()}
        if key != COUNT:
            find(known, key, NAMES["field"])
        views = [*titled(known), (WORDS["count_view"], COUNT)]
        self.choice = dropdown(views, key, WORDS["view"])
        self.seam = dropdown([(WORDS["all_seams"], ALL)], ALL, WORDS["seam"])
        self._lists = Box([self.choice, self.seam], "fields")
        self.text, self.said, self.tables = Area(), live(), Area()
        self._folded, self._below = fold(WORDS["tables"], self.tables), Box()
        self.figure = LiveFigure()
        self._frame = scrolling(self.figure)
        self.follow(self.seam)
        self.when(self.choice, self._take_over)
        self.when(self.figure, self._take_click, "clicked")
        self._take_over()
        super().__init__(
            columns([self._lists, self.said], [self._frame]),
            self._below,
            fold(WORDS["about"], self.text),
            title=WORDS["title"],
        )

    @property
    def record(self) -> Field | LifeCourse | None:
        """What is shown: a field, a life course, or None for the count."""
        key = self.choice.value
        return fields().get(key) or life_courses().get(key)

    def _take_over(self) -> None:
        """Offer the seams of what is chosen, none of them chosen."""
        record = self.record
        seams = record.seams if isinstance(record, Field) else ()
        with self.in_one_go():
            titles = ((seam.title, at) for at, seam in enumerate(seams))
            self.seam.options = [(WORDS["all_seams"], ALL), *titles]
            self.seam.value = ALL
            show_only(bool(seams), self.seam)
            show_only(record is not None, self.figure)
            if isinstance(
                record, LifeCourse
            ):  # its lanes have room on a phone, a field's names have not
                self._frame.add_class(SLIM)
            else:
                self._frame.remove_class(SLIM)
            self._below.children = (self.tables if record is None else self._folded,)
            self.text.show(story(WORDS["count_intro"] if record is None else record.intro))

    def _take_click(self) -> None:
        if isinstance(self.record, Field):
            self.seam.value = self.figure.clicked.get("value")

    def draw(self) -> None:
        record = self.record
        if record is None:
            self.tables.show(count_table())
            self.said.show()
        elif isinstance(record, Field):
            self._draw_field(record)
        else:
            words = course_words(record)
            self.tables.show(station_table(record))
            self.said.show(note(words))
            self.figure.show(course_figure(record), f"{record.title}. {words}")

    def _draw_field(self, field: Field) -> None:
        at = None if self.seam.value == ALL else self.seam.value
        words = field_words(field)
        self.tables.show(seam_table(field, at), role_table(field), note(field.finding))
        self.said.show(note(words if at is None else seam_sentence(field.seams[at])))
        self.figure.show(field_figure(field, at), words)
