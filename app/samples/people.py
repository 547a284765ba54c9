"""People who do not exist."""

from __future__ import annotations

from datetime import date, timedelta

from app.casework import facts
from app.casework.personnummer import with_check_digit
from app.samples.dice import Dice

_GIVEN = (
    "Adam", "Alva", "Amir", "Bea", "Bilal", "Cilla", "Daniel", "Diana", "Elias", "Elin", "Farid",
    "Filip", "Hanna", "Hugo", "Ida", "Ismail", "Jasmin", "Jonas", "Kevin", "Lea", "Leo", "Lina",
    "Mahmoud", "Maja", "Mikael", "Mira", "Nadia", "Nils", "Olle", "Pia", "Rasmus", "Robin", "Sara",
    "Simon", "Tove", "Vera", "Viktor", "Yasin", "Zara", "Åsa",
)  # fmt: skip
_FAMILY = (
    "Exempelsson", "Påhittsdotter", "Provberg", "Övningslund", "Sagoström", "Låtsasborg",
    "Testander", "Fantasigren", "Modellkvist", "Utkastberg", "Skisslund", "Mallström",
)  # fmt: skip
_STREETS = ("Påhittsgatan", "Exempelvägen", "Övningsgränd", "Låtsasstigen", "Sagotorget")
_TOWNS = ("Exempelstad", "Påhittsby", "Övningsköping", "Låtsashamn")


def person(dice: Dice, today: date) -> facts.Identity:
    """Somebody between 19 and 45 years, with a test number, an address and a way of contact."""
    given, family = dice.pick(_GIVEN), dice.pick(_FAMILY)
    born = today - timedelta(days=dice.number(19 * 366, 45 * 366))
    individual = dice.number(980, 999)
    address = (
        f"{dice.pick(_STREETS)} {dice.number(1, 90)}, "
        f"{dice.number(100, 980)} {dice.number(10, 99)} {dice.pick(_TOWNS)}"
    )
    return facts.Identity(
        given_name=given,
        family_name=family,
        number=with_check_digit(f"{born:%Y%m%d}{individual}"),
        addresses=(
            facts.Address(
                kind=facts.AddressKind.ACTUAL,
                text=address,
                valid_from=(today - timedelta(days=dice.number(30, 900))).isoformat(),
            ),
        ),
        phone=f"070-174 06 {dice.number(5, 99):02}",
        contact_route=dice.pick(
            (
                "Ring bara vardagar mellan 10 och 12. Lämna inga meddelanden.",
                "Ring från enhetens nummer, aldrig från dolt. Inga sms.",
                "Brev skickas inte hem. Hämtas på enheten.",
                "Kontakt genom boendets kontaktperson.",
            )
        ),
    )
