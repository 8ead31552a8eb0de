"""Submitting on a hub so that nobody but who handed in and who grades can read it, or take it away.

nbgrader leaves a submission open to everybody (0777, so that the instructor can delete it); that its name cannot be guessed is
all that protects it. The inbound folder gives its group to folders that are made in it (setgid): that of the account
that grades. So others need nothing.
"""

from __future__ import annotations

import stat
from pathlib import Path

from nbgrader.exchange.default import ExchangeSubmit

CLOSED = 0o770  # the group may delete


class SubmitClosed(ExchangeSubmit):
    """nbgrader's submitting; the folder in the exchange is then closed to others."""

    def copy_files(self) -> None:
        super().copy_files()
        inbound = Path(self.inbound_path)
        laid = inbound / self.assignment_filename
        if not inbound.stat().st_mode & stat.S_ISGID or laid.stat().st_gid != inbound.stat().st_gid:
            self.log.warning("The inbound folder passes no group on: the submission stays open.")
            return  # as nbgrader leaves it: else the instructor could not read it
        laid.chmod(CLOSED)
