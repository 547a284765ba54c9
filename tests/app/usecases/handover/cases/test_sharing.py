"""A case in two vaults: shared, brought up to date both ways, and no longer shared."""

from __future__ import annotations

import pytest

from app.casework.index import SHARE_ENDED
from app.casework.standing import Whose
from app.errors import InvalidFields, Reason, Refusal
from app.usecases import reading
from app.usecases.handover import receiving
from app.usecases.handover.cases import sharing
from app.usecases.handover.cases.recipients import candidates
from app.usecases.handover.packages.arrivals import Doubt
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms, typed_route
from tests.app.usecases.handover.cases.cases_between import (
    accepted,
    headings,
    receipt_to,
    share_form,
    shared,
    ticked,
    updated,
    whose,
    write_note,
)
from tests.handover import Side

Pair = tuple[Side, Side]


@pytest.mark.req("X08", "F086")
def test_a_case_is_shared_and_both_go_on_until_each_has_what_the_other_wrote(
    two_vaults: Pair,
) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    write_note(one, stream, heading="Före")
    shared(one, other, stream)
    assert (whose(one, stream), whose(other, stream)) == (Whose.OWN, Whose.SHARED)
    assert headings(other, stream) == {"Före"}
    write_note(one, stream, heading="Här")
    write_note(other, stream, heading="Där")
    updated(other, one, stream)
    updated(one, other, stream)
    assert headings(one, stream) == headings(other, stream) == {"Före", "Här", "Där"}
    (entry, *_) = state_of(one.desk, stream).disclosures
    assert entry.latest.fact.form == "package"
    assert entry.latest.fact.ground == "within_board"


