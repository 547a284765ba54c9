"""A change in the words of the forms: which field, and what its codes mean."""

from __future__ import annotations

from typing import Final

from app.casework.history import Change
from app.casework.moments import shown
from ui.case_words import CHANNEL, DUE, INTAKE, PART, PROTECTION, PROTECTION_SHOWN
from ui.task_words import RECURRENCE
from ui.texts import tr
from ui.words import (
    NOTE_TYPES,
    OUTCOMES,
    OWNERS,
    THREAT_LEVELS,
    THREAT_TYPES,
    YES_NO_PENDING,
    Words,
    word,
)

FIELDS: Final[Words] = {
    "about": "Gäller",
    "activities": "Aktivitet",
    "addresses": "Adress",
    "alternative_support": "Annat stöd som erbjudits",
    "applied_for": "Det som söks",
    "appraisal": "Bedömning",
    "area": "Livsområde",
    "assessed_on": "Bedömt den",
    "assessment": "Utredning",
    "assessor": "Bedömare",
    "blob": "Handlingens fingeravtryck",
    "case_number": "Ärendenummer",
    "channel": "Hur det kom in",
    "checked_on": "Kontrollerat den",
    "co_worker": "Medhandläggare",
    "completed_on": "Klar den",
    "contact_route": "Säker kontaktväg",
    "continues": "Bygger på",
    "cooperation": "Samverkan",
    "copy_number": "Exemplar",
    "correction_reason": "Skäl för rättelse",
    "cost_ore": "Kostnad i öre",
    "cost_unit": "Kostnad per",
    "date": "Datum",
    "decided_by_name": "Beslutsfattare",
    "decided_by_title": "Beslutsfattarens titel",
    "decided_on": "Beslutat den",
    "decision": "Beslut",
    "delegation": "Delegation",
    "digest": "Fingeravtryck",
    "dispatched_on": "Skickat den",
    "document": "Handling",
    "document_id": "Handlingens id",
    "done_on": "Gjort den",
    "due_on": "Senast",
    "effective_from": "Gäller från",
    "email": "E-post",
    "ended_on": "Avslutad den",
    "event": "Gäller",
    "explained": "Förklaring till fynd",
    "extent": "Omfattning",
    "facts": "Uppgifter",
    "family_name": "Efternamn",
    "finding": "Fynd",
    "fixed_by": "Fastställd av",
    "fixed_on": "Fastställd den",
    "follow_up_how": "Hur uppföljning sker",
    "follow_up_on": "Följs upp den",
    "follow_up_who": "Vem som följer upp",
    "form": "Form",
    "from_whom": "Vem som tog kontakt",
    "function": "Funktion",
    "given_name": "Förnamn",
    "goal": "Mål",
    "goals": "Mål",
    "granted_key": "Beviljad insats",
    "ground": "Stöd",
    "ground_text": "Stöd i klartext",
    "heading": "Rubrik",
    "highest": "Högsta värde",
    "how": "Hur",
    "how_often": "Hur ofta",
    "instruments": "Instrument",
    "intervention": "Insats",
    "interventions": "Insats",
    "key": "Nyckel",
    "kind": "Slag",
    "label": "Fråga",
    "leaves": "Lämnas ut",
    "level": "Nivå",
    "lowest": "Lägsta värde",
    "measure": "Så märks att målet är nått",
    "measures": "Värden över tid",
    "municipality": "Kommun",
    "name": "Namn",
    "need": "Behov",
    "need_text": "Behov i ord",
    "needs": "Behov",
    "not_written": "Inte skrivet till fil",
    "note": "Anmärkning",
    "number": "Nummer",
    "organisation": "Organisation",
    "other": "Övrigt",
    "outcome": "Utgång",
    "own_safety": "Egen del i säkerheten",
    "own_words": "Med egna ord",
    "owner": "Uppgift från",
    "pack": "Metodpaket",
    "part": "Del av ärendet",
    "participants": "Deltagare",
    "participation": "Delaktighet",
    "payer": "Betalas av",
    "phone": "Telefon",
    "profile": "Profil",
    "proposed": "Föreslagen insats",
    "provider": "Utförare",
    "provision": "Lagrum",
    "provision_text": "Lagrum i klartext",
    "pseudonym": "Pseudonym",
    "publisher": "Utgivare",
    "purpose": "Ändamål",
    "raised_by": "Anledning",
    "reason": "Skäl",
    "reasons": "Motivering",
    "received_by": "Tog emot",
    "received_on": "Inkom",
    "recipient": "Mottagare",
    "recipient_name": "Mottagarens namn",
    "recipient_organisation": "Mottagarens organisation",
    "recurrence": "Återkommer",
    "registration_number": "Diarienummer",
    "relocation_needed": "Behov av omlokalisering",
    "response_blob": "Svarens fingeravtryck",
    "retired": "Används inte längre",
    "rule": "Vilken tid",
    "sheets_blob": "Kalkylarkets fingeravtryck",
    "shown": "Svar",
    "shown_by": "Visat genom",
    "source": "Källa",
    "started_on": "Började den",
    "stated_on": "Sagt den",
    "stays": "Stannar",
    "target_group": "Tillhör målgruppen",
    "template": "Mall",
    "template_blob": "Mallens fingeravtryck",
    "templates": "Mallar",
    "text": "Text",
    "texts": "Texter",
    "title": "Titel",
    "type": "Typ",
    "unit": "Enhet",
    "url": "Mallens namn",
    "valid_from": "Från och med",
    "valid_to": "Till och med",
    "value": "Värde",
    "version": "Version",
    "vulnerabilities": "Typer av utsatthet",
    "wait_until": "Vänta till",
    "what": "Vad",
    "when": "När",
    "who": "Vem",
    "wish": "Önskan",
    "words": "Med egna ord",
}

_CODED: Final = {
    ("journal_note", "type"): NOTE_TYPES,
    ("decision", "outcome"): OUTCOMES,
    ("threat_assessment", "owner"): OWNERS,
    ("threat_assessment", "level"): THREAT_LEVELS,
    ("threat_assessment", "type"): THREAT_TYPES,
    ("threat_assessment", "target_group"): YES_NO_PENDING,
    ("threat_assessment", "relocation_needed"): YES_NO_PENDING,
    ("intake", "kind"): INTAKE,
    ("intake", "channel"): CHANNEL,
    ("protection", "level"): PROTECTION,
    ("protection", "shown_by"): PROTECTION_SHOWN,
    ("started_deadline", "rule"): DUE,
    ("task", "part"): PART,
    ("task", "raised_by"): DUE,
    ("task", "recurrence"): RECURRENCE,
}


def changed(kind: str, change: Change) -> str:
    """``Till och med: 2026-12-01 → 2027-06-01``; nothing is shown as a line."""
    old, new = (_value(kind, change.field, value) for value in (change.old, change.new))
    return f"{field_name(change.field)}: {old}  →  {new}"


def field_name(path: str) -> str:
    """``Mål 1, Med egna ord`` of ``goals/1/words``."""
    parts: list[str] = []
    for step in path.split("/"):
        if step in FIELDS or not parts:
            parts.append(word(FIELDS, step))
        else:  # a place in a list, or the key of its row
            parts[-1] = f"{parts[-1]} {step}"
    return ", ".join(parts)


def _value(kind: str, field: str, value: str) -> str:
    if not value:
        return "–"
    words = _CODED.get((kind, field))
    if words is not None:
        return word(words, value)
    return {"True": tr("ja"), "False": tr("nej")}.get(value) or shown(value)
