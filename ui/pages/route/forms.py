"""Which form the page Vägval opens, and what signing it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from app.casework import facts, routing
from app.casework.facts import Route
from app.casework.unit_facts import UnitKind
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.definitions import Definition
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.reading import CaseView
from app.usecases.route import criteria, referrals, wishes
from app.usecases.route import routing as choosing
from app.usecases.unit.units import UnitRow
from ui.editor_slot import EditorSlot
from ui.fields.spec import FieldSpec
from ui.fields.typed import as_typed
from ui.pages.route import fields
from ui.pages.route.presenter import SuggestionView
from ui.record_editor import RecordEditor, Sign, Target
from ui.session import Session
from ui.texts import tr

CRITERIA: Final = "criteria"
UNIT: Final = "handling_unit"
REFERRAL: Final = "referral"
WISH: Final = "wish"
ANSWER: Final = "answer"
"""The answer to a referral or a wish, whichever the entity is. The others are kinds of records."""

HANDLING: Final = frozenset(
    {UnitKind.BOARD, UnitKind.ADMINISTRATION, UnitKind.DEPARTMENT, UnitKind.UNIT, UnitKind.SIG}
)
"""The kinds of units that can handle a case."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the database thread hands over: ``today`` is the desk's, never the window's."""

    view: CaseView
    today: date
    suggested: SuggestionView
    units: tuple[UnitRow, ...]
    central: tuple[UnitRow, ...]
    groups: tuple[UnitRow, ...] | None
    """As ``routing.groups_by_age``."""
    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    heading: str
    kind: str
    specs: Sequence[FieldSpec]
    sign: Sign
    sign_text: str
    consequence: str = ""
    initial: JsonObject | None = None
    hint: str = ""


class RouteForms:
    """Opens a form in the page's slot; ``opened`` says which and about what."""

    def __init__(self, session: Session, stream: StreamId, slot: EditorSlot) -> None:
        self._session = session
        self._stream = stream
        self._slot = slot

    def open(self, opened: JsonObject, shown: Shown) -> None:
        entity = EntityId(str(opened.get("entity")))
        make = _MAKERS.get(str(opened.get("kind")), _wish)
        form = make(shown, self._stream, entity)
        editor = RecordEditor(
            self._session,
            form.specs,
            Target(self._stream, entity, form.kind),
            form.sign,
            sign_text=form.sign_text,
            consequence=form.consequence,
            initial=form.initial,
        )
        self._slot.open(opened, form.heading, editor, form.hint)


def _criteria(shown: Shown, stream: StreamId, _entity: EntityId) -> _Form:
    card = shown.view.state.only(facts.Criteria)
    before = dict(as_typed(card.latest.fact)) if card else {}
    kept = ("motivation", "motivation_on", "motivation_words", "motivation_appraisal",
            "definition", "definition_key", "definition_reason")  # fmt: skip
    initial = {name: before[name] for name in kept if name in before}
    return _Form(
        heading=tr("Kriterier"),
        kind=CRITERIA,
        specs=fields.criteria_fields(shown.definitions),
        sign=partial(_judge, stream, card.latest.record.id if card else None),
        sign_text=tr("Signera bedömningen"),
        consequence=tr("Tidigare bedömningar finns kvar i historiken."),
        initial={**initial, "judged_on": shown.today.isoformat()},
        hint=tr("Samtycke, hot och omlokalisering läses där de är antecknade och bedöms inte här."),
    )


def _unit(shown: Shown, stream: StreamId, _entity: EntityId) -> _Form:
    state = shown.view.state
    chosen = state.only(facts.HandlingUnit)
    suggested = routing.suggestion(state)
    initial: JsonObject = {"valid_from": shown.today.isoformat()}
    if suggested.route is Route.CENTRAL and shown.central:
        initial = {**initial, "route": Route.CENTRAL.value, "unit": shown.central[0].entity}
    elif suggested.route is not None:
        initial = {**initial, "route": suggested.route.value}
    return _Form(
        heading=tr("Handläggande enhet"),
        kind=UNIT,
        specs=fields.unit_fields(suggested, shown.units, shown.groups),
        sign=partial(_choose, stream, chosen.latest.record.id if chosen else None),
        sign_text=tr("Signera valet"),
        consequence=tr("Den tidigare enheten och skälet finns kvar."),
        initial=initial,
        hint=shown.suggested.happens,
    )


def _referral(shown: Shown, stream: StreamId, entity: EntityId) -> _Form:
    central = shown.central[0].entity if shown.central else ""
    return _Form(
        heading=tr("Ny hänvisning"),
        kind=REFERRAL,
        specs=fields.referral_fields(shown.units),
        sign=partial(_refer, stream, entity),
        sign_text=tr("Signera hänvisningen"),
        consequence=tr("Sedan skrivs den ut i Handlingar, med en kvittens att få tillbaka."),
        initial={"unit": central, "sent_on": shown.today.isoformat()},
    )


def _wish(_shown: Shown, stream: StreamId, entity: EntityId) -> _Form:
    return _Form(
        heading=tr("Önskat program"),
        kind=WISH,
        specs=fields.wish_fields(),
        sign=partial(_note_wish, stream, entity),
        sign_text=tr("Spara"),
    )


def _answer(shown: Shown, stream: StreamId, entity: EntityId) -> _Form:
    state = shown.view.state
    referral = state.find(facts.Referral, entity)
    if referral is not None:
        return _Form(
            heading=tr("Kvittens och svar på hänvisningen"),
            kind=REFERRAL,
            specs=fields.receipt_fields(),
            sign=partial(_receipt, stream, entity, referral.latest.record.id),
            sign_text=tr("Spara"),
            initial=as_typed(referral.latest.fact),
        )
    wish = state.find(facts.Wish, entity)
    if wish is None:
        return _wish(shown, stream, entity)
    return _Form(
        heading=tr("Svar på önskemålet"),
        kind=WISH,
        specs=fields.answer_fields(),
        sign=partial(_answer_wish, stream, entity, wish.latest.record.id),
        sign_text=tr("Spara"),
        initial=as_typed(wish.latest.fact),
        hint=wish.latest.fact.wished,
    )


_MAKERS: Final[dict[str, Callable[[Shown, StreamId, EntityId], _Form]]] = {
    CRITERIA: _criteria,
    UNIT: _unit,
    REFERRAL: _referral,
    WISH: _wish,
    ANSWER: _answer,
}


def _judge(stream: StreamId, about: RecordId | None, desk: Desk, typed: JsonObject) -> Changes:
    return criteria.judge_criteria(desk, stream, typed, builds_on=about)


def _choose(stream: StreamId, about: RecordId | None, desk: Desk, typed: JsonObject) -> Changes:
    return choosing.choose_unit(desk, stream, typed, builds_on=about)


def _refer(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return referrals.refer(desk, stream, entity, typed)


def _receipt(
    stream: StreamId, entity: EntityId, about: RecordId, desk: Desk, typed: JsonObject
) -> Changes:
    return referrals.note_receipt(desk, stream, entity, typed, builds_on=about)


def _note_wish(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return wishes.note_wish(desk, stream, entity, typed)


def _answer_wish(
    stream: StreamId, entity: EntityId, about: RecordId, desk: Desk, typed: JsonObject
) -> Changes:
    return wishes.answer_wish(desk, stream, entity, typed, builds_on=about)
