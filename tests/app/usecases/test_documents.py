"""A plan on paper: previewed by pseudonym, let out through the gate alone."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from app.casework import facts
from app.disclosure.categories import Category
from app.disclosure.gate import DisclosureRequest
from app.disclosure.profiles import PROFILES, Profile
from app.documents.blocks import Document, encode
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.ports import LogCode
from app.usecases import identity, reading, registers, writing
from app.usecases.around import consents, network
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.paper import documents
from app.usecases.planning import plans
from tests.app.usecases import typed_forms


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """What is rendered does not matter here: the document's own bytes stand for the paper."""
    return dataclasses.replace(desk, render=encode)


@pytest.fixture
def planned(desk: Desk) -> StreamId:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream)
    plans.fix_plan(desk, stream, new_entity(desk), typed_forms.plan())
    return stream


@pytest.fixture
def recipient(desk: Desk) -> EntityId:
    entity = new_entity(desk)
    registers.add_recipient(
        desk,
        entity,
        {"name": "Kontaktperson", "organisation": "Boendet Exemplet", "kind": "provider"},
    )
    return entity


def plan_of(desk: Desk, stream: StreamId) -> RecordId:
    return reading.state_of(desk, stream).plans[0].latest.record.id


@pytest.fixture
def request_of(desk: Desk, planned: StreamId, recipient: EntityId) -> Callable[..., Any]:
    consent = typed_forms.consented(desk, planned, recipient)

    def make(**changes: Any) -> DisclosureRequest:
        profile = changes.get("profile", Profile.FULL)
        usual: dict[str, Any] = {
            "recipient": recipient,
            "ground": "consent",
            "reason": "Skriftligt samtycke 2026-05-30, gäller planen.",
            "profile": profile,
            "source": plan_of(desk, planned),
            "allowed": PROFILES[profile].categories,
            "consent": consent,
        }
        return DisclosureRequest(**(usual | changes))

    return make


def let_out(
    desk: Desk, stream: StreamId, request: DisclosureRequest, write: Callable[[bytes], None]
) -> Changes:
    looked_at = documents.inspect_paper(desk, stream, request).digest
    return documents.disclose_paper(desk, stream, request, write, looked_at=looked_at)


def read_back(pdf: bytes) -> str:
    return pdf.decode("utf-8")


def test_a_preview_never_shows_who_the_person_is(desk: Desk, planned: StreamId) -> None:
    preview = documents.preview_paper(desk, planned, plan_of(desk, planned), Profile.FULL)

    shown = read_back(preview.pdf)
    assert "2026-0001" in shown
    assert not any(text in shown for text in ("Alva", "Påhittsdotter", "9802", "Påhittsgatan"))
    (entry,) = desk.vault.log.entries(limit=1)
    assert entry.code == LogCode.PREVIEWED
    assert entry.payload
    assert entry.payload["profile"] == "full"


def test_a_draft_is_previewed_as_a_draft(desk: Desk, planned: StreamId) -> None:
    preview = documents.preview_draft_plan(
        desk, planned, new_entity(desk), typed_forms.plan(), Profile.MEETING
    )

    assert '"status": "draft"' in read_back(preview.pdf)
    with pytest.raises(InvalidFields):
        documents.preview_draft_plan(desk, planned, new_entity(desk), {}, Profile.MEETING)


def test_what_leaves_is_in_the_register_with_its_exact_bytes_before_it_is_written(
    desk: Desk, planned: StreamId, request_of: Callable[..., DisclosureRequest]
) -> None:
    written: list[bytes] = []

    def write(data: bytes) -> None:
        (entry,) = reading.state_of(desk, planned).disclosures
        assert entry.latest.fact.blob == hashlib.sha256(data).hexdigest()
        assert desk.vault.log.entries(limit=1)[0].code == LogCode.EXPORTED
        written.append(data)

    changes = let_out(desk, planned, request_of(), write)

    (entry,) = reading.state_of(desk, planned).disclosures
    fact = entry.latest.fact
    assert entry.id == changes.entity
    assert (fact.copy_number, fact.ground, fact.recipient_organisation) == (
        1, "consent", "Boendet Exemplet",
    )  # fmt: skip
    assert set(fact.leaves) | set(fact.stays) == {category.value for category in Category}
    assert not set(fact.leaves) & set(fact.stays)
    assert fact.not_written == ""
    assert "Alva Påhittsdotter" in read_back(written[0])
    assert documents.disclosed_copy(desk, planned, entry.id) == written[0]


