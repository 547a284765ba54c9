"""The kernel's classic BPF machine, as far as the filters use it."""

from __future__ import annotations

import struct
from collections.abc import Mapping


def run(program: bytes, architecture: int, number: int, arguments: Mapping[int, int]) -> int:
    """The verdict on a system call; arguments by their place, nought where none is given."""
    steps = list(struct.iter_unpack("=HBBI", program))
    data = {0: number, 4: architecture}
    at = accumulator = 0
    while True:
        code, if_true, if_false, value = steps[at]
        at += 1
        if code == 0x06:
            return int(value)
        if code == 0x20:
            place = (value - 16) // 8
            accumulator = data[value] if value in data else arguments.get(place, 0)
        elif code == 0x15:
            at += if_true if accumulator == value else if_false
        elif code == 0x35:
            at += if_true if accumulator >= value else if_false
        elif code == 0x45:
            at += if_true if accumulator & value else if_false
        else:
            raise AssertionError(code)
