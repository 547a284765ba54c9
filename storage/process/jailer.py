"""Outside: starts the process that reads foreign files, waits for its answer, and trusts none.

Whatever the process does, it ends here as one ``Refusal``, and nothing of it is left.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO

from app.errors import Reason, Refusal
from app.journal.canonical import MAX_BYTES, decode_json
from app.jsonvalue import Json
from app.progress import Progress, no_progress
from storage.process import children
from storage.process.frames import BadFrame, read_frame, require_end

LONGEST_S = 30.0
"""On the wall; the process's own time on the processor is shorter (``sealing``)."""
_LOOK_EVERY_S = 0.05
_TIME_TO_END_S = 5.0

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW
else:
    _FLAGS = 0

_MAY_BE_REFUSED = frozenset(
    (
        *(Reason.FILE_EMPTY, Reason.FILE_EXPANDS, Reason.FILE_UNREADABLE),
        Reason.FILE_HAS_PASSWORD,
        *(Reason.SPREADSHEET_OLD, Reason.NOT_A_SPREADSHEET, Reason.NOT_A_METHOD_PACK),
        *(Reason.NOT_A_LEGAL_PACK, Reason.LEGAL_PACK_INVALID, Reason.LEGAL_PACK_GAP),
        *(Reason.LEGAL_PACK_CYCLE, Reason.LEGAL_PACK_NEWER),
        *(Reason.KEY_CARD_INVALID, Reason.KEY_CARD_NEWER),
        *(Reason.PACKAGE_MALFORMED, Reason.PACKAGE_NEWER, Reason.PACKAGE_SAYS_TWICE),
        *(Reason.PACKAGE_TOO_DEEP, Reason.PACKAGE_SIZES_WRONG, Reason.PACKAGE_NAMES_PATH),
    )
)
"""What the process inside may give as its reason. The others are for this side to find."""


@dataclass(frozen=True, slots=True)
class Jailer:
    """Asks a fresh process each time."""

    program: Callable[[], Sequence[str]]
    longest_s: float = LONGEST_S
    largest_answer: int = MAX_BYTES

    def ask(self, question: Sequence[bytes], progress: Progress = no_progress) -> Json:
        """What the process says that it has read: strict canonical JSON, of any shape.
        ``progress`` is asked now and then, so that the user can have enough.

        Raises Cancelled, and Refusal: what the process gave as its reason;
        file_takes_too_long; file_reader_stopped when it ended, or said something else than an
        answer."""
        with _started(self.program()) as child, ThreadPoolExecutor(2) as hands:
            children.running.add(child)
            try:
                assert child.stdin is not None
                assert child.stdout is not None
                hands.submit(_send, child.stdin, question)
                answer = hands.submit(_receive, child.stdout, self.largest_answer)
                self._wait(answer, progress)
                message = answer.result()
            except (BadFrame, OSError):
                raise Refusal(_how_it_ended(child)) from None
            finally:
                _end(child)
                children.running.discard(child)
        return _read(message)

    def _wait(self, answer: Future[bytes], progress: Progress) -> None:
        begun = time.monotonic()
        while not answer.done():
            waited = time.monotonic() - begun
            if waited > self.longest_s:
                raise Refusal(Reason.FILE_TAKES_TOO_LONG)
            progress(int(waited), int(self.longest_s))
            with contextlib.suppress(TimeoutError):
                answer.exception(_LOOK_EVERY_S)


def _started(program: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process with nothing of ours: another program image, no variables, no files."""
    try:
        return subprocess.Popen(  # noqa: S603  # our own program
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            cwd=None if sys.platform == "win32" else "/",
            env=_environment(),
            start_new_session=True,
            creationflags=_FLAGS,
        )
    except OSError as error:  # no memory or no more processes
        raise Refusal(Reason.FILE_READER_STOPPED) from error


def _environment() -> dict[str, str]:
    # lxml may be there on a developer's machine; what is tested is what is shipped.
    variables = {"LANG": "C.UTF-8", "OPENPYXL_LXML": "False"}
    if sys.platform == "win32":
        variables["SYSTEMROOT"] = os.environ["SYSTEMROOT"]  # Windows cannot load its parts without
    return variables


def _send(stdin: IO[bytes], question: Sequence[bytes]) -> None:
    """A process that has ended does not listen, and why is found out by the other hand."""
    with contextlib.suppress(OSError), stdin:
        for piece in question:
            stdin.write(piece)


def _receive(stdout: IO[bytes], limit: int) -> bytes:
    message = read_frame(stdout, limit)
    require_end(stdout)
    return message


def _how_it_ended(child: subprocess.Popen[bytes]) -> Reason:
    """Why there is no answer. One that only talks nonsense is still there."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(_LOOK_EVERY_S)
    if sys.platform != "win32" and child.returncode == -signal.SIGXCPU:
        return Reason.FILE_TAKES_TOO_LONG
    return Reason.FILE_READER_STOPPED


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill it, with all that it may have started, and take it away."""
    if child.returncode is None:
        if sys.platform == "win32":
            child.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
    child.wait(_TIME_TO_END_S)


def _read(message: bytes) -> Json:
    try:
        answer = decode_json(message)
    except Refusal:
        raise Refusal(Reason.FILE_READER_STOPPED) from None
    match answer:
        case {"read": value, **more} if not more:
            return value
        case {"refused": str(reason), "params": params, **more} if not more:
            if reason in _MAY_BE_REFUSED and not params:
                raise Refusal(Reason(reason))
    raise Refusal(Reason.FILE_READER_STOPPED)
