"""Words for what stands in this section."""

from __future__ import annotations

from typing import Final

from app.casework.noes import NoColumn, NoKind
from app.casework.unit_facts import UnitKind
from app.law.pack import Certainty
from app.usecases.unit.gender_list import GenderCount
from ui.words import Words

UNIT_KINDS: Final[Words] = {
    UnitKind.MUNICIPALITY: "Kommun",
    UnitKind.BOARD: "Nämnd",
    UnitKind.ADMINISTRATION: "Förvaltning",
    UnitKind.DEPARTMENT: "Avdelning",
    UnitKind.UNIT: "Enhet",
    UnitKind.SIG: "Social insatsgrupp (SIG)",
    UnitKind.COORDINATOR: "Samordnare",
    UnitKind.POLICE_REGION: "Polisregion",
    UnitKind.LOCAL_POLICE: "Lokalpolisområde",
    UnitKind.BOPS: "BOPS",
    UnitKind.EXIT_COORDINATOR: "Polisens avhopparsamordnare",
    UnitKind.PROBATION: "Frivård",
    UnitKind.SIS: "SiS",
    UnitKind.REGION: "Region",
    UnitKind.PSYCHIATRY: "Psykiatri",
    UnitKind.COURT: "Domstol",
    UnitKind.AUTHORITY: "Annan myndighet",
    UnitKind.PROVIDER: "Utförare",
    UnitKind.CIVIL_SOCIETY: "Civilsamhälle",
    UnitKind.ORGANISATION: "Organisation",
    UnitKind.OTHER: "Annat",
}
"""In the order in which they are chosen among."""

MARK_WORDS: Final[Words] = {
    "central": "Central avhopparverksamhet",
    "adult": "Vuxenenhet",
    "has_sig": "Har social insatsgrupp (SIG)",
}
CERTAINTIES: Final[Words] = {
    Certainty.CERTAIN: "läst i källan",
    Certainty.LIKELY: "trolig uppgift",
    Certainty.UNSURE: "osäker uppgift, kontrollera den",
}
UNIT_FIELDS: Final[Words] = {
    "kind": "slag",
    "name": "namn",
    "valid_from": "första dag",
    "valid_to": "sista dag",
    "parent": "överordnad enhet",
    "code": "kommunkod",
    "predecessors": "föregångare",
    "earlier_names": "tidigare namn",
    "central": "central enhet",
    "adult": "vuxenenhet",
    "has_sig": "har SIG",
    "age_from": "från ålder",
    "age_to": "till ålder",
    "contact": "kontaktväg",
    "note": "anteckning",
}
NO_KINDS: Final[Words] = {
    NoKind.DECISION_REFUSED: "Avslag",
    NoKind.DECISION_PARTLY: "Delvis bifall",
    NoKind.DECISION_DISMISSED: "Avvisning",
    NoKind.INTAKE: "Nej till inskrivning",
    NoKind.TARGET_GROUP: "Nej från BOPS om målgruppen",
    NoKind.REFERRAL: "Nej till hänvisning",
    NoKind.WISH: "Nej till önskemål",
}
NO_COLUMNS: Final[Words] = {
    NoColumn.ALTERNATIVE: "Vad som erbjöds i stället",
    NoColumn.PROTECTED_BY: "Vem som skyddar under tiden",
    NoColumn.LATER_CONTACT: "Senare kontakt",
}
GENDER_COUNTS: Final[Words] = {
    GenderCount.NOTICED: "Uppmärksammade",
    GenderCount.NOT_RELEVANT: "Inte aktuellt",
    GenderCount.NOT_DONE: "Inte gjort",
    GenderCount.NOT_SAID: "Inte besvarat",
}
