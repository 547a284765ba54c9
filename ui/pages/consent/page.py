"""The page Samtycke of a case: what may be shared today, and every yes and no behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework import consents as standings
from app.casework import facts
from app.casework.consents import Held
from app.casework.state import Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import drafting, reading
from app.usecases.around import consents
from app.usecases.around.consents import AgeBand, Extent, PartyChoice
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.navigation import CasePart, Destination
from ui.pages.consent.fields import Law, consent_fields, refusal_fields, withdrawal_fields
from ui.pages.consent.presenter import ConsentView, consent_views, summary
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.values import values_table
from ui.wording_cards import add_earlier, wording_box

_CONSENT, _WITHDRAWAL = "consent", "consent_withdrawal"
_LAW = ("osl-12-2", "osl-18-7", "sol-2025-3-4", "sol-2025-21-1", "osl-12-3")
"""Provisions of the legal pack, in the order of ``Law``."""


@dataclass(frozen=True, slots=True)
class _Shown:
    view: CaseView
    held: tuple[Held, ...]
    parties: tuple[PartyChoice, ...]
    band: AgeBand
    law: Law
    first: JsonObject
    """Values of a new consent."""
    today: str


class ConsentPage(EntriesPage[_Shown]):
    """What holds stands on top; forms for a yes, a no, and a yes that is taken back."""

    title = "Samtycke"
    shows = frozenset({Part.CONSENT, Part.IDENTITY, Part.NETWORK})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self._summary = label()
        self._broad = Notice(
            tr(
                "Ett brett samtycke omfattar allt. Dela ändå bara det som är nödvändigt, och välj "
                "det snäva om det räcker."
            ),
            "notice-warn",
        )
        self._broad.hide()
        self.slot.closed.connect(self._broad.hide)
        self.slot.signed.connect(self._broad.hide)
        self.lay_out(self._head(), self._broad)

    def _head(self) -> QWidget:
        head = Card(label(tr("Samtycke"), "title"), self._summary)
        head.column.addWidget(
            label(
                tr(
                    "Den enskilde avgör om uppgifter får delas, med vem, om vad och hur länge. Att "
                    "säga nej är inte att säga nej till hjälp."
                ),
                "muted",
            )
        )
        head.add_row(
            button(tr("Nytt samtycke"), self._new_consent, role="primary", icon="plus"),
            button(tr("Den enskilde säger nej"), self._new_refusal),
        )
        return head

    # ----------------------------------------------------------------------------- showing

    def show_shown(self, shown: _Shown) -> None:
        self._summary.setText(summary(shown.held))
        super().show_shown(shown)

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        return ((view.entity, self._card(view)) for view in consent_views(shown.held))

    def nothing(self) -> str:
        return tr("Här finns ännu varken ja eller nej.")

    def draft_texts(self) -> dict[str, str]:
        return {
            _CONSENT: tr("Ett svar om samtycke är inte signerat."),
            _WITHDRAWAL: tr("En återkallelse är inte signerad."),
        }

    def _card(self, view: ConsentView) -> QWidget:
        if view.said.sides:
            sides = [(wording_box(side), side.record) for side in view.said.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = Card(label(view.heading, "heading"))
        card.setAccessibleName(view.heading)
        for rows in view.withdrawals:
            card.column.addWidget(Card(values_table(rows), role="notice-warn"))
        card.column.addWidget(wording_box(view.said.now))
        links = []
        if view.can_be_withdrawn:
            links.append(button(tr("Återkalla …"), partial(self._withdraw, view.entity)))
        links.append(button(tr("Rätta …"), partial(self._correct, view), role="link"))
        if not view.said_no:
            to_print = partial(self._print, view.entity)
            links.append(button(tr("Skriv ut att skriva under"), to_print, role="link"))
        card.add_row(*links)
        add_earlier(card, view.said)
        return card

    def _print(self, entity: EntityId) -> None:
        """Through the gate like everything else: Handlingar, with this consent chosen."""
        place = Destination.case(self.case_stream, CasePart.DOCUMENTS, entity)
        self.session.navigate.emit(place)

    # ----------------------------------------------------------------------------- writing

    def _new_consent(self) -> None:
        self.open_new({"does": "give", "about": ""})

    def _new_refusal(self) -> None:
        self.open_new({"does": "refuse", "about": ""})

    def _withdraw(self, consent: EntityId) -> None:
        self.open_new({"does": "withdraw", "about": consent})

    def _correct(self, view: ConsentView) -> None:
        does = "refuse" if view.said_no else "give"
        self.open_form({"does": does, "entity": view.entity, "about": view.said.now.record})

    def go_on_with(self, draft: DraftRow) -> None:
        self.session.run(partial(_draft_of, draft), self._go_on, context=self)

    def _go_on(self, draft: Draft | None) -> None:
        if draft is None:
            return
        if draft.kind == _WITHDRAWAL:
            about = str(draft.body.get("consent") or "")
            self.open_form({"does": "withdraw", "entity": draft.entity, "about": about})
            return
        known = self._known(draft.entity)
        does = "refuse" if draft.body.get("answer") == "refused" else "give"
        about = known.latest.record.id if known else ""
        self.open_form({"does": does, "entity": draft.entity, "about": about})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        self._broad.hide()
        entity = EntityId(str(opened.get("entity")))
        about = str(opened.get("about") or "")
        if opened.get("does") == "withdraw":
            self._open_withdrawal(opened, entity, about)
        elif opened.get("does") == "refuse":
            self._open_refusal(opened, entity, about, self.shown)
        else:
            self._open_consent(opened, entity, about, self.shown)
        self.show_drafts()

    def _open_consent(
        self, opened: JsonObject, entity: EntityId, about: str, shown: _Shown
    ) -> None:
        known = self._known(entity)
        editor = RecordEditor(
            self.session,
            consent_fields(shown.parties, shown.band, shown.law),
            Target(self.case_stream, entity, _CONSENT),
            partial(_sign, self.case_stream, entity, about),
            sign_text=tr("Signera samtycket"),
            consequence=tr("Ett signerat samtycke kan rättas och återkallas, men finns kvar."),
            initial=consents.typed_again(known.latest.fact) if known else shown.first,
        )
        editor.form.changed.connect(self._look_at_extent)
        editor.draft_shown.connect(self._look_at_extent)
        self.slot.open(opened, tr("Samtycke"), editor)
        self._look_at_extent()

    def _open_refusal(
        self, opened: JsonObject, entity: EntityId, about: str, shown: _Shown
    ) -> None:
        known = self._known(entity)
        values = consents.typed_again(known.latest.fact) if known else {"given_on": shown.today}
        editor = RecordEditor(
            self.session,
            refusal_fields(shown.parties),
            Target(self.case_stream, entity, _CONSENT),
            partial(_refuse, self.case_stream, entity, about),
            sign_text=tr("Signera svaret"),
            initial={**values, "answer": facts.ConsentAnswer.REFUSED.value},
        )
        hint = tr("Behovet av stöd prövas ändå, utan utbyte av uppgifter.")
        self.slot.open(opened, tr("Den enskilde säger nej"), editor, hint)

    def _open_withdrawal(self, opened: JsonObject, entity: EntityId, about: str) -> None:
        editor = RecordEditor(
            self.session,
            withdrawal_fields(),
            Target(self.case_stream, entity, _WITHDRAWAL),
            partial(_withdraw, self.case_stream, entity),
            sign_text=tr("Signera återkallelsen"),
            consequence=tr(
                "Inget nytt lämnas ut på samtycket. Det som redan har lämnats ut är utlämnat. "
                "En uppgift att berätta för parterna läggs till."
            ),
            initial={"consent": about},
        )
        self.slot.open(opened, tr("Återkalla samtycket"), editor)

    def _look_at_extent(self) -> None:
        editor = self.slot.editor
        extent = editor.form.values().get("extent") if editor else ""
        self._broad.setVisible(extent == Extent.BROAD.value)

    def _known(self, entity: EntityId) -> Entity[facts.Consent] | None:
        found = self.shown.held if self.shown else ()
        return next((each.entity for each in found if each.entity.id == entity), None)


def _draft_of(row: DraftRow, desk: Desk) -> Draft | None:
    return drafting.get_draft(desk, row.stream, row.entity, row.kind)


def _sign(stream: StreamId, entity: EntityId, about: str, desk: Desk, typed: JsonObject) -> Changes:
    if about:
        return _revise(stream, entity, about, desk, typed)
    return consents.sign_consent(desk, stream, entity, typed)


def _refuse(
    stream: StreamId, entity: EntityId, about: str, desk: Desk, typed: JsonObject
) -> Changes:
    if about:
        return _revise(stream, entity, about, desk, typed)
    return consents.refuse_consent(desk, stream, entity, typed)


def _revise(
    stream: StreamId, entity: EntityId, about: str, desk: Desk, typed: JsonObject
) -> Changes:
    return consents.correct_consent(desk, stream, entity, typed, builds_on=RecordId(about))


def _withdraw(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return consents.withdraw_consent(desk, stream, entity, typed)


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.CONSENT, changes)
    today = desk.now().date()
    found = (desk.law.provision(key, today) for key in _LAW)
    return _Shown(
        view=view,
        held=standings.held(view.state, today),
        parties=consents.parties_to_choose(desk, view.state),
        band=consents.age_band(desk, stream),
        law=Law(*(each.short if each else "" for each in found)),
        first=consents.first_consent(desk),
        today=today.isoformat(),
    )