@pytest.mark.req("X08")
def test_partners_are_told_of_with_what_they_lack_and_who_has_the_case(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    path = sharing.share(one.desk, stream, share_form(one, other), one.out).path
    (partner,) = sharing.partners(one.desk, stream)
    assert partner.waits
    kinds = [record.kind_name for record in one.vault.journal.records(stream)]
    assert partner.lacks == len(kinds) - kinds.count("disclosure")
    receipt_to(one, other, accepted(other, path).received)
    (partner,) = sharing.partners(one.desk, stream)
    assert (partner.waits, partner.lacks) == (False, 0)  # that it left is not counted
    (holder,) = sharing.partners(other.desk, stream)
    assert (holder.name, holder.share, holder.lacks) == ("Maja Exempelsson", None, 0)
    write_note(other, stream)
    (holder,) = sharing.partners(other.desk, stream)
    assert holder.lacks == 1


@pytest.mark.req("F003", "F086")
def test_identity_and_what_bops_has_said_stay_until_each_is_ticked(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    typed_route.say(one.desk, stream)
    seen = sharing.share_preview(one.desk, stream, share_form(one, other))
    assert "threat_assessment" not in seen.outlook.kinds
    assert seen.stays["threat_assessment"] == 1
    assert "threat" not in {each.value for each in seen.columns.leaves}
    assert not one.desk.vault.log.entries(stream=stream)[0].code.startswith("package")
    with_bops = sharing.share_preview(one.desk, stream, share_form(one, other, along=["bops"]))
    assert with_bops.outlook.kinds["threat_assessment"] == 1
    assert "threat" in {each.value for each in with_bops.columns.leaves}
    shared(one, other, stream)
    assert not state_of(other.desk, stream).threats
    updated(one, other, stream, along=["bops"])
    assert len(state_of(other.desk, stream).threats) == 1


@pytest.mark.req("F086", "X08")
def test_the_receiving_municipality_gets_what_it_carries_out_and_decides_nothing(
    two_vaults: Pair,
) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    typed_forms.signed_assessment(one.desk, stream)
    typed_forms.signed_decision(one.desk, stream)
    typed_forms.fixed_plan(one.desk, stream)
    write_note(one, stream)
    form = {"role": "receiving_municipality", "scope": "execution", "ground": "social_health"}
    shared(one, other, stream, **form)
    there = state_of(other.desk, stream)
    assert there.decisions
    assert there.plans
    assert not there.notes
    assert not there.assessments
    assert not there.intakes
    write_note(other, stream, heading="Flyttade in")
    with pytest.raises(Refusal) as refused:
        typed_forms.fixed_plan(other.desk, stream)
    assert refused.value.reason is Reason.CASE_ELSEWHERE
    updated(other, one, stream, ground="social_health")
    assert "Flyttade in" in headings(one, stream)


@pytest.mark.req("X08", "F038")
def test_a_share_that_ends_seals_the_partners_copy(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    shared(one, other, stream)
    (partner,) = sharing.partners(one.desk, stream)
    assert partner.share is not None
    ending = {"ended_on": "2026-06-01", "ended_why": "Samarbetet är slut"}
    sealed = sharing.end_share(one.desk, stream, partner.share, ending, folder=one.out)
    accepted(other, sealed.path)
    assert whose(other, stream) is Whose.SHARE_ENDED
    row = other.vault.index.case(stream)
    assert row is not None
    assert row.status == SHARE_ENDED
    with pytest.raises(Refusal) as refused:
        write_note(other, stream)
    assert refused.value.reason is Reason.CASE_SHARE_ENDED
    with pytest.raises(Refusal) as refused:
        reading.open_case(other.desk, stream)
    assert refused.value.reason is Reason.READING_REASON_MISSING
    shared(one, other, stream)
    assert whose(other, stream) is Whose.SHARED, "and can be shared again"


@pytest.mark.req("X08")
def test_ending_a_share_here_alone_is_noted(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    shared(one, other, stream)
    (partner,) = sharing.partners(one.desk, stream)
    assert partner.share is not None
    sharing.end_share_here(
        one.desk, stream, partner.share, {"ended_on": "2026-06-01", "ended_why": "Slut"}
    )
    (partner,) = sharing.partners(one.desk, stream)
    assert partner.ended_on == "2026-06-01"
    with pytest.raises(Refusal) as refused:
        sharing.update(one.desk, stream, ticked(one, other), one.out)
    assert refused.value.reason is Reason.NOT_SHARED


@pytest.mark.req("X08")
def test_only_who_has_a_case_shares_it_and_with_each_once(three_vaults) -> None:
    one, other, third = three_vaults
    stream = typed_forms.opened_case(one.desk)
    shared(one, other, stream)
    with pytest.raises(Refusal) as refused:
        sharing.share(one.desk, stream, share_form(one, other), one.out)
    assert refused.value.reason is Reason.ALREADY_SHARED
    with pytest.raises(Refusal) as refused:
        sharing.share(other.desk, stream, share_form(other, third), other.out)
    assert refused.value.reason is Reason.CASE_ELSEWHERE


@pytest.mark.req("F086")
def test_a_share_asks_for_whom_how_much_why_and_on_what_ground(two_vaults: Pair) -> None:
    one, _ = two_vaults
    stream = typed_forms.opened_case(one.desk)
    with pytest.raises(InvalidFields) as invalid:
        sharing.share_preview(one.desk, stream, {})
    fields = {problem.field for problem in invalid.value.problems}
    assert {"person", "role", "scope", "ground", "reason"} <= fields


@pytest.mark.req("X17", "F086")
def test_on_consent_only_what_it_is_about_goes_and_to_whom_it_names(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    write_note(one, stream)
    (candidate,) = candidates(one.desk, stream)
    person = candidate.row.person
    narrow = typed_forms.consented(
        one.desk, stream, person.recipient, categories=["planning"], extent="narrow"
    )
    form = share_form(one, other, ground="consent", consent=narrow)
    with pytest.raises(Refusal) as refused:
        sharing.share_preview(one.desk, stream, form)
    assert refused.value.reason is Reason.CONSENT_NARROWER
    broad = typed_forms.consented(one.desk, stream, person.recipient)
    shared(one, other, stream, ground="consent", consent=broad)
    assert state_of(one.desk, stream).disclosures[-1].latest.fact.consent == broad


def test_who_sends_without_a_part_in_the_case_as_far_as_is_known_is_told_of(
    three_vaults: tuple[Side, Side, Side],
) -> None:
    one, other, third = three_vaults
    stream = typed_forms.opened_case(one.desk)
    shared(one, other, stream)
    shared(one, third, stream)
    write_note(third, stream)
    path = sharing.update(third.desk, stream, ticked(third, other), third.out).path
    assert Doubt.NO_PART_IN_CASE in receiving.open_package(other.desk, path).look.doubts
    updated(one, other, stream)
    assert Doubt.NO_PART_IN_CASE not in receiving.open_package(other.desk, path).look.doubts


@pytest.mark.req("X03")
def test_what_comes_is_told_with_role_and_scope(two_vaults: Pair) -> None:
    one, other = two_vaults
    stream = typed_forms.opened_case(one.desk)
    path = sharing.share(one.desk, stream, share_form(one, other), one.out).path
    look = receiving.open_package(other.desk, path).look
    assert {(each.label, each.text) for each in look.said} >= {
        ("share_role", "co_worker"),
        ("share_scope", "whole"),
    }