def test_a_copy_that_could_not_be_written_stays_in_the_register_as_such(
    desk: Desk, planned: StreamId, request_of: Callable[..., DisclosureRequest]
) -> None:
    def full(_: bytes) -> None:
        raise Refusal(Reason.DISK_FULL)

    with pytest.raises(Refusal) as refused:
        let_out(desk, planned, request_of(), full)

    assert refused.value.reason is Reason.DISK_FULL
    (entry,) = reading.state_of(desk, planned).disclosures
    assert [each.fact.not_written for each in entry.versions] == ["", "disk_full"]
    copies: list[bytes] = []
    let_out(desk, planned, request_of(), copies.append)
    numbers = [each.latest.fact.copy_number for each in reading.state_of(desk, planned).disclosures]
    assert numbers == [1, 2]


def test_a_writer_with_a_fault_of_ours_leaves_the_entry_standing(
    desk: Desk, planned: StreamId, request_of: Callable[..., DisclosureRequest]
) -> None:
    def broken(_: bytes) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        let_out(desk, planned, request_of(), broken)

    (entry,) = reading.state_of(desk, planned).disclosures
    assert entry.latest.fact.not_written == ""


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"allowed": frozenset()}, Reason.NOTHING_LEAVES),
        ({"allowed": frozenset({Category.THREAT})}, Reason.NOTHING_LEAVES),
        ({"ground": ""}, Reason.GROUND_MISSING),
        ({"ground": "because"}, Reason.GROUND_MISSING),
        ({"source": RecordId("ab" * 32)}, Reason.ENTITY_UNKNOWN),
    ],
)
def test_without_ground_or_content_nothing_leaves(
    desk: Desk,
    planned: StreamId,
    request_of: Callable[..., DisclosureRequest],
    changes: dict[str, Any],
    reason: Reason,
) -> None:
    written: list[bytes] = []

    with pytest.raises(Refusal) as refused:
        let_out(desk, planned, request_of(**changes), written.append)

    assert refused.value.reason is reason
    assert written == []
    assert reading.state_of(desk, planned).disclosures == ()


def test_recipient_and_reason_are_asked_for(
    desk: Desk, planned: StreamId, request_of: Callable[..., DisclosureRequest], recipient: EntityId
) -> None:
    registers.retire_recipient(desk, recipient)

    with pytest.raises(InvalidFields) as refused:
        let_out(desk, planned, request_of(reason=" \n"), lambda _: None)

    assert {(each.field, each.fault) for each in refused.value.problems} == {
        ("recipient", Fault.UNKNOWN_REFERENCE),
        ("reason", Fault.REQUIRED),
    }


def test_a_name_in_free_text_is_found_and_must_be_explained(
    desk: Desk, planned: StreamId, request_of: Callable[..., DisclosureRequest]
) -> None:
    goals = [{"words": "Alva vill kunna sova.", "measure": "Ringer 070-174 06 05 själv"}]
    entity = reading.state_of(desk, planned).plans[0].id
    plans.fix_plan(desk, planned, entity, typed_forms.plan(goals=goals))
    asked = request_of(profile=Profile.MEETING)

    shown = documents.inspect_paper(desk, planned, asked)
    assert {finding.text for finding in shown.findings} == {"Alva", "070-174 06 05"}
    written: list[bytes] = []
    with pytest.raises(Refusal) as refused:
        let_out(desk, planned, asked, written.append)
    assert refused.value.reason is Reason.FINDINGS_UNEXPLAINED
    assert refused.value.params["count"] == len(shown.findings)
    assert written == []

    explained = tuple(
        (finding.key, "Mottagaren känner den enskilde.") for finding in shown.findings
    )
    let_out(desk, planned, dataclasses.replace(asked, explanations=explained), written.append)
    fact = reading.state_of(desk, planned).disclosures[0].latest.fact
    assert {each.finding for each in fact.explained} == {f.key for f in shown.findings}
    assert "Alva" not in repr(fact)
    assert hashlib.sha256(shown.pdf).hexdigest() == fact.blob


