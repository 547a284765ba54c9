"""How much a template may hold, and which characters: what would stop the program, or make what is
read on screen another thing than what is signed, is found before anything is built of it.

The limits lie far above what anybody fills in: of 183 public templates the largest has 808 items
and 809 options.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.forms.gate import Tree, TreeObject
from app.forms.options import value_sets
from app.forms.problems import Code, Problem, Severity

MOST_ITEMS = 5_000
MOST_OPTIONS = 20_000
"""Of all questions together. A value set counts once for each question that names it: a few
hundred kilobytes could else ask for ten million options."""
LONGEST_TEXT = 50_000
"""Characters, as of what a caseworker may type."""
LONGEST_NAME = 500
"""Characters of url, version and title, which stand in lists and in records."""

_NOT_SHOWN = frozenset(("div", "data"))
"""The text of the whole template as a web page, and attached files: never looked at here."""
_NO_NAME = re.compile(r"[\s|]")
"""``url|version`` has to be two things, and one line."""
HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and marks that turn the order of what is read. No control character stands
as it is in JSON."""
_MAYBE_HARMFUL = re.compile(
    rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\\[bf]"
    rb"|\\u00(?:[0189][0-9a-fA-F]|7[fF])|\\u20(?:2[a-eA-E]|6[6-9])"
)


def too_much(tree: TreeObject) -> bool:
    """Whether a template holds more than anybody fills in."""
    sets = {name: _concepts(value) for name, value in value_sets(tree)}
    items = options = 0
    level: list[Tree] = [tree]
    while level:
        objects = [each for each in level if isinstance(each, dict)]
        options += sum(_length(each.get("answerOption")) for each in objects)
        options += sum(sets.get(str(each.get("answerValueSet")), 0) for each in objects)
        level = [child for each in objects for child in _listed(each.get("item"))]
        items += len(level)
        if items > MOST_ITEMS or options > MOST_OPTIONS:
            return True
    return False


def unfit(tree: TreeObject, data: bytes) -> Iterator[Problem]:
    """Names that could be taken for others, texts that nobody reads to the end, and characters
    that are not seen and change what is. ``data`` are the bytes of the tree."""
    for key in ("url", "version", "title"):
        name = tree.get(key)
        if isinstance(name, str) and name and not _is_name(name, key):
            yield Problem(Code.UNUSABLE_NAME, Severity.ERROR, where=key)
    if _maybe_long(data) or _MAYBE_HARMFUL.search(data):
        yield from _texts(tree)


def _maybe_long(data: bytes) -> bool:
    """Whether there may be so long a text, without a look at every text. One that has more
    characters, and so at least as many bytes between its quotes, covers a whole stretch of half
    that length, wherever it stands."""
    stretch = LONGEST_TEXT // 2
    quotes = data.replace(rb"\"", b"__")
    starts = range(0, len(quotes) - stretch + 1, stretch)
    return any(quotes.find(b'"', start, start + stretch) < 0 for start in starts)


def _is_name(name: str, key: str) -> bool:
    if len(name) > LONGEST_NAME or not name.strip():
        return False
    if key == "title":
        return name.replace("\xa0", " ").replace("\xad", "").isprintable()
    return name.isprintable() and not _NO_NAME.search(name)


def _texts(tree: Tree) -> Iterator[Problem]:
    """One problem of each kind is enough."""
    level: list[Tree] = [tree]
    long = harmful = False
    while level:
        texts = [each for each in level if isinstance(each, str)]
        long = long or any(len(text) > LONGEST_TEXT for text in texts)
        harmful = harmful or any(map(HARMFUL.search, texts))
        level = [child for each in level for child in _within(each)]
    if long:
        yield Problem(Code.TEXT_TOO_LONG, Severity.ERROR, params={"most": str(LONGEST_TEXT)})
    if harmful:
        yield Problem(Code.UNUSABLE_CHARACTER, Severity.ERROR)


def _concepts(value: Tree) -> int:
    """Upwards of how many options a value set has: every object in it."""
    found, level = 0, [value]
    while level:
        found += sum(isinstance(each, dict) for each in level)
        level = [child for each in level for child in _within(each)]
    return found


def _within(value: Tree) -> list[Tree]:
    if isinstance(value, dict):
        return [each for key, each in value.items() if key not in _NOT_SHOWN]
    return value if isinstance(value, list) else []


def _listed(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else []


def _length(value: Tree) -> int:
    return len(_listed(value))
