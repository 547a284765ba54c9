"""The short forms of the page, as data."""

from __future__ import annotations

from datetime import date

from app.casework.handover_facts import ConfirmedHow
from app.jsonvalue import JsonObject
from app.usecases.handover.cards.card_page import PersonShown
from app.usecases.handover.cards.confirming import WORD
from app.usecases.handover.cards.taking_cards import CardView, SameName
from ui.fields.spec import FieldSpec, Kind
from ui.package_words import CONFIRMED_HOW
from ui.pages.keys.words import REVOKED_WHY
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.words import RECIPIENT_KINDS, choices


def card_fields(latest: date) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "valid_to",
            tr("Gäller till och med"),
            Kind.DATE,
            required=True,
            help=tr("Högst tolv månader, det vill säga till och med {day}.").format(
                day=latest.isoformat()
            ),
        ),
    )


def take_in_fields(view: CardView) -> tuple[FieldSpec, ...]:
    """What has to be said of a card that comes. Nothing of one that renews another."""
    fields = []
    if view.asks_who:
        who = (
            Choice(
                SameName.SAME_PERSON,
                tr("Samma person, som har fått en ny nyckel"),
                tr("Det nya kortet tar det gamlas plats och måste jämföras på nytt."),
            ),
            Choice(
                SameName.SOMEBODY_ELSE,
                tr("Någon annan med samma namn"),
                tr("Det gamla kortet finns kvar som det är."),
            ),
        )
        fields.append(FieldSpec("who", tr("Vem är det?"), Kind.RADIO, required=True, choices=who))
    if view.met.person is None or view.asks_who:
        fields.append(
            FieldSpec(
                "kind",
                tr("Slag av mottagare"),
                Kind.CHOICE,
                required=True,
                applies=_is_somebody_new if view.asks_who else None,
                choices=choices(RECIPIENT_KINDS),
                help=tr("Personen skrivs också in bland mottagarna."),
            )
        )
    return tuple(fields)


def _is_somebody_new(typed: JsonObject) -> bool:
    return typed.get("who") == SameName.SOMEBODY_ELSE


def confirm_fields(shown: PersonShown, today: date) -> tuple[FieldSpec, ...]:
    how = tuple(
        Choice(each.value, tr(CONFIRMED_HOW[each]))
        for each in (ConfirmedHow.IN_PERSON, ConfirmedHow.PHONE)
    )
    asked = (
        FieldSpec(
            f"{WORD}{number}",
            tr("Ord {number}").format(number=number),
            required=True,
            characters=16,
        )
        for number in shown.asked
    )
    return (
        FieldSpec("how", tr("Hur jämförde ni?"), Kind.RADIO, required=True, choices=how),
        *asked,
        FieldSpec(
            "day",
            tr("Dag"),
            Kind.DATE,
            required=True,
            help=tr("I dag är det {day}.").format(day=today.isoformat()),
        ),
        FieldSpec(
            "words",
            tr("Nummer som ringdes, eller plats och vilka som var med"),
            required=True,
            help=tr("Ring ett nummer som du redan hade. Använd aldrig ett som kom med kortet."),
        ),
    )


def revoke_fields() -> tuple[FieldSpec, ...]:
    """By the holder or the unit: why is one of a few, since others read it."""
    why = tuple(Choice(code, tr(text)) for code, text in REVOKED_WHY.items())
    return (
        FieldSpec("why", tr("Varför"), Kind.RADIO, required=True, choices=why),
        _from_day(),
    )


def distrust_fields() -> tuple[FieldSpec, ...]:
    return (FieldSpec("words", tr("Varför"), Kind.TEXT, required=True, lines=2), _from_day())


def _from_day() -> FieldSpec:
    return FieldSpec(
        "day",
        tr("Från och med"),
        Kind.DATE,
        required=True,
        help=tr("Det som skrevs under före den dagen gäller fortfarande."),
    )
