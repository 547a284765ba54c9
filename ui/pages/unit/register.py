"""Register: units and actors by function, with the days on which they hold (F001, F010, F026)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from app.casework.unit_facts import UnitKind
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import drafting
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow
from app.usecases.unit import units
from app.usecases.unit.units import UnitRow
from ui.entries_page import EntriesPage
from ui.page import Shortcut, bring_forward
from ui.pages.unit.outline import Line, outline, with_those_above
from ui.pages.unit.outline_lines import stepped_in, unit_line
from ui.pages.unit.register_forms import (
    KIND,
    SENDER,
    find_sender,
    sender_editor,
    unit_editor,
    unit_heading,
)
from ui.pages.unit.unit_card import unit_card
from ui.pages.unit.unit_fields import Doing
from ui.pages.unit.words import UNIT_KINDS
from ui.record_editor import Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.choice import Choice, ComboEditor
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import Card, label
from ui.widgets.wrapping import WrappingButton
from ui.words import choices, word

MOST_SHOWN = 60
"""Who wants to see more than this writes what to look for."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over."""

    now: tuple[UnitRow, ...]
    """Also those that are decided on and have not begun."""
    ended: tuple[UnitRow, ...]
    drafts: tuple[DraftRow, ...]

    @property
    def view(self) -> _Shown:
        return self


