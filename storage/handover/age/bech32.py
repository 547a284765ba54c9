"""Bech32 (BIP 173) without its limit of length, as age writes keys; strict in what it reads."""

from __future__ import annotations

from collections.abc import Iterable

from storage.handover.age.errors import KeyTextError

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6
_LONGEST = 4096


def encode(prefix: str, data: bytes | bytearray) -> str:
    """Lower case; ``prefix`` is lower case too."""
    values = _regroup(data, 8, 5, pad=True)
    checked = _polymod([*_expanded(prefix), *values, *[0] * _CHECKSUM]) ^ 1
    values += [checked >> 5 * (_CHECKSUM - 1 - at) & 31 for at in range(_CHECKSUM)]
    return f"{prefix}1{''.join(_LETTERS[value] for value in values)}"


def decode(prefix: str, text: str) -> bytearray:
    """The data of a lower-case text with ``prefix``. Raises KeyTextError for everything that
    ``encode`` would not have written."""
    found, mark, letters = text.rpartition("1")
    if len(text) > _LONGEST or not mark or found != prefix or len(letters) < _CHECKSUM:
        raise KeyTextError("not a key of this kind")
    try:
        values = [_VALUES[letter] for letter in letters]
    except KeyError:
        raise KeyTextError("a character that keys do not have") from None
    if _polymod([*_expanded(prefix), *values]) != 1:
        raise KeyTextError("the check characters do not fit")
    return bytearray(_regroup(values[:-_CHECKSUM], 5, 8, pad=False))


def _expanded(prefix: str) -> list[int]:
    codes = prefix.encode("ascii")
    return [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]


def _polymod(values: Iterable[int]) -> int:
    rest = 1
    for value in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            if top >> bit & 1:
                rest ^= term
    return rest


def _regroup(groups: Iterable[int], width: int, wanted: int, *, pad: bool) -> list[int]:
    """Bits in groups of ``wanted`` instead of ``width``. Left-over bits are padded with zeros, or
    must be fewer than a group and all zero."""
    out: list[int] = []
    held = bits = 0
    for group in groups:
        held = held << width | group
        bits += width
        while bits >= wanted:
            bits -= wanted
            out.append(held >> bits)
            held &= (1 << bits) - 1
    if pad and bits:
        out.append(held << wanted - bits)
    elif not pad and (bits >= width or held):
        raise KeyTextError("left-over bits")
    return out
