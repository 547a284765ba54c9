"""The colour profile that PDF/A asks for: sRGB as a small ICC profile, always the same bytes.

Built from the numbers of IEC 61966-2-1 rather than taken from a library, so that a document
rendered today and one rendered by a later version do not differ in this.
"""

from __future__ import annotations

import struct
from functools import cache

_WHITE_D50 = (0.96420, 1.00000, 0.82491)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
"""Primaries of sRGB adapted to D50 (Bradford), as the profile's connection space demands."""

_HEADER_LENGTH = 128
_CREATED = (2026, 1, 1, 0, 0, 0)


def _fixed(*numbers: float) -> bytes:
    """Signed 15.16 fixed-point numbers."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _xyz(point: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*point)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    record = struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28)
    return b"mluc\0\0\0\0" + record + encoded


def _curve() -> bytes:
    """The transfer curve of sRGB as parametric curve type 3 (g, a, b, c, d)."""
    shape = _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    return b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + shape


@cache
def srgb_profile() -> bytes:
    """An ICC profile of version 4.2 for a display with the primaries and the curve of sRGB."""
    curve = _curve()
    tags = [
        (b"desc", _text("sRGB IEC61966-2.1")),
        (b"cprt", _text("Public domain")),
        (b"wtpt", _xyz(_WHITE_D50)),
        (b"rXYZ", _xyz(_RED)),
        (b"gXYZ", _xyz(_GREEN)),
        (b"bXYZ", _xyz(_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    offset = _HEADER_LENGTH + 4 + 12 * len(tags)
    table = struct.pack(">I", len(tags))
    content = b""
    for signature, data in tags:
        padded = data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", signature, offset + len(content), len(data))
        content += padded
    return _header(offset + len(content)) + table + content


def _header(size: int) -> bytes:
    version, rendering_intent = 0x04200000, 0
    return (
        struct.pack(">I4xI4s4s4s", size, version, b"mntr", b"RGB ", b"XYZ ")
        + struct.pack(">6H", *_CREATED)
        + b"acsp"
        + struct.pack(">4xI4x4x8xI", 0, rendering_intent)
        + _fixed(*_WHITE_D50)
        + b"\0" * 48
    )
