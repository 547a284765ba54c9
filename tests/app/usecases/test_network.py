"""A case's network: by function, with a beginning and an end, and one leading police contact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.casework.consents import Coverage
from app.casework.facts import ActorRole
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import registers
from app.usecases.around import network, threats
from app.usecases.around.network import ProtectionHint
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock

pytestmark = pytest.mark.req("F009", "F010")


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def typed(**changes: Any) -> JsonObject:
    return {
        "role": "bops",
        "name": "Kontaktperson, BOPS",
        "organisation": "Polisen",
        "contact": "Genom polisens växel",
        "valid_from": "2026-05-01",
    } | changes


def added(desk: Desk, stream: StreamId, **changes: Any) -> EntityId:
    entity = new_entity(desk)
    network.add_actor(desk, stream, entity, typed(**changes))
    return entity


def rows(desk: Desk, stream: StreamId) -> tuple[network.ActorRow, ...]:
    return network.actor_rows(desk, state_of(desk, stream))


def problems(work: Callable[[], object]) -> dict[str, Fault]:
    with pytest.raises(InvalidFields) as refused:
        work()
    return {each.field: each.fault for each in refused.value.problems}


@pytest.mark.req("F005", "F007", "F008", "F014", "F015")
@pytest.mark.parametrize("role", list(ActorRole))
def test_every_function_can_be_an_actor(desk: Desk, stream: StreamId, role: ActorRole) -> None:
    added(desk, stream, role=role.value, name="En funktion")
    (row,) = rows(desk, stream)
    assert (row.fact.role, row.active, row.fact.contact) == (role, True, "Genom polisens växel")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"role": ""}, {"role": Fault.REQUIRED}),
        ({"role": "gangster"}, {"role": Fault.NOT_A_CHOICE}),
        ({"name": ""}, {"name": Fault.REQUIRED}),
        ({"valid_to": "2026-04-30"}, {"valid_to": Fault.BEFORE}),
        ({"recipient": "nowhere"}, {"recipient": Fault.UNKNOWN_REFERENCE}),
        ({"unit": "nowhere"}, {"unit": Fault.NOT_IN_FORCE}),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(
    desk: Desk, stream: StreamId, changes: dict[str, Any], expected: dict[str, Fault]
) -> None:
    assert problems(lambda: added(desk, stream, **changes)) == expected
    assert rows(desk, stream) == ()


def test_a_unit_of_the_register_is_kept_with_the_name_of_the_day(
    desk: Desk, stream: StreamId
) -> None:
    unit = network.unit_choices(desk)[0]
    added(desk, stream, unit=unit.entity, organisation="")
    (row,) = rows(desk, stream)
    assert (row.fact.unit, row.fact.organisation) == (unit.entity, unit.name)


@pytest.mark.req("F004")
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, {"leads": Fault.LEADS_ALREADY}),
        ({"valid_to": "2026-06-30"}, {"valid_from": "2026-06-30"}, {}),
        (
            {"valid_to": "2026-06-30"},
            {"valid_from": "2026-06-29"},
            {"leads": Fault.LEADS_ALREADY},
        ),
        ({}, {"valid_from": "2026-01-01", "valid_to": "2026-05-01"}, {}),
        ({"leads": False}, {}, {}),
        ({}, {"role": "probation"}, None),
    ],
)
def test_the_police_have_one_leading_contact_at_a_time(
    desk: Desk,
    stream: StreamId,
    first: dict[str, Any],
    second: dict[str, Any],
    expected: dict[str, Fault] | None,
) -> None:
    added(desk, stream, **({"leads": True} | first))
    later = {"role": "exit_coordinator", "leads": True} | second
    if expected is None:
        assert problems(lambda: added(desk, stream, **later))["leads"] in (
            Fault.LEADS_NOT_POLICE,
            Fault.LEADS_ALREADY,
        )
    elif expected:
        assert problems(lambda: added(desk, stream, **later)) == expected
    else:
        added(desk, stream, **later)
        assert len(rows(desk, stream)) == 2


@pytest.mark.req("F004")
def test_only_the_police_lead(desk: Desk, stream: StreamId) -> None:
    found = problems(lambda: added(desk, stream, role="probation", leads=True))
    assert found == {"leads": Fault.LEADS_NOT_POLICE}


@pytest.mark.req("F004")
def test_the_one_that_leads_may_itself_be_changed_and_stands_first(
    desk: Desk, stream: StreamId
) -> None:
    added(desk, stream, role="bops")
    entity = added(desk, stream, role="local_police", name="Områdespolis", leads=True)
    network.change_actor(
        desk, stream, entity, typed(role="local_police", name="Ny områdespolis", leads=True)
    )
    first = rows(desk, stream)[0]
    assert first.fact.name == "Ny områdespolis"
    assert [each.fact.name for each in first.entity.versions] == ["Områdespolis", "Ny områdespolis"]


def test_an_actor_ends_and_stands_last_but_is_not_gone(
    desk: Desk, stream: StreamId, clock: StoppedClock
) -> None:
    entity = added(desk, stream)
    added(desk, stream, role="kin", name="Syster", organisation="")
    network.change_actor(desk, stream, entity, typed(valid_to="2026-06-01"))
    assert [each.active for each in rows(desk, stream)] == [True, True]
    clock.pass_(days=1)
    last = rows(desk, stream)[-1]
    assert (last.fact.role, last.active) == (ActorRole.BOPS, False)
    assert network.functions(state_of(desk, stream), clock().date()) == ("Syster",)
    known = last.entity.first.record.id
    with pytest.raises(Refusal) as refused:
        network.change_actor(desk, stream, entity, typed(), builds_on=known)
    assert refused.value.reason is Reason.REVISED_SINCE


@pytest.mark.req("F009", "X17")
def test_consent_coverage_stands_beside_each(
    desk: Desk, stream: StreamId, clock: StoppedClock
) -> None:
    police = new_entity(desk)
    who = {"name": "BOPS", "organisation": "Polisen", "kind": "authority"}
    registers.add_recipient(desk, police, who)
    added(desk, stream, recipient=police)
    added(desk, stream, role="probation", name="Frivården")
    added(desk, stream, role="sig_guide", name="SIG-lots", organisation="")
    typed_forms.consented(desk, stream, police, valid_to="2026-06-30")
    found = {each.fact.role: each.coverage for each in rows(desk, stream)}
    assert found == {
        ActorRole.BOPS: Coverage.YES,
        ActorRole.PROBATION: Coverage.NO,
        ActorRole.SIG_GUIDE: Coverage.NOT_NEEDED,
    }
    clock.pass_(days=30)
    assert rows(desk, stream)[0].coverage is Coverage.EXPIRED


def _threat(desk: Desk, stream: StreamId, owner: str, level: str, on: str) -> None:
    said = {"owner": owner, "assessed_on": on, "level": level, "type": "latent"}
    threats.sign_threat_assessment(desk, stream, new_entity(desk), said)


@pytest.mark.req("F007")
def test_the_local_police_are_asked_for_when_the_threat_is_not_high(
    desk: Desk, stream: StreamId
) -> None:
    def hint() -> ProtectionHint | None:
        return network.protection_hint(state_of(desk, stream), desk.now().date())

    assert hint() is None
    _threat(desk, stream, "social_services", "low", "2026-05-01")
    assert hint() is None, "only the police assess the threat"
    _threat(desk, stream, "bops", "medium", "2026-05-02")
    assert hint() is ProtectionHint.LOCAL_POLICE
    added(desk, stream, role="local_police", name="Lokalpolisområde")
    assert hint() is None
    _threat(desk, stream, "bops", "high", "2026-05-03")
    assert hint() is ProtectionHint.BOPS
