"""A text of law on a paper: the words, where they come from, and whether a jurist has seen them."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework.moments import day_or_none
from app.documents.blocks import AnyBlock, Text, TextStyle
from app.law.paper_texts import PaperTexts, TextKey

NOT_REVIEWED = "Texten är inte granskad av jurist"


def law_text(texts: PaperTexts, key: TextKey, on: str, **values: str) -> Iterator[AnyBlock]:
    """The text that was in force on the day (``YYYY-MM-DD``) with its reference; nothing when
    none was. ``values`` fill its places, such as ``{board}``."""
    day = day_or_none(on)
    found = texts.find(key, day) if day is not None else None
    if found is None:
        return
    text = found.text
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    yield Text(text=text)
    mark = "" if texts.reviewed else f". {NOT_REVIEWED}."
    yield Text(text=f"{found.reference}{mark}", style=TextStyle.SMALL)
