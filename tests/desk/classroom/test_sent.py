"""What anybody may send, how often; and what the disk may do."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kooperation.base.files import BusyError
from kooperation.desk.classroom.command import HallOptions, earlier_groups, finished
from kooperation.desk.classroom.earlier import GroupRecord, compared, keep_records, read_records
from kooperation.desk.classroom.folder import HallFolder, links_to, write_links
from kooperation.desk.classroom.games import GAMES
from kooperation.desk.classroom.journal import DamagedJournalError, Journal
from kooperation.desk.classroom.limits import Bucket, Buckets
from kooperation.desk.classroom.messages import CallSent, Hello, MoveSent, read
from kooperation.desk.classroom.session import Playing, Session

OPENED: dict[str, Any] = {
    "do": "open",
    "at": 0,
    "code": "ABCDEF",
    "seed": "1",
    "names": ["A", "B"],
    "secret": "s",
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
FIELDS = st.dictionaries(
    st.sampled_from(["hello", "key", "token", "do", "step", "fields"]), ANYTHING
)


@given(st.text() | st.binary() | ANYTHING.map(json.dumps) | FIELDS.map(json.dumps))
def test_whatever_is_sent_is_a_message_or_refused(text: str | bytes) -> None:
    try:
        sent = read(text)
    except ValueError:
        return
    assert isinstance(sent, Hello | MoveSent | CallSent)


def test_what_pages_send_is_understood() -> None:
    token = "abcdefghijklmnopqrstuvwx"
    assert read(json.dumps({"hello": "phone", "key": "ABC", "token": token})) == Hello(
        "phone", "ABC", token
    )
    move = json.dumps({"do": "move", "step": 3, "fields": {"action": "C"}})
    assert read(move) == MoveSent(3, {"action": "C"})
    assert read('{"do": "close", "step": 0}') == CallSent("close", 0, {})


@pytest.mark.parametrize(
    "sent",
    [
        {"hello": "phone", "key": "ABC", "token": "short"},
        {"hello": "teacher", "key": "ABC"},
        {"do": "move", "step": True},
        {"do": "move", "step": "1"},
        {"do": "move", "step": 1, "fields": {"action": 1}},
        {"do": "move", "step": 1, "fields": {"action": "x" * 200}},
        {"do": "move", "step": 1, "fields": {str(at): "" for at in range(50)}},
    ],
)
def test_what_no_page_sends_is_refused(sent: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no"):
        read(json.dumps(sent))


@pytest.mark.parametrize(
    "text",
    [
        r'{"hello": "wall", "key": "\ud800"}',
        r'{"do": "move", "step": 1, "fields": {"action": "C", "x": "\udfff"}}',
        r'{"do": "move", "step": 1, "fields": {"\ud800": "C"}}',
    ],
)
def test_half_a_character_is_refused_since_no_disk_takes_it(text: str) -> None:
    with pytest.raises(ValueError, match="no"):
        read(text)


def test_a_bucket_lets_through_what_it_holds_and_what_flows_in() -> None:
    bucket = Bucket(3, 2)
    assert [bucket.take(0) for _ in range(5)] == [True, True, True, False, False]
    assert [bucket.take(1) for _ in range(3)] == [True, True, False]
    assert not bucket.take(0.5)  # a clock that is set back fills nothing
    assert [bucket.take(100) for _ in range(4)] == [True, True, True, False]


def test_each_address_has_a_bucket_of_its_own_and_there_are_never_too_many() -> None:
    buckets = Buckets(1, 0, most=2)
    assert buckets.take("a", 0)
    assert not buckets.take("a", 0)
    assert buckets.take("b", 0)
    assert buckets.take("c", 0)
    assert buckets.take("a", 0)  # forgotten meanwhile


def joined(at: int) -> dict[str, Any]:
    return {"do": "join", "token": f"t{at}", "at": 0}


def test_a_journal_leads_to_the_session_again_without_a_line_that_was_not_finished(
    tmp_path: Path,
) -> None:
    path = tmp_path / "j.jsonl"
    journal = Journal.new(path, OPENED)
    journal.write([joined(0)])
    journal.close()
    with path.open("ab") as file:
        file.write(json.dumps(joined(1)).encode()[:-4])
    again, session = Journal.again(path)
    assert [player.token for player in session.players] == ["t0"]
    again.write([joined(1)])
    again.close()
    last, session = Journal.again(path)
    assert [player.token for player in session.players] == ["t0", "t1"]
    last.delete()
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"[]\n", b"\xff\xfe\n", b'{"do": "open"}\n', b"0\n"])
def test_of_a_damaged_journal_it_is_said_that_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(content)
    with pytest.raises(DamagedJournalError):
        Journal.again(path)


def test_a_journal_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    Journal.new(tmp_path / "j.jsonl", OPENED).close()
    with pytest.raises(FileExistsError):
        Journal.new(tmp_path / "j.jsonl", OPENED)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a locked journal could not be read there")
def test_a_journal_that_another_server_writes_is_neither_taken_up_nor_deleted(
    tmp_path: Path,
) -> None:
    """Nor where each has a folder of its own for temporary files, in which the course's other locks lie."""
    path = tmp_path / "j.jsonl"
    journal = Journal.new(path, OPENED)
    for opened in (Journal, Journal.again):
        with pytest.raises(BusyError):
            opened(path)
    journal.close()
    Journal(path).delete()
    assert not path.exists()


