"""A form being filled in as the body of a draft. The answers are kept as the exact text of the
response, so that no number or date is ever written in another way than it was typed."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import Reason, Refusal
from app.forms.library import FormLibrary, Template
from app.forms.load import load_form
from app.forms.model import Form
from app.forms.response import Response, Status, dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession, Incomplete
from app.jsonvalue import JsonObject


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft opened again: its template and what stands in it."""

    template: Template
    form: Form
    response: Response


def new_draft(template: Template) -> JsonObject:
    """The body of a draft in which nothing is answered. Raises Refusal (form_unreadable) for a
    template that cannot be answered here."""
    form = answerable(template)
    return draft_body(template, Response(form.key, Status.IN_PROGRESS))


def draft_body(template: Template, response: Response) -> JsonObject:
    """``template`` (``url|version``), ``sha256`` of its bytes and ``response`` as JSON text."""
    return {
        "template": template.key,
        "sha256": template.sha256,
        "response": dump_response(response).decode("utf-8"),
    }


def open_draft(body: JsonObject, library: FormLibrary) -> Begun:
    """Raises Refusal: form_unreadable when the template is not at hand or the answers do not fit
    it, form_changed when the template has other bytes than when the draft was begun."""
    template = library.pinned(str(body.get("template", "")), str(body.get("sha256", "")))
    form = answerable(template)
    return Begun(template, form, _response(form, str(body.get("response", "")).encode("utf-8")))


def completed(template: Template, data: bytes) -> Begun:
    """A response that may be signed: completed, nothing missing, nothing that is not asked.
    Raises Refusal: form_unreadable, form_incomplete."""
    form = answerable(template)
    response = _response(form, data)
    session = FormSession(form, response)
    if response.status is not Status.COMPLETED or session.dropped_on_completion():
        raise Incomplete(session.check())
    session.complete()
    return Begun(template, form, response)


def read_signed(template: bytes, response: bytes) -> tuple[Form, Response]:
    """A signed form as it was, from the exact bytes that were kept. Raises Refusal
    (form_unreadable)."""
    form = load_form(template).form
    if form is None:
        raise Refusal(Reason.FORM_UNREADABLE)
    return form, _response(form, response)


def answerable(template: Template) -> Form:
    """The template's form. Raises Refusal (form_unreadable) when it needs what is not supported;
    ``load_form`` says what."""
    result = load_form(template.data)
    if result.form is None or not result.answerable:
        raise Refusal(Reason.FORM_UNREADABLE)
    return result.form


def _response(form: Form, data: bytes) -> Response:
    response = load_response(data, form).response
    if response is None:
        raise Refusal(Reason.FORM_UNREADABLE)
    return response
