"""What is said of a plan that is without something. It tells, and stops nobody."""

from __future__ import annotations

from collections.abc import Iterator

from app.usecases.planning.plan_doubts import PlanDoubts
from ui.texts import tr


def doubt_notices(doubts: PlanDoubts) -> Iterator[str]:
    """A sentence each, with the next step."""
    if doubts.no_decision:
        yield tr(
            "Ärendet har inget beslut som beviljar något. Insatser efter individuell prövning "
            "behöver ett beslut: gå till Beslut."
        )
    elif doubts.ungranted:
        yield tr(
            "Inget beslut är valt för: {interventions}. Välj beslutet i nästa version, eller "
            "skriv varför det inte behövs."
        ).format(interventions=", ".join(doubts.ungranted))
    if doubts.missing:
        headings = "\n".join(f"• {each.heading} ({each.reference})" for each in doubts.missing)
        yield tr("Lagen frågar om mer i planen för barn och unga:") + "\n" + headings
