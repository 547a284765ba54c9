"""Whose a case is, seen from one vault: its own, shared with it, or somebody else's.

Everything follows from the records alone, so that it comes out the same whatever order they came
in. Only what the right key has signed counts: a case is handed over by whoever has it, and taken
over by whoever it was handed to, so that nobody can write a case out of somebody else's vault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, cast

from app.casework import codec
from app.casework.facts import CaseFile, Fact, Share, ShareRole, Transfer, TransferStatus
from app.casework.state import Signed
from app.casework.versions import head_versions
from app.errors import Reason
from app.ids import EntityId, KeyId
from app.journal import graph
from app.journal.record import Record

F = TypeVar("F", bound=Fact)

_CASE_FILE = codec.kind_name(CaseFile)
_TRANSFER = codec.kind_name(Transfer)
_SHARE = codec.kind_name(Share)
_TELLING = frozenset({_CASE_FILE, _TRANSFER, _SHARE})


class Whose(StrEnum):
    OWN = "own"
    SHARED = "shared"
    """Somebody else's, and written in here too."""
    SHARE_ENDED = "share_ended"
    HANDED_OVER = "handed_over"
    """Somebody else has it, or has been asked to take it."""
    DISPUTED = "disputed"
    """Taken back here and taken over there: both may read, and nobody goes on before it is
    settled."""
    GUEST = "guest"
    """A few records have come with a question, such as a decision to approve."""


@dataclass(frozen=True, slots=True)
class Standing:
    whose: Whose
    transfer: EntityId | None = None
    """The handover that decides, where one does."""
    last: Transfer | None = None
    """What it says; of two versions the first."""
    share: Share | None = None
    """By which it is shared, or was."""

    @property
    def sealed(self) -> bool:
        """Read-only here, and each reading needs a reason."""
        return self.whose in (Whose.HANDED_OVER, Whose.SHARE_ENDED)

    @property
    def working(self) -> bool:
        """Something is due here, and can be written."""
        return self.whose in (Whose.OWN, Whose.SHARED, Whose.DISPUTED)


OURS = Standing(Whose.OWN)


@dataclass(frozen=True, slots=True)
class _Move:
    """One handover, as those who could sign it have left it."""

    entity: EntityId
    at: int
    """Place of its latest version among the records."""
    fact: Transfer
    disputed: bool

    @property
    def waits(self) -> bool:
        return self.fact.status is TransferStatus.HANDED_OVER and not self.disputed

    @property
    def holds(self) -> bool:
        return self.disputed or self.fact.status in _HOLDS


_HOLDS = frozenset({TransferStatus.HANDED_OVER, TransferStatus.ACCEPTED})


EVERYBODY = frozenset({_TRANSFER, "disclosure", "retention_hold", "urgent"})
"""What is still written about a case that somebody else has: that it moved, what left before, what
keeps it from disposal, and that somebody is in danger."""

GUESTS = frozenset({"approval", "urgent", "disclosure", "task", "retention_hold"})

SETTLING = frozenset({_TRANSFER, "urgent", "child_alert", "disclosure", "retention_hold"})
"""While nobody knows whose the case is: what settles it, and what cannot wait."""

EXECUTING = frozenset(
    {
        "journal_note",
        "follow_up",
        "execution",
        "meeting",
        "child_alert",
        "urgent",
        "task",
        "started_deadline",
        "actor",
        "protective_measure",
        "client_objection",
        "excerpt",
        "disclosure",
        "approval",
        "retention_hold",
        _TRANSFER,
        _SHARE,
    }
)
"""What the receiving municipality writes: what carrying out gives rise to. Decisions, plans,
assessments and consents stay with the municipality that placed the person, whose responsibility
does not move with the person (SoL 2025:400 29 kap. 2 §)."""

_ONLY_EXECUTING = frozenset({ShareRole.RECEIVING_MUNICIPALITY, ShareRole.OTHER_UNIT})


def hindrance(standing: Standing, kind: str) -> Reason | None:
    """Why a record of this kind (without version) cannot be written here; None when it can."""
    match standing.whose:
        case Whose.HANDED_OVER if kind not in EVERYBODY:
            return Reason.CASE_HANDED_OVER
        case Whose.SHARE_ENDED if kind not in EVERYBODY:
            return Reason.CASE_SHARE_ENDED
        case Whose.DISPUTED if kind not in SETTLING:
            return Reason.CASE_DISPUTED
        case Whose.GUEST if kind not in GUESTS:
            return Reason.CASE_ELSEWHERE
        case Whose.SHARED if _executes(standing.share) and kind not in EXECUTING:
            return Reason.CASE_ELSEWHERE
        case _:
            return None


