"""Whatever is lost, repeated, reordered, taken in by half or undone on the way between vaults:
nothing of one's own is lost, the same records are the same case, and in the end all have all.

The many steps are taken on vaults in memory, which run the program's own journal
(``tests.handover_light``); a few on real ones.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from app.casework.projection import fold
from app.errors import Reason, Refusal
from app.forms.library import FormLibrary
from app.handover.kinds import HandoverKind
from app.handover.lacking import had, told_heads
from app.ids import EntityId, RecordId, StreamId
from app.journal.graph import heads
from app.journal.record import Record
from app.law.pack import LegalPack
from app.usecases.desk import Desk
from app.usecases.handover import receipts, receiving
from app.usecases.handover.packages import sending
from app.usecases.handover.packages.package_register import received_packages, sent_packages
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.undo import may_undo, undo
from tests.app.usecases import typed_forms
from tests.handover import OWNERS, Side, choosable, introduce, note, vaults, write
from tests.handover_light import Post, light_side

STEPS = 30
T = TypeVar("T")


def ids(side: Side, stream: StreamId) -> frozenset[RecordId]:
    return frozenset(record.id for record in side.vault.journal.records(stream))


def believed(one: Side, other: Side, stream: StreamId) -> frozenset[RecordId]:
    """What one holds that the other has told of having."""
    sent = (each.latest.fact for each in sent_packages(one.desk))
    received = (each.latest.fact for each in received_packages(one.desk))
    told = told_heads(one.knows(other), sent, received)
    return had(told, one.vault.journal.records(stream))


def update(one: Side, other: Side, stream: StreamId, *, everything: bool) -> Parcel:
    """What the other lacks, or all of the case."""

    def pick(desk: Desk) -> Contents:
        records = desk.vault.journal.records(stream)
        known = believed(one, other, stream)
        missing = tuple(each for each in records if everything or each.id not in known)
        return Contents(records=missing)

    return Parcel(HandoverKind.UPDATE, one.knows(other), "Uppdatering", pick, stream=stream)


def tried(act: Callable[[], T]) -> tuple[T | None, Reason | None]:
    """What came of it, or why it was refused."""
    try:
        return act(), None
    except Refusal as refusal:
        return None, refusal.reason


class Exchange(RuleBasedStateMachine):
    """Vaults that hand a case to and fro. ``sides`` is given by whoever runs it."""

    sides: tuple[Side, ...]
    post = Bundle("post")

    @initialize()
    def begin(self) -> None:
        self.stream = typed_forms.opened_case(self.sides[0].desk)
        self.written = {place: set[RecordId]() for place in range(len(self.sides))}
        self.written[0] = set(ids(self.sides[0], self.stream))
        self.before: dict[tuple[int, EntityId], tuple[Record, ...]] = {}
        for place in range(1, len(self.sides)):
            parcel = update(self.sides[0], self.sides[place], self.stream, everything=True)
            sealed = sending.seal_parcel(self.sides[0].desk, parcel, self.sides[0].out)
            self._take_in(sealed.path, place, [], whole=True)

    places = st.integers(0, 2)

    @rule(place=places, choice=st.integers(0, 20), new=st.booleans(), all_heads=st.booleans())
    def write(self, place: int, choice: int, *, new: bool, all_heads: bool) -> None:
        side = self._side(place)
        known = [
            each
            for each in side.vault.journal.records(self.stream)
            if each.kind_name == "journal_note"
        ]
        if not ids(side, self.stream):
            return
        parents: tuple[Record, ...] = ()
        entity = None
        if known and not new:
            entity = known[choice % len(known)].content.entity
            found = heads(each for each in known if each.content.entity == entity)
            parents = found if all_heads else found[:1]
        record = write(side, self.stream, note(f"{choice}"), entity, parents)
        self.written[place % len(self.sides)].add(record.id)

    @rule(target=post, place=places, to=places, everything=st.booleans())
    def send(self, place: int, to: int, *, everything: bool) -> object:
        one, other = self._side(place), self._side(to)
        if one is other or not ids(one, self.stream):
            return multiple()
        parcel = update(one, other, self.stream, everything=everything)
        sealed, reason = tried(lambda: sending.seal_parcel(one.desk, parcel, one.out))
        if sealed is None:
            assert reason is Reason.NOTHING_TO_SEND
            return multiple()
        return (sealed.path, to % len(self.sides))

    @rule(letter=post, picked=st.lists(st.integers(0, 30), max_size=4), whole=st.booleans())
    def arrive(self, letter: tuple[Path, int], picked: list[int], *, whole: bool) -> None:
        self._take_in(*letter, picked, whole=whole)

    @rule(place=places, to=places, picked=st.lists(st.integers(0, 30), max_size=2))
    def update_at_once(self, place: int, to: int, picked: list[int]) -> None:
        one, other = self._side(place), self._side(to)
        if one is not other and ids(one, self.stream):
            parcel = update(one, other, self.stream, everything=False)
            sealed, _ = tried(lambda: sending.seal_parcel(one.desk, parcel, one.out))
            if sealed is not None:
                self._take_in(sealed.path, to % len(self.sides), picked, whole=not picked)

    def _take_in(self, path: Path, place: int, picked: list[int], *, whole: bool) -> None:
        side = self.sides[place]
        before = side.vault.journal.records(self.stream)
        arrival, reason = tried(lambda: receiving.open_package(side.desk, path))
        assert side.vault.journal.records(self.stream) == before
        if arrival is None:
            assert reason is Reason.PACKAGE_TAKEN_IN
            return
        keys = sorted(choosable(arrival))
        chosen = frozenset(keys if whole else (keys[each % len(keys)] for each in picked if keys))
        accepted, reason = tried(lambda: receiving.accept(side.desk, arrival, chosen))
        if accepted is None:
            assert reason is Reason.NOTHING_CHOSEN
            assert side.vault.journal.records(self.stream) == before
            return
        assert {each.id for each in before} <= ids(side, self.stream)
        self.before[place, accepted.received] = before
        assert tried(lambda: receiving.accept(side.desk, arrival, chosen))[0] is None

    @rule(letter=post)
    def say_no(self, letter: tuple[Path, int]) -> None:
        side = self.sides[letter[1]]
        with suppress(Refusal):
            arrival = receiving.open_package(side.desk, letter[0])
            before = side.vault.journal.records(self.stream)
            receiving.refuse(side.desk, arrival, "Nej")
            assert side.vault.journal.records(self.stream) == before

    @rule(place=places, choice=st.integers(0, 1))
    def undo(self, place: int, choice: int) -> None:
        side = self._side(place)
        received = received_packages(side.desk)
        if not received:
            return
        entity = received[-1 - choice % len(received)].id
        if may_undo(side.desk, entity):
            undo(side.desk, entity)
            key = (place % len(self.sides), entity)
            assert side.vault.journal.records(self.stream) == self.before[key]
        else:
            with pytest.raises(Refusal):
                undo(side.desk, entity)

    @rule(target=post, place=places, choice=st.integers(0, 5))
    def answer(self, place: int, choice: int) -> object:
        side = self._side(place)
        received = [
            each
            for each in received_packages(side.desk)
            if each.latest.fact.kind != HandoverKind.RECEIPT and not each.latest.fact.undone
        ]
        if not received:
            return multiple()
        entry = received[choice % len(received)]
        path = receipts.make_receipt(side.desk, entry.id, side.out).path
        (to,) = (
            number
            for number, other in enumerate(self.sides)
            if other is not side and side.knows(other) == entry.latest.fact.sender
        )
        return (path, to)

    @invariant()
    def nothing_of_one_s_own_is_lost(self) -> None:
        for place, side in enumerate(self.sides):
            assert self.written[place] <= ids(side, self.stream)

    @invariant()
    def everything_has_what_it_builds_on(self) -> None:
        for side in self.sides:
            there = ids(side, self.stream)
            for record in side.vault.journal.records(self.stream):
                assert there.issuperset(record.content.parents)

    @invariant()
    def nobody_is_believed_to_have_what_is_not_there(self) -> None:
        for one in self.sides:
            for other in self.sides:
                if one is not other:
                    assert believed(one, other, self.stream) <= ids(other, self.stream)

    @invariant()
    def the_same_records_are_the_same_case(self) -> None:
        for one in self.sides:
            for other in self.sides:
                if ids(one, self.stream) == ids(other, self.stream):
                    records = other.vault.journal.records(self.stream)
                    assert one.vault.journal.records(self.stream) == records

    def teardown(self) -> None:
        """When all have sent all to all, twice round, all have the same."""
        if not hasattr(self, "stream"):
            return
        for one in self.sides * 2:
            for other in self.sides:
                if one is not other and ids(one, self.stream):
                    parcel = update(one, other, self.stream, everything=True)
                    path = sending.seal_parcel(one.desk, parcel, one.out).path
                    arrival = receiving.open_package(other.desk, path)
                    receiving.accept(other.desk, arrival, choosable(arrival))
        whole = frozenset().union(*self.written.values())
        assert all(ids(side, self.stream) == whole for side in self.sides)
        states = [fold(self.stream, each.vault.journal.records(self.stream)) for each in self.sides]
        assert all(state == states[0] for state in states)
        for side in self.sides:
            journal, index = side.vault.journal, side.vault.index
            assert index.rows(self.stream) == journal.index_rows(self.stream)  # type: ignore[attr-defined]

    def _side(self, place: int) -> Side:
        return self.sides[place % len(self.sides)]


LAWS = settings(
    max_examples=12,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.req("X03")
@pytest.mark.parametrize("count", [2, 3])
def test_the_laws_hold_whatever_happens_on_the_way(
    count: int, law: LegalPack, forms: FormLibrary
) -> None:
    opened = ExitStack()

    class InMemory(Exchange):
        def __init__(self) -> None:
            super().__init__()
            post: Post = {}
            made = [light_side(n, OWNERS[n], post, law, forms) for n in range(count)]
            for one in made:
                for other in made:
                    if one is not other:
                        introduce(one, to=other)
            self.sides = tuple(made)

        def teardown(self) -> None:
            super().teardown()
            for side in self.sides:
                side.vault.close()

    with opened:
        run_state_machine_as_test(InMemory, settings=LAWS)


@pytest.mark.req("X03")
def test_the_laws_hold_in_real_vaults_too(
    tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> None:
    folders = (tmp_path / f"{number}" for number in range(1000))

    class Real(Exchange):
        def __init__(self) -> None:
            super().__init__()
            self.opened = ExitStack()
            self.sides = self.opened.enter_context(vaults(next(folders), 2, law, forms))

        def teardown(self) -> None:
            super().teardown()
            assert all(side.vault.check().faults == () for side in self.sides)
            self.opened.close()

    few = settings(LAWS, max_examples=2, stateful_step_count=12, phases=[Phase.generate])
    run_state_machine_as_test(Real, settings=few)
