"""One measured figure, and the table they end in."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

UNMEASURED = "–"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure is held against. None where there is nothing to hold it against."""

    ratio: float | None = None
    value: float | None = None

    def text(self, unit: str) -> str:
        parts = []
        if self.ratio is not None:
            parts.append(f"≤ {self.ratio:g}×")
        if self.value is not None:
            parts.append(f"≤ {self.value:g} {unit}")
        return ", ".join(parts) or UNMEASURED


@dataclass(frozen=True, slots=True)
class Figure:
    """Ours against a baseline, in the same unit; ``baseline`` is None where there is none."""

    name: str
    ours: float
    baseline: float | None = None
    aim: Aim = Aim()
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        return None if not self.baseline else self.ours / self.baseline

    @property
    def met(self) -> bool | None:
        """None without an aim. As precise as the table shows it, and no more."""
        held = []
        if self.aim.ratio is not None and self.ratio is not None:
            held.append(round(self.ratio, 2) <= self.aim.ratio)
        if self.aim.value is not None:
            held.append(self.ours <= self.aim.value)
        return all(held) if held else None


def table(figures: Sequence[Figure]) -> str:
    """All figures as one Markdown table, which reads as well on a terminal."""
    head = ("figure", "ours", "baseline", "ratio", "aim", "met")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "| " + " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def in_turns(rounds: int, *measured: Callable[[], float]) -> tuple[float, ...]:
    """The median of each. Taken in turns, so that what disturbs the machine disturbs all."""
    taken = [[once() for once in measured] for _ in range(rounds)]
    return tuple(map(statistics.median, zip(*taken, strict=True)))


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes, with the rubbish of what came before taken out first."""
    gc.collect()
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _row(figure: Figure) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: UNMEASURED}[figure.met]
    return (
        figure.name,
        _number(figure.ours, figure.unit),
        UNMEASURED if figure.baseline is None else _number(figure.baseline, figure.unit),
        UNMEASURED if figure.ratio is None else f"{figure.ratio:.2f}×",
        figure.aim.text(figure.unit),
        met,
    )


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"
