"""One unit as it is shown in the register."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.casework import moments
from app.casework.unit_facts import Unit, UnitKind
from app.usecases.unit.units import MARKS, UnitRow
from ui.pages.unit.words import CERTAINTIES, MARK_WORDS, UNIT_FIELDS, UNIT_KINDS
from ui.texts import tr
from ui.widgets.labels import Card, label, selectable
from ui.words import word


def unit_card(row: UnitRow, *actions: QWidget) -> Card:
    """``actions`` stand under what is known of the unit."""
    card = Card(role="row", spacing=4)
    card.setAccessibleName(row.shown)
    chips = [label(text, "chip", wraps=False) for text in marks_of(row.unit)]
    if row.differs:
        chips.append(label(tr("Ändrad på två håll"), "chip-warn", wraps=False))
    card.add_row(label(row.name, "label"), *chips)
    card.column.addWidget(label(" · ".join((word(UNIT_KINDS, row.kind), *row.under)), "muted"))
    for text in lines_of(row):
        card.column.addWidget(label(text))
    if row.unit.contact:
        card.column.addWidget(selectable(row.unit.contact))
    if row.differs:
        names = ", ".join(word(UNIT_FIELDS, name) for name in row.differs)
        text = tr("Två uppgifter skiljer sig åt: {names}. Ändra och spara det som gäller.")
        card.column.addWidget(label(text.format(names=names), "problem"))
    card.column.addWidget(label(_known_from(row), "small"))
    if actions:
        card.add_row(*actions)
    return card


def lines_of(row: UnitRow) -> tuple[str, ...]:
    """Ages, days, earlier names, mergers and note, each a line; what is not known has none."""
    unit = row.unit
    lines = [_ages(unit), _days(unit)]
    for earlier in unit.earlier_names:
        text = tr("Hette {name} till och med {day}")
        lines.append(text.format(name=earlier.name, day=moments.shown(earlier.until)))
    if row.came_of:
        lines.append(tr("Bildades av {names}").format(names=", ".join(row.came_of)))
    if row.became:
        lines.append(tr("Uppgick i {names}").format(names=", ".join(row.became)))
    return tuple(line for line in (*lines, unit.note) if line)


def marks_of(unit: Unit) -> tuple[str, ...]:
    """What the unit is marked as, in words."""
    known = ("has_sig",) if unit.kind is UnitKind.SIG else ()  # the kind says so already
    marks = (mark for mark in MARKS if getattr(unit, mark) and mark not in known)
    return tuple(word(MARK_WORDS, mark) for mark in marks)


def _ages(unit: Unit) -> str:
    if unit.age_from is not None and unit.age_to is not None:
        return tr("{low}–{high} år").format(low=unit.age_from, high=unit.age_to)
    if unit.age_from is not None:
        return tr("{low} år och uppåt").format(low=unit.age_from)
    if unit.age_to is not None:
        return tr("Till och med {high} år").format(high=unit.age_to)
    return ""


def _days(unit: Unit) -> str:
    if unit.valid_from and unit.valid_to:
        return tr("Från {first} till {last}").format(first=unit.valid_from, last=unit.valid_to)
    if unit.valid_to:
        return tr("Till och med {last}").format(last=unit.valid_to)
    return tr("Från {first}").format(first=unit.valid_from) if unit.valid_from else ""


def _known_from(row: UnitRow) -> str:
    if not row.shipped:
        return tr("Tillagd här")
    known = tr("Följer med programmet. Källa: {source} ({certainty})").format(
        source=row.source, certainty=word(CERTAINTIES, row.certainty)
    )
    return known + (" · " + tr("ändrad här") if row.changed else "")
