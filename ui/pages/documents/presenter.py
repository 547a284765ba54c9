"""What the page Handlingar says, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.casework import facts
from app.casework.state import CaseState
from app.disclosure.categories import NAMES, Category, in_order
from app.disclosure.gate import columns
from app.disclosure.linter import Finding, FindingKind
from app.disclosure.profiles import IDENTIFYING, PLAN_PROFILES, PROFILES, Profile
from app.errors import Reason, Refusal
from app.ids import EntityId
from app.law.pack import Certainty, Ground
from app.usecases.plans import PlanStatus, PlanVersion
from app.usecases.registers import RecipientRow
from ui.messages import sentence
from ui.texts import minute, tr
from ui.widgets.editors.choice import Choice

_STATUS = {
    PlanStatus.FIXED: "i kraft",
    PlanStatus.REPLACED: "ersatt",
    PlanStatus.DISPUTED: "ändrad på två håll",
}

FINDINGS = {
    FindingKind.PERSONNUMMER: "Personnummer",
    FindingKind.PHONE: "Telefonnummer",
    FindingKind.EMAIL: "E-postadress",
    FindingKind.POSTAL_CODE: "Postnummer",
    FindingKind.STREET: "Gatuadress",
    FindingKind.COORDINATES: "Koordinater",
    FindingKind.MARKER: "Uppgift om skydd",
    FindingKind.NAME: "Den enskildes namn",
    FindingKind.PLACE: "Utförare eller plats",
}


def version_choices(versions: Iterable[PlanVersion]) -> tuple[Choice, ...]:
    """The fixed versions; a draft has no paper but the one shown where it is written."""
    return tuple(
        Choice(
            each.record,
            tr("Genomförandeplan, version {number}, fastställd {day} ({status})").format(
                number=each.number, day=each.dated, status=tr(_STATUS[each.status])
            ),
        )
        for each in versions
        if each.record is not None
    )


def form_choices(state: CaseState) -> tuple[Choice, ...]:
    """The signed forms, the latest first."""
    return tuple(
        Choice(
            signed.record.id,
            tr("{title}, signerad {day}").format(
                title=signed.fact.title, day=signed.fact.completed_on
            ),
        )
        for entity in reversed(state.assessments)
        for signed in reversed(entity.versions)
    )


def first_form(state: CaseState, entity: EntityId | None = None) -> str:
    """The latest signed form, or this one as it stands; empty when there is none."""
    found = (each for each in reversed(state.assessments) if entity in (None, each.id))
    return next((str(each.latest.record.id) for each in found), "")


def first_version(versions: Iterable[PlanVersion], entity: EntityId | None = None) -> str:
    """The version in force, of this plan if one is asked for; empty when there is none."""
    fixed = [
        each
        for each in versions
        if each.record is not None and (entity is None or each.entity == entity)
    ]
    in_force = [each for each in fixed if each.status is not PlanStatus.REPLACED]
    return str((in_force or fixed)[0].record) if fixed else ""


def profile_choices() -> tuple[Choice, ...]:
    """The ways a plan can be made. A filled form is made in one, which is not asked for."""
    return tuple(Choice(each.value, tr(PROFILES[each].name)) for each in PLAN_PROFILES)


def about_profiles() -> str:
    """What each is for, in a sentence or two each."""
    rules = [PROFILES[each] for each in PLAN_PROFILES]
    return " ".join(f"{tr(each.name)}: {tr(each.purpose)}" for each in rules)


def category_choices(profile: Profile) -> tuple[Choice, ...]:
    held = in_order(PROFILES[profile].categories)
    return tuple(Choice(category.value, tr(NAMES[category])) for category in held)


def suggested(profile: Profile) -> list[str]:
    """Ticked from the start: what the profile is for, but nothing that says who the person is.
    That is an active choice, each time (lag 2001:454, 6 §: only what is necessary)."""
    return [category.value for category in in_order(PROFILES[profile].categories - IDENTIFYING)]


def allowed(typed: object) -> frozenset[Category]:
    """The categories ticked; what is not a category is left out."""
    codes = typed if isinstance(typed, list | tuple) else ()
    return frozenset(Category(code) for code in codes if code in set(Category))


def staying(profile: Profile, chosen: frozenset[Category]) -> str:
    """Everything that stays, a line for each category."""
    return "\n".join(tr(NAMES[category]) for category in columns(profile, chosen).stays)


def subject_text(papers: Iterable[Choice], source: str, profile: Profile) -> str:
    """``Genomförandeplan, version 2, fastställd 2026-06-01 (i kraft) – Möte``"""
    named = {choice.code: choice.text for choice in papers}
    return f"{named.get(source, '')} – {tr(PROFILES[profile].name)}"


def recipient_choices(rows: Iterable[RecipientRow]) -> tuple[Choice, ...]:
    return tuple(
        Choice(row.entity, f"{row.recipient.organisation} – {row.recipient.name}") for row in rows
    )


def ground_choices(grounds: Iterable[Ground]) -> tuple[Choice, ...]:
    return tuple(Choice(each.key, tr(each.name), each.reference) for each in grounds)


def about_ground(grounds: Iterable[Ground], key: str) -> tuple[str, str]:
    """What to write as reason with this ground's reference, and a doubt about it where it is
    not certain. Empty texts for none."""
    ground = next((each for each in grounds if each.key == key), None)
    if ground is None:
        return "", ""
    asked = tr("{reference}. Skriv i skälet: {ask}").format(
        reference=ground.reference, ask=tr(ground.ask)
    )
    doubt = tr(
        "Uppgiften om den här grunden är inte kontrollerad mot lagtexten. Fråga en jurist innan "
        "du använder den."
    )
    return asked, "" if ground.certainty is Certainty.CERTAIN else doubt


def finding_label(finding: Finding) -> str:
    """``Telefonnummer: ”070-174 06 05”``"""
    return f"{tr(FINDINGS[finding.kind])}: ”{finding.text}”"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry of the disclosure register."""

    entity: EntityId
    heading: str
    """``Exemplar 3: GP-7K3Q-X9M2, 2026-11-21``"""
    recipient: str
    rows: tuple[tuple[str, str], ...]
    failed: str
    """Why the copy was never written; empty when it left."""


