"""Versions that stand against each other: what they are of, where they differ, and the choice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.casework.disputes import Dispute, Side
from app.casework.moments import shown
from app.ids import StreamId
from app.usecases.changes import part_of
from ui.case_words import KIND, PART
from ui.change_words import field_name
from ui.changes_beside import shown_value
from ui.conflict_card import ConflictCard
from ui.navigation import CasePart, Destination, case_part
from ui.session import Session
from ui.texts import minute, tr
from ui.widgets.buttons import button
from ui.widgets.folded import Folded
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack
from ui.widgets.values import values_table
from ui.words import word

SHOWN = 40
"""Fields of a side that are shown here; the rest are read where the thing itself stands."""


class DisputeList(Card):
    """Each is settled right here, by somebody who has read both."""

    settled = Signal(object)
    """The ``Changes``."""

    def __init__(
        self,
        session: Session,
        stream: StreamId,
        disputes: Sequence[Dispute],
        *,
        total: int = 0,
        in_case: bool = True,
    ) -> None:
        """``total``: how many there are, where some of them are shown elsewhere on the page."""
        super().__init__()
        self._session = session
        self._stream = stream
        count = max(total, len(disputes))
        heading = tr("Två versioner står mot varandra ({n})").format(n=count)
        self.setAccessibleName(heading)
        self.column.addWidget(label(heading, "heading"))
        text = tr(
            "Båda gäller tills någon har valt. Läs dem, tala med den andra och låt en av dem "
            "gälla. Ingen av dem försvinner ur historiken."
        )
        self.column.addWidget(label(text))
        for dispute in disputes:
            row = Folded(title_of(dispute), partial(self._card, dispute))
            if in_case and case_part(part_of(dispute.kind)) is not CasePart.OVERVIEW:
                row.add_row(self._way(dispute))
            self.column.addWidget(row)

    def _way(self, dispute: Dispute) -> QWidget:
        part = part_of(dispute.kind)
        text = tr("Öppna {part}").format(part=word(PART, part))
        to = Destination.case(self._stream, case_part(part), dispute.entity)
        return button(text, partial(self._session.navigate.emit, to), role="link")

    def _card(self, dispute: Dispute) -> QWidget:
        sides = [
            (_side(dispute, number, side), side.record) for number, side in enumerate(dispute.sides)
        ]
        card = ConflictCard(self._session, self._stream, dispute.entity, sides)
        card.settled.connect(self.settled)
        return card


def title_of(dispute: Dispute) -> str:
    """``Genomförandeplan, 2026-05-20 och 2026-05-22``"""
    days = dict.fromkeys(shown(side.happened_at) for side in dispute.sides if side.happened_at)
    of = word(KIND, dispute.kind)
    return f"{of}, {tr(' och ').join(days)}" if days else of


def _side(dispute: Dispute, number: int, side: Side) -> QWidget:
    """What this side says where they differ, and who has signed it."""
    rows = [
        (field_name(field.path), shown_value(dispute.kind, field.path, field.values[number]))
        for field in dispute.fields[:SHOWN]
    ]
    box = Stack(spacing=4)
    box.add(values_table(rows))
    if len(dispute.fields) > SHOWN:
        left = len(dispute.fields) - SHOWN
        box.add(label(tr("och {n} fält till").format(n=left), "small"))
    if not rows:
        box.add(label(tr("Säger detsamma."), "muted"))
    author = f"{side.author.function}, {side.author.unit}"
    when = tr("Skriven {when} av {author}").format(when=minute(side.written_at), author=author)
    box.add(label(when, "small"))
    return box
