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
from app.usecases import drafting, registers, sender, units
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow
from app.usecases.units import UnitRow
from ui.entries_page import EntriesPage
from ui.fields.spec import FieldSpec, Kind
from ui.page import Shortcut
from ui.pages.unit.unit_card import unit_card
from ui.pages.unit.unit_fields import Doing, fields_of, typed_unit
from ui.pages.unit.words import UNIT_KINDS
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.choice import Choice, ComboEditor
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import Card, label
from ui.words import choices, word

_KIND, _SENDER = "unit", "author_card"
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
    """What exists today, and what has ended when it is asked for; first what this vault says
    something of its own about. The municipalities are shown when they are looked for: they are
    290."""

    title = "Register"
    shows = frozenset({Part.UNITS})

    def __init__(self, session: Session) -> None:
        register = session.desk.vault.journal.register  # fixed while the vault is open
        super().__init__(session, register, _look)
        self._words = LineEditor(placeholder=tr("Namn innehåller …"), characters=30)
        self._words.set_name(tr("Sök i registret"))
        self._words.edited.connect(self.show_entries)
        self._kinds = ComboEditor(choices(UNIT_KINDS), placeholder=tr("Alla slag"))
        self._kinds.set_name(tr("Visa bara ett slag"))
        self._kinds.edited.connect(self.show_entries)
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
        found = [row for row in self._rows(shown) if self._wants(row)]
        for row in found[:MOST_SHOWN]:
            yield row.entity, self._card(row)

    def show_entries(self) -> None:
        super().show_entries()
        count = sum(1 for row in self._rows(self.shown) if self._wants(row)) if self.shown else 0
        if count > MOST_SHOWN:
            text = tr("Visar {some} av {count}. Skriv något av namnet för att hitta rätt.")
            self.add_below(label(text.format(some=MOST_SHOWN, count=count), "muted"))

    def _rows(self, shown: _Shown) -> tuple[UnitRow, ...]:
        rows = (*shown.now, *(shown.ended if self._with_ended.isChecked() else ()))
        return tuple(sorted(rows, key=lambda row: not row.changed))

    def _wants(self, row: UnitRow) -> bool:
        if row.entity == self._wanted_entity:
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
        return {_KIND: tr("En ändring i registret är inte sparad.")}

    def _card(self, row: UnitRow) -> QWidget:
        actions = [button(tr("Ändra"), partial(self._begin, row, Doing.CHANGE), icon="pen")]
        if row in (self.shown.now if self.shown else ()):
            actions += [
                button(tr("Byt namn"), partial(self._begin, row, Doing.RENAME)),
                button(tr("Avsluta"), partial(self._begin, row, Doing.END)),
            ]
        if row.kind in (UnitKind.BOARD, UnitKind.DEPARTMENT, UnitKind.UNIT, UnitKind.SIG):
            actions.append(button(tr("Använd som avsändare"), partial(self._as_sender, row)))
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
        editor = RecordEditor(
            self.session,
            fields_of(doing, among, known=known is not None),
            Target(self.case_stream, entity, _KIND),
            partial(_sign, doing, entity, known is not None),
            sign_text=tr("Spara"),
            initial=_initial(doing, known),
        )
        self.slot.open(opened, _heading(doing, known), editor)
        self.show_drafts()

    def _as_sender(self, row: UnitRow) -> None:
        work = partial(_sender, row.entity)
        self.session.run(work, partial(self._open_sender, row), context=self)

    def _open_sender(self, row: UnitRow, found: tuple[EntityId, tuple[Choice, ...]]) -> None:
        card, levels = found
        editor = RecordEditor(
            self.session,
            (FieldSpec("levels", tr("Vad ska stå?"), Kind.CHECKS, choices=levels),),
            Target(self.case_stream, card, _SENDER),
            partial(_sign_sender, row.entity),
            sign_text=tr("Spara avsändaren"),
            initial={"levels": [level.code for level in levels]},
        )
        heading = tr("Avsändare på handlingar: {name}").format(name=row.name)
        hint = tr("Kommunen står alltid överst. Signerade handlingar behåller sin avsändare.")
        self.slot.open({}, heading, editor, hint)


def _heading(doing: Doing, known: UnitRow | None) -> str:
    if known is None:
        return tr("Slå samman enheter") if doing is Doing.MERGE else tr("Ny enhet")
    texts = {
        Doing.CHANGE: tr("Ändra {name}"),
        Doing.RENAME: tr("Byt namn på {name}"),
        Doing.END: tr("Avsluta {name}"),
        Doing.MERGE: tr("Slå samman enheter"),
    }
    return texts[doing].format(name=known.name)


def _initial(doing: Doing, known: UnitRow | None) -> JsonObject:
    """``doing`` is carried along in the draft, so that the same form comes back."""
    begun: JsonObject = {"doing": doing.value}
    if doing is Doing.MERGE:
        return {**begun, "units": [{}, {}]}
    if doing is Doing.CHANGE and known is not None:
        return {**begun, **typed_unit(known.unit)}
    return begun


def _sign(doing: Doing, entity: EntityId, known: bool, desk: Desk, typed: JsonObject) -> Changes:
    if doing is Doing.RENAME:
        return units.rename_unit(desk, entity, typed)
    if doing is Doing.MERGE:
        return units.merge_units(desk, entity, typed)
    if doing is Doing.END:
        return units.end_unit(desk, entity, typed)
    return (units.revise_unit if known else units.add_unit)(desk, entity, typed)


def _sender(entity: EntityId, desk: Desk) -> tuple[EntityId, tuple[Choice, ...]]:
    levels = sender.sender_levels(desk, entity)
    return registers.own_card_entity(desk), tuple(Choice(code, name) for code, name in levels)


def _sign_sender(entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return sender.use_as_sender(desk, entity, typed)


def _draft_of(row: DraftRow, desk: Desk) -> Draft | None:
    return drafting.get_draft(desk, row.stream, row.entity, row.kind)


def _look(register: StreamId, _changes: Changes | None, desk: Desk) -> _Shown:
    today = desk.now().date()
    drafts = drafting.list_drafts(desk, register)
    return _Shown(
        (*units.units_on(desk, today), *units.coming_units(desk, today)),
        units.ended_units(desk, today),
        tuple(row for row in drafts if row.kind == _KIND),
    )
