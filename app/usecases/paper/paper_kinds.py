"""Every paper that a case can give: a row for each. A further paper is a further row here, its
builder in ``app.documents``, its profiles in ``disclosure.profiles`` and its two letters in
``disclosure.gate``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from app.casework import facts
from app.casework.care_sections import sections_of
from app.casework.state import CaseState, Signed
from app.disclosure.profiles import PLAN_PROFILES, Profile
from app.documents import (
    care_plan,
    case_overview,
    child_report,
    consent_form,
    decision_notice,
    filled_form,
    implementation_plan,
    meeting_agenda,
    referral,
)
from app.documents.blocks import Document
from app.documents.case_paper import CasePaper
from app.documents.filled_form import FilledForm
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.forms.assessments import read_assessment
from app.usecases.forms.kept_forms import read_kept

F = TypeVar("F", bound=facts.Fact)


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper, made of signed records of one shape."""

    kind: str
    shape: type[facts.Fact]
    part: Part
    """Changes of which part give other papers of this kind."""
    profiles: tuple[Profile, ...]
    """The ways it can be made, the one to begin with first."""
    words: str
    """What one is called where it is chosen, with ``{status}`` and what ``values`` gives:
    ``Hänvisning, {day} ({status})``."""
    values: Callable[[Any], Mapping[str, object]]
    make: Callable[[Desk, CasePaper[Any]], Document]
    latest_only: bool = False
    """Whether earlier versions give no paper."""
    suits: Callable[[Any], bool] = lambda _: True
    """Whether this record gives a paper."""

    def sources(self, state: CaseState) -> Iterator[Signed[facts.Fact]]:
        """The records of a case that give such a paper, the latest first."""
        for entity in reversed(state.of(self.shape)):
            versions = entity.sides if self.latest_only else entity.versions
            yield from (each for each in reversed(versions) if self.suits(each.fact))


def paper_kind(
    kind: str,
    shape: type[F],
    part: Part,
    build: Callable[[CasePaper[F]], Document],
    *,
    profiles: tuple[Profile, ...],
    words: str,
    values: Callable[[F], Mapping[str, object]],
    latest_only: bool = False,
    suits: Callable[[F], bool] = lambda _: True,
) -> PaperKind:
    """A row whose builder needs nothing but the case."""
    return PaperKind(
        kind=kind,
        shape=shape,
        part=part,
        profiles=profiles,
        words=words,
        values=cast("Callable[[Any], Mapping[str, object]]", values),
        make=lambda _desk, paper: build(paper),
        latest_only=latest_only,
        suits=cast("Callable[[Any], bool]", suits),
    )


def _plan(paper: CasePaper[facts.Plan]) -> Document:
    return implementation_plan.implementation_plan(
        paper.state, paper.signed, paper.office, paper.profile, paper.disclosed
    )


def _form(desk: Desk, paper: CasePaper[facts.Assessment]) -> Document:
    """Raises Refusal: form_unreadable."""
    bytes_of = read_assessment(desk, paper.state.stream, paper.signed.record.id)
    kept = read_kept(bytes_of.template, bytes_of.response)
    filled = FilledForm(paper.signed, kept.form, kept.response)
    return filled_form.filled_form(paper.state, filled, paper.office, paper.disclosed)


def _child_report(desk: Desk, paper: CasePaper[facts.ChildAlert]) -> Document:
    duty = desk.law.provision("sol-2025-19-1", desk.now().date())
    return child_report.child_report(paper, duty.reference if duty else "")


def _care_plan(desk: Desk, paper: CasePaper[facts.CarePlan]) -> Document:
    return care_plan.care_plan(paper, sections_of(desk.plan_contents, paper.signed.fact))


def _consent_form(desk: Desk, paper: CasePaper[facts.Consent]) -> Document:
    return consent_form.consent_form(paper, desk.paper_texts)


def _decision_notice(desk: Desk, paper: CasePaper[facts.Decision]) -> Document:
    return decision_notice.decision_notice(paper, desk.paper_texts)


def _overview(desk: Desk, paper: CasePaper[facts.CaseFile]) -> Document:
    return case_overview.case_overview(paper, desk.now().date())


PAPER_KINDS: tuple[PaperKind, ...] = (
    paper_kind(
        implementation_plan.KIND,
        facts.Plan,
        Part.PLAN,
        _plan,
        profiles=PLAN_PROFILES,
        words="Genomförandeplan, version {number}, fastställd {day} ({status})",
        values=lambda plan: {"number": plan.number, "day": plan.fixed_on},
    ),
    PaperKind(
        kind=care_plan.KIND,
        shape=facts.CarePlan,
        part=Part.PLAN,
        profiles=PLAN_PROFILES,
        words="Vårdplan, version {number}, fastställd {day} ({status})",
        values=lambda plan: {"number": plan.number, "day": plan.fixed_on},
        make=_care_plan,
    ),
    PaperKind(
        kind=filled_form.KIND,
        shape=facts.Assessment,
        part=Part.ASSESSMENT,
        profiles=(Profile.FORM,),
        words="{title}, signerad {day}",
        values=lambda form: {"title": form.title, "day": form.completed_on},
        make=_form,
    ),
    PaperKind(
        kind=child_report.KIND,
        shape=facts.ChildAlert,
        part=Part.CHILDREN,
        profiles=(Profile.CHILD_REPORT,),
        words="Anmälan om barn, {day}",
        values=lambda alert: {"day": alert.raised_on},
        make=_child_report,
        latest_only=True,
    ),
    paper_kind(
        meeting_agenda.KIND,
        facts.Meeting,
        Part.MEETING,
        meeting_agenda.meeting_agenda,
        profiles=(Profile.AGENDA,),
        words="Dagordning, möte {day} ({status})",
        values=lambda meeting: {"day": meeting.held_on},
        latest_only=True,
        suits=lambda meeting: bool(meeting.agenda) and not meeting.cancelled_why,
    ),
    paper_kind(
        referral.KIND,
        facts.Referral,
        Part.ROUTE,
        referral.referral,
        profiles=(Profile.REFERRAL,),
        words="Hänvisning, {day} ({status})",
        values=lambda sent: {"day": sent.sent_on},
        latest_only=True,
    ),
    PaperKind(
        kind=consent_form.KIND,
        shape=facts.Consent,
        part=Part.CONSENT,
        profiles=(Profile.CONSENT_FORM,),
        words="Samtyckesblankett, {day} ({status})",
        values=lambda consent: {"day": consent.given_on},
        make=_consent_form,
        latest_only=True,
        suits=lambda consent: consent.answer is facts.ConsentAnswer.GIVEN,
    ),
    PaperKind(
        kind=decision_notice.KIND,
        shape=facts.Decision,
        part=Part.DECISION,
        profiles=(Profile.DECISION_NOTICE,),
        words="Underrättelse om beslut, {day} ({status})",
        values=lambda decision: {"day": decision.decided_on},
        make=_decision_notice,
        latest_only=True,
    ),
    PaperKind(
        kind=case_overview.KIND,
        shape=facts.CaseFile,
        part=Part.CASE,
        profiles=(Profile.CASE_OVERVIEW,),
        words="Översikt över hela ärendet",
        values=lambda _: {},
        make=_overview,
        latest_only=True,
    ),
)
"""In the order in which they are offered."""

BY_KIND = {each.kind: each for each in PAPER_KINDS}
