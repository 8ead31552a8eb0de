"""What nbgrader needs to know at the root of the course; each setting with its reason.

The settings themselves stand in the package: `kooperation check` and the tests use the same ones.
"""

from pathlib import Path

from kooperation.grading.settings import configure

configure(get_config(), Path(__file__).parent)  # type: ignore[name-defined]  # noqa: F821  (nbgrader provides it)
