"""What the page Vägval says, decided without a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.casework import criteria, facts, moments, routing
from app.casework.criteria import Criterion, Standpoint
from app.casework.handling import periods
from app.casework.routing import DONE_IN, NextStep, Suggestion
from app.casework.routing_inputs import Input
from app.casework.state import CaseState, Signed
from app.law.pack import LegalPack
from ui import words
from ui.navigation import CasePart, case_part
from ui.pages.route import words as said
from ui.protector_words import protector_text
from ui.route_words import ANSWERS, JUDGED, PATHS, ROUTES
from ui.texts import tr

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StepView:
    text: str
    part: CasePart
    form: str
    """The kind of the form on this page; empty where it is done in another part."""
    done: bool


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """Where what is known leads, and what it was made from."""

    heading: str
    happens: str
    protects: str
    law: str
    """What the path rests on; empty where nothing is named."""
    inputs: tuple[tuple[str, str, str], ...]
    """What, what has been said, and when."""
    steps: tuple[StepView, ...]
    """Those that are left, in their order, and then those that are done."""
    warnings: tuple[str, ...]
    """What to look at before anybody relies on it."""


_FORMS = {
    NextStep.CRITERIA: "criteria",
    NextStep.CHOOSE_UNIT: "handling_unit",
    NextStep.CHOOSE_WITH_REASON: "handling_unit",
    NextStep.REFER: "referral",
}


def suggestion_view(state: CaseState, law: LegalPack, today: date) -> SuggestionView:
    found = routing.suggestion(state)
    keys = said.LAW.get(found.path, ())
    provisions = (law.provision(key, today) for key in keys)
    named = tuple(f"{each.short} ({each.heading.lower()})" for each in provisions if each)
    return SuggestionView(
        heading=words.word(PATHS, found.path),
        happens=words.word(said.HAPPENS, found.path),
        protects=protector_text(state, today),
        law=tr("Lagstöd: {provisions}.").format(provisions=", ".join(named)) if named else "",
        inputs=tuple(_input(each) for each in found.why),
        steps=tuple(
            sorted((_step(state, step, today) for step in found.steps), key=lambda step: step.done)
        ),
        warnings=tuple(_warnings(state, found, today)),
    )


def _step(state: CaseState, step: NextStep, today: date) -> StepView:
    text, done = words.word(said.STEPS, step), routing.done(state, step, today)
    return StepView(text, case_part(DONE_IN[step]), _FORMS.get(step, ""), done)


def _input(each: Input) -> tuple[str, str, str]:
    value = words.word(said.INPUT_VALUES[each.key], each.value or None) or tr("Inget sagt än")
    return (words.word(said.INPUTS, each.key), value, moments.shown(each.on) if each.on else "–")


def _warnings(state: CaseState, found: Suggestion, today: date) -> Iterator[str]:
    if routing.outdated(state):
        yield tr("BOPS har lämnat ett nytt besked sedan enheten valdes. Pröva vägvalet igen.")
    if criteria.outdated(state):
        yield tr("BOPS har lämnat ett nytt besked sedan kriterierna bedömdes. Bedöm dem igen.")
    if any(each.disputed for each in found.why):
        yield tr(
            "Två lydelser står mot varandra. Tills någon har valt räknas den som ger mest skydd."
        )
    expired = [
        day
        for each in found.why
        if (day := moments.day_or_none(each.valid_to)) is not None and day < today
    ]
    if expired:
        text = tr("Besked från BOPS gällde till {day}. Begär ett nytt.")
        yield text.format(day=min(expired).isoformat())


@dataclass(frozen=True, slots=True)
class CriterionView:
    name: str
    judged: str
    met: bool
    detail: str
    """When it was judged or said, with BOPS's reference."""


@dataclass(frozen=True, slots=True)
class CriteriaView:
    criteria: tuple[CriterionView, ...]
    rows: Rows
    """What has been written on the card, each under its name."""
    signed: str
    """Empty while there is no card."""


def criteria_view(state: CaseState, today: date) -> CriteriaView:
    card = state.only(facts.Criteria)
    latest = card.latest if card else None
    return CriteriaView(
        criteria=tuple(_criterion(each) for each in criteria.standpoints(state, today)),
        rows=card_rows(latest) if latest else (),
        signed=words.signed_by(latest.record.content) if latest else "",
    )


