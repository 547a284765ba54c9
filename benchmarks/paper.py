"""A plan of three pages, from the state of its case to the bytes of the PDF."""

from __future__ import annotations

import io
from collections.abc import Callable

import msgspec
import pikepdf

from app.casework import facts
from app.casework.state import CaseState
from app.disclosure.profiles import Profile
from app.documents.implementation_plan import implementation_plan
from app.documents.office import Office
from app.usecases.desk import Desk
from app.usecases.paper.papers import office_of
from app.usecases.reading import state_of
from benchmarks.figures import Aim, Figure, in_turns, milliseconds

PAGES = 3
ROUNDS = 15


def plan_figure(desk: Desk) -> Figure:
    """Warm: fonts are registered with the first paper, and pages are counted before."""
    work = plan_of_three_pages(desk)
    (ours,) = in_turns(ROUNDS, lambda: milliseconds(work))
    return Figure("a plan of 3 pages as PDF, warm", ours, aim=Aim(value=150))


def plan_of_three_pages(desk: Desk) -> Callable[[], bytes]:
    """Makes the PDF of a plan from the vault; its goals are repeated until they fill the pages."""
    state, plan = _some_plan(desk)
    office = office_of(desk, state)
    for _ in range(20):
        pages = _pages(_pdf(desk, state, plan, office))
        if pages == PAGES:
            return lambda: _pdf(desk, state, plan, office)
        if pages > PAGES:
            plan = msgspec.structs.replace(plan, goals=plan.goals[:-1])
        else:
            plan = msgspec.structs.replace(plan, goals=(*plan.goals, plan.goals[0]))
    raise RuntimeError("no number of goals fills three pages")


def _some_plan(desk: Desk) -> tuple[CaseState, facts.Plan]:
    for row in desk.vault.index.cases():
        state = state_of(desk, row.stream)
        if state.plans:
            return state, state.plans[0].latest.fact
    raise RuntimeError("no sample case has a plan")


def _pdf(desk: Desk, state: CaseState, plan: facts.Plan, office: Office) -> bytes:
    return desk.render(implementation_plan(state, plan, office, Profile.FULL))


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
