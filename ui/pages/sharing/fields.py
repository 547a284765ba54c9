"""What is asked before something of a case leaves in a package."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.casework.consents import Held
from app.law.pack import Ground
from app.usecases.handover.cases.excerpts import Source
from ui.consent_words import consent_line
from ui.fields.spec import FieldSpec, Kind
from ui.ground_choices import asks_consent, ground_choices
from ui.package_words import SCOPES, SHARE_ROLES, URGENT
from ui.pages.sharing.presenter import ALONG
from ui.route_words import ROUTES
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.words import choices

Specs = tuple[FieldSpec, ...]


def share(people: Sequence[Choice], grounds: Sequence[Ground], held: Sequence[Held]) -> Specs:
    return (
        _person(people),
        FieldSpec(
            "role", tr("I vilken roll?"), Kind.RADIO, required=True, choices=choices(SHARE_ROLES)
        ),
        FieldSpec("scope", tr("Hur mycket?"), Kind.RADIO, required=True, choices=choices(SCOPES)),
        along(),
        *why(grounds, held),
    )


def update(grounds: Sequence[Ground], held: Sequence[Held]) -> Specs:
    return (along(), *why(grounds, held))


def transfer(people: Sequence[Choice], grounds: Sequence[Ground], held: Sequence[Held]) -> Specs:
    return (
        _person(people),
        FieldSpec(
            "route",
            tr("Vilken enhet handlägger ärendet från och med nu?"),
            Kind.RADIO,
            help=tr("Välj inget om handläggande enhet inte ändras."),
            choices=choices(ROUTES),
        ),
        along(),
        *why(grounds, held),
    )


def urgent(people: Sequence[Choice], grounds: Sequence[Ground], held: Sequence[Held]) -> Specs:
    return (
        _person(people),
        FieldSpec(
            "what", tr("Vad gäller det?"), Kind.RADIO, required=True, choices=choices(URGENT)
        ),
        FieldSpec(
            "words",
            tr("Vad har hänt?"),
            Kind.TEXT,
            required=True,
            help=tr("Bara det som mottagaren måste veta nu. Skriv inte var den enskilde är."),
        ),
        FieldSpec("happened_on", tr("När?"), Kind.DATE, required=True),
        FieldSpec(
            "agreed",
            tr("Vad är överenskommet om vem som gör vad?"),
            Kind.TEXT,
            lines=2,
            help=tr("Lämna tomt om ni inte har hunnit tala om det."),
        ),
        *why(grounds, held),
    )


def ending() -> Specs:
    return (
        FieldSpec("ended_on", tr("Sista dag"), Kind.DATE, required=True),
        FieldSpec("ended_why", tr("Skäl"), Kind.TEXT, required=True, lines=2),
    )


def taking_back() -> Specs:
    return (FieldSpec("reason", tr("Skäl"), Kind.TEXT, required=True, lines=2),)


def excerpt(sources: Sequence[Source], name: Callable[[Source], str]) -> Specs:
    return (
        FieldSpec(
            "about",
            tr("Vad är utdraget ur?"),
            Kind.CHOICE,
            required=True,
            choices=tuple(Choice(each.record, name(each)) for each in sources),
        ),
        FieldSpec("heading", tr("Rubrik"), required=True),
        FieldSpec(
            "text",
            tr("Det som mottagaren behöver veta"),
            Kind.TEXT,
            required=True,
            lines=6,
            help=tr("Skriv det på nytt. Skriv inget som röjer var den enskilde är."),
        ),
    )


def along() -> FieldSpec:
    return FieldSpec(
        "along",
        tr("Följer med bara om du kryssar för det"),
        Kind.CHECKS,
        choices=choices(ALONG),
    )


def why(grounds: Sequence[Ground], held: Sequence[Held]) -> Specs:
    return (
        FieldSpec(
            "ground",
            tr("Grund"),
            Kind.CHOICE,
            required=True,
            choices=ground_choices(grounds),
        ),
        FieldSpec(
            "consent",
            tr("Samtycke"),
            Kind.CHOICE,
            required=True,
            choices=tuple(Choice(each.entity.id, consent_line(each)) for each in reversed(held)),
            applies=asks_consent(grounds),
        ),
        FieldSpec("reason", tr("Skäl"), Kind.TEXT, required=True, lines=3),
    )


def _person(people: Sequence[Choice]) -> FieldSpec:
    return FieldSpec("person", tr("Till vem?"), Kind.CHOICE, required=True, choices=tuple(people))