def _executes(share: Share | None) -> bool:
    return share is not None and share.role in _ONLY_EXECUTING


def standing(records: Iterable[Record], own: KeyId) -> Standing:
    """Whose the case of these records is, for the vault that signs with ``own``. The records are of
    one stream; the same set gives the same answer in every order. Never raises.

    A case begins with whoever signed its case file. Each handover by whoever has it moves it, once
    the other has accepted; until then nobody writes in it. A share is about those who do not have
    it, and the later of share and handover counts."""
    telling = [each for each in records if each.kind_name in _TELLING]
    if all(each.kind_name == _CASE_FILE for each in telling):
        return _undisturbed(telling, own)
    ordered = graph.in_order(telling)
    walked = _walk(_beginners(ordered), _moves(ordered))
    return _stands(walked, _share_with(ordered, walked.had, own), own)


def _undisturbed(case_files: Sequence[Record], own: KeyId) -> Standing:
    """Neither shared nor handed over: nearly every case, each time something is written."""
    beginners = _beginners(case_files)
    return Standing(Whose.OWN if own in beginners or not beginners else Whose.GUEST)


def _beginners(records: Iterable[Record]) -> frozenset[KeyId]:
    """Who signed the beginning of the case file: several if two copies each began one."""
    return frozenset(
        each.content.author.key
        for each in records
        if each.kind_name == _CASE_FILE and not each.content.parents
    )


def holders(records: Iterable[Record]) -> frozenset[KeyId]:
    """Who has the case: one, or both while it is disputed, or as many as each began a copy of it.
    One who has handed it over has it until the other has accepted."""
    ordered = graph.in_order(each for each in records if each.kind_name in _TELLING)
    return _walk(_beginners(ordered), _moves(ordered)).having


def shares(records: Iterable[Record]) -> Mapping[EntityId, Share]:
    """What is shared and with whom, by what somebody who has, or has had, the case has signed.
    What anybody else has signed lets nobody in, and widens nothing."""
    ordered = graph.in_order(each for each in records if each.kind_name in _TELLING)
    known = {record.id: record for record in ordered}
    had = _walk(_beginners(ordered), _moves(ordered)).had
    found = _shares(ordered, had)
    return {entity: _says(head_versions(signed, known)) for entity, signed in found.items()}


@dataclass(frozen=True, slots=True)
class _Walked:
    """Where the case has gone, and the handovers by which it went there."""

    having: frozenset[KeyId]
    disputed: bool
    moves: tuple[_Move, ...]
    had: frozenset[KeyId]
    """Everybody who has it or has had it."""


def _walk(beginners: frozenset[KeyId], moves: Iterable[_Move]) -> _Walked:
    having, had, disputed, counted = beginners, beginners, False, []
    for move in moves:
        giver, taker = move.fact.from_key, move.fact.to_key
        if giver not in having:
            continue  # whoever did not have it could not give it
        counted.append(move)
        if move.disputed:
            having, disputed = having | {taker}, True
        elif move.fact.status is TransferStatus.ACCEPTED:
            having = (having - {giver}) | {taker}
        had |= having
    return _Walked(having, disputed and len(having) > 1, tuple(counted), had)


def _stands(walked: _Walked, share: tuple[int, Share] | None, own: KeyId) -> Standing:
    ours = [each for each in walked.moves if own in (each.fact.from_key, each.fact.to_key)]
    for move in ours:
        if move.waits and move.fact.from_key == own:
            return Standing(Whose.HANDED_OVER, *_of(move))
    if own in walked.having:
        whose = Whose.DISPUTED if walked.disputed else Whose.OWN
        return Standing(whose, *_of(ours[-1] if ours else None))
    return _without(next((each for each in reversed(ours) if each.holds), None), share)


def _without(concerned: _Move | None, share: tuple[int, Share] | None) -> Standing:
    """For whoever does not have it."""
    if share is not None and (concerned is None or share[0] > concerned.at):
        ended = bool(share[1].ended_on)
        return Standing(Whose.SHARE_ENDED if ended else Whose.SHARED, share=share[1])
    if concerned is not None:
        return Standing(Whose.HANDED_OVER, *_of(concerned))
    return Standing(Whose.GUEST)


def _of(move: _Move | None) -> tuple[EntityId | None, Transfer | None]:
    return (move.entity, move.fact) if move is not None else (None, None)


