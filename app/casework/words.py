"""The Swedish words for what stands in a case, the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from app.casework.execution import Standing
from app.casework.facts import (
    ActorRole,
    ApprovalOutcome,
    ConsentCategory,
    CooperationForm,
    GenderState,
    IntakeAnswer,
    MeasureStatus,
    MeetingKind,
    Outcome,
    Owner,
    Route,
    Track,
    YesNoPending,
    YesNoUnknown,
)
from app.casework.handover_facts import PackageOutcome

STANDING: Mapping[str, str] = {
    Standing.WAITING: "Inte påbörjad",
    Standing.RUNNING: "Pågår",
    Standing.INTERRUPTED: "Avbruten",
    Standing.OVER: "Avslutad",
}
MEASURE_STATUS: Mapping[str, str] = {
    MeasureStatus.PLANNED: "Planerad",
    MeasureStatus.ONGOING: "Pågår",
    MeasureStatus.DONE: "Klar",
    MeasureStatus.STOPPED: "Avslutad i förtid",
}
OWNER: Mapping[str, str] = {
    Owner.BOPS: "BOPS",
    Owner.LOCAL_POLICE: "Lokalpolisen",
    Owner.SOCIAL_SERVICES: "Socialtjänsten",
    Owner.CLIENT: "Den enskilde",
}
ROUTE: Mapping[str, str] = {
    Route.CENTRAL: "Den centrala enheten",
    Route.DISTRICT: "Stadsdelen",
    Route.SIG: "SIG",
    Route.OTHER: "Annan enhet",
}
ROLE: Mapping[str, str] = {
    ActorRole.BOPS: "BOPS",
    ActorRole.EXIT_COORDINATOR: "Polisens avhopparsamordnare",
    ActorRole.LOCAL_POLICE: "Lokalpolisområde",
    ActorRole.PROBATION: "Kriminalvården, frivård",
    ActorRole.PRISON: "Kriminalvården, anstalt eller häkte",
    ActorRole.SIS: "SiS",
    ActorRole.REGION: "Region",
    ActorRole.PSYCHIATRY: "Psykiatri",
    ActorRole.MUNICIPALITY: "Annan kommun eller förvaltning",
    ActorRole.SIG: "Social insatsgrupp (SIG)",
    ActorRole.SIG_GUIDE: "SIG-lots",
    ActorRole.COORDINATOR: "Samordnare",
    ActorRole.TREATMENT_ASSISTANT: "Behandlingsassistent",
    ActorRole.CONTACT_PERSON: "Kontaktperson",
    ActorRole.SCHOOL: "Skola",
    ActorRole.EMPLOYMENT: "Arbetsförmedling eller arbetsplats",
    ActorRole.ORGANISATION: "Organisation eller civilsamhälle",
    ActorRole.PROVIDER: "Leverantör eller utförare",
    ActorRole.GUARDIAN: "Vårdnadshavare",
    ActorRole.KIN: "Närstående",
    ActorRole.OTHER: "Annan myndighet eller aktör",
}
TRACK: Mapping[str, str] = {
    Track.SOCIAL_SERVICES: "Socialtjänsten",
    Track.POLICE: "Polisen",
    Track.PROVIDER: "Utföraren",
    Track.JOINT: "Gemensam",
}
YES_NO_UNKNOWN: Mapping[str, str] = {
    YesNoUnknown.YES: "Ja",
    YesNoUnknown.NO: "Nej",
    YesNoUnknown.UNKNOWN: "Vet inte",
}
WISH_ANSWER: Mapping[str, str] = {
    YesNoPending.YES: "Ja",
    YesNoPending.NO: "Nej",
    YesNoPending.PENDING: "Inget svar än",
}
GENDER: Mapping[str, str] = {
    GenderState.NOTICED: "Uppmärksammade",
    GenderState.NOT_RELEVANT: "Inte aktuellt",
    GenderState.NOT_DONE: "Inte gjort",
}
INTAKE_ANSWER: Mapping[str, str] = {
    IntakeAnswer.ENROLLED: "Inskriven",
    IntakeAnswer.DECLINED: "Nej",
}
OUTCOME: Mapping[str, str] = {
    Outcome.GRANTED: "Bifall",
    Outcome.PARTLY_GRANTED: "Delvis bifall",
    Outcome.REFUSED: "Avslag",
    Outcome.DISMISSED: "Avvisning",
    Outcome.WRITTEN_OFF: "Avskrivning",
    Outcome.CHANGED: "Ändring av tidigare beslut",
    Outcome.ENDED: "Upphörande av tidigare beslut",
}
APPROVAL_OUTCOME: Mapping[str, str] = {
    ApprovalOutcome.APPROVED: "Attesterat",
    ApprovalOutcome.DECLINED: "Inte attesterat",
}
PACKAGE_OUTCOME: Mapping[str, str] = {
    PackageOutcome.ACCEPTED: "Mottaget",
    PackageOutcome.PARTLY: "Mottaget till en del",
    PackageOutcome.REFUSED: "Avböjt",
}
CONSENT_CATEGORY: Mapping[str, str] = {
    ConsentCategory.PLANNING: "Planering och insatser",
    ConsentCategory.THREAT: "Hot och skydd",
    ConsentCategory.CRIME: "Kriminalitet",
    ConsentCategory.HOUSING: "Boende",
    ConsentCategory.ECONOMY: "Ekonomi",
    ConsentCategory.HEALTH: "Hälsa",
    ConsentCategory.ADDICTION: "Missbruk och beroende",
    ConsentCategory.FAMILY: "Familj och barn",
}
MEETING_KIND: Mapping[str, str] = {
    MeetingKind.SIG: "Social insatsgrupp (SIG)",
    MeetingKind.OPERATIVE: "Operativ grupp",
    MeetingKind.CONSULTATION: "Samråd",
    MeetingKind.NETWORK: "Nätverksmöte",
    MeetingKind.SIP: "SIP-möte",
    MeetingKind.OTHER: "Annat möte",
}
COOPERATION_FORM: Mapping[str, str] = {
    CooperationForm.SIG: "SIG",
    CooperationForm.TREFAS: "Trefas, förstärkt samverkan",
    CooperationForm.OTHER: "Annan samverkan",
}
NO_CHILDREN_NOTED = "Ingen har noterat om det finns barn."
