"""The program of the process that reads foreign files (``storage.process.jail``)."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

import storage
from storage.process import sealing

ARGUMENT = "--read-foreign"
"""What a frozen program is started with to become this one."""


class ReaderName(StrEnum):
    """What can be asked for."""

    SPREADSHEET = "spreadsheet"
    TEMPLATE = "template"
    METHOD_PACK = "method_pack"
    LEGAL_PACK = "legal_pack"
    KEY_CARD = "key_card"
    PACKAGE = "package"


_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from storage.foreign.child import main; main()"
)


def program() -> list[str]:
    """How this program is started: a frozen one by itself, else by the same interpreter, apart
    from its variables, the working folder and the user's own packages."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-I", "-B", "-c", _START, str(Path(storage.__file__).parents[1])]


def main() -> NoReturn:
    """Limit this process, load and try everything that a reader needs, and answer."""
    sealing.limit()
    from storage.foreign import readers  # noqa: PLC0415 - heavy, and so within the limits
    from storage.process.jail import serve  # noqa: PLC0415 - see above

    readers.warm_up()
    serve(readers.READERS)
