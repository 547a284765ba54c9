"""Swedish words for what a key card is and how well it is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.handover.statements import RevokedWhy
from app.handover.trust import Meeting, Trust

TRUST: Final[Mapping[Trust, tuple[str, str, str]]] = {
    Trust.REVOKED: ("Spärrat", "error", "error"),
    Trust.EXPIRED: ("Har slutat gälla", "clock", "warn"),
    Trust.SEEN: ("Inte bekräftat", "warning", "warn"),
    Trust.CONFIRMED: ("Bekräftat", "check", "ok"),
}
"""Word, icon and colour: never told by colour alone."""

MEANS: Final[Mapping[Trust, str]] = {
    Trust.REVOKED: "Inget kan lämnas till kortet, och inget tas emot från det.",
    Trust.EXPIRED: "Inget kan lämnas till kortet. Be om ett nytt.",
    Trust.SEEN: "Tar inte emot något om en person med skyddade personuppgifter förrän det är "
    "bekräftat.",
    Trust.CONFIRMED: "",
}

MEETINGS: Final[Mapping[Meeting, str]] = {
    Meeting.NEW: "Ett nytt kort. Det är inte bekräftat förrän du har jämfört orden med personen.",
    Meeting.SAME: "Kortet finns redan här.",
    Meeting.RENEWED: "Samma nyckel som förut, med ny giltighetstid. Bekräftelsen gäller "
    "fortfarande.",
    Meeting.RENAMED: "Samma nyckel som förut, men med annat namn, annan titel eller annan enhet. "
    "Kortet måste jämföras på nytt.",
    Meeting.OLDER: "Ett nyare kort från samma person finns redan här.",
    Meeting.ANOTHER_KEY: "Annan nyckel än förut. Någon med samma namn är känd här med en annan "
    "nyckel. Det händer när någon har fått ett nytt valv, och när någon ger sig ut för att vara en "
    "annan. Ring personen på ett nummer du redan hade innan du väljer.",
    Meeting.REVOKED: "Kortet är spärrat.",
    Meeting.OWN: "Det här är ditt eget kort.",
}

REVOKED_WHY: Final[Mapping[str, str]] = {
    RevokedWhy.LOST: "Någon annan kan ha nyckeln",
    RevokedWhy.LEFT: "Personen har slutat eller bytt arbete",
    RevokedWhy.REPLACED: "Personen har ett nytt valv",
}
