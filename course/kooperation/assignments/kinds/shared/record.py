"""What an author writes of a question, as typed records: what kinds share, and who may read a field.

Each field of a record says once, in its type, who gets it:

- `Public`: learners, with the published questions;
- `Shared`: learners, and the code that marks (`ITEMS` in a hidden test);
- `Printed`: learners, but in the notebook alone;
- `Private`: the code that marks, or whoever marks by hand.

`Wanted` narrows a type and says in German what is wanted. What depends on several fields is a `check`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from re import compile as pattern
from string import ascii_lowercase
from typing import Annotated, Any, ClassVar, TypeVar

from kooperation.assignments.questions import NOTHING
from kooperation.base.words import Words

WORDS = Words("assignments.assignment")
ERRORS = Words("assignments.errors.record")
T = TypeVar("T")


class Reader(Enum):
    """Who gets a field."""

    PUBLIC = auto()
    SHARED = auto()
    PRINTED = auto()
    PRIVATE = auto()


Public = Annotated[T, Reader.PUBLIC]
Shared = Annotated[T, Reader.SHARED]
Printed = Annotated[T, Reader.PRINTED]
Private = Annotated[T, Reader.PRIVATE]


@dataclass(frozen=True)
class Wanted:
    """What is wanted of a value, in German after its name („ist …“), and whether *holds* of it."""

    text: str
    holds: Callable[[Any], object] = lambda _value: True


SLUG = pattern(r"[a-z][a-z0-9_]*")
Name = Annotated[
    str, Wanted("ist ein Kurzname: kleine Buchstaben, Ziffern und _, ohne Umlaute", SLUG.fullmatch)
]
# Points are given to hundredths.
Points = Annotated[
    float,
    Wanted(
        "ist eine Zahl über 0 und höchstens 1000, auf Hundertstel genau",
        lambda value: 0 < value <= 1000 and round(value, 2) == value,
    ),
]
Counts = Annotated[
    tuple[int, int],
    Wanted(
        "sind zwei ganze Zahlen: mindestens und höchstens so viele Wörter",
        lambda counts: 0 < counts[0] <= counts[1],
    ),
]
Reasons = Annotated[
    Mapping[str, str], Wanted("nennt, worauf es antwortet: why.<Antwort> = …, je ein Text")
]
Options = Annotated[
    Mapping[str, str] | str, Wanted("sind Antworten mit ihren Texten, oder der Name einer Tabelle")
]
Keys = Annotated[str | tuple[str, ...], Wanted("ist eine Antwort oder eine Liste von Antworten")]

Check = Callable[[Any, Any], Iterator[str]]


def check(*fields: str, of_question: Sequence[str] = ()) -> Callable[[Check], Check]:
    """Mark a method (record, question) as a check of *fields*, and of some of the question's.

    It yields what is wrong, in German, and is not run where one of these fields is wrong by itself.
    """

    def marked(method: Check) -> Check:
        method.fields, method.of_question = fields, tuple(of_question)  # type: ignore[attr-defined]
        return method

    return marked


@dataclass(frozen=True, kw_only=True)
class Record:
    """Fields that stand in one section of a file."""

    @classmethod
    def place(cls, name: str, _raw: Mapping[str, Any]) -> str:
        """Return how the section *name* of the file is called in a message."""
        return name


@dataclass(frozen=True, kw_only=True)
class TableRecord(Record):
    """A table of what is given."""

    caption: Public[str]
    head: Public[tuple[str, ...]]
    rows: Public[Annotated[tuple[tuple[str, ...], ...], Wanted("sind Listen von Texten")]]

    @check("head", "rows")
    def rows_fit(self, _question: Any) -> Iterator[str]:
        """Each row fills all columns."""
        if any(len(row) != len(self.head) for row in self.rows):
            yield ERRORS["fields"]


@dataclass(frozen=True, kw_only=True)
class ItemRecord(Record):
    """An item of a pool: what one part of a question may ask."""

    always_hidden: ClassVar[Mapping[str, Any]] = NOTHING  # beside the fields, in a hidden test

    item: Public[Name]
    slot: Public[int]
    practice: Private[bool] = False  # for practice alone, never drawn where points are given

    @property
    def is_keyed(self) -> bool:
        """Whether what is right is written down."""
        return getattr(self, "key", None) is not None

    @classmethod
    def place(cls, _name: str, raw: Mapping[str, Any]) -> str:
        """Return the item's name."""
        return f"item „{raw.get('item')}“"


@dataclass(frozen=True, kw_only=True)
class AskingItem(ItemRecord):
    """An item that asks by a text, a label or both."""

    text: Public[str] = ""
    label: Shared[str] = ""

    @check("text", "label")
    def asks(self, _question: Any) -> Iterator[str]:
        """There is something to answer."""
        if not self.text and not self.label:
            yield ERRORS["no_text"]


