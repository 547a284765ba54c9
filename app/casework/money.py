"""Money as whole öre, typed and shown as Swedes write it. Never a float."""

from __future__ import annotations

import re

from app.errors import Fault
from app.jsonvalue import MAX_INTEGER

_AMOUNT = re.compile(
    r"(?P<kronor>[0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]+)"
    r"(?:,(?P<ore>[0-9]{1,2})|:(?P<colon>[0-9]{2})|:-|,-)?"
    r"\s*(?:kr|kronor|sek)?\.?",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")

NO_BREAK_SPACE = "\u00a0"


def parse(typed: str) -> int | Fault:
    """Öre of an amount such as ``4 500``, ``4.500 kr``, ``4500,50 kr`` or ``4 500:-``. A full
    stop only groups thousands: ``4.50`` is refused, since it could mean either."""
    found = _AMOUNT.fullmatch(_SPACES.sub(" ", typed).strip())
    if found is None:
        return Fault.NOT_AN_AMOUNT
    kronor = found["kronor"].replace(" ", "").replace(".", "")
    if len(kronor) > len(str(MAX_INTEGER)):
        return Fault.TOO_HIGH
    ore = found["ore"] or found["colon"] or ""
    amount = int(kronor) * 100 + int(ore.ljust(2, "0"))
    return amount if amount <= MAX_INTEGER else Fault.TOO_HIGH


def shown(ore: int) -> str:
    """``4 500 kr``, or ``4 500,50 kr`` where there are öre, with no-break spaces."""
    kronor, rest = divmod(abs(ore), 100)
    whole = f"{kronor:,}".replace(",", NO_BREAK_SPACE)
    sign = "−" if ore < 0 else ""
    return f"{sign}{whole}{f',{rest:02}' if rest else ''}{NO_BREAK_SPACE}kr"


def to_edit(ore: int) -> str:
    """As it stands in a field: ``4 500`` or ``4 500,50``. ``parse`` reads it back."""
    return shown(ore).removesuffix(f"{NO_BREAK_SPACE}kr").replace(NO_BREAK_SPACE, " ")
