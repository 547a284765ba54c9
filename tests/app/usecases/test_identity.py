"""Who the person is: masked, shown through one door, logged first."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework import facts
from app.casework.personnummer import Doubt, with_check_digit
from app.casework.projection import only_entity
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ports import LogCode
from app.usecases import identity, reading
from app.usecases.desk import Desk
from app.usecases.drafting import get_draft, save_draft
from app.usecases.identity import RevealReason
from tests.app.usecases import typed_forms


def test_a_peek_gives_what_was_asked_for_and_no_more(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())

    seen = identity.peek(desk, stream, ["given_name", "family_name"], RevealReason.HANDLING)

    (side,) = seen.sides
    assert side.identity == facts.Identity(given_name="Alva", family_name="Påhittsdotter")
    assert seen.seconds == 0
    assert "Alva" not in repr(seen) + repr(side)


def test_every_look_is_in_the_log_with_its_reason(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())

    identity.reveal(desk, stream, ["phone"], RevealReason.CONTACT, 30)

    (entry,) = desk.vault.log.entries(limit=1)
    assert entry.code == LogCode.REVEALED
    assert entry.payload == {
        "stream": stream,
        "fields": ["phone"],
        "reason": "contact",
        "seconds": 30,
    }


@pytest.mark.parametrize(
    "look",
    [
        lambda desk, case: identity.peek(desk, case, ["number"], RevealReason.HANDLING),
        lambda desk, case: identity.reveal(desk, case, ["number"], RevealReason.HANDLING, 30),
        identity.identity_to_edit,
        lambda desk, case: get_draft(desk, case, only_entity(case), "identity"),
    ],
)
def test_nothing_is_shown_when_the_log_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, look: Any
) -> None:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())
    save_draft(desk, stream, only_entity(stream), "identity", body=typed_forms.identity(), place={})

    def full(*_: object) -> None:
        raise Refusal(Reason.DISK_FULL)

    monkeypatch.setattr(type(desk.vault.log), "write", full)
    with pytest.raises(Refusal) as refused:
        look(desk, stream)
    assert refused.value.reason is Reason.DISK_FULL


def test_a_look_that_finds_nobody_is_logged_and_refused(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)

    with pytest.raises(Refusal) as refused:
        identity.peek(desk, stream, ["number"], RevealReason.HANDLING)

    assert refused.value.reason is Reason.ENTITY_UNKNOWN
    assert desk.vault.log.entries(limit=1)[0].code == LogCode.REVEALED


@pytest.mark.parametrize("fields", [(), ("wish",), ("number", "records")])
def test_only_fields_of_the_identity_can_be_asked_for(desk: Desk, fields: Any) -> None:
    stream = typed_forms.opened_case(desk)

    with pytest.raises(ValueError, match="fields"):
        identity.peek(desk, stream, fields, RevealReason.HANDLING)


@pytest.mark.parametrize("seconds", [0, -1, 301])
def test_a_reveal_ends_within_five_minutes(desk: Desk, seconds: int) -> None:
    with pytest.raises(ValueError, match="seconds"):
        identity.reveal(
            desk, typed_forms.opened_case(desk), ["phone"], RevealReason.CONTACT, seconds
        )


def test_the_identity_is_edited_as_it_stands(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    assert identity.identity_to_edit(desk, stream).typed == {}
    identity.save_identity(desk, stream, typed_forms.identity())

    shown = identity.identity_to_edit(desk, stream)
    assert shown.typed["number"] == "19900101-9802"
    identity.save_identity(
        desk, stream, {**shown.typed, "phone": "070-174 06 06"}, builds_on=shown.builds_on
    )

    after = identity.peek(desk, stream, identity.FIELDS, RevealReason.HANDLING).sides[0].identity
    assert (after.given_name, after.number, after.phone) == (
        "Alva",
        "199001019802",
        "070-174 06 06",
    )
    assert after.addresses[0].text == "Påhittsgatan 1, 123 45 Exempelstad"


def test_an_identity_that_was_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())
    shown = identity.identity_to_edit(desk, stream)
    identity.save_identity(desk, stream, typed_forms.identity(phone="070-174 06 09"))

    with pytest.raises(Refusal) as refused:
        identity.save_identity(desk, stream, shown.typed, builds_on=shown.builds_on)

    assert refused.value.reason is Reason.REVISED_SINCE


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("19900101-9803", Fault.PERSONNUMMER_CHECK_DIGIT),
        ("19901301-9802", Fault.PERSONNUMMER_DATE),
        ("1990", Fault.PERSONNUMMER_LENGTH),
    ],
)
def test_a_mistyped_number_is_told(desk: Desk, number: str, fault: Fault) -> None:
    stream = typed_forms.opened_case(desk)

    with pytest.raises(InvalidFields) as refused:
        identity.save_identity(desk, stream, typed_forms.identity(number=number))

    assert [(each.field, each.fault) for each in refused.value.problems] == [("number", fault)]
    assert "1990" not in str(refused.value) + repr(refused.value.params)


def test_a_row_of_addresses_has_its_own_path(desk: Desk) -> None:
    rows = [
        {"kind": "", "text": "  "},
        {"kind": "actual", "text": "", "valid_from": "2026-05-01", "valid_to": "2026-04-01"},
    ]
    with pytest.raises(InvalidFields) as refused:
        identity.save_identity(
            desk, typed_forms.opened_case(desk), typed_forms.identity(addresses=rows)
        )

    assert {(each.field, each.fault) for each in refused.value.problems} == {
        ("addresses/1/text", Fault.REQUIRED),
        ("addresses/1/valid_to", Fault.BEFORE),
    }


def test_a_number_in_another_case_is_warned_about(desk: Desk) -> None:
    first, second = typed_forms.opened_case(desk), typed_forms.opened_case(desk)
    identity.save_identity(desk, first, typed_forms.identity())

    assert [row.stream for row in identity.duplicates(desk, second, "900101-9802")] == [first]
    assert identity.duplicates(desk, first, "900101-9802") == ()
    assert identity.duplicates(desk, second, "900101-98") == ()
    entry = desk.vault.log.entries(limit=1)[0]
    assert (entry.code, entry.payload) == (LogCode.SEARCHED, {"stream": first})


def test_two_cases_with_one_number_are_warned_about_later_too(desk: Desk) -> None:
    first, second = typed_forms.opened_case(desk), typed_forms.opened_case(desk)
    assert identity.same_number_elsewhere(desk, first) == ()
    for stream in (first, second):
        identity.save_identity(desk, stream, typed_forms.identity())

    assert [row.stream for row in identity.same_number_elsewhere(desk, first)] == [second]


def test_protection_says_what_showed_it_and_until_when(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)

    with pytest.raises(InvalidFields) as refused:
        identity.set_protection(
            desk,
            stream,
            {
                "level": "confidentiality_marking",
                "checked_on": "2026-06-01",
                "valid_to": "2026-05-01",
            },
        )
    assert {(each.field, each.fault) for each in refused.value.problems} == {
        ("shown_by", Fault.REQUIRED),
        ("valid_to", Fault.BEFORE),
    }

    identity.set_protection(
        desk,
        stream,
        {
            "level": "confidentiality_marking",
            "checked_on": "idag",
            "shown_by": "decision_seen",
            "valid_to": "2026-07-15",
        },
    )
    view = reading.open_case(desk, stream)
    assert view.state.protection is not None
    assert view.state.protection.latest.fact.level is facts.ProtectionLevel.CONFIDENTIALITY_MARKING
    assert "protection_ends" in {row.code for row in view.due}


@pytest.mark.parametrize(
    ("number", "doubts"),
    [
        ("19900101-9802", ()),
        (with_check_digit("20260701980"), (Doubt.IN_THE_FUTURE,)),
        (with_check_digit("19000101980"), (Doubt.VERY_OLD,)),
        ("1990", ()),
    ],
)
def test_an_unlikely_number_is_warned_about_and_can_be_saved(
    desk: Desk, number: str, doubts: tuple[Doubt, ...]
) -> None:
    stream = typed_forms.opened_case(desk)

    assert identity.check_number(desk, stream, number).doubts == doubts

    if doubts:
        identity.save_identity(desk, stream, typed_forms.identity(number=number))
