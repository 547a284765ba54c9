"""The templates that a form can be begun with, and which of them suit the case right now.

A proposal is a help and never a rule: every template can be chosen in every case (F012).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.casework.facts import FormPurpose
from app.casework.state import CaseState
from app.forms.library import Template
from app.usecases.desk import Desk
from app.usecases.identity import is_young
from app.usecases.templates import library

YOUNG_TEMPLATE = "urn:aktvalv:mall:ung"
"""``url`` of the assessment that has the young as main person."""


class Proposal(StrEnum):
    """Why a template is proposed."""

    YOUNG = "young"
    NO_ASSESSMENT = "no_assessment"
    """Nothing has been signed that a decision can rest on."""
    FOLLOW_UP = "follow_up"
    """There is a decision, and so something to follow up."""


@dataclass(frozen=True, slots=True)
class Offer:
    template: Template
    proposed: Proposal | None


def purpose_of(template: Template) -> str:
    """A template that names no purpose is an assessment, as they all were before there were
    purposes."""
    return template.purpose or FormPurpose.ASSESSMENT.value


def offers(desk: Desk, state: CaseState) -> tuple[Offer, ...]:
    """Every template that can be begun with, the proposed ones first. Raises Refusal:
    case_unknown."""
    young = is_young(desk, state.stream)
    found = [Offer(each, _proposal(each, state, young)) for each in library(desk).offered()]
    return tuple(sorted(found, key=lambda each: each.proposed is None))


def _proposal(template: Template, state: CaseState, young: bool | None) -> Proposal | None:
    purpose = purpose_of(template)
    if purpose == FormPurpose.ASSESSMENT and not state.bases:
        for_young = template.url == YOUNG_TEMPLATE
        if young is None or young is for_young:
            return Proposal.YOUNG if young else Proposal.NO_ASSESSMENT
    if purpose == FormPurpose.FOLLOW_UP and state.decisions:
        return Proposal.FOLLOW_UP
    return None
