"""While a class is graded one reads how fast it goes; in the end what was done, and what is left for a human."""

from __future__ import annotations

from kooperation.grading.outcome import SubmissionOutcome
from kooperation.grading.summary import Graded, Progress, report


def told(count: int, *times: float) -> list[str]:
    """Return what is told after preparing where *count* submissions are graded, one at each of *times*, in seconds."""
    clock = [0.0]
    lines: list[str] = []
    progress = Progress(count, lines.append, lambda: clock[0])
    for _ in range(count):
        progress.prepared()
    lines.clear()
    for clock[0] in times:
        progress(SubmissionOutcome("ada"))
    return [line.rstrip() for line in lines]


def test_rate_and_remaining_time_are_those_of_executing_and_not_said_of_a_few() -> None:
    """All are prepared before the first: with that in the rate, the remaining time was far too high."""
    # 500 seconds were prepared, then 6 seconds each are 10 a minute.
    lines = told(32, *range(500, 500 + 6 * 13, 6))
    assert lines[0] == "1 von 32 bewertet"
    assert lines[9] == "10 von 32 bewertet"
    assert lines[10] == "11 von 32 bewertet, 10 in der Minute, noch etwa 3 Minuten"
    assert lines[12] == "13 von 32 bewertet, 10 in der Minute, noch etwa 2 Minuten"


def test_while_all_are_prepared_one_sees_how_many_are() -> None:
    lines: list[str] = []
    now = 0.0
    progress = Progress(14, lines.append, lambda: now)
    progress(SubmissionOutcome("kaputt", problem="Kein Notebook."))
    for _ in range(13):
        now += 100
        progress.prepared()
    for _ in range(13):
        now += 6
        progress(SubmissionOutcome("ada"))
    said = [line.rstrip() for line in lines]
    assert said[0] == "Die Abgaben werden vorbereitet (14) …"
    assert said[2:4] == ["1 von 14 vorbereitet …", "2 von 14 vorbereitet …"]
    assert said[14] == "13 von 14 vorbereitet …"
    assert said[-3:] == [
        "12 von 14 bewertet, 10 in der Minute, noch weniger als eine Minute",
        "13 von 14 bewertet, 10 in der Minute, noch weniger als eine Minute",
        "14 von 14 bewertet",
    ]


def test_nobody_reads_that_it_takes_zero_minutes() -> None:
    lines = told(13, *range(1, 14))
    assert lines[10] == "11 von 13 bewertet, 60 in der Minute, noch weniger als eine Minute"
    assert lines[12] == "13 von 13 bewertet"
    assert not any("0 Minuten" in line for line in told(300, *range(1, 301)))


def test_where_it_is_everybody_nobody_reads_a_hundred_names() -> None:
    outcomes = [SubmissionOutcome(f"p{n}") for n in range(100)]
    everybody = [outcome.student for outcome in outcomes]
    late = report(Graded(outcomes, late=everybody))[1]
    assert late == "Verspätet abgegeben: 100 (alle)."
    assert "(p0, p1 und p2)" in report(Graded(outcomes, late=everybody[:3]))[1]


def test_a_line_covers_the_one_before_and_the_last_is_cleared() -> None:
    lines: list[str] = []
    progress = Progress(2, lines.append, lambda: 0.0)
    progress.prepared()
    progress(SubmissionOutcome("ada"))
    progress(SubmissionOutcome("bea"))
    progress.end()
    assert len({len(line) for line in lines}) == 1
    assert not lines[-1].strip()


def test_in_the_end_each_is_said_once_with_the_reason() -> None:
    outcomes = [
        SubmissionOutcome("ada"),
        SubmissionOutcome("bea", mended=("Zeilenenden.", "Kennung.")),
        SubmissionOutcome("cem", unread="Das Notebook ist leer."),
        SubmissionOutcome("dora", problem="Kein Platz.\nZeile 2"),
        SubmissionOutcome("eva"),
    ]
    unclear = [
        "ada, Aufgabe „dilemma“, Frage „pareto“: anderer Stand",
        "cem, Aufgabe „dilemma“, Frage „x“: leer",
        "eva, Aufgabe „dilemma“, Frage „pareto“: Die Datei ist beschädigt. Das sind nicht 0 Punkte.",
        "eva, Aufgabe „dilemma“, Frage „funktion“: Die Prüfung ist fehlgeschlagen.",
    ]
    lines = report(
        Graded(
            outcomes,
            {"cem": 6, "ada": 1},
            ["bea"],
            unclear,
            ["Dieselbe Variante 17 haben ada und bea."],
            sheetless=[
                ("bea", "„dilemma.answers.json“ fehlt; in der Abgabe liegt „dilemma.ipynb“.")
            ],
            damaged=[("eva", "Die Datei ist beschädigt.")],
        ),
        before=37,
    )
    assert lines == [
        "Bewertet: 4.",
        "Schon bewertet und nicht angerührt: 37.",
        "Verspätet abgegeben: 1 (bea).",
        "Repariert: 1. Die Genannten lesen es in ihrer Rückmeldung:",
        "   bea: Zeilenenden.",
        "   bea: Kennung.",
        "Nicht bewertet: 1. Was früher bewertet war, gilt weiter:",
        "   dora: Kein Platz.",
        "Zu klären, weil das Notebook sich nicht lesen ließ: 1. Was darin fehlt, wartet auf Punkte und zählt nicht als 0:",
        "   cem: Das Notebook ist leer.",
        "Zu klären, weil die Antwortdatei sich nicht lesen ließ: 1. Was angeklickt wurde, wartet auf Punkte und zählt nicht als 0; bitten Sie um eine neue Abgabe:",
        "   eva: Die Datei ist beschädigt.",
        "Die Antwortdatei fehlt: 1. Was angeklickt wurde, zählt dort als 0; bitten Sie um eine neue Abgabe, bevor Sie Noten zurückgeben:",
        "   bea: „dilemma.answers.json“ fehlt; in der Abgabe liegt „dilemma.ipynb“.",
        "Zu klären, weil eine Prüfung nicht entscheiden konnte: 2. Auch diese Fragen warten auf Punkte:",
        "   ada, Aufgabe „dilemma“, Frage „pareto“: anderer Stand",
        "   eva, Aufgabe „dilemma“, Frage „funktion“: Die Prüfung ist fehlgeschlagen.",
        "Auf einen Menschen warten noch Antworten: 7 (Personen: 2). Texte lesen Sie mit „kooperation mark“, alles Übrige im Formgrader.",
        "Dieselbe Variante 17 haben ada und bea.",
        "Was nbgrader dazu sagt, steht in „bewertung.log“.",
    ]  # fmt: skip


def test_of_an_undamaged_class_nothing_is_said_but_what_was_graded_and_waits() -> None:
    assert report(Graded([SubmissionOutcome("ada"), SubmissionOutcome("bea")], {"ada": 1})) == [
        "Bewertet: 2.",
        "Auf einen Menschen warten noch Antworten: 1 (Personen: 1). Texte lesen Sie mit „kooperation mark“, alles Übrige im Formgrader.",
        "Was nbgrader dazu sagt, steht in „bewertung.log“.",
    ]


def test_a_file_name_moves_no_cursor_in_the_terminal() -> None:
    (_, _, line, _) = report(Graded([SubmissionOutcome("ada", mended=("„\x1b[2Jx.ipynb“ zählt",))]))
    assert "\x1b" not in line
