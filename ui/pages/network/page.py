"""The page Nätverk of a case: who is around the person, and what may be shared with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.casework.state import Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import reading
from app.usecases.around import network
from app.usecases.around.network import ActorRow
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from app.usecases.registers import RecipientRow, list_recipients
from app.usecases.unit.units import UnitRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.fields.typed import as_typed
from ui.navigation import CasePart, Destination
from ui.pages.network.fields import actor_fields
from ui.pages.network.presenter import (
    ActorView,
    actor_views,
    hint_text,
    names_somebody,
)
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.wording_cards import add_earlier, wording_box

_KIND = "actor"


@dataclass(frozen=True, slots=True)
class _Shown:
    view: CaseView
    actors: tuple[ActorRow, ...]
    hint: str
    units: tuple[UnitRow, ...]
    recipients: tuple[RecipientRow, ...]
    today: str


class NetworkPage(EntriesPage[_Shown]):
    """Who is in the network today first, the leading police counterpart on top."""

    title = "Nätverk"
    shows = frozenset({Part.NETWORK, Part.CONSENT, Part.THREAT})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self._hint = Notice("")
        self._hint.hide()
        self._warning = Notice(
            tr(
                "Texten tycks innehålla ett personnummer. Aktörer står här efter funktion eller "
                "relation. Ta bort numret."
            ),
            "notice-warn",
        )
        self._warning.hide()
        self.slot.closed.connect(self._warning.hide)
        self.slot.signed.connect(self._warning.hide)
        self.lay_out(self._head(), self._hint, self._warning)

    def _head(self) -> QWidget:
        head = Card(label(tr("Nätverk"), "title"))
        text = tr(
            "De som är viktiga för den enskilde, efter funktion eller relation, och om den "
            "enskilde samtycker till att uppgifter delas med dem."
        )
        head.column.addWidget(label(text, "muted"))
        head.add_row(
            button(tr("Ny aktör"), self._new, role="primary", icon="plus"),
            button(tr("Öppna Samtycke"), self._to_consent, role="link"),
        )
        return head

    # ----------------------------------------------------------------------------- showing

    def show_shown(self, shown: _Shown) -> None:
        self._hint.set_text(shown.hint)
        self._hint.setVisible(bool(shown.hint))
        super().show_shown(shown)

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        return ((view.entity, self._card(view)) for view in actor_views(shown.actors))

    def nothing(self) -> str:
        return tr("Ännu finns ingen aktör i nätverket.")

    def draft_texts(self) -> dict[str, str]:
        return {_KIND: tr("En aktör är inte sparad.")}

    def _card(self, view: ActorView) -> QWidget:
        if view.said.sides:
            sides = [(wording_box(side), side.record) for side in view.said.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = Card(label(view.said.now.heading, "heading"))
        card.setAccessibleName(view.said.now.heading)
        if view.coverage:
            role = "chip-warn" if view.warns else "chip"
            card.add_row(label(view.coverage, role, wraps=False))
        elif not view.active:
            card.add_row(label(tr("Inte aktör idag"), "chip", wraps=False))
        card.column.addWidget(wording_box(view.said.now))
        card.add_row(button(tr("Ändra eller avsluta …"), partial(self._revise, view), role="link"))
        add_earlier(card, view.said)
        return card

    # ----------------------------------------------------------------------------- writing

    def _to_consent(self) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, CasePart.CONSENT))

    def _new(self) -> None:
        self.open_new({"about": ""})

    def _revise(self, view: ActorView) -> None:
        self.open_form({"entity": view.entity, "about": view.said.now.record})

    def go_on_with(self, draft: DraftRow) -> None:
        known = self._known(draft.entity)
        about = known.latest.record.id if known else ""
        self.open_form({"entity": draft.entity, "about": about})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        entity = EntityId(str(opened.get("entity")))
        about = str(opened.get("about") or "")
        known = self._known(entity)
        first: JsonObject = {"valid_from": self.shown.today}
        self._warning.hide()
        editor = RecordEditor(
            self.session,
            actor_fields(self.shown.units, self.shown.recipients),
            Target(self.case_stream, entity, _KIND),
            partial(_sign, self.case_stream, entity, about),
            sign_text=tr("Spara aktören"),
            initial=as_typed(known.latest.fact) if known else first,
        )
        editor.form.changed.connect(self._look_for_numbers)
        editor.draft_shown.connect(self._look_for_numbers)
        self.slot.open(opened, tr("Aktör"), editor)
        self.show_drafts()

    def _known(self, entity: EntityId) -> Entity[facts.Actor] | None:
        found = self.shown.actors if self.shown else ()
        return next((each.entity for each in found if each.entity.id == entity), None)

    def _look_for_numbers(self) -> None:
        editor = self.slot.editor
        self._warning.setVisible(editor is not None and names_somebody(editor.form.values()))


def _sign(stream: StreamId, entity: EntityId, about: str, desk: Desk, typed: JsonObject) -> Changes:
    if about:
        return network.change_actor(desk, stream, entity, typed, builds_on=RecordId(about))
    return network.add_actor(desk, stream, entity, typed)


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.NETWORK, changes)
    today = desk.now().date()
    return _Shown(
        view=view,
        actors=network.actor_rows(desk, view.state),
        hint=hint_text(network.protection_hint(view.state, today)),
        units=network.unit_choices(desk),
        recipients=list_recipients(desk),
        today=today.isoformat(),
    )
