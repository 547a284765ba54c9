"""What law a field rests on, in the small print under it."""

from __future__ import annotations

from app.law.pack import Certainty
from app.law.plan_contents import PlanContent
from ui.texts import tr


def law_note(content: PlanContent) -> str:
    """``10 kap. 3 § 5 socialtjänstförordningen (2025:468)``, with a doubt where there is one."""
    if content.certainty is Certainty.CERTAIN:
        return content.reference
    doubt = tr("inte läst i lagtexten, kontrollera")
    return f"{content.reference} ({doubt})"
