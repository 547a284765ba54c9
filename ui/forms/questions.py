"""How each kind of question is shown, and its answers as what stands in the control."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.casework.facts import Owner
from app.forms.model import OWNER_SYSTEM, Control, Item
from app.forms.model import Kind as ItemKind
from app.forms.session import NodeView
from app.forms.typed import Malformed, read_typed, shown
from app.forms.values import Value
from app.jsonvalue import Json
from ui.fields.spec import FieldSpec, Kind
from ui.widgets.editors.choice import Choice

FEW = 7
"""So many options are shown all at once when the template does not say how."""

Answer = tuple[Value, ...] | Malformed

_LINES: Mapping[ItemKind, Kind] = {
    ItemKind.TEXT: Kind.TEXT,
    ItemKind.STRING: Kind.LINE,
    ItemKind.INTEGER: Kind.INTEGER,
    ItemKind.DATE: Kind.DATE,
    ItemKind.BOOLEAN: Kind.YES_NO,
}


def spec_of(view: NodeView) -> FieldSpec:
    """The field that a question is shown as. ``name`` is its link id; an option's code is its
    number, since two code systems may share a code."""
    item = view.item
    return FieldSpec(
        name=item.link_id,
        label=" ".join(part for part in (item.prefix, item.text, _in_unit(item)) if part),
        kind=_kind(item),
        required=item.required,
        help=item.help,
        owner=_owner(item),
        choices=tuple(
            Choice(str(number), f"{option.prefix} {option.label}".strip())
            for number, option in enumerate(item.options)
        ),
        lines=4,
    )


def _kind(item: Item) -> Kind:
    if not item.options:
        return _LINES[item.kind]
    if item.repeats:
        return Kind.CHECKS
    few = len(item.options) <= FEW and item.control is not Control.DROP_DOWN
    return Kind.RADIO if few or item.control is Control.RADIO else Kind.CHOICE


def _owner(item: Item) -> Owner | None:
    code = item.code(OWNER_SYSTEM)
    return Owner(code) if code in set(Owner) else None


def _in_unit(item: Item) -> str:
    return f"({item.unit})" if item.unit else ""


def raw_of(view: NodeView) -> Json:
    """What stands in the control for these answers, or for what was typed and is no answer."""
    item = view.item
    if view.malformed is not None:
        return view.malformed
    if item.options:
        places = {id(option): str(number) for number, option in enumerate(item.options)}
        codes = [places[id(found)] for value in view.values if (found := item.option(value))]
        return codes if item.repeats else "".join(codes[:1])
    if item.kind is ItemKind.BOOLEAN:
        return bool(view.values[0]) if view.values else None
    return shown(view.values[0]) if view.values else ""


def answer_of(item: Item, raw: Json, *, today: date) -> Answer:
    """The answers that stand in the control: the inverse of ``raw_of``."""
    if item.options:
        codes = raw if isinstance(raw, list) else [raw]
        numbers = [int(code) for code in codes if isinstance(code, str) and code.isdecimal()]
        return tuple(item.options[n].value for n in numbers if n < len(item.options))
    if item.kind is ItemKind.BOOLEAN:
        return (raw,) if isinstance(raw, bool) else ()
    found = read_typed(item, raw if isinstance(raw, str) else "", today=today)
    if isinstance(found, Malformed):
        return found
    return () if found is None else (found,)


def is_typed(item: Item) -> bool:
    """Whether the answer grows letter by letter, and is taken when the typing pauses."""
    return not item.options and item.kind is not ItemKind.BOOLEAN
