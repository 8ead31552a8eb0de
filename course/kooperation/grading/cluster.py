"""The execution of a submission as a function of data, so that it can run anywhere: here, or on a Dask cluster.

What was handed in goes along as bytes and executed notebooks come back as bytes: workers share no disk with the course, and hold
neither keys nor grades but the tests of what they execute. A worker needs this package, and a sandbox as every machine does.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from traitlets.config import Config

from kooperation.base.places import UnavailableError
from kooperation.base.words import Words
from kooperation.grading.examiner_process import ExaminerProcess
from kooperation.grading.execute import ExecuteApart

WORDS = Words("grading.cluster")
PATIENCE = "30s"  # until a scheduler answers
_own = threading.local()  # a worker's examiner, which ends with the worker


def executed(
    files: Mapping[str, bytes], settings: Mapping[str, Any], examiner: ExaminerProcess | None = None
) -> dict[str, bytes]:
    """Return the notebooks among *files*, executed by ExecuteApart with these *settings*, by their names.

    Raises CannotRunError if a test asks for a learner's code and there is no sandbox where this runs.
    """
    if examiner is None:
        if not hasattr(_own, "examiner"):
            _own.examiner = ExaminerProcess()
        examiner = _own.examiner
    done = {}
    with tempfile.TemporaryDirectory(prefix="kooperation-") as place:
        folder = Path(place)
        for name, held in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(held)
        for path in sorted(folder.glob("*.ipynb")):
            execute = ExecuteApart(config=Config({"ExecuteApart": dict(settings)}))
            execute.examiner = examiner
            resources = {"metadata": {"path": str(folder), "name": path.stem}}
            notebook, _ = execute.preprocess(nbformat.read(path, as_version=4), resources)
            done[path.name] = (nbformat.writes(notebook) + "\n").encode()
    return done


def held(folder: Path) -> dict[str, bytes]:
    """Return the files of *folder* by their path in it."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


@contextmanager
def workers(address: str) -> Iterator[Executor]:
    """Yield the workers of the Dask scheduler at *address*; what one of them loses another does again.

    Raises UnavailableError if Dask is not installed or nobody answers there.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise UnavailableError(WORDS["missing"]) from error
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise UnavailableError(WORDS.filled("nobody", address=address, why=error)) from error
    with client:
        yield client.get_executor(pure=False)