def test_a_disputed_identity_lets_no_name_out(
    desk: Desk, planned: StreamId, request_of: Callable[..., DisclosureRequest]
) -> None:
    typed_forms.forked(desk, planned, "identity")

    with pytest.raises(Refusal) as refused:
        documents.inspect_paper(desk, planned, request_of())
    assert refused.value.reason is Reason.CONFLICT_UNSETTLED

    copies: list[bytes] = []
    let_out(desk, planned, request_of(profile=Profile.MEETING), copies.append)
    assert len(copies) == 1


def test_nothing_leaves_when_the_entry_cannot_be_made(
    desk: Desk,
    planned: StreamId,
    request_of: Callable[..., DisclosureRequest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = request_of()
    written: list[bytes] = []
    real = type(desk.vault.log).write

    def full(log: Any, code: LogCode, *payload: Any) -> None:
        if code is LogCode.EXPORTED:
            raise Refusal(Reason.DISK_FULL)
        real(log, code, *payload)

    monkeypatch.setattr(type(desk.vault.log), "write", full)
    with pytest.raises(Refusal):
        let_out(desk, planned, asked, written.append)

    assert written == []
    assert reading.state_of(desk, planned).disclosures == ()


def test_a_plan_of_endless_text_is_not_printed(desk: Desk, planned: StreamId) -> None:
    entity = reading.state_of(desk, planned).plans[0].id
    goals = [{"words": "sova " * 9_000} for _ in range(10)]
    plans.fix_plan(desk, planned, entity, typed_forms.plan(goals=goals))

    def never(_: Document) -> bytes:
        raise AssertionError

    with pytest.raises(Refusal) as refused:
        documents.preview_paper(
            dataclasses.replace(desk, render=never),
            planned,
            plan_of(desk, planned),
            Profile.MEETING,
        )
    assert refused.value.reason is Reason.DOCUMENT_TOO_LARGE


def test_what_leaves_is_what_was_looked_at(
    desk: Desk, planned: StreamId, request_of: Callable[..., DisclosureRequest]
) -> None:
    asked = request_of()
    looked_at = documents.inspect_paper(desk, planned, asked).digest
    identity.save_identity(desk, planned, typed_forms.identity(given_name="Alma"))
    written: list[bytes] = []

    with pytest.raises(Refusal) as refused:
        documents.disclose_paper(desk, planned, asked, written.append, looked_at=looked_at)

    assert refused.value.reason is Reason.REVISED_SINCE
    assert written == []
    assert reading.state_of(desk, planned).disclosures == ()


@pytest.mark.req("X16")
def test_a_place_that_the_network_or_an_earlier_plan_knows_is_pointed_out(
    desk: Desk, planned: StreamId, request_of: Callable[..., Any]
) -> None:
    provider = {"role": "provider", "name": "Föreståndare", "organisation": "Solhöjden"}
    network.add_actor(desk, planned, new_entity(desk), provider)
    (plan,) = reading.state_of(desk, planned).plans
    told = msgspec.structs.replace(plan.latest.fact, participation="Flyttar till Solhöjden.")
    writing.revise(desk, planned, plan.id, told)
    request = request_of(
        profile=Profile.MEETING, source=plan_of(desk, planned), ground="harm_tested"
    )
    found = documents.inspect_paper(desk, planned, request).findings
    assert ("place", "Solhöjden") in {(each.kind, each.text) for each in found}


# ------------------------------------------------------------------------------ on consent


@pytest.mark.req("F074", "X17")
def test_what_leaves_on_consent_names_it_and_stops_the_moment_it_is_withdrawn(
    desk: Desk, planned: StreamId, request_of: Callable[..., DisclosureRequest]
) -> None:
    request = request_of()
    looked_at = documents.inspect_paper(desk, planned, request).digest
    let_out(desk, planned, request, list[bytes]().append)
    (entry,) = reading.state_of(desk, planned).disclosures
    assert entry.latest.fact.consent == request.consent

    assert request.consent is not None
    taken_back = {"consent": request.consent, "withdrawn_on": "idag", "how": "Per telefon"}
    consents.withdraw_consent(desk, planned, new_entity(desk), taken_back)
    written: list[bytes] = []
    for work in (
        lambda: documents.inspect_paper(desk, planned, request),
        lambda: documents.disclose_paper(
            desk, planned, request, written.append, looked_at=looked_at
        ),
    ):
        with pytest.raises(Refusal) as refused:
            work()
        assert refused.value.reason is Reason.CONSENT_WITHDRAWN
    assert not written
    assert len(reading.state_of(desk, planned).disclosures) == 1


@pytest.mark.req("F074", "X17")
def test_a_consent_of_another_case_or_for_another_recipient_opens_nothing(
    desk: Desk,
    planned: StreamId,
    recipient: EntityId,
    request_of: Callable[..., DisclosureRequest],
) -> None:
    other = new_entity(desk)
    who = {"name": "Kontaktperson", "organisation": "Annat boende", "kind": "provider"}
    registers.add_recipient(desk, other, who)
    for_other = typed_forms.consented(desk, planned, other)
    with pytest.raises(Refusal) as refused:
        documents.inspect_paper(desk, planned, request_of(consent=for_other))
    assert refused.value.reason is Reason.CONSENT_OTHER_RECIPIENT

    elsewhere = typed_forms.consented(desk, typed_forms.opened_case(desk), recipient)
    with pytest.raises(InvalidFields) as invalid:
        documents.inspect_paper(desk, planned, request_of(consent=elsewhere))
    assert [each.field for each in invalid.value.problems] == ["consent"]


@pytest.mark.req("F074", "X17")
def test_midnight_passes_while_the_gate_is_open(
    desk: Desk, planned: StreamId, recipient: EntityId, request_of: Callable[..., Any], clock: Any
) -> None:
    """The last day of a consent is one on which it holds, and the day after is none."""
    today = desk.now().date().isoformat()
    ends = typed_forms.consented(desk, planned, recipient, valid_to=today)
    request = request_of(consent=ends)
    looked_at = documents.inspect_paper(desk, planned, request).digest
    clock.pass_(days=1)
    written: list[bytes] = []
    with pytest.raises(Refusal) as refused:
        documents.disclose_paper(desk, planned, request, written.append, looked_at=looked_at)
    assert refused.value.reason is Reason.CONSENT_EXPIRED
    assert not written


@pytest.mark.req("F074", "X17")
def test_a_narrower_correction_and_a_retired_recipient_stop_what_was_looked_at(
    desk: Desk, planned: StreamId, recipient: EntityId, request_of: Callable[..., Any]
) -> None:
    request = request_of()
    looked_at = documents.inspect_paper(desk, planned, request).digest
    (given,) = reading.state_of(desk, planned).of(facts.Consent)
    narrower = consents.typed_again(given.latest.fact) | {
        "extent": "narrow",
        "categories": ["planning"],
    }
    consents.correct_consent(desk, planned, given.id, narrower)
    written: list[bytes] = []
    with pytest.raises(Refusal) as refused:
        documents.disclose_paper(desk, planned, request, written.append, looked_at=looked_at)
    assert refused.value.reason is Reason.CONSENT_NARROWER
    registers.retire_recipient(desk, recipient)
    with pytest.raises(InvalidFields) as invalid:
        documents.disclose_paper(desk, planned, request, written.append, looked_at=looked_at)
    assert [each.field for each in invalid.value.problems] == ["recipient"]
    assert not written


def test_another_ground_does_not_claim_a_consent(
    desk: Desk, planned: StreamId, request_of: Callable[..., DisclosureRequest]
) -> None:
    let_out(desk, planned, request_of(ground="harm_tested"), list[bytes]().append)
    (entry,) = reading.state_of(desk, planned).disclosures
    assert entry.latest.fact.consent is None
