"""Somebody whose key card has been compared, and who means harm: what a package of theirs can do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import msgspec
import pytest

from app.casework import facts
from app.casework.codec import to_body
from app.casework.facts import AuthorCard, Share, ShareRole, Transfer, TransferStatus
from app.casework.handover_facts import PackageOutcome
from app.casework.projection import only_entity
from app.casework.standing import Whose
from app.errors import Reason, Refusal
from app.handover import package_bytes
from app.handover.kinds import HandoverKind
from app.handover.package import Payload
from app.ids import EntityId, RecordId, StreamId
from app.journal.canonical import seal
from app.journal.record import Author, Content, Record
from app.usecases.handover import receipts, receiving
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards.card_exchange import take_in_cards
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.handover.cards.revoking import distrust
from app.usecases.handover.cases import sharing
from app.usecases.handover.packages.arrivals import Doubt, RowState
from app.usecases.handover.packages.package_register import received_packages, sent_packages
from app.usecases.handover.receiving import Arrival
from app.usecases.paper import documents
from app.usecases.paper.papers import papers_in
from app.usecases.reading import state_of
from app.usecases.registers import own_card
from storage.crypto.ed25519 import Signer
from tests.app.usecases import typed_forms
from tests.app.usecases.handover.approvals.approving import decided
from tests.app.usecases.handover.cases.cases_between import (
    accepted,
    handed_over,
    receipt_to,
    share_form,
    shared,
    ticked,
    updated,
    whose,
    write_note,
)
from tests.handover import (
    Side,
    arrived,
    envelope,
    note,
    packed,
    sealed,
    write,
)

Two = tuple[Side, Side]
Three = tuple[Side, Side, Side]


def made_by(
    side: Side,
    stream: StreamId,
    fact: facts.Fact,
    *,
    lamport: int = 1_000,
    parents: tuple[Record, ...] = (),
    **changed: Any,
) -> Record:
    """A record with the signature of somebody who need not have the case."""
    kind, body = to_body(fact)
    content = Content(
        stream=stream,
        entity=EntityId(side.desk.new_id()),
        kind=kind,
        parents=tuple(sorted(each.id for each in parents)),
        lamport=lamport,
        body=body,
        author=side.vault.author,
        happened_at=side.clock().date().isoformat(),
        written_at=side.clock().isoformat(timespec="seconds"),
    )
    return seal(replace(content, **changed), side.vault.sign)


def card_of(side: Side, **changed: str) -> AuthorCard:
    return msgspec.structs.replace(own_card(side.desk), told_by="", **changed)


def opened_at(
    receiver: Side,
    sender: Side,
    stream: StreamId,
    *records: Record,
    kind: HandoverKind = HandoverKind.UPDATE,
    body: dict[str, Any] | None = None,
    authors: tuple[AuthorCard, ...] | None = None,
    **changed: Any,
) -> Arrival:
    """A package that no use case would make, as far as it is looked at."""
    outside = envelope(sender, receiver, kind, **{"cases": (stream,), **changed})
    inside = Payload(
        body=body or {},
        authors=(card_of(sender),) if authors is None else authors,
        records=records,
    )
    name = f"{len(list(sender.out.iterdir())):08}"
    return arrived(receiver, sealed(sender, receiver, packed(sender, outside, inside), name))


def refusal(arrival: Any, *given: Any, **named: Any) -> Reason:
    with pytest.raises(Refusal) as caught:
        arrival(*given, **named)
    return caught.value.reason


# ------------------------------------------------------------------------------ receipts


def receipt_body(package: str, *heads: RecordId) -> dict[str, Any]:
    read = receipts.Receipt(package=package, outcome=PackageOutcome.ACCEPTED, heads=heads)
    return cast("dict[str, Any]", msgspec.to_builtins(read))


@pytest.mark.req("X03")
def test_a_receipt_carries_no_record_but_the_answer_to_a_handover(two_vaults: Two) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    first = write(one, stream, note("Ska inte bort."))
    shared(one, other, stream)
    package = sent_packages(one.desk)[0].latest.fact.package
    closing = write(other, stream, note("Borta."), first.content.entity, [first])
    assert (
        refusal(
            opened_at,
            one,
            other,
            stream,
            closing,
            kind=HandoverKind.RECEIPT,
            body=receipt_body(package),
            reply_to=package,
            number=7,
        )
        is Reason.PACKAGE_MALFORMED
    )


@pytest.mark.req("X03", "F086")
def test_a_receipt_cannot_ask_for_what_was_never_sent(two_vaults: Two) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    entity = write_note(one, stream, heading="Hemligt")
    (about,) = (r for r in one.vault.journal.records(stream) if r.content.entity == entity)
    shared(one, other, stream, role="receiving_municipality", scope="execution")
    package = sent_packages(one.desk)[0].latest.fact.package
    arrival = opened_at(
        one,
        other,
        stream,
        kind=HandoverKind.RECEIPT,
        body=receipt_body(package, about.id),
        reply_to=package,
        number=7,
    )
    receiving.accept(one.desk, arrival, frozenset())
    assert about.id not in sent_packages(one.desk)[0].latest.fact.confirmed
    write(one, stream, note("Vidare."), entity, [about])
    looked = (sharing.update_preview, one.desk, stream, ticked(one, other))
    assert refusal(*looked) is Reason.NOTHING_TO_SEND


@pytest.mark.req("X03", "F086")
def test_a_version_upon_what_was_never_sent_opens_nothing_of_it(two_vaults: Two) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    entity = write_note(one, stream, heading="Hemligt")
    (about,) = (r for r in one.vault.journal.records(stream) if r.content.entity == entity)
    shared(one, other, stream, role="receiving_municipality", scope="execution")
    record = made_by(other, stream, note("Min."), parents=(about,), entity=entity)
    arrival = opened_at(one, other, stream, record, number=7)
    receiving.accept(one.desk, arrival, frozenset(row.key for row in arrival.look.rows))
    write(one, stream, note("Vidare."), entity, [record])
    looked = (sharing.update_preview, one.desk, stream, ticked(one, other))
    assert refusal(*looked) is Reason.NOTHING_TO_SEND


# ------------------------------------------------------------------------------ shares and handovers


def share_with(side: Side) -> Share:
    return Share(
        key=side.vault.author.key,
        name="Olle Provsson",
        unit="Centrala avhopparteamet",
        role=ShareRole.CO_WORKER,
        scope="whole",
        since="2026-06-01",
        reason="Gemensam handläggning",
    )


@pytest.mark.req("X08")
def test_nobody_shares_a_case_with_themselves(two_vaults: Two) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    forged = made_by(other, stream, share_with(other))
    arrival = opened_at(one, other, stream, forged)
    assert Doubt.NO_PART_IN_CASE in arrival.look.doubts
    receiving.accept(one.desk, arrival, frozenset(row.key for row in arrival.look.rows))
    assert sharing.partners(one.desk, stream) == ()
    assert refusal(sharing.update, one.desk, stream, ticked(one, other), one.out) is (
        Reason.NOT_SHARED
    )
    again = opened_at(one, other, stream, made_by(other, stream, note("Mer.")), number=2)
    assert Doubt.NO_PART_IN_CASE in again.look.doubts


@pytest.mark.req("X08", "F036")
def test_a_case_handed_over_is_not_opened_again_by_a_share_from_a_third(
    three_vaults: Three,
) -> None:
    one, other, third = three_vaults
    stream = typed_forms.opened_case(one.desk)
    sent = handed_over(one, other, stream)
    receipt_to(one, other, accepted(other, sent.path).received)
    assert whose(one, stream) is Whose.HANDED_OVER
    forged = made_by(third, stream, share_with(one))
    arrival = opened_at(one, third, stream, forged)
    receiving.accept(one.desk, arrival, frozenset(row.key for row in arrival.look.rows))
    assert whose(one, stream) is Whose.HANDED_OVER


@pytest.mark.req("X08", "F036")
def test_a_handover_from_before_that_takes_the_case_away_is_told_of(three_vaults: Three) -> None:
    """Whoever had the case gives it to two: the one who has it learns so before it is lost."""
    one, other, third = three_vaults
    stream = typed_forms.opened_case(one.desk)
    sent = handed_over(one, other, stream)
    accepted(other, sent.path)
    assert whose(other, stream) is Whose.OWN
    given = Transfer(
        from_key=one.vault.author.key,
        from_name="Maja",
        from_unit="A",
        to_key=third.vault.author.key,
        to_name="Sara",
        to_unit="A",
        reason="Före",
        handed_over_on="2026-06-01",
    )
    before = made_by(one, stream, given, lamport=1)
    taken = made_by(
        third,
        stream,
        msgspec.structs.replace(given, status=TransferStatus.ACCEPTED),
        lamport=2,
        parents=(before,),
        entity=before.content.entity,
    )
    authors = (card_of(one), card_of(third))
    arrival = opened_at(other, one, stream, before, taken, authors=authors, number=9)
    assert Doubt.TAKES_CASE in arrival.look.doubts


@pytest.mark.req("X08", "F036")
def test_nobody_begins_a_case_that_is_here_once_more(two_vaults: Two) -> None:
    """Whoever signs a beginning would have the case as well."""
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    begun = facts.CaseFile(case_number="2026-0001", pseudonym="Björk")
    record = made_by(other, stream, begun, entity=only_entity(stream))
    arrival = opened_at(one, other, stream, record)
    (row,) = arrival.look.rows
    assert (row.state, row.reason) == (RowState.REFUSED, Reason.CASE_BEGUN_BEFORE)


# ------------------------------------------------------------------------------ who has written


@pytest.mark.req("X03")
def test_who_is_told_of_by_a_sender_stays_told_of(two_vaults: Two) -> None:
    """The second package with a made-up author shows it no better known than the first."""
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    shared(one, other, stream)
    ghost = Signer(bytes(range(32)))
    card = AuthorCard(
        key=ghost.key_id, name="Karin Chefsdotter", title="Chef", function="", unit="A",
        municipality="B",
    )  # fmt: skip

    def by_ghost(number: int) -> Arrival:
        content = made_by(other, stream, note(f"{number}"), lamport=1_000 + number).content
        record = seal(replace(content, author=Author(ghost.key_id, "", "A")), ghost.sign)
        return opened_at(one, other, stream, record, authors=(card,), number=number)

    first = by_ghost(5)
    assert [row.told for row in first.look.rows] == [True]
    receiving.accept(one.desk, first, frozenset(row.key for row in first.look.rows))
    assert [row.told for row in by_ghost(6).look.rows] == [True]


@pytest.mark.req("X03")
@pytest.mark.parametrize("harmful", ["\u202e", "\u2066", "\x07", "\x9b"])
def test_text_that_reads_another_way_than_it_was_signed_is_no_package(
    two_vaults: Two, harmful: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    record = made_by(other, stream, note(f"Ingen {harmful}fara"))
    outside = envelope(other, one, cases=(stream,))
    inside = Payload(body={}, authors=(card_of(other),), records=(record,))
    assert refusal(packed, other, outside, inside) is Reason.PACKAGE_MALFORMED
    with monkeypatch.context() as patched:
        patched.setattr(package_bytes, "read", lambda *_: None)
        data = packed(other, outside, inside)
    assert refusal(arrived, one, sealed(other, one, data)) is Reason.PACKAGE_MALFORMED


# ------------------------------------------------------------------------------ the envelope


@pytest.mark.req("X03")
def test_a_package_lives_no_longer_than_its_kind(two_vaults: Two) -> None:
    """Else whoever has a card that has run out seals on an old day what may come at any time."""
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    record = made_by(other, stream, note("Sent."))
    outside = {"expires_on": "2027-05-01", "sealed_at": "2026-06-01T09:00:00+02:00"}
    assert refusal(opened_at, one, other, stream, record, **outside) is Reason.PACKAGE_MALFORMED


@pytest.mark.req("X03")
@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "1969-12-31T00:00:00Z"]
)
def test_a_moment_that_no_clock_shows_is_no_package(two_vaults: Two, moment: str) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    record = made_by(other, stream, note("När?"))
    outside = {"expires_on": "9999-12-31", "sealed_at": moment}
    assert refusal(opened_at, one, other, stream, record, **outside) is Reason.PACKAGE_MALFORMED


@pytest.mark.req("X03")
def test_no_package_is_of_the_receivers_register(two_vaults: Two) -> None:
    one, other = two_vaults
    register = one.vault.journal.register
    assert refusal(opened_at, one, other, register) is Reason.PACKAGE_MALFORMED
    assert received_packages(one.desk) == ()


# ------------------------------------------------------------------------------ urgent messages


def message(sender: Side, **changed: Any) -> facts.Urgent:
    fact = facts.Urgent(
        what=facts.UrgentWhat.DANGER,
        words="Flytta hen i dag till adressen jag ger på telefon.",
        happened_on="2026-06-01",
        from_key=sender.vault.author.key,
        from_name="Maja Exempelsson",
        from_unit="Avhopparenheten",
        to_name="",
        to_unit="",
        case_number="2026-0001",
    )
    return msgspec.structs.replace(fact, **changed)


@pytest.mark.req("F084", "X03")
def test_something_urgent_about_another_case_says_who_it_truly_is_from(two_vaults: Two) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    record = made_by(other, stream, message(other))
    arrival = opened_at(one, other, stream, record, kind=HandoverKind.URGENT)
    assert Doubt.NO_PART_IN_CASE in arrival.look.doubts
    unknown = StreamId(one.desk.new_id())
    record = made_by(other, unknown, message(other))
    arrival = opened_at(one, other, unknown, record, kind=HandoverKind.URGENT, number=2)
    (row,) = arrival.look.rows
    assert row.author == "Olle Provsson, Centrala avhopparteamet"


@pytest.mark.req("F084", "X03")
def test_an_urgent_message_is_new_and_not_dealt_with(two_vaults: Two) -> None:
    """Else a second one could put the first aside before anybody has seen it."""
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    first = write(one, stream, message(one))
    for record in (
        made_by(other, stream, message(other, dealt_on="2026-06-01", dealt_words="Klart.")),
        made_by(other, stream, message(other, from_key=one.vault.author.key)),
        made_by(other, stream, message(other), parents=(first,), entity=first.content.entity),
    ):
        opened = (opened_at, one, other, stream, record)
        assert refusal(*opened, kind=HandoverKind.URGENT) is Reason.PACKAGE_MALFORMED


# ------------------------------------------------------------------------------ key cards


@pytest.mark.req("X19")
def test_a_known_key_does_not_take_the_name_of_somebody_else_in_a_package(
    three_vaults: Three,
) -> None:
    one, other, _ = three_vaults
    known = one.knows(other)
    make_own_card(other.desk, {"name": "Sara  Testdotter", "valid_to": "2027-05-31"})
    card = cards.own_card_now(other.desk).card.encode()
    outside = envelope(other, one, HandoverKind.REGISTER)
    took = take_in_cards(one.desk, [card], outside.sender)
    assert (took.renewed, took.another_key) == ([], [known])
    assert cards.person(one.desk, known).name == "Olle Provsson"


# ------------------------------------------------------------------------------ reading what left


@pytest.mark.req("F038")
def test_no_paper_of_a_case_that_left_is_shown_without_a_reason(two_vaults: Two) -> None:
    one, other = two_vaults
    stream, _ = decided(one)
    state = state_of(one.desk, stream)
    found = papers_in(state)[0]
    source, profile = found.source, found.kind.profiles[0]
    handed_over(one, other, stream)
    one.desk.visits.end()
    (entry,) = state_of(one.desk, stream).disclosures
    copy = refusal(documents.disclosed_copy, one.desk, stream, entry.id)
    paper = refusal(documents.preview_paper, one.desk, stream, source, profile)
    assert {copy, paper} == {Reason.READING_REASON_MISSING}


@pytest.mark.req("X03")
@pytest.mark.parametrize(("revoked_on", "told"), [("2026-06-01", True), ("2026-06-02", False)])
def test_what_a_revoked_key_has_signed_is_told_whoever_brings_it(
    three_vaults: Three, revoked_on: str, told: bool
) -> None:
    one, other, third = three_vaults
    stream = typed_forms.opened_case(other.desk)
    shared(other, third, stream)
    write_note(third, stream)
    updated(third, other, stream)
    one.clock.pass_(days=1)
    distrust(one.desk, one.knows(third), {"words": "Datorn är stulen", "day": revoked_on})

    path = sharing.share(other.desk, stream, share_form(other, one), other.out).path

    doubts = arrived(one, path).look.doubts
    assert (Doubt.REVOKED_AUTHOR in doubts) is told