def _moves(ordered: Sequence[Record]) -> list[_Move]:
    """In the order in which they began."""
    known = {record.id: record for record in ordered}
    places = {record.id: at for at, record in enumerate(ordered)}
    found = []
    for entity, versions in _by_entity(ordered, Transfer).items():
        signed = _rightly_signed(versions)
        if not signed:
            continue
        heads = head_versions(signed, known)
        accepted = [each for each in heads if each.fact.status is TransferStatus.ACCEPTED]
        found.append(
            _Move(
                entity=entity,
                at=max(places[each.record.id] for each in signed),
                fact=(accepted or heads)[0].fact,
                disputed=bool(accepted) and len(accepted) < len(heads),
            )
        )
    return found


def _rightly_signed(versions: Sequence[Signed[Transfer]]) -> tuple[Signed[Transfer], ...]:
    """Those that count: the handover by whoever gives, each answer to it by whoever it is up to,
    and what either of them has settled between two answers. Nobody answers what is answered."""
    first = next(filter(_hands_over, versions), None)
    if first is None:
        return ()
    giver, taker = first.fact.from_key, first.fact.to_key
    counted = {first.record.id: first}
    for each in versions:
        author, parents = each.record.content.author.key, each.record.content.parents
        if (each.fact.from_key, each.fact.to_key) != (giver, taker):
            continue
        builds_on = [counted[parent] for parent in parents if parent in counted]
        settles = len(builds_on) > 1 and author in (giver, taker)
        answers = any(one.fact.status is TransferStatus.HANDED_OVER for one in builds_on)
        if settles or (answers and author in _answers(each.fact)):
            counted[each.record.id] = each
    return tuple(counted.values())


def _hands_over(version: Signed[Transfer]) -> bool:
    """One that already says what the other has answered is none: nobody answers for the other."""
    content, fact = version.record.content, version.fact
    begins = not content.parents and fact.status is TransferStatus.HANDED_OVER
    return begins and content.author.key == fact.from_key != fact.to_key


def _answers(fact: Transfer) -> tuple[KeyId, ...]:
    """Who can sign this answer. A no can come in a receipt, and is then noted by the giver."""
    match fact.status:
        case TransferStatus.ACCEPTED:
            return (fact.to_key,)
        case TransferStatus.REFUSED:
            return (fact.from_key, fact.to_key)
        case _:
            return (fact.from_key,)


def _share_with(
    ordered: Sequence[Record], had: frozenset[KeyId], own: KeyId
) -> tuple[int, Share] | None:
    """The latest that is about this vault, and its place. Nobody lets themselves in: what the
    vault has signed itself only ends it. Where versions stand against each other, and one of them
    ends it, it has ended."""
    known = {record.id: record for record in ordered}
    places = {record.id: at for at, record in enumerate(ordered)}
    found: tuple[int, Share] | None = None
    for versions in _shares(ordered, had).values():
        signed = [
            each
            for each in versions
            if each.fact.key == own
            and (each.record.content.author.key != own or each.fact.ended_on)
        ]
        if not signed:
            continue
        heads = head_versions(signed, known)
        at = max(places[each.record.id] for each in heads)
        if found is None or at > found[0]:
            found = (at, _says(heads))
    return found


def _says(heads: Sequence[Signed[Share]]) -> Share:
    ended = (each for each in heads if each.fact.ended_on)
    return next(ended, heads[-1]).fact


def _shares(
    ordered: Sequence[Record], had: frozenset[KeyId]
) -> dict[EntityId, list[Signed[Share]]]:
    """What is signed by whoever has had the case, and the end of it also by whom it is about."""
    found: dict[EntityId, list[Signed[Share]]] = {}
    for entity, versions in _by_entity(ordered, Share).items():
        counted = [
            each
            for each in versions
            if each.record.content.author.key in had
            or (each.fact.ended_on and each.record.content.author.key == each.fact.key)
        ]
        if counted:
            found[entity] = counted
    return found


def _by_entity(ordered: Iterable[Record], shape: type[F]) -> dict[EntityId, list[Signed[F]]]:
    found: dict[EntityId, list[Signed[F]]] = defaultdict(list)
    kind = codec.kind_name(shape)
    for record in ordered:
        if record.kind_name == kind:
            with suppress(codec.NewerKind, codec.MalformedBody):
                fact = codec.from_body(record.content.kind, record.content.body)
                found[record.content.entity].append(Signed(record, cast("F", fact)))
    return found
