"""How the level of the threat has gone over time: a chart, and the same as a table under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework import moments
from app.casework.facts import Owner, ThreatLevel
from app.casework.police import assessments_of
from app.casework.state import CaseState
from ui import words
from ui.texts import tr
from ui.widgets.labels import Card, label
from ui.widgets.line_chart import Line, LineChart, mark
from ui.widgets.text_table import TextTable

_ON_SCALE = (ThreatLevel.LOW, ThreatLevel.MEDIUM, ThreatLevel.HIGH)
"""1, 2 and 3. What nobody has assessed is no point on it."""


@dataclass(frozen=True, slots=True)
class Levels:
    """For each day on which somebody named a level, what each of them said."""

    days: tuple[date, ...]
    owners: tuple[Owner, ...]
    said: tuple[tuple[ThreatLevel | None, ...], ...]
    """A row for each owner, a level for each day."""


def levels_over_time(state: CaseState) -> Levels:
    """As the assessments read now; of several by one owner on one day the last signed."""
    found: dict[Owner, dict[date, ThreatLevel]] = {}
    for entity in assessments_of(state, *Owner):
        fact = entity.latest.fact
        day = moments.day_or_none(fact.assessed_on)
        if day is not None and fact.level in _ON_SCALE:
            found.setdefault(fact.owner, {})[day] = fact.level
    days = tuple(sorted({day for said in found.values() for day in said}))
    owners = tuple(owner for owner in Owner if owner in found)
    said = tuple(tuple(found[owner].get(day) for day in days) for owner in owners)
    return Levels(days, owners, said)


class LevelsOverTime(Card):
    """The arrow keys go from day to day in the chart, and what was said then stands under it."""

    def __init__(self, levels: Levels) -> None:
        heading = tr("Hotnivån över tid")
        super().__init__(label(heading, "heading"))
        self._levels = levels
        lines = [
            Line(words.word(words.OWNERS, owner), tuple(_value(each) for each in said))
            for owner, said in zip(levels.owners, levels.said, strict=True)
        ]
        self.chart = LineChart(levels.days, lines, 1, len(_ON_SCALE))
        self.chart.setAccessibleName(heading)
        self.chart.setAccessibleDescription(
            " ".join(day_text(levels, number) for number in range(len(levels.days)))
        )
        self.chart.moved.connect(self._show_day)
        self._day = label(tr("Piltangenterna går från dag till dag i diagrammet."), "small")
        scale = tr("1 är låg, 2 är medel och 3 är hög. Polisen bedömer; programmet räknar inte.")
        for part in (self.chart, label(scale, "small"), self._day, _table(levels)):
            self.column.addWidget(part)

    def _show_day(self, number: int) -> None:
        text = day_text(self._levels, number)
        self._day.setText(text)
        self.chart.setAccessibleDescription(text)


def day_text(levels: Levels, number: int) -> str:
    """``2026-03-01. BOPS: Hög. Lokalpolisen: Medel.``"""
    told = (
        f"{words.word(words.OWNERS, owner)}: {words.word(words.THREAT_LEVELS, level)}."
        for owner, said in zip(levels.owners, levels.said, strict=True)
        if (level := said[number]) is not None
    )
    return " ".join((f"{levels.days[number].isoformat()}.", *told))


def _value(level: ThreatLevel | None) -> int | None:
    return _ON_SCALE.index(level) + 1 if level else None


def _table(levels: Levels) -> TextTable:
    headings = [
        f"{mark(number)} {words.word(words.OWNERS, owner)}"
        for number, owner in enumerate(levels.owners)
    ]
    rows = [
        [
            day.isoformat(),
            *(words.word(words.THREAT_LEVELS, said[at]) or "–" for said in levels.said),
        ]
        for at, day in enumerate(levels.days)
    ]
    return TextTable([tr("Dag"), *headings], rows)
