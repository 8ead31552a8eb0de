"""What learners' platforms let one download, built as their documentation and source say.

Moodle (mod/assign): flat `<full name>_<number>_assignsubmission_file_<name>`, or a folder of that name without the last
part; the number is one of the assignment's own. The worksheet (assignfeedback_offline) is UTF-8 with commas and has the
headings of the language pack. ILIAS (Modules/Exercise): `<title>/Abgaben/<Last>_<First>_<login>_<id>/`, names in ASCII,
„Verspätete Abgabe - “ before what came late, and a number in brackets in the second file of a name.
"""

from __future__ import annotations

import io
import json
import shutil
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from handing_in import hand_in, lay_out_course, submission
from kooperation.grading.exchange.owners import ILIAS, MOODLE  # noqa: F401  (what tests compare with)

SLUG = "dilemma"
NOTEBOOK, SHEET = f"{SLUG}.ipynb", f"{SLUG}.answers.json"
WORKSHEET = (
    '\ufeffID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,Bestwertung,"Bewertung kann geändert werden",'
    '"Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)","Feedback als Kommentar"\r\n'
    'Teilnehmer/in4711,"Ada Lovelace",ada@example.org,"Zur Bewertung abgegeben",,"12,00",Ja,'
    '"Montag, 14. Dezember 2026, 23:10",-,\r\n'
    'Teilnehmer/in4712,"Jörg Müller-O\'Brien",joerg@example.org,"Zur Bewertung abgegeben",,"12,00",Ja,'
    '"Mittwoch, 16. Dezember 2026, 09:30",-,\r\n'
    'Teilnehmer/in4713,"Zoë =SUMME(A1)",zoe@example.org,"Keine Abgabe",,"12,00",Ja,-,-,\r\n'
)


def work(name: str, folder: Path, variant: int | None = None) -> dict[str, bytes]:
    """Return the two files that somebody hands in who worked as the record *name* says."""
    laid = hand_in(submission(SLUG, name, variant), folder / name)
    found = {path.name: path.read_bytes() for path in laid.iterdir()}
    shutil.rmtree(folder / name)
    return found


def zipped(files: Mapping[str, bytes], when: tuple[int, ...] = (2026, 12, 14, 23, 10, 0)) -> bytes:
    """Return a zip file of *files*, each last changed *when*."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(entry(name, when), data)
    return out.getvalue()


def entry(name: str, when: tuple[int, ...] = (2026, 12, 14, 23, 10, 0)) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, when)  # type: ignore[arg-type]
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def link(name: str) -> zipfile.ZipInfo:
    info = entry(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def encrypted(raw: bytes) -> bytes:
    """Return the zip file *raw* with the flag of a password on each entry."""
    out = bytearray(raw)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(mark)
        while place >= 0:
            out[place + at] |= 1
            place = out.find(mark, place + 4)
    return bytes(out)


def moodle_flat(person: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{person}_assignsubmission_file_{name}": data for name, data in files.items()}


def moodle_folder(person: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{person}_assignsubmission_file/{name}": data for name, data in files.items()}


def ilias(person: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"Dilemmata erkennen/Abgaben/{person}/{name}": data for name, data in files.items()}


def course(folder: Path) -> Path:
    """Lay out a course in *folder* as a lecturer has it, with one assignment, and return it."""
    return lay_out_course(folder, SLUG)


def put(path: Path, raw: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return path


def sheet(variant: int, **answers: object) -> bytes:
    return json.dumps({"schema": 1, "variant": variant, "answers": answers}).encode()
