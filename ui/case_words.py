"""Words of the shell and the overview: where a case is, what is missing, due, logged."""

from __future__ import annotations

from typing import Final

from app.casework import facts
from app.casework.process import Missing, StepKey, StepStatus
from app.casework.state import CaseStatus
from app.errors import Reason
from app.law.pack import DeadlineKey
from app.ports import LogCode
from app.usecases import todo
from app.usecases.changes import Part
from app.usecases.identity import RevealReason
from ui.words import Words

STATUS: Final[Words] = {
    CaseStatus.INTEREST: "Intresseanmälan",
    CaseStatus.APPLICATION: "Ansökan",
    CaseStatus.ASSESSMENT: "Utredning",
    CaseStatus.DECIDED: "Beslutat",
    CaseStatus.IMPLEMENTATION: "Genomförande",
    CaseStatus.CLOSED: "Avslutat",
}
INTAKE: Final[Words] = {
    facts.IntakeKind.INTEREST: "Intresseanmälan",
    facts.IntakeKind.APPLICATION: "Ansökan",
}
CHANNEL: Final[Words] = {
    facts.Channel.VISIT: "Besök",
    facts.Channel.PHONE: "Telefon",
    facts.Channel.LETTER: "Brev",
    facts.Channel.E_SERVICE: "E-tjänst",
    facts.Channel.POLICE: "Genom Polismyndigheten",
    facts.Channel.PROBATION: "Genom Kriminalvården",
    facts.Channel.OTHER_UNIT: "Genom annan enhet",
    facts.Channel.OTHER: "På annat sätt",
}
PROTECTION: Final[Words] = {
    facts.ProtectionLevel.NONE: "Inget skydd",
    facts.ProtectionLevel.REQUESTED: "Skydd begärt",
    facts.ProtectionLevel.CONFIDENTIALITY_MARKING: "Sekretessmarkering",
    facts.ProtectionLevel.PROTECTED_REGISTRATION: "Skyddad folkbokföring",
    facts.ProtectionLevel.BOTH: "Sekretessmarkering och skyddad folkbokföring",
    facts.ProtectionLevel.OWN_APPRAISAL: "Egen bedömning: behöver skydd",
}
PROTECTION_SHOWN: Final[Words] = {
    facts.ProtectionShown.DECISION_SEEN: "Beslutet har visats",
    facts.ProtectionShown.TAX_AGENCY: "Besked från Skatteverket",
    facts.ProtectionShown.POPULATION_REGISTER: "Folkbokföringen",
    facts.ProtectionShown.ORAL: "Muntlig uppgift",
}
ADDRESS: Final[Words] = {
    facts.AddressKind.REGISTERED: "Folkbokföringsadress",
    facts.AddressKind.ACTUAL: "Vistelseadress",
    facts.AddressKind.MAIL: "Postadress",
    facts.AddressKind.OTHER: "Annan adress",
}
REVEAL: Final[Words] = {
    RevealReason.HANDLING: "Handläggning",
    RevealReason.CONTACT: "Kontakt med den enskilde",
    RevealReason.CHECK_OF_IDENTITY: "Kontroll av identitet",
    RevealReason.DOCUMENT: "Underlag till handling",
    RevealReason.EMERGENCY: "Akut läge",
}
REVEAL_LOGGED: Final[Words] = {
    **REVEAL,
    RevealReason.EDITING: "Ändring av uppgifterna",
    "draft": "Utkast öppnat",
}
"""Also the reasons that are not the user's to choose."""
STEP: Final[Words] = {
    StepKey.INTAKE: "Inkommet",
    StepKey.ASSESSMENT: "Utredning",
    StepKey.DECISION: "Beslut",
    StepKey.PLAN: "Plan",
    StepKey.IMPLEMENTATION: "Genomförande",
}
STEP_STATUS: Final[Words] = {
    StepStatus.DONE: "klart",
    StepStatus.CURRENT: "pågår",
    StepStatus.LATER: "senare",
    StepStatus.NOT_NEEDED: "behövs inte",
}
MISSING: Final[Words] = {
    Missing.INTAKE: "Uppgift om hur ärendet kom in saknas",
    Missing.APPLICATION: "Ansökan saknas",
    Missing.RESPONSIBLE: "Ansvarig handläggare saknas",
    Missing.IDENTITY: "Identiteten är inte ifylld",
    Missing.PROTECTION: "Skyddet av identiteten är inte kontrollerat",
    Missing.ASSESSMENT: "Utredning saknas",
    Missing.NEEDS: "Utredningen nämner inget behov",
    Missing.DECISION: "Beslut saknas",
    Missing.DISPATCH: "Beslutet är inte skickat",
    Missing.RECEIPT: "Inte noterat när beslutet togs emot",
    Missing.PLAN: "Plan saknas",
    Missing.INTERVENTION_IN_PLAN: "En beviljad insats saknas i planen",
    Missing.FOLLOW_UP_DAY: "Dag för uppföljning saknas",
    Missing.PLAN_NOT_FOLLOWED_UP: "Planen skulle ha följts upp {day}",
    Missing.DECISION_NOT_FOLLOWED_UP: "Beslutet skulle ha följts upp {day}",
    Missing.SETTLEMENT: "Två versioner behöver jämföras",
}
DUE: Final[Words] = {
    DeadlineKey.APPLICATION_SLOW: "Sex månader sedan ansökan utan beslut",
    DeadlineKey.APPEAL: "Tiden för överklagande går ut",
    DeadlineKey.PLAN_FOLLOW_UP: "Planen ska följas upp",
    DeadlineKey.DECISION_FOLLOW_UP: "Beslutet ska följas upp",
    DeadlineKey.INTERVENTION_ENDS: "En insats löper ut",
    DeadlineKey.PROTECTION_ENDS: "Skyddet av identiteten löper ut",
    DeadlineKey.PROTECTION_CHECK: "Skyddet av identiteten ska kontrolleras",
    todo.BACKUP_NO_FOLDER: "Välj var säkerhetskopior ska ligga",
    todo.BACKUP_NEVER: "Gör den första säkerhetskopian",
    todo.BACKUP_OLD: "Säkerhetskopian är gammal",
    todo.BACKUP_MISSED: "Säkerhetskopian blev inte gjord",
    todo.CLOCK_BEHIND: "Datorns klocka går efter. Kontrollera datum och tid",
    todo.DRAFT: "Utkast att göra klart",
}
BACKUP_MISSED: Final[Words] = {
    Reason.FOLDER_MISSING: (
        "Mappen finns inte just nu. Sätt i usb-minnet, så görs kopian av sig själv, "
        "eller välj en annan mapp."
    ),
    Reason.FOLDER_READ_ONLY: "Det går inte att skriva i mappen. Välj en annan mapp.",
    Reason.DISK_FULL: (
        "Det är fullt där kopian ska ligga, eller på datorns egen disk. Det du skrivit är sparat."
    ),
    Reason.DISK_ERROR: "Disken svarar inte som den ska. Prova en annan disk.",
}
"""Other reasons have the sentence that they have elsewhere."""
KIND: Final[Words] = {
    "case_file": "Ärende",
    "intake": "Intresseanmälan eller ansökan",
    "responsibility": "Ansvarig handläggare",
    "identity": "Identitet",
    "protection": "Skydd av identiteten",
    "threat_assessment": "Hot och risk",
    "intake_outcome": "Svar på intresseanmälan eller ansökan",
    "handling_unit": "Handläggande enhet",
    "criteria": "Kriterier",
    "referral": "Hänvisning",
    "wish": "Önskat program",
    "consent": "Samtycke",
    "consent_withdrawal": "Återkallat samtycke",
    "actor": "Aktör",
    "protective_measure": "Skyddsåtgärd",
    "children": "Barn",
    "child_alert": "Barn har aktualiserats",
    "gender_factors": "Könsspecifika faktorer",
    "communication": "Kommunicering",
    "communication_answer": "Svar på kommunicering",
    "decision_request": "Begäran att ärendet avgörs",
    "appeal": "Överklagande",
    "execution": "Verkställighet",
    "care_plan": "Vårdplan",
    "sip": "Samordnad individuell plan",
    "meeting": "Möte",
    "follow_up": "Uppföljning",
    "closing": "Avslut",
    "task": "Uppgift att göra",
    "started_deadline": "Bevakad tid",
    "step_mark": "Steg i processen",
    "journal_note": "Journalanteckning",
    "client_objection": "Den enskildes invändning",
    "assessment": "Utredning",
    "decision": "Beslut",
    "dispatch": "Beslutet skickat",
    "decision_receipt": "Beslutet mottaget",
    "plan": "Genomförandeplan",
    "disclosure": "Utlämnande",
    "recipient": "Mottagare",
    "author_card": "Handläggarens uppgifter",
    "template": "Mall",
    "method_pack": "Metodpaket",
    "unit": "Enhet",
    "delegation_order": "Delegationsordning",
    "consulted": "Konsultation",
    "unit_note": "Anteckning i enhetens bok",
    "lex_sarah": "Lex Sarah-rapport",
    "quarter_report": "Kvartalsrapport",
    "legal_pack": "Lagpaket",
    "local_deadline": "Egen tid",
    "retention_hold": "Undantag från gallring",
    "disposal": "Gallring",
}
PART: Final[Words] = {
    Part.CASES: "ärendelistan",
    Part.CASE: "översikten",
    Part.IDENTITY: "identiteten",
    Part.THREAT: "hot och risk",
    Part.WATCH: "bevakningen",
    Part.CONSENT: "samtycken",
    Part.ROUTE: "vägval",
    Part.NETWORK: "nätverket",
    Part.CHILDREN: "barn",
    Part.MEETING: "möten",
    Part.FOLLOW_UP: "uppföljningen",
    Part.CLOSING: "avslutet",
    Part.JOURNAL: "journalen",
    Part.ASSESSMENT: "utredningen",
    Part.DECISION: "beslut",
    Part.PLAN: "planen",
    Part.DISCLOSED: "handlingar",
    Part.HISTORY: "historiken",
    Part.LOG: "loggen",
    Part.REGISTER: "mottagare",
    Part.TEMPLATES: "mallar",
    Part.UNITS: "enheten",
    Part.TASKS: "uppgifter",
    Part.LAW: "lagstödet",
    Part.DISPOSAL: "gallring",
}
LOG: Final[Words] = {
    LogCode.VAULT_CREATED: "Valvet skapades",
    LogCode.UNLOCKED: "Valvet låstes upp",
    LogCode.UNLOCK_FAILED: "Ett försök att låsa upp misslyckades",
    LogCode.LOCKED: "Valvet låstes",
    LogCode.RECORD_ADDED: "Signerade",
    LogCode.CASE_LISTED: "Såg en lista med ärenden",
    LogCode.CASE_OPENED: "Öppnade ärendet",
    LogCode.PART_OPENED: "Öppnade",
    LogCode.SEARCHED: "Sökte",
    LogCode.REVEALED: "Visade identiteten",
    LogCode.PREVIEWED: "Förhandsgranskade en handling",
    LogCode.PRINTED: "Skrev ut",
    LogCode.EXPORTED: "Lämnade ut",
    LogCode.SETTINGS_CHANGED: "Ändrade inställningar",
    LogCode.PASSPHRASE_CHANGED: "Bytte lösenfras",
    LogCode.RECOVERY_CHANGED: "Bytte återställningskod",
    LogCode.BACKUP_MADE: "Säkerhetskopierade",
    LogCode.BACKUP_RESTORED: "Återställde från säkerhetskopia",
    LogCode.ROLLBACK_ACCEPTED: "Godtog ett äldre valv",
    LogCode.VAULT_CHECKED: "Kontrollerade valvet",
    LogCode.DATA_KEY_ROTATED: "Bytte valvets nyckel",
}
