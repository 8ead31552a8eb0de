"""Renew the pins: binder/requirements.txt, and [tool.uv] constraint-dependencies in pyproject.toml.

    .uv/bin/uv run .ci/renew_pins.py

They are resolved outside today's pins, for the oldest Python we support, and without addresses.
What learners run is in both lists; what instructors and the tests' authors need besides only in pyproject.toml: Binder is
lighter without, and a new rule of a linter does not turn the gate red overnight.
"""

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# What Binder installs: this course, and what learners need at run time, pinned, without addresses. Renew with
#   .uv/bin/uv run .ci/renew_pins.py
-e .[lab]
"""
# The axelrod group wants an older one: with this pin nothing could be resolved.
LEFT_OUT = "setuptools"


def name(requirement: str) -> str:
    """Return the name of the package that *requirement* asks for."""
    return re.split(r"[^\w.-]", requirement)[0].lower()


def resolved(*arguments: str) -> list[str]:
    """Return the newest versions that fit together, as lines "name==version"."""
    options = "--no-config --no-emit-index-url --no-annotate --no-header --python-version 3.11"
    done = subprocess.run(
        [".uv/bin/uv", "pip", "compile", "pyproject.toml", *options.split(), *arguments],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return [line for line in done.stdout.splitlines() if "==" in line]  # not the course itself


def main() -> None:
    """Write both lists."""
    project = ROOT / "pyproject.toml"
    text = project.read_text("utf-8")
    tools = {name(tool) for tool in tomllib.loads(text)["dependency-groups"]["test"]}
    learners, course = (
        {name(pin) for pin in resolved("--extra", extra)} for extra in ("lab", "grading")
    )
    together = resolved("--extra", "grading", "--group", "test")
    pins = [pin for pin in together if name(pin) in course | tools]
    binder = "".join(f"{pin}\n" for pin in pins if name(pin) in learners)
    (ROOT / "binder" / "requirements.txt").write_text(HEAD + binder, "utf-8")
    lines = "".join(f'    "{pin}",\n' for pin in pins if name(pin) != LEFT_OUT)
    block = f"constraint-dependencies = [\n{lines}]\n"
    text, count = re.subn(r"constraint-dependencies = \[\n.*?^\]\n", block, text, flags=re.S | re.M)
    if count != 1:
        raise SystemExit("pyproject.toml has no constraint-dependencies to renew.")
    project.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
