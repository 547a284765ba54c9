"""The page Avslut of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import closings, reading
from app.usecases.changes import Changes, Part
from app.usecases.closings import Running
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.fields.typed import as_typed
from ui.navigation import CasePart, Destination
from ui.pages.closing.fields import closing_fields
from ui.pages.closing.presenter import (
    ClosingView,
    closing_views,
    still_planned,
    still_running,
    typed_from,
)
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.wording_cards import add_earlier, wording_box

_KIND = "closing"


@dataclass(frozen=True, slots=True)
class _Shown:
    view: CaseView
    today: str
    running: tuple[Running, ...]
    planned: tuple[facts.FollowUp, ...]
    closed: bool


class ClosingPage(EntriesPage[_Shown]):
    """What stands open before a closing, the form, and earlier closings."""

    title = "Avslut"
    shows = frozenset({Part.CLOSING, Part.DECISION, Part.PLAN, Part.FOLLOW_UP})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self._before = Stack()
        head = Card(label(tr("Avslut"), "title"), self._before)
        self._close = button(tr("Skriv avslutsanteckning"), self._new, role="primary", icon="plus")
        self._again = button(tr("Öppna Översikt"), self._to_overview)
        head.add_row(self._close, self._again)
        self.lay_out(head)

    # ----------------------------------------------------------------------------- showing

    def show_shown(self, shown: _Shown) -> None:
        self._before.clear()
        self._close.setVisible(not shown.closed)
        self._again.setVisible(shown.closed)
        if shown.closed:
            self._before.add(
                label(
                    tr(
                        "Ärendet är avslutat. Kommer den enskilde tillbaka läggs en ny "
                        "intresseanmälan eller ansökan till i Översikt, och ärendet är öppet igen."
                    )
                )
            )
        else:
            self._show_open(shown)
        super().show_shown(shown)

    def _show_open(self, shown: _Shown) -> None:
        self._before.add(
            label(
                tr(
                    "Avslutsanteckningen säger varför ärendet avslutas, hur det är nu och vad som "
                    "finns kvar. Tiden för gallring räknas från ärendets sista anteckning."
                ),
                "muted",
            )
        )
        if shown.running:
            text = tr(
                "Det här är beviljat och löper: {what}. Ett avslut ändrar inget beslut."
            ).format(what=still_running(shown.running))
            self._before.add(Notice(text, "notice-warn"))
        if shown.planned:
            text = tr(
                "De här uppföljningarna är planerade och blir inte av om ärendet avslutas: {what}. "
                "Genomför eller ställ in dem först."
            ).format(what=still_planned(shown.planned))
            self._before.add(
                Notice(text, "notice-warn", action=tr("Till Uppföljning"), act=self._to_follow_up)
            )

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        return ((view.entity, self._card(view)) for view in closing_views(shown.view.state))

    def nothing(self) -> str:
        return tr("Ärendet har inte varit avslutat.")

    def draft_texts(self) -> dict[str, str]:
        return {_KIND: tr("Avslutsanteckningen är inte signerad.")}

    def _card(self, view: ClosingView) -> QWidget:
        if view.said.sides:
            sides = [(wording_box(side), side.record) for side in view.said.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = Card(label(view.heading, "heading"), wording_box(view.said.now))
        card.setAccessibleName(view.heading)
        correct = button(tr("Rätta …"), self._correct, role="link")
        correct.setProperty("entity", view.entity)
        card.add_row(correct)
        add_earlier(card, view.said)
        return card

    def _to_follow_up(self) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, CasePart.FOLLOW_UP))

    def _to_overview(self) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, CasePart.OVERVIEW))

    # ----------------------------------------------------------------------------- writing

    def _new(self) -> None:
        self.open_new({})

    def _correct(self) -> None:
        self.open_form({"entity": str(self.sender().property("entity"))})

    def go_on_with(self, draft: DraftRow) -> None:
        self.open_form({"entity": draft.entity})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        entity = EntityId(str(opened.get("entity")))
        state = self.shown.view.state
        known = state.find(facts.Closing, entity)
        editor = RecordEditor(
            self.session,
            closing_fields(running=bool(self.shown.running)),
            Target(self.case_stream, entity, _KIND),
            partial(_sign, self.case_stream, entity, known.latest.record.id if known else None),
            sign_text=tr("Signera rättelsen") if known else tr("Avsluta ärendet"),
            consequence=tr(
                "Ärendet går till avslutade. Inget raderas, inget beslut ändras, och en ny "
                "ansökan öppnar det igen."
            ),
            initial=as_typed(known.latest.fact) if known else typed_from(state, self.shown.today),
        )
        self.slot.open(opened, tr("Avslutsanteckning"), editor)
        self.show_drafts()


def _sign(
    stream: StreamId,
    entity: EntityId,
    builds_on: RecordId | None,
    desk: Desk,
    typed: JsonObject,
) -> Changes:
    if builds_on is None:
        return closings.close_case(desk, stream, entity, typed)
    return closings.correct_closing(desk, stream, entity, typed, builds_on=builds_on)


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.CLOSING, changes)
    today = desk.now().date()
    return _Shown(
        view,
        today.isoformat(),
        closings.running(view.state, today),
        closings.planned(view.state),
        closings.last_closing(view.state) is not None,
    )
