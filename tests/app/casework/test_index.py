from __future__ import annotations

import dataclasses
import re
import types
import typing
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.casework import facts
from app.casework.index import index_rows, indexer
from app.casework.projection import only_entity
from app.ports import CaseRow, IndexRows, SearchKey
from tests.app.casework.build import (
    OTHER_STREAM,
    STREAM,
    application,
    body_of,
    case_records,
    decision,
    entity,
    note,
    raw,
    record,
)
from tests.app.casework.canaries import heard, planted
from tests.app.casework.law import LAW

OWN = only_entity(STREAM)
CASE_FILE = record(
    facts.CaseFile(case_number="2026-0014", pseudonym="Björk", registration_number="SN 2026/12"),
    of=OWN,
)
NOTHING = IndexRows(case=None, due=(), keys=())


@given(case_records(), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_rows_follow_from_the_records_alone(records, random):
    rows = index_rows(STREAM, records, LAW)
    shuffled = [*records, record(note(), stream=OTHER_STREAM)]
    random.shuffle(shuffled)
    assert indexer(LAW)(STREAM, iter(shuffled)) == rows


def test_a_case_has_the_row_that_a_list_shows():
    records = [
        CASE_FILE,
        record(application("2026-03-01"), of=entity(2), lamport=2),
        record(
            facts.Responsibility(name="Handläggaren", title="Socionom", valid_from="2026-03-01"),
            of=OWN,
            lamport=3,
        ),
        record(
            decision("2026-04-01"), of=entity(4), lamport=4, written_at="2026-04-01T10:00:00+02:00"
        ),
    ]
    assert index_rows(STREAM, records, LAW).case == CaseRow(
        stream=STREAM,
        case_number="2026-0014",
        pseudonym="Björk",
        registration_number="SN 2026/12",
        status="decided",
        received="2026-03-01",
        responsible="Handläggaren",
        decision="granted",
        provision="11 kap. 1 § socialtjänstlagen (2025:400)",
        changed_at="2026-04-01T10:00:00+02:00",
    )


LISTED = {
    "CaseFile": {"case_number", "pseudonym", "registration_number"},
    "Intake": {"received_on"},
    "Responsibility": {"name"},
    "Decision": {"outcome", "provision_text"},
}


@pytest.mark.req("X06")
def test_no_other_field_of_any_record_reaches_the_list_or_what_is_due():
    """Every text of every kind is a canary; only those that a list may show come out."""
    records = [CASE_FILE]
    for number, (kind, shape) in enumerate(sorted(facts.KINDS.items()), 2):
        body = body_of(canary(shape, shape.__name__.rstrip("1")))
        records.append(raw(kind, body, of=entity(number), lamport=number))
    rows = index_rows(STREAM, records, LAW)
    assert rows.case is not None
    shown = repr(rows.case) + repr(rows.due)
    allowed = {f"KANARIE-{name}-{field}" for name, fields in LISTED.items() for field in fields}
    canaries = {each for each in shown.split("'") if each.startswith("KANARIE")}
    assert canaries <= allowed
    assert f"KANARIE-{'Responsibility'}-name" in canaries


def canary(shape: type[facts.Fact], name: str) -> facts.Fact:
    hints = typing.get_type_hints(shape)
    values = {
        field.name: f"KANARIE-{name}-{field.name}"
        for field in msgspec.structs.fields(shape)
        if hints[field.name] is str or getattr(hints[field.name], "__supertype__", None) is str
    }
    required = {
        field.name: _anything(hints[field.name])
        for field in msgspec.structs.fields(shape)
        if field.required and field.name not in values
    }
    return shape(**required, **values)


def _anything(hint: Any) -> Any:
    """The first value of its kind that a required field which holds no text can have."""
    if typing.get_origin(hint) is tuple:
        return ("KANARIE-rad",) if typing.get_args(hint)[0] is str else ()
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return None
    return {int: 1, bool: True}.get(hint) or next(iter(hint))


@pytest.mark.req("X06")
def test_the_columns_of_the_list_are_these_and_no_more():
    assert [field.name for field in dataclasses.fields(CaseRow)] == [
        "stream", "case_number", "pseudonym", "registration_number", "status", "received",
        "responsible", "decision", "provision", "changed_at",
    ]  # fmt: skip


@pytest.mark.req("X05")
def test_search_keys_come_from_name_number_and_case_number_alone():
    identity = facts.Identity(
        given_name="Ada",
        family_name="Ek",
        number="199001019802",
        phone="070 123",
        email="hemlig@example.org",
        contact_route="kanal",
        other="annat",
        addresses=(facts.Address(kind=facts.AddressKind.ACTUAL, text="Hemliga gatan"),),
    )
    records = [
        CASE_FILE,
        record(identity, of=OWN, lamport=2),
        record(note("Rubriken", facts="Innehållet"), of=entity(5), lamport=3),
    ]
    assert index_rows(STREAM, records, LAW).keys == tuple(
        SearchKey(STREAM, kind, key)
        for kind, key in (
            ("case_number", "2026-0014"),
            ("case_number", "2026/12"),
            ("case_number", "björk"),
            ("case_number", "sn"),
            ("name", "ada"),
            ("name", "ek"),
            ("number", "199001019802"),
            ("number", "9001019802"),
        )
    )


@pytest.mark.req("X05")
def test_a_corrected_name_finds_nobody_and_both_sides_of_a_conflict_do():
    first = record(facts.Identity(given_name="Fel"), of=OWN, lamport=2)
    right = record(facts.Identity(given_name="Rätt"), of=OWN, parents=[first], lamport=3)
    other = record(facts.Identity(given_name="Annan"), of=OWN, parents=[first], lamport=3)
    names = [key.key for key in index_rows(STREAM, [CASE_FILE, first, right], LAW).keys]
    assert "rätt" in names
    assert "fel" not in names
    disputed = index_rows(STREAM, [CASE_FILE, first, right, other], LAW).keys
    assert {"rätt", "annan"} <= {key.key for key in disputed}


def test_the_register_and_an_empty_stream_have_no_rows():
    card = facts.Recipient(name="Boendet", organisation="", kind="provider")
    assert index_rows(STREAM, [record(card)], LAW) == NOTHING
    assert index_rows(STREAM, [], LAW) == NOTHING


@pytest.mark.parametrize("kind", ["case_file/2", "case_file/1"])
def test_a_case_that_we_cannot_read_stays_in_sight(kind):
    rows = index_rows(STREAM, [raw(kind, {"unknown": "shape"}, of=OWN)], LAW)
    assert rows.case is not None
    assert (rows.case.case_number, rows.case.pseudonym) == ("", "")


def test_another_legal_pack_makes_it_another_index():
    index_of = indexer(LAW)
    assert index_of.version == indexer(LAW).version
    assert indexer(dataclasses.replace(LAW, version="next")).version != index_of.version


@pytest.mark.req("X05", "X06")
@pytest.mark.parametrize("variant", range(24))
def test_no_words_of_a_record_reach_what_is_due_and_only_who_it_is_the_search(variant):
    """With whole days everywhere, so that everything that can be due is, tasks too; and so deep
    that the rows within a record are among it. These rows are all that the index tables hold."""
    rows = index_rows(STREAM, planted(variant), LAW)
    assert rows.case is not None
    assert {row.code for row in rows.due}, "something is due"
    assert heard(repr(rows.due)) == set()
    assert heard(repr(rows.case)) <= {
        "CaseFile.case_number", "CaseFile.pseudonym", "CaseFile.registration_number",
        "Responsibility.name", "Decision.provision_text",
    }  # fmt: skip
    named = {
        *("casefile", "case_number", "pseudonym", "registration_number"),
        *("identity", "given_name", "family_name", "given", "family", "name"),
    }
    words = {word for key in rows.keys for word in re.findall(r"[\w-]+", key.key)}
    assert words <= named
