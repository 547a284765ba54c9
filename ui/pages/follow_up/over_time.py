"""The goals' marks over time: a chart, and the same as a table under it."""

from __future__ import annotations

from app.usecases.planning.follow_ups import HIGHEST_MARK
from ui.pages.follow_up.marks import Marks
from ui.texts import tr
from ui.widgets.labels import Card, label
from ui.widgets.line_chart import LineChart
from ui.widgets.text_table import TextTable


class MarksOverTime(Card):
    """The arrow keys go from day to day in the chart; what stands there is shown and said."""

    def __init__(self, marks: Marks) -> None:
        heading = tr("Målen över tid")
        super().__init__(label(heading, "heading"))
        self._marks = marks
        self.chart = LineChart(marks.days, marks.lines, 0, HIGHEST_MARK)
        self.chart.setAccessibleName(heading)
        self.chart.setAccessibleDescription(marks.all_told())
        self.chart.moved.connect(self._show_day)
        self._day = label(tr("Piltangenterna går från dag till dag i diagrammet."), "small")
        table = TextTable(marks.headings(), marks.rows())
        for part in (self.chart, self._day, table):
            self.column.addWidget(part)

    def _show_day(self, at: int) -> None:
        text = self._marks.told(at)
        self._day.setText(text)
        self.chart.setAccessibleDescription(text)
