"""How the measures of a template have gone: charts, and the same as tables under them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from app.casework.comparison import Comparison
from ui.texts import tr
from ui.widgets.labels import Card, label
from ui.widgets.line_chart import Line, LineChart, mark
from ui.widgets.stack import Stack
from ui.widgets.text_table import TextTable


class OverTime(Card):
    """One template. What it measures on different scales has a chart for each scale."""

    def __init__(self, compared: Sequence[Comparison]) -> None:
        heading = tr("Över tid: {title}").format(title=compared[0].title)
        super().__init__(label(heading, "heading"), spacing=18)
        for each in compared:
            self.column.addWidget(Compared(each, heading))


class Compared(Stack):
    """One comparison. The arrow keys go from day to day in the chart, and what stands there is
    shown under it and said."""

    def __init__(self, compared: Comparison, heading: str) -> None:
        super().__init__(spacing=8)
        self._compared = compared
        days = [date.fromisoformat(each.day) for each in compared.occasions]
        lines = [
            Line(series.label, tuple(each.value if each else None for each in series.answers))
            for series in compared.series
        ]
        self.chart = LineChart(days, lines, compared.lowest, compared.highest)
        self.chart.setAccessibleName(heading)
        self.chart.setAccessibleDescription(told(compared))
        self.chart.moved.connect(self._show_day)
        self._day = label(tr("Piltangenterna går från dag till dag i diagrammet."), "small")
        for part in (self.chart, self._day, _table(compared)):
            self.add(part)

    def _show_day(self, number: int) -> None:
        text = day_text(self._compared, number)
        self._day.setText(text)
        self.chart.setAccessibleDescription(text)


def by_template(compared: Sequence[Comparison]) -> list[tuple[Comparison, ...]]:
    """The comparisons that stand on one card each."""
    return [tuple(same) for _, same in groupby(compared, key=lambda each: each.template)]


def _table(compared: Comparison) -> TextTable:
    """A row for each day, a column for each measure with its mark in the chart."""
    headings = [f"{mark(number)} {each.label}" for number, each in enumerate(compared.series)]
    rows = [
        [occasion.day, *(each.shown if each else "–" for each in answers)]
        for occasion, answers in zip(
            compared.occasions, zip(*(s.answers for s in compared.series), strict=True), strict=True
        )
    ]
    return TextTable([tr("Dag"), *headings], rows)


def day_text(compared: Comparison, number: int) -> str:
    """``2026-03-01. Hur viktigt är det? 4 av 10. Stöd: Mycket.``"""
    answers = (
        f"{series.label}{'' if series.label.endswith('?') else ':'} {answer.shown}."
        for series in compared.series
        if (answer := series.answers[number]) is not None
    )
    return " ".join((f"{compared.occasions[number].day}.", *answers))


def told(compared: Comparison) -> str:
    """The whole chart in words, for a person who cannot see it."""
    return " ".join(day_text(compared, number) for number in range(len(compared.occasions)))
