"""An answer sheet: answers by question in one JSON file, changed while all others wait; see `answers`."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kooperation.base.answers_file import (
    MAX_BYTES,
    SCHEMA,
    VARIANTS,
    DamagedSheetError,
    SheetError,
    plain,
    read_answers,
    require_edition,
)
from kooperation.base.files import BusyError, only_writer, reason, replace
from kooperation.base.safe_copy import keep_copy, lay_out_copy
from kooperation.base.words import Words

WORDS = Words("base.answers")
ERRORS = Words("base.errors.sheet")


def is_grading() -> bool:
    """Say whether nbgrader is executing the notebook, so that nothing may be written."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


class AnswerSheet(MutableMapping[str, Any]):
    """Answers by question, kept in one JSON file (UTF-8, sorted keys, replaced atomically).

    Setting a value writes the file at once and then tells those who asked by `observe`. Each change is made
    to what the file holds now, while all other kernels wait: two windows do not undo each other.

    *has_copy* keeps a copy out of sight, which is laid beside the file should that become unreadable. *edition* is that of the course: a new file gets it, and one without, which is older than editions, belongs
    to it. Raises SheetError if the file cannot be read or written, EditionError if it names another edition; it
    is then left as it was.
    """

    is_kept = True  # whether what is answered stands in a file

    def __init__(
        self,
        path: Path,
        *,
        with_variant: bool = True,
        edition: str = "",
        has_copy: bool = False,
    ) -> None:
        self.path = path
        self.edition = edition
        self.read_only = is_grading()
        self._has_copy = has_copy
        self._with_variant = with_variant
        self._observers: list[Callable[[str], None]] = []
        self._variant: int | None = None
        self._answers: dict[str, Any] = {}
        if self.path.exists():
            self._read()
        elif with_variant:
            self._begin()

    @property
    def variant(self) -> int:
        """The number from which the learner's own version of the assignment is derived; SheetError if there is none."""
        if self._variant is None:
            raise DamagedSheetError(
                ERRORS.filled("no_variant", file=self.path.name),
                ERRORS["put_aside"],
            )
        return self._variant

    def __getitem__(self, question: str) -> Any:
        return self._answers[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def __repr__(self) -> str:
        return WORDS.filled("sheet", file=self.path.name, count=len(self))

    def __setitem__(self, question: str, answer: object) -> None:
        value = _plain(answer)
        self._change(lambda answers: answers.__setitem__(question, value), question)

    def __delitem__(self, question: str) -> None:
        if question not in self._answers:
            raise KeyError(question)
        self._change(lambda answers: answers.pop(question, None), question)

    def alter(self, question: str, step: Callable[[Any], object]) -> None:
        """Put what *step* makes of the stored answer, None if there is none, in its place; None removes it."""

        def change(answers: dict[str, Any]) -> None:
            value = _plain(step(answers.get(question)))
            if value is None:
                answers.pop(question, None)
            else:
                answers[question] = value

        self._change(change, question)

    def observe(self, callback: Callable[[str], None]) -> None:
        """Call *callback* with the question's name after each change."""
        self._observers.append(callback)

    def _change(self, change: Callable[[dict[str, Any]], object], question: str) -> None:
        before = self._answers
        if self.read_only:
            change(self._answers)
        else:
            with self._alone():
                if self.path.exists():
                    self._read()
                stored = self._answers
                self._answers = dict(stored)
                try:
                    change(self._answers)
                    self._write()
                except BaseException:
                    self._answers = stored
                    raise
        elsewhere = {n for n in {*before, *self._answers} if before.get(n) != self._answers.get(n)}
        for name in [question, *sorted(elsewhere - {question})]:
            for callback in self._observers:
                callback(name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other kernels from writing within the block; raise SheetError if they do not let us."""
        try:
            with only_writer(self.path):
                yield
        except BusyError as error:
            raise SheetError(WORDS.filled("busy", file=self.path.name)) from error

    def _begin(self) -> None:
        """Make the file, unless another kernel was quicker: then its variant is ours."""
        if self.read_only:
            self._variant = 0
            return
        with self._alone():
            if self.path.exists():
                return self._read()
            self._variant = random.SystemRandom().randrange(VARIANTS)
            self._write()

    def _read(self) -> None:
        try:
            data = read_answers(self.path, handed_in=self.read_only)
        except SheetError as error:
            copy = lay_out_copy(self.path) if self._has_copy and not self.read_only else None
            if copy is None:
                raise
            raise SheetError(f"{error} {WORDS.filled('copy', copy=copy.name)}") from None
        require_edition(self.path, data["edition"], self.edition)
        if self._with_variant:
            self._variant = data["variant"]
        self._answers = data["answers"]

    def _write(self) -> None:
        data: dict[str, Any] = {"schema": SCHEMA, "answers": self._answers}
        if self._with_variant:
            data["variant"] = self._variant
        if self.edition:
            data["edition"] = self.edition
        try:
            text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            raw = text.encode("utf-8")
            if len(raw) > MAX_BYTES:
                raise ValueError(ERRORS["too_large"])
        except (ValueError, RecursionError) as error:
            raise SheetError(ERRORS.filled("not_stored", error=error)) from None
        try:
            replace(self.path, raw)
        except OSError as error:
            raise SheetError(
                ERRORS.filled("not_written", path=self.path, reason=reason(error))
            ) from error
        if self._has_copy:
            keep_copy(self.path, raw)


def _plain(answer: object) -> Any:
    try:
        return plain(answer)
    except RecursionError:
        raise SheetError(ERRORS["contains_itself"]) from None