def _criterion(each: Standpoint) -> CriterionView:
    reference = tr("BOPS referens {reference}").format(reference=each.reference)
    parts = (moments.shown(each.on) if each.on else "", reference if each.reference else "")
    return CriterionView(
        name=words.word(said.CRITERIA, each.criterion),
        judged=words.word(JUDGED, each.judged),
        met=each.judged is facts.Judged.MET,
        detail=", ".join(part for part in parts if part),
    )


def card_rows(card: Signed[facts.Criteria]) -> Rows:
    """What one version of the card says."""
    fact = card.fact
    rows = (
        (tr("Bedömt"), moments.shown(fact.judged_on)),
        (tr("Väg"), words.word(PATHS, fact.path)),
        (tr("Varför den vägen"), fact.path_reason),
        (tr("Den enskildes egna ord"), fact.motivation_words),
        (tr("Bedömning av motivationen"), fact.motivation_appraisal),
        (tr("Definition"), f"”{fact.definition_text}”" if fact.definition_text else ""),
        (tr("Skäl om definitionen"), fact.definition_reason),
    )
    return tuple(row for row in rows if row[1])


@dataclass(frozen=True, slots=True)
class UnitView:
    """The unit that handles the case, and those before it."""

    rows: Rows
    signed: str
    earlier: tuple[str, ...]
    """``2026-05-01 – 2026-06-01: Enheten för vuxna``"""


def unit_view(state: CaseState) -> UnitView | None:
    held = periods(state)
    if not held:
        return None
    now = held[-1].chosen
    return UnitView(
        rows=unit_rows(now),
        signed=words.signed_by(now.record.content),
        earlier=tuple(
            f"{each.chosen.fact.valid_from} – {each.until}: {each.chosen.fact.unit_name}"
            for each in reversed(held[:-1])
        ),
    )


def unit_rows(chosen: Signed[facts.HandlingUnit]) -> Rows:
    fact = chosen.fact
    suggested = words.word(ROUTES, fact.suggested) if fact.suggested else tr("Inget av dem")
    rows = (
        (tr("Enhet"), fact.unit_name),
        (tr("Väg"), words.word(ROUTES, fact.route)),
        (tr("Från och med"), moments.shown(fact.valid_from)),
        (tr("Förslaget då"), suggested),
        (tr("Skäl"), fact.reason),
    )
    return tuple(row for row in rows if row[1])


def referral_rows(referral: Signed[facts.Referral]) -> Rows:
    fact = referral.fact
    got = f"{moments.shown(fact.received_on)}, {fact.received_by}" if fact.received_on else ""
    rows = (
        (tr("Till"), fact.to_name),
        (tr("Lämnad"), f"{moments.shown(fact.sent_on)}, {fact.how}"),
        (tr("Begäran"), fact.asks),
        (tr("Kvittens"), got or tr("Inte mottagen än")),
        (tr("Tar över utredningen"), words.word(ANSWERS, fact.accepted)),
        (tr("Svar"), fact.answer),
    )
    return tuple(row for row in rows if row[1])


def wish_rows(wish: Signed[facts.Wish]) -> Rows:
    fact = wish.fact
    answered = f", {moments.shown(fact.answered_on)}" if fact.answered_on else ""
    rows = (
        (tr("Önskar"), fact.wished),
        (tr("Sagt"), moments.shown(fact.stated_on)),
        (tr("Svar"), words.word(ANSWERS, fact.answer) + answered),
        (tr("Varför inte"), fact.reason),
        (tr("Erbjuds i stället"), fact.alternative),
        (tr("Skyddar under tiden"), fact.protected_by),
        (tr("Hörs igen"), fact.later_contact),
    )
    return tuple(row for row in rows if row[1])


def lacking(wish: facts.Wish) -> tuple[str, ...]:
    """What a no should have and does not (F085)."""
    if wish.answer is not facts.YesNoPending.NO:
        return ()
    asked = (
        (wish.alternative, tr("vad som erbjuds i stället")),
        (wish.protected_by, tr("vem som skyddar under tiden")),
        (wish.later_contact, tr("när ni hörs igen")),
    )
    return tuple(text for value, text in asked if not value)


def unmet_text(state: CaseState, today: date) -> str:
    """Why no referral can be written yet; empty when one can."""
    if criteria.can_refer(state, today):
        return ""
    missing = ", ".join(_name(each) for each in criteria.unmet(state, today))
    return tr("En hänvisning skrivs när kriterierna är uppfyllda. Kvar: {missing}.").format(
        missing=missing
    )


def _name(criterion: Criterion) -> str:
    text = words.word(said.CRITERIA, criterion)
    return text[0].lower() + text[1:]
