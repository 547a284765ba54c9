"""Forms in a real window, drawn offscreen: the largest page, one answer, a draft half filled in.

A figure ends when the window has been laid out and painted, not when the call returns.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtWidgets import QApplication, QRadioButton

from app.forms.load import load_form
from app.forms.model import Form, Item, walk
from app.forms.response import dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession, Page
from benchmarks.figures import Aim, Figure, in_turns, milliseconds
from benchmarks.forms import ITEMS, LARGEST, answers, template
from benchmarks.public_form import answerable
from ui.forms.question import Question
from ui.forms.stack import PageStack
from ui.forms.view import FormView
from ui.theme import Look, Theme

ROUNDS = 15
CLICKS = 60
SIZE = (1100, 800)
ADULT = Path(__file__).parent.parent / "resources" / "forms" / "vuxen-1.0.0.json"


def form_window_figures() -> list[Figure]:
    """Ours alone: there is no plain way to show a form that would be worth comparing with."""
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    Theme(qt).set_look(Look.LIGHT)
    figures = _shown(f"a form of {ITEMS} items", read(template(ITEMS)), page=150, answer=16)
    folder = os.environ.get("AKTVALV_TESTDATA")
    if folder:
        public = read(answerable((Path(folder) / LARGEST).read_bytes()))
        figures += _shown("the 808 items without expressions", public, answer=100)
    adult = read(ADULT.read_bytes())
    return [*figures, *_shown("Utredning vuxen", adult, page=150), *_draft(adult)]


def read(data: bytes) -> Form:
    found = load_form(data)
    assert found.form is not None
    assert found.answerable, found.reasons
    return found.form


def _shown(
    name: str, form: Form, *, page: float | None = None, answer: float | None = None
) -> list[Figure]:
    filled = half_filled(form)
    (built,) = in_turns(ROUNDS, lambda: largest_page(filled))
    taken = sorted(clicks(filled))
    middle, late = taken[len(taken) // 2], taken[int(0.95 * len(taken))]
    return [
        Figure(f"{name}: the largest page, painted", built, aim=Aim(value=page)),
        Figure(f"{name}: one click painted, p95", late, aim=Aim(value=answer)),
        Figure(f"{name}: one click painted, p50", middle),
    ]


def _draft(form: Form) -> list[Figure]:
    """What it costs to come back to a draft, and to keep it while somebody types."""
    kept = dump_response(half_filled(form).draft())
    (opened,) = in_turns(ROUNDS, lambda: milliseconds(lambda: open_draft(form, kept)))
    with shown(half_filled(form)) as view:
        (saved,) = in_turns(ROUNDS, lambda: milliseconds(lambda: dump_response(view.response())))
    return [
        Figure("Utredning vuxen: open a draft half filled in, painted", opened),
        Figure("Utredning vuxen: the draft out of the window, as bytes", saved),
    ]


def half_filled(form: Form) -> FormSession:
    """With as many edits as it has questions, some of them of the same one."""
    filled = FormSession(form)
    questions = sum(item.is_question for item in walk(form.items))
    for node, value in islice(answers(filled), questions):
        filled.set_answers(node, (value,))
    return filled


def open_draft(form: Form, kept: bytes) -> None:
    response = load_response(kept, form).response
    with shown(FormSession(form, response)):
        pass


@contextmanager
def shown(filled: FormSession) -> Iterator[FormView]:
    view = FormView(filled, _today)
    view.resize(*SIZE)
    view.show()
    _paint()
    try:
        yield view
    finally:
        view.close()
        view.deleteLater()


def largest_page(filled: FormSession) -> float:
    """Milliseconds to build the page with the most items, in an empty window that is open."""
    page = max(filled.pages(), key=lambda each: _size(filled.form, each))
    stack = PageStack(filled, _today)
    stack.resize(*SIZE)
    stack.show()
    _paint()

    def work() -> None:
        stack.show_page(page)
        _paint()

    taken = milliseconds(work)
    stack.close()
    stack.deleteLater()
    return taken


def clicks(filled: FormSession) -> Iterator[float]:
    """Milliseconds for each of at most ``CLICKS`` choices among the radio buttons of a page: the
    answer taken, what hangs on it shown or hidden, progress counted and all of it painted."""
    with shown(filled) as view:
        while not (marks := _marks(view)):
            view.next_page()
            _paint()
        yield from (
            milliseconds(_click(mark)) for mark in islice(cycle(marks), CLICKS) if mark.isVisible()
        )


def _marks(view: FormView) -> list[QRadioButton]:
    return [
        mark
        for question in view.findChildren(Question)
        for mark in question.findChildren(QRadioButton)
        if mark.isVisible() and mark.isEnabled()
    ]


def _click(mark: QRadioButton) -> Callable[[], None]:
    def work() -> None:
        mark.click()
        _paint()

    return work


def _paint() -> None:
    QApplication.processEvents()


def _size(form: Form, page: Page) -> int:
    return sum(1 for node in page.nodes for _ in walk(_items(form, node[-1][0])))


def _items(form: Form, link_id: str) -> tuple[Item, ...]:
    return (form.by_link[link_id],)


def _today() -> date:
    return date(2026, 11, 22)
