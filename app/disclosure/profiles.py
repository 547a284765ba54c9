"""Who a document is made for decides what it can hold at most. A table: a further profile is a
further row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.disclosure.categories import Category


class Profile(StrEnum):
    MEETING = "meeting"
    FULL = "full"
    FORM = "form"
    CHILD_REPORT = "child_report"
    REFERRAL = "referral"
    AGENDA = "agenda"
    CASE_OVERVIEW = "case_overview"
    CONSENT_FORM = "consent_form"
    DECISION_NOTICE = "decision_notice"
    HANDOVER_WHOLE = "handover_whole"
    HANDOVER_EXECUTION = "handover_execution"
    HANDOVER_URGENT = "handover_urgent"


@dataclass(frozen=True, slots=True)
class ProfileRules:
    """The widest a profile goes. The gate can only narrow it."""

    name: str
    """On screen: "Möte"."""
    purpose: str
    categories: frozenset[Category]
    asked: frozenset[Category] = frozenset()
    """Never ticked from the start in this profile, beside ``ACTIVE_CHOICE``."""


_MEETING = frozenset(
    {
        Category.CASE_NUMBER,
        Category.NEEDS,
        Category.GOALS,
        Category.INTERVENTIONS,
        Category.PARTICIPATION,
        Category.PARTICIPANT_FUNCTIONS,
        Category.COOPERATION,
        Category.FOLLOW_UP,
    }
)
"""For a table with others around it: no name, number, place, payer or word of threat."""

_FULL = _MEETING | {
    Category.REGISTRATION_NUMBER,
    Category.NAME,
    Category.PERSONNUMMER,
    Category.CONSIDERATION,
    Category.DECISIONS,
    Category.PROVIDERS,
    Category.ECONOMY,
    Category.PARTICIPANT_NAMES,
    Category.CASEWORKER,
    Category.KIN_CONTACT,
    Category.OWN_SAFETY,
}
"""For the case file itself. Still no address, no threat assessment and no protection marker:
those are not the plan's to tell."""

_FORM = frozenset(
    {
        Category.CASE_NUMBER,
        Category.REGISTRATION_NUMBER,
        Category.NAME,
        Category.PERSONNUMMER,
        Category.CASEWORKER,
        Category.ASSESSMENT,
        Category.OVER_TIME,
    }
)
"""A filled form, whole, but for what the police have said in it."""

_CHILD_REPORT = frozenset(
    {
        Category.CASE_NUMBER,
        Category.NAME,
        Category.PERSONNUMMER,
        Category.CASEWORKER,
        Category.CHILDREN,
        Category.COOPERATION,
    }
)
"""What a report about a child needs, and nothing of the adult's own case."""

_REFERRAL = frozenset(
    {
        Category.CASE_NUMBER,
        Category.REGISTRATION_NUMBER,
        Category.NAME,
        Category.PERSONNUMMER,
        Category.CASEWORKER,
        Category.CRITERIA,
        Category.THREAT,
    }
)
"""What the unit that takes over must know. It can carry what BOPS has said, but only when the
caseworker ticks it."""

_OVERVIEW_ASKED = frozenset({Category.PARTICIPANT_NAMES, Category.PROVIDERS, Category.THREAT})
_CASE_OVERVIEW = _OVERVIEW_ASKED | {
    Category.CASE_NUMBER,
    Category.REGISTRATION_NUMBER,
    Category.NAME,
    Category.PERSONNUMMER,
    Category.NEEDS,
    Category.GOALS,
    Category.INTERVENTIONS,
    Category.DECISIONS,
    Category.PARTICIPANT_FUNCTIONS,
    Category.CASEWORKER,
    Category.COOPERATION,
    Category.FOLLOW_UP,
    Category.CHILDREN,
}
"""The whole case on a page, masked: who is around the person by function alone, no places, and
nothing of what the police answer for, unless the caseworker ticks it."""

_AGENDA = frozenset(
    {
        Category.CASE_NUMBER,
        Category.AGENDA,
        Category.PARTICIPANT_FUNCTIONS,
        Category.PARTICIPANT_NAMES,
        Category.CASEWORKER,
    }
)
"""What lies on a table: never who the person is. Names of those who take part are an active
choice, each time."""

_CONSENT_FORM = frozenset(
    {
        Category.CASE_NUMBER,
        Category.REGISTRATION_NUMBER,
        Category.NAME,
        Category.PERSONNUMMER,
        Category.CASEWORKER,
        Category.CONSENT,
    }
)
"""What the person signs: what the consent is about, and nothing else of the case."""

