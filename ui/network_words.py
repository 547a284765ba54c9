"""What the functions around a person are called, wherever one is chosen or shown."""

from __future__ import annotations

from typing import Final

from app.casework.facts import ActorRole
from ui.words import Words

ROLES: Final[Words] = {
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
