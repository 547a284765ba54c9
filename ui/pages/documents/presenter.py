"""What the page Handlingar says, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.casework import facts
from app.casework.consents import Held
from app.casework.state import CaseState
from app.disclosure.categories import NAMES, Category, in_order
from app.disclosure.gate import Form, columns
from app.disclosure.linter import Finding, FindingKind
from app.disclosure.profiles import ACTIVE_CHOICE, PROFILES, Profile
from app.documents.blocks import Status
from app.errors import Reason, Refusal
from app.ids import EntityId
from app.law.pack import Certainty, Ground
from app.usecases.paper.paper_kinds import BY_KIND
from app.usecases.paper.papers import Paper, papers_in
from app.usecases.registers import RecipientRow
from ui.consent_words import about_what, consent_line, standing_words
from ui.messages import sentence
from ui.texts import minute, tr
from ui.widgets.editors.choice import Choice

_STATUS = {
    Status.DRAFT: "utkast",
    Status.FIXED: "i kraft",
    Status.REPLACED: "ersatt",
    Status.DISPUTED: "ändrad på två håll",
}

_FORMS: Mapping[str, str] = {
    Form.FILE: "Fil",
    Form.PAPER: "Papper",
    Form.PACKAGE: "Krypterat paket",
    Form.LOCKED_FILE: "Låst fil med lösenord",
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


def paper_choices(papers: Iterable[Paper]) -> tuple[Choice, ...]:
    """Every paper in words; a draft has no paper but the one shown where it is written."""
    return tuple(Choice(paper.source, paper_words(paper)) for paper in papers)


def paper_words(paper: Paper) -> str:
    """``Genomförandeplan, version 2, fastställd 2026-06-01 (i kraft)``"""
    values = paper.kind.values(paper.signed.fact)
    return tr(paper.kind.words).format(status=tr(_STATUS[paper.status]), **values)


def first_paper(papers: Iterable[Paper], entity: EntityId | None = None) -> str:
    """The first paper in force, of this entity if one is asked for and there is any; empty when
    there is none."""
    found = tuple(papers)
    asked = tuple(paper for paper in found if paper.entity == entity) or found
    in_force = tuple(paper for paper in asked if paper.status is not Status.REPLACED) or asked
    return str(in_force[0].source) if in_force else ""


def profile_choices(profiles: Iterable[Profile]) -> tuple[Choice, ...]:
    """The ways a paper can be made. What is made in one way does not ask."""
    return tuple(Choice(each.value, tr(PROFILES[each].name)) for each in profiles)


def about_profiles(profiles: Iterable[Profile]) -> str:
    """What each is for, in a sentence or two each."""
    rules = [PROFILES[each] for each in profiles]
    return " ".join(f"{tr(each.name)}: {tr(each.purpose)}" for each in rules)


def category_choices(profile: Profile) -> tuple[Choice, ...]:
    held = in_order(PROFILES[profile].categories)
    return tuple(Choice(category.value, tr(NAMES[category])) for category in held)


def suggested(profile: Profile) -> list[str]:
    """Ticked from the start: what the profile is for, but nothing that says who the person is.
    That is an active choice, each time (lag 2001:454, 6 §: only what is necessary)."""
    rules = PROFILES[profile]
    ticked = rules.categories - ACTIVE_CHOICE - rules.asked
    return [category.value for category in in_order(ticked)]


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


def consent_choices(consents: Iterable[Held]) -> tuple[Choice, ...]:
    """The consents of the case, the latest first, each with what it is about."""
    found = reversed(tuple(consents))
    return tuple(Choice(each.entity.id, consent_line(each), about_what(each)) for each in found)


def about_consent(consents: Iterable[Held], chosen: str) -> str:
    """What the chosen consent is today, what it is about, and its reservation; empty for none."""
    found = next((each for each in consents if each.entity.id == chosen), None)
    if found is None:
        return ""
    about, reservation = about_what(found), found.fact.reservation
    parts = (
        f"{standing_words(found)}.",
        tr("Omfattar: {what}.").format(what=about) if about else "",
        tr("Förbehåll: {words}").format(words=reservation) if reservation else "",
    )
    return " ".join(part for part in parts if part)


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
        (tr("Form"), tr(_FORMS[entry.form]) if entry.form in _FORMS else entry.form),
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
    """What left, as it is called now, with the way it was made in where there are several."""
    kind = BY_KIND.get(entry.document)
    paper = next((each for each in papers_in(state) if each.source == entry.source), None)
    if kind is None or paper is None:
        return entry.document
    words = paper_words(paper)
    known = entry.profile in set(Profile) and len(kind.profiles) > 1
    return f"{words} – {tr(PROFILES[Profile(entry.profile)].name)}" if known else words


def _names(codes: Iterable[str]) -> str:
    names = (NAMES[Category(code)] if code in set(Category) else code for code in codes)
    return ", ".join(tr(name) for name in names)


def file_name(document_id: str) -> str:
    """Of the id alone: a name in a folder is read by more than one thinks."""
    return f"{document_id}.pdf"


def locked_name(document_id: str) -> str:
    return f"{file_name(document_id)}.age"
