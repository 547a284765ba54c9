"""Inside: reads one foreign file and answers, in a process that can do nothing else.

It starts with no secret: another program image, an empty environment, no open file but its two
pipes. A message comes in on standard input, and one goes out on standard output:

in    ``{"reader": …, "files": [{"name": …}, …]}`` and then each file's bytes
out   ``{"read": …}``, or ``{"refused": reason, "params": {…}}``

both canonical JSON in a frame (``frames``).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from app.errors import Reason, Refusal
from app.journal.canonical import MAX_BYTES, decode_json, encode_json
from app.jsonvalue import Json, JsonObject
from storage.process import sealing
from storage.process.frames import frame, read_frame

LARGEST_FILE = 64 * 1024 * 1024
"""Above what any reader takes; the readers' own limits are checked before the file is sent."""
_MOST_FILES = 16
_LARGEST_REQUEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """What somebody else made, with the name it lay under."""

    name: str
    data: bytes


Reader = Callable[[Sequence[ForeignFile]], Json]
"""Foreign files → what they say. Raises Refusal."""


def serve(readers: Mapping[str, Reader]) -> NoReturn:
    """Shut the process in, answer the one question on standard input, and end. Everything that a
    reader needs is imported by now. A question that cannot be read ends the process unanswered."""
    decode_json(encode_json({"a": ["å"]}))  # loads what an answer needs
    sealing.seal()
    reader, files = _question(readers)
    sys.stdout.buffer.write(frame(_answer(reader, files)))
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing to tidy up, and nothing that may be


def request(reader: str, files: Sequence[ForeignFile]) -> list[bytes]:
    """The question, in pieces, for whoever asks it."""
    names: list[Json] = [{"name": file.name} for file in files]
    head: JsonObject = {"reader": reader, "files": names}
    return [frame(encode_json(head)), *(frame(file.data) for file in files)]


def _question(readers: Mapping[str, Reader]) -> tuple[Reader, list[ForeignFile]]:
    asked = decode_json(read_frame(sys.stdin.buffer, _LARGEST_REQUEST))
    match asked:
        case {"reader": str(reader), "files": list(named)} if len(named) <= _MOST_FILES:
            files = [
                ForeignFile(str(each["name"]), read_frame(sys.stdin.buffer, LARGEST_FILE))
                for each in named
                if isinstance(each, dict)
            ]
            return readers[reader], files
        case _:
            raise ValueError("not a question")


def _answer(reader: Reader, files: Sequence[ForeignFile]) -> bytes:
    """The one door: whatever a foreign file brings about comes out as a reason."""
    try:
        message = encode_json({"read": reader(files)})
    except Refusal as refusal:
        return _refused(refusal)
    except MemoryError:
        return _refused(Refusal(Reason.FILE_EXPANDS))
    except Exception:  # noqa: BLE001 - the reader of foreign files is one of the three doors
        return _refused(Refusal(Reason.FILE_UNREADABLE))
    return message if len(message) <= MAX_BYTES else _refused(Refusal(Reason.FILE_EXPANDS))


def _refused(refusal: Refusal) -> bytes:
    return encode_json({"refused": refusal.reason.value, "params": {}})
