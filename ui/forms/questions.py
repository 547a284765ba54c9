"""What stands around the control of a question: its text, its help and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework.facts import Owner
from app.forms.model import OWNER_SYSTEM, Control, Item
from app.forms.session import FormSession, NodeView
from app.forms.tree import NodeId
from app.forms.wording import shown
from ui.fields.spec import FieldSpec
from ui.forms.controls import has_slider
from ui.texts import tr


def spec_of(view: NodeView) -> FieldSpec:
    """The field that a question is shown as; ``name`` is its link id."""
    item = view.item
    return FieldSpec(
        name=item.link_id,
        label=called(item),
        required=item.required and not view.read_only,
        asked=not view.read_only,
        prompt=item.beside(Control.PROMPT),
        help="\n".join(part for part in (item.help, _ends(item)) if part),
        note=item.beside(Control.LEGAL),
        owner=_owner(item),
    )


def called(item: Item) -> str:
    """An item's number and text; where the template has none, its short text or its link id,
    for every question must be called something."""
    text = item.text or item.short_text
    return " ".join(part for part in (item.prefix, text) if part) or item.link_id


def briefly(item: Item) -> str:
    """What an item is called where there is little room."""
    return item.short_text or called(item)


def _ends(item: Item) -> str:
    """What the lowest and the highest answer mean; on a ruler that stands at its ends."""
    lower, upper = item.beside(Control.LOWER), item.beside(Control.UPPER)
    if has_slider(item) or not (lower or upper):
        return ""
    if lower and upper:
        return tr("Från {lower} till {upper}.").format(lower=lower, upper=upper)
    return lower or upper


def _owner(item: Item) -> Owner | None:
    code = item.code(OWNER_SYSTEM)
    return Owner(code) if code in set(Owner) else None


def around(filled: FormSession, node: NodeId) -> Iterator[str]:
    """``Barn 2``: the repetitions and answers that a question stands in."""
    for depth in range(1, len(node)):
        number = node[depth - 1][1]
        outer = filled.node((*node[: depth - 1], (node[depth - 1][0], 0)))
        if outer.item.repeated_group:
            yield f"{briefly(outer.item)} {number + 1}"
        elif outer.item.is_question and outer.item.repeats:
            yield shown(outer.item, outer.entries[number])
