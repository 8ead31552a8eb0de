"""Change the model in a random sample of places, one at a time, and count which changes the tests notice.

    .uv/bin/uv run --group test --group dev .ci/mutants.py --sample 300 --seed 10

mutmut makes the mutants. It draws no sample and leaves out what stands under a decorator (our properties
and cached functions) or outside of functions (our tables), so the choice and the runs are done here: for
each mutant the quick tests named after its module, then those that import it, then the rest of its room,
in a copy of the checkout. A change that cannot be noticed stands with its reason in `.ci/mutants.toml`
and is not counted. Results are kept in `.cache/mutants.json`; `--again` runs only the survivors anew.
"""

from __future__ import annotations

import argparse
import ast
import json
import math
import multiprocessing
import os
import random
import re
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

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "course/kooperation"
RESULTS = ROOT / ".cache" / "mutants.json"
MODEL = ("games", "repeated", "negotiation", "institutions", "success_factors", "practice")
OTHERS = [
    *(f"base/{name}.py" for name in ("answers", "checks", "comparing", "german", "typed_numbers")),
    *(f"games/{name}_view.py" for name in ("game", "explanation", "trust", "public_good")),
    *("assignments/points.py", "grading/marking.py", "grading/items.py"),
    *("assignments/kinds/*/marking.py", "assignments/kinds/*/reading.py"),
]
ENDINGS = re.compile(r"__init__|_(words|view|control|explorer)$")
QUICK = "not browser and not kernel and not install and not slow"
PRELOAD = "pytest hypothesis ipywidgets anywidget plotly.graph_objects nbformat nashpy"
LONGEST = 180  # seconds; a mutant that makes an endless loop is noticed, too


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
    model = [path for room in MODEL for path in here.glob(f"{room}/*.py") if not ENDINGS.search(path.stem)]
    others = [path for pattern in OTHERS for path in here.glob(pattern)]
    return sorted(str(path.relative_to(ROOT)) for path in {*model, *others})


def mutants(path: str) -> Iterator[Callable[[], Mutant]]:
    """Yield what makes each mutant of a module; imports, annotations, decorators and docstrings stay."""
    tree = MetadataWrapper(cst.parse_module((ROOT / path).read_text("utf-8")))
    where, code = tree.resolve(PositionProvider), tree.module.code_for_node

    def make(node: cst.CSTNode, new: cst.CSTNode) -> Mutant:
        whole: cst.Module = tree.module.deep_replace(node, new)  # type: ignore[assignment]
        return Mutant(path, where[node].start.line, code(node).strip(), code(new).strip(), whole.code)

    def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        if not isinstance(node, cst.Annotation | cst.Decorator | cst.Import | cst.ImportFrom):
            yield node
            for child in node.children:
                yield from walk(child)

    for node in walk(tree.module):
        for kind, change in mutation_operators:
            if isinstance(node, kind):
                yield from (partial(make, node, new) for new in change(node))


def tests_of(path: str) -> list[str]:
    """Return test files for a module: named after it, importing it, of its room."""
    room, *_, name = Path(path).relative_to(PACKAGE).with_suffix("").parts
    dotted = path.removeprefix("course/").removesuffix(".py").replace("/", ".")
    parent, _, last = dotted.rpartition(".")
    imports = re.compile(rf"^\s*(from {dotted} |import {dotted}\b|from {parent} import .*\b{last}\b)", re.M)
    files = sorted(ROOT.glob("tests/*/**/test_*.py"))
    files = [file for file in files if file.parent.name not in ("browser", "oracle")]
    named = [f for f in files if f.parent.name == room and f.stem.startswith(f"test_{name}")]
    using = [f for f in files if imports.search(f.read_text("utf-8"))]
    if "kinds" in path:  # marking and reading are found by name
        using += sorted(ROOT.glob("tests/grading/test_marking.py")) + sorted(ROOT.glob("tests/grading/test_items.py"))
    rest = [f for f in files if f.relative_to(ROOT / "tests").parts[0] == room]
    return list(dict.fromkeys(str(f.relative_to(ROOT)) for f in (*named, *using, *rest)))


