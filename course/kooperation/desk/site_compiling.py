"""Compiles the modules of archives, run by the Python that will load them: the browser's own (site_compiling.mjs).

A browser keeps no compiled modules, so each start would compile all that is imported, which took most of its time.
"""

from __future__ import annotations

import io
import marshal
import zipfile
from importlib.util import MAGIC_NUMBER, source_hash

UNCHECKED = (1).to_bytes(4, "little")  # by a hash of the source that nobody compares (PEP 552)


def compiled(raw: bytes) -> bytes:
    """Return the archive *raw* with the modules in it compiled, and without their sources.

    What does not compile, templates for instance, stays as it is; so does everything else, and its date.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(result, "w") as written:
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename.endswith(".py"):
                try:
                    code = compile(content, entry.filename, "exec", dont_inherit=True)
                except (SyntaxError, ValueError):
                    code = None
                if code is not None:
                    content = MAGIC_NUMBER + UNCHECKED + source_hash(content) + marshal.dumps(code)
                    entry = zipfile.ZipInfo(f"{entry.filename}c", entry.date_time)
            written.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return result.getvalue()
