"""Where two versions stand against each other, in a case and in the register."""

from __future__ import annotations

import msgspec
import pytest

from app.casework import facts
from app.casework.codec import kind_name
from app.casework.handover_facts import KnownPerson, TrustState
from app.casework.history import MASKED
from app.casework.projection import only_entity
from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.usecases import cases, conflicts, identity, registers, settling, writing
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.registers import RecipientKind
from app.usecases.writing import Entry


def a_case(desk: Desk) -> StreamId:
    suggested = cases.suggest_case(desk)
    typed = {
        "case_number": suggested.case_number,
        "pseudonym": suggested.pseudonym,
        "registration_number": "",
        "kind": "application",
        "received_on": "2026-05-12",
        "channel": "police",
        "received_by": "Maja Exempelsson",
        "wish": "Jag vill börja om.",
        "from_whom": "Den enskilde",
        "responsible_name": suggested.responsible_name,
        "responsible_title": suggested.responsible_title,
    }
    cases.new_case(desk, suggested.stream, typed)
    return suggested.stream


def fork(desk: Desk, stream: StreamId, entity: EntityId, *sides: facts.Fact) -> None:
    """Versions that build on the same one, as two vaults make them."""
    records = writing.case_records(desk, stream)
    mine = [each for each in records if each.content.entity == entity]
    kind = kind_name(type(sides[0]))
    parents = tuple([each.id for each in mine if each.kind_name == kind][-1:])
    for side in sides:
        writing.append(desk, stream, records, [Entry(entity, side, "2026-05-20", parents)])


def task(name: str) -> facts.Task:
    return facts.Task(what=name, owner="Handläggare", due_on="2026-07-01")


@pytest.mark.req("X03")
def test_every_side_is_told_field_by_field_until_one_has_been_chosen(desk: Desk) -> None:
    stream, entity = a_case(desk), new_entity(desk)
    writing.add(desk, stream, entity, task("Ring"))
    assert conflicts.conflicts(desk, stream) == ()
    fork(desk, stream, entity, task("Ring i dag"), task("Ring i morgon"))
    (found,) = conflicts.conflicts(desk, stream)
    assert (found.entity, found.kind) == (entity, "task")
    (field,) = [each for each in found.fields if each.path == "what"]
    assert set(field.values) == {"Ring i dag", "Ring i morgon"}
    assert {each.path for each in found.fields} == {"what"}, "only where they differ"
    settling.settle_conflict(desk, stream, entity, found.sides[1].record)
    assert conflicts.conflicts(desk, stream) == ()


@pytest.mark.req("X06")
def test_a_disputed_identity_is_there_and_says_nothing(desk: Desk) -> None:
    stream = a_case(desk)
    entity = only_entity(stream)
    typed = {"given_name": "Kimberly", "family_name": "Påhittad", "number": "", "addresses": []}
    identity.save_identity(desk, stream, {**typed, "phone": "070-555 01 02"})
    one = facts.Identity(given_name="Kim", family_name="Påhittad", phone="070-555 01 03")
    other = msgspec.structs.replace(one, given_name="Kimmy")
    fork(desk, stream, entity, one, other)
    (found,) = conflicts.conflicts(desk, stream)
    assert found.kind == "identity"
    values = {value for each in found.fields for value in each.values}
    assert values <= {MASKED, ""}
    assert MASKED in values


@pytest.mark.req("X03")
def test_an_entry_of_the_register_is_settled_as_well(desk: Desk) -> None:
    entity, register = new_entity(desk), desk.vault.journal.register
    typed = {"name": "Registrator", "organisation": "Järva", "kind": "authority"}
    registers.add_recipient(desk, entity, typed)
    first, second = (
        facts.Recipient(name=name, organisation="Järva", kind=RecipientKind.AUTHORITY)
        for name in ("Registrator, plan 2", "Registrator, plan 3")
    )
    fork(desk, register, entity, first, second)
    (found,) = conflicts.register_conflicts(desk, "recipient")
    settling.settle_conflict(desk, register, entity, found.sides[0].record)
    assert conflicts.register_conflicts(desk, "recipient") == ()


def test_no_choice_brings_a_revoked_key_back(desk: Desk) -> None:
    entity, register = new_entity(desk), desk.vault.journal.register
    seen = KnownPerson(
        card="kort",
        fingerprint="f" * 32,
        signing_key=desk.vault.author.key,
        name="Olle Provsson",
        title="Socialsekreterare",
        unit="Enheten",
        municipality="Provstad",
        valid_to="2027-01-01",
        recipient=new_entity(desk),
        state=TrustState.SEEN,
        serial=1,
    )
    writing.add(desk, register, entity, seen)
    revoked = msgspec.structs.replace(seen, state=TrustState.REVOKED, revoked_on="2026-05-30")
    sure = msgspec.structs.replace(seen, state=TrustState.CONFIRMED)
    fork(desk, register, entity, revoked, sure)
    (found,) = conflicts.register_conflicts(desk, "known_person")
    (field,) = [each for each in found.fields if each.path == "state"]
    for number, side in enumerate(found.sides):
        if field.values[number] == TrustState.CONFIRMED:
            with pytest.raises(Refusal) as refused:
                settling.settle_conflict(desk, register, entity, side.record)
            assert refused.value.reason is Reason.KEY_CARD_REVOKED
    revoking = field.values.index(TrustState.REVOKED)
    settling.settle_conflict(desk, register, entity, found.sides[revoking].record)
    assert conflicts.register_conflicts(desk, "known_person") == ()
