"""The answer sheet: what a learner chose, in one JSON file beside the notebook.

The file is the only place where answers live: widgets write to it at once, one line of Python can
too (`sheet["gleichgewichte"] = {"a": ["DD"]}`), and graders read it as data. It holds no name and no
time. While nbgrader executes a notebook (`NBGRADER_EXECUTION` is set) nothing is ever written.

The variant decides which questions an assignment asks, but only within one edition of it: the sheet keeps that, too.
"""

from __future__ import annotations

import json
import math
import os
import random
import re
import tempfile
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kooperation.base.words import Words

ANSWERS, WORDS = Words("base.answers"), Words("base.edition")
SCHEMA = 1
VARIANTS = 1_000_000  # so many that two learners of a class hardly ever draw the same one
MAX_BYTES = 1_000_000

Plain = None | bool | int | float | str | list[Any] | dict[str, Any]


class SheetError(Exception):
    """Something is wrong with an answers file; the message says in German what to do."""

    def _render_traceback_(self) -> list[str]:
        """Show learners the sentence alone: IPython asks for this."""
        return [str(self)]


class EditionError(SheetError):
    """Answers belong to another edition of the assignment than that of this course."""


class ToClarifyError(Exception):
    """No program can say how many points this is worth: a human must. The message says why.

    It is a German sentence that learners read, too. Raised in a hidden test, or by anything that it calls, it
    leaves the question without points, waiting for a human in gradebook, feedback and log.
    """


def plain(value: object) -> Plain:
    """Return *value* as plain JSON data of exact types; sets and tuples become lists.

    Raises SheetError for anything else, for numbers that are not finite, and for keys that are no
    text: no foreign object with methods of its own ever reaches a comparison.
    """
    if value is None or type(value) in (bool, int) or _is_text(value):
        return value  # type: ignore[return-value]
    if type(value) is float and math.isfinite(value):
        return value
    if type(value) in (list, tuple):
        return [plain(item) for item in value]  # type: ignore[attr-defined]
    if type(value) in (set, frozenset):
        return sorted((plain(item) for item in value), key=repr)  # type: ignore[attr-defined]
    if type(value) is dict and all(map(_is_text, value)):
        return {key: plain(item) for key, item in value.items()}
    shown = repr(value)
    raise SheetError(
        f"{shown[:60]} lässt sich nicht als Antwort speichern. Erlaubt sind Text, Zahlen, "
        "Ja/Nein-Werte (True, False), Listen und Wörterbücher daraus."
    )


