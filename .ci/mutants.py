"""Change the model in a random sample of places, one at a time, and count which changes the tests notice.

    .uv/bin/uv run --group test --group dev .ci/mutants.py --sample 320 --seed 10

mutmut makes the mutants. It draws no sample and leaves out what stands under a decorator (our properties
and cached functions) or outside of functions (our tables), so the choice and the runs are done here, in a
copy of the checkout: for each mutant those quick tests that pass its line, and the file named after its
module. A change that nobody can notice stands with its reason in `.ci/mutants.toml` and is not counted.
Results are kept in `.cache/mutants.json`: `--go-on` takes what an interrupted run has caught as caught, `--again`
runs only the survivors.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import libcst as cst
    from coverage import CoverageData

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "course/kooperation"
RESULTS, PASSED = ROOT / ".cache" / "mutants.json", ROOT / ".cache" / "mutants.coverage"
MODEL = ("games", "repeated", "negotiation", "institutions", "success_factors", "practice")
OTHERS = [
    *("base/answers.py", "base/answers_file.py", "base/sheet.py", "base/files.py"),
    *("base/safe_copy.py", "base/checks.py", "base/comparing.py"),
    *("base/german.py", "base/typed_numbers.py"),
    "games/*_view.py",
    *("assignments/points.py", "grading/marking.py", "grading/items.py"),
    *("assignments/kinds/*/marking.py", "assignments/kinds/*/reading.py"),
]
ENDINGS = re.compile(r"__init__|_(words|view|control|explorer)$")
ROOMS = (*MODEL, "base", "kit", "assignments", "grading")
OPTIONS = [
    *("-p", "no:xdist", "-o", "addopts=", "-p", "no:cacheprovider"),  # beside xdist no contexts
    *("-x", "-q", "--no-header", "--tb=line"),
    *("-m", "not browser and not kernel and not install and not slow"),
]
PRELOAD = "pytest hypothesis nashpy ipywidgets anywidget plotly.graph_objects nbgrader.api nbgrader.converters"
LONGEST = 120  # seconds of computing; a mutant that never ends is noticed, too
WAITING = 600  # seconds in all, for one that waits for ever


@dataclass(frozen=True)
class Mutant:
    """A module with one change: at *line*, `before` became `after`."""

    path: str
    line: int
    before: str
    after: str
    code: str


def modules() -> list[str]:
    """Return the paths of what is mutated."""
    here = ROOT / PACKAGE
    model = [p for room in MODEL for p in here.glob(f"{room}/*.py") if not ENDINGS.search(p.stem)]
    others = [path for pattern in OTHERS for path in here.glob(pattern)]
    return sorted(path.relative_to(ROOT).as_posix() for path in {*model, *others})


def mutants(path: str) -> Iterator[Callable[[], Mutant]]:
    """Yield what makes each mutant of a module; imports, annotations, decorators and docstrings stay."""
    import libcst as cst  # here and below: each mutant's process imports this file
    from libcst.metadata import MetadataWrapper, PositionProvider
    from mutmut.mutation.mutators import mutation_operators

    tree = MetadataWrapper(cst.parse_module((ROOT / path).read_text("utf-8")))
    where, code = tree.resolve(PositionProvider), tree.module.code_for_node

    def make(node: cst.CSTNode, new: cst.CSTNode) -> Mutant:
        whole = code(tree.module.deep_replace(node, new))
        before, after = (" ".join(code(part).split()) for part in (node, new))
        return Mutant(path, where[node].start.line, before, after, whole)

    def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        if not isinstance(node, cst.Annotation | cst.Decorator | cst.Import | cst.ImportFrom):
            yield node
            for child in node.children:
                yield from walk(child)

    for node in walk(tree.module):
        for kind, change in mutation_operators:
            if isinstance(node, kind):
                yield from (partial(make, node, new) for new in change(node))


def environment(copy: Path) -> dict[str, str]:
    """Return the variables with which the copy is tested, in other processes, too."""
    return {**os.environ, "PYTHONPATH": str(copy / "course")}


def measure(copy: Path) -> None:
    """Run the tests on the unchanged copy, and keep which of them passes which line."""
    tests = [f"tests/{room}" for room in ROOMS]
    plain = f"--cov-config={os.devnull}"  # without branches: faster
    coverage = [f"--cov={PACKAGE}", "--cov-context=test", "--cov-report=", plain]
    subprocess.run(
        [sys.executable, "-m", "pytest", *OPTIONS, *coverage, *tests],
        cwd=copy, env=environment(copy), check=True,
    )  # fmt: skip
    PASSED.parent.mkdir(exist_ok=True)
    shutil.copy2(copy / ".coverage", PASSED)


def tests_of(mutant: Mutant, copy: Path, data: CoverageData) -> list[list[str]]:
    """Return lists of tests: of one file, where most pass the line, then all that could notice."""
    room, *_, name = Path(mutant.path).relative_to(PACKAGE).with_suffix("").parts
    named = sorted(copy.glob(f"tests/{room}/**/test_{name}*.py")) or [copy / "tests" / room]
    files = [str(file.relative_to(copy)) for file in named]
    measured = next((f for f in data.measured_files() if f.endswith(mutant.path)), "")
    contexts = data.contexts_by_lineno(measured).get(mutant.line, [])
    ids = sorted({context.rpartition("|")[0] for context in contexts} - {""})
    often = Counter(test.partition("::")[0] for test in ids).most_common(1)
    first = [test for test in ids if test.startswith(f"{often[0][0]}::")] if often else []
    return [first, [*ids, *files]] if first else [files]


def run(copy: Path, tests: list[str]) -> None:
    """Run tests on a mutant in this process, a fresh one, and end with pytest's code."""
    os.setpgrp()
    os.chdir(copy)
    os.environ |= {**environment(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(copy / "course"))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 5))  # however busy the machine is
    os.dup2(os.open("mutant.log", os.O_CREAT | os.O_TRUNC | os.O_WRONLY), 1)
    os.dup2(1, 2)
    import pytest
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(  # tests/conftest.py's, without looking for the simplest example
        "mutants", deadline=None, derandomize=True, database=None,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    os._exit(pytest.main([*OPTIONS, "--hypothesis-profile=mutants", *tests]))


def outcome(copy: Path, tests: list[str]) -> str:
    """Return what the tests say of the mutant in the copy: "survived", "caught" or "endless"."""
    process = multiprocessing.get_context("forkserver").Process(target=run, args=(copy, tests))
    process.start()
    process.join(WAITING)
    if process.exitcode is None:
        os.killpg(process.pid or 0, signal.SIGKILL)
        return "endless"
    if process.exitcode == -signal.SIGXCPU:
        return "endless"
    log = (copy / "mutant.log").read_text("utf-8")
    # Passed, failed, broken at import; tests asked for by name are not found if their module is.
    if process.exitcode not in (0, 1, 2) and "found no collectors" not in log:
        raise SystemExit(f"pytest: {process.exitcode}\n{log}")
    return "caught" if process.exitcode else "survived"


def report(results: dict[Mutant, str]) -> None:
    """Print the share of caught mutants by room and in all, with its 95 % interval (Wilson)."""
    rooms = [mutant.path.split("/")[2] for mutant in results]
    caught = [result != "survived" for result in results.values()]
    for room in sorted(set(rooms)):
        of = [is_caught for is_caught, name in zip(caught, rooms, strict=True) if name == room]
        print(f"{room:16} {sum(of):4} of {len(of):4}  {sum(of) / len(of):6.1%}")
    n, share, z2 = len(caught), sum(caught) / len(caught), 1.96**2
    half = math.sqrt(z2 * share * (1 - share) / n + (z2 / (2 * n)) ** 2)
    low, high = ((share + z2 / (2 * n) + end) / (1 + z2 / n) for end in (-half, half))
    print(f"{'caught':16} {sum(caught):4} of {n:4}  {share:6.1%}  (95 %: {low:.1%} to {high:.1%})")


def main() -> None:
    """Draw the sample, run it, keep and report the results."""
    from coverage import CoverageData

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=320)
    parser.add_argument("--seed", type=int, default=10)
    parser.add_argument("--again", action="store_true", help="only the survivors of the last run")
    parser.add_argument("--go-on", action="store_true", help="an interrupted run of this sample")
    given = parser.parse_args()
    results: dict[Mutant, str] = {}
    if given.again or given.go_on:
        for mutant, result in json.loads(RESULTS.read_text("utf-8")):
            results[Mutant(**mutant)] = result
    if given.again:
        chosen = [mutant for mutant, result in results.items() if result == "survived"]
    else:
        every = [make for path in modules() for make in mutants(path)]
        chosen = [
            every[i]()
            for i in sorted(random.Random(given.seed).sample(range(len(every)), given.sample))
        ]
        results = {m: "caught" for m in chosen if results.get(m) == "caught"}
        print(
            f"{len(chosen)} of {len(every)} mutants of {len(modules())} modules, seed {given.seed}"
        )
    equivalent = tomllib.loads((ROOT / ".ci" / "mutants.toml").read_text("utf-8"))["equivalent"]
    known = {(e["path"], e["line"], e["before"], e["after"]) for e in equivalent}
    multiprocessing.get_context("forkserver").set_forkserver_preload(PRELOAD.split())
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve()
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        for name in subprocess.check_output(listed, cwd=ROOT, text=True).split("\0")[:-1]:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
        if not (given.again or (given.go_on and PASSED.exists())):
            measure(copy)
        data = CoverageData(str(PASSED))
        data.read()
        for mutant in chosen:
            if results.get(mutant) == "caught":
                continue
            shown = f"{mutant.path}:{mutant.line}: {mutant.before}  →  {mutant.after}"
            line = (ROOT / mutant.path).read_text("utf-8").splitlines()[mutant.line - 1].strip()
            if (mutant.path, line, mutant.before, mutant.after) in known:
                results.pop(mutant, None)
                print("equivalent", shown, flush=True)
                continue
            (copy / mutant.path).write_text(mutant.code, "utf-8")
            found = (outcome(copy, tests) for tests in tests_of(mutant, copy, data))
            result = next((one for one in found if one != "survived"), "survived")
            shutil.copy2(ROOT / mutant.path, copy / mutant.path)
            results[mutant] = result
            print(f"{result:10} {shown}", flush=True)
            kept = [(asdict(mutant), result) for mutant, result in results.items()]
            RESULTS.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    report(results)


if __name__ == "__main__":
    main()
