"""Forms that have been filled in, and what others link to in them."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.ids import BlobId, RecordId


class FormPurpose(StrEnum):
    """What a template is for, and with it a form that has been filled in. Only an assessment is
    something that a decision can rest on."""

    ASSESSMENT = "assessment"
    INTAKE = "intake"
    """Enrolment: who is here, and whether this is the right place."""
    RESPONSIVITY = "responsivity"
    """How ready the person is for a change, and what works; filled in again over time."""
    MAPPING = "mapping"
    """One subject in depth: violence, children, threat, digital safety."""
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    CLOSING = "closing"


class Assessment(Fact, frozen=True):
    """``assessment/1`` A completed guided assessment, or another form that was filled in. The
    exact bytes of template and response lie as blobs; what others link to is copied out, so that
    it can be read without the form."""

    template: str
    """``url|version``"""
    template_blob: BlobId
    response_blob: BlobId
    title: str
    completed_on: str
    needs: tuple[Need, ...] = ()
    purpose: str = FormPurpose.ASSESSMENT.value
    """A ``FormPurpose``, or one that a newer program knows. What was signed before there was a
    choice is an assessment."""
    measures: tuple[Measure, ...] = ()
    vulnerabilities: tuple[str, ...] = ()
    """Kinds of vulnerability (*typer av utsatthet*, F149), as the form words them."""
    instruments: tuple[Instrument, ...] = ()
    continues: RecordId | None = None
    """The signed form whose answers this one began with."""


class Measure(Fact, frozen=True):
    """One answer that is worth comparing over time, such as a ruler from 0 to 10."""

    key: str
    """Stable between versions of a template: the link id of its question."""
    label: str
    value: int
    lowest: int
    highest: int
    shown: str
    """The answer in words: ``7 av 10``, ``Funderar``."""


class Instrument(Fact, frozen=True):
    """An instrument that somebody else's method used, recorded and never reckoned here. Every
    field as it was written; all but the name may be empty."""

    name: str
    version: str = ""
    date: str = ""
    assessor: str = ""
    outcome: str = ""


class Need(Fact, frozen=True):
    """One need that an assessment found."""

    key: str
    """Stable within the assessment: the link id of its group."""
    area: str
    """Life area, in Swedish, as the form names it."""
    level: int
    """0 none to 3 acute."""
    goal: str = ""
    proposed: str = ""
    """The intervention proposed."""


class NeedRef(Fact, frozen=True):
    """A need of a certain signed assessment."""

    assessment: RecordId
    key: str
