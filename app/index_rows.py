"""What the index of a vault holds of each case: all that a list may show or find one by."""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import EntityId, StreamId


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What the case list may show: never needs, threat, addiction or health
    (lag 2001:454, 7 a §; X06)."""

    stream: StreamId
    case_number: str
    pseudonym: str
    registration_number: str
    status: str
    """A code of ``casework.state.CaseStatus``, or ``casework.index.HANDED_OVER``."""
    received: str
    responsible: str
    decision: str
    """``granted``, ``refused`` … of the latest decision, or empty."""
    provision: str
    """Reference of the latest decision's provision, or empty."""
    changed_at: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that a date makes due in a case. ``code`` is one of ``law.pack.DeadlineKey``."""

    stream: StreamId
    entity: EntityId
    code: str
    due: str
    """``YYYY-MM-DD``"""


@dataclass(frozen=True, slots=True)
class SearchKey:
    """One word or number by which a case may be found (förordning 2001:637, 15 §; X05)."""

    stream: StreamId
    kind: str
    """``name``, ``number`` (personnummer or samordningsnummer) or ``case_number``."""
    key: str
    """Folded as ``casework.search`` folds what is searched for."""


@dataclass(frozen=True, slots=True)
class IndexRows:
    """Everything the index knows of one stream. Computed by ``casework.index`` from records."""

    case: CaseRow | None
    due: tuple[DueRow, ...]
    keys: tuple[SearchKey, ...]
