"""Real vaults that take in each other's cards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.casework.handover_facts import ConfirmedHow, KeyRevocation, TrustState
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.forms.library import FormLibrary
from app.handover import fingerprint as fingerprints
from app.handover import package_bytes
from app.handover.package import Package, Payload
from app.handover.trust import Meeting, Trust, may_receive
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.law.pack import LegalPack
from app.usecases import registers
from app.usecases.handover.cards import (
    card_exchange,
    card_files,
    confirming,
    own_cards,
    revoking,
    vouching,
)
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.taking_cards import CardView
from app.usecases.handover.cards.vouching import VoucherState, VoucherView
from app.usecases.handover.packages.admitting import admit
from app.usecases.reading import register_of
from app.usecases.watching.todo import todo
from storage.crypto.ed25519 import Signer
from tests.app.handover.card_tools import made, root, written
from tests.handover import Side, envelope, make_side, packed

VALID = {"valid_to": "2027-06-01"}
GONE = {"why": "lost", "day": "2026-06-01"}


@pytest.fixture
def sides(tmp_path: Path, law: LegalPack, forms: FormLibrary):
    """Three vaults that know nobody: the first and the third are of one unit."""
    made_here = [make_side(tmp_path / str(place), place, law, forms) for place in range(3)]
    yield made_here
    for side in made_here:
        side.vault.close()


def own_file(side: Side, *, root: bool = False) -> bytes:
    return cards.own_card_now(side.desk, root=root).card.encode()


def take(side: Side, data: bytes, typed: JsonObject | None = None) -> EntityId:
    changes = card_files.take_in(side.desk, data, typed or {"kind": "municipality"})
    assert changes.entity is not None
    return changes.entity


def aloud(side: Side, entity: EntityId, **changed: str) -> JsonObject:
    """What is typed when the other reads the words of its own card."""
    words = fingerprints.words(cards.person(side.desk, entity).fingerprint, side.desk.card_words)
    asked = confirming.words_asked(side.desk, entity)
    typed = {f"word_{each}": words[each - 1].upper() for each in asked}
    return {"how": "phone", "day": "2026-06-01", "words": "010-000 00 00", **typed, **changed}


def refusal(work, *arguments: object) -> Reason:
    with pytest.raises(Refusal) as caught:
        work(*arguments)
    return caught.value.reason


def faults(work, *arguments: object) -> dict[str, Fault]:
    with pytest.raises(InvalidFields) as caught:
        work(*arguments)
    return {each.field: each.fault for each in caught.value.problems}


# ------------------------------------------------------------------------------------ one's own


def test_a_card_is_made_renewed_and_reminded_of(sides: list[Side]) -> None:
    side = sides[0]
    first = cards.own_card_now(side.desk)
    assert first.serial == 1
    assert first.valid_to == "2027-05-31"
    assert not [item for item in todo(side.desk) if item.code == "own_key_card"]
    side.clock.pass_(days=335)
    (row,) = [item for item in todo(side.desk) if item.code == "own_key_card"]
    assert row.due == "2027-05-31"
    own_cards.make_own_card(side.desk, {"valid_to": "2028-01-01"})
    second = cards.own_card_now(side.desk)
    assert (second.serial, second.fingerprint) == (2, first.fingerprint)
    assert cards.card_of(side.desk, second).previous == first.fingerprint
    assert not [item for item in todo(side.desk) if item.code == "own_key_card"]
    side.clock.pass_(days=700)
    assert refusal(cards.own_card_now, side.desk) is Reason.OWN_CARD_MISSING


def test_a_card_is_valid_for_twelve_months_at_most(sides: list[Side]) -> None:
    make = own_cards.make_own_card
    assert faults(make, sides[0].desk, {"valid_to": "2027-06-02"}) == {"valid_to": Fault.TOO_LATE}
    assert faults(make, sides[0].desk, {"valid_to": "2026-05-31"}) == {"valid_to": Fault.BEFORE}
    assert faults(make, sides[0].desk, {}) == {"valid_to": Fault.REQUIRED}
    strange = {**VALID, "name": "Маја", "unit": "x" * 121}
    assert faults(make, sides[0].desk, strange) == {
        "name": Fault.UNUSABLE_CHARACTER,
        "unit": Fault.TOO_LONG,
    }


@pytest.mark.req("X03")
def test_an_own_card_that_is_revoked_is_revoked_for_ever_and_everywhere(
    sides: list[Side], tmp_path: Path
) -> None:
    one, other, third = sides
    entity = take(other, own_file(one))
    card = own_file(one)
    own_cards.revoke_own_cards(one.desk, GONE)
    assert refusal(cards.own_card_now, one.desk) is Reason.OWN_CARD_REVOKED
    assert refusal(own_cards.make_own_card, one.desk, VALID) is Reason.OWN_CARD_REVOKED
    assert refusal(own_cards.revoke_own_cards, one.desk, GONE) is Reason.OWN_CARD_REVOKED
    file = tmp_path / own_cards.revocation_file_name(cards.own_card(one.desk))
    own_cards.save_own_revocation(one.desk, file)
    take(other, file.read_bytes())
    person = cards.person(other.desk, entity)
    assert person.state is TrustState.REVOKED
    assert person.revoked_on == "2026-06-01"
    assert may_receive(person, False, date(2026, 6, 1)) is Reason.PERSON_KEY_REVOKED
    assert refusal(take, other, card) is Reason.KEY_CARD_REVOKED
    assert refusal(confirming.confirm, other.desk, entity, aloud(other, entity)) is (
        Reason.PERSON_KEY_REVOKED
    )
    # The other passes it on with what it sends; a third who has never seen the card keeps it.
    card_exchange.take_in_cards(
        third.desk, card_exchange.cards_to_send(other.desk), other.fingerprint
    )
    assert refusal(take, third, card) is Reason.KEY_CARD_REVOKED
    assert len(register_of(third.desk).of(KeyRevocation)) == 1
    card_files.take_in(other.desk, file.read_bytes(), {})
    assert len(register_of(other.desk).of(KeyRevocation)) == 1


def test_files_have_names_without_a_person_and_are_never_written_over(
    sides: list[Side], tmp_path: Path
) -> None:
    name = own_cards.card_file_name(cards.own_card_now(sides[0].desk))
    assert name == "nyckelkort-1.aktvalv-nyckelkort"
    own_cards.save_own_card(sides[0].desk, tmp_path / name)
    assert (tmp_path / name).read_bytes() == own_file(sides[0])
    assert refusal(own_cards.save_own_card, sides[0].desk, tmp_path / name) is Reason.FILE_EXISTS
    assert refusal(own_cards.save_own_revocation, sides[0].desk, tmp_path / "x") is (
        Reason.ENTITY_UNKNOWN
    )


# ------------------------------------------------------------------------------ those of others


@pytest.mark.req("X03")
def test_a_new_card_is_seen_and_is_confirmed_by_the_words_that_are_read_aloud(
    sides: list[Side],
) -> None:
    one, other = sides[:2]
    view = card_files.look_at(one.desk, own_file(other))
    assert isinstance(view, CardView)
    assert view.met.meeting is Meeting.NEW
    assert view.kind is registers.RecipientKind.MUNICIPALITY
    assert not cards.known_people(one.desk), "looking writes nothing"
    entity = take(one, own_file(other))
    (row,) = cards.known_people(one.desk)
    assert row.trust is Trust.SEEN
    recipient = registers.recipient(one.desk, row.person.recipient)
    assert recipient.name == "Socialsekreterare, Olle Provsson"
    assert refusal(take, one, own_file(other)) is Reason.KEY_CARD_KNOWN

    typed = aloud(one, entity)
    asked = [name for name in typed if name.startswith("word_")]
    assert len(asked) == 3
    assert faults(confirming.confirm, one.desk, entity, {**typed, asked[0]: "anka"}) == {
        asked[0]: Fault.NOT_THE_WORD
    }
    assert faults(confirming.confirm, one.desk, entity, {}) == {
        "how": Fault.REQUIRED,
        "day": Fault.REQUIRED,
        "words": Fault.REQUIRED,
        **dict.fromkeys(asked, Fault.REQUIRED),
    }
    assert faults(confirming.confirm, one.desk, entity, {**typed, "how": "unit_root"}) == {
        "how": Fault.NOT_A_CHOICE
    }
    confirming.confirm(one.desk, entity, typed)
    (row,) = cards.known_people(one.desk)
    assert row.trust is Trust.CONFIRMED
    assert cards.person_by_fingerprint(one.desk, other.fingerprint) == row
    assert cards.person_by_key(one.desk, other.vault.author.key) == row
    assert cards.person_by_key(one.desk, one.vault.author.key) is None


def test_ones_own_card_and_one_that_has_run_out_are_not_taken_in(sides: list[Side]) -> None:
    one, other = sides[:2]
    assert refusal(take, one, own_file(one)) is Reason.KEY_CARD_OWN
    late = own_file(other)
    one.clock.pass_(days=365)
    assert refusal(take, one, late) is Reason.KEY_CARD_EXPIRED
    assert refusal(take, one, b"{}") is Reason.KEY_CARD_INVALID
    assert refusal(take, one, b'{"body":{"format":2}}') is Reason.KEY_CARD_NEWER


def test_a_renewed_card_keeps_its_confirmation_and_one_with_another_name_does_not(
    sides: list[Side],
) -> None:
    one, other = sides[:2]
    first = own_file(other)
    entity = take(one, first)
    confirming.confirm(one.desk, entity, aloud(one, entity))
    own_cards.make_own_card(other.desk, VALID)
    assert take(one, own_file(other)) == entity
    person = cards.person(one.desk, entity)
    assert (person.state, person.serial) == (TrustState.CONFIRMED, 2)
    assert refusal(take, one, first) is Reason.KEY_CARD_OLDER
    own_cards.make_own_card(other.desk, {**VALID, "name": "Olle Nysson"})
    take(one, own_file(other))
    person = cards.person(one.desk, entity)
    assert (person.state, person.name) == (TrustState.SEEN, "Olle Nysson")


@pytest.mark.req("X03")
def test_another_key_for_a_known_name_is_an_explicit_choice_and_to_be_compared_again(
    sides: list[Side],
) -> None:
    one, other = sides[:2]
    entity = take(one, own_file(other))
    confirming.confirm(one.desk, entity, aloud(one, entity))
    before = cards.person(one.desk, entity)
    forged = written(made_up(other))
    view = card_files.look_at(one.desk, forged)
    assert isinstance(view, CardView)
    assert view.asks_who
    assert view.met.person == entity
    assert refusal(take, one, forged) is Reason.KEY_CARD_OTHER_KEY
    taken = card_exchange.take_in_cards(one.desk, [forged], other.fingerprint)
    assert taken.another_key == [entity], "a package never brings another key in"
    assert cards.person(one.desk, entity) == before

    take(one, forged, {"who": "same_person"})
    person = cards.person(one.desk, entity)
    assert person.state is TrustState.SEEN
    assert person.recipient == before.recipient
    assert [each.fingerprint for each in person.earlier] == [before.fingerprint]
    row = cards.person_by_key(one.desk, before.signing_key)
    assert row is not None
    assert row.entity == entity, "what it signed before is still that person's"
    assert refusal(take, one, own_file(other)) is Reason.KEY_CARD_OLDER


@pytest.mark.req("X03")
def test_what_the_key_before_has_sealed_is_let_in_until_it_was_changed_or_revoked(
    sides: list[Side], tmp_path: Path
) -> None:
    one, other = sides[:2]
    entity = take(one, own_file(other))
    take(one, written(made_up(other)), {"who": "same_person"})

    def sealed_on(day: str) -> Package:
        outside = envelope(other, one, sealed_at=f"{day}T09:00:00+02:00", expires_on="2026-06-30")
        return package_bytes.read(
            packed(other, outside, Payload({"a": 1})), one.vault.handover.verify
        )

    before, after = sealed_on("2026-06-01"), sealed_on("2026-06-02")
    assert admit(one.desk, before)[0] == entity, "the last day of the key is one of its days"
    assert refusal(admit, one.desk, after) is Reason.PACKAGE_SENDER_EXPIRED
    own_cards.revoke_own_cards(other.desk, GONE)
    own_cards.save_own_revocation(other.desk, tmp_path / "sparr")
    take(one, (tmp_path / "sparr").read_bytes())
    assert refusal(admit, one.desk, before) is Reason.PACKAGE_SENDER_REVOKED


@pytest.mark.req("X03")
def test_a_card_that_has_run_out_is_not_confirmed(sides: list[Side]) -> None:
    one, other = sides[:2]
    entity = take(one, own_file(other))
    one.clock.pass_(days=366)
    work = confirming.confirm
    assert refusal(work, one.desk, entity, aloud(one, entity)) is Reason.PERSON_KEY_EXPIRED
    assert cards.person(one.desk, entity).state is TrustState.SEEN


def test_the_former_key_says_that_a_new_card_is_the_same_persons(
    sides: list[Side], tmp_path: Path
) -> None:
    one, other = sides[:2]
    take(one, own_file(other))
    new = written(made_up(other))
    own_cards.save_successor(other.desk, new, tmp_path / "nytt")
    view = card_files.look_at(one.desk, (tmp_path / "nytt").read_bytes())
    assert isinstance(view, CardView)
    assert view.signed_by_former
    assert view.asks_who, "it is compared all the same"
    plain = card_files.look_at(one.desk, new)
    assert isinstance(plain, CardView)
    assert not plain.signed_by_former
    for data, reason in (
        (own_file(other), Reason.KEY_CARD_OWN),
        (own_file(one), Reason.KEY_CARD_OTHER_KEY),
        (written(root()), Reason.KEY_CARD_INVALID),
        (b"", Reason.KEY_CARD_INVALID),
    ):
        assert refusal(own_cards.save_successor, other.desk, data, tmp_path / "x") is reason


def test_two_people_may_have_one_name(sides: list[Side]) -> None:
    one, other = sides[:2]
    entity = take(one, own_file(other))
    second = take(one, written(made_up(other)), {"who": "somebody_else", "kind": "authority"})
    assert second != entity
    assert len(cards.known_people(one.desk)) == 2


def made_up(side: Side):
    """Somebody else's keys under the name of ``side``'s own card."""
    card = cards.card_of(side.desk, cards.own_card_now(side.desk))
    return made(card.name, serial=7)


def test_a_card_is_distrusted_here_with_a_reason(sides: list[Side]) -> None:
    one, other = sides[:2]
    entity = take(one, own_file(other))
    assert faults(revoking.distrust, one.desk, entity, {}) == {
        "words": Fault.REQUIRED,
        "day": Fault.REQUIRED,
    }
    revoking.distrust(one.desk, entity, {"words": "Datorn är stulen.", "day": "2026-05-30"})
    (row,) = cards.known_people(one.desk)
    assert row.trust is Trust.REVOKED
    assert row.person.revoked_on == "2026-05-30"
    again = {"words": "Igen", "day": "2026-05-30"}
    assert refusal(revoking.distrust, one.desk, entity, again) is Reason.PERSON_KEY_REVOKED
    assert not cards.revocations(register_of(one.desk)), "nobody else is told"


# ------------------------------------------------------------------------------------ the unit


@pytest.fixture
def unit(sides: list[Side]) -> list[Side]:
    """The third is the manager of the first one's unit, with a root card; the second, in another
    municipality, has confirmed that root card."""
    staff, other, manager = sides
    own_cards.make_own_card(manager.desk, VALID, root=True)
    entity = take(other, own_file(manager, root=True))
    confirming.confirm(other.desk, entity, aloud(other, entity))
    colleague = take(manager, own_file(staff))
    confirming.confirm(manager.desk, colleague, aloud(manager, colleague))
    return sides


def voucher_for(manager: Side, staff: Side, folder: Path) -> bytes:
    colleague = manager.knows(staff)
    vouching.vouch(manager.desk, colleague, {"valid_to": "2026-12-31"})
    path = folder / "intyg"
    vouching.save_voucher(manager.desk, colleague, path)
    return path.read_bytes()


@pytest.mark.req("X03")
def test_a_confirmed_root_card_confirms_its_staff_until_its_word_ends(
    unit: list[Side], tmp_path: Path
) -> None:
    staff, other, manager = unit
    voucher = voucher_for(manager, staff, tmp_path)
    assert refusal(take, other, voucher) is Reason.PERSON_UNKNOWN
    entity = take(other, own_file(staff))
    take(other, voucher)
    person = cards.person(other.desk, entity)
    assert person.state is TrustState.CONFIRMED
    assert person.confirmed_how is ConfirmedHow.UNIT_ROOT
    assert may_receive(person, True, date(2026, 12, 31)) is None
    assert may_receive(person, True, date(2027, 1, 1)) is Reason.PERSON_NOT_CONFIRMED


@pytest.mark.req("X03")
def test_the_word_of_a_unit_does_not_shorten_what_somebody_has_compared(
    unit: list[Side], tmp_path: Path
) -> None:
    staff, other, manager = unit
    entity = take(other, own_file(staff))
    confirming.confirm(other.desk, entity, aloud(other, entity))
    compared = cards.person(other.desk, entity)
    take(other, voucher_for(manager, staff, tmp_path))
    person = cards.person(other.desk, entity)
    assert person.confirmed_how is compared.confirmed_how is not ConfirmedHow.UNIT_ROOT
    assert person.confirmed_to == ""
    assert may_receive(person, True, date(2027, 1, 1)) is None


def test_a_voucher_waits_for_its_root_card_to_be_confirmed(
    unit: list[Side], tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> None:
    staff, _, manager = unit
    voucher = voucher_for(manager, staff, tmp_path)
    late = make_side(tmp_path / "sen", 1, law, forms)
    entity = take(late, own_file(staff))
    view = card_files.look_at(late.desk, voucher)
    assert isinstance(view, VoucherView)
    assert view.state is VoucherState.WAITS
    take(late, voucher)
    assert cards.person(late.desk, entity).state is TrustState.SEEN
    root = take(late, own_file(manager, root=True))
    assert cards.person(late.desk, entity).state is TrustState.SEEN, "anybody can make a root card"
    confirming.confirm(late.desk, root, aloud(late, root))
    assert cards.person(late.desk, entity).state is TrustState.CONFIRMED
    late.vault.close()


def test_vouching_asks_for_a_root_card_a_compared_card_and_the_same_unit(unit: list[Side]) -> None:
    staff, other, manager = unit
    until = {"valid_to": "2026-12-31"}
    stranger = take(manager, own_file(other))
    assert refusal(vouching.vouch, manager.desk, stranger, until) is Reason.PERSON_NOT_CONFIRMED
    confirming.confirm(manager.desk, stranger, aloud(manager, stranger))
    assert refusal(vouching.vouch, manager.desk, stranger, until) is Reason.ROOT_CARD_NOT_OF_UNIT
    colleague = take(staff, own_file(manager))
    assert refusal(vouching.vouch, staff.desk, colleague, until) is Reason.OWN_CARD_MISSING
    late = {"valid_to": "2027-06-02"}
    assert faults(vouching.vouch, manager.desk, manager.knows(staff), late) == {
        "valid_to": Fault.TOO_LATE
    }


def test_the_word_of_the_unit_goes_with_ones_card_in_every_package(
    unit: list[Side], tmp_path: Path
) -> None:
    staff, other, manager = unit
    take(staff, voucher_for(manager, staff, tmp_path))
    sent = card_exchange.cards_to_send(staff.desk)
    taken = card_exchange.take_in_cards(other.desk, sent, manager.fingerprint)
    (entity,) = taken.added
    person = cards.person(other.desk, entity)
    assert person.state is TrustState.CONFIRMED
    assert person.introduced_by == manager.fingerprint
    records = len(other.vault.journal.records(other.vault.journal.register))
    again = card_exchange.take_in_cards(other.desk, sent, manager.fingerprint)
    assert (again.added, again.renewed, again.revoked, again.left) == ([], [], [], 0)
    assert len(other.vault.journal.records(other.vault.journal.register)) == records


def test_a_manager_vouches_for_the_own_card_too(unit: list[Side]) -> None:
    _, other, manager = unit
    card_exchange.take_in_cards(other.desk, card_exchange.cards_to_send(manager.desk), "0" * 32)
    row = cards.person_by_fingerprint(other.desk, manager.fingerprint)
    assert row is not None
    assert row.trust is Trust.CONFIRMED
    assert cards.person_by_key(other.desk, manager.vault.author.key) == row, "not the root card"


@pytest.mark.req("X03")
def test_the_unit_revokes_a_card_and_a_seen_root_card_revokes_nothing(
    unit: list[Side], tmp_path: Path, law: LegalPack, forms: FormLibrary
) -> None:
    staff, other, manager = unit
    entity = take(other, own_file(staff))
    colleague = manager.knows(staff)
    revoking.revoke_as_root(manager.desk, colleague, {"why": "left", "day": "2026-06-01"})
    file = tmp_path / "sparr"
    revoking.save_revocation(manager.desk, colleague, file)
    take(other, file.read_bytes())
    assert cards.person(other.desk, entity).state is TrustState.REVOKED
    # The holder is told too, and can make no card of this key again.
    take(staff, own_file(manager, root=True))
    assert refusal(take, staff, file.read_bytes()) is Reason.REVOCATION_NOT_VALID
    root = next(row for row in cards.known_people(staff.desk) if row.person.root)
    confirming.confirm(staff.desk, root.entity, aloud(staff, root.entity))
    take(staff, file.read_bytes())
    assert refusal(cards.own_card_now, staff.desk) is Reason.OWN_CARD_REVOKED


def test_those_vouched_for_by_a_root_card_fall_with_it(unit: list[Side], tmp_path: Path) -> None:
    staff, other, manager = unit
    entity = take(other, own_file(staff))
    take(other, voucher_for(manager, staff, tmp_path))
    own_cards.revoke_own_cards(manager.desk, GONE)
    for number, of_unit in enumerate((False, True)):
        own_cards.save_own_revocation(manager.desk, tmp_path / f"{number}.sparr", root=of_unit)
        take(other, (tmp_path / f"{number}.sparr").read_bytes())
    assert cards.person(other.desk, entity).state is TrustState.SEEN
    assert refusal(take, other, own_file_of(manager)) is Reason.KEY_CARD_REVOKED


def own_file_of(side: Side) -> bytes:
    card = cards.own_card(side.desk)
    assert card is not None
    return card.card.encode()


def test_nothing_in_a_package_of_cards_can_stop_it(sides: list[Side]) -> None:
    one, other = sides[:2]
    sent = [b"", b"{}", own_file(other), own_file(other)[:-1], own_file(one), b"x" * 20_000]
    taken = card_exchange.take_in_cards(one.desk, sent, other.fingerprint)
    assert len(taken.added) == 1
    assert taken.left == 4


def test_statements_about_strangers_do_not_fill_the_register(sides: list[Side]) -> None:
    one = sides[0]
    signer = Signer(bytes(32))
    for number in range(revoking.MOST_WAITING + 1):
        said = revoking.Revocation(
            f"{number:032x}", f"{number:032x}", revoking.RevokedWhy.LOST, *(date(2026, 6, 1),) * 2
        )
        data = revoking.write_revocation(said, signer.sign)
        if number < revoking.MOST_WAITING:
            card_files.take_in(one.desk, data, {})
        else:
            assert refusal(take, one, data) is Reason.REVOCATION_NOT_VALID
    assert card_exchange.cards_to_send(one.desk) == (own_file(one),), "what waits is not passed on"
