"""The page Vägval of a case: where what is known leads, and what has been chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.casework.projection import only_entity
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow
from app.usecases.route import routing
from app.usecases.unit import units
from ui import words
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.navigation import CasePart, Destination
from ui.pages.route import cards, presenter
from ui.pages.route.forms import ANSWER, CRITERIA, HANDLING, REFERRAL, UNIT, WISH, RouteForms, Shown
from ui.pages.route.presenter import Rows
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack, headed

F = TypeVar("F", bound=facts.Fact)


class RoutePage(EntriesPage[Shown]):
    """The suggestion with its inputs, the card of criteria, the unit, referrals and wishes."""

    title = "Vägval"
    shows = frozenset({Part.ROUTE, Part.THREAT, Part.CONSENT, Part.NETWORK})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self.forms = RouteForms(session, stream, self.slot)
        head = Card(label(tr("Vägval"), "title"))
        text = tr(
            "Programmet visar vart underlaget leder. Du väljer. Inget av svaren är slutet: varje "
            "väg har ett nästa steg."
        )
        head.column.addWidget(label(text, "muted"))
        self.lay_out(head)

    # ----------------------------------------------------------------------------- showing

    def entries(self, shown: Shown) -> Iterable[tuple[EntityId, QWidget]]:
        """The criteria and the unit are one to a case, and stand under the case's own id."""
        state = shown.view.state
        yield only_entity(self.case_stream), self._the_way(shown)
        for number, referral in enumerate(reversed(state.of(facts.Referral))):
            heading = "" if number else tr("Hänvisning")
            yield referral.id, headed(heading, self._referral(referral))
        for number, wish in enumerate(reversed(state.of(facts.Wish))):
            heading = "" if number else tr("Önskat program")
            yield wish.id, headed(heading, self._wish(wish))

    def nothing(self) -> str:
        return ""

    def draft_texts(self) -> dict[str, str]:
        return {
            CRITERIA: tr("Bedömningen av kriterierna är inte signerad."),
            UNIT: tr("Valet av enhet är inte signerat."),
            REFERRAL: tr("En hänvisning är inte signerad."),
            WISH: tr("Ett önskemål är inte signerat."),
        }

    def _the_way(self, shown: Shown) -> QWidget:
        state = shown.view.state
        box = Stack()
        box.add(cards.suggestion_card(shown.suggested, self._go_on))
        box.add(self._criteria(state, shown.today))
        box.add(self._unit(state))
        missing = presenter.unmet_text(state, shown.today)
        more = Card(label(tr("Hänvisning och önskemål"), "heading"))
        if missing:
            more.column.addWidget(label(missing, "muted"))
            more.add_row(button(tr("Nytt önskemål …"), self._new_wish))
        else:
            refer = button(tr("Ny hänvisning …"), self._refer)
            more.add_row(refer, button(tr("Nytt önskemål …"), self._new_wish))
        box.add(more)
        return box

    def _criteria(self, state: CaseState, today: date) -> QWidget:
        found = state.only(facts.Criteria)
        if found is not None and (sides := _sides(found, presenter.card_rows)):
            return ConflictCard(self.session, self.case_stream, found.id, sides)
        again = tr("Bedöm kriterierna …") if found is None else tr("Bedöm på nytt …")
        judge = button(again, self._judge)
        consent = button(tr("Till Samtycke"), self._go_to_consent, role="link")
        return cards.criteria_card(presenter.criteria_view(state, today), judge, consent)

    def _unit(self, state: CaseState) -> QWidget:
        found = state.only(facts.HandlingUnit)
        if found is not None and (sides := _sides(found, presenter.unit_rows)):
            return ConflictCard(self.session, self.case_stream, found.id, sides)
        text = tr("Välj enhet …") if found is None else tr("Byt eller bekräfta enhet …")
        return cards.unit_card(presenter.unit_view(state), button(text, self._choose))

    def _referral(self, entity: Entity[facts.Referral]) -> QWidget:
        if sides := _sides(entity, presenter.referral_rows):
            return ConflictCard(self.session, self.case_stream, entity.id, sides)
        receipt = button(tr("Kvittens eller svar …"), partial(self._answer, entity.id))
        paper = button(tr("Skriv ut i Handlingar"), partial(self._paper, entity.id), role="link")
        latest = entity.latest
        signed = words.signed_by(latest.record.content)
        return cards.signed_card(presenter.referral_rows(latest), signed, (), receipt, paper)

    def _wish(self, entity: Entity[facts.Wish]) -> QWidget:
        if sides := _sides(entity, presenter.wish_rows):
            return ConflictCard(self.session, self.case_stream, entity.id, sides)
        answer = button(tr("Svara på önskemålet …"), partial(self._answer, entity.id))
        latest = entity.latest
        lacks = presenter.lacking(latest.fact)
        text = tr("Ett nej ska också säga {what}.").format(what=", ".join(lacks))
        signed = words.signed_by(latest.record.content)
        notices = (text,) if lacks else ()
        return cards.signed_card(presenter.wish_rows(latest), signed, notices, answer)

    # ----------------------------------------------------------------------------- writing

    def _judge(self) -> None:
        self.open_form({"kind": CRITERIA, "entity": only_entity(self.case_stream)})

    def _choose(self) -> None:
        self.open_form({"kind": UNIT, "entity": only_entity(self.case_stream)})

    def open_new(self, opened: JsonObject) -> None:
        """Before a referral come its conditions: the way to it begins with the first of them."""
        if opened.get("kind") == REFERRAL and self._unmet():
            self._judge()
        else:
            super().open_new(opened)

    def _unmet(self) -> str:
        shown = self.shown
        return presenter.unmet_text(shown.view.state, shown.today) if shown is not None else ""

    def _refer(self) -> None:
        self.open_new({"kind": REFERRAL})

    def _new_wish(self) -> None:
        self.open_new({"kind": WISH})

    def _answer(self, entity: EntityId) -> None:
        self.open_form({"kind": ANSWER, "entity": entity})

    def go_on_with(self, draft: DraftRow) -> None:
        """A draft about what is signed already is its answer."""
        kind = draft.kind
        if self.shown is not None and kind in (REFERRAL, WISH):
            state = self.shown.view.state
            known = {each.id for shape in _ANSWERED for each in state.of(shape)}
            kind = ANSWER if draft.entity in known else kind
        self.open_form({"kind": kind, "entity": draft.entity})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        self.forms.open(opened, self.shown)
        self.show_drafts()

    # ----------------------------------------------------------------------------- going on

    def _go_on(self) -> None:
        """A step is done here in a form, or in another part of the case."""
        form = self.sender().property("form")
        if form == REFERRAL:
            self._refer()
        elif form:
            self.open_form({"kind": form, "entity": only_entity(self.case_stream)})
        else:
            self._go_to(CasePart(str(self.sender().property("part"))))

    def _go_to_consent(self) -> None:
        self._go_to(CasePart.CONSENT)

    def _go_to(self, part: CasePart) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, part))

    def _paper(self, entity: EntityId) -> None:
        going = Destination.case(self.case_stream, CasePart.DOCUMENTS, entity)
        self.session.navigate.emit(going)


_ANSWERED = (facts.Referral, facts.Wish)


def _sides(entity: Entity[F], rows: Callable[[Signed[F]], Rows]) -> list[tuple[QWidget, RecordId]]:
    """Both wordings of what has been changed in two places; empty while there is one."""
    if not isinstance(entity.head, Conflict):
        return []
    return [(cards.values(rows(side)), side.record.id) for side in entity.head.heads]


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> Shown:
    view = reading.look(desk, stream, Part.ROUTE, changes)
    today = desk.now().date()
    return Shown(
        view=view,
        today=today,
        suggested=presenter.suggestion_view(view.state, desk.law, today),
        units=units.units_on(desk, today, HANDLING),
        central=units.central_units(desk, today),
        groups=routing.groups_by_age(desk, stream),
        definitions=desk.definitions.on(today),
    )
