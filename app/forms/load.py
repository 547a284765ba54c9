"""The door for templates: bytes in, a form and its problems out. Never raises on bad data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.forms.fields import Faults
from app.forms.gate import read_tree
from app.forms.lint import lint
from app.forms.model import Form
from app.forms.problems import Code, Problem, Severity, blocking
from app.forms.reader import read_form


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


def load_form(data: bytes) -> LoadResult:
    """The form that these bytes describe, read strictly."""
    tree = read_tree(data)
    if isinstance(tree, Problem):
        return LoadResult(None, (tree,))
    if not isinstance(tree, dict) or tree.get("resourceType") != "Questionnaire":
        return LoadResult(None, (Problem(Code.NOT_A_TEMPLATE, Severity.FATAL),))
    faults = Faults()
    form = read_form(tree, hashlib.sha256(data).hexdigest(), faults)
    return LoadResult(form, (*faults.found, *lint(form)))
