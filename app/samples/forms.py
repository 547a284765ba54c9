"""Other forms than the assessment that a decision rests on, filled in through the same session as
on screen: what must be answered, and what the made-up person has said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.casework import facts
from app.forms.library import FormLibrary, Template
from app.forms.load import load_form
from app.forms.model import Item, Kind
from app.forms.response import dump_response
from app.forms.session import FormSession
from app.forms.tree import NodeId
from app.forms.values import DateTime, PartialDate, TimeOfDay, Value
from app.ids import BlobId
from app.samples.assessment import SampleForm
from app.samples.stages import Stages
from app.usecases.forms.assessments import with_content

ADULT = "urn:aktvalv:mall:vuxen"
_RESPONSIVITY, _FOLLOW_UP = "urn:aktvalv:mall:mottaglighet", "urn:aktvalv:mall:uppfoljning"
_ROUNDS = 30
"""More than the templates have levels of conditions: an answer can make another question asked."""

Said = Mapping[str, Sequence[int | str]]
"""Answers by link id or role: the number of an option, a number on a ruler, or words."""

_NOTHING = "Inget särskilt har kommit fram."


@dataclass(frozen=True, slots=True)
class _Told:
    """A form that is filled in at a stage, so many days ago."""

    url: str
    ago: int
    said: Said


def _rulers(importance: int, confidence: int, readiness: int, stage: int, words: str) -> Said:
    return {"measure": (importance, confidence, readiness, stage), "own_view": (words,)}


_TOLD: Mapping[Stages, tuple[_Told, ...]] = {
    Stages.PLAN_LATE: (
        _Told(
            _RESPONSIVITY,
            221,
            _rulers(6, 2, 3, 1, "Jag vill bort, men jag vet inte om jag klarar det."),
        ),
        _Told(
            _RESPONSIVITY,
            140,
            _rulers(8, 4, 5, 2, "Jag har slutat svara när de ringer. Det är läskigt."),
        ),
        _Told(
            _RESPONSIVITY,
            60,
            _rulers(9, 7, 8, 3, "Jag sover igen. Praktiken gör att jag vill fortsätta."),
        ),
        _Told(_FOLLOW_UP, 30, {}),
    ),
    Stages.ASSESSED: (
        _Told(
            ADULT,
            5,
            {
                "omraden.val": (0, 3),
                "sakerhet.bedomning.niva": (3,),
                "forsorjning.bedomning.niva": (2,),
            },
        ),
    ),
}

BEGUN: Said = {"omraden.val": (0, 1), "own_view": ("Jag vill att det tar slut.",)}
"""What stands in the assessment of an adult that has been begun and not signed."""


def sample_forms(library: FormLibrary, stages: Stages, today: date) -> tuple[SampleForm, ...]:
    """What has been filled in at a stage besides the assessment of needs."""
    known = {template.url: template for template in library.offered()}
    return tuple(
        _completed(known[told.url], told, today - timedelta(days=told.ago))
        for told in _TOLD.get(stages, ())
        if told.url in known
    )


def begun(template: Template, said: Said, day: date) -> FormSession:
    """A form that somebody has begun with: only what has been said."""
    form = load_form(template.data).form
    assert form is not None
    session = FormSession(form)
    _say(session, said, day)
    return session


def _completed(template: Template, told: _Told, day: date) -> SampleForm:
    session = begun(template, told.said, day)
    for _ in range(_ROUNDS):
        for problem in session.check():
            node = _question(session, problem.node)
            item = session.node(node).item
            if item.link_id not in told.said and not session.node(node).values:
                session.set_answers(node, [_usual(item, day)])
        _say(session, told.said, day)
    response = session.complete(f"{day}T15:00:00+01:00")
    fact = facts.Assessment(
        template=template.key,
        template_blob=BlobId(template.sha256),
        response_blob=BlobId(""),
        title=template.title,
        completed_on=day.isoformat(),
    )
    data = dump_response(response)
    whole = with_content(fact, template, session.form, response)
    return SampleForm(told.ago, template, data, whole)


def _say(session: FormSession, said: Said, day: date) -> None:
    """Everything that is asked now and was said. What is said to a role goes to its questions in
    the order of the form, as far as it lasts."""
    places: dict[str, int] = {}
    for page in session.pages():
        for node in _below(session, page.nodes):
            item = session.node(node).item
            role = item.role
            answers = said.get(item.link_id)
            if answers is None and role in said:
                at = places.get(role, 0)
                places[role] = at + 1
                answers = said[role][at : at + 1]
            if answers and session.node(node).shown and not session.node(node).values:
                session.set_answers(node, [_value(item, each, day) for each in answers])


def _below(session: FormSession, nodes: Sequence[NodeId]) -> list[NodeId]:
    found: list[NodeId] = []
    for node in nodes:
        if session.node(node).item.is_question:
            found.append(node)
        found += _below(session, session.children(node))
    return found


def _question(session: FormSession, node: NodeId) -> NodeId:
    """The question that lacks an answer, or the first one in the group that does."""
    asked = session.node(node).item
    return node if asked.is_question else _below(session, session.children(node))[0]


def _value(item: Item, said: int | str, day: date) -> Value:
    if item.options and isinstance(said, int):
        return item.options[said].value
    return said if isinstance(said, str) or item.kind is Kind.INTEGER else _usual(item, day)


def _usual(item: Item, day: date) -> Value:
    """What stands where nothing else is known."""
    if item.options:
        return item.options[0].value
    usual: dict[Kind, Value] = {
        Kind.BOOLEAN: False,
        Kind.INTEGER: item.minimum if isinstance(item.minimum, int) else 1,
        Kind.DATE: PartialDate(day.isoformat()),
        Kind.DATE_TIME: DateTime(day.isoformat()),
        Kind.TIME: TimeOfDay("10:00"),
    }
    return usual.get(item.kind, _NOTHING)
