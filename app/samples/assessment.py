"""Completed assessments, filled in through the same session as on screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.casework import facts
from app.casework.facts import Need
from app.forms.library import Template
from app.forms.load import load_form
from app.forms.model import Form, Item, Kind
from app.forms.needs import needs
from app.forms.response import dump_response
from app.forms.session import FormSession, NodeView
from app.forms.tree import NodeId
from app.forms.values import PartialDate, Value
from app.samples.dice import Dice
from app.samples.texts import AREAS, BACKGROUND, AreaText

BEHOV = "urn:aktvalv:mall:behov"
"""``url`` of the template that these assessments are made with."""

_TOLD_THE_CLIENT = "17.4"
_ROUNDS = 12
"""More than the template has levels of conditions: an answer can make another question asked."""


@dataclass(frozen=True, slots=True)
class SampleAssessment:
    template: Template
    response: bytes
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class SampleForm:
    """Another completed form."""

    ago: int
    """Days before today that it was filled in."""
    template: Template
    response: bytes
    fact: facts.Assessment
    """Without its blobs, which the case puts in."""


def sample_assessment(template: Template, dice: Dice, completed_on: date) -> SampleAssessment:
    """A completed response to the built-in template, about two to four life areas."""
    form = load_form(template.data).form
    assert form is not None
    session = FormSession(form)
    areas = dice.some(AREAS, dice.number(2, 4))
    for _ in range(_ROUNDS):
        for problem in session.check():
            node = session.node(problem.node)
            session.set_answers(node.id, _answers(form, node, areas, dice, completed_on))
    _add_own_views(session, areas)
    response = session.complete(f"{completed_on}T15:00:00+01:00")
    return SampleAssessment(template, dump_response(response), needs(form, response))


def area_of(need: Need) -> AreaText:
    """What the texts know of the life area of a need."""
    return next(area for area in AREAS if area.area == need.area)


def _answers(
    form: Form, node: NodeView, areas: tuple[AreaText, ...], dice: Dice, day: date
) -> tuple[Value, ...]:
    item = node.item
    if item.repeats:
        wanted = {area.area for area in areas}
        return tuple(option.value for option in item.options if option.label in wanted)
    match item.kind:
        case Kind.BOOLEAN:
            return (item.link_id == _TOLD_THE_CLIENT,)
        case Kind.DATE:
            return (PartialDate((day - timedelta(days=dice.number(2, 20))).isoformat()),)
        case Kind.CODING:
            levels = [option.value for option in item.options if (option.weight or 0) > 0]
            return (dice.pick(levels),)
        case Kind.INTEGER:
            return (dice.number(5, 10),)
        case _:
            return (_text(form, node.id, item, areas),)


def _text(form: Form, place: NodeId, item: Item, areas: tuple[AreaText, ...]) -> str:
    if item.link_id in BACKGROUND:
        return BACKGROUND[item.link_id]
    area = _area(form, place, areas)
    if area is None:
        return "Inget särskilt har kommit fram."
    by_role = {
        "facts": area.facts,
        "own_view": area.own_view,
        "goal": area.goal,
        "proposed_intervention": area.proposed,
        "source": "Den enskilde, vid samtal",
    }
    return by_role.get(item.role, "Insatsen ges i väntan på beslut. Handläggaren.")


def _area(form: Form, place: NodeId, areas: tuple[AreaText, ...]) -> AreaText | None:
    titles = {form.by_link[link].text for link, _ in place}
    return next((area for area in areas if area.area in titles), None)


def _add_own_views(session: FormSession, areas: tuple[AreaText, ...]) -> None:
    """What the client thinks is never required, and always worth asking for."""
    for page in session.pages():
        for place in session.children(page.id):
            node = session.node(place)
            if node.shown and node.item.role == "own_view":
                area = _area(session.form, place, areas)
                if area is not None:
                    session.set_answers(place, (area.own_view,))
