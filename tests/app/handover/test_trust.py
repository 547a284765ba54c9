from __future__ import annotations

from datetime import date

import msgspec
import pytest

from app.casework.handover_facts import ConfirmedHow, EarlierCard, KnownPerson, TrustState
from app.errors import Reason
from app.handover import trust
from app.handover.key_card import KeyCard
from app.handover.trust import Meeting, Trust
from app.ids import EntityId, KeyId
from tests.app.handover.card_tools import made, root

DAY = date(2026, 7, 1)
OVER = date(2027, 6, 2)


def known(card: KeyCard | None = None, **changed: object) -> KnownPerson:
    card = card or made()
    plain = KnownPerson(
        card=card.text,
        fingerprint=card.fingerprint,
        signing_key=card.signing_key,
        name=card.name,
        title=card.title,
        unit=card.unit,
        municipality=card.municipality,
        valid_to=card.valid_to.isoformat(),
        recipient=EntityId("00000000-0000-4000-8000-000000000001"),
        state=TrustState.SEEN,
        serial=card.serial,
        root=card.root,
    )
    return msgspec.structs.replace(plain, **changed)


SEEN = known()
CONFIRMED = known(state=TrustState.CONFIRMED, confirmed_how=ConfirmedHow.PHONE)
REVOKED = known(state=TrustState.REVOKED, revoked_on="2026-06-20")


@pytest.mark.req("X03")
@pytest.mark.parametrize(
    ("person", "day", "state", "open_to", "protected_to"),
    [
        (SEEN, DAY, Trust.SEEN, None, Reason.PERSON_NOT_CONFIRMED),
        (CONFIRMED, DAY, Trust.CONFIRMED, None, None),
        (CONFIRMED, date(2027, 6, 1), Trust.CONFIRMED, None, None),
        (CONFIRMED, OVER, Trust.EXPIRED, Reason.PERSON_KEY_EXPIRED, Reason.PERSON_KEY_EXPIRED),
        (SEEN, OVER, Trust.EXPIRED, Reason.PERSON_KEY_EXPIRED, Reason.PERSON_KEY_EXPIRED),
        (REVOKED, DAY, Trust.REVOKED, Reason.PERSON_KEY_REVOKED, Reason.PERSON_KEY_REVOKED),
        (REVOKED, OVER, Trust.REVOKED, Reason.PERSON_KEY_REVOKED, Reason.PERSON_KEY_REVOKED),
    ],
)
def test_who_may_receive_what(
    person: KnownPerson,
    day: date,
    state: Trust,
    open_to: Reason | None,
    protected_to: Reason | None,
) -> None:
    assert trust.trust_on(person, day) is state
    assert trust.may_receive(person, False, day) is open_to
    assert trust.may_receive(person, True, day) is protected_to


def test_a_root_card_receives_nothing_however_well_it_is_known() -> None:
    unit = known(root(), state=TrustState.CONFIRMED, confirmed_how=ConfirmedHow.IN_PERSON)
    assert trust.may_receive(unit, False, DAY) is Reason.ROOT_CARD_RECEIVES_NOTHING


def test_what_a_root_card_has_said_ends_on_its_day() -> None:
    person = msgspec.structs.replace(
        CONFIRMED, confirmed_how=ConfirmedHow.UNIT_ROOT, confirmed_to="2026-07-01"
    )
    assert trust.trust_on(person, DAY) is Trust.CONFIRMED
    assert trust.trust_on(person, date(2026, 7, 2)) is Trust.SEEN


@pytest.mark.req("X03")
def test_what_was_signed_before_a_revocation_stays_valid_and_after_is_not() -> None:
    key = REVOKED.signing_key
    assert trust.signature_counts(REVOKED, key, date(2026, 6, 19))
    assert not trust.signature_counts(REVOKED, key, date(2026, 6, 20))
    assert trust.signature_counts(CONFIRMED, key, OVER)
    assert not trust.signature_counts(CONFIRMED, KeyId("ab" * 32), DAY)


def test_the_key_that_a_person_had_before_counts_until_its_day() -> None:
    old = EarlierCard(fingerprint="0" * 32, signing_key=KeyId("ab" * 32), until="2026-06-20")
    person = msgspec.structs.replace(SEEN, earlier=(old,))
    assert trust.signature_counts(person, old.signing_key, date(2026, 6, 20))
    assert not trust.signature_counts(person, old.signing_key, date(2026, 6, 21))


def test_a_revoked_key_seals_nothing_more_whatever_day_it_says() -> None:
    assert trust.may_send(REVOKED, date(2026, 1, 1)) is Reason.PACKAGE_SENDER_REVOKED
    assert trust.may_send(CONFIRMED, OVER) is Reason.PACKAGE_SENDER_EXPIRED
    assert trust.may_send(CONFIRMED, date(2027, 6, 1)) is None, "the last day is one of its days"
    assert trust.may_send(SEEN, DAY) is None


def test_who_was_vouched_for_before_the_root_was_lost_stays_and_after_falls() -> None:
    person = msgspec.structs.replace(
        CONFIRMED,
        confirmed_how=ConfirmedHow.UNIT_ROOT,
        confirmed_by="a" * 32,
        confirmed_on="2026-06-20",
    )
    assert not trust.fell_with_root(person, "a" * 32, "2026-06-21")
    assert trust.fell_with_root(person, "a" * 32, "2026-06-20")
    assert not trust.fell_with_root(person, "b" * 32, "2026-06-20")
    assert not trust.fell_with_root(CONFIRMED, "a" * 32, "2026-06-20")


ENTITY = EntityId("00000000-0000-4000-8000-000000000002")


@pytest.mark.parametrize(
    ("card", "person", "meeting"),
    [
        (made(), None, Meeting.NEW),
        (made(), SEEN, Meeting.SAME),
        (made(serial=2), SEEN, Meeting.RENEWED),
        (made(serial=2, title="Enhetschef"), SEEN, Meeting.RENAMED),
        (made(serial=2, unit="Hemtjänsten"), SEEN, Meeting.RENAMED),
        (made(), known(made(serial=2)), Meeting.OLDER),
        (made(title="Enhetschef"), SEEN, Meeting.OLDER),
        (made(serial=2), REVOKED, Meeting.REVOKED),
        (made("Sara Testdotter"), SEEN, Meeting.NEW),
    ],
)
def test_what_a_card_is_to_those_who_are_known(
    card: KeyCard, person: KnownPerson | None, meeting: Meeting
) -> None:
    people = [] if person is None else [(ENTITY, person)]
    met = trust.meet(card, people, own=())
    assert met.meeting is meeting
    assert (met.person == ENTITY) is (meeting is not Meeting.NEW)


@pytest.mark.req("X03")
def test_a_known_name_with_another_key_is_never_new() -> None:
    person = known(made("Sara Testdotter"), name="OLLE  PROVSSON")
    assert trust.meet(made(), [(ENTITY, person)], own=()).meeting is Meeting.ANOTHER_KEY
    chief = root("Olle Provsson")
    assert trust.meet(chief, [(ENTITY, SEEN)], own=()).meeting is Meeting.NEW, "a root is another"
    assert trust.meet(made(), [], own=[made().fingerprint]).meeting is Meeting.OWN
    old = EarlierCard(fingerprint=made().fingerprint, signing_key=KeyId("0" * 64), until="2026")
    person = known(made("Sara Testdotter"), earlier=(old,))
    assert trust.meet(made(), [(ENTITY, person)], own=()).meeting is Meeting.OLDER


def test_one_is_reminded_thirty_days_before() -> None:
    assert trust.renew_from("2027-06-01") == date(2027, 5, 2)
