"""What a field is, as data: a page describes its form and never builds it by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.casework.facts import Owner
from app.jsonvalue import JsonObject
from ui.texts import tr
from ui.widgets.editors.base import Editor
from ui.widgets.editors.choice import (
    CheckListEditor,
    Choice,
    ComboEditor,
    RadioEditor,
    YesNoEditor,
)
from ui.widgets.editors.date import DateEditor
from ui.widgets.editors.numbers import AmountEditor, IntegerEditor
from ui.widgets.editors.text import LineEditor, TextEditor


class Kind(Enum):
    """How a value is typed."""

    LINE = auto()
    TEXT = auto()
    DATE = auto()
    """Whole or partial, with time or without: what may be typed is the use case's to say."""
    INTEGER = auto()
    AMOUNT = auto()
    CHOICE = auto()
    """One of many, in a combo box."""
    RADIO = auto()
    """One of a few, all in sight."""
    YES_NO = auto()
    CHECKS = auto()
    """A list of codes."""
    ROWS = auto()
    """A list of objects, each with ``fields``."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field. ``name`` is the key in ``values()`` and in the paths of problems."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    required: bool = False
    filters: bool = False
    """Narrows what is shown; nobody has to fill it in, and nobody is told so."""
    asked: bool = True
    """False where nothing is to be filled in: the answer stands there already."""
    prompt: str = ""
    """What to do, before the control."""
    help: str = ""
    """One sentence under the label."""
    note: str = ""
    """Small print under the control: on what law the question rests, say."""
    placeholder: str = ""
    owner: Owner | None = None
    """Who answers for a statement about threat or need (F072)."""
    choices: Sequence[Choice] = ()
    suggestions: tuple[str, ...] = ()
    """For a line: offered while typing, never forced."""
    lines: int = 3
    """For a text: how many lines it is when empty."""
    characters: int = 0
    """For a line: about how wide; 0 is as wide as the form."""
    fields: tuple[FieldSpec, ...] = ()
    """For rows: the fields of one row."""
    row: str = ""
    """For rows: what one is called: "Mål"."""
    applies: Callable[[JsonObject], bool] | None = None
    """Whether the field is asked, from what stands in the whole form; None: always. What was
    typed in a field that no longer applies stays in the draft, and is not signed."""
    add: str = ""
    """For rows: the button that adds one: "Lägg till mål"."""


_OWNERS = {
    Owner.BOPS: "Uppgift från BOPS",
    Owner.LOCAL_POLICE: "Uppgift från lokalpolisen",
    Owner.SOCIAL_SERVICES: "Uppgift från socialtjänsten",
    Owner.CLIENT: "Uppgift från den enskilde",
}


def owner_text(owner: Owner) -> str:
    """``Uppgift från BOPS``."""
    return tr(_OWNERS[owner])


_EDITORS: Mapping[Kind, Callable[[FieldSpec], Editor]] = {
    Kind.LINE: lambda spec: LineEditor(
        placeholder=spec.placeholder, suggestions=spec.suggestions, characters=spec.characters
    ),
    Kind.TEXT: lambda spec: TextEditor(placeholder=spec.placeholder, lines=spec.lines),
    Kind.DATE: lambda spec: DateEditor(placeholder=spec.placeholder),
    Kind.INTEGER: lambda spec: IntegerEditor(placeholder=spec.placeholder),
    Kind.AMOUNT: lambda _: AmountEditor(),
    Kind.CHOICE: lambda spec: ComboEditor(
        spec.choices, placeholder=spec.placeholder or (tr("Alla") if spec.filters else "")
    ),
    Kind.RADIO: lambda spec: RadioEditor(spec.choices, clearable=not spec.required),
    Kind.YES_NO: lambda _: YesNoEditor(),
    Kind.CHECKS: lambda spec: CheckListEditor(spec.choices),
}


def make_editor(spec: FieldSpec) -> Editor:
    """The control for a field that is one value (not ``Kind.ROWS``, which is many)."""
    return _EDITORS[spec.kind](spec)
