"""Which page each part of a case is. Here and not in ``ui.pages``: pages do not know each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from app.ids import StreamId
from ui.navigation import CasePart
from ui.pages.page import Page
from ui.session import Session
from ui.texts import tr


@dataclass(frozen=True, slots=True)
class CasePartEntry:
    part: CasePart
    title: str
    make: Callable[[Session, StreamId], Page]


_TABLE = (
    (CasePart.OVERVIEW, "Översikt", "OverviewPage"),
    (CasePart.THREAT, "Hot och risk", "ThreatPage"),
    (CasePart.ASSESSMENT, "Utredning", "AssessmentPage"),
    (CasePart.DECISION, "Beslut", "DecisionPage"),
    (CasePart.PLAN, "Plan", "PlanPage"),
    (CasePart.JOURNAL, "Journal", "JournalPage"),
    (CasePart.DOCUMENTS, "Handlingar", "DocumentsPage"),
    (CasePart.HISTORY, "Historik", "HistoryPage"),
)


def case_parts() -> tuple[CasePartEntry, ...]:
    """Every part, in the order of the tabs."""
    return tuple(
        CasePartEntry(part, tr(title), _maker(part, name))
        for part, title, name in _TABLE
        if is_there(f"ui.pages.{part.value}")
    )


def is_there(package: str) -> bool:
    return bool(find_spec(package) and find_spec(f"{package}.page"))


def _maker(part: CasePart, name: str) -> Callable[[Session, StreamId], Page]:
    def make(session: Session, stream: StreamId) -> Page:
        page: Page = getattr(import_module(f"ui.pages.{part.value}.page"), name)(session, stream)
        return page

    return make
