"""The warning that a person's number stands in another case too: people are mixed up in files,
and a decision or a paper about the wrong one cannot be called back."""

from __future__ import annotations

from functools import partial

from app.ids import StreamId
from app.ports import CaseRow
from app.usecases import identity
from app.usecases.desk import Desk
from ui.session import Session
from ui.texts import tr
from ui.widgets.notice import Notice


class SameNumberNotice(Notice):
    """Names the other cases by number and pseudonym, never the person. Hidden while there are
    none, and until it is asked to look."""

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__("", "notice-warn")
        self._session = session
        self._stream = stream
        self._wanted = False
        self.hide()

    def look(self) -> None:
        """Each look is a row in the log."""
        self._wanted = True
        self._session.run(partial(_elsewhere, self._stream), self._show, context=self)

    def forget(self) -> None:
        """What it warned of is not about to be done any more."""
        self._wanted = False
        self.hide()

    def _show(self, rows: tuple[CaseRow, ...]) -> None:
        self.set_text(same_number_text(rows))
        self.setVisible(self._wanted and bool(rows))


def same_number_text(rows: tuple[CaseRow, ...]) -> str:
    """Empty for no cases."""
    if not rows:
        return ""
    cases = ", ".join(f"{row.case_number} {row.pseudonym}" for row in rows)
    return tr(
        "Den enskildes nummer finns också i {cases}. Kontrollera att det är rätt person och rätt "
        "ärende innan du går vidare."
    ).format(cases=cases)


def _elsewhere(stream: StreamId, desk: Desk) -> tuple[CaseRow, ...]:
    return identity.same_number_elsewhere(desk, stream)
