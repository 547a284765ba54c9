"""The page Barn of a case. Always there, also when nobody has noted anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.casework.projection import only_entity
from app.casework.state import Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import reading
from app.usecases.around import children
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.fields.typed import as_typed
from ui.navigation import CasePart, Destination, Section
from ui.pages.children.fields import alert_fields, children_fields
from ui.pages.children.presenter import EntryView, alert_views, children_view
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.wording_cards import add_earlier, wording_box

_CHILDREN, _ALERT = "children", "child_alert"
_REPORTS = "sol-2025-19-1"
"""The provision on reports, in the legal pack."""


@dataclass(frozen=True, slots=True)
class _Shown:
    view: CaseView
    today: str
    law: str


class ChildrenPage(EntriesPage[_Shown]):
    """What must be done first, then what is known."""

    title = "Barn"
    shows = frozenset({Part.CHILDREN})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self.lay_out(self._head())

    def _head(self) -> QWidget:
        head = Card(label(tr("Barn"), "title"))
        text = tr(
            "Vad som är känt om barn runt den enskilde. Ett barn som självt behöver stöd eller "
            "skydd får en egen akt."
        )
        head.column.addWidget(label(text, "muted"))
        head.add_row(
            button(tr("Barn har aktualiserats"), self._new_alert, role="primary", icon="plus"),
            button(tr("Notera vad som är känt"), self._note),
        )
        return head

    # ----------------------------------------------------------------------------- showing

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        known = children_view(shown.view.state)
        for view in alert_views(shown.view.state):
            yield view.entity, self._card(view, tr("Fyll på …"))
        if known is None:
            box = Card(
                label(tr("Vad som är känt"), "heading"),
                label(tr("Ingen har noterat om det finns barn."), "muted"),
            )
            yield only_entity(self.case_stream), box
        else:
            yield known.entity, self._card(known, tr("Notera igen …"))

    def nothing(self) -> str:
        return ""

    def draft_texts(self) -> dict[str, str]:
        return {
            _CHILDREN: tr("Uppgifter om barn är inte signerade."),
            _ALERT: tr("En uppgift om att barn har aktualiserats är inte signerad."),
        }

    def _card(self, view: EntryView, text: str) -> QWidget:
        if view.said.sides:
            sides = [(wording_box(side), side.record) for side in view.said.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = Card(label(view.heading, "heading"))
        card.setAccessibleName(view.heading)
        if view.urgent:
            card.column.addWidget(Notice(view.urgent, "notice-error"))
        card.column.addWidget(wording_box(view.said.now))
        again = button(text, self._revise, role="link")
        again.setProperty("entity", view.entity)
        ways = [again]
        if view.urgent:
            tell = button(tr("Meddela den andra kommunen …"), self._tell, role="link")
            ways.append(tell)
        card.add_row(*ways)
        add_earlier(card, view.said)
        return card

    # ----------------------------------------------------------------------------- writing

    def _new_alert(self) -> None:
        self.open_new({"does": _ALERT, "about": ""})

    def _note(self) -> None:
        self.open_form({"does": _CHILDREN, "entity": only_entity(self.case_stream)})

    def _revise(self) -> None:
        entity = EntityId(str(self.sender().property("entity")))
        if entity == only_entity(self.case_stream):
            self._note()
        else:
            self.open_form({"does": _ALERT, "entity": entity})

    def _tell(self) -> None:
        """On the page of what leaves, with what was noted here (F084)."""
        place: JsonObject = {"opened": {"what": "urgent"}}
        there = Destination(Section.CASES, self.case_stream, CasePart.SHARING, place=place)
        self.session.navigate.emit(there)

    def go_on_with(self, draft: DraftRow) -> None:
        self.open_form({"does": draft.kind, "entity": draft.entity})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        entity = EntityId(str(opened.get("entity")))
        if opened.get("does") == _CHILDREN:
            self._open_children(opened, self.shown)
        else:
            self._open_alert(opened, entity, self.shown)
        self.show_drafts()

    def _open_children(self, opened: JsonObject, shown: _Shown) -> None:
        known = shown.view.state.only(facts.Children)
        editor = RecordEditor(
            self.session,
            children_fields(),
            Target(self.case_stream, only_entity(self.case_stream), _CHILDREN),
            partial(_note_children, self.case_stream, _head_of(known)),
            sign_text=tr("Signera uppgifterna"),
            initial={**(as_typed(known.latest.fact) if known else {}), "noted_on": shown.today},
        )
        self.slot.open(opened, tr("Vad som är känt om barn"), editor)

    def _open_alert(self, opened: JsonObject, entity: EntityId, shown: _Shown) -> None:
        known = shown.view.state.find(facts.ChildAlert, entity)
        fresh: JsonObject = {"raised_on": shown.today, "report": facts.ReportState.TO_DO.value}
        editor = RecordEditor(
            self.session,
            alert_fields(shown.law),
            Target(self.case_stream, entity, _ALERT),
            partial(_sign_alert, self.case_stream, entity, _head_of(known)),
            sign_text=tr("Signera"),
            initial=as_typed(known.latest.fact) if known else fresh,
        )
        self.slot.open(
            opened,
            tr("Barn har aktualiserats"),
            editor,
            tr("Skriv det du vet nu och signera. Resten fylls på efter hand."),
        )


def _head_of(entity: Entity[facts.Fact] | None) -> RecordId | None:
    return entity.latest.record.id if entity else None


def _note_children(
    stream: StreamId, builds_on: RecordId | None, desk: Desk, typed: JsonObject
) -> Changes:
    return children.note_children(desk, stream, typed, builds_on=builds_on)


def _sign_alert(
    stream: StreamId,
    entity: EntityId,
    builds_on: RecordId | None,
    desk: Desk,
    typed: JsonObject,
) -> Changes:
    if builds_on is None:
        return children.raise_alert(desk, stream, entity, typed)
    return children.carry_alert_on(desk, stream, entity, typed, builds_on=builds_on)


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.CHILDREN, changes)
    today = desk.now().date()
    law = desk.law.provision(_REPORTS, today)
    return _Shown(view, today.isoformat(), law.reference if law else "")
