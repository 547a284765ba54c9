"""The cards of the overview that gather what other parts of the case hold, each with its way
there. What stands in them is the same as on the paper (``app.documents.overview_lines``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtWidgets import QWidget

from app.casework.overview import Overview
from app.documents import overview_lines as lines
from app.documents.overview_lines import Line
from ui.navigation import CasePart
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack

Go = Callable[[], None]
"""A bound method that reads where to from the button's properties ``opens`` and ``entity``."""


def sections(seen: Overview, go: Go) -> Iterator[Card]:
    """Everything of the case on one page (F162), in the order in which it is read."""
    handling = tuple(lines.handling(seen, names=True))
    yield section(
        tr("Handläggning"), handling, tr("Handläggande enhet är inte vald."), CasePart.ROUTE, go
    )
    yield section(
        tr("Insatser"),
        lines.interventions(seen, providers=True, decisions=True),
        tr("Inga insatser är beviljade."),
        CasePart.DECISION,
        go,
    )
    yield section(
        tr("Övergripande mål"),
        lines.aims(seen),
        tr("Planen har inga övergripande mål än."),
        CasePart.PLAN,
        go,
    )
    yield section(
        tr("Uppföljningar"),
        lines.follow_ups(seen),
        tr("Inga uppföljningar är planerade eller gjorda."),
        CasePart.FOLLOW_UP,
        go,
    )
    yield section(
        tr("Skyddsåtgärder"),
        lines.measures(seen),
        tr("Inga skyddsåtgärder är noterade."),
        CasePart.THREAT,
        go,
    )
    yield section(
        tr("Aktörer"),
        lines.actors(seen, names=True),
        tr("Inga aktörer är noterade."),
        CasePart.NETWORK,
        go,
    )
    # Always there, also when nobody has asked yet (F152).
    yield section(tr("Barn"), lines.children(seen), "", CasePart.CHILDREN, go)
    yield section(
        tr("Önskemål och hänvisningar"),
        lines.wishes(seen),
        tr("Inga önskemål eller hänvisningar är noterade."),
        CasePart.ROUTE,
        go,
    )


def gender_card(seen: Overview, change: Callable[[], None]) -> Card:
    """Whether gender-specific factors were noticed, and in which ways (F145, F173)."""
    box = Card(label(tr("Könsspecifika faktorer"), "heading"))
    found = tuple(lines.gender(seen))
    if not found:
        box.column.addWidget(label(tr("Inte noterat om de är uppmärksammade."), "muted"))
    for line in found:
        box.column.addWidget(entry(line))
    box.add_row(button(tr("Notera …"), change, icon="pen"))
    return box


def section(heading: str, found: Iterable[Line], empty: str, part: CasePart, go: Go) -> Card:
    """A heading, a line for each, and the way to where it is done."""
    box = Card(label(heading, "heading"))
    box.setAccessibleName(heading)
    rows = tuple(found)
    if not rows:
        box.column.addWidget(label(empty, "muted"))
    for line in rows:
        box.column.addWidget(entry(line))
    way = button(tr("Öppna {part}").format(part=_NAMES[part]), go, role="link")
    way.setProperty("opens", part.value)
    box.add_row(way)
    return box


def entry(line: Line) -> QWidget:
    """What it is and how it stands; what is late is said in words and marked."""
    box = Stack(spacing=1)
    what = f"{line.what}: {line.state}" if line.state else line.what
    box.add(selectable(f"⚠ {what}" if line.late else what, "problem" if line.late else ""))
    if line.more:
        box.add(label(line.more, "muted"))
    return box


_NAMES = {
    CasePart.ROUTE: "Vägval",
    CasePart.DECISION: "Beslut",
    CasePart.PLAN: "Plan",
    CasePart.FOLLOW_UP: "Uppföljning",
    CasePart.THREAT: "Hot och risk",
    CasePart.NETWORK: "Nätverk",
    CasePart.CHILDREN: "Barn",
}