_DECISION_NOTICE = frozenset(
    {
        Category.CASE_NUMBER,
        Category.REGISTRATION_NUMBER,
        Category.NAME,
        Category.PERSONNUMMER,
        Category.CASEWORKER,
        Category.DECISIONS,
        Category.COOPERATION,
    }
)
"""What FL 31 § asks of a decision. Names of officials can stay (FL 33 § fourth paragraph), and who
protects meanwhile leaves only when it is ticked: others may open a letter."""

_HANDOVER_URGENT = frozenset(
    {
        Category.CASE_NUMBER,
        Category.CHILDREN,
        Category.THREAT,
        Category.PROTECTION,
        Category.COOPERATION,
        Category.CASEWORKER,
        Category.HANDLING,
    }
)
"""What has happened, told in a few words, and nothing else of the case."""

_HANDOVER_EXECUTION = _FULL | {
    Category.PROTECTION,
    Category.CONTACT_DETAILS,
    Category.CHILDREN,
    Category.EXCERPT,
    Category.THREAT,
    # what the receiver has written itself comes back when it is corrected here
    Category.JOURNAL,
    Category.AGENDA,
    Category.HANDLING,
}
"""Whole records for whoever carries out what has been decided elsewhere. How the decision was come
to is not among them."""

PROFILES: dict[Profile, ProfileRules] = {
    Profile.AGENDA: ProfileRules(
        name="Dagordning",
        purpose="Att ha framme vid ett möte. Täcknamn i stället för namn.",
        categories=_AGENDA,
        asked=frozenset({Category.PARTICIPANT_NAMES, Category.CASEWORKER}),
    ),
    Profile.MEETING: ProfileRules(
        name="Möte",
        purpose="Att ha framme vid ett möte. Täcknamn i stället för namn; inga nummer, "
        "platser, kostnader eller hot.",
        categories=_MEETING,
    ),
    Profile.FULL: ProfileRules(
        name="Fullständig",
        purpose="För akten. Innehåller namn, personnummer, beslut, utförare och kostnad.",
        categories=_FULL,
    ),
    Profile.FORM: ProfileRules(
        name="Hela formuläret",
        purpose="Alla svar, utom det som BOPS eller lokalpolisen har uppgett.",
        categories=_FORM,
    ),
    Profile.CHILD_REPORT: ProfileRules(
        name="Anmälan om barn",
        purpose="Till socialnämnden. Vem barnet är skrivs för hand på pappret.",
        categories=_CHILD_REPORT,
    ),
    Profile.REFERRAL: ProfileRules(
        name="Hänvisning",
        purpose="Till den enhet som tar över utredningen, med en kvittens att få tillbaka.",
        categories=_REFERRAL,
    ),
    Profile.CASE_OVERVIEW: ProfileRules(
        name="Översikt",
        purpose="Hela ärendet på ett papper. Aktörer efter funktion; namn, utförare, hot och "
        "skydd bara när de kryssas för.",
        categories=_CASE_OVERVIEW,
        asked=_OVERVIEW_ASKED,
    ),
    Profile.CONSENT_FORM: ProfileRules(
        name="Samtyckesblankett",
        purpose="Att läsa igenom tillsammans och skriva under.",
        categories=_CONSENT_FORM,
    ),
    Profile.DECISION_NOTICE: ProfileRules(
        name="Underrättelse om beslut",
        purpose="Till den enskilde, med skäl och hur beslutet överklagas. Handläggarens och "
        "beslutsfattarens namn kan utelämnas; vem som skyddar kryssas för när det får stå.",
        categories=_DECISION_NOTICE,
        asked=frozenset({Category.COOPERATION}),
    ),
    Profile.HANDOVER_WHOLE: ProfileRules(
        name="Hela ärendet",
        purpose="Alla poster i ärendet. Vem den enskilde är, och det som BOPS har sagt, följer "
        "med bara när det kryssas för.",
        categories=frozenset(Category),
    ),
    Profile.HANDOVER_URGENT: ProfileRules(
        name="Brådskande meddelande",
        purpose="Till den som måste veta genast. Bara meddelandet och ärendets nummer.",
        categories=_HANDOVER_URGENT,
    ),
    Profile.HANDOVER_EXECUTION: ProfileRules(
        name="Bara det som behövs för att verkställa",
        purpose="Gällande beslut, planer och verkställighet. Utredning, journal, samtycken och "
        "nätverk stannar.",
        categories=_HANDOVER_EXECUTION,
    ),
}

PLAN_PROFILES = (Profile.MEETING, Profile.FULL)
"""A plan can be made in several ways; a filled form in one."""

IDENTIFYING = frozenset({Category.NAME, Category.PERSONNUMMER})
"""Categories that can only be filled from the identity record, through the gate."""

ACTIVE_CHOICE = IDENTIFYING | {Category.THREAT}
"""Never ticked from the start, whatever the profile: who the person is (lag 2001:454, 6 §: only
what is necessary), and what BOPS has said (F003)."""
