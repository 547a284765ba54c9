"""A case there, and a receipt back: the whole way between real vaults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.casework import facts
from app.casework.codec import to_body
from app.casework.handover_facts import PackageOutcome
from app.errors import InvalidFields, Reason, Refusal
from app.handover.kinds import HandoverKind
from app.handover.package import Payload
from app.ids import EntityId, StreamId
from app.journal.canonical import seal
from app.journal.graph import heads
from app.journal.record import Content, Record
from app.log_codes import LogCode
from app.usecases import reading
from app.usecases.handover import receipts, receiving
from app.usecases.handover.packages import lists, sending, sending_again
from app.usecases.handover.packages.arrivals import Doubt, LookRow, RowState
from app.usecases.handover.packages.package_register import received_packages, sent_packages
from app.usecases.handover.packages.undo import may_undo, undo
from app.usecases.handover.receiving import Arrival
from app.usecases.registers import own_card
from tests.app.usecases import typed_forms
from tests.conftest import PASSPHRASE
from tests.handover import (
    Side,
    arrived,
    choosable,
    envelope,
    hand_over,
    introduce,
    make_side,
    note,
    packed,
    receipt_back,
    sealed,
    sent_to,
    whole_case,
    write,
)

Two = tuple[Side, Side]
Three = tuple[Side, Side, Side]


def ids(side: Side, stream: StreamId) -> set[str]:
    return {record.id for record in side.vault.journal.records(stream)}


def rows(arrival: Arrival, state: RowState) -> list[LookRow]:
    return [row for row in arrival.look.rows if row.state is state]


def refused(side: Side, path: Path) -> Reason:
    """Why a file is not opened; nothing of it is written, and nothing of it logged."""
    stood = side.vault.journal.records(side.vault.journal.register)
    with pytest.raises(Refusal) as refusal:
        receiving.open_package(side.desk, path)
    assert side.vault.journal.records(side.vault.journal.register) == stood
    return refusal.value.reason


@pytest.mark.req("X03", "F036")
def test_a_case_arrives_whole_and_the_sender_gets_a_receipt(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    typed_forms.signed_assessment(here.desk, stream)
    stood = here.vault.journal.records(here.vault.journal.register)
    rows_logged = here.vault.log.entries(limit=1)[0].sequence

    looked = sending.outlook(here.desk, whole_case(here, there, stream))

    assert here.vault.journal.records(here.vault.journal.register) == stood
    assert here.vault.log.entries(limit=1)[0].sequence == rows_logged
    path = sent_to(here, whole_case(here, there, stream))
    arrival = arrived(there, path)
    assert (looked.number, looked.confirmed, looked.blobs) == (1, True, 2)
    assert looked.records == len(arrival.package.payload.records) == sum(looked.kinds.values())
    assert path.name.removesuffix(sending.SUFFIX).isdigit()
    assert there.vault.journal.streams() == ()
    assert {row.state for row in arrival.look.rows} == {RowState.NEW}
    assert {row.told for row in arrival.look.rows} == {False}
    assert {row.author for row in arrival.look.rows} == {
        "Maja Exempelsson, Socialsekreterare, Avhopparenheten"
    }

    accepted = receiving.accept(there.desk, arrival, choosable(arrival))

    assert there.vault.journal.records(stream) == here.vault.journal.records(stream)
    assert reading.open_case(there.desk, stream).state.label == arrival.look.case_label
    receipt_back(there, here, accepted.received)
    sent = lists.sent(here.desk)[0]
    assert (sent.outcome, sent.waits) == (PackageOutcome.ACCEPTED, False)
    assert set(sent_packages(here.desk)[0].latest.fact.confirmed) == {
        each.id for each in heads(here.vault.journal.records(stream))
    }
    assert there.vault.check().faults == here.vault.check().faults == ()


def test_both_go_on_offline_and_conflicts_stand_side_by_side(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    first = write(here, stream, note("Sover dåligt."))
    receipt_back(there, here, hand_over(here, there, stream).received)
    mine = write(here, stream, note("Sover bra."), first.content.entity, [first])
    theirs = write(there, stream, note("Sover inte alls."), first.content.entity, [first])
    beside = write(there, stream, note("Ny bostad."))

    arrival = arrived(here, sent_to(there, whole_case(there, here, stream, HandoverKind.UPDATE)))
    (conflict,) = rows(arrival, RowState.CONFLICT)
    (new,) = rows(arrival, RowState.NEW)
    receiving.accept(here.desk, arrival, frozenset({conflict.key, new.key}))

    changed = {change.field: (change.old, change.new) for change in conflict.changes}
    assert changed == {"facts": ("Sover bra.", "Sover inte alls.")}
    assert {mine.id, theirs.id, beside.id} <= ids(here, stream)
    (entity,) = (
        each
        for each in reading.state_of(here.desk, stream).notes
        if each.id == first.content.entity
    )
    assert entity.disputed
    settled = write(here, stream, note("Sover bra."), first.content.entity, [mine, theirs])
    hand_over(here, there, stream, HandoverKind.UPDATE)
    assert ids(here, stream) - {each.id for each in _disclosures(here, stream)} == ids(
        there, stream
    )
    assert heads(
        each
        for each in there.vault.journal.records(stream)
        if each.content.entity == first.content.entity
    ) == (settled,)


def _disclosures(side: Side, stream: StreamId) -> list[Record]:
    records = side.vault.journal.records(stream)
    return [each for each in records if each.kind_name == "disclosure"]


def test_of_the_identity_is_told_which_fields_and_never_what_they_say(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    write(here, stream, facts.Identity(given_name="Kim", family_name="Påhittad", phone="070-1"))

    arrival = arrived(there, sent_to(here, whole_case(here, there, stream)))

    (identity,) = (row for row in arrival.look.rows if row.kind == "identity")
    assert {"given_name", "family_name"} <= {change.field for change in identity.changes}
    assert "Påhittad" not in str(arrival.look)


def test_partly_takes_what_is_chosen_with_what_it_needs(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    chosen = write(here, stream, note("Med."))
    left = write(here, stream, note("Utan."))
    arrival = arrived(there, sent_to(here, whole_case(here, there, stream)))
    (key,) = (row.key for row in arrival.look.rows if any(c.new == "Med." for c in row.changes))

    accepted = receiving.accept(there.desk, arrival, frozenset({key}))
    receipt_back(there, here, accepted.received)

    assert chosen.id in ids(there, stream)
    assert left.id not in ids(there, stream)
    assert reading.state_of(there.desk, stream).label == arrival.look.case_label
    sent = sent_packages(here.desk)[0].latest.fact
    assert sent.outcome is PackageOutcome.PARTLY
    assert left.id not in sent.confirmed
    assert "Utan." not in str(sent)
    later = arrived(there, sent_to(here, whole_case(here, there, stream, HandoverKind.UPDATE)))
    assert {row.changes[-1].new for row in rows(later, RowState.NEW)} >= {"2026-06-01"}
    assert left.id in {each.id for each in later.package.payload.records}
    receiving.accept(there.desk, later, choosable(later))
    assert left.id in ids(there, stream)


def test_what_is_undone_is_kept_and_shown_nowhere(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    path = sent_to(here, whole_case(here, there, stream))
    arrival = arrived(there, path)
    accepted = receiving.accept(there.desk, arrival, choosable(arrival))
    count = there.vault.check().records
    assert may_undo(there.desk, accepted.received)

    undo(there.desk, accepted.received)

    assert there.vault.journal.records(stream) == ()
    assert there.vault.journal.streams() == ()
    assert reading.list_cases(there.desk) == ()
    with pytest.raises(Refusal):
        reading.open_case(there.desk, stream)
    after = there.vault.check()
    assert after.faults == ()
    assert after.records == count + 1
    assert not lists.received(there.desk)[0].wants_receipt
    again = receiving.accept(there.desk, arrived(there, path), choosable(arrival))
    assert again.received == accepted.received
    assert there.vault.journal.records(stream) == here.vault.journal.records(stream)
    assert there.vault.check().faults == ()
    assert [row.case_number for row in reading.list_cases(there.desk)] == ["2026-0001"]


def test_what_is_undone_is_so_after_opening_again(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    undo(there.desk, hand_over(here, there, stream).received)
    there.vault.close()
    opened = there.door.open(there.path, bytearray(PASSPHRASE.encode()))
    assert opened.journal.streams() == ()
    assert opened.journal.records(stream) == ()
    assert opened.check().faults == ()
    opened.close()


def test_nothing_is_undone_once_something_builds_on_it_or_is_told(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    accepted = hand_over(here, there, stream)
    write(there, stream, note("Efteråt."))
    with pytest.raises(Refusal) as late:
        undo(there.desk, accepted.received)
    other = typed_forms.opened_case(here.desk, case_number="2026-0002")
    told = hand_over(here, there, other)
    receipt_back(there, here, told.received)
    with pytest.raises(Refusal) as too_late:
        undo(there.desk, told.received)

    assert late.value.reason is Reason.UNDO_TOO_LATE
    assert too_late.value.reason is Reason.RECEIPT_MADE
    assert not may_undo(there.desk, accepted.received)


def test_a_no_goes_back_with_its_reason_and_may_become_a_yes(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    path = sent_to(here, whole_case(here, there, stream))
    arrival = arrived(there, path)
    with pytest.raises(InvalidFields):
        receiving.refuse(there.desk, arrival, " ")

    entity = receiving.refuse(there.desk, arrival, "Fel enhet").entity
    assert entity is not None
    receipt_back(there, here, entity)

    sent = lists.sent(here.desk)[0]
    assert (sent.outcome, sent.reason) == (PackageOutcome.REFUSED, "Fel enhet")
    assert there.vault.journal.records(stream) == ()
    again = receiving.accept(there.desk, arrived(there, path), choosable(arrival))
    receipt_back(there, here, again.received)
    assert lists.sent(here.desk)[-1].outcome is PackageOutcome.ACCEPTED


# ------------------------------------------------------------------ what is not even looked at


@pytest.mark.req("X03")
def test_a_package_is_taken_in_once(two_vaults: Two) -> None:
    here, there = two_vaults
    path = sent_to(here, whole_case(here, there, typed_forms.opened_case(here.desk)))
    arrival = arrived(there, path)
    receiving.accept(there.desk, arrival, choosable(arrival))

    assert refused(there, path) is Reason.PACKAGE_TAKEN_IN
    with pytest.raises(Refusal) as twice:
        receiving.accept(there.desk, arrival, choosable(arrival))
    assert twice.value.reason is Reason.PACKAGE_TAKEN_IN


def test_one_may_not_send_on_what_somebody_else_has_sealed(three_vaults: Three) -> None:
    here, there, third = three_vaults
    stream = typed_forms.opened_case(here.desk)
    arrival = arrived(there, sent_to(here, whole_case(here, there, stream)))
    envelope_of = arrival.package.envelope
    data = packed(here, envelope_of, arrival.package.payload)

    path = sealed(there, third, data)

    assert refused(third, path) is Reason.PACKAGE_NOT_FOR_US


def test_nobody_opens_one_s_own(two_vaults: Two) -> None:
    here, there = two_vaults
    path = sealed(here, here, packed(here, envelope(here, there), Payload({"a": 1})))
    assert refused(here, path) is Reason.PACKAGE_OWN


def test_the_sender_must_be_known_by_the_card_that_signs(
    two_vaults: Two, tmp_path: Path, law, forms
) -> None:
    here, there = two_vaults
    stranger = make_side(tmp_path / "okänd", 2, law, forms)
    made = packed(stranger, envelope(stranger, there), Payload({"a": 1}))
    assert refused(there, sealed(stranger, there, made)) is Reason.PACKAGE_SENDER_UNKNOWN
    lent = replace(envelope(stranger, there), sender=here.fingerprint)
    posing = packed(stranger, lent, Payload({"a": 1}))
    assert refused(there, sealed(stranger, there, posing, "2")) is Reason.PACKAGE_SENDER_UNKNOWN
    stranger.vault.close()


def test_a_package_that_is_too_old_is_not_taken_in(two_vaults: Two) -> None:
    here, there = two_vaults
    path = sent_to(here, whole_case(here, there, typed_forms.opened_case(here.desk)))
    there.clock.pass_(days=31)
    assert refused(there, path) is Reason.PACKAGE_EXPIRED


def test_a_card_that_has_run_out_seals_nothing_that_counts(two_vaults: Two) -> None:
    here, there = two_vaults
    outside = envelope(here, there, sealed_at="2027-06-01T09:00:00+02:00", expires_on="2027-07-01")
    there.clock.pass_(days=365)
    path = sealed(here, there, packed(here, outside, Payload({"a": 1})))
    assert refused(there, path) is Reason.PACKAGE_SENDER_EXPIRED


# ------------------------------------------------------------------------------------- doubts


def test_gaps_repeats_and_clocks_are_told_of(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    first = sent_to(here, whole_case(here, there, stream))
    second = sent_to(here, whole_case(here, there, stream, HandoverKind.UPDATE))
    there.clock.pass_(hours=-3)

    late = arrived(there, second)
    receiving.accept(there.desk, late, choosable(late))
    early = arrived(there, first)

    assert late.look.doubts == (Doubt.NUMBER_GAP, Doubt.SEALED_IN_FUTURE)
    assert Doubt.NUMBER_BACK in early.look.doubts
    assert {row.state for row in early.look.rows} == {RowState.KNOWN}
    accepted = receiving.accept(there.desk, early, frozenset())
    assert received_packages(there.desk)[-1].latest.fact.added == ()
    assert accepted.taken.partly is False


def test_a_sender_whose_card_is_not_compared_is_told_of(
    two_vaults: Two, tmp_path: Path, law, forms
) -> None:
    here, _ = two_vaults
    seen = make_side(tmp_path / "sedd", 2, law, forms)
    introduce(seen, to=here, confirmed=False)
    introduce(here, to=seen, confirmed=False)
    stream = typed_forms.opened_case(seen.desk)
    with pytest.raises(Refusal) as unchecked:
        sending.outlook(seen.desk, whole_case(seen, here, stream))
    assert unchecked.value.reason is Reason.PERSON_NOT_CONFIRMED, "nobody has checked"
    none = facts.Protection(level=facts.ProtectionLevel.NONE, checked_on="2026-06-01")
    checked = write(seen, stream, none, EntityId(stream))
    looked = sending.outlook(seen.desk, whole_case(seen, here, stream))
    arrival = arrived(here, sent_to(seen, whole_case(seen, here, stream)))
    assert not looked.confirmed
    assert arrival.look.doubts == (Doubt.NOT_CONFIRMED,)
    protection = facts.Protection(
        level=facts.ProtectionLevel.PROTECTED_REGISTRATION, checked_on="2026-06-01"
    )
    write(seen, stream, protection, EntityId(stream), [checked])
    with pytest.raises(Refusal) as refusal:
        sending.seal_parcel(seen.desk, whole_case(seen, here, stream), seen.out)
    assert refusal.value.reason is Reason.PERSON_NOT_CONFIRMED
    seen.vault.close()


# ------------------------------------------------------------------------ when no file is made


def test_a_file_that_was_not_written_is_said_to_be_so_and_made_again(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    parcel = whole_case(here, there, stream)

    with pytest.raises(Refusal) as refusal:
        sending.seal_parcel(here.desk, parcel, here.out / "finns inte")

    (row,) = lists.sent(here.desk)
    assert row.not_written == refusal.value.reason == Reason.FOLDER_MISSING
    assert (row.waits, row.may_again) == (False, True)
    again = sending_again.seal_again(here.desk, row.entity, here.out)
    assert again.number == 2
    assert sent_packages(here.desk)[-1].latest.fact.instead_of == row.package
    arrival = arrived(there, again.path)
    assert Doubt.NUMBER_GAP in arrival.look.doubts
    receiving.accept(there.desk, arrival, choosable(arrival))
    assert there.vault.journal.records(stream) == here.vault.journal.records(stream)


def test_a_name_that_is_taken_is_not_written_over(two_vaults: Two, monkeypatch) -> None:
    here, there = two_vaults
    parcel = whole_case(here, there, typed_forms.opened_case(here.desk))
    first = sent_to(here, parcel)
    taken = []
    real = here.vault.handover.seal

    class Door:
        def __getattr__(self, name: str) -> object:
            return getattr(here_door, name)

        def seal(self, data: bytes, recipients: object, path: Path, progress: object) -> None:
            if not taken:
                taken.append(path)
                path.write_bytes(b"annat")
            real(data, recipients, path, progress)  # type: ignore[arg-type]

    here_door = here.vault.handover
    monkeypatch.setattr(type(here.vault), "handover", property(lambda _vault: Door()))
    second = sent_to(here, parcel)
    assert taken[0].read_bytes() == b"annat"
    assert len({first, second, taken[0]}) == 3


def test_a_receipt_that_was_not_written_is_still_to_be_made(two_vaults: Two) -> None:
    here, there = two_vaults
    accepted = hand_over(here, there, typed_forms.opened_case(here.desk))
    with pytest.raises(Refusal):
        receipts.make_receipt(there.desk, accepted.received, there.out / "finns inte")
    (row,) = lists.received(there.desk)
    assert (row.wants_receipt, row.receipt_made, row.may_undo) == (True, False, True)
    receipt_back(there, here, accepted.received)
    (row,) = lists.received(there.desk)
    assert (row.wants_receipt, row.receipt_made, row.may_undo) == (False, True, False)


# --------------------------------------------------------------------- somebody known, hostile


def _sent_by_hand(
    sender: Side, receiver: Side, payload: Payload, *, name: str = "00000009", **changed: object
) -> Path:
    cases = tuple(dict.fromkeys(each.content.stream for each in payload.records))
    outside = envelope(sender, receiver, **{"cases": cases, **changed})
    return sealed(sender, receiver, packed(sender, outside, payload), name)


def test_records_of_the_register_are_never_taken_in(two_vaults: Two) -> None:
    here, there = two_vaults
    register = there.vault.journal.register
    card = facts.AuthorCard(
        key=here.vault.author.key, name="Chef", title="", function="", unit="", municipality=""
    )
    forged = write_unstored(here, register, card)
    assert refused(there, _sent_by_hand(here, there, Payload({}, records=(forged,)))) is (
        Reason.PACKAGE_MALFORMED
    )


def write_unstored(side: Side, stream: StreamId, fact: facts.Fact, **changed: object) -> Record:
    kind, body = to_body(fact)
    content = Content(
        stream=stream,
        entity=EntityId(side.desk.new_id()),
        kind=kind,
        parents=(),
        lamport=1,
        body=body,
        author=side.vault.author,
        happened_at="2026-06-01",
        written_at="2026-06-01T09:00:00+02:00",
    )
    return seal(replace(content, **changed), side.vault.sign)  # type: ignore[arg-type]


def test_nobody_speaks_for_somebody_else(three_vaults: Three) -> None:
    here, there, third = three_vaults
    stream = typed_forms.opened_case(here.desk)
    hand_over(here, there, stream)
    unsaid = write_unstored(third, stream, note("Sagt."))
    posing = replace(unsaid, content=replace(unsaid.content, author=here.vault.author))
    named = facts.AuthorCard(
        key=third.vault.author.key,
        name="Någon Annan",
        title="Chef",
        function="Chef",
        unit="Enheten",
        municipality="Kommunen",
    )
    forged = write_unstored(third, stream, note("Förfalskat."), author=here.vault.author)
    payload = Payload({}, authors=(named,), records=(unsaid, forged))
    arrival = arrived(there, _sent_by_hand(third, there, payload, kind=HandoverKind.UPDATE))

    (row,) = rows(arrival, RowState.NEW)
    assert row.author == "Sara Testdotter, Socialsekreterare, Avhopparenheten"
    (stopped,) = rows(arrival, RowState.REFUSED)
    assert stopped.reason is Reason.SIGNATURE_WRONG
    assert posing.id == unsaid.id
    before = ids(there, stream)
    receiving.accept(there.desk, arrival, choosable(arrival))
    assert ids(there, stream) - before == {unsaid.id}


def test_what_others_send_changes_nothing_before_it_is_accepted(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    kept = write(here, stream, note("Så var det."))
    hand_over(here, there, stream)
    other = write_unstored(
        there,
        stream,
        note("Så var det inte."),
        entity=kept.content.entity,
        parents=(kept.id,),
        lamport=1000,
    )
    stood = here.vault.journal.records(stream)

    arrival = arrived(
        here,
        _sent_by_hand(
            there,
            here,
            Payload({}, authors=(_card_of(there),), records=(other,)),
            kind=HandoverKind.UPDATE,
        ),
    )

    (row,) = rows(arrival, RowState.NEWER)
    assert [(c.old, c.new) for c in row.changes] == [("Så var det.", "Så var det inte.")]
    assert here.vault.journal.records(stream) == stood
    assert here.vault.log.entries(limit=1)[0].code == LogCode.PACKAGE_OPENED
    receiving.refuse(here.desk, arrival, "Stämmer inte")
    assert here.vault.journal.records(stream) == stood


def test_cut_lists_huge_clocks_and_lost_attachments_are_refused_by_the_row(
    two_vaults: Two,
) -> None:
    here, there = two_vaults
    stream = StreamId(here.desk.new_id())
    first = write_unstored(here, stream, note("Ett."))
    cut = write_unstored(
        here,
        stream,
        note("Två."),
        entity=first.content.entity,
        parents=(first.id,),
        lamport=2,
    )
    far = write_unstored(here, stream, note("Långt bort."), lamport=2**53 - 1)
    lost = write_unstored(
        here,
        stream,
        facts.ApprovalRequest(
            about=first.id,
            what="plan",
            case_number="2026-0001",
            document="implementation_plan",
            document_id="GP-0000-0000",
            blob="ab" * 32,
            sentence="Jag godkänner.",
            role="Chef",
            from_key=here.vault.author.key,
            from_name="Maja Exempelsson",
            to_key=there.vault.author.key,
            to_name="Olle Provsson",
            asked_on="2026-06-01",
        ),
    )
    payload = Payload({}, authors=(), records=(cut, far, lost))
    arrival = arrived(there, _sent_by_hand(here, there, payload))

    assert {row.reason for row in arrival.look.rows} == {
        Reason.AUTHOR_UNKNOWN,
        Reason.RECORD_MALFORMED,
        Reason.ATTACHMENT_MISSING,
    }
    with pytest.raises(Refusal) as refusal:
        receiving.accept(there.desk, arrival, frozenset())
    assert refusal.value.reason is Reason.NOTHING_CHOSEN
    told = _card_of(here)
    arrival = arrived(
        there, _sent_by_hand(here, there, replace(payload, authors=(told,)), name="7")
    )
    assert {row.reason for row in arrival.look.rows} == {
        Reason.PARENT_UNKNOWN,
        Reason.RECORD_MALFORMED,
        Reason.ATTACHMENT_MISSING,
    }


def _card_of(side: Side) -> facts.AuthorCard:
    return own_card(side.desk)


def test_a_kind_of_a_newer_program_is_taken_in_and_kept(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    newer = write_unstored(here, stream, note("Nytt."), kind="hologram/1")
    here.vault.journal.append([newer])

    arrival = arrived(there, sent_to(here, whole_case(here, there, stream)))
    (row,) = (row for row in arrival.look.rows if row.kind == "hologram")
    receiving.accept(there.desk, arrival, choosable(arrival))

    assert row.changes == ()
    assert newer in there.vault.journal.records(stream)
    assert newer in reading.state_of(there.desk, stream).newer


def test_what_has_changed_since_it_was_looked_at_is_looked_at_again(two_vaults: Two) -> None:
    here, there = two_vaults
    stream = typed_forms.opened_case(here.desk)
    first = write(here, stream, note("Ett."))
    hand_over(here, there, stream)
    write(here, stream, note("Två."), first.content.entity, [first])
    arrival = arrived(there, sent_to(here, whole_case(here, there, stream, HandoverKind.UPDATE)))
    write(there, stream, note("Annat."), first.content.entity, [first])
    stood = ids(there, stream)

    with pytest.raises(Refusal) as refusal:
        receiving.accept(there.desk, arrival, choosable(arrival))

    assert refusal.value.reason is Reason.REVISED_SINCE
    assert ids(there, stream) == stood


def test_a_receipt_for_what_was_never_sent_is_unexpected(three_vaults: Three) -> None:
    here, there, third = three_vaults
    sent = sending.seal_parcel(
        here.desk, whole_case(here, there, typed_forms.opened_case(here.desk)), here.out
    )
    package = sent_packages(here.desk)[0].latest.fact.package
    body = {
        "package": package,
        "outcome": "accepted",
        "reason": "",
        "heads": [],
        "left": 0,
        "refused": [],
    }
    path = _sent_by_hand(third, here, Payload(body), kind=HandoverKind.RECEIPT, reply_to=package)
    with pytest.raises(Refusal) as refusal:
        receiving.open_package(here.desk, path)
    assert refusal.value.reason is Reason.PACKAGE_UNEXPECTED
    assert lists.sent(here.desk)[0].entity == sent.sent
    assert lists.sent(here.desk)[0].outcome is None


def test_what_has_been_sent_on_is_not_undone(three_vaults: Three) -> None:
    here, there, third = three_vaults
    accepted = hand_over(here, there, typed_forms.opened_case(here.desk))
    stream = there.vault.journal.streams()[0]
    assert may_undo(there.desk, accepted.received)
    sent_to(there, whole_case(there, third, stream))
    with pytest.raises(Refusal) as refusal:
        undo(there.desk, accepted.received)
    assert refusal.value.reason is Reason.UNDO_TOO_LATE