@dataclass(frozen=True, kw_only=True)
class QuestionRecord(Record):
    """What every question has."""

    code: ClassVar[bool] = False  # whether it is answered by code in a cell
    by_hand: ClassVar[bool] = False  # whether a human marks it
    parts_by_name: ClassVar[bool] = False  # whether parts are called as their items
    asks: ClassVar[
        tuple[str, ...]
    ] = ()  # what each part asks, where the kind says it and no record
    same_for_all: ClassVar[bool] = (
        False  # whether items ask, and options mean, the same in all variants
    )

    kind: Public[str]
    title: Public[str]
    points: Public[Points]
    read: Public[str]

    @staticmethod
    def offered(options: Any) -> Mapping[str, str]:
        """Return the options that are written down, or named as a section of the words of games."""
        return dict(Words(f"games.{options}").section() if isinstance(options, str) else options)

    @staticmethod
    def mixed(pool: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Return the *pool* in the order in which it is published."""
        return list(pool)

    @property
    def needed_blocks(self) -> tuple[str, ...]:
        """The blocks of code that must stand in the text below the question."""
        return ()

    @property
    def step(self) -> str:
        """What there is to do, in the list at the beginning; "" for what goes without saying."""
        return ""

    def prompt(self) -> Iterator[str]:
        """Yield what the notebook says below the question's text."""
        yield from ()


@dataclass(frozen=True, kw_only=True)
class TestedRecord(QuestionRecord):
    """What a question has that a hidden test marks."""

    hint: Public[str]
    claim: Printed[str]


@dataclass(frozen=True, kw_only=True)
class SheetRecord(TestedRecord):
    """What a question has that is answered in the answer sheet."""

    part: Public[str] = "{part}"
    text: Public[str] = ""
    table: Public[TableRecord | None] = None
    typed: Printed[str]
    practice: Printed[str] = (
        ""  # what practice says above the question; "" where it is not practised
    )
    worked: Printed[str] = ""  # how one gets there, in practice; with the numbers that were drawn

    def prompt(self) -> Iterator[str]:
        """Yield the line for those who like to type, folded."""
        line = WORDS.filled("typed", line=self.typed)
        yield f"<details><summary>{WORDS['typing']}</summary>\n\n{line}\n\n</details>"


@dataclass(frozen=True, kw_only=True)
class OptionsRecord(SheetRecord):
    """What a question has that offers options."""

    same_for_all: ClassVar[bool] = True

    options: Public[Options] = field(default_factory=dict)

    @check("options")
    def has_options(self, _question: Any) -> Iterator[str]:
        """There is something to choose."""
        if not self.options:
            yield ERRORS["no_options"]


@dataclass(frozen=True, kw_only=True)
class DrawnRecord(SheetRecord):
    """What a question has whose parts are drawn: games by name, or *draws* items of each slot of the pool."""

    shuffle: Public[bool] = True
    draws: Public[Annotated[int, Wanted("ist eine Zahl ab 1", lambda count: count >= 1)]] = 1
    games: Public[tuple[str, ...]] = ()

    @property
    def items(self) -> tuple[Any, ...]:
        """The items of the pool, if the kind has one, that are drawn where points are given."""
        return tuple(item for item in self._pool if not item.practice)

    @property
    def practised(self) -> tuple[Any, ...]:
        """The items of the pool that are there for practice."""
        return tuple(item for item in self._pool if item.practice)

    @property
    def _pool(self) -> tuple[Any, ...]:
        return tuple(getattr(self, "pool", ()))

    @property
    def needed_blocks(self) -> tuple[str, ...]:
        """Code that marks, unless all keys are written down."""
        keyed = self.items and all(item.is_keyed for item in self.items)
        return () if keyed and not self.games else ("grade",)

    @check("games", "pool")
    def has_parts(self, _question: Any) -> Iterator[str]:
        """There is something to draw from, and each item is there once."""
        names = [item.item for item in self._pool]
        if not self.items and not self.games:
            yield ERRORS["no_pool"]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            yield ERRORS.filled("item_twice", item=twice[0])

    @check("pool", "draws")
    def has_a_letter_for_each_part(self, _question: Any) -> Iterator[str]:
        """Parts are called by letters, unless they are called as their items."""
        slots = [item.slot for item in self.items]
        if not self.parts_by_name and (count := len({*slots}) * self.draws) > len(ascii_lowercase):
            yield ERRORS.filled("too_many_slots", count=count, letters=len(ascii_lowercase))
        if few := sorted(slot for slot in slots if slots.count(slot) < self.draws):
            yield ERRORS.filled(
                "too_few_items", slot=few[0], draws=self.draws, count=slots.count(few[0])
            )

    @check("practice", "pool")
    def practises_without_a_graded_key(self, _question: Any) -> Iterator[str]:
        """What is published for practice has a key of its own, or one that is computed."""
        if self.practised and not self.practice:
            yield ERRORS["no_practice"]
        keyed = [item.item for item in self.items if item.is_keyed]
        if self.practice and keyed and not self.practised:
            yield (ERRORS.filled("key_in_practice", item=keyed[0]))
