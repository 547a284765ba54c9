"""Plans beside the implementation plan."""

from __future__ import annotations

from app.casework.fact import Fact
from app.casework.facts.plan import Participant
from app.casework.facts.protective import YesNoUnknown
from app.casework.facts.threat import YesNoPending


class CarePlan(Fact, frozen=True):
    """``care_plan/1`` *Vårdplan* for a placement, by the headings of socialtjänstförordningen
    (2025:468) 10 kap. 2 §: three for an adult, and for the young also the second, since it
    speaks of a child's or a young person's contacts (X20). A later version of the same entity
    replaces it."""

    number: int
    fixed_on: str
    fixed_by: str
    young: bool
    interventions: str
    """The particular interventions that are needed."""
    kin_contact: str = ""
    """How contact with parents, guardians, siblings and other kin is arranged; of an adult, with
    children and other kin, where there is something to say."""
    aim: str = ""
    view: str = ""
    guardians_view: str = ""
    """Asked for by the law where the person is under 18."""
    others: str = ""
    """Measures that other authorities answer for (SoL 9 kap. 12 §)."""


class Sip(Fact, frozen=True):
    """``sip/1`` Whether a coordinated individual plan is needed, and the plan in short (SoL 10
    kap. 8–9 §§; X23)."""

    noted_on: str
    needed: YesNoUnknown
    reason: str = ""
    agreed: YesNoPending = YesNoPending.PENDING
    """Whether the person agrees to it."""
    participants: tuple[Participant, ...] = ()
    municipality_does: str = ""
    region_does: str = ""
    others_do: str = ""
    leads: str = ""
    """Who has the overall responsibility."""
    follow_up_on: str = ""
