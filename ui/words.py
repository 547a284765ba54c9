"""Codes of facts in the words that people read: a table for each enumeration."""

from __future__ import annotations

from collections.abc import Mapping

from app.casework import facts
from app.casework import words as of_case
from app.journal.record import Content
from app.usecases.registers import RecipientKind
from ui.texts import minute, tr
from ui.widgets.editors.choice import Choice

Words = Mapping[str, str]
"""A code (a ``StrEnum`` is a str) and its word."""

NOTE_TYPES: Words = {
    facts.NoteType.CONVERSATION: "Samtal",
    facts.NoteType.MEETING: "Möte",
    facts.NoteType.PHONE: "Telefonsamtal",
    facts.NoteType.INCOMING: "Inkommen handling",
    facts.NoteType.CONSULTATION: "Samråd",
    facts.NoteType.FOLLOW_UP: "Uppföljning",
    facts.NoteType.INCIDENT: "Händelse",
    facts.NoteType.MEASURE: "Åtgärd",
    facts.NoteType.OTHER: "Tjänsteanteckning",
}
OWNERS: Words = of_case.OWNER
THREAT_LEVELS: Words = {
    facts.ThreatLevel.NOT_ASSESSED: "Ej bedömd",
    facts.ThreatLevel.LOW: "Låg",
    facts.ThreatLevel.MEDIUM: "Medel",
    facts.ThreatLevel.HIGH: "Hög",
}
THREAT_TYPES: Words = {
    facts.ThreatType.NOT_ASSESSED: "Ej bedömd",
    facts.ThreatType.NONE_KNOWN: "Ingen känd",
    facts.ThreatType.LATENT: "Latent",
    facts.ThreatType.CONCRETE: "Konkret",
}
YES_NO_PENDING: Words = {
    facts.YesNoPending.YES: "Ja",
    facts.YesNoPending.NO: "Nej",
    facts.YesNoPending.PENDING: "Väntar på svar",
}
OUTCOMES: Words = of_case.OUTCOME
FORM_PURPOSES: Words = {
    facts.FormPurpose.INTAKE: "Inskrivning",
    facts.FormPurpose.ASSESSMENT: "Utredning",
    facts.FormPurpose.RESPONSIVITY: "Mottaglighet",
    facts.FormPurpose.MAPPING: "Kartläggning",
    facts.FormPurpose.FOLLOW_UP: "Uppföljning",
    facts.FormPurpose.REVIEW: "Omprövning",
    facts.FormPurpose.CLOSING: "Avslut",
}
"""In the order in which they are usually needed."""

RECIPIENT_KINDS: Words = {
    RecipientKind.CLIENT: "Den enskilde",
    RecipientKind.AUTHORITY: "Myndighet",
    RecipientKind.MUNICIPALITY: "Annan kommun",
    RecipientKind.PROVIDER: "Utförare",
    RecipientKind.REGION: "Region",
    RecipientKind.ORGANISATION: "Organisation",
    RecipientKind.KIN: "Närstående",
    RecipientKind.OWN_UNIT: "Egna enheten",
}


def word(words: Words, code: str | None) -> str:
    """The Swedish word for a code; empty for none, and the code itself for one that a newer
    version has written."""
    return tr(words.get(code, code)) if code is not None else ""


def choices(words: Words) -> tuple[Choice, ...]:
    """The table as what a field may be."""
    return tuple(Choice(str(code), tr(text)) for code, text in words.items())


def signed_by(content: Content) -> str:
    """When a record was signed and by which function: the line under every signed wording."""
    return tr("Signerad {when} av {function}, {unit}").format(
        when=minute(content.written_at),
        function=content.author.function,
        unit=content.author.unit,
    )
