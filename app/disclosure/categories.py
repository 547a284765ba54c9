"""The kinds of content a case has, as one allows or withholds them."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """Codes that the disclosure register keeps. In the order they are shown."""

    CASE_NUMBER = "case_number"
    REGISTRATION_NUMBER = "registration_number"
    NAME = "name"
    PERSONNUMMER = "personnummer"
    NEEDS = "needs"
    GOALS = "goals"
    INTERVENTIONS = "interventions"
    CONSIDERATION = "consideration"
    DECISIONS = "decisions"
    PROVIDERS = "providers"
    ECONOMY = "economy"
    PARTICIPATION = "participation"
    PARTICIPANT_FUNCTIONS = "participant_functions"
    PARTICIPANT_NAMES = "participant_names"
    CASEWORKER = "caseworker"
    COOPERATION = "cooperation"
    KIN_CONTACT = "kin_contact"
    OWN_SAFETY = "own_safety"
    FOLLOW_UP = "follow_up"
    ASSESSMENT = "assessment"
    OVER_TIME = "over_time"
    CHILDREN = "children"
    CRITERIA = "criteria"
    THREAT = "threat"
    """What BOPS has said: a compartment of its own, ticked by nobody but the caseworker (F003)."""
    AGENDA = "agenda"
    CONSENT = "consent"
    # what only whole records carry, in a package
    EXCERPT = "excerpt"
    HANDLING = "handling"
    # what no document ever carries
    CONTACT_DETAILS = "contact_details"
    PROTECTION = "protection"
    JOURNAL = "journal"


NAMES: dict[Category, str] = {
    Category.CASE_NUMBER: "Ärendenummer",
    Category.REGISTRATION_NUMBER: "Diarienummer",
    Category.NAME: "Den enskildes namn",
    Category.PERSONNUMMER: "Personnummer eller samordningsnummer",
    Category.NEEDS: "Behov",
    Category.GOALS: "Mål med den enskildes egna ord",
    Category.INTERVENTIONS: "Insatser och aktiviteter",
    Category.CONSIDERATION: "Särskild hänsyn i insatser",
    Category.DECISIONS: "Beslut som insatserna bygger på",
    Category.PROVIDERS: "Utförare",
    Category.ECONOMY: "Betalare och kostnad",
    Category.PARTICIPATION: "Delaktighet",
    Category.PARTICIPANT_FUNCTIONS: "Deltagares funktion",
    Category.PARTICIPANT_NAMES: "Deltagares namn",
    Category.CASEWORKER: "Handläggarens namn",
    Category.COOPERATION: "Samverkan",
    Category.KIN_CONTACT: "Umgänge och kontakt med närstående",
    Category.OWN_SAFETY: "Den enskildes egen del i säkerheten",
    Category.FOLLOW_UP: "Uppföljning",
    Category.ASSESSMENT: "Utredningens underlag",
    Category.OVER_TIME: "Jämförelse med tidigare formulär",
    Category.CHILDREN: "Uppgifter om barn",
    Category.CRITERIA: "Kriterier för avhopp, utom det som BOPS har sagt",
    Category.THREAT: "Hot- och riskbedömning från BOPS",
    Category.AGENDA: "Mötets dag, slag och dagordning",
    Category.CONSENT: "Vad samtycket gäller och mellan vilka",
    Category.EXCERPT: "Utdrag som är skrivna för mottagaren",
    Category.HANDLING: "Uppgifter, steg, tider och vad som har lämnats ut",
    Category.CONTACT_DETAILS: "Adress, telefon och kontaktvägar",
    Category.PROTECTION: "Uppgift om skyddade personuppgifter",
    Category.JOURNAL: "Journalanteckningar",
}
"""What each is called on screen."""


def in_order(categories: frozenset[Category]) -> tuple[Category, ...]:
    return tuple(category for category in Category if category in categories)
