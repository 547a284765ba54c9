"""From one real vault to another, with the keys that are in them."""

from __future__ import annotations

import dataclasses

import pytest

from app.errors import Reason, Refusal
from app.handover import package_bytes
from app.handover.package import Package, PackedBlob, Payload
from app.ids import KeyId
from app.usecases.registers import own_card
from storage.handover.opening import decrypted
from tests.app.handover.packing import Draft, as_object
from tests.app.handover.test_package_bytes import HOSTILE
from tests.handover import Side, envelope, packed, sealed
from tests.storage.handover.test_opening import MALFORMED
from tests.storage.vault.conftest import outcome, reason_of


def taken(receiver: Side, path) -> Package:
    data = receiver.vault.handover.open(path)
    return package_bytes.read(data, receiver.vault.handover.verify)


def everything_in(side: Side) -> Payload:
    """The sender's own register, as records; with an attachment."""
    register = side.vault.journal.register
    data = b"%PDF-1.7 ett papper"
    blob = side.vault.blobs.put(register, data, "application/pdf")
    return Payload(
        body={"words": "Åter"},
        authors=(own_card(side.desk),),
        records=side.vault.journal.records(register),
        blobs=(PackedBlob(register, blob, "application/pdf", data),),
    )


@pytest.mark.req("F036")
def test_what_one_vault_seals_the_other_reads(two_vaults) -> None:
    one, other = two_vaults
    payload = everything_in(one)
    outside = envelope(one, other)
    package = taken(other, sealed(one, other, packed(one, outside, payload)))
    assert (package.envelope, package.payload) == (outside, payload)
    assert len(package.payload.records) > 3


@pytest.mark.req("F036")
def test_only_the_one_it_is_for_can_open_it(three_vaults) -> None:
    one, other, colleague = three_vaults
    path = sealed(one, other, packed(one, envelope(one, other), Payload({})))
    for side in (one, colleague):
        assert reason_of(side.vault.handover.open, path) is Reason.PACKAGE_NOT_FOR_US
    assert other.vault.handover.open(path)


def test_a_package_in_somebody_elses_name_is_found_out(three_vaults) -> None:
    one, other, colleague = three_vaults
    claimed = envelope(one, other)
    forged = package_bytes.write(claimed, Payload({}), colleague.vault.sign)
    path = sealed(colleague, other, forged)
    assert reason_of(taken, other, path) is Reason.SIGNATURE_WRONG


def test_a_key_that_many_signatures_fit_is_no_sender(two_vaults) -> None:
    """A public key of low order: with it, OpenSSL alone would believe in a signature of zeros."""
    one, other = two_vaults
    neutral = KeyId("01" + "00" * 31)
    outside = envelope(one, other, sender_key=neutral)
    forged = package_bytes.write(outside, Payload({}), lambda _: b"\x01" + bytes(63))
    assert reason_of(taken, other, sealed(one, other, forged)) is Reason.SIGNATURE_WRONG


@pytest.mark.req("F036")
def test_a_known_sender_can_do_no_harm_either(two_vaults) -> None:
    """Sealed as it should be, signed by somebody who is trusted, and not as it should be."""
    one, other = two_vaults
    outside = as_object(envelope(one, other))
    identities = other.vault.handover._identities()
    for number, (name, hostile) in enumerate(HOSTILE.items(), 1):
        draft = dataclasses.replace(hostile, envelope=outside)
        path = sealed(one, other, draft.bytes(one.vault.sign), f"{number:08}")
        inside = decrypted(path.read_bytes(), identities)
        reason = outcome(package_bytes.read, inside, other.vault.handover.verify)
        assert reason in MALFORMED, name
    good = Draft(envelope=outside).bytes(one.vault.sign)
    assert package_bytes.read(good, other.vault.handover.verify)


def test_what_was_sealed_is_not_in_the_sealed_file(two_vaults) -> None:
    one, other = two_vaults
    path = sealed(one, other, packed(one, envelope(one, other), everything_in(one)))
    data = path.read_bytes()
    for word in (b"aktvalv", b"Maja", b"Exempelkommun", one.fingerprint.encode(), b"%PDF"):
        assert word not in data


def test_a_refusal_says_nothing_of_what_was_in_the_file(two_vaults) -> None:
    """Reasons are what is logged: no name, no path, nothing of what was in the file."""
    one, other = two_vaults
    path = sealed(one, other, b"Maja Exempelsson")
    with pytest.raises(Refusal) as refusal:
        other.vault.handover.open(path)
    assert str(refusal.value) == "package_malformed"
    assert not refusal.value.params
