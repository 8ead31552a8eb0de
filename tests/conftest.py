"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The gate tries the same examples every time; `pytest --hypothesis-profile=explore` looks for new ones.
# A busy machine is no fault of the code: no deadline for an example, no complaint about slow data.
settings.register_profile(
    "course",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "explore", settings.get_profile("course"), derandomize=False, max_examples=1000
)
settings.load_profile("course")


# Whoever asks for one of these fixtures takes the time that its marker stands for.
COSTLY = {
    "browser": pytest.mark.browser,
    "page": pytest.mark.browser,
    "checkout": pytest.mark.install,
    "image": pytest.mark.nightly,
    "wheel": pytest.mark.install,
    "graded": pytest.mark.kernel,
    "hardened": pytest.mark.kernel,
    "plain": pytest.mark.kernel,
    "printed": pytest.mark.nightly,
    "running": pytest.mark.kernel,
}
LONG = ("install", "browser", "kernel", "slow")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark who asks for a costly fixture; leave out what is marked `nightly`, unless -m speaks of it.

    What takes long comes first: two workers then end together, and not one with the longest file of all.
    """
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
        for fixture in COSTLY.keys() & getattr(item, "fixturenames", ()):
            item.add_marker(COSTLY[fixture])
    items.sort(key=lambda item: not any(map(item.get_closest_marker, LONG)))
    if "nightly" in config.option.markexpr:
        return
    later = [item for item in items if item.get_closest_marker("nightly")]
    config.hook.pytest_deselected(items=later)
    items[:] = [item for item in items if item not in later]


def pytest_collection_finish(session: pytest.Session) -> None:
    """See to it that there is a sandbox before a test runs that grades."""
    if any(
        item.get_closest_marker(name) for item in session.items for name in ("kernel", "install")
    ):
        from debian import have_sandbox  # the oracle's environment has no filelock

        have_sandbox()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one for each worker; where none can be had the tests fail, with the line to type."""
    from browser.real_lab import NoBrowserError, chromium

    try:
        with chromium() as found:
            yield found
    except NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)
