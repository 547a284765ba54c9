"""Known people to choose among."""

from __future__ import annotations

from collections.abc import Iterable

from app.handover.trust import Trust
from app.usecases.handover.cards.card_register import KnownRow
from ui.texts import tr
from ui.widgets.editors.choice import Choice


def person_choices(people: Iterable[KnownRow]) -> tuple[Choice, ...]:
    """Those who can be sent something today, by name and unit. Who has not been compared says
    so."""
    return tuple(
        Choice(row.entity, _name(row))
        for row in people
        if row.trust in (Trust.CONFIRMED, Trust.SEEN) and not row.person.root
    )


def _name(row: KnownRow) -> str:
    name = f"{row.person.name}, {row.person.title}, {row.person.unit}"
    if row.trust is Trust.CONFIRMED:
        return name
    return tr("{name} (nyckelkortet är inte bekräftat)").format(name=name)