def run(copy: str, tests: list[str], changed: bool) -> None:
    """Run tests on the copy, in this process (a fresh one), and end with pytest's code."""
    os.setpgrp()
    os.chdir(copy)
    os.environ["PYTHONPATH"] = f"{copy}/course"
    sys.path[:0] = [f"{copy}/course"]
    if changed:  # what the run without any change has compiled is used, a mutant's is not kept
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.dont_write_bytecode = True
    os.dup2(os.open("mutant.log", os.O_CREAT | os.O_TRUNC | os.O_WRONLY), 1)
    os.dup2(1, 2)
    import pytest
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(  # tests/conftest.py's, without looking for the simplest example
        "mutants", deadline=None, derandomize=True, database=None,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    options = "-n 0 -x -q --no-header --tb=line -p no:cacheprovider --hypothesis-profile=mutants -m"
    os._exit(int(pytest.main([*options.split(), QUICK, *tests])))


def outcome(copy: str, tests: list[str], *, changed: bool) -> str:
    """Return what the tests say of the copy: "survived", "caught" or "endless"."""
    process = multiprocessing.get_context("forkserver").Process(target=partial(run, copy, tests, changed))
    process.start()
    process.join(LONGEST if changed else None)
    if process.exitcode is None:
        os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
        return "endless"
    if process.exitcode > 2:  # neither passed, failed nor broken at import
        raise SystemExit(f"pytest ended with {process.exitcode}: {(Path(copy) / 'mutant.log').read_text()}")
    return "caught" if process.exitcode else "survived"


def report(results: list[dict[str, object]]) -> None:
    """Print the share of caught mutants by room and in all, with its 95 % interval (Wilson)."""
    rooms = Counter((str(r["path"]).split("/")[2], r["outcome"] != "survived") for r in results)
    for room in sorted({room for room, _ in rooms}):
        caught, n = rooms[room, True], rooms[room, True] + rooms[room, False]
        print(f"{room:16} {caught:4} of {n:4}  {caught / n:6.1%}")
    n, caught = len(results), sum(r["outcome"] != "survived" for r in results)
    share, z = caught / n, 1.96
    middle, half = share + z * z / (2 * n), z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low, high = ((middle + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    print(f"caught           {caught:4} of {n:4}  {share:6.1%}  (95 %: {low:.1%} to {high:.1%})")


def main() -> None:
    """Draw the sample, run it, keep and report the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=10)
    parser.add_argument("--again", action="store_true", help="only the survivors of the last run")
    given = parser.parse_args()
    if given.again:
        kept = json.loads(RESULTS.read_text("utf-8"))
        chosen = [Mutant(**{f: r[f] for f in Mutant.__annotations__}) for r in kept if r["outcome"] == "survived"]
        kept = [r for r in kept if r["outcome"] != "survived"]
    else:
        everything = [make for path in modules() for make in mutants(path)]
        drawn = random.Random(given.seed).sample(range(len(everything)), given.sample)
        chosen, kept = [everything[i]() for i in sorted(drawn)], []
        print(f"{given.sample} of {len(everything)} mutants in {len(modules())} modules, seed {given.seed}")
    EQUIVALENT = tomllib.loads((ROOT / ".ci" / "mutants.toml").read_text("utf-8"))["equivalent"]
    known = {(e["path"], e["before"], e["after"]) for e in EQUIVALENT}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        for name in subprocess.check_output(listed, cwd=ROOT, text=True).split("\0")[:-1]:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
        multiprocessing.get_context("forkserver").set_forkserver_preload(PRELOAD.split())
        tests = sorted({test for mutant in chosen for test in tests_of(mutant.path)})
        if outcome(folder, tests, changed=False) != "survived":
            raise SystemExit(f"The tests fail without any change: {(copy / 'mutant.log').read_text('utf-8')}")
        for mutant in chosen:
            shown = f"{mutant.path}:{mutant.line}: {mutant.before}  →  {mutant.after}"
            if (mutant.path, mutant.before, mutant.after) in known:
                print("equivalent", shown, flush=True)
                continue
            target = copy / mutant.path
            target.write_text(mutant.code, "utf-8")
            result = outcome(folder, tests_of(mutant.path), changed=True)
            shutil.copy2(ROOT / mutant.path, target)
            kept.append({**asdict(mutant), "outcome": result})
            print(f"{result:10}", shown, flush=True)
            RESULTS.parent.mkdir(exist_ok=True)
            RESULTS.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    report(kept)


if __name__ == "__main__":
    main()
