"""What the index may know of a case: what a list shows, what is due, what it is found by.

This and ``usecases.identity`` are the only readers of the identity, and from here only folded
names and numbers go out, as search keys that no list can show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.casework import due, facts, search
from app.casework.codec import kind_name
from app.casework.identity import identity_of
from app.casework.projection import fold
from app.casework.standing import OURS, Whose, standing
from app.casework.state import CaseState
from app.ids import KeyId, StreamId
from app.journal.graph import in_order
from app.journal.record import Record
from app.law.pack import LegalPack
from app.ports import CaseRow, IndexOf, IndexRows, SearchKey

_CASE_FILE = kind_name(facts.CaseFile)

_NOBODY = KeyId("")

HANDED_OVER, SHARE_ENDED = Whose.HANDED_OVER.value, Whose.SHARE_ENDED.value
"""Where a case is that is only read here, in a list of this vault's."""

ROWS_VERSION = 4
"""Raised whenever ``index_rows`` is changed so that the same records give other rows."""


def indexer(law: LegalPack, own: Callable[[], KeyId] | None = None) -> IndexOf:
    """What the journal calls after every write, with this legal pack. ``own`` is as in
    ``indexer_of``."""
    return _Indexer(lambda: law, own or _nobody)


def indexer_of(in_force: Callable[[], LegalPack], own: Callable[[], KeyId]) -> IndexOf:
    """The same with the legal pack that is in force then. ``own``: what the open vault signs with,
    since a case that somebody else has is nothing to be reminded of."""
    return _Indexer(in_force, own)


def _nobody() -> KeyId:
    return _NOBODY


class OwnKey:
    """What the open vault signs with, learnt from its register when it is opened: the first record
    there is the vault's own author card. Empty before that."""

    def __init__(self) -> None:
        self._key = _NOBODY

    def __call__(self) -> KeyId:
        return self._key

    def learn(self, register: Iterable[Record]) -> None:
        first = next(iter(in_order(register)), None)
        self._key = first.content.author.key if first is not None else _NOBODY


@dataclass(frozen=True, slots=True)
class _Indexer:
    in_force: Callable[[], LegalPack]
    own: Callable[[], KeyId]

    @property
    def version(self) -> str:
        return f"{ROWS_VERSION}; {self.in_force().version}"

    def __call__(self, stream: StreamId, records: Iterable[Record]) -> IndexRows:
        return index_rows(stream, records, self.in_force(), self.own())


def index_rows(
    stream: StreamId, records: Iterable[Record], law: LegalPack, own: KeyId = _NOBODY
) -> IndexRows:
    """All rows of one stream, from its records and the legal pack alone. The register has none.
    A case whose case file this program cannot read has a row without number and pseudonym, so
    that it stays in sight. One that somebody else has is found and listed, with nothing due in it
    but its disposal. Never raises."""
    records = tuple(each for each in records if each.content.stream == stream)
    state = fold(stream, records)
    if state.case_file is None and not any(each.kind_name == _CASE_FILE for each in records):
        return IndexRows(case=None, due=(), keys=())
    stands = standing(records, own) if own else OURS
    return IndexRows(
        case=_case_row(state, stands.whose.value if stands.sealed else state.status.value),
        due=due.sealed_rows(state, law) if stands.sealed else due.index_rows(state, law),
        keys=tuple(sorted(set(_keys(state, records)), key=lambda key: (key.kind, key.key))),
    )


def _case_row(state: CaseState, status: str) -> CaseRow:
    case_file = state.case_file.latest.fact if state.case_file else None
    decision = state.decisions[-1].latest.fact if state.decisions else None
    received = [each.latest.fact.received_on for each in state.intakes]
    return CaseRow(
        stream=state.stream,
        case_number=case_file.case_number if case_file else "",
        pseudonym=case_file.pseudonym if case_file else "",
        registration_number=case_file.registration_number if case_file else "",
        status=status,
        received=min(received, default=""),
        responsible=state.responsibility.latest.fact.name if state.responsibility else "",
        decision=decision.outcome.value if decision else "",
        provision=decision.provision_text if decision else "",
        changed_at=state.changed_at,
    )


def _keys(state: CaseState, records: Sequence[Record]) -> Iterator[SearchKey]:
    """Keys of what is said now. A name or number that has been corrected no longer finds the
    case: it may well be another person's."""
    for case_file in state.case_file.sides if state.case_file else ():
        for key in search.case_number_keys(case_file.fact):
            yield SearchKey(state.stream, search.KeyKind.CASE_NUMBER.value, key)
    person = identity_of(records)
    for identity in person.sides if person else ():
        for key in search.name_keys(identity.fact):
            yield SearchKey(state.stream, search.KeyKind.NAME.value, key)
        for key in search.number_keys(identity.fact):
            yield SearchKey(state.stream, search.KeyKind.NUMBER.value, key)
