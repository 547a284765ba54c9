"""A made-up person of whom everything is a word or a number that stands nowhere else."""

from __future__ import annotations

import re
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

_AMONG_DIGITS = re.compile(r"(?<![0-9a-f])98765(?![0-9a-f])")
"""Five digits stand in one of a hundred runs in some fingerprint, by chance: the postal code is
heard only where no digit or letter of one stands beside it."""
_SHORT = "98765"
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def heard(text: str) -> set[str]:
    """The canaries in a text, whatever its letters are made of."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2011", "-").casefold()
    found = {canary for canary in CANARIES if canary in plain}
    return found if _AMONG_DIGITS.search(plain) else found - {_SHORT}


def heard_in(data: bytes) -> set[str]:
    """The canaries in bytes that may hold text of any of the usual encodings."""
    small = data.lower()
    found = {canary for canary in CANARIES for code in _ENCODINGS if canary.encode(code) in small}
    there = any(heard(small.decode(code, "replace")) & {_SHORT} for code in _ENCODINGS)
    return found if there else found - {_SHORT}
