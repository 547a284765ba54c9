"""What the strategic group and the coordinator may be given: counts, without cases, and none that
points out (F006, F028).

The group steers and handles no case, so nothing about a person is needed there. The figures leave
the unit, and so are suppressed as what is published is (``casework.suppression``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from app.casework import facts
from app.casework.noes import noes
from app.casework.state import CaseState, CaseStatus
from app.casework.suppression import published
from app.documents.blocks import Document
from app.documents.strategic_material import (
    COMING,
    FOLLOW_UPS,
    INTAKES,
    LATE,
    NO_ROUTE,
    NOES,
    ROUTES,
    STATUS,
    CountGroup,
    strategic_material,
)
from app.ports import Progress, no_progress
from app.usecases.desk import Desk
from app.usecases.registers import own_card
from app.usecases.unit.all_cases import all_cases


def strategic_groups(desk: Desk, progress: Progress = no_progress) -> tuple[CountGroup, ...]:
    """Cases by where they are and by the way chosen; follow-ups that are planned, with those that
    are late; what came in and what was said no to this year. Logged as a list of cases. Raises
    Cancelled."""
    today = desk.now().date().isoformat()
    year = today[:5]
    status, ways, intakes = Counter[str](), Counter[str](), Counter[str]()
    follow_ups, said = Counter[str](), Counter[str]()
    for case in all_cases(desk, "strategic", progress):  # one at a time: all at once fill memory
        state = case.state
        status[state.status] += 1
        ways[_way(state)] += 1
        came = (each.latest.fact for each in state.intakes)
        intakes.update(each.kind for each in came if each.received_on.startswith(year))
        follow_ups.update(_follow_ups(state, today))
        said.update(no.kind for no in noes(state) if no.said_on.startswith(year))
    return (
        _group("Ärenden efter läge", STATUS, status),
        _group("Inkomna i år", INTAKES, intakes),
        _group("Ärenden efter vägval", ROUTES, ways),
        _group("Planerade uppföljningar", FOLLOW_UPS, follow_ups),
        _group("Nej i år", NOES, said),
    )


def strategic_paper(desk: Desk, progress: Progress = no_progress) -> Document:
    """The same as a paper for ``unit_papers``. Raises Refusal (author_unknown); Cancelled."""
    card = own_card(desk)
    groups = strategic_groups(desk, progress)
    return strategic_material(desk.now().date(), card.municipality, card.unit, groups)


def _way(state: CaseState) -> str:
    """Also that none has been chosen: the table then has as many cases as the one before, and
    nothing can be had by taking one from the other."""
    handling = state.only(facts.HandlingUnit)
    return handling.latest.fact.route if handling is not None else NO_ROUTE


def _follow_ups(state: CaseState, today: str) -> Iterator[str]:
    """Of a case that goes on: in a closed one nothing is late."""
    if state.status is CaseStatus.CLOSED:
        return
    for each in state.of(facts.FollowUp):
        if each.latest.fact.status is facts.FollowUpStatus.PLANNED:
            yield LATE if each.latest.fact.planned_on < today else COMING


def _group(heading: str, words: Mapping[str, str], counted: Mapping[str, int]) -> CountGroup:
    told = published({code: counted[code] for code in words})
    rows = tuple((name, told.counts[code]) for code, name in words.items())
    return CountGroup(heading, rows, told.total)
