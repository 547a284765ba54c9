"""What a form is built of: a tree of nodes, addressed by paths such as ``goals/0/words``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from app.jsonvalue import Json, JsonObject

END: Final = 1_000_000
"""A caret position after any text: editors take too far as the end."""

ROOM_ABOVE: Final = 14
"""Pixels left over something tall that has been brought into view."""

Path = Sequence[str]
"""The rest of a path, from this node down; empty means the node itself."""


@dataclass(frozen=True, slots=True)
class Caret:
    """Where typing goes on: the field's path and the position in its text."""

    field: str
    position: int

    def to_json(self) -> JsonObject:
        return {"field": self.field, "position": self.position}

    @classmethod
    def from_json(cls, place: JsonObject) -> Caret | None:
        """None when ``place`` does not say."""
        field, position = place.get("field"), place.get("position")
        if not isinstance(field, str) or not isinstance(position, int):
            return None
        return cls(field, position)


class Node(QWidget):
    """One field, or rows of fields."""

    edited = Signal()
    applies = True
    """Whether it is asked now (``FieldSpec.applies``)."""

    def set_applies(self, *, applies: bool) -> None:
        if applies is not self.applies:
            self.applies = applies
            self.setVisible(applies)

    def show_what_applies(self, form: JsonObject) -> None:
        """The same for the fields under this one. ``form``: what stands in the whole form."""

    def value(self) -> Json:
        raise NotImplementedError

    def asked_value(self) -> Json:
        """``value`` without the fields under this one that do not apply."""
        return self.value()

    def set_value(self, value: Json) -> None:
        """Never emits ``edited``."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        raise NotImplementedError

    def show_problem(self, path: Path, sentence: str) -> str:
        """Show what is wrong at the node that ``path`` names, or at the nearest above it.
        Returns the label of the field, for the summary."""
        raise NotImplementedError

    def order(self, _path: Path) -> tuple[int, ...]:
        """Sorts the paths below this node as they stand on the page."""
        return ()

    def clear_problems(self) -> None:
        raise NotImplementedError

    def go_to(self, path: Path, position: int) -> None:
        """Focus the named field, or the nearest there is, with the caret at ``position``."""
        raise NotImplementedError

    def caret(self) -> Caret | None:
        """Where the focus is, relative to this node; None when it is not inside."""
        raise NotImplementedError


def bring_into_view(widget: QWidget) -> None:
    """Scroll every area around ``widget`` so that it shows: now, and once more when what has just
    been put on the page has got its place."""
    _scroll_to(widget)
    QTimer.singleShot(0, widget, partial(_scroll_when_laid_out, widget))


def _scroll_when_laid_out(widget: QWidget) -> None:
    """Texts that break over lines get their heights in several rounds, which are taken first."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    _scroll_to(widget)


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            _scroll(above, widget)
        above = above.parentWidget()


def _scroll(area: QScrollArea, widget: QWidget) -> None:
    """What is taller than the area shows from its top, where reading begins."""
    content = area.widget()
    if content is not None and widget.height() + ROOM_ABOVE > area.viewport().height():
        top = widget.mapTo(content, QPoint(0, 0)).y()
        area.verticalScrollBar().setValue(max(0, top - ROOM_ABOVE))
    else:
        area.ensureWidgetVisible(widget, 40, 80)


def as_objects(value: Json) -> list[JsonObject]:
    """The objects of a list; anything else is left out."""
    if isinstance(value, list | tuple):
        return [entry for entry in value if isinstance(entry, dict)]
    return []
