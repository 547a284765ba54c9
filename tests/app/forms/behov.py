"""The template of the repository, and a way to fill it in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app.forms.library import FormLibrary, Template
from app.forms.load import load_form
from app.forms.model import Form, Kind
from app.forms.session import FormSession
from app.forms.values import PartialDate, Value
from tests.app.forms.build import answer

FORMS = Path(__file__).parents[3] / "resources" / "forms"


@cache
def library() -> FormLibrary:
    return FormLibrary([path.read_bytes() for path in sorted(FORMS.glob("*.json"))])


def template() -> Template:
    return next(t for t in library().offered() if t.url == "urn:aktvalv:mall:behov")


@cache
def form() -> Form:
    found = load_form(template().data).form
    assert found is not None
    return found


def choose(filled: FormSession, link: str, *chosen: str) -> None:
    by_code = {getattr(o.value, "code", ""): o.value for o in filled.form.by_link[link].options}
    answer(filled, link, *(by_code[code] for code in chosen))


def fill_required(filled: FormSession) -> FormSession:
    """Answer what is required until nothing is, yes and the first option where there is one."""
    for _ in range(10):
        problems = filled.check()
        for found in problems:
            item = filled.node(found.node).item
            filled.set_answers(found.node, [_any_value(item.kind, item.options)])
        if not problems:
            return filled
    raise AssertionError(filled.check())


def _any_value(kind: Kind, options: tuple[object, ...]) -> Value:
    if options:
        return options[0].value  # type: ignore[attr-defined,no-any-return]
    return {Kind.BOOLEAN: True, Kind.DATE: PartialDate("2026-11"), Kind.INTEGER: 1}.get(
        kind, "Ett svar"
    )
