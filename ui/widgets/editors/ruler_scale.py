"""Where the numbers of a ruler stand, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics

FRAME: Final = 4
"""Pixels around everything, where the focus is drawn."""
MOST_STEPS: Final = 200

_KNOB: Final = 12
"""Radius in pixels at least, so that the knob is a target of 24 pixels (WCAG 2.5.8)."""
_BETWEEN: Final = 10
"""Pixels between two numbers that can still be told apart."""


@dataclass(frozen=True)
class RulerScale:
    """Whole numbers from ``lowest`` to ``highest`` on a ruler ``width`` pixels wide, written with
    a font of these ``metrics``."""

    lowest: int
    highest: int
    step: int
    width: int
    metrics: QFontMetrics

    @property
    def marks(self) -> range:
        """The numbers that have a mark."""
        return range(self.lowest, self.highest + 1, self.step)

    @property
    def knob(self) -> int:
        """Its radius, which grows with the text."""
        return max(_KNOB, round(self.metrics.height() * 0.6))

    @property
    def line(self) -> QRectF:
        """From the first mark to the last."""
        inset = FRAME + max(self.knob, self._widest // 2 + 1)
        return QRectF(inset, FRAME + self.knob, max(1, self.width - 2 * inset), 0)

    @property
    def room(self) -> int:
        """What one number takes of the width, with the space around it."""
        return self._widest + _BETWEEN

    @property
    def _widest(self) -> int:
        ends = (self.lowest, self.highest)
        return max(self.metrics.horizontalAdvance(as_read(end)) for end in ends)

    def inside(self, number: int) -> int:
        """The number, or the end that it lies beyond."""
        return max(self.lowest, min(self.highest, number))

    def x(self, number: int) -> float:
        """Where a number stands on the line."""
        line, span = self.line, max(1, self.highest - self.lowest)
        return line.left() + line.width() * (self.inside(number) - self.lowest) / span

    def at(self, x: float) -> int:
        """The mark nearest to a place."""
        return min(self.marks, key=lambda number: abs(self.x(number) - x))

    def numbered(self) -> list[int]:
        """As many of the marks as have room for their number, evenly; the first and the last
        always."""
        most = max(1, int(self.line.width()) // self.room)
        every = -(-len(self.marks) // most) or 1
        shown = [number for number in self.marks[::every] if number + every <= self.highest]
        return [*shown, self.highest] if len(self.marks) > 1 else list(self.marks)

    def size(self) -> QSize:
        """Enough for every number, on a ruler that is not very long."""
        wide = (self._widest + 22) * min(len(self.marks), 21)
        least = self.least_size()
        return QSize(max(wide, least.width()), least.height())

    def least_size(self) -> QSize:
        """Enough for four numbers."""
        around = 2 * (FRAME + self.knob)
        return QSize(4 * self.room + around, around + self.metrics.height() + 2)


def as_read(number: int) -> str:
    """With a minus sign as long as a digit."""
    return str(number).replace("-", "\N{MINUS SIGN}")


def can_be_drawn(lowest: int, highest: int, step: int) -> bool:
    """Whether a ruler of this length is of any use; a longer one is better typed."""
    return lowest < highest and step > 0 and (highest - lowest) // step <= MOST_STEPS
