"""How a template wants an item shown. An unknown wish, or one that does not suit the kind of the
item, is left out with a note: the item is then shown as its kind usually is."""

from __future__ import annotations

from app.forms.fields import Node
from app.forms.model import DECORATIONS, Control, Kind

_TEXTS = frozenset((Kind.STRING, Kind.TEXT, Kind.URL))
_NUMBERS = frozenset((Kind.INTEGER, Kind.DECIMAL))
_CHOICES = frozenset((Kind.CODING, Kind.BOOLEAN, Kind.INTEGER, Kind.DATE, Kind.TIME, Kind.STRING))
_SUITS: dict[Control, frozenset[Kind]] = {
    Control.PAGE: frozenset((Kind.GROUP,)),
    Control.LIST: frozenset((Kind.GROUP,)),
    Control.HEADER: frozenset((Kind.GROUP, Kind.DISPLAY)),
    Control.FOOTER: frozenset((Kind.GROUP, Kind.DISPLAY)),
    Control.RADIO: _CHOICES,
    Control.CHECK_BOX: _CHOICES,
    Control.DROP_DOWN: _CHOICES,
    Control.AUTOCOMPLETE: _CHOICES - {Kind.BOOLEAN},
    Control.SLIDER: frozenset((Kind.INTEGER,)),
    Control.SPINNER: _NUMBERS,
    Control.TEXT_BOX: _TEXTS | _NUMBERS,
} | {control: frozenset((Kind.DISPLAY,)) for control in DECORATIONS}


def read_control(extension: Node, kind: Kind) -> Control:
    """The first wish that is known and suits; otherwise the usual way, with a note."""
    concept = extension.inside("valueCodeableConcept")
    names = [coding.text("code") for coding in concept.objects("coding")] if concept else []
    for name in names:
        if name in _KNOWN and kind in _SUITS[Control(name)]:
            return Control(name)
    feature = names[0] if names else "itemControl"
    extension.faults.ignore(feature, extension.where, extension.link_id)
    return Control.USUAL


_KNOWN = frozenset(control.value for control in _SUITS)
