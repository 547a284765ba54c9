"""Meetings in a person's own case: what they rest on, and what was agreed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework.agendas import Agendas
from app.casework.facts import CooperationForm, Meeting, MeetingKind, MeetingStatus
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.around import consents, meetings
from app.usecases.around.meetings import NEEDS_BASIS, Basis
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.conftest import RESOURCES, agendas

pytestmark = pytest.mark.req("F028", "F060")


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


@pytest.fixture
def consent(desk: Desk, stream: StreamId) -> EntityId:
    entity = new_entity(desk)
    typed = typed_forms.consent(given_on="2026-05-01", valid_to="2026-06-30")
    consents.sign_consent(desk, stream, entity, typed)
    return entity


def typed(**changes: Any) -> JsonObject:
    return {
        "kind": "consultation",
        "status": "held",
        "held_on": "2026-05-28",
        "basis": "none",
        "participants": [{"function": "Polisens avhopparsamordnare", "name": ""}],
        "agenda": "Läget\n\n  Vem gör vad  ",
        "facts": "Läget är lugnt.",
    } | changes


def saved(desk: Desk, stream: StreamId, **changes: Any) -> EntityId:
    entity = new_entity(desk)
    meetings.save_meeting(desk, stream, entity, typed(**changes))
    return entity


def fact(desk: Desk, stream: StreamId) -> Meeting:
    return state_of(desk, stream).of(Meeting)[-1].latest.fact


def problems(work: Callable[[], object]) -> dict[str, Fault]:
    with pytest.raises(InvalidFields) as refused:
        work()
    return {each.field: each.fault for each in refused.value.problems}


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_every_kind_begins_with_an_agenda_and_as_planned(desk: Desk, kind: MeetingKind) -> None:
    first = meetings.first_meeting(desk, kind)
    assert first["status"] == "planned"
    assert len(str(first["agenda"]).split("\n")) >= 2


def test_there_is_no_strategic_meeting_of_a_case() -> None:
    assert not [kind for kind in MeetingKind if "strateg" in kind.value]


@pytest.mark.parametrize("kind", sorted(NEEDS_BASIS))
@pytest.mark.parametrize("basis", ["", "none"])
@pytest.mark.parametrize("status", ["planned", "held"])
def test_neither_consent_nor_ground_and_the_person_is_not_taken_up(
    desk: Desk, stream: StreamId, kind: str, basis: str, status: str
) -> None:
    found = problems(lambda: saved(desk, stream, kind=kind, basis=basis, status=status))
    assert found == {"basis": Fault.GROUND_OR_CONSENT}


@pytest.mark.req("X17")
@pytest.mark.parametrize(
    ("held_on", "fault"),
    [
        ("2026-05-28", None),
        ("2026-05-01", None),
        ("2026-04-30", Fault.CONSENT_NOT_IN_FORCE),
    ],
)
def test_a_consent_is_looked_at_on_the_day_of_the_meeting(
    desk: Desk, stream: StreamId, consent: EntityId, held_on: str, fault: Fault | None
) -> None:
    on = {"kind": "sig", "basis": "consent", "consent": consent, "held_on": held_on}
    if fault is None:
        saved(desk, stream, **on)
        assert fact(desk, stream).consent == consent
    else:
        assert problems(lambda: saved(desk, stream, **on)) == {"consent": fault}


@pytest.mark.req("X17")
def test_a_withdrawn_consent_carries_no_later_meeting_and_the_earlier_stands(
    desk: Desk, stream: StreamId, consent: EntityId
) -> None:
    on = {"kind": "sig", "basis": "consent", "consent": consent}
    taken_back = {"consent": consent, "withdrawn_on": "2026-05-30", "how": "Muntligt"}
    consents.withdraw_consent(desk, stream, new_entity(desk), taken_back)
    saved(desk, stream, **on)
    later = on | {"status": "planned", "held_on": "2026-06-10"}
    assert problems(lambda: saved(desk, stream, **later)) == {"consent": Fault.CONSENT_NOT_IN_FORCE}


def test_another_ground_is_written_as_it_was_and_with_its_reason(
    desk: Desk, stream: StreamId
) -> None:
    on = {"kind": "operative", "basis": "ground", "ground": "crime_prevention"}
    none_chosen = {"kind": "operative", "basis": "ground", "ground_reason": "Fara."}
    assert problems(lambda: saved(desk, stream, **none_chosen)) == {"ground": Fault.REQUIRED}
    assert problems(lambda: saved(desk, stream, **on)) == {"ground_reason": Fault.REQUIRED}
    for key in ("consent", "because"):
        bad = on | {"ground": key, "ground_reason": "Fara."}
        assert problems(lambda bad=bad: saved(desk, stream, **bad))["ground"] is Fault.NOT_A_CHOICE  # type: ignore[misc]
    saved(desk, stream, **on, ground_reason="Det finns en konkret fara.")
    made = fact(desk, stream)
    assert (made.ground, made.ground_reason) == ("crime_prevention", "Det finns en konkret fara.")
    assert "10 kap. 15 a §" in made.ground_text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"held_on": "2026-06-02"}, {"held_on": Fault.IN_THE_FUTURE}),
        ({"held_on": ""}, {"held_on": Fault.REQUIRED}),
        ({"participants": []}, {"participants": Fault.ONE_NEEDED}),
        (
            {"participants": [{"function": "", "name": "Kim"}]},
            {"participants/0/function": Fault.REQUIRED},
        ),
        ({"facts": ""}, {"facts": Fault.REQUIRED}),
        ({"agreed": [{"what": "", "who": "SIG-lots"}]}, {"agreed/0/what": Fault.REQUIRED}),
        ({"next_on": "2026-05-01"}, {"next_on": Fault.BEFORE}),
        ({"status": "cancelled"}, {"cancelled_why": Fault.REQUIRED}),
        (
            {"basis": "consent", "consent": "nowhere"},
            {"consent": Fault.UNKNOWN_REFERENCE},
        ),
        ({"form": "free text"}, {"form": Fault.NOT_A_CHOICE}),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    desk: Desk, stream: StreamId, changes: dict[str, Any], expected: dict[str, Fault]
) -> None:
    assert problems(lambda: saved(desk, stream, **changes)) == expected


@pytest.mark.req("F029")
@pytest.mark.parametrize("form", list(CooperationForm))
def test_the_form_of_cooperation_is_of_a_controlled_list(
    desk: Desk, stream: StreamId, form: CooperationForm
) -> None:
    saved(desk, stream, form=form.value)
    assert fact(desk, stream).form is form


def test_planned_then_held_with_what_was_agreed_and_corrected(desk: Desk, stream: StreamId) -> None:
    entity = saved(desk, stream, status="planned", held_on="2026-06-01", facts="Sägs inte än")
    planned = fact(desk, stream)
    assert (planned.status, planned.facts) == (MeetingStatus.PLANNED, "")
    assert planned.agenda == ("Läget", "Vem gör vad")

    first = state_of(desk, stream).of(Meeting)[0].latest.record.id
    agreed = [{"what": "Ringa boendet", "who": "SIG-lots", "by": "5 juni 2026"}, {"what": "Vila"}]
    held = typed(held_on="2026-06-01", agreed=agreed, next_on="2026-07-01")
    meetings.save_meeting(desk, stream, entity, held, builds_on=first)
    made = fact(desk, stream)
    assert [(each.key, each.what, each.by) for each in made.agreed] == [
        ("1", "Ringa boendet", "2026-06-05"),
        ("2", "Vila", ""),
    ]
    again = dict(meetings.typed_again(made))
    again["agreed"] = [*again["agreed"][1:], {"what": "Ny punkt"}]  # type: ignore[index]
    second = state_of(desk, stream).of(Meeting)[0].latest.record.id
    meetings.save_meeting(desk, stream, entity, again, builds_on=second)
    assert [each.key for each in fact(desk, stream).agreed] == ["2", "1"]

    with pytest.raises(Refusal) as refused:
        meetings.save_meeting(desk, stream, entity, held, builds_on=first)
    assert refused.value.reason is Reason.REVISED_SINCE


def test_what_was_typed_again_is_what_was_said(
    desk: Desk, stream: StreamId, consent: EntityId
) -> None:
    entity = saved(desk, stream, kind="sig", basis="consent", consent=consent, form="sig")
    before = fact(desk, stream)
    known = state_of(desk, stream).of(Meeting)[0].latest.record.id
    again = meetings.typed_again(before)
    meetings.save_meeting(desk, stream, entity, again, builds_on=known)
    assert fact(desk, stream) == before
    assert Basis(str(again["basis"])) is Basis.CONSENT


# ------------------------------------------------------------------------- the agendas as data


def test_the_agendas_that_come_with_the_program_are_whole() -> None:
    assert set(agendas().points) == set(MeetingKind)


@given(st.binary(max_size=200))
def test_what_is_no_list_of_agendas_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        Agendas.parse(data)
    assert refused.value.reason is Reason.LEGAL_PACK_INVALID


@pytest.mark.parametrize(
    "changed",
    [
        ('kind = "sip"', 'kind = "other"'),
        ('kind = "sip"', 'kind = "strategic"'),
        ("format = 1", "format = 2"),
        ('    "Varför vi träffas",', '    " ",'),
        ("requirement = ", "law = "),
    ],
)
def test_a_list_of_agendas_that_is_not_whole_is_refused(changed: tuple[str, str]) -> None:
    text = (RESOURCES / "process" / "agendas.toml").read_text("utf-8")
    assert changed[0] in text
    with pytest.raises(Refusal):
        Agendas.parse(text.replace(*changed, 1).encode())