class RegisterPlace(EntriesPage[_Shown]):
    """What exists today, and what has ended when it is asked for, as an outline; what is known of
    a unit and what can be done with it stands under the one that is chosen. Municipalities with
    nothing under them are shown when they are looked for: they are 290."""

    title = "Register"
    shows = frozenset({Part.UNITS})

    def __init__(self, session: Session) -> None:
        register = session.desk.vault.journal.register  # fixed while the vault is open
        super().__init__(session, register, _look)
        self._chosen: EntityId | None = None
        self._words = LineEditor(placeholder=tr("Namn innehåller …"), characters=30)
        self._words.set_name(tr("Sök i registret"))
        self._words.edited.connect(self._look_for)
        self._kinds = ComboEditor(choices(UNIT_KINDS), placeholder=tr("Alla slag"))
        self._kinds.set_name(tr("Visa bara ett slag"))
        self._kinds.edited.connect(self._look_for)
        self._with_ended = QCheckBox(tr("Visa även upphörda"))
        self._with_ended.toggled.connect(self.show_entries)
        self.lay_out(self._head())

    def _head(self) -> QWidget:
        head = Card(label(tr("Register"), "title"))
        text = tr(
            "Enheter och samverkansparter efter funktion. En ändring gäller från sin dag, och "
            "äldre handlingar behåller det gamla namnet. Inga privatpersoner skrivs in här."
        )
        head.column.addWidget(label(text, "muted"))
        head.add_row(
            button(tr("Ny enhet"), self.begin, role="primary", icon="plus", shortcut="Ctrl+N"),
            button(tr("Slå samman enheter"), self._merge),
        )
        head.add_row(self._words, self._kinds, self._with_ended)
        return head

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+N", tr("Ny enhet")),)

    # ----------------------------------------------------------------------------- showing

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        rows = self._rows(shown)
        found = [row for row in rows if self._wants(row)]
        for group in outline(with_those_above(found[:MOST_SHOWN], rows)):
            card = Card(label(group.heading, "heading"), spacing=0)
            for line in group.lines:
                card.column.addWidget(self._line(line))
            yield EntityId(f"group/{group.heading}"), card

    def show_entries(self) -> None:
        if self._wanted_entity is not None:
            self._chosen = self._wanted_entity
        super().show_entries()
        count = sum(1 for row in self._rows(self.shown) if self._wants(row)) if self.shown else 0
        if count > MOST_SHOWN:
            text = tr("Visar {some} av {count}. Skriv något av namnet för att hitta rätt.")
            self.add_below(label(text.format(some=MOST_SHOWN, count=count), "muted"))
        if self._wanted_entity is not None and (way := self._way_of(self._wanted_entity)):
            self._wanted_entity = None
            bring_forward(way)

    def _look_for(self) -> None:
        """The one that is found is chosen at once."""
        self._chosen = None
        found = [row for row in self._rows(self.shown) if self._wants(row)] if self.shown else []
        if len(found) == 1:
            self._chosen = found[0].entity
        self.show_entries()

    def _rows(self, shown: _Shown) -> tuple[UnitRow, ...]:
        return (*shown.now, *(shown.ended if self._with_ended.isChecked() else ()))

    def _line(self, line: Line) -> QWidget:
        """A unit on a line of its own; the chosen one is open."""
        if line.row.entity != self._chosen:
            return stepped_in(line.depth, unit_line(line, self._turn, is_open=False))
        way = unit_line(line, self._turn, is_open=True)
        return stepped_in(line.depth, way, self._card(line.row))

    def _turn(self) -> None:
        """Open the unit on whose line it was pressed, or close it."""
        pressed = EntityId(str(self.sender().property("unit")))
        self._chosen = None if pressed == self._chosen else pressed
        self.show_entries()
        if way := self._way_of(pressed):
            way.setFocus()

    def _way_of(self, unit: EntityId) -> WrappingButton | None:
        ways = (
            each for card in self._entries.values() for each in card.findChildren(WrappingButton)
        )
        return next((way for way in ways if way.property("unit") == unit), None)

    def _wants(self, row: UnitRow) -> bool:
        if row.entity == self._chosen:
            return True
        kind, looked_for = str(self._kinds.value()), str(self._words.value()).casefold().split()
        if kind:
            fits = row.kind == kind
        else:
            fits = bool(looked_for) or row.changed or row.kind is not UnitKind.MUNICIPALITY
        searched = f"{row.shown} {word(UNIT_KINDS, row.kind)}".casefold()
        return fits and all(each in searched for each in looked_for)

    def nothing(self) -> str:
        return tr("Ingen enhet stämmer.")

    def draft_texts(self) -> dict[str, str]:
        return {KIND: tr("En ändring i registret är inte sparad.")}

    def _card(self, row: UnitRow) -> QWidget:
        begin = self._begin
        actions = [button(tr("Ändra …"), partial(begin, row, Doing.CHANGE), role="link")]
        if row in (self.shown.now if self.shown else ()):
            actions += [
                button(tr("Byt namn …"), partial(begin, row, Doing.RENAME), role="link"),
                button(tr("Avsluta …"), partial(begin, row, Doing.END), role="link"),
            ]
        if row.kind in (UnitKind.BOARD, UnitKind.DEPARTMENT, UnitKind.UNIT, UnitKind.SIG):
            as_sender = partial(self._as_sender, row)
            actions.append(button(tr("Använd som avsändare …"), as_sender, role="link"))
        for action in actions:
            action.setAccessibleName(f"{action.text()}: {row.name}")
        return unit_card(row, *actions)

    # ----------------------------------------------------------------------------- writing

    def begin(self) -> None:
        self.open_new({"doing": Doing.CHANGE.value})

    def _merge(self) -> None:
        self.open_new({"doing": Doing.MERGE.value})

    def _begin(self, row: UnitRow, doing: Doing) -> None:
        """What has been begun with the unit is gone on with: it has one draft."""
        drafts = self.shown.drafts if self.shown else ()
        begun = next((each for each in drafts if each.entity == row.entity), None)
        if begun is not None:
            self.go_on_with(begun)
        else:
            self.open_form({"entity": row.entity, "doing": doing.value})

    def go_on_with(self, draft: DraftRow) -> None:
        self.session.run(partial(_draft_of, draft), self._go_on, context=self)

    def _go_on(self, draft: Draft | None) -> None:
        if draft is not None:
            doing = str(draft.body.get("doing") or Doing.CHANGE.value)
            self.open_form({"entity": draft.entity, "doing": doing})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        doing, entity = Doing(str(opened.get("doing"))), EntityId(str(opened.get("entity")))
        rows = (*self.shown.now, *self.shown.ended)
        known = next((row for row in rows if row.entity == entity), None)
        among = self.shown.now
        if doing is Doing.MERGE:
            among = tuple(row for row in among if row.kind is not UnitKind.MUNICIPALITY)
        editor = unit_editor(
            self.session, Target(self.case_stream, entity, KIND), doing, among, known
        )
        self.slot.open(opened, unit_heading(doing, known), editor)
        self.show_drafts()

    def _as_sender(self, row: UnitRow) -> None:
        work = partial(find_sender, row.entity)
        self.session.run(work, partial(self._open_sender, row), context=self)

    def _open_sender(self, row: UnitRow, found: tuple[EntityId, tuple[Choice, ...]]) -> None:
        card, levels = found
        target = Target(self.case_stream, card, SENDER)
        editor = sender_editor(self.session, target, row.entity, levels)
        heading = tr("Avsändare på handlingar: {name}").format(name=row.name)
        hint = tr("Kommunen står alltid överst. Signerade handlingar behåller sin avsändare.")
        self.slot.open({}, heading, editor, hint)


def _draft_of(row: DraftRow, desk: Desk) -> Draft | None:
    return drafting.get_draft(desk, row.stream, row.entity, row.kind)


def _look(register: StreamId, _changes: Changes | None, desk: Desk) -> _Shown:
    today = desk.now().date()
    drafts = drafting.list_drafts(desk, register)
    return _Shown(
        (*units.units_on(desk, today), *units.coming_units(desk, today)),
        units.ended_units(desk, today),
        tuple(row for row in drafts if row.kind == KIND),
    )
