"""A made-up person of whom everything is a word or a number that stands nowhere else."""

from __future__ import annotations

import unicodedata

from app.casework.personnummer import with_check_digit
from app.jsonvalue import JsonObject

NUMBER = with_check_digit("19870317983")[2:]
WHO: JsonObject = {
    "given_name": "Kanariana",
    "family_name": "Qvintilsson",
    "number": f"19{NUMBER[:6]}-{NUMBER[6:]}",
    "phone": "070-555 77 31",
    "email": "pippi@fagelbur.invalid",
    "contact_route": "Genom Zebrakliniken, bakvägen.",
    "other": "Uppvuxen i Xylofonby.",
    "addresses": [
        {
            "kind": "actual",
            "text": "Kvittergränd 4711, 987 65 Fjaderhamn",
            "valid_from": "",
            "valid_to": "",
        }
    ],
}
CANARIES = (
    *("kanariana", "qvintilsson", "fagelbur", "zebrakliniken", "xylofonby"),
    *("kvittergr", "fjaderhamn", "987 65", "98765"),
    *(NUMBER, f"{NUMBER[:6]}-{NUMBER[6:]}"),
    *("555 77 31", "5557731"),
)
"""What is looked for, in small letters: in any of these there is enough to find somebody by."""

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def heard(text: str) -> set[str]:
    """The canaries in a text, whatever its letters are made of."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2011", "-").casefold()
    return {canary for canary in CANARIES if canary in plain}


def heard_in(data: bytes) -> set[str]:
    """The canaries in bytes that may hold text of any of the usual encodings."""
    small = data.lower()
    return {canary for canary in CANARIES for code in _ENCODINGS if canary.encode(code) in small}
