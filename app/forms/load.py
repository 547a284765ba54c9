"""The door for templates: bytes in, a form and its problems out. Never raises on bad data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from app.forms.fields import Faults
from app.forms.gate import read_tree
from app.forms.limits import too_much, unfit
from app.forms.lint import Profile, judged, lint
from app.forms.model import Form
from app.forms.problems import Code, Problem, Severity, blocking
from app.forms.reader import read_form
from app.forms.values import PartialDate


@dataclass(frozen=True, slots=True)
class LoadResult:
    """``form`` is None when there is nothing to show. A form that is not ``answerable`` may be
    shown, but no answers may be given: ``reasons`` say why."""

    form: Form | None
    problems: tuple[Problem, ...]

    @property
    def reasons(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if blocking(problem))

    @property
    def answerable(self) -> bool:
        return self.form is not None and not self.reasons


def load_form(data: bytes, profile: Profile = Profile.IMPORT) -> LoadResult:
    """The form that these bytes describe, read strictly. ``profile`` says how much is demanded:
    ``STRICT`` of templates made here, ``IMPORT`` of those made elsewhere, and of every template
    that somebody already has answered."""
    tree = read_tree(data)
    if isinstance(tree, Problem):
        return LoadResult(None, (tree,))
    if not isinstance(tree, dict) or tree.get("resourceType") != "Questionnaire":
        return LoadResult(None, (Problem(Code.NOT_A_TEMPLATE, Severity.FATAL),))
    if too_much(tree):
        return LoadResult(None, (Problem(Code.TOO_LARGE, Severity.FATAL),))
    faults = Faults()
    form = read_form(tree, hashlib.sha256(data).hexdigest(), faults)
    found = tuple(judged(problem, profile) for problem in faults.found)
    return LoadResult(form, (*unfit(tree, data), *found, *lint(form, profile)))


def usable(form: Form, today: date) -> Problem | None:
    """Why no new answers may be given to this version on that day, or None. Answers that were
    begun while it was in force are still opened, finished and read."""
    if form.status == "retired":
        return Problem(Code.RETIRED, Severity.ERROR)
    start, end = form.effective_from, form.effective_until
    if start and today < PartialDate(start).first:
        return Problem(Code.NOT_YET_IN_FORCE, Severity.ERROR, params={"date": start})
    if end and today > PartialDate(end).last:
        return Problem(Code.NO_LONGER_IN_FORCE, Severity.ERROR, params={"date": end})
    return None
