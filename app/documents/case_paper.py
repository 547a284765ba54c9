"""What every paper of a case is written from, and the parts that are the same on all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.casework import facts
from app.casework.state import CaseState, Signed
from app.disclosure.categories import Category
from app.disclosure.gate import Disclosed, document_id
from app.disclosure.profiles import ACTIVE_CHOICE, PROFILES, Profile
from app.documents.blocks import (
    AnyBlock,
    Document,
    FactRow,
    Heading,
    Letterhead,
    Notice,
    Status,
    Text,
    Tone,
)
from app.documents.office import Office
from app.errors import Reason, Refusal

F = TypeVar("F", bound=facts.Fact)

STATUS_TEXTS = {
    Status.FIXED: "Signerad",
    Status.REPLACED: "Ersatt av en senare version",
    Status.DISPUTED: "Omtvistad: det finns två versioner",
}

NOT_DISCLOSED = "Uppgiften lämnas inte ut"


@dataclass(frozen=True, slots=True)
class CasePaper(Generic[F]):
    """One signed record that becomes a paper. Without ``disclosed`` the paper is for the screen
    only: by case number and pseudonym, whatever the profile, and without a copy number. With it,
    it holds exactly what the gate let through."""

    state: CaseState
    signed: Signed[F]
    office: Office
    profile: Profile
    disclosed: Disclosed | None = None

    def __post_init__(self) -> None:
        """Raises ValueError when the gate let through something else, and Refusal (case_unknown)
        for a case without a number."""
        if self.state.case_file is None:
            raise Refusal(Reason.CASE_UNKNOWN)
        if self.disclosed is not None:
            request = self.disclosed.request
            if (request.source, request.profile) != (self.signed.record.id, self.profile):
                raise ValueError("the gate let through another document")

    @property
    def shown(self) -> frozenset[Category]:
        """What may stand on the paper."""
        if self.disclosed is not None:
            return frozenset(self.disclosed.columns.leaves)
        rules = PROFILES[self.profile]
        return rules.categories - ACTIVE_CHOICE - rules.asked

    def shows(self, category: Category) -> bool:
        return category in self.shown

    def document(
        self,
        kind: str,
        title: str,
        *,
        dated: str,
        blocks: Iterable[AnyBlock],
        version: str = "",
        status_text: str = "",
    ) -> Document:
        """The paper with its head and foot. ``dated`` is the day of the content, ``YYYY-MM-DD``;
        ``status_text`` says what a record in force is called, "Signerad" unless told."""
        status = status_of(self.state, self.signed)
        text = STATUS_TEXTS[status]
        shown_as = document_id(kind, self.signed.record.id, self.profile)
        return Document(
            kind=kind,
            title=title,
            document_id=self.disclosed.document_id if self.disclosed else shown_as,
            version=version,
            status=status,
            status_text=status_text if status_text and status is Status.FIXED else text,
            letterhead=Letterhead(municipality=self.office.municipality, unit=self.office.unit),
            reference=self.reference(),
            dated=dated,
            blocks=tuple(blocks),
            copy_number=self.disclosed.copy_number if self.disclosed else None,
        )

    def reference(self) -> str:
        """``Ärende 2026-0014``; empty where the number stays."""
        if self.state.case_file is None or not self.shows(Category.CASE_NUMBER):
            return ""
        return f"Ärende {self.state.case_file.latest.fact.case_number}"

    def person_rows(self) -> Iterator[FactRow]:
        """Who it is about, as far as the gate lets it be said."""
        label = self.state.label if self.shows(Category.CASE_NUMBER) else NOT_DISCLOSED
        name = self.disclosed.name if self.disclosed else ""
        yield FactRow(label="Den enskilde", value=name or label)
        if self.disclosed and self.disclosed.number:
            number = self.disclosed.number
            yield FactRow(label="Personnummer", value=f"{number[:8]}-{number[8:]}")
        assert self.state.case_file is not None
        registered = self.state.case_file.latest.fact.registration_number
        if registered and self.shows(Category.REGISTRATION_NUMBER):
            yield FactRow(label="Diarienummer", value=registered)

    def caseworker_row(self) -> Iterator[FactRow]:
        """Who handles the case; nothing where that stays."""
        if self.shows(Category.CASEWORKER):
            named = (self.office.caseworker_name, self.office.caseworker_title)
            yield FactRow(label="Handläggare", value=", ".join(part for part in named if part))

    def secrecy(self) -> Notice:
        """The frame at the top of every paper."""
        provision = f" enligt {self.office.secrecy}" if self.office.secrecy else ""
        text = (
            f"Uppgifterna kan omfattas av sekretess{provision}. Lämna inte handlingen vidare och "
            "förvara den så att ingen annan kan läsa den."
        )
        return Notice(title="Sekretess", text=text, tone=Tone.SECRECY)

    def secrecy_to_the_person(self) -> Notice:
        """The frame on what is the person's own to show to whom they like."""
        provision = f" enligt {self.office.secrecy}" if self.office.secrecy else ""
        text = (
            f"Här står uppgifter om dig. Hos oss kan de omfattas av sekretess{provision}. Förvara "
            "handlingen så att ingen annan kan läsa den."
        )
        return Notice(title="Sekretess", text=text, tone=Tone.SECRECY)

    def section(self, category: Category, heading: str, text: str) -> Iterator[AnyBlock]:
        """A heading and a text of one category; nothing where it stays or nobody wrote it."""
        if text.strip() and self.shows(category):
            yield Heading(text=heading)
            yield Text(text=text)


def status_of(state: CaseState, signed: Signed[F]) -> Status:
    """Whether a signed version is in force, replaced, or one side of a conflict."""
    shape = type(signed.fact)
    for entity in state.of(shape):
        if any(each.record.id == signed.record.id for each in entity.versions):
            if all(side.record.id != signed.record.id for side in entity.sides):
                return Status.REPLACED
            return Status.DISPUTED if entity.disputed else Status.FIXED
    return Status.FIXED
