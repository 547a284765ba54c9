"""The templates that a form can be begun with, and which of them suit the case right now.

A proposal is a help and never a rule: every template can be chosen in every case (F012).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.casework.facts import FormPurpose
from app.casework.state import CaseState
from app.forms.library import Template
from app.usecases.desk import Desk
from app.usecases.forms.templates import library
from app.usecases.identity import is_young

ADULT_TEMPLATE = "urn:aktvalv:mall:vuxen"
"""``url`` of the assessment that most cases begin with."""
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


def offers(desk: Desk, state: CaseState, in_writing: Sequence[Template] = ()) -> tuple[Offer, ...]:
    """Every template that can be begun with, the proposed ones first. ``in_writing`` are those of
    the case's drafts: what has been begun is gone on with, and not proposed once more. Raises
    Refusal: case_unknown."""
    templates = library(desk).offered()
    proposed: dict[str, Proposal] = {}
    if state.decisions:
        proposed |= dict.fromkeys(_urls(templates, FormPurpose.FOLLOW_UP), Proposal.FOLLOW_UP)
    if not state.bases and not _urls(in_writing, FormPurpose.ASSESSMENT):
        young = is_young(desk, state.stream)
        why = Proposal.YOUNG if young else Proposal.NO_ASSESSMENT
        urls = _urls(templates, FormPurpose.ASSESSMENT)
        proposed |= dict.fromkeys(_assessments_for(young, urls), why)
    for template in in_writing:
        proposed.pop(template.url, None)
    found = (Offer(each, proposed.get(each.url)) for each in templates)
    return tuple(sorted(found, key=lambda each: each.proposed is None))


def _urls(templates: Sequence[Template], purpose: FormPurpose) -> tuple[str, ...]:
    return tuple(each.url for each in templates if purpose_of(each) == purpose)


def _assessments_for(young: bool | None, urls: Sequence[str]) -> tuple[str, ...]:
    """The one made for the age; both while the age is not known. Where it is not in use here,
    every assessment that is not made for another age."""
    made_for = {True: YOUNG_TEMPLATE, False: ADULT_TEMPLATE}
    wanted = [made_for[each] for each in made_for if young in (each, None)]
    others = [url for url in urls if url not in made_for.values()]
    return tuple(url for url in urls if url in wanted) or tuple(others)
