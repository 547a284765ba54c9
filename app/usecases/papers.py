"""The signed record that a paper is made of, whatever kind it is."""

from __future__ import annotations

from app.casework import facts
from app.casework.state import CaseState, Signed
from app.disclosure.gate import Disclosed
from app.disclosure.profiles import Profile
from app.documents import filled_form, implementation_plan
from app.documents.blocks import Document
from app.documents.filled_form import FilledForm
from app.documents.office import Office
from app.errors import Reason, Refusal
from app.ids import RecordId
from app.usecases.assessments import read_assessment
from app.usecases.desk import Desk
from app.usecases.kept_forms import read_kept
from app.usecases.registers import own_card

_SECRECY = "osl-26-1"
"""The provision that the note on the paper names."""


def kind_of(state: CaseState, source: RecordId) -> str:
    """Which document a record becomes. Raises Refusal: entity_unknown."""
    if plan_of(state, source) is not None:
        return implementation_plan.KIND
    if form_of(state, source) is not None:
        return filled_form.KIND
    raise Refusal(Reason.ENTITY_UNKNOWN)


def paper_of(
    desk: Desk,
    state: CaseState,
    source: RecordId,
    profile: Profile,
    disclosed: Disclosed | None = None,
) -> Document:
    """The document of a signed record: a plan in the given profile, a filled form in its only
    one. Raises Refusal: entity_unknown, form_unreadable; ValueError for a profile that the
    document does not have."""
    office = office_of(desk, state)
    plan = plan_of(state, source)
    if (plan is None) != (profile is Profile.FORM):
        raise ValueError("no such profile of this document")
    if plan is not None:
        made = implementation_plan.implementation_plan
        return made(state, plan, office, profile, disclosed)
    return filled_form.filled_form(state, _filled(desk, state, source), office, disclosed)


def _filled(desk: Desk, state: CaseState, source: RecordId) -> FilledForm:
    signed = form_of(state, source)
    if signed is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    bytes_of = read_assessment(desk, state.stream, source)
    kept = read_kept(bytes_of.template, bytes_of.response)
    return FilledForm(signed, kept.form, kept.response)


def plan_of(state: CaseState, plan: RecordId) -> Signed[facts.Plan] | None:
    versions = (version for entity in state.plans for version in entity.versions)
    return next((each for each in versions if each.record.id == plan), None)


def form_of(state: CaseState, form: RecordId) -> Signed[facts.Assessment] | None:
    versions = (version for entity in state.assessments for version in entity.versions)
    return next((each for each in versions if each.record.id == form), None)


def office_of(desk: Desk, state: CaseState) -> Office:
    """The unit of the vault's owner; the caseworker who is responsible for the case."""
    card = own_card(desk)
    responsible = state.responsibility.latest.fact if state.responsibility else card
    secrecy = desk.law.provision(_SECRECY, desk.now().date())
    return Office(
        municipality=card.municipality,
        unit=card.unit,
        caseworker_name=responsible.name,
        caseworker_title=responsible.title,
        secrecy=secrecy.reference if secrecy else "",
    )
