"""One policy for every text that was typed or imported, before it is drawn.

A reader of the paper sees every visible character that was written: what the font cannot draw
is printed as its number, never as an empty box (PDF/A forbids the missing glyph), and nothing
invisible can change the order in which a line is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

HasGlyph = Callable[[str], bool]
"""Whether the font can draw this one character."""

_LINE_BREAKS = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


def plain_text(text: str, has_glyph: HasGlyph) -> str:
    """``text`` as it may be drawn: in NFC, each line break as one line feed, every other space
    as itself or as an ordinary space, no control or format characters (which
    include NUL, bidi controls and zero-width marks), and ``[U+1F600]`` for what has no glyph."""
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    return "".join(_drawable(char, has_glyph) for char in unicodedata.normalize("NFC", text))


def _drawable(char: str, has_glyph: HasGlyph) -> str:
    if char in "\n ":
        return char
    category = unicodedata.category(char)
    if char == "\t" or category == "Zs":
        return " " if char != "\xa0" else char
    if category in {"Cc", "Cf"}:
        return ""
    if category == "Cs" or not has_glyph(char):
        return f"[U+{ord(char):04X}]"
    return char


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """The lines of each paragraph: a blank line divides paragraphs. Text that is blank all
    through has none."""
    found: list[tuple[str, ...]] = []
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            found.append(tuple(lines))
            lines = []
    return tuple(found)
