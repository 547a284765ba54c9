"""The forms of the overview, as descriptions."""

from __future__ import annotations

from app.casework import facts
from app.jsonvalue import JsonObject
from ui.case_words import ADDRESS, PROTECTION, PROTECTION_SHOWN
from ui.fields.spec import FieldSpec, Kind
from ui.texts import tr
from ui.words import choices


def identity() -> tuple[FieldSpec, ...]:
    address = (
        FieldSpec("kind", tr("Slag av adress"), Kind.CHOICE, True, choices=choices(ADDRESS)),
        FieldSpec("text", tr("Adress"), Kind.TEXT, True, lines=2),
        FieldSpec("valid_from", tr("Från och med"), Kind.DATE),
        FieldSpec("valid_to", tr("Till och med"), Kind.DATE),
    )
    return (
        FieldSpec("given_name", tr("Förnamn")),
        FieldSpec("family_name", tr("Efternamn")),
        FieldSpec(
            "number",
            tr("Personnummer eller samordningsnummer"),
            help=tr("Tio eller tolv siffror. Numret jämförs med andra ärenden i valvet."),
            characters=18,
        ),
        FieldSpec("phone", tr("Telefon"), characters=24),
        FieldSpec("email", tr("E-post"), characters=40),
        FieldSpec(
            "contact_route",
            tr("Säker kontaktväg"),
            Kind.TEXT,
            help=tr("Hur personen kan nås utan fara, och hur hen inte får nås."),
        ),
        FieldSpec(
            "addresses",
            tr("Adresser"),
            Kind.ROWS,
            fields=address,
            row=tr("Adress"),
            add=tr("Lägg till adress"),
        ),
        FieldSpec("other", tr("Övrigt om identiteten"), Kind.TEXT),
    )


def protection() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("level", tr("Skydd"), Kind.RADIO, True, choices=choices(PROTECTION)),
        FieldSpec("checked_on", tr("Kontrollerat den"), Kind.DATE, True),
        FieldSpec(
            "shown_by",
            tr("Hur det visades"),
            Kind.CHOICE,
            required=True,
            choices=choices(PROTECTION_SHOWN),
            applies=_is_decided,
        ),
        FieldSpec("valid_to", tr("Gäller till och med"), Kind.DATE, applies=_is_protected),
    )


def _is_decided(form: JsonObject) -> bool:
    """Somebody else has asked for or decided on the protection, which can be shown."""
    return _is_protected(form) and form.get("level") != facts.ProtectionLevel.OWN_APPRAISAL


def _is_protected(form: JsonObject) -> bool:
    return form.get("level") not in ("", facts.ProtectionLevel.NONE)


def responsible() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("name", tr("Namn"), required=True),
        FieldSpec("title", tr("Titel"), required=True),
        FieldSpec("co_worker", tr("Medhandläggare")),
        FieldSpec("valid_from", tr("Från och med"), Kind.DATE, True),
        FieldSpec("reason", tr("Varför ändras det?"), Kind.TEXT, True, lines=2),
    )
