"""Tables in TOML, the program's own or a method developer's, read into the shape they must have."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TypeVar

import msgspec


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file or a row of one. What its shape does not name may not be there."""


T = TypeVar("T", bound=msgspec.Struct)


def read_table(data: bytes, shape: type[T]) -> T:
    """Raises ValueError for anything but UTF-8, TOML and this very shape. Nothing of the text is
    in the error, which may come to a log."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
        return msgspec.convert(table, shape, strict=True, builtin_types=(date,))
    except (ValueError, RecursionError):  # of UTF-8, of TOML, of msgspec
        raise ValueError("not the table it should be") from None
