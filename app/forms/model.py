"""A template as the engine sees it: immutable, in one shape whatever it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

import msgspec

from app.forms.comparing import same
from app.forms.values import Coding, Entry, Malformed, Value


class Kind(StrEnum):
    """What an item is. ``UNSUPPORTED`` keeps its place and its text, so that a template that
    cannot be answered here can still be read."""

    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATE_TIME = "dateTime"
    TIME = "time"
    QUANTITY = "quantity"
    URL = "url"
    """Shown and answered as a line of text, which must be an address."""
    STRING = "string"
    TEXT = "text"
    CODING = "coding"
    UNSUPPORTED = "unsupported"


class Control(StrEnum):
    """How the template wants an item shown. Anything else is shown as its kind usually is."""

    USUAL = "usual"
    PAGE = "page"
    LIST = "list"
    HEADER = "header"
    FOOTER = "footer"
    HELP = "help"
    FLYOVER = "flyover"
    PROMPT = "prompt"
    UNIT = "unit"
    LOWER = "lower"
    UPPER = "upper"
    LEGAL = "legal"
    RADIO = "radio-button"
    CHECK_BOX = "check-box"
    DROP_DOWN = "drop-down"
    AUTOCOMPLETE = "autocomplete"
    SLIDER = "slider"
    SPINNER = "spinner"
    TEXT_BOX = "text-box"


DECORATIONS = frozenset(
    (
        *(Control.HELP, Control.FLYOVER, Control.PROMPT, Control.UNIT),
        *(Control.LOWER, Control.UPPER, Control.LEGAL),
    )
)
"""A text to read with one of these belongs to the item it stands under, and is no item of its
own on the page (N1)."""


class Constraint(StrEnum):
    """What may be answered beside the options (R5 ``answerConstraint``, V6)."""

    OPTIONS_ONLY = "optionsOnly"
    OPTIONS_OR_TYPE = "optionsOrType"
    OPTIONS_OR_STRING = "optionsOrString"


class Operator(StrEnum):
    EXISTS = "exists"
    EQUAL = "="
    NOT_EQUAL = "!="
    GREATER = ">"
    LESS = "<"
    GREATER_OR_EQUAL = ">="
    LESS_OR_EQUAL = "<="


class Behavior(StrEnum):
    ALL = "all"
    ANY = "any"


class Condition(msgspec.Struct, frozen=True):
    """One reason for an item to be asked."""

    question: str
    operator: Operator
    answer: Value


class Option(msgspec.Struct, frozen=True):
    """One permitted answer."""

    value: Value
    weight: Decimal | None = None
    prefix: str = ""
    exclusive: bool = False
    """Chosen alone: "inget av detta"."""
    initial: bool = False
    """Chosen from the start (``initialSelected``)."""

    @property
    def label(self) -> str:
        text = self.value.display or self.value.code if isinstance(self.value, Coding) else ""
        return text or str(getattr(self.value, "text", self.value))


class Item(msgspec.Struct, frozen=True):
    """A group, a question or a text to read, with what stands under it."""

    link_id: str
    kind: Kind
    text: str = ""
    prefix: str = ""
    codes: tuple[Coding, ...] = ()
    required: bool = False
    repeats: bool = False
    read_only: bool = False
    hidden: bool = False
    conditions: tuple[Condition, ...] = ()
    behavior: Behavior = Behavior.ALL
    options: tuple[Option, ...] = ()
    constraint: Constraint = Constraint.OPTIONS_ONLY
    control: Control = Control.USUAL
    sideways: bool = False
    """Options beside each other (``choiceOrientation`` horizontal)."""
    initial: tuple[Value, ...] = ()
    unit: str = ""
    units: tuple[Coding, ...] = ()
    """The units a quantity may be given in; the first is proposed. Empty: ``unit`` or none."""
    step: int | None = None
    """Of a slider (``sliderStepValue``)."""
    max_decimals: int | None = None
    entry_format: str = ""
    """An example to show in an empty field."""
    open_label: str = ""
    """What free text beside the options is called (``openLabel``)."""
    short_text: str = ""
    """What the item is called in a list of pages (``shortText``)."""
    max_length: int | None = None
    """In code points, not in the units of any widget."""
    min_length: int | None = None
    minimum: Value | None = None
    maximum: Value | None = None
    min_occurs: int | None = None
    max_occurs: int | None = None
    items: tuple[Item, ...] = ()

    @property
    def is_question(self) -> bool:
        return self.kind not in (Kind.GROUP, Kind.DISPLAY)

    @property
    def parts(self) -> tuple[Item, ...]:
        """What stands under it on the page: all but the texts that decorate it."""
        return tuple(child for child in self.items if child.control not in DECORATIONS)

    @property
    def repeated_group(self) -> bool:
        return self.repeats and self.kind is Kind.GROUP

    @property
    def help(self) -> str:
        """Help that belongs to this item, in one text."""
        return self.beside(Control.HELP, Control.FLYOVER)

    def beside(self, *controls: Control) -> str:
        """The texts under this item that decorate it in one of these ways, in one text."""
        texts = (child.text for child in self.items if child.control in controls)
        return "\n".join(text for text in texts if text)

    def code(self, system: str) -> str:
        """The first code of this system that the item carries, or empty."""
        return next((code.code for code in self.codes if code.system == system), "")

    @property
    def role(self) -> str:
        """What the item means to the rest of the program (``ROLE_SYSTEM``), or empty."""
        return self.code(ROLE_SYSTEM)

    def option(self, value: Entry) -> Option | None:
        """The option with exactly this value; codings must agree in system and code."""
        for option in self.options:
            if isinstance(value, Malformed) or type(option.value) is not type(value):
                continue
            if isinstance(value, Coding) and isinstance(option.value, Coding):
                if (option.value.system, option.value.code) == (value.system, value.code):
                    return option
            elif same(option.value, value):
                return option
        return None


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a template."""

    url: str
    version: str
    title: str
    status: str
    sha256: str
    """Of the exact bytes it was read from."""
    items: tuple[Item, ...]
    language: str = ""
    description: str = ""
    publisher: str = ""
    date: str = ""
    copyright: str = ""
    purpose: str = ""
    derived_from: tuple[str, ...] = ()
    codes: tuple[Coding, ...] = ()
    effective_from: str = ""
    """``effectivePeriod``, whole or partial dates; empty without a bound."""
    effective_until: str = ""
    by_link: Mapping[str, Item] = field(default_factory=dict, repr=False, compare=False)

    @property
    def key(self) -> str:
        """``url|version``"""
        return f"{self.url}|{self.version}"

    def role(self, link_id: str) -> str:
        """The role of an item; empty also where the form has no such item."""
        item = self.by_link.get(link_id)
        return item.role if item is not None else ""


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    """Every item, depth first, in the order of the template."""
    waiting = [*reversed(items)]
    while waiting:
        item = waiting.pop()
        yield item
        if item.items:
            waiting += reversed(item.items)


OWNER_SYSTEM = "urn:aktvalv:agare"
"""Item codes of this system say who answers for an item (F072): the values of
``casework.facts.Owner``."""

ROLE_SYSTEM = "urn:aktvalv:roll"
"""Item codes of this system say what an item means to the rest of the program; see ``needs`` and
``measures``."""

PURPOSE_SYSTEM = "urn:aktvalv:mallslag"
"""The code of a template in this system says what it is for: the values of ``casework.facts``'
``FormPurpose``."""
