"""Whose a case is: by hand for what happens in a unit, by hypothesis for every order of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.casework.codec import to_body
from app.casework.facts import CaseFile, Fact, Share, ShareRole, Transfer, TransferStatus
from app.casework.standing import EXECUTING, Whose, hindrance, standing
from app.errors import Reason
from app.ids import EntityId, KeyId
from app.journal.canonical import seal
from app.journal.record import Author, Content, Record
from tests.app.casework.build import STREAM, entity

A, B, C = (KeyId(letter * 64) for letter in "abc")
GIVEN, ACCEPTED, REFUSED, BACK = TransferStatus


class Case:
    """A case as it grows; who writes stands beside what is written."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.write(A, CaseFile("2026-0014", "Björk"), EntityId(STREAM))

    def write(
        self, by: KeyId, fact: Fact, of: EntityId, parents: Sequence[Record] = (), lamport: int = 0
    ) -> Record:
        kind, body = to_body(fact)
        content = Content(
            stream=STREAM,
            entity=of,
            kind=kind,
            parents=tuple(sorted(each.id for each in parents)),
            lamport=lamport or len(self.records) + 1,
            body=body,
            author=Author(by, "Handläggare", "Enheten"),
            happened_at="2026-03-01",
            written_at="2026-03-01T10:00:00+01:00",
        )
        made = seal(content, lambda _: bytes(64))
        self.records.append(made)
        return made

    def hand(self, giver: KeyId, taker: KeyId, number: int = 1) -> Record:
        return self.write(giver, transfer(giver, taker), entity(number))

    def answer(self, by: KeyId, status: TransferStatus, *upon: Record) -> Record:
        body = upon[0].content.body
        fact = transfer(KeyId(str(body["from_key"])), KeyId(str(body["to_key"])), status)
        return self.write(by, fact, upon[0].content.entity, upon)

    def share(self, by: KeyId, key: KeyId, number: int, *upon: Record, ended: str = "",
              role: ShareRole = ShareRole.CO_WORKER) -> Record:  # fmt: skip
        return self.write(by, share(key, role=role, ended_on=ended), entity(number), upon)

    def seen_by(self, *keys: KeyId) -> list[Whose]:
        return [standing(self.records, key).whose for key in keys]


def transfer(giver: KeyId, taker: KeyId, status: TransferStatus = GIVEN) -> Transfer:
    return Transfer(
        from_key=giver,
        from_name="Ena",
        from_unit="Ena enheten",
        to_key=taker,
        to_name="Andra",
        to_unit="Andra enheten",
        reason="Flytt",
        handed_over_on="2026-03-01",
        status=status,
    )


def share(key: KeyId, role: ShareRole = ShareRole.CO_WORKER, ended_on: str = "") -> Share:
    return Share(
        key=key,
        name="Andra",
        unit="Enheten",
        role=role,
        scope="whole",
        since="2026-03-01",
        reason="Samarbete",
        ended_on=ended_on,
    )


@pytest.fixture
def case() -> Case:
    return Case()


OWN, SHARED, ENDED, OVER, DISPUTED, GUEST = Whose


@pytest.mark.req("F038")
def test_a_case_is_whose_it_began_with_and_nobody_elses(case: Case) -> None:
    assert case.seen_by(A, B) == [OWN, GUEST]
    assert standing([], B).whose is OWN, "a case that is about to begin"


@pytest.mark.req("F038", "X08")
def test_it_moves_when_the_other_has_accepted_and_is_sealed_here_at_once(case: Case) -> None:
    handed = case.hand(A, B)
    assert case.seen_by(A, B) == [OVER, OVER], "nobody writes meanwhile"
    case.answer(B, ACCEPTED, handed)
    assert case.seen_by(A, B) == [OVER, OWN]
    assert standing(case.records, A).transfer == handed.content.entity
    assert standing(case.records, A).sealed


@pytest.mark.parametrize(("by", "status"), [(B, REFUSED), (A, REFUSED), (A, BACK)])
@pytest.mark.req("F038")
def test_it_is_ours_again_when_it_was_refused_or_taken_back(
    case: Case, by: KeyId, status: TransferStatus
) -> None:
    case.share(A, B, 7)
    case.answer(by, status, case.hand(A, B))
    assert case.seen_by(A, B) == [OWN, SHARED]
    last = standing(case.records, A).last
    assert last is not None
    assert last.status is status


@pytest.mark.req("F038")
def test_there_and_back_again(case: Case) -> None:
    case.answer(B, ACCEPTED, case.hand(A, B, 1))
    back = case.hand(B, A, 2)
    assert case.seen_by(A, B) == [OVER, OVER]
    case.answer(A, ACCEPTED, back)
    assert case.seen_by(A, B) == [OWN, OVER]
    case.answer(B, ACCEPTED, case.hand(A, B, 3))
    assert case.seen_by(A, B) == [OVER, OWN]