def test_on_a_full_disk_all_events_are_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "j.jsonl"
    journal = Journal.new(path, OPENED)
    before, real = path.read_bytes(), os.write

    def fills_up(handle: int, data: bytes) -> int:
        if len(data) < 40:
            raise OSError(errno.ENOSPC, "full")
        return real(handle, data[:40])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", fills_up)
        with pytest.raises(OSError, match="full"):
            journal.write([joined(0), joined(1)])
    assert path.read_bytes() == before
    journal.write([joined(0), joined(1)])
    journal.close()
    assert len(path.read_text("utf-8").splitlines()) == 3


def test_what_earlier_groups_did_is_kept_and_a_damaged_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    one = GroupRecord("dilemma", {"rounds": "2"}, 20, (0.5, 0.25))
    keep_records(path, [one])
    keep_records(path, [one])
    assert read_records(path) == [one, one]
    whole = '[{"game": "dilemma", "chosen": {}, "people": 9, "measures": [%s]}]'
    for damaged in ('[{"game": 1}]', whole % "NaN", whole % f"1{'0' * 400}"):
        path.write_text(damaged, "utf-8")
        assert read_records(path) == []


def test_a_session_leaves_no_journal_even_if_its_results_cannot_be_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = HallFolder(tmp_path)
    folder.records.mkdir()
    write_links(folder, links_to("http://hall/", OPENED))
    folder.messages.write_text("links", "utf-8")
    journal = Journal.new(folder.journal, OPENED)
    finished(folder, journal, [GroupRecord("dilemma", {"rounds": "2"}, 20, (0.5, 0.25))])
    assert list(tmp_path.iterdir()) == [folder.records]
    assert "verloren" in capsys.readouterr().out


def test_earlier_groups_may_have_played_a_variant_that_there_is_no_more(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(
        '[{"game": "pair", "chosen": {"variant": ["x"]}, "people": 9, "measures": [1]}]', "utf-8"
    )
    session = Session(OPENED)
    playing = Playing(GAMES["pair"], {"variant": "tell", "rounds": "1"}, "called", "seed")
    ((variant, measures),) = compared(read_records(path), session, playing)
    assert measures == (1.0,)
    assert variant in earlier_groups(variant)


@pytest.mark.parametrize(
    ("options", "shielded"),
    [
        (HallOptions(address="https://hall.example"), True),
        (HallOptions(address="https://hall.example", network=True), False),
        (HallOptions(prefix="/spiel/"), False),
    ],
)
def test_who_asks_is_taken_from_a_header_only_where_a_proxy_alone_can_write_it(
    options: HallOptions, shielded: bool
) -> None:
    assert options.place.shielded is shielded


def test_only_where_each_device_has_an_address_one_has_few_lines() -> None:
    assert HallOptions(network=True).each < HallOptions().each
    assert HallOptions(network=True, address="https://hall.example").each == HallOptions().each


def test_a_server_opens_all_files_it_may_and_fills_no_disk_with_what_it_logs() -> None:
    code = """if True:
        import logging, resource
        from kooperation.desk.classroom.limits import withstand
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 128))
        withstand()
        print(resource.getrlimit(resource.RLIMIT_NOFILE))
        for _ in range(1000):
            logging.getLogger("tornado.general").warning("again")
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "(128, 128)\n"
    assert 100 < len(done.stderr.splitlines()) < 300
