"""``python -m tests.journeys.real_process FOLDER``: the program itself, with somebody at it.

The process is hardened, set up and locked exactly as ``python -m ui``, and its vault has a key of
the usual cost. The only thing added is the hands, which begin when the first window shows. The
journey ends with the lock, and so with ``python -m ui`` in the place of this process.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

from storage.process import harden


def main(folder: Path) -> int:
    guards = harden()
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - as ``ui.__main__``: hardened before Qt

    from tests.journeys import main_journey  # noqa: PLC0415
    from ui import start  # noqa: PLC0415
    from ui.application import Application  # noqa: PLC0415

    class Attended(Application):
        def start(
            self, environment: Mapping[str, str], *, demo: bool = False, other: bool = False
        ) -> None:
            super().start(environment, demo=demo, other=other)
            QTimer.singleShot(0, self._work)

        def _work(self) -> None:
            try:
                main_journey.walk(self, folder)
            except BaseException:  # noqa: BLE001 - whatever it is, it ends the process
                traceback.print_exc()
                os._exit(1)

    start.Application = Attended  # type: ignore[misc]
    return start.run(sys.argv[:1], os.environ, frozenset(guard.value for guard in guards))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
