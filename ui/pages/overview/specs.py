"""The forms of the overview, as descriptions."""

from __future__ import annotations

from ui.case_words import ADDRESS, CHANNEL, INTAKE, PROTECTION, PROTECTION_SHOWN
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
            choices=choices(PROTECTION_SHOWN),
            help=tr("Behövs för allt utom inget skydd och egen bedömning."),
        ),
        FieldSpec("valid_to", tr("Gäller till och med"), Kind.DATE),
    )


def intake() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("kind", tr("Vad har kommit in?"), Kind.RADIO, True, choices=choices(INTAKE)),
        FieldSpec("received_on", tr("När kom det in?"), Kind.DATE, True),
        FieldSpec("channel", tr("Hur kom det in?"), Kind.CHOICE, True, choices=choices(CHANNEL)),
        FieldSpec("from_whom", tr("Vem tog kontakt?"), help=tr("Roll, inte namn.")),
        FieldSpec("received_by", tr("Vem tog emot?"), required=True),
        FieldSpec(
            "wish",
            tr("Vad önskar den enskilde?"),
            Kind.TEXT,
            True,
            help=tr("Med personens egna ord. Skriv inga namn, nummer eller adresser här."),
            lines=4,
        ),
    )


def responsible() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("name", tr("Namn"), required=True),
        FieldSpec("title", tr("Titel"), required=True),
        FieldSpec("co_worker", tr("Medhandläggare")),
        FieldSpec("valid_from", tr("Från och med"), Kind.DATE, True),
        FieldSpec("reason", tr("Varför ändras det?"), Kind.TEXT, True, lines=2),
    )


def registration_number() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(
            "registration_number",
            tr("Diarienummer"),
            help=tr("Kommunens eget nummer, till exempel SN 2026/123."),
            characters=24,
        ),
    )
