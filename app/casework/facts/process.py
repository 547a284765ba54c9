"""Work around the process: tasks, times that were started by hand, steps that were marked."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.ids import EntityId


class Recurrence(StrEnum):
    NONE = "none"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Task(Fact, frozen=True):
    """``task/1`` Something to do, in a case or in the vault's own stream. A later version changes
    it, puts it off or says that it is done; a recurring one that is done is followed by a version
    with the next day."""

    what: str
    owner: str
    """Function or name of who does it."""
    due_on: str
    recurrence: Recurrence = Recurrence.NONE
    wait_until: str = ""
    """Not shown before this day (*vänta till*)."""
    done_on: str = ""
    outcome: str = ""
    raised_by: str = ""
    """Code of what raised it, for what the program raised: ``continuation_no``, ``consent_gone``,
    ``child_alert`` … Empty for the caseworker's own."""
    about: EntityId | None = None
    """What it is about, to open."""
    part: str = ""
    """Part of the case where it is done, a value of ``usecases.changes.Part``."""


class StartedDeadline(Fact, frozen=True):
    """``started_deadline/1`` A time that the law or an agreement sets and that the caseworker has
    started by hand, since no other record shows its start (request for transfer, child in
    sheltered housing …). A later version ends it."""

    rule: str
    """Key of a deadline in the legal pack."""
    started_on: str
    about: str = ""
    ended_on: str = ""
    outcome: str = ""


class StepMarkKind(StrEnum):
    SKIPPED = "skipped"
    DONE_ELSEWHERE = "done_elsewhere"
    """Done, but not in this program."""
    REOPENED = "reopened"


class StepMark(Fact, frozen=True):
    """``step_mark/1`` A step of the process that is skipped, with a reason, or done elsewhere. A
    step has one such entity in a case, and a later version takes it back."""

    step: str
    """Key of the step in the process."""
    mark: StepMarkKind
    marked_on: str
    reason: str
