"""``python -m ui``: harden the process, draw the first window, load the rest behind it."""

from __future__ import annotations

import os
import sys

from storage.process import harden


def main() -> int:
    # Before Qt is loaded, so that nothing of it runs unguarded.
    guards = harden()
    from ui.start import run  # noqa: PLC0415 - see above

    return run(sys.argv, os.environ, frozenset(guard.value for guard in guards))


if __name__ == "__main__":
    raise SystemExit(main())
