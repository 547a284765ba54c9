"""``python -m ui``: harden the process, draw the first window, load the rest behind it."""

from __future__ import annotations

import os
import sys

from storage.process import harden

_READ_FOREIGN = "--read-foreign"
"""What a frozen program starts itself with, to read a file that somebody else has made
(``storage.foreign.child``)."""


def main() -> int:
    if sys.argv[1:] == [_READ_FOREIGN]:
        from storage.foreign.child import main as read_foreign  # noqa: PLC0415 - no window then

        read_foreign()
    # Before Qt is loaded, so that nothing of it runs unguarded.
    guards = harden()
    from ui.start import run  # noqa: PLC0415 - see above

    return run(sys.argv, os.environ, frozenset(guard.value for guard in guards))


if __name__ == "__main__":
    raise SystemExit(main())