def register_rows(state: CaseState) -> tuple[RegisterRow, ...]:
    """Everything that has left the case, latest copy first."""
    entries = sorted(state.disclosures, key=lambda each: each.latest.fact.copy_number, reverse=True)
    return tuple(
        _register_row(state, entry.id, entry.latest.fact, entry.first.record.content.written_at)
        for entry in entries
    )


def _register_row(
    state: CaseState, entity: EntityId, entry: facts.Disclosure, written_at: str
) -> RegisterRow:
    rows = (
        (tr("Grund"), entry.ground_text),
        (tr("Skäl"), entry.reason),
        (tr("Innehåll"), _content(state, entry)),
        (tr("Lämnade"), _names(entry.leaves)),
        (tr("Förklarade fynd"), str(len(entry.explained)) if entry.explained else ""),
    )
    return RegisterRow(
        entity=entity,
        heading=tr("Exemplar {copy}: {document}, {when}").format(
            copy=entry.copy_number,
            document=entry.document_id,
            when=minute(written_at),
        ),
        recipient=f"{entry.recipient_name}, {entry.recipient_organisation}",
        rows=tuple(row for row in rows if row[1]),
        failed=_failed(entry.not_written),
    )


def _failed(code: str) -> str:
    if not code:
        return ""
    why = sentence(Refusal(Reason(code))) if code in set(Reason) else code
    return tr("Exemplaret blev aldrig skrivet. {why}").format(why=why)


def _content(state: CaseState, entry: facts.Disclosure) -> str:
    forms = {choice.code: choice.text for choice in form_choices(state)}
    if entry.source in forms:
        return forms[entry.source]
    known = entry.profile in set(Profile)
    profile = tr(PROFILES[Profile(entry.profile)].name) if known else entry.profile
    return tr("Genomförandeplan, {profile}").format(profile=profile.lower())


def _names(codes: Iterable[str]) -> str:
    names = (NAMES[Category(code)] if code in set(Category) else code for code in codes)
    return ", ".join(tr(name) for name in names)


def file_name(document_id: str) -> str:
    """Of the id alone: a name in a folder is read by more than one thinks."""
    return f"{document_id}.pdf"
