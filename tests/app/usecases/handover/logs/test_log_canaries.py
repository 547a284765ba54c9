"""No personal data in an extract: texts planted in every field of every kind never come out."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.casework.projection import ONLY_ONE, only_entity
from app.handover import log_rows
from app.handover.log_details import MAY_GO, what_may_go
from app.ids import EntityId, StreamId
from app.journal.canonical import content_bytes
from app.log_codes import LogCode
from app.usecases import drafting, identity, reading
from app.usecases.changes import Part
from app.usecases.handover.logs import log_extracts
from app.usecases.identity import RevealReason
from app.usecases.watching import todo
from app.usecases.writing import Entry, append
from tests.app.casework.canaries import every_kind, filled, heard
from tests.app.usecases import typed_forms
from tests.app.usecases.handover.logs.log_exchange import asked
from tests.handover import Side

pytestmark = pytest.mark.req("X07", "X08")

WORDS = "«Log.words»"


def text_of(owner: Side, reviewer: Side) -> str:
    parcel = log_extracts.parcel_of(owner.desk, asked(owner, reviewer))
    (blob,) = parcel.pick(owner.desk).made
    return f"{parcel.purpose}\n{blob.data.decode()}"


def planted_case(owner: Side, variant: int) -> StreamId:
    """A case with a record of every kind that can stand in one, and a draft of each."""
    desk = owner.desk
    case = typed_forms.opened_case(desk, case_number=f"2026-01{variant:02}")
    entries = []
    for kind, shape in every_kind().items():
        if shape in (facts.CaseFile, facts.Transfer, facts.Share):
            continue  # the first is there; the others would take the case away
        entity = only_entity(case) if shape in ONLY_ONE else EntityId(desk.new_id())
        entries.append(Entry(entity, filled(shape, variant, {})))
        drafting.save_draft(
            desk, case, entity, kind.partition("/")[0], body={"words": WORDS}, place={}
        )
    append(desk, case, desk.vault.journal.records(case), entries)
    return case


@pytest.mark.parametrize("variant", [0, 1])
def test_nothing_that_was_written_about_anybody_is_in_an_extract(
    two_vaults: tuple[Side, Side], variant: int
) -> None:
    owner, reviewer = two_vaults
    desk = owner.desk
    case = planted_case(owner, variant)
    reading.list_cases(desk)
    reading.search_cases(desk, "«Identity.family_name»")
    for part in Part:
        reading.open_part(desk, case, part)
    reading.history(desk, case)
    identity.reveal(desk, case, list(identity.FIELDS), RevealReason.HANDLING, 20)
    identity.duplicates(desk, case, "19900101-9802")
    todo.todo(desk)
    written = b"".join(
        content_bytes(each.content) for each in desk.vault.journal.records(case)
    ).decode()
    planted = heard(written)
    assert {"Identity.family_name", "JournalNote.heading", "Actor.name"} <= planted
    out = text_of(owner, reviewer)
    assert heard(out) == set()
    assert "Björk" not in out
    card = desk.vault.index.case(case)
    assert card is not None
    assert card.pseudonym not in out
    assert card.case_number in out


def test_no_word_gets_out_whatever_the_log_is_told(two_vaults: tuple[Side, Side]) -> None:
    """Also under names that may go: a code has no spaces, and no letters of other kinds."""
    owner, reviewer = two_vaults
    keys = sorted({key for allowed in MAY_GO.values() for key in allowed} - {"stream"})
    for code in LogCode:
        if code == LogCode.RECORD_ADDED:
            continue  # the vault's own check reads it
        words = dict.fromkeys((*keys, "words", "name"), WORDS)
        owner.vault.log.write(code, {**words, "of": ["Kanin Kaninsson"], "in": {"x": WORDS}})
        owner.vault.log.write(code, {"fields": [WORDS, "Kanin Kaninsson"]})
    out = text_of(owner, reviewer)
    assert heard(out) == set()
    assert "Kanin" not in out
    assert log_rows.check(log_rows.decode(out.partition("\n")[2])).complete


@pytest.mark.parametrize(
    ("value", "goes"),
    [
        ("handling", True),
        ("2026-06-01T09:00:00+02:00", True),
        ("GP-2026-0014-5E1F", True),
        (20, True),
        (True, True),
        (["given_name", "number"], True),
        ("Kanin Kaninsson", False),
        ("Kånin", False),
        ("a" * 81, False),
        (["given_name", "Kanin K"], False),
        ([["given_name"]], False),
        ({"name": "x"}, False),
        (None, False),
        (["x"] * 51, False),
    ],
)
def test_a_value_goes_only_when_it_is_a_code(value: object, goes: bool) -> None:
    payload = {"reason": value, "unheard_of": "x"}
    assert what_may_go(LogCode.REVEALED, payload) == ({"reason": value} if goes else {})  # type: ignore[arg-type]


def test_what_a_later_program_logs_stays_at_home() -> None:
    assert what_may_go("looked_through_the_window", {"stream": "x", "reason": "y"}) == {}