def _is_text(value: object) -> bool:
    """Say whether *value* is text that can be written: half a character would stop the grading."""
    if type(value) is not str:
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_grading() -> bool:
    """Say whether nbgrader is executing the notebook, so that nothing may be written."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


class AnswerSheet(MutableMapping[str, Any]):
    """Answers by question, kept in one JSON file (UTF-8, sorted keys, replaced atomically).

    Setting a value writes the file at once and then tells those who asked by `observe`. Before each
    write the file is read again, so that two windows on one notebook do not undo each other.

    *edition* is that of the course: a new file gets it, and one without, which is older than editions, belongs
    to it. Raises SheetError if the file cannot be read or written, EditionError if it names another edition; it
    is then left as it was.
    """

    def __init__(self, path: Path, *, with_variant: bool = True, edition: str = "") -> None:
        self.path = path
        self.edition = edition
        self.read_only = is_grading()
        self._with_variant = with_variant
        self._observers: list[Callable[[str], None]] = []
        self._variant: int | None = None
        self._answers: dict[str, Any] = {}
        if self.path.exists():
            self._read()
        elif with_variant:
            self._variant = 0 if self.read_only else random.SystemRandom().randrange(VARIANTS)
            self._write()

    @property
    def variant(self) -> int:
        """The number from which the learner's own version of the assignment is derived."""
        if self._variant is None:
            raise SheetError(
                f"«{self.path.name}» hat keine Variante: Sie gehört zu keiner Aufgabe."
            )
        return self._variant

    def __getitem__(self, question: str) -> Any:
        return self._answers[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def __repr__(self) -> str:
        return f"<{self.path.name}: {len(self)} Antworten>"

    def __setitem__(self, question: str, answer: object) -> None:
        try:
            value = plain(answer)
        except RecursionError:
            raise SheetError("Eine Antwort, die sich selbst enthält, geht nicht.") from None
        self._change(lambda answers: answers.__setitem__(question, value), question)

    def __delitem__(self, question: str) -> None:
        if question not in self._answers:
            raise KeyError(question)
        self._change(lambda answers: answers.pop(question, None), question)

    def observe(self, callback: Callable[[str], None]) -> None:
        """Call *callback* with the question's name after each change."""
        self._observers.append(callback)

    def _change(self, change: Callable[[dict[str, Any]], object], question: str) -> None:
        if not self.read_only and self.path.exists():
            self._read()
        before = dict(self._answers)
        change(self._answers)
        try:
            self._write()
        except SheetError:
            self._answers = before
            raise
        for callback in self._observers:
            callback(question)

    def _read(self) -> None:
        data = read_answers(self.path)
        require_edition(self.path, data["edition"], self.edition)
        if self._with_variant:
            self._variant = data["variant"]
        self._answers = data["answers"]

    def _write(self) -> None:
        if self.read_only:
            return
        data: dict[str, Any] = {"schema": SCHEMA, "answers": self._answers}
        if self._with_variant:
            data["variant"] = self._variant
        if self.edition:
            data["edition"] = self.edition
        try:
            text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            raw = text.encode("utf-8")
            if len(raw) > MAX_BYTES:
                raise ValueError("zusammen sind die Antworten größer als 1 MB")
        except (ValueError, RecursionError) as error:
            raise SheetError(
                f"Diese Antwort lässt sich nicht speichern ({error}). Frühere Antworten sind "
                "unverändert."
            ) from None
        try:
            _replace(self.path, raw)
        except OSError as error:
            raise SheetError(
                f"Die Antwort ließ sich nicht in «{self.path}» speichern ({error.strerror}). "
                "Prüfen Sie, ob noch Speicherplatz frei ist und ob Sie in diesem Ordner schreiben "
                "dürfen, und wählen Sie die Antwort dann noch einmal. Frühere Antworten sind "
                "unverändert."
            ) from error


def _replace(path: Path, raw: bytes) -> None:
    """Write *raw* to *path* so that a reader finds either the old or the new file, never a half."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # mkstemp makes 0600, which an instructor could not collect
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def read_answers(path: Path) -> dict[str, Any]:
    """Return {"schema", "variant", "edition", "answers"} of the file, checked, without changing it.

    Variant and edition are None where the file has none.

    Raises SheetError, with a German sentence that says what to do, if it is not such a file.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise ValueError("sie ist größer als 1 MB")
        data = json.loads(raw.decode("utf-8-sig"))
        return _checked(data)
    except OSError as error:
        raise SheetError(
            f"«{path}» lässt sich nicht lesen ({error.strerror}). {ANSWERS['keep']}"
        ) from error
    except json.JSONDecodeError as error:
        where = f"Zeile {error.lineno}, Spalte {error.colno}"
        raise SheetError(
            f"Die Antwortdatei «{path.name}» ist beschädigt ({where}). {ANSWERS['keep']}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise SheetError(
            f"Die Antwortdatei «{path.name}» ist unbrauchbar: {error}. {ANSWERS['keep']}"
        ) from None


def _checked(data: object) -> dict[str, Any]:
    if not isinstance(data, dict) or not isinstance(data.get("answers"), dict):
        raise ValueError("es fehlt der Abschnitt «answers»")
    if data.get("schema") != SCHEMA:
        raise ValueError(f"sie hat die Fassung {data.get('schema')!r}, bekannt ist {SCHEMA}")
    variant = data.get("variant")
    if variant is not None and (type(variant) is not int or not 0 <= variant < VARIANTS):
        raise ValueError(f"die Variante {variant!r} gibt es nicht")
    edition = data.get("edition")
    if edition is not None and not _is_edition(edition):
        raise ValueError("der Stand der Aufgabe («edition») ist unlesbar")
    try:
        answers = plain(data["answers"])
    except SheetError as error:
        raise ValueError(str(error)) from None
    return {"schema": SCHEMA, "variant": variant, "edition": edition, "answers": answers}


def _is_edition(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[0-9a-f]{1,64}", value))


def notebook_edition(notebook: Path) -> str | None:
    """Return the edition that *notebook* was released with; None if it names none, or cannot be read."""
    try:
        found = json.loads(notebook.read_text("utf-8"))["metadata"]["kooperation"]["edition"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return found if _is_edition(found) else None


def require_edition(path: Path, found: str | None, edition: str) -> None:
    """Raise EditionError if the file *path* is of the edition *found*, and the course of another one."""
    if found and edition and found != edition:
        raise EditionError(WORDS.filled("other", file=path.name, found=found, edition=edition))


def answers_path(notebook: Path) -> Path:
    """Return where the answers of *notebook* lie: x.ipynb has x.answers.json beside it."""
    return notebook.with_name(f"{notebook.stem}.answers.json")


def notebook_path(answers: Path) -> Path:
    """Return the notebook that the file *answers* belongs to."""
    return answers.with_name(f"{answers.name.removesuffix('.answers.json')}.ipynb")


def answer_sheet(slug: str, *, handed_in: bool = False, edition: str = "") -> AnswerSheet:
    """Return the sheet of the assignment *slug* in the working folder; it is made if there is none.

    With *handed_in* a missing file raises SheetError instead: a grader needs the learner's variant. Raises
    EditionError, before anything is written, if the file or the notebook beside it is not of *edition*; with
    *handed_in* that is ToClarifyError: no points can be given for answers to other questions.
    """
    try:
        return _answer_sheet(Path.cwd() / f"{slug}.ipynb", handed_in, edition)
    except EditionError as error:
        if handed_in:
            raise ToClarifyError(f"{error} {WORDS['not_marked']}") from None
        raise EditionError(f"{error} {WORDS.filled('advice', slug=slug)}") from None


def _answer_sheet(notebook: Path, handed_in: bool, edition: str) -> AnswerSheet:
    path = answers_path(notebook)
    if handed_in and not path.exists():
        raise SheetError(
            f"Die Antwortdatei «{path.name}» fehlt. Sie liegt neben dem Notebook, sobald Sie es "
            "ausgeführt haben; geben Sie beide Dateien ab."
        )
    require_edition(notebook, notebook_edition(notebook), edition)
    sheet = AnswerSheet(path, edition=edition)
    if sheet._variant is None:
        raise SheetError(
            f"In «{path.name}» fehlt die Variante. Benennen Sie die Datei um und führen Sie das "
            "Notebook von oben neu aus; Ihre Antworten stehen dann noch in der umbenannten Datei."
        )
    return sheet


def learning_record() -> AnswerSheet:
    """Return the learner's own record of predictions and quizzes, `lernstand.json` in the folder."""
    return AnswerSheet(Path.cwd() / "lernstand.json", with_variant=False)
