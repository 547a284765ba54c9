"""Local values of the times that no law sets: how long, from which day, and why (X12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from app.casework.moments import shown as day
from app.casework.unit_facts import LocalDeadline
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.law.deadline import Deadline
from app.usecases import drafting
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.watching import local_deadlines
from app.usecases.watching.local_deadlines import LocalRow
from ui.conflict_card import ConflictCard
from ui.editor_slot import EditorSlot
from ui.fields.spec import FieldSpec, Kind
from ui.pages.settings.section import Section
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.labels import label
from ui.widgets.stack import Stack
from ui.widgets.wrapping import WrappingButton

_KIND: Final = "local_deadline"
_UNITS: Final = (
    ("months", "1 månad", "{n} månader"),
    ("weeks", "1 vecka", "{n} veckor"),
    ("days", "1 dag", "{n} dagar"),
)


@dataclass(frozen=True, slots=True)
class LocalTimes:
    """What is read on the database thread."""

    register: StreamId
    rows: tuple[LocalRow, ...]
    drafts: Mapping[str, EntityId]
    """By the key of the time: what has been begun and not saved."""


class LocalTimesSection(Section):
    """A line for each time; pressed, it opens the form of its local value."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Lokala tider"))
        self._session = session
        self._times: LocalTimes | None = None
        self._wanted: JsonObject = {}
        hint = tr(
            "Tider som ingen lag bestämmer kan enheten sätta själv. Välj en tid för att ändra den. "
            "En tid enligt lag ändras bara med ett lagpaket."
        )
        self.column.addWidget(label(hint, "muted"))
        self._slot = EditorSlot()
        self._slot.closed.connect(self._closed)
        self._slot.signed.connect(self._signed)
        self._list = Stack(spacing=0)
        self.column.addWidget(self._slot)
        self.column.addWidget(self._list)
        self.finish()

    def show_times(self, times: LocalTimes) -> None:
        """Show the times anew; then the form that was asked for before."""
        self._times = times
        self._list.clear()
        for row in times.rows:
            self._list.add(self._row(row, times))
        opened, wanted = self._wanted.get("opened"), self._wanted
        if isinstance(opened, dict):
            self._wanted = {}
            self._open_form(opened)
            self._slot.restore_caret(wanted)

    def _row(self, row: LocalRow, times: LocalTimes) -> QWidget:
        if row.disputed and row.entity is not None:
            sides = [(label(value_text(each)), record) for each, record in row.sides]
            return ConflictCard(self._session, times.register, row.entity, sides)
        text = row_text(row)
        begun = tr("utkast, inte sparat")
        made = WrappingButton(
            f"{text} · {begun}" if row.rule.key in times.drafts else text, self._begin, role="entry"
        )
        made.setProperty("key", row.rule.key)
        return made

    # ----------------------------------------------------------------------------- the form

    def _begin(self) -> None:
        """What has been begun of a time is gone on with: it has one draft."""
        key = str(self.sender().property("key"))
        known = next((row.entity for row in self._rows() if row.rule.key == key), None)
        begun = self._times.drafts.get(key) if self._times is not None else None
        if entity := begun or known:
            self._open_form({"key": key, "entity": entity})
        else:
            opened = partial(self._open_new, key)
            self._session.run(drafting.new_entity, opened, context=self)

    def _open_new(self, key: str, entity: EntityId) -> None:
        self._open_form({"key": key, "entity": entity})

    def _open_form(self, opened: JsonObject) -> None:
        row = next((row for row in self._rows() if row.rule.key == opened.get("key")), None)
        if row is None or self._times is None:
            return
        entity = EntityId(str(opened.get("entity")))
        editor = RecordEditor(
            self._session,
            fields_of(row.rule),
            Target(self._times.register, entity, _KIND),
            partial(_set, entity),
            sign_text=tr("Spara"),
            initial=typed(row),
        )
        self._slot.open(opened, row.rule.heading, editor)

    def _rows(self) -> tuple[LocalRow, ...]:
        return self._times.rows if self._times is not None else ()

    def _signed(self, _changes: Changes) -> None:
        self.say(tr("Den lokala tiden är sparad."))

    def _closed(self) -> None:
        self.say_nothing()

    # ----------------------------------------------------------------------------- place

    def place(self) -> JsonObject:
        return self._slot.place()

    def restore(self, place: JsonObject) -> None:
        """May come before the times."""
        self._wanted = place
        if self._times is not None:
            self.show_times(self._times)


def row_text(row: LocalRow) -> str:
    """``Genomförandeplan ska upprättas · 14 dagar · påminns 14 dagar före``, and what is said
    here of it."""
    parts = [row.rule.heading, span_text(row.rule)]
    if row.rule.warn_months or row.rule.warn_days:
        warns = _span(row.rule.warn_months, 0, row.rule.warn_days)
        parts.append(tr("påminns {span} före").format(span=warns))
    if row.value is not None:
        parts.append(tr("lokal tid från {day}").format(day=day(row.value.valid_from)))
    return " · ".join(parts)


def value_text(value: LocalDeadline) -> str:
    """One wording of a local value."""
    said = tr("{span} från {day}. {reason}")
    return said.format(span=span_text(value), day=day(value.valid_from), reason=value.reason)


def span_text(time: Deadline | LocalDeadline) -> str:
    """``6 månader``; ``30 dagar före`` of what is counted back from a day to come."""
    span = _span(time.months, time.weeks, time.days)
    back = time.months + time.weeks + time.days < 0
    return tr("{span} före").format(span=span) if back else span


def _span(*numbers: int) -> str:
    said = [
        tr(one) if abs(number) == 1 else tr(many).format(n=abs(number))
        for number, (_name, one, many) in zip(numbers, _UNITS, strict=True)
        if number
    ]
    return " ".join(said)


def fields_of(rule: Deadline) -> tuple[FieldSpec, ...]:
    """The form of one time; which time it is goes with what is typed."""
    back = rule.months + rule.weeks + rule.days < 0
    asked = tr("Räknas bakåt från sista dagen.") if back else ""
    return (
        FieldSpec("months", tr("Månader"), Kind.INTEGER, help=asked),
        FieldSpec("weeks", tr("Veckor"), Kind.INTEGER),
        FieldSpec("days", tr("Dagar"), Kind.INTEGER),
        FieldSpec("warn_days", tr("Påminn så många dagar före"), Kind.INTEGER),
        FieldSpec(
            "valid_from",
            tr("Gäller från"),
            Kind.DATE,
            required=True,
            help=tr("Tider som började före den dagen räknas som förut."),
        ),
        FieldSpec(
            "reason",
            tr("Varför?"),
            required=True,
            help=tr("Till exempel enhetens rutin och när den beslutades."),
        ),
    )


def typed(row: LocalRow) -> JsonObject:
    """The form as it begins: the time as it is today."""
    rule, value = row.rule, row.value
    return {
        "key": rule.key,
        **{name: str(abs(getattr(rule, name)) or "") for name, _one, _many in _UNITS},
        "warn_days": str(rule.warn_days or ""),
        "valid_from": "",
        "reason": value.reason if value is not None else "",
    }


# ------------------------------------------------------------------- on the database thread


def read(desk: Desk) -> LocalTimes:
    register = desk.vault.journal.register
    drafts = (draft for draft in desk.vault.drafts.all(register) if draft.kind == _KIND)
    return LocalTimes(
        register,
        local_deadlines.local_rows(desk),
        {str(draft.body.get("key")): draft.entity for draft in drafts},
    )


def _set(entity: EntityId, desk: Desk, body: JsonObject) -> Changes:
    return local_deadlines.set_local(desk, entity, body)
