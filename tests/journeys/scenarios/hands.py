"""One caseworker at the real main window, over one case and several years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from PySide6.QtWidgets import QAbstractButton

from app.casework import facts
from app.casework.process.steps import Process
from app.casework.state import CaseState, Entity
from app.ids import StreamId
from app.ports import DueRow
from app.usecases import reading
from app.usecases.desk import Desk
from app.usecases.watching.todo import TodoItem, todo
from tests.fakes import STOCKHOLM_SUMMER, StoppedClock
from tests.journeys import hands
from tests.program import Program
from tests.ui.looking import texts, visible
from ui.fields.form import FieldForm
from ui.navigation import CasePart, Destination, Section
from ui.record_editor import RecordEditor
from ui.widgets.wrapping import WrappingButton

T = TypeVar("T")
F = TypeVar("F", bound=facts.Fact)


class Caseworker:
    """Presses what can be seen and reads what is told. Forms are filled as a whole and signed
    through the question that signing asks."""

    def __init__(self, program: Program, clock: StoppedClock) -> None:
        self.program = program
        self.clock = clock
        self.passphrase = hands.make_a_vault(program)
        self.stream: StreamId

    # ------------------------------------------------------------------------- going

    def opens_a_case(self, **typed: Any) -> StreamId:
        """A new case by the page Ärenden; what is done after this is done in it."""
        hands.go(self.program, Destination(Section.CASES))
        self.presses("Nytt ärende")
        self.fills(**{**hands.CASE, **typed})
        self.presses("Skapa ärendet")
        self.program.until(lambda: self.program.main.place().stream is not None)
        self.program.settle()
        stream = self.program.main.place().stream
        assert stream is not None
        self.stream = stream
        return stream

    def goes_to(self, part: CasePart) -> None:
        """To a part of the case, read anew."""
        self.program.go(Destination.case(self.stream, part))

    def goes_to_section(self, section: Section) -> None:
        """To a section, read anew: from another one."""
        elsewhere = Section.CASES if section is not Section.CASES else Section.TODO
        hands.go(self.program, Destination(elsewhere))
        hands.go(self.program, Destination(section))

    def waits_until(self, day: str) -> None:
        """Nine in the morning of a later day, as the clock in the hall has it."""
        then = date.fromisoformat(day)
        self.clock.time = datetime(then.year, then.month, then.day, 9, tzinfo=STOCKHOLM_SUMMER)

    def locks_and_comes_back(self) -> None:
        """In the middle of whatever is written; the page and the form are there again."""
        hands.press(self.program, "Lås (Ctrl+L)")
        self.program.go_on_after_lock()
        hands.unlock(self.program, self.passphrase)
        self.program.settle()

    # ------------------------------------------------------------------------- doing

    def presses(self, text: str) -> None:
        """The first button in sight whose text or name begins so, once it can be pressed."""

        def found() -> QAbstractButton | None:
            return next(
                (
                    each
                    for each in visible(self.program.window, QAbstractButton)
                    if each.isEnabled()
                    and (each.text().startswith(text) or each.accessibleName().startswith(text))
                ),
                None,
            )

        try:
            self.program.until(lambda: found() is not None)
        except TimeoutError:
            raise AssertionError(f"no button {text!r} in:\n{self.screen()}") from None
        pressed = found()
        assert pressed is not None
        pressed.click()
        self.program.settle()

    def fills(self, **typed: Any) -> None:
        """Into the form that was opened last, as if typed."""
        self.program.until(lambda: bool(visible(self.program.window, FieldForm)))
        form = visible(self.program.window, FieldForm)[-1]
        form.set_values({**form.values(), **typed})
        form.changed.emit()
        self.program.settle()

    def signs(self, **typed: Any) -> None:
        """Fills, and signs through the question. Fails when the form stays open."""
        assert not self.tries(**typed), self.screen()
        assert not visible(self.program.window, RecordEditor), self.screen()

    def tries(self, **typed: Any) -> list[str]:
        """Fills and signs. The names of the fields that say what is wrong with them."""
        self.fills(**typed)
        editor = self.editor()
        editor.sign()
        if editor._confirm.isVisible():
            editor._sign_now()
        self.program.settle()
        return self.wrong_fields()

    def typed(self) -> dict[str, Any]:
        """What stands in the open form."""
        return dict(self.editor().form.values())

    def editor(self) -> RecordEditor:
        self.program.until(lambda: bool(visible(self.program.window, RecordEditor)))
        self.program.settle()
        return visible(self.program.window, RecordEditor)[-1]

    # ------------------------------------------------------------------------- looking

    def screen(self) -> str:
        return texts(self.program.window)

    def sees(self, text: str) -> None:
        try:
            self.program.until(lambda: text in self.screen())
        except TimeoutError:
            raise AssertionError(f"{text!r} is not in:\n{self.screen()}") from None

    def sees_no(self, text: str) -> None:
        assert text not in self.screen()

    def wrong_fields(self) -> list[str]:
        """Those that the form's summary leads to, as ``goals/0/words``, in reading order; empty
        when no form is open."""
        return [
            str(link.property("field"))
            for editor in visible(self.program.window, RecordEditor)
            for link in visible(editor.form, WrappingButton)
            if link.property("field")
        ]

    # ------------------------------------------------------------------------- what holds

    def asks(self, work: Callable[[Desk], T]) -> T:
        return self.program.ask(work)

    def state(self) -> CaseState:
        return self.asks(lambda desk: reading.state_of(desk, self.stream))

    def all_of(self, shape: type[F]) -> tuple[Entity[F], ...]:
        return self.state().of(shape)

    def process(self) -> Process:
        return self.asks(lambda desk: reading.open_case(desk, self.stream).process)

    def statuses(self) -> dict[str, str]:
        """Of each step of the process, by its key."""
        return {step.key: step.status.value for step in self.process().steps}

    def gaps(self) -> list[str]:
        """What the process says is missing, in the order of the steps."""
        return [gap.missing.value for step in self.process().steps for gap in step.gaps]

    def due(self) -> dict[str, str]:
        """The day of each deadline of the case that runs, by its code."""
        rows: tuple[DueRow, ...] = self.asks(
            lambda desk: tuple(reading.open_case(desk, self.stream).due)
        )
        return {row.code: row.due for row in rows}

    def to_do(self) -> dict[str, TodoItem]:
        """What Att göra shows of the case, by its code."""
        rows = self.asks(todo)
        return {row.code: row for row in rows if row.stream == self.stream}
