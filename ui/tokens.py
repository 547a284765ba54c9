"""The colours, by what they are for.

Contrast against ``base`` and ``window``: text at least 13:1, muted text 6:1, borders of fields
3:1, so that WCAG 1.4.3 and 1.4.11 hold; a test computes it. Status is never told by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tokens:
    window: str
    base: str
    alternate: str
    text: str
    muted: str
    border: str
    """Lines that only divide."""
    field: str
    """Borders of what can be typed in or pressed."""
    accent: str
    on_accent: str
    soft: str
    """Behind what is chosen."""
    ok: str
    warn: str
    warn_soft: str
    error: str
    error_soft: str
    bands: tuple[str, str, str, str, str, str]
    """The colour band of a case; which one follows from its stream."""

    def texts(self) -> dict[str, str]:
        """Name to colour, for the style sheet."""
        return {
            entry.name: getattr(self, entry.name) for entry in fields(self) if entry.name != "bands"
        }


LIGHT = Tokens(
    window="#F4F6F8",
    base="#FFFFFF",
    alternate="#F7F9FB",
    text="#1B2430",
    muted="#51606F",
    border="#C9D2DB",
    field="#8794A1",
    accent="#0B5C8A",
    on_accent="#FFFFFF",
    soft="#E1EEF6",
    ok="#1B6E3C",
    warn="#8A5300",
    warn_soft="#FFF3DC",
    error="#A3201D",
    error_soft="#FCE9E8",
    bands=("#0B5C8A", "#7A4B9A", "#1B6E3C", "#9A4A12", "#1D6F75", "#8B2F5C"),
)

DARK = Tokens(
    window="#171C22",
    base="#1F262E",
    alternate="#242C35",
    text="#E8EDF2",
    muted="#A9B6C3",
    border="#39444F",
    field="#70808F",
    accent="#6BB8E6",
    on_accent="#0C1A24",
    soft="#24475C",
    ok="#7CD3A0",
    warn="#F2C063",
    warn_soft="#3A2F17",
    error="#F29C96",
    error_soft="#44211F",
    bands=("#6BB8E6", "#C79BE3", "#7CD3A0", "#EBA070", "#74CDD3", "#E893BC"),
)

CONTRAST = Tokens(
    window="#000000",
    base="#000000",
    alternate="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    border="#FFFFFF",
    field="#FFFFFF",
    accent="#FFE100",
    on_accent="#000000",
    soft="#003B5C",
    ok="#8CFFB4",
    warn="#FFE100",
    warn_soft="#000000",
    error="#FFB3AE",
    error_soft="#000000",
    bands=("#FFE100", "#FF9CF5", "#8CFFB4", "#FFB066", "#7FE9FF", "#FFFFFF"),
)

_worn: list[Tokens] = [LIGHT]


def worn() -> Tokens:
    """The colours the program wears now; as global as ``QApplication.palette()``."""
    return _worn[0]


def wear(tokens: Tokens) -> None:
    """For ``ui.theme`` alone."""
    _worn[0] = tokens
