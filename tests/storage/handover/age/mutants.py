"""Files that were damaged, or changed on purpose."""

from __future__ import annotations

import random
from collections.abc import Iterator

from storage.handover.age.payload import CHUNK

_SEALED_CHUNK = CHUNK + 16


def mutants(file: bytes, other: bytes, dice: random.Random) -> Iterator[bytes]:
    """Without end; never ``file`` itself. ``other`` is sealed to the same receiver."""
    header = file.index(b"\n--- ") + 1
    header = file.index(b"\n", header) + 1
    while True:
        changed = _changed(file, other, header, dice)
        if changed != file:
            yield changed


def _changed(file: bytes, other: bytes, header: int, dice: random.Random) -> bytes:
    # Half of the damage strikes the header, which is a small part of the file.
    at = dice.randrange(header + 32) if dice.random() < 0.5 else dice.randrange(len(file))
    end = min(len(file), at + dice.randrange(1, 200))
    match dice.randrange(10):
        case 0:
            return file[:at] + bytes([file[at] ^ 1 << dice.randrange(8)]) + file[at + 1 :]
        case 1:
            return file[:at] + bytes([dice.randrange(256)]) + file[at + 1 :]
        case 2:
            return file[:at]
        case 3:
            return file[:at] + file[end:]
        case 4:
            return file[:at] + file[at:end] * dice.randrange(2, 4) + file[end:]
        case 5:
            return file[:at] + dice.randbytes(dice.randrange(1, 40)) + file[at:]
        case 6:
            return file + dice.choice((file, other, other[header:], dice.randbytes(20), b"\0"))
        case 7:
            return dice.choice((file[:header] + other[header:], other[:header] + file[header:]))
        case 8:
            return _chunks_moved(file, header + 16, dice)
        case _:
            size = end - at
            there = dice.randrange(len(file) - size)
            return file[:at] + file[there : there + size] + file[end:]


def _chunks_moved(file: bytes, start: int, dice: random.Random) -> bytes:
    """Swapped, left out or repeated: each chunk is still as it was sealed."""
    chunks = [file[at : at + _SEALED_CHUNK] for at in range(start, len(file), _SEALED_CHUNK)]
    if len(chunks) == 1:
        return file[:start] + chunks[0] * 2
    one, other = dice.sample(range(len(chunks)), 2)
    match dice.randrange(3):
        case 0:
            chunks[one], chunks[other] = chunks[other], chunks[one]
        case 1:
            del chunks[one]
        case _:
            chunks.insert(other, chunks[one])
    return file[:start] + b"".join(chunks)
