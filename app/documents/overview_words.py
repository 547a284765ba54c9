"""The words of the overview, the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from app.casework.execution import Standing
from app.casework.facts import (
    ActorRole,
    GenderState,
    IntakeAnswer,
    MeasureStatus,
    Owner,
    Route,
    Track,
    YesNoPending,
    YesNoUnknown,
)

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
NO_CHILDREN_NOTED = "Ingen har noterat om det finns barn."