@pytest.mark.req("X08")
def test_a_co_worker_goes_on_when_the_case_moves(case: Case) -> None:
    case.share(A, C, 7)
    assert case.seen_by(A, B, C) == [OWN, GUEST, SHARED]
    case.answer(B, ACCEPTED, case.hand(A, B))
    assert case.seen_by(A, B, C) == [OVER, OWN, SHARED]


@pytest.mark.req("X08")
def test_who_has_handed_over_can_be_let_in_again_and_out(case: Case) -> None:
    case.answer(B, ACCEPTED, case.hand(A, B))
    given = case.share(B, A, 7)
    assert case.seen_by(A, B) == [SHARED, OWN]
    case.share(B, A, 7, given, ended="2026-05-01")
    assert case.seen_by(A, B) == [ENDED, OWN]
    assert standing(case.records, A).sealed


def test_a_co_worker_who_takes_over_and_hands_back_has_no_share_left(case: Case) -> None:
    case.share(A, B, 7)
    case.answer(B, ACCEPTED, case.hand(A, B, 1))
    assert case.seen_by(A, B) == [OVER, OWN]
    case.answer(A, ACCEPTED, case.hand(B, A, 2))
    assert case.seen_by(A, B) == [OWN, OVER]


@pytest.mark.req("F038")
def test_taken_back_here_and_accepted_there_is_disputed_until_it_is_settled(case: Case) -> None:
    handed = case.hand(A, B)
    back, accepted = case.answer(A, BACK, handed), case.answer(B, ACCEPTED, handed)
    assert case.seen_by(A, B) == [DISPUTED, DISPUTED]
    stands = standing(case.records, A)
    assert not stands.sealed, "both may read"
    assert hindrance(stands, "decision") is Reason.CASE_DISPUTED
    assert hindrance(stands, "transfer") is None
    theirs = Case()
    theirs.records = list(case.records)
    theirs.answer(A, ACCEPTED, back, accepted)
    assert theirs.seen_by(A, B) == [OVER, OWN]
    case.answer(B, BACK, back, accepted)
    assert case.seen_by(A, B) == [OWN, GUEST]


def test_a_dispute_follows_the_case_to_whoever_takes_over(case: Case) -> None:
    handed = case.hand(A, B, 1)
    case.answer(A, BACK, handed)
    case.answer(B, ACCEPTED, handed)
    case.answer(C, ACCEPTED, case.hand(B, C, 2))
    assert case.seen_by(A, B, C) == [DISPUTED, OVER, DISPUTED]


@pytest.mark.parametrize(
    "forge",
    [
        lambda case: case.write(C, transfer(A, C), entity(1)),
        lambda case: case.write(C, transfer(A, C, ACCEPTED), entity(1)),
        lambda case: case.answer(C, ACCEPTED, case.write(C, transfer(A, C), entity(1))),
        lambda case: case.answer(C, ACCEPTED, case.hand(B, C)),
        lambda case: case.answer(A, ACCEPTED, case.hand(C, A)),
        lambda case: case.write(C, transfer(A, C, ACCEPTED), entity(1), [case.hand(A, B)]),
        lambda case: case.answer(C, ACCEPTED, case.answer(A, BACK, case.hand(A, C))),
        lambda case: case.share(C, C, 1),
        lambda case: case.share(C, A, 1, ended="2026-05-01"),
        lambda case: case.write(A, transfer(A, A), entity(1)),
    ],
)
@pytest.mark.req("X08")
def test_nobody_writes_a_case_out_of_anothers_hands_or_themselves_into_it(
    case: Case, forge
) -> None:
    forge(case)
    kept = standing(case.records, A).whose
    assert standing(case.records, C).whose in (GUEST, OVER)
    case.records = [
        each for each in case.records if each.content.author.key != A or each == case.records[0]
    ]
    assert standing(case.records, A).whose is OWN
    assert kept in (OWN, OVER)  # over: what A itself has handed over


@pytest.mark.parametrize("ends", [("", "2026-05-01"), ("2026-05-01", "")])
def test_a_share_that_one_version_ends_has_ended(case: Case, ends: tuple[str, str]) -> None:
    given = case.share(A, B, 7)
    for ended in ends:
        case.share(A, B, 7, given, ended=ended)
    assert case.seen_by(B) == [ENDED]


@pytest.mark.req("F038")
def test_nobody_accepts_for_the_other(case: Case) -> None:
    """What the giver writes in the taker's name moves nothing, whether as an answer or at once."""
    case.write(A, transfer(A, B, ACCEPTED), entity(1))
    assert case.seen_by(A, B) == [OWN, GUEST]
    case.answer(A, ACCEPTED, case.hand(A, B, 2))
    assert case.seen_by(A, B) == [OVER, OVER]
    assert standing(case.records, A).last == transfer(A, B)


@pytest.mark.req("F038")
def test_nobody_hands_a_case_over_to_themselves(case: Case) -> None:
    case.hand(A, A)
    assert case.seen_by(A) == [OWN]


