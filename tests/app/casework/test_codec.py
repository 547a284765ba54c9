from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import codec, facts
from app.journal.canonical import decode_json, encode_json
from tests.app.casework.build import (
    ANY_FACT,
    BODIES,
    JSON,
    NEWEST,
    application,
    body_of,
    facts_of,
    plan,
)


@given(ANY_FACT)
def test_every_fact_comes_back_from_the_bytes_of_its_body(fact):
    kind, body = codec.to_body(fact)
    assert facts.KINDS[kind] is type(fact)
    assert codec.from_body(kind, decode_json(encode_json(body))) == fact


@given(st.sampled_from(sorted(set(facts.KINDS) - set(NEWEST))), st.data())
def test_a_superseded_fact_says_the_same_in_its_newest_shape(kind, data):
    old = data.draw(facts_of(facts.KINDS[kind]))
    newest = codec.from_body(kind, decode_json(encode_json(body_of(old))))
    name = kind.partition("/")[0]
    assert codec.to_body(newest)[0] in NEWEST
    assert codec.to_body(newest)[0].startswith(f"{name}/")
    said = msgspec.structs.asdict(newest)
    assert {field: said[field] for field in msgspec.structs.asdict(old)} == msgspec.structs.asdict(
        old
    )


@given(st.sampled_from(NEWEST), BODIES)
def test_an_arbitrary_body_is_a_fact_or_malformed(kind, body):
    try:
        fact = codec.from_body(kind, body)
    except codec.MalformedBody:
        return
    assert isinstance(fact, facts.KINDS[kind])


@given(ANY_FACT, st.data())
def test_one_value_of_another_type_never_raises_anything_else(fact, data):
    kind, body = codec.to_body(fact)
    field = data.draw(st.sampled_from(sorted(body)))
    try:
        found = codec.from_body(kind, {**body, field: data.draw(JSON)})
    except codec.MalformedBody:
        return
    assert type(found) is type(fact)


@pytest.mark.parametrize(
    "change",
    [
        {"surplus": "x"},
        {"wish": None},
        {"wish": 5},
        {"kind": "applications"},
        {"received_on": True},
    ],
)
def test_what_is_not_exactly_the_shape_is_malformed(change):
    kind, body = codec.to_body(application())
    with pytest.raises(codec.MalformedBody):
        codec.from_body(kind, {**body, **change})


@pytest.mark.parametrize("number", ["1", 1.0, True, None])
def test_a_value_is_never_turned_into_the_type_that_was_asked_for(number):
    kind, body = codec.to_body(plan())
    with pytest.raises(codec.MalformedBody):
        codec.from_body(kind, {**body, "number": number})


def test_a_missing_field_is_malformed():
    kind, body = codec.to_body(application())
    with pytest.raises(codec.MalformedBody):
        codec.from_body(kind, {name: value for name, value in body.items() if name != "wish"})


@pytest.mark.parametrize("kind", ["journal_note/2", "something_else/1", "journal_note/9999"])
def test_a_kind_or_version_we_do_not_know_is_newer(kind):
    with pytest.raises(codec.NewerKind):
        codec.from_body(kind, {})


def test_the_error_says_nothing_of_what_the_body_said():
    kind, body = codec.to_body(application())
    with pytest.raises(codec.MalformedBody) as caught:
        codec.from_body(kind, {**body, "kind": "HEMLIGT-ORD"})
    assert "HEMLIGT" not in repr(caught.value)
    assert caught.value.__suppress_context__


def test_an_old_version_is_read_in_its_new_shape_and_written_as_new(monkeypatch):
    class OldNote(facts.Fact, frozen=True):
        words: str

    class NewNote(facts.Fact, frozen=True):
        heading: str
        facts: str

    monkeypatch.setattr(codec, "KINDS", {"memo/1": OldNote, "memo/2": NewNote})
    monkeypatch.setattr(
        codec, "UPGRADES", {OldNote: lambda old: NewNote(heading="", facts=old.words)}
    )
    assert codec.from_body("memo/1", {"words": "x"}) == NewNote(heading="", facts="x")
    assert codec.to_body(NewNote(heading="h", facts="x"))[0] == "memo/2"
    assert codec.kind_name(NewNote) == "memo"
    with pytest.raises(KeyError):
        codec.to_body(OldNote(words="x"))


@pytest.mark.req("F072")
@pytest.mark.parametrize("owner", [None, "", "the_program"])
def test_a_threat_assessment_without_a_known_owner_is_no_threat_assessment(owner):
    fact = facts.ThreatAssessment(owner=facts.Owner.BOPS, assessed_on="2026-01-01")
    kind, body = codec.to_body(fact)
    assert codec.from_body(kind, body) == fact
    with pytest.raises(codec.MalformedBody):
        codec.from_body(kind, {**body, "owner": owner})
    without = {name: value for name, value in body.items() if name != "owner"}
    with pytest.raises(codec.MalformedBody):
        codec.from_body(kind, without)


def test_the_table_of_kinds_is_not_gone_through_for_each_record(monkeypatch):
    """A case of a thousand records is opened many times a day."""

    class Counted(dict[str, type[facts.Fact]]):
        gone_through = 0

        def items(self):
            Counted.gone_through += 1
            return super().items()

    class Memo(facts.Fact, frozen=True):
        words: str

    monkeypatch.setattr(codec, "KINDS", Counted({"memo/1": Memo}))
    for _ in range(50):
        assert codec.kind_name(Memo) == "memo"
        assert codec.to_body(Memo(words="x"))[0] == "memo/1"
    assert Counted.gone_through == 1


def test_every_kind_name_is_one_that_a_record_may_have():
    assert len(set(facts.KINDS.values())) == len(facts.KINDS)
    for kind in NEWEST:
        assert codec.kind_name(facts.KINDS[kind]) == kind.partition("/")[0]
    for shape in facts.KINDS.values():
        assert issubclass(shape, msgspec.Struct)


@pytest.mark.req("X09")
@pytest.mark.parametrize("kind", ["dispatch", "decision_receipt"])
def test_why_an_entry_was_mended_is_said_in_its_second_version_only(kind):
    """A program of before this reads version 1 strictly: what is new must not stand in it."""
    day = "dispatched_on" if kind == "dispatch" else "received_on"
    body = {"decision": "a" * 64, day: "2026-06-01", "how": "Bud"}
    assert codec.from_body(f"{kind}/1", body).correction_reason == ""
    mended = {**body, "correction_reason": "Fel dag."}
    with pytest.raises(codec.MalformedBody):
        codec.from_body(f"{kind}/1", mended)
    fact = codec.from_body(f"{kind}/2", mended)
    assert codec.to_body(fact) == (f"{kind}/2", mended)
