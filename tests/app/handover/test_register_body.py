"""What a register says between two vaults, and what its versions mean beside each other."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.casework.unit_facts import LocalDeadline, Unit, UnitKind
from app.errors import Refusal
from app.handover.kinds import HandoverKind
from app.handover.package import Envelope, Package, Payload
from app.handover.register_body import (
    Entry,
    RegisterBody,
    cleaned,
    digest,
    is_sound,
    read_body,
    write_body,
)
from app.handover.register_merge import Beside, weigh
from app.ids import EntityId, KeyId

pytestmark = pytest.mark.req("X19")

ID = EntityId("00000000-0000-4000-8000-0000000000aa")
ENVELOPE = Envelope(
    kind=HandoverKind.REGISTER,
    number=1,
    sender="0" * 64,
    sender_key=KeyId("0" * 64),
    recipients=("1" * 64,),
    purpose="Register",
    ground="",
    cases=(),
    sealed_at="2026-06-01T09:00:00+02:00",
    expires_on="2026-07-01",
    nonce="0" * 32,
    anchor="1:00",
)

words = st.sampled_from(["", "Ett", "Två", "Tre"])
unit_facts = st.builds(
    Unit, kind=st.just(UnitKind.UNIT), name=st.sampled_from(["A", "B"]), note=words, contact=words
)
histories = st.lists(unit_facts, min_size=1, max_size=5)
json = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["format", "entries", "cards", "packs", "kind", "body", "x"]), inner
        )
    ),
    max_leaves=12,
)


def package(body: object) -> Package:
    return Package("2" * 64, ENVELOPE, Payload(body))  # type: ignore[arg-type]  # whatever it is


@given(st.dictionaries(st.sampled_from(["format", "entries", "cards", "packs", "x"]), json))
def test_whatever_a_body_is_it_is_read_or_refused(body: dict[str, object]) -> None:
    try:
        read = read_body(package(body))
    except Refusal:
        return
    assert read == RegisterBody()


@given(histories)
def test_what_is_written_is_read_again(versions: list[Unit]) -> None:
    before = tuple(dict.fromkeys(map(digest, versions[:-1])))
    body = RegisterBody(entries=(Entry(ID, versions[-1], before),))
    assert read_body(package(write_body(body))) == body
    of_case = dataclasses.replace(ENVELOPE, cases=(ID,))  # type: ignore[arg-type]  # an id of a case
    with pytest.raises(Refusal):
        read_body(dataclasses.replace(package(write_body(body)), envelope=of_case))


def _never_back(values: list[str]) -> bool:
    changes = [value for place, value in enumerate(values) if values[place - 1 : place] != [value]]
    return len(set(changes)) == len(changes)


@given(histories, histories)
def test_what_has_been_taken_in_is_known(theirs: list[Unit], ours: list[Unit]) -> None:
    # A field that its sender has changed forth and back is weighed anew each time.
    fields = [[(each.name, each.note, each.contact)[i] for each in theirs] for i in range(3)]
    assume(all(_never_back(values) for values in fields))
    before = [digest(each) for each in theirs[:-1]]
    found = weigh(theirs[-1], before, ours)
    if found.beside is Beside.KNOWN:
        assert found.fact == ours[-1]
        return
    again = weigh(theirs[-1], before, (*ours, found.fact))
    assert again.fact == found.fact
    assert again.beside in (Beside.KNOWN, Beside.CONFLICT)
    if found.fact == theirs[-1]:
        assert again.beside is Beside.KNOWN


@given(histories)
def test_who_only_follows_never_meets_a_conflict(versions: list[Unit]) -> None:
    ours: list[Unit] = []
    for place, version in enumerate(versions):
        before = [digest(each) for each in versions[:place]]
        found = weigh(version, before, ours)
        assert found.beside is not Beside.CONFLICT
        assert found.fact == version
        if found.beside is not Beside.KNOWN:
            ours.append(version)


def test_unseen_signs_do_not_leave_and_times_are_whole_numbers_of_one_sign() -> None:
    told = Unit(kind=UnitKind.UNIT, name="Prov\u200benheten", note="Rad ett\n\nRad\u00a0två")
    assert cleaned(told) == Unit(kind=UnitKind.UNIT, name="Provenheten", note="Rad ett\n\nRad två")
    assert not is_sound(Entry(ID, told))
    assert is_sound(Entry(ID, cleaned(told)))
    time = {"key": "plan_due", "valid_from": "2026-01-01", "reason": "Rutin"}
    assert is_sound(Entry(EntityId(""), LocalDeadline(**time, weeks=3)))
    assert not is_sound(Entry(EntityId(""), LocalDeadline(**time, weeks=3, days=-1)))
    assert not is_sound(Entry(EntityId(""), LocalDeadline(**time, days=10**6)))
    assert not is_sound(Entry(EntityId(""), LocalDeadline(**time)))
