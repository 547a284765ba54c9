"""The Swedish words of the sheets, and what each becomes in the format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.forms.sheet_problems import Sheet


@dataclass(frozen=True, slots=True)
class ItemType:
    """What one word of the column *typ* becomes."""

    type: str
    """``Questionnaire.item.type``"""
    columns: frozenset[str]
    """The columns that mean something for it, beside those of every type."""
    controls: Mapping[str, str]
    """Words of the column *visning* → codes of the item control."""
    value: str = ""
    """How the format names its values: ``Integer`` of ``answerInteger``. Empty: has none."""

    @property
    def is_question(self) -> bool:
        return self.type not in ("group", "display")


def _columns(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


_EVERY = _columns("id, typ, text, kod, ägare, visas om, dold")
_GROUP = _columns("hjälp, obl, låst, kort")
_REPEATED = _columns("flera, minst, högst")
_ANSWERED = _columns("hjälp, obl, låst, förval")
_TYPED = _ANSWERED | _REPEATED | _columns("platshållare")
_BOUNDED = _columns("min, max")
_SLIDER = _columns("steg, låg etikett, hög etikett")
_SLIDERS = {"reglage": "slider"}
_CHOICES = {
    "radio": "radio-button",
    "kryssrutor": "check-box",
    "lista": "drop-down",
    "sök": "autocomplete",
    "bredvid": "radio-button",
}

TYPES: Mapping[str, ItemType] = {
    "sida": ItemType("group", _GROUP, {}),
    "grupp": ItemType("group", _GROUP | _REPEATED, {}),
    "info": ItemType("display", frozenset(), {}),
    "val": ItemType(
        "coding",
        _ANSWERED | _REPEATED | _columns("svar, visning, fritext"),
        _CHOICES,
        "Coding",
    ),
    "ja/nej": ItemType("boolean", _ANSWERED, {}, "Boolean"),
    "text": ItemType("text", _TYPED | _BOUNDED, {}, "String"),
    "rad": ItemType("string", _TYPED | _BOUNDED, {}, "String"),
    "webbadress": ItemType("url", _TYPED | {"max"}, {}, "Uri"),
    "heltal": ItemType(
        "integer",
        _TYPED | _BOUNDED | _SLIDER | {"enhet", "visning"},
        _SLIDERS,
        "Integer",
    ),
    "skala": ItemType("integer", _ANSWERED | _BOUNDED | _SLIDER | {"enhet"}, {}, "Integer"),
    "decimal": ItemType("decimal", _TYPED | _BOUNDED | {"enhet", "decimaler"}, {}, "Decimal"),
    "mängd": ItemType("quantity", _TYPED | _BOUNDED | {"enhet", "decimaler"}, {}, "Quantity"),
    "datum": ItemType("date", _TYPED | _BOUNDED, {}, "Date"),
    "tid": ItemType("time", _TYPED | _BOUNDED, {}, "Time"),
    "tidpunkt": ItemType("dateTime", _TYPED | _BOUNDED, {}, "DateTime"),
}

ORDERED = frozenset(
    ("Integer", "Decimal", "Quantity", "Date", "Time", "DateTime", "String"),
)
"""Values that ``>`` and its kin compare (E6)."""

OWNERS: Mapping[str, str] = {
    "BOPS": "bops",
    "lokalpolis": "local_police",
    "socialtjänst": "social_services",
    "den enskilde": "client",
}
"""Words of the column *ägare* → codes of ``casework.facts.Owner``."""

PURPOSES: Mapping[str, str] = {
    "utredning": "assessment",
    "inskrivning": "intake",
    "mottaglighet": "responsivity",
    "kartläggning": "mapping",
    "uppföljning": "follow_up",
    "omprövning": "review",
    "avslut": "closing",
}
"""Words of *slag* in the head → codes of ``casework.facts.FormPurpose``."""

STATUSES: Mapping[str, str] = {"utkast": "draft", "aktiv": "active", "avslutad": "retired"}

QUESTION_COLUMNS = (
    *("id", "typ", "text", "hjälp", "svar", "obl", "flera", "visas om", "kod", "visning"),
    *("ägare", "min", "max", "steg", "låg etikett", "hög etikett", "enhet", "decimaler"),
    *("förval", "fritext", "minst", "högst", "platshållare", "kort", "låst", "dold", "räkna"),
)
ANSWER_COLUMNS = ("lista", "kod", "text", "vikt", "ensam")
HEAD_COLUMNS = ("uppgift", "värde", "förklaring")
KNOWN: Mapping[Sheet, tuple[str, ...]] = {
    Sheet.QUESTIONS: QUESTION_COLUMNS,
    Sheet.ANSWERS: ANSWER_COLUMNS,
}
NEEDED: Mapping[Sheet, tuple[str, ...]] = {
    Sheet.QUESTIONS: ("id", "typ", "text"),
    Sheet.ANSWERS: ("lista", "kod", "text"),
}
PROSE = frozenset(
    (
        *("text", "hjälp", "låg etikett", "hög etikett", "fritext", "platshållare", "kort"),
        *("förval",),
    )
)
"""Columns whose cells people read: kept as written but for space at the ends."""

WORDS = frozenset(("typ", "obl", "flera", "visning", "låst", "dold", "ensam"))
"""Columns where capitals make no difference."""


def columns_of(word: str) -> frozenset[str]:
    """The columns that mean something for a word of *typ*."""
    return _EVERY | TYPES[word].columns if word in TYPES else frozenset(QUESTION_COLUMNS)
