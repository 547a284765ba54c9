"""How the measures of a template have gone: a chart, and the same as text beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.casework.comparison import Comparison, Series
from ui.texts import tr
from ui.widgets.labels import Card, label
from ui.widgets.line_chart import Line, LineChart, mark
from ui.widgets.stack import Stack, named


class OverTime(Card):
    """One comparison. The arrow keys go from day to day in the chart, and what stands there is
    shown under it and said."""

    def __init__(self, compared: Comparison) -> None:
        super().__init__()
        self._compared = compared
        heading = tr("Över tid: {title}").format(title=compared.title)
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
        self.column.addWidget(label(heading, "heading"))
        self.column.addWidget(self.chart)
        self.column.addWidget(self._day)
        self.column.addWidget(_table(compared))

    def _show_day(self, number: int) -> None:
        text = day_text(self._compared, number)
        self._day.setText(text)
        self.chart.setAccessibleDescription(text)


def _table(compared: Comparison) -> QWidget:
    rows = Stack(spacing=6)
    for number, series in enumerate(compared.series):
        rows.add(named(f"{mark(number)} {series.label}", "\n".join(_answers(compared, series))))
    return rows


def _answers(compared: Comparison, series: Series) -> list[str]:
    return [
        f"{occasion.day}: {answer.shown}"
        for occasion, answer in zip(compared.occasions, series.answers, strict=True)
        if answer is not None
    ]


def day_text(compared: Comparison, number: int) -> str:
    """``2026-03-01. Vikt: 4 av 10. Tilltro: 6 av 10.``"""
    answers = (
        f"{series.label}: {answer.shown}."
        for series in compared.series
        if (answer := series.answers[number]) is not None
    )
    return " ".join((f"{compared.occasions[number].day}.", *answers))


def told(compared: Comparison) -> str:
    """The whole chart in words, for a person who cannot see it."""
    return " ".join(day_text(compared, number) for number in range(len(compared.occasions)))