@pytest.mark.req("F038")
def test_only_the_two_settle_what_stands_between_them(case: Case) -> None:
    handed = case.hand(A, B)
    back, accepted = case.answer(A, BACK, handed), case.answer(B, ACCEPTED, handed)
    case.answer(C, BACK, back, accepted)
    assert case.seen_by(A, B) == [DISPUTED, DISPUTED]


def test_a_dispute_ends_when_one_of_them_has_handed_it_to_the_other(case: Case) -> None:
    handed = case.hand(A, B, 1)
    case.answer(A, BACK, handed)
    case.answer(B, ACCEPTED, handed)
    case.answer(A, ACCEPTED, case.hand(B, A, 2))
    assert case.seen_by(A, B) == [OWN, OVER]


def test_who_began_a_copy_has_it_while_the_other_hands_theirs_over(case: Case) -> None:
    case.write(B, CaseFile("2026-0015", "Alm"), EntityId(STREAM))
    case.hand(A, B)
    assert case.seen_by(A, B) == [OVER, OWN]


@pytest.mark.req("X08")
def test_who_carries_out_writes_what_that_gives_rise_to_and_decides_nothing(case: Case) -> None:
    case.share(A, B, 7, role=ShareRole.RECEIVING_MUNICIPALITY)
    case.share(A, C, 8)
    carries_out, helps = standing(case.records, B), standing(case.records, C)
    for kind in ("decision", "plan", "consent", "assessment", "threat_assessment", "closing"):
        assert hindrance(carries_out, kind) is Reason.CASE_ELSEWHERE
        assert hindrance(helps, kind) is None
    assert all(hindrance(carries_out, kind) is None for kind in EXECUTING)


@pytest.mark.parametrize(
    ("whose", "reason"), [("over", Reason.CASE_HANDED_OVER), ("ended", Reason.CASE_SHARE_ENDED)]
)
@pytest.mark.req("F038", "X08")
def test_what_is_sealed_takes_only_what_tells_where_it_is(
    case: Case, whose: str, reason: Reason
) -> None:
    if whose == "over":
        case.answer(B, ACCEPTED, case.hand(A, B))
        stands = standing(case.records, A)
    else:
        case.share(A, B, 7, case.share(A, B, 7), ended="2026-05-01")
        stands = standing(case.records, B)
    assert hindrance(stands, "journal_note") is reason
    assert hindrance(stands, "decision") is reason
    for kind in ("transfer", "disclosure", "retention_hold", "urgent"):
        assert hindrance(stands, kind) is None


# ------------------------------------------------------------------------------- any order

KEYS = st.sampled_from((A, B, C))
ENTITIES = st.integers(1, 3)
WRITES = st.lists(
    st.one_of(
        st.tuples(st.just("hand"), KEYS, KEYS, ENTITIES),
        st.tuples(st.just("answer"), KEYS, st.sampled_from(TransferStatus), ENTITIES),
        st.tuples(st.just("share"), KEYS, KEYS, ENTITIES),
        st.tuples(st.just("end"), KEYS, KEYS, ENTITIES),
    ),
    max_size=10,
)


def told(writes: list[tuple[str, KeyId, object, int]]) -> Case:
    case = Case()
    for what, by, other, number in writes:
        of = entity(number if what in ("hand", "answer") else number + 10)
        same = [each for each in case.records if each.content.entity == of]
        upon = same[-2:]
        if what == "hand":
            case.write(by, transfer(by, KeyId(str(other))), of, upon[-1:])
        elif what == "answer" and upon:
            case.answer(by, TransferStatus(str(other)), *upon)
        elif what in ("share", "end"):
            ended = "2026-05-01" if what == "end" else ""
            case.write(by, share(KeyId(str(other)), ended_on=ended), of, upon[-1:])
    return case


@settings(deadline=None)
@given(writes=WRITES, data=st.data())
def test_the_order_in_which_records_came_says_nothing(writes, data) -> None:
    case = told(writes)
    shuffled = data.draw(st.permutations(case.records))
    for key in (A, B, C):
        assert standing(shuffled, key) == standing(case.records, key)
        assert standing([*shuffled, *shuffled], key) == standing(case.records, key)


@settings(deadline=None)
@given(writes=WRITES)
def test_never_two_have_it_unless_both_are_told(writes) -> None:
    seen = told(writes).seen_by(A, B, C)
    assert seen.count(OWN) <= 1
    if DISPUTED in seen:
        assert OWN not in seen


@settings(deadline=None)
@given(writes=WRITES)
def test_only_what_a_vault_signs_itself_can_take_a_case_from_it(writes) -> None:
    case = told([each for each in writes if each[1] != A])
    assert case.seen_by(A) == [OWN]


def test_every_set_of_records_of_a_dispute_has_an_answer() -> None:
    case = Case()
    handed = case.hand(A, B)
    case.answer(B, ACCEPTED, case.answer(A, BACK, handed), case.answer(B, ACCEPTED, handed))
    for size in range(len(case.records) + 1):
        for some in itertools.combinations(case.records, size):
            for key in (A, B, C):
                assert standing(some, key).whose in Whose
