"""A register from the unit to another vault: what goes, what it means there, and what never goes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.casework import facts
from app.casework.facts import IN_CASES, IN_REGISTER
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.forms.library import FormLibrary
from app.handover.trust import Trust
from app.law.pack import LegalPack
from app.usecases import legal_packs, registers
from app.usecases.decision import delegation
from app.usecases.forms import method_packs, templates
from app.usecases.handover import receiving
from app.usecases.handover.cards import card_register
from app.usecases.handover.packages.arrivals import RowState
from app.usecases.handover.registers import register_packages
from app.usecases.handover.registers.register_arrivals import look_register
from app.usecases.handover.registers.register_offer import offer
from app.usecases.unit import units
from app.usecases.watching import local_deadlines
from tests.app.usecases import test_legal_packs, test_method_packs, typed_forms
from tests.app.usecases.handover.registers.register_exchange import (
    ABOVE,
    UNIT,
    asked,
    by_hand,
    canaried,
    filled,
    handed_over,
    new_entity,
    opened_bytes,
)
from tests.app.usecases.test_delegation import ORDER
from tests.app.usecases.test_templates import template
from tests.handover import OWNERS, Side, choosable, introduce, make_side, write

Two = tuple[Side, Side]

CANARY = "Kanariefågel"


def states(look: Any) -> dict[str, RowState]:
    return {row.key.partition(":")[0]: row.state for row in look.rows}


def accept(receiver: Side, arrival: Any, keys: frozenset[str] | None = None) -> Any:
    return receiving.accept(receiver.desk, arrival, choosable(arrival) if keys is None else keys)


def names(side: Side) -> set[str]:
    return {row.name for row in units.units_on(side.desk, side.desk.now().date())}


# --------------------------------------------------------------------------- there and in


@pytest.mark.req("X19", "F032")
def test_a_register_goes_over_as_the_receivers_own_words(
    two_vaults: Two, tmp_path: Any, law: Any, forms: Any
) -> None:
    here, there = two_vaults
    third = make_side(tmp_path / "tredje", 2, law, forms)
    introduce(third, to=here)
    filled(here)
    arrival = handed_over(here, there)
    assert arrival.look.doubts == ()
    assert {row.state for row in arrival.look.rows} == {RowState.NEW, RowState.KNOWN}
    known = [row.name for row in arrival.look.rows if row.state is RowState.KNOWN]
    assert len(known) == 1, "the receiver's own card"
    before = len(there.vault.journal.records(there.vault.journal.register))

    accept(there, arrival)

    assert {UNIT, ABOVE} <= names(there)
    assert delegation.order_now(there.desk).order == delegation.order_now(here.desk).order
    assert local_deadlines.local_values(there.desk) == local_deadlines.local_values(here.desk)
    assert [row.recipient.organisation for row in registers.list_recipients(there.desk)].count(
        "Provboendet"
    ) == 1
    written = there.vault.journal.records(there.vault.journal.register)[before:]
    assert {each.content.author.key for each in written} == {there.vault.author.key}
    seen = card_register.person_by_fingerprint(there.desk, third.fingerprint)
    assert seen is not None
    assert (seen.trust, seen.person.introduced_by) == (Trust.SEEN, here.fingerprint)
    assert there.vault.check().faults == ()
    third.vault.close()


@pytest.mark.req("X19", "F032")
def test_packs_come_signed_by_their_sender_and_hold(two_vaults: Two) -> None:
    here, there = two_vaults
    filled(here)
    assert there.desk.law.version != here.desk.law.version

    arrival = handed_over(here, there)
    accept(there, arrival)

    (legal,) = legal_packs.installed(there.desk)
    (method,) = method_packs.installed_packs(there.desk)
    for fact in (legal.latest.fact, method):
        assert fact.signed_by == f"{OWNERS[0].name}, {OWNERS[0].unit}"
        assert fact.signed_by_key == here.fingerprint
        assert fact.package == arrival.package.id
    (mine,) = legal_packs.installed(here.desk)
    assert mine.latest.fact.digest == legal.latest.fact.digest
    assert mine.latest.fact.signed_by == "", "it came as a plain file"
    assert method.digest == method_packs.installed_packs(here.desk)[0].digest
    assert there.desk.law.version == here.desk.law.version
    assert "7.0.0" in {row.template.version for row in templates.list_templates(there.desk)}
    assert {said.label for said in arrival.look.said} >= {
        "law_digest",
        "law_changed",
        "law_added",
        "law_removed",
        "method_digest",
        "templates_new",
    }


@pytest.mark.req("X19")
def test_twice_is_once_and_only_what_was_chosen_is_taken(two_vaults: Two) -> None:
    here, there = two_vaults
    unit = filled(here)
    arrival = handed_over(here, there)
    row = next(each for each in arrival.look.rows if each.name == UNIT)

    accept(there, arrival, frozenset({row.key}))
    assert {UNIT, ABOVE} <= names(there), "what it lies under is needed"
    assert delegation.order_now(there.desk).order is None
    assert legal_packs.installed(there.desk) == ()

    again = handed_over(here, there)
    assert states(again.look)["delegation_order"] is RowState.NEW
    accept(there, again)
    records = there.vault.journal.records(there.vault.journal.register)
    last = handed_over(here, there)
    assert set(states(last.look).values()) == {RowState.KNOWN}
    accept(there, last, frozenset())
    after = there.vault.journal.records(there.vault.journal.register)
    assert {each.kind_name for each in after[len(records) :]} == {"received"}
    assert units.unit_on(there.desk, unit, there.desk.now().date()).name == UNIT


# ------------------------------------------------------------------------- newer and conflict


@pytest.mark.req("X19")
def test_what_nobody_here_has_changed_is_brought_forward(two_vaults: Two) -> None:
    here, there = two_vaults
    unit = filled(here)
    accept(there, handed_over(here, there))
    typed = {"kind": "unit", "name": UNIT, "note": "Ny lokal rutin."}
    units.revise_unit(here.desk, unit, typed)

    arrival = handed_over(here, there)
    row = next(each for each in arrival.look.rows if each.name == UNIT)
    assert row.state is RowState.NEWER
    assert {change.field for change in row.changes} == {"note", "parent", "contact"}
    accept(there, arrival)
    assert units.unit_on(there.desk, unit, there.desk.now().date()).unit.note == "Ny lokal rutin."
    assert set(states(handed_over(here, there).look).values()) == {RowState.KNOWN}


@pytest.mark.req("X19")
def test_what_was_changed_here_holds_until_its_row_is_ticked(two_vaults: Two) -> None:
    here, there = two_vaults
    unit = filled(here)
    accept(there, handed_over(here, there))
    typed = {"kind": "unit", "name": UNIT}
    units.revise_unit(there.desk, unit, {**typed, "note": "Vårt."})
    assert states(handed_over(here, there).look)["unit"] is RowState.KNOWN, "ours is the later"
    units.revise_unit(here.desk, unit, {**typed, "note": "Deras."})

    arrival = handed_over(here, there)
    row = next(each for each in arrival.look.rows if each.name == UNIT)
    assert (row.state, row.replaces) == (RowState.CONFLICT, True)
    assert [(each.field, each.old, each.new) for each in row.changes] == [
        ("note", "Vårt.", "Deras.")
    ]
    accept(there, arrival, choosable(arrival))
    today = there.desk.now().date()
    assert units.unit_on(there.desk, unit, today).unit.note == "Deras."
    register = there.vault.journal.records(there.vault.journal.register)
    assert any(each.content.body.get("note") == "Vårt." for each in register), "it is kept"


@pytest.mark.req("X19")
def test_a_field_each_is_no_conflict_and_an_order_is_one_decision(two_vaults: Two) -> None:
    here, there = two_vaults
    unit = filled(here)
    accept(there, handed_over(here, there))
    same = {"kind": "unit", "name": UNIT, "contact": "Växeln, 08-465 004 00"}
    parent = units.unit_on(here.desk, unit, here.desk.now().date()).unit.parent
    units.revise_unit(there.desk, unit, {**same, "parent": parent, "note": "Vårt."})
    units.revise_unit(here.desk, unit, {**same, "parent": parent, "age_from": "20"})
    delegation.save_order(there.desk, {**ORDER, "decided_by": "Nämnden här"})
    delegation.save_order(here.desk, {**ORDER, "valid_to": "2027-01-01"})

    arrival = handed_over(here, there)
    assert states(arrival.look)["delegation_order"] is RowState.CONFLICT
    row = next(each for each in arrival.look.rows if each.name == UNIT)
    assert row.state is RowState.NEWER
    accept(there, arrival, frozenset({row.key}))
    merged = units.unit_on(there.desk, unit, there.desk.now().date()).unit
    assert (merged.note, merged.age_from) == ("Vårt.", 20)
    order = delegation.order_now(there.desk).order
    assert order is not None
    assert order.decided_by == "Nämnden här"


@pytest.mark.req("X19")
def test_a_shipped_unit_that_was_changed_elsewhere_is_newer_until_it_is_changed_here(
    two_vaults: Two,
) -> None:
    here, there = two_vaults
    shipped = next(each for each in here.desk.shipped_units() if not each.unit.valid_to)
    typed = {"kind": shipped.unit.kind.value, "name": "Annat namn"}
    units.revise_unit(here.desk, shipped.id, typed)
    arrival = handed_over(here, there)
    assert states(arrival.look)["unit"] is RowState.NEWER
    units.revise_unit(there.desk, shipped.id, {**typed, "name": "Ett tredje"})
    with pytest.raises(Refusal) as refusal:
        accept(there, arrival)
    assert refusal.value.reason is Reason.REVISED_SINCE
    assert states(handed_over(here, there).look)["unit"] is RowState.CONFLICT


@pytest.mark.req("X19")
def test_packs_that_cannot_be_taken_in_say_why(two_vaults: Two) -> None:
    here, there = two_vaults
    filled(here)
    legal_packs.install(
        there.desk, test_legal_packs.pack(texts=test_legal_packs.TEXTS, note="Annat")
    )
    method_packs.install_pack(there.desk, test_method_packs.pack(template("1.0.0"), note="Annat"))
    arrival = handed_over(here, there, templates=[])
    reasons = {row.kind: row.reason for row in arrival.look.rows if row.state is RowState.REFUSED}
    assert reasons == {
        "legal_pack": Reason.LEGAL_PACK_CHANGED,
        "method_pack": Reason.METHOD_PACK_CHANGED,
    }
    accept(there, arrival)
    assert len(legal_packs.installed(there.desk)) == 1


# --------------------------------------------------------------------------------- what stays


@pytest.mark.req("X19")
def test_nothing_of_a_case_is_in_the_package(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    for kind, shape in IN_CASES.items():
        if not kind.endswith("/1") or facts.KINDS.get(f"{kind[:-2]}/2") is None:
            write(here, stream, canaried(shape, CANARY))
    handled = {"unit", "recipient", "delegation_order", "local_deadline", "author_card"}
    handled |= {"template", "method_pack", "legal_pack"}
    handled |= {"own_key_card", "known_person", "key_revocation"}
    for kind, shape in IN_REGISTER.items():
        name = kind.partition("/")[0]
        newer = facts.KINDS.get(f"{name}/2") if kind.endswith("/1") else None
        if name not in handled and newer is None:
            write(here, here.vault.journal.register, canaried(shape, CANARY))
    for kind in ("client", "kin"):
        typed = {"name": CANARY, "organisation": CANARY, "kind": kind}
        registers.add_recipient(here.desk, new_entity(here), typed)
    gone = new_entity(here)
    typed = {"name": CANARY, "organisation": CANARY, "kind": "provider"}
    registers.add_recipient(here.desk, gone, typed)
    registers.retire_recipient(here.desk, gone)
    filled(here)

    data = opened_bytes(here, there)

    assert CANARY.encode() not in data
    assert stream.encode() not in data
    assert UNIT.encode() in data
    people = {row.recipient for row in map(_person, card_register.known_people(here.desk))}
    assert not any(each.encode() in data for each in people), "only the holder of a card"


def _person(row: Any) -> Any:
    return row.person


@pytest.mark.req("X19")
@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("note", "Ring Kim, 19900101-9802"),
        ("note", "Storgatan 12"),
        ("contact", "Storgatan 12, 123 45 Provstad"),
        ("note", "kim@example.org"),
        ("note", "0701740605"),
    ],
)
def test_what_points_somebody_out_stays(two_vaults: Two, field: str, text: str) -> None:
    here, there = two_vaults
    unit = new_entity(here)
    units.add_unit(here.desk, unit, {"kind": "provider", "name": "Boendet", field: text})
    below = new_entity(here)
    units.add_unit(here.desk, below, {"kind": "unit", "name": "Under", "parent": unit})
    there_is = offer(here.desk)
    assert there_is.stays == ("Boendet",)
    with pytest.raises(InvalidFields) as invalid:
        handed_over(here, there, units=[unit])
    assert [each.field for each in invalid.value.problems] == ["units"]
    with pytest.raises(Refusal) as refusal:
        handed_over(here, there, units=[below])
    assert refusal.value.reason is Reason.REGISTER_POINTS_OUT


def test_nothing_and_nobody_are_problems_at_their_fields(two_vaults: Two) -> None:
    here, there = two_vaults
    empty: dict[str, Any] = {name: [] for name in register_packages.CHOICES}
    with pytest.raises(InvalidFields) as invalid:
        register_packages.hand_over(here.desk, {**empty, "to": "vem"}, here.out)
    assert {(each.field, each.fault) for each in invalid.value.problems} == {
        ("to", Fault.UNKNOWN_REFERENCE),
        ("units", Fault.ONE_NEEDED),
    }
    ahead = register_packages.look_ahead(here.desk, asked(here, there))
    assert dict(ahead.leaves).keys() == {"people"}
    assert list(here.out.iterdir()) == []


# ------------------------------------------------------------------------------ hostile bodies

SOUND_UNIT: dict[str, Any] = {
    **msgspec.to_builtins(facts.KINDS["unit/1"](kind="unit", name="Provenheten")),
}
ID = "00000000-0000-4000-8000-0000000000aa"


def entry(kind: str = "unit/1", entity: str = ID, **changes: Any) -> dict[str, Any]:
    return {"kind": kind, "entity": entity, "before": [], "body": {**SOUND_UNIT, **changes}}


def body(*entries: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"format": 1, "entries": list(entries), "cards": [], "packs": [], **changes}


RECIPIENT = {"name": "Kontakt", "organisation": "Prov", "kind": "provider", "retired": False}


def other(kind: str, said: dict[str, Any], entity: str = "") -> dict[str, Any]:
    return {"kind": kind, "entity": entity, "before": [], "body": said}


@pytest.mark.req("X19")
@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (body(entry(), format=2), Reason.PACKAGE_NEWER),
        (body(entry("unit/2")), Reason.PACKAGE_NEWER),
        ({}, Reason.PACKAGE_MALFORMED),
        (body(entry(), format=True), Reason.PACKAGE_MALFORMED),
        (body(entry(), case="2026-0014"), Reason.PACKAGE_MALFORMED),
        (body(entry(), entry()), Reason.PACKAGE_MALFORMED),
        (body(entry(entity="valv")), Reason.PACKAGE_MALFORMED),
        (body(entry(name="")), Reason.PACKAGE_MALFORMED),
        (body(entry(name="Prov\u202eenheten")), Reason.PACKAGE_MALFORMED),
        (body(entry(name="Prov\u200benheten")), Reason.PACKAGE_MALFORMED),
        (body(entry(name="P" * 201)), Reason.PACKAGE_MALFORMED),
        (body(entry(note="Två\u2028rader")), Reason.PACKAGE_MALFORMED),
        (body(entry(valid_from="2026-13-01")), Reason.PACKAGE_MALFORMED),
        (body(entry(valid_from="2026-02-01", valid_to="2026-01-01")), Reason.PACKAGE_MALFORMED),
        (body(entry(parent=ID)), Reason.PACKAGE_MALFORMED),
        (body(entry(code="12345")), Reason.PACKAGE_MALFORMED),
        (body(entry(age_from=30, age_to=20)), Reason.PACKAGE_MALFORMED),
        (body(entry(age_to=121)), Reason.PACKAGE_MALFORMED),
        (body(entry(mer="okänt")), Reason.PACKAGE_MALFORMED),
        (body(other("recipient/1", {**RECIPIENT, "kind": "client"}, ID)), Reason.PACKAGE_MALFORMED),
        (body(other("recipient/1", {**RECIPIENT, "kind": "kin"}, ID)), Reason.PACKAGE_MALFORMED),
        (body(other("recipient/1", {**RECIPIENT, "retired": True}, ID)), Reason.PACKAGE_MALFORMED),
        (body(other("unit_note/1", {"heading": "a", "text": "b", "noted_on": ""})),
         Reason.PACKAGE_MALFORMED),
        (body(packs=[{"kind": "legal_pack", "blob": "0" * 64}]), Reason.PACKAGE_MALFORMED),
        (body(packs=[{"kind": "program", "blob": "0" * 64}]), Reason.PACKAGE_MALFORMED),
        (body(cards=["a", "a"]), Reason.PACKAGE_MALFORMED),
    ],
)  # fmt: skip
def test_a_body_that_is_not_of_the_form_is_refused(
    two_vaults: Two, said: dict[str, Any], reason: Reason
) -> None:
    here, there = two_vaults
    with pytest.raises(Refusal) as refusal:
        look_register(there.desk, by_hand(here, there, said))
    assert refusal.value.reason is reason


def test_bytes_that_nobody_names_and_cases_are_refused(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    for package in (
        by_hand(here, there, body(entry()), b"{}"),
        by_hand(here, there, body(entry()), cases=(stream,)),
    ):
        with pytest.raises(Refusal) as refusal:
            look_register(there.desk, package)
        assert refusal.value.reason is Reason.PACKAGE_MALFORMED


@pytest.mark.req("X19")
def test_what_hangs_on_nothing_and_packs_that_are_none_are_refused_alone(two_vaults: Two) -> None:
    here, there = two_vaults
    lost = "00000000-0000-4000-8000-0000000000bb"
    said = body(
        entry(),
        entry(entity=lost, parent="00000000-0000-4000-8000-0000000000cc"),
        entry(entity="00000000-0000-4000-8000-0000000000dd", parent=lost),
        other(
            "local_deadline/1",
            {"key": "påhittad", "valid_from": "2026-01-01", "months": 1, "weeks": 0, "days": 0,
             "warn_days": 0, "reason": "Rutin"},
        ),
        packs=[
            {"kind": "legal_pack", "blob": digest_of(b"{}")},
            {"kind": "method_pack", "blob": digest_of(b"[]")},
            {"kind": "template", "blob": digest_of(b"\x00")},
        ],
        cards=["inget kort"],
    )  # fmt: skip
    look = look_register(there.desk, by_hand(here, there, said, b"{}", b"[]", b"\x00"))
    assert [row.reason for row in look.rows] == [
        None,
        Reason.REGISTER_LACKS,
        Reason.REGISTER_LACKS,
        Reason.REGISTER_LACKS,
        Reason.KEY_CARD_INVALID,
        Reason.NOT_A_LEGAL_PACK,
        Reason.NOT_A_METHOD_PACK,
        Reason.TEMPLATE_NOT_ANSWERABLE,
    ]


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.mark.req("X19")
def test_a_register_is_taken_in_from_a_confirmed_card_only(
    tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> None:
    sender = make_side(tmp_path / "a", 0, law, forms)
    receiver = make_side(tmp_path / "b", 1, law, forms)
    introduce(sender, to=receiver, confirmed=False)
    introduce(receiver, to=sender)
    filled(sender)

    arrival = handed_over(sender, receiver)

    assert arrival.look.stopped is Reason.PACKAGE_SENDER_NOT_CONFIRMED
    with pytest.raises(Refusal) as refused:
        receiving.accept(receiver.desk, arrival, choosable(arrival))
    assert refused.value.reason is Reason.PACKAGE_SENDER_NOT_CONFIRMED
    sender.vault.close()
    receiver.vault.close()
