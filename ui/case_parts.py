"""Which page each part of a case is. Here and not in ``ui.pages``: pages do not know each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.ids import StreamId
from ui.navigation import CasePart
from ui.page import Page
from ui.pages.assessment.page import AssessmentPage
from ui.pages.children.page import ChildrenPage
from ui.pages.closing.page import ClosingPage
from ui.pages.consent.page import ConsentPage
from ui.pages.decision.page import DecisionPage
from ui.pages.documents.page import DocumentsPage
from ui.pages.follow_up.page import FollowUpPage
from ui.pages.history.page import HistoryPage
from ui.pages.journal.page import JournalPage
from ui.pages.meeting.page import MeetingPage
from ui.pages.network.page import NetworkPage
from ui.pages.overview.page import OverviewPage
from ui.pages.plan.page import PlanPage
from ui.pages.route.page import RoutePage
from ui.pages.sharing.page import SharingPage
from ui.pages.threat.page import ThreatPage
from ui.pages.watch.page import WatchPage
from ui.session import Session


@dataclass(frozen=True, slots=True)
class CasePartEntry:
    part: CasePart
    title: str
    """Swedish; goes through ``tr`` where it is shown."""
    make: Callable[[Session, StreamId], Page]


CASE_PARTS: Final = (
    CasePartEntry(CasePart.OVERVIEW, "Översikt", OverviewPage),
    CasePartEntry(CasePart.WATCH, "Bevakning", WatchPage),
    CasePartEntry(CasePart.CONSENT, "Samtycke", ConsentPage),
    CasePartEntry(CasePart.THREAT, "Hot och risk", ThreatPage),
    CasePartEntry(CasePart.ROUTE, "Vägval", RoutePage),
    CasePartEntry(CasePart.NETWORK, "Nätverk", NetworkPage),
    CasePartEntry(CasePart.CHILDREN, "Barn", ChildrenPage),
    CasePartEntry(CasePart.ASSESSMENT, "Utredning", AssessmentPage),
    CasePartEntry(CasePart.DECISION, "Beslut", DecisionPage),
    CasePartEntry(CasePart.PLAN, "Plan", PlanPage),
    CasePartEntry(CasePart.MEETING, "Möten", MeetingPage),
    CasePartEntry(CasePart.FOLLOW_UP, "Uppföljning", FollowUpPage),
    CasePartEntry(CasePart.JOURNAL, "Journal", JournalPage),
    CasePartEntry(CasePart.DOCUMENTS, "Handlingar", DocumentsPage),
    CasePartEntry(CasePart.SHARING, "Dela", SharingPage),
    CasePartEntry(CasePart.CLOSING, "Avslut", ClosingPage),
    CasePartEntry(CasePart.HISTORY, "Historik", HistoryPage),
)
"""In the order of the tabs."""
