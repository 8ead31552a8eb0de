"""Behind a proxy: who is believed to ask, whose pages get a line, whose scripts run; and what a hub tells its service."""

from __future__ import annotations

from pathlib import Path

import pytest

from kooperation.base.places import UnavailableError
from kooperation.desk.classroom.command import HallOptions, own_address, with_addresses
from kooperation.desk.classroom.hub_service import as_service
from kooperation.desk.classroom.place import ALONE, HallPlace, readable

HUB = HallPlace("/services/hoersaal/", "https://hub.example/services/hoersaal/", shielded=True)
TOLD = {
    "JUPYTERHUB_SERVICE_PREFIX": "/%C3%9Cbung%20@%2026/services/hoersaal/",
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:8899",
    "JUPYTERHUB_PUBLIC_URL": "https://hub.example/%C3%9Cbung%20@%2026/services/hoersaal/",
}


@pytest.mark.parametrize(
    ("forwarded", "asker"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::1"),
        ("198.51.100.9, 192.0.2.1", "192.0.2.1"),  # the first is what the phone itself has written
        ("198.51.100.9, 192.0.2.1, 127.0.0.1", "192.0.2.1"),  # nginx here, then the hub's proxy
        ("192.0.2.1,::ffff:127.0.0.1", "192.0.2.1"),
        ("198.51.100.9, unknown", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_behind_a_proxy_who_asks_is_whom_it_was_asked_by(forwarded: str, asker: str) -> None:
    assert HUB.asker("127.0.0.1", forwarded) == asker


@pytest.mark.parametrize("place", [ALONE, HallPlace("/", "https://hub.example/")])
def test_where_anybody_can_write_the_header_it_is_not_read(place: HallPlace) -> None:
    assert place.asker("192.0.2.7", "198.51.100.9") == "192.0.2.7"


def test_where_others_have_pages_of_the_same_origin_only_our_files_run() -> None:
    ours = "https://hub.example/services/hoersaal/static/"
    assert f"script-src {ours} hub.example:443/services/hoersaal/static/;" in HUB.policy(
        "hub.example:443"
    )
    assert f"script-src {ours};" in HUB.policy("*; script-src *")  # no name of a host
    assert "script-src 'self';" in ALONE.policy("127.0.0.1:8899")


def test_a_service_is_where_the_hub_says(tmp_path: Path) -> None:
    options = with_addresses(as_service(HallOptions(folder=tmp_path), TOLD))
    assert options.port == 8899
    assert options.folder == tmp_path
    assert options.place == HallPlace(
        TOLD["JUPYTERHUB_SERVICE_PREFIX"], TOLD["JUPYTERHUB_PUBLIC_URL"], shielded=True
    )
    shown = readable(own_address(8899, options))
    assert shown == "https://hub.example/Übung @ 26/services/hoersaal/"


def test_a_service_that_does_not_know_its_address_says_which_setting_is_missing() -> None:
    with pytest.raises(UnavailableError, match="JUPYTERHUB_PUBLIC_URL"):
        as_service(HallOptions(), {**TOLD, "JUPYTERHUB_PUBLIC_URL": ""})


def test_an_address_may_be_written_as_one_reads_it() -> None:
    options = HallOptions(prefix="/Spiel & Ernst/", address="https://hub.example/über/")
    assert own_address(0, with_addresses(options)) == (
        "https://hub.example/%C3%BCber/Spiel%20%26%20Ernst/"
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (HallOptions(prefix="spiel"), "beginnt und endet mit „/“"),
        (HallOptions(prefix="/a//b/"), "beginnt und endet mit „/“"),
        (HallOptions(address="hub.example.org"), "beginnt mit „https://“"),
        (HallOptions(address="https:///spiel"), "beginnt mit „https://“"),
    ],
)
def test_an_address_that_no_browser_opens_is_refused_with_one_that_it_does(
    wrong: HallOptions, said: str
) -> None:
    with pytest.raises(UnavailableError, match=said):
        with_addresses(wrong)
