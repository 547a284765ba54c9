"""Who answers for the person's safety, in a sentence that is the same wherever it stands."""

from __future__ import annotations

from datetime import date

from app.casework import routing
from app.casework.facts import Owner
from app.casework.handling import local_police
from app.casework.state import CaseState
from ui.texts import tr


def protector_text(state: CaseState, today: date) -> str:
    """BOPS, or the local police area by its name where that is known (F007, F040)."""
    if routing.suggestion(state).protector is Owner.BOPS:
        return tr("BOPS ansvarar för skyddet.")
    named = local_police(state, today)
    if named:
        return tr("{police} ansvarar för skyddet.").format(police=named)
    return tr("Lokalpolisområdet ansvarar för skyddet. Vilket är inte angivet än.")
