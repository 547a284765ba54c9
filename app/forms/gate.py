"""Bytes of unknown origin → a plain tree that is safe to walk. Never raises on bad data.

Refused here: what is too large, what is not JSON, duplicate keys (two readers would see two
different templates), numbers that cost time to print, nesting that exhausts the stack, and text
that could not be written again (lone surrogates, NUL).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Never

from app.forms.problems import Code, Problem, Severity

MAX_BYTES = 4 * 1024 * 1024
"""The largest public form seen, with 808 items, is 1 MB."""

MAX_DEPTH = 64
MAX_DIGITS = 30

Tree = bool | int | Decimal | str | list["Tree"] | dict[str, "Tree"] | None
TreeObject = dict[str, Tree]

_ESCAPED = re.compile(rb"\\u(0000|[dD][89a-fA-F])")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def read_tree(data: bytes) -> Tree | Problem:
    """The value of strict JSON in UTF-8, with decimals exactly as written; or what is wrong."""
    if len(data) > MAX_BYTES:
        return Problem(Code.TOO_LARGE, Severity.FATAL)
    try:
        tree: Tree = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_without_duplicates,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_refuse,
        )
    except RecursionError:
        return Problem(Code.TOO_DEEP, Severity.FATAL)
    except ValueError:
        return Problem(Code.NOT_JSON, Severity.FATAL)
    if _too_deep(tree):
        return Problem(Code.TOO_DEEP, Severity.FATAL)
    # Only an escape can bring such text: what is plain has been decoded from strict UTF-8.
    if _ESCAPED.search(data) and _unwritable(tree):
        return Problem(Code.NOT_JSON, Severity.FATAL)
    return tree


def _too_deep(tree: Tree) -> bool:
    """Walked without recursion, level by level."""
    level: list[Tree] = [tree]
    for _ in range(MAX_DEPTH):
        level = [
            each for value in level for each in _within(value) if isinstance(each, (dict, list))
        ]
        if not level:
            return False
    return True


def _unwritable(tree: Tree) -> bool:
    level: list[Tree] = [tree]
    while level:
        if any(isinstance(value, str) and _UNWRITABLE.search(value) for value in level):
            return True
        level = [each for value in level for each in (*_within(value), *_keys(value))]
    return False


def _within(value: Tree) -> Iterable[Tree]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _keys(value: Tree) -> Iterable[Tree]:
    return value if isinstance(value, dict) else ()


def _without_duplicates(pairs: list[tuple[str, Tree]]) -> TreeObject:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    if len(text) > MAX_DIGITS or abs(value.adjusted()) > MAX_DIGITS:
        raise ValueError("number too long")
    return value


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ValueError("number too long")
    return int(text)


def _refuse(_: str) -> Never:
    raise ValueError("number not allowed")
