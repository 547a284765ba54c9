"""Forms and answers that are kept as bytes, read again. What cannot be read has been damaged, or
was made by a newer program: one refusal, form_unreadable, says so for all of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import Reason, Refusal
from app.forms.load import load_form
from app.forms.model import Form
from app.forms.response import Response
from app.forms.response_reader import load_response


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A template and what was answered to it."""

    form: Form
    response: Response


def read_kept(template: bytes, response: bytes) -> KeptForm:
    """A filled form as it was, also where its template could no longer be answered here. Raises
    Refusal: form_unreadable."""
    form = load_form(template).form
    if form is None:
        raise Refusal(Reason.FORM_UNREADABLE)
    return KeptForm(form, answers_to(form, response))


def answerable(template: bytes) -> Form:
    """A template to write answers in. Raises Refusal: form_unreadable."""
    loaded = load_form(template)
    if loaded.form is None or not loaded.answerable:
        raise Refusal(Reason.FORM_UNREADABLE)
    return loaded.form


def answers_to(form: Form, response: bytes) -> Response:
    """Answers to this very form. Raises Refusal: form_unreadable."""
    found = load_response(response, form).response
    if found is None:
        raise Refusal(Reason.FORM_UNREADABLE)
    return found
