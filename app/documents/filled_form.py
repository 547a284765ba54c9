"""A signed form on paper: an assessment, a follow-up, a mapping of one subject.

What BOPS or the local police have said is a category of its own that stands in no paper of this
kind (F003): those answers are left out, and the paper says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.casework import facts, moments
from app.casework.comparison import Comparison, Series, comparisons
from app.casework.state import CaseState, Signed
from app.disclosure.categories import Category
from app.disclosure.gate import Disclosed, document_id
from app.disclosure.profiles import IDENTIFYING, PROFILES, Profile
from app.documents.blocks import (
    AnyBlock,
    Column,
    Document,
    FactRow,
    Facts,
    Heading,
    Letterhead,
    Notice,
    Status,
    Table,
    Text,
    TextStyle,
    Tone,
)
from app.documents.office import Office
from app.errors import Reason, Refusal
from app.forms.model import OWNER_SYSTEM, Form, Item
from app.forms.print import printed
from app.forms.response import Response, ResponseItem

KIND = "filled_form"

MOST_OCCASIONS = 6
"""Columns of a comparison that can be read on A4; the latest are kept."""

_POLICE = frozenset((facts.Owner.BOPS.value, facts.Owner.LOCAL_POLICE.value))

_STATUS_TEXTS = {
    Status.FIXED: "Signerad",
    Status.REPLACED: "Ersatt av en senare version",
    Status.DISPUTED: "Omtvistad: det finns två versioner",
}


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A signed form, and what its exact bytes say."""

    signed: Signed[facts.Assessment]
    form: Form
    response: Response


def filled_form(
    state: CaseState, filled: FilledForm, office: Office, identity: Disclosed | None = None
) -> Document:
    """The form as a paper. Without ``identity`` for the screen only, by case number and pseudonym
    and without a copy number; with it, exactly what the gate let through. Raises ``ValueError``
    when the gate let through something else, and Refusal (case_unknown) for a case without a
    number."""
    if state.case_file is None:
        raise Refusal(Reason.CASE_UNKNOWN)
    source = filled.signed.record.id
    shown = PROFILES[Profile.FORM].categories - IDENTIFYING
    if identity is not None:
        if (identity.request.source, identity.request.profile) != (source, Profile.FORM):
            raise ValueError("the gate let through another document")
        shown = frozenset(identity.columns.leaves)
    status = _status(state, filled.signed)
    fact = filled.signed.fact
    number = state.case_file.latest.fact.case_number
    named = identity.document_id if identity else document_id(KIND, source, Profile.FORM)
    return Document(
        kind=KIND,
        title=fact.title,
        document_id=named,
        version=f"Mall {filled.form.version}",
        status=status,
        status_text=_STATUS_TEXTS[status],
        letterhead=Letterhead(municipality=office.municipality, unit=office.unit),
        reference=f"Ärende {number}" if Category.CASE_NUMBER in shown else "",
        dated=fact.completed_on,
        blocks=tuple(_blocks(state, filled, office, shown, identity)),
        copy_number=identity.copy_number if identity else None,
    )


def _status(state: CaseState, signed: Signed[facts.Assessment]) -> Status:
    for entity in state.assessments:
        if entity.id == signed.record.content.entity:
            if signed.record.id not in {side.record.id for side in entity.sides}:
                return Status.REPLACED
            return Status.DISPUTED if entity.disputed else Status.FIXED
    return Status.FIXED


def _blocks(
    state: CaseState,
    filled: FilledForm,
    office: Office,
    shown: frozenset[Category],
    identity: Disclosed | None,
) -> Iterable[AnyBlock]:
    provision = f" enligt {office.secrecy}" if office.secrecy else ""
    text = (
        f"Uppgifterna kan omfattas av sekretess{provision}. Lämna inte handlingen vidare och "
        "förvara den så att ingen annan kan läsa den."
    )
    yield Notice(title="Sekretess", text=text, tone=Tone.SECRECY)
    yield Facts(rows=tuple(_facts(state, filled.signed, office, shown, identity)))
    if Category.ASSESSMENT in shown:
        kept = without_the_police(filled.form, filled.response)
        yield from printed(filled.form, kept)
        if kept != filled.response:
            missing = "Det som BOPS eller lokalpolisen har uppgett ingår inte i den här handlingen."
            yield Text(text=missing, style=TextStyle.MUTED)
    if Category.OVER_TIME in shown:
        for compared in comparisons(state, filled.signed.record.id):
            if series := _series_that_leave(filled.form, compared):
                yield Heading(text="Över tid")
                yield _table(replace(compared, series=series))


def _facts(
    state: CaseState,
    signed: Signed[facts.Assessment],
    office: Office,
    shown: frozenset[Category],
    identity: Disclosed | None,
) -> Iterable[FactRow]:
    assert state.case_file is not None
    person = state.label if Category.CASE_NUMBER in shown else "Uppgiften lämnas inte ut"
    name = identity.name if identity else ""
    yield FactRow(label="Den enskilde", value=name or person)
    if identity and identity.number:
        number = f"{identity.number[:8]}-{identity.number[8:]}"
        yield FactRow(label="Personnummer", value=number)
    registration_number = state.case_file.latest.fact.registration_number
    if registration_number and Category.REGISTRATION_NUMBER in shown:
        yield FactRow(label="Diarienummer", value=registration_number)
    yield FactRow(label="Signerad", value=moments.in_words(signed.fact.completed_on))
    if Category.CASEWORKER in shown:
        responsible = (office.caseworker_name, office.caseworker_title)
        yield FactRow(label="Handläggare", value=", ".join(part for part in responsible if part))


def without_the_police(form: Form, response: Response) -> Response:
    """The response without the answers that BOPS or the local police answer for, and without the
    groups that are empty then."""
    return replace(response, items=tuple(_kept(form, response.items)))


def _kept(form: Form, items: Iterable[ResponseItem]) -> Iterable[ResponseItem]:
    for item in items:
        asked = form.by_link.get(item.link_id)
        if asked is not None and asked.code(OWNER_SYSTEM) in _POLICE:
            continue
        below = tuple(_kept(form, item.items))
        answers = tuple(
            replace(answer, items=tuple(_kept(form, answer.items))) for answer in item.answers
        )
        if below or answers or not item.items:
            yield replace(item, items=below, answers=answers)


def _series_that_leave(form: Form, compared: Comparison) -> tuple[Series, ...]:
    """Without the measures that the police answer for, and those that this version of the
    template does not ask: nobody could tell whose they are."""
    asked = form.by_link.keys() - set(_of_the_police(form.items, inside=False))
    return tuple(series for series in compared.series if series.key in asked)


def _of_the_police(items: Iterable[Item], *, inside: bool) -> Iterable[str]:
    """Link ids of all that ``without_the_police`` leaves out."""
    for item in items:
        theirs = inside or item.code(OWNER_SYSTEM) in _POLICE
        if theirs:
            yield item.link_id
        yield from _of_the_police(item.items, inside=theirs)


def _table(compared: Comparison) -> Table:
    first = max(0, len(compared.occasions) - MOST_OCCASIONS)
    days = tuple(Column(title=each.day) for each in compared.occasions[first:])
    return Table(
        columns=(Column(title="Mått", weight=3), *days),
        rows=tuple(
            (each.label, *(answer.shown if answer else "" for answer in each.answers[first:]))
            for each in compared.series
        ),
        caption=f"{compared.title}: samma frågor vid flera tillfällen",
        row_header=True,
    )
