"""The implementation plan (genomförandeplan) on paper.

Content after the general advice in SOSFS 2014:5 and what municipal routines add: which parts,
which goals, when and how, how the person took part, who took part in the planning, when it was
fixed, when and how it is followed up, who does what, and how those involved cooperate (F120).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.casework import facts, moments
from app.casework.state import CaseState, Signed
from app.disclosure.categories import Category
from app.disclosure.gate import Disclosed, document_id
from app.disclosure.profiles import IDENTIFYING, PROFILES, Profile
from app.documents import plan_goals
from app.documents.blocks import (
    AnyBlock,
    Document,
    FactRow,
    Facts,
    Heading,
    Letterhead,
    ListBlock,
    Notice,
    Signature,
    SignatureLine,
    Status,
    Text,
    TextStyle,
    Tone,
)
from app.documents.office import Office
from app.errors import Reason, Refusal
from app.ids import RecordId

KIND = "implementation_plan"

_STATUS_TEXTS = {
    Status.DRAFT: "Utkast",
    Status.FIXED: "Fastställd",
    Status.REPLACED: "Ersatt av en senare version",
    Status.DISPUTED: "Omtvistad: det finns två versioner",
}


@dataclass(frozen=True, slots=True)
class _Source:
    """What every section is written from."""

    state: CaseState
    plan: facts.Plan
    shown: frozenset[Category]
    office: Office
    disclosed: Disclosed | None

    def shows(self, category: Category) -> bool:
        return category in self.shown


def implementation_plan(
    state: CaseState,
    plan: Signed[facts.Plan] | facts.Plan,
    office: Office,
    profile: Profile,
    identity: Disclosed | None = None,
) -> Document:
    """The plan for one profile. A bare ``Plan`` is a draft. Without ``identity`` the document is
    for the screen only: it says who the person is by case number and pseudonym, whatever the
    profile, and has no copy number. With it, it holds exactly what the gate let through. Raises
    ``ValueError`` when the gate let through something else than this plan in this profile, and
    Refusal (case_unknown) for a case without a number."""
    if state.case_file is None:
        raise Refusal(Reason.CASE_UNKNOWN)
    source = plan.record.id if isinstance(plan, Signed) else None
    shown = PROFILES[profile].categories - IDENTIFYING
    if identity is not None:
        if (identity.request.source, identity.request.profile) != (source, profile):
            raise ValueError("the gate let through another document")
        shown = frozenset(identity.columns.leaves)
    content = plan.fact if isinstance(plan, Signed) else plan
    status = _status(state, plan)
    written = _Source(state, content, shown, office, identity)
    return Document(
        kind=KIND,
        title="Genomförandeplan",
        document_id=_id(identity, source, profile),
        version=f"Version {content.number}",
        status=status,
        status_text=_STATUS_TEXTS[status],
        letterhead=Letterhead(municipality=office.municipality, unit=office.unit),
        reference=_reference(written),
        dated=content.fixed_on,
        blocks=tuple(_blocks(written)),
        copy_number=identity.copy_number if identity else None,
    )


def _id(identity: Disclosed | None, source: str | None, profile: Profile) -> str:
    if identity is not None:
        return identity.document_id
    return document_id(KIND, RecordId(source), profile) if source else "GP-UTKAST"


def _status(state: CaseState, plan: Signed[facts.Plan] | facts.Plan) -> Status:
    if not isinstance(plan, Signed):
        return Status.DRAFT
    for entity in state.plans:
        if entity.id == plan.record.content.entity and plan.record.id != entity.latest.record.id:
            return Status.REPLACED
        if entity.id == plan.record.content.entity and entity.disputed:
            return Status.DISPUTED
    return Status.FIXED


def _reference(source: _Source) -> str:
    if source.state.case_file is None or not source.shows(Category.CASE_NUMBER):
        return ""
    return f"Ärende {source.state.case_file.latest.fact.case_number}"


def _blocks(source: _Source) -> Iterable[AnyBlock]:
    yield _secrecy_note(source.office)
    yield Facts(rows=tuple(_facts(source)))
    yield from _aims(source)
    yield from _own_words(source)
    yield from plan_goals.sections(source.state, source.plan, source.shown)
    yield from _participation(source)
    yield from _participants(source)
    yield from _section(source, Category.COOPERATION, "Samverkan", source.plan.cooperation)
    yield from _section(
        source,
        Category.COOPERATION,
        "Åtgärder som andra huvudmän ansvarar för",
        source.plan.others_measures,
    )
    yield from _section(
        source,
        Category.KIN_CONTACT,
        "Umgänge och kontakt med närstående",
        source.plan.kin_contact,
    )
    yield from _section(
        source, Category.COOPERATION, "Kontakt med socialtjänsten", source.plan.board_contact
    )
    yield from _section(
        source, Category.OWN_SAFETY, "Egen del i säkerheten", source.plan.own_safety
    )
    yield from plan_goals.costs(source.plan, source.shown)
    yield from _follow_up(source)
    yield from _signatures(source)


def _secrecy_note(office: Office) -> Notice:
    provision = f" enligt {office.secrecy}" if office.secrecy else ""
    text = (
        f"Uppgifterna kan omfattas av sekretess{provision}. Lämna inte planen vidare och "
        "förvara den så att ingen annan kan läsa den."
    )
    return Notice(title="Sekretess", text=text, tone=Tone.SECRECY)


def _facts(source: _Source) -> Iterable[FactRow]:
    plan = source.plan
    yield FactRow(label="Den enskilde", value=_person(source))
    if source.disclosed and source.disclosed.number:
        yield FactRow(label="Personnummer", value=_number(source.disclosed.number))
    assert source.state.case_file is not None
    registration_number = source.state.case_file.latest.fact.registration_number
    if registration_number and source.shows(Category.REGISTRATION_NUMBER):
        yield FactRow(label="Diarienummer", value=registration_number)
    if plan.valid_from or plan.valid_to:
        yield FactRow(label="Planen gäller", value=_span(plan.valid_from, plan.valid_to))
    yield FactRow(label="Fastställd", value=_fixed(source))
    if plan.number > 1:
        yield FactRow(label="Ersätter", value=f"Version {plan.number - 1}")
    if source.shows(Category.CASEWORKER):
        responsible = (source.office.caseworker_name, source.office.caseworker_title)
        yield FactRow(label="Handläggare", value=", ".join(part for part in responsible if part))


def _person(source: _Source) -> str:
    if source.disclosed and source.disclosed.name:
        return source.disclosed.name
    return source.state.label if source.shows(Category.CASE_NUMBER) else "Uppgiften lämnas inte ut"


def _number(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:]}"


def _span(start: str, end: str) -> str:
    if not end:
        return f"från {moments.in_words(start)} tills vidare"
    return (
        f"{moments.in_words(start)} – {moments.in_words(end)}"
        if start
        else (f"till och med {moments.in_words(end)}")
    )


def _fixed(source: _Source) -> str:
    day = moments.in_words(source.plan.fixed_on)
    if source.plan.fixed_by and source.shows(Category.CASEWORKER):
        return f"{day} av {source.plan.fixed_by}"
    return day


def _aims(source: _Source) -> Iterable[AnyBlock]:
    """What it is all for (F048, F070, F071)."""
    if source.plan.aims and source.shows(Category.GOALS):
        yield Heading(text="Övergripande mål")
        yield ListBlock(items=tuple(aim.text for aim in source.plan.aims))


def _own_words(source: _Source) -> Iterable[AnyBlock]:
    if source.plan.own_words.strip() and source.shows(Category.GOALS):
        yield Heading(text="Den enskildes egna ord")
        yield Text(text=source.plan.own_words, style=TextStyle.OWN_WORDS)


def _participation(source: _Source) -> Iterable[AnyBlock]:
    if not source.shows(Category.PARTICIPATION):
        return
    yield Heading(text="Delaktighet")
    if source.plan.participation.strip():
        yield Text(text=source.plan.participation)
    else:
        missing = "Det är inte antecknat hur den enskilde har deltagit."
        yield Text(text=missing, style=TextStyle.MUTED)


def _participants(source: _Source) -> Iterable[AnyBlock]:
    items = tuple(filter(None, (_participant(each, source) for each in source.plan.participants)))
    if items:
        yield Heading(text="De som har deltagit i planeringen")
        yield ListBlock(items=items)


def _participant(participant: facts.Participant, source: _Source) -> str:
    """By function alone where names stay; a participant whose function nobody has written is
    then counted, never named."""
    named = source.shows(Category.PARTICIPANT_NAMES)
    function = participant.function if source.shows(Category.PARTICIPANT_FUNCTIONS) else ""
    if named:
        return ", ".join(part for part in (participant.name, function) if part)
    if source.shows(Category.PARTICIPANT_FUNCTIONS):
        return function or "Deltagare vars funktion inte är antecknad"
    return ""


def _section(source: _Source, category: Category, heading: str, text: str) -> Iterable[AnyBlock]:
    if text.strip() and source.shows(category):
        yield Heading(text=heading)
        yield Text(text=text)


def _follow_up(source: _Source) -> Iterable[AnyBlock]:
    if not source.shows(Category.FOLLOW_UP):
        return
    plan = source.plan
    rows = (
        ("När", moments.in_words(plan.follow_up_on)),
        ("Hur", plan.follow_up_how),
        ("Ansvarig", plan.follow_up_who),
    )
    known = tuple(FactRow(label=label, value=value) for label, value in rows if value)
    yield Heading(text="Uppföljning")
    if known:
        yield Facts(rows=known)
    else:
        yield Text(text="Ingen uppföljning är bestämd.", style=TextStyle.MUTED)


def _signatures(source: _Source) -> Iterable[AnyBlock]:
    caseworker = source.office.caseworker_name if source.shows(Category.CASEWORKER) else ""
    person = source.disclosed.name if source.disclosed else ""
    yield Heading(text="Underskrifter")
    yield Signature(
        lines=(
            SignatureLine(role="Den enskilde", name=person),
            SignatureLine(role="Handläggare", name=caseworker),
        ),
        name_label="Namnteckning",
        date_label="Ort och datum",
        declined="Den enskilde avstod från att skriva under, eller det var inte lämpligt. Skäl:",
    )
