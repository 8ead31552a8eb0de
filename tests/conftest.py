"""What all tests share."""

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: no deadline for an example, no complaint about slow data.
settings.register_profile(
    "course", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("course")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked `nightly`, unless -m speaks of it."""
    if "nightly" in config.option.markexpr:
        return
    later = [item for item in items if item.get_closest_marker("nightly")]
    config.hook.pytest_deselected(items=later)
    items[:] = [item for item in items if item not in later]
