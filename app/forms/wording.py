"""Questions and answers in Swedish, as they stand on paper and in lists."""

from __future__ import annotations

from app.casework import moments
from app.forms import typed
from app.forms.model import OWNER_SYSTEM, Control, Item
from app.forms.values import Coding, DateTime, Entry, Malformed, Number, PartialDate, Quantity


def shown(item: Item, value: Entry) -> str:  # noqa: PLR0911 - one line for each type
    """An answer in Swedish: ``Ja``, ``mars 2019``, ``−2,50 kg``, ``7 av 10``."""
    match value:
        case bool():
            return "Ja" if value else "Nej"
        case PartialDate(text):
            return moments.shown(text)
        case DateTime():
            return _moment(value)
        case Coding(code, _, display):
            return display or code
        case int():
            return _on_scale(item, value) or _with_unit(item, _signed(str(value)))
        case Number():
            return _with_unit(item, _signed(typed.shown(value)))
        case Quantity():
            return _signed(typed.shown(value))
        case str() | Malformed():
            return typed.shown(value)
        case _:
            return f"kl. {typed.shown(value)}"


def label(item: Item) -> str:
    """What a question is called: its number, its text, and who answers for the statement."""
    text = f"{item.prefix} {item.text}".strip() or item.link_id
    said_by = owner(item)
    return f"{text} ({said_by})" if said_by else text


def followed(name: str, words: str) -> str:
    """What something is called and what is said of it, on one line: with a colon between them,
    unless the name ends in a mark of its own."""
    return f"{name} {words}" if name.endswith(("?", ":", ".", "!")) else f"{name}: {words}"


def owner(item: Item) -> str:
    """``Uppgift från BOPS``, or empty where the template names no owner."""
    for code in item.codes:
        if code.system == OWNER_SYSTEM:
            return f"Uppgift från {_OWNERS.get(code.code, code.display or code.code)}"
    return ""


_OWNERS = {
    "bops": "BOPS",
    "local_police": "lokalpolisen",
    "social_services": "socialtjänsten",
    "client": "den enskilde",
}


def scale_ends(item: Item) -> str:
    """What the ends of a scale mean: ``0 = inte alls säker, 10 = helt säker``; or empty."""
    ends = (
        (item.minimum, item.beside(Control.LOWER)),
        (item.maximum, item.beside(Control.UPPER)),
    )
    return ", ".join(
        f"{typed.shown(bound)} = {text}" for bound, text in ends if text and bound is not None
    )


def _on_scale(item: Item, value: int) -> str:
    """A place between two bounds says nothing without the upper one."""
    lowest, highest = item.minimum, item.maximum
    on_scale = item.control is Control.SLIDER and lowest in (0, 1) and isinstance(highest, int)
    return f"{value} av {highest}" if on_scale else ""


def _moment(value: DateTime) -> str:
    day, _, time = value.text.partition("T")
    if not time:
        return moments.shown(day)
    line = typed.shown(value)  # without the offset where it is the usual one
    return f"{day} kl. {line[len(day) + 1 :]}"


def _with_unit(item: Item, number: str) -> str:
    return f"{number} {item.unit}".rstrip()


def _signed(number: str) -> str:
    return number.replace("-", "−", 1) if number.startswith("-") else number
