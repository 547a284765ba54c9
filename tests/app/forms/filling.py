"""Filling in the templates of the repository, as somebody does who answers only what they must."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.forms.load import load_form
from app.forms.model import Form, Item, Kind, walk
from app.forms.response import Response, ResponseItem, dump_response, walk_items
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from app.forms.tree import NodeId
from app.forms.values import DateTime, PartialDate, Value
from tests.app.forms.build import answer

FORMS = Path(__file__).parents[3] / "resources" / "forms"
ROLE, OWNER, PURPOSE = "urn:aktvalv:roll", "urn:aktvalv:agare", "urn:aktvalv:mallslag"
SIGNED_AT = "2026-11-22T10:00:00+01:00"


@cache
def template(name: str) -> Form:
    """The newest version of a template in the repository, which must be answerable and without
    faults."""
    path = max(FORMS.glob(f"{name}-*.json"), key=lambda each: each.stem)
    result = load_form(path.read_bytes())
    assert result.form is not None
    assert result.reasons == ()
    return result.form


def begun(name: str) -> FormSession:
    return FormSession(template(name))


def choose(filled: FormSession, link: str, *codes: str) -> None:
    """Choose options by their codes; what is no code is written in own words."""
    by_code = {getattr(o.value, "code", ""): o.value for o in filled.form.by_link[link].options}
    answer(filled, link, *(by_code.get(code, code) for code in codes))


def fill_required(filled: FormSession) -> FormSession:
    """Answer what must be answered, and no more: what has been answered already stays."""
    for _ in range(20):
        problems = filled.check()
        if not problems:
            return filled
        for found in problems:
            node, item = _question_at(filled, found.node)
            filled.set_answers(node, [any_value(item)])
    raise AssertionError(filled.check())


def completed(filled: FormSession) -> Response:
    """Completed, written and read again."""
    done = fill_required(filled).complete(SIGNED_AT)
    assert load_response(dump_response(done), filled.form).response == done
    return done


def any_value(item: Item) -> Value:
    if item.options:
        return item.options[0].value
    if item.kind is Kind.INTEGER:
        return item.minimum if isinstance(item.minimum, int) else 1
    others: dict[Kind, Value] = {
        Kind.BOOLEAN: False,
        Kind.DATE: PartialDate("2026-11"),
        Kind.DATE_TIME: DateTime(SIGNED_AT),
    }
    return others.get(item.kind, "Ett svar")


def page_titles(filled: FormSession) -> list[str]:
    return [page.title for page in filled.pages()]


def questions(form: Form) -> Iterator[Item]:
    return (item for item in walk(form.items) if item.is_question)


def answered(response: Response, link: str) -> list[ResponseItem]:
    """Every place where a question or group stands in a response."""
    return [item for item in walk_items(response.items) if item.link_id == link]


def words(form: Form) -> Iterator[tuple[str, str]]:
    """(link id, everything that is read there): text, help, and the options."""
    for item in walk(form.items):
        options = (getattr(option.value, "display", "") for option in item.options)
        yield item.link_id, " ".join((item.text, *options))


def _question_at(filled: FormSession, node: NodeId) -> tuple[NodeId, Item]:
    """The question that has the problem, or the first one inside the group that has it."""
    item = filled.node(node).item
    while item.kind is Kind.GROUP:
        item = next(child for child in item.items if child.kind is not Kind.DISPLAY)
        node = (*node, (item.link_id, 0))
    return node, item
