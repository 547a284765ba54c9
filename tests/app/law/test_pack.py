from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason, Refusal
from app.law.pack import Certainty, DeadlineKey, LegalPack, Use
from tests.app.casework.law import (
    DEADLINES,
    DEFINITIONS,
    GROUNDS,
    LAW,
    PAPER_TEXTS,
    PLAN_CONTENTS,
    PROVISIONS,
    RETENTION,
    WORDS,
)

_REFUSED = {Reason.LEGAL_PACK_INVALID, Reason.LEGAL_PACK_GAP, Reason.LEGAL_PACK_NEWER}
LAST_OLD, FIRST_NEW = date(2025, 6, 30), date(2025, 7, 1)


def refused(
    provisions=PROVISIONS,
    grounds=GROUNDS,
    deadlines=DEADLINES,
    retention=RETENTION,
    definitions=DEFINITIONS,
    plan_contents=PLAN_CONTENTS,
    paper_texts=PAPER_TEXTS,
    reason=Reason.LEGAL_PACK_INVALID,
) -> None:
    with pytest.raises(Refusal) as caught:
        LegalPack.parse(
            provisions, grounds, deadlines, retention, definitions, plan_contents, paper_texts
        )
    assert caught.value.reason is reason


def test_a_decision_rests_on_the_law_of_its_day():
    old = [each.key for each in LAW.decision_provisions(LAST_OLD)]
    new = [each.key for each in LAW.decision_provisions(FIRST_NEW)]
    assert old[0] == "sol-2001-4-1"
    assert new[0] == "sol-2025-11-1"
    assert not set(old) & set(new)
    assert LAW.provision("sol-2025-11-1", LAST_OLD) is None
    found = LAW.provision("sol-2025-11-1", FIRST_NEW)
    assert found is not None
    assert found.reference == "11 kap. 1 § socialtjänstlagen (2025:400)"


def test_a_provision_that_replaces_another_begins_when_that_ends():
    for each in LAW.provisions:
        if each.replaces:
            before = LAW.provision(each.replaces, each.valid_from - timedelta(days=1))
            assert before is not None
            assert before.use is each.use
            assert not before.in_force(each.valid_from)


def test_the_grounds_are_a_closed_list_that_grows_with_the_law():
    assert {each.key for each in LAW.grounds} == {
        "consent", "party", "necessary", "crime_prevention", "under_21", "terror",
        "close_violence", "ongoing_crime", "social_health", "sheltered_housing", "duty",
        "contact_details", "whereabouts", "transfer", "harm_tested", "within_board",
    }  # fmt: skip
    assert LAW.ground("crime_prevention", date(2025, 11, 30)) is None
    assert LAW.ground("crime_prevention", date(2025, 12, 1)) is not None
    assert len(LAW.grounds_on(date(2026, 1, 1))) == 16
    assert LAW.ground("anything_else", date(2026, 1, 1)) is None


def test_every_deadline_that_the_program_starts_is_there():
    for key in DeadlineKey:
        assert LAW.deadline(key, date(2026, 1, 1)) is not None
    lines = DEADLINES.decode().split("[[deadline]]")
    without = [each for each in lines if 'key = "protection_ends"' not in each]
    assert len(without) == len(lines) - 1
    refused(deadlines="[[deadline]]".join(without).encode(), reason=Reason.LEGAL_PACK_GAP)


def test_the_mark_of_what_is_unsure_is_there_for_those_who_show_it():
    names = LAW.provision("fl-33-names", date(2026, 1, 1))
    assert names is not None
    assert names.certainty is Certainty.UNSURE
    assert not LAW.reviewed
    reviewed = PROVISIONS.replace(b"reviewed = false", b"reviewed = true")
    assert not LegalPack.parse(reviewed, GROUNDS, DEADLINES, RETENTION, *WORDS).reviewed


def test_every_entry_names_its_reference_and_source():
    for each in LAW.entries:
        assert each.reference
        assert each.source
    assert all("(20" in each.reference for each in (*LAW.provisions, *LAW.grounds))
    assert {each.use for each in LAW.provisions} == set(Use)


def test_a_deadline_counts_months_and_warns_before():
    rule = LAW.deadline("application_slow", date(2026, 8, 31))
    assert rule is not None
    due = rule.due(date(2026, 8, 31))
    assert due == date(2027, 2, 28)
    assert rule.warns(due) == date(2027, 1, 28)
    assert rule.due(date.max) == date.max
    assert rule.warns(date.min) == date.min


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"format = 1", b"format = 0"),
        (b'certainty = "certain"', b'certainty = "sure"'),
        (b"valid_from = 2025-07-01", b'valid_from = "2025-07-01"'),
        (b"valid_from = 2025-07-01", b"valid_from = 2025-02-30"),
        (b'use = "decision"', b'use = "decision"\nsurplus = 1'),
        (b'key = "fl-27"', b'key = "fl-12"'),
        (b'key = "fl-27"', b'key = ""'),
        (b"valid_to = 2025-06-30", b"valid_to = 2001-12-31"),
        (b"reviewed = false", b""),
        ("Rätt".encode(), b"R\xe4tt"),
        (b"[[provision]]", b"[[provisions]]"),
    ],
)
def test_what_is_not_exactly_the_format_is_refused(old, new):
    assert old in PROVISIONS
    refused(provisions=PROVISIONS.replace(old, new))


def test_one_key_may_have_two_times_one_after_the_other():
    text = PROVISIONS.decode()
    start = text.index('[[provision]]\nkey = "fl-12"')
    entry = text[start : text.index("[[provision]]", start + 1)]
    earlier = entry.replace("valid_from = 2018-07-01", "valid_from = 2000-01-01\nvalid_to = {}")
    fitting = LegalPack.parse(
        (text + earlier.format("2018-06-30")).encode(), GROUNDS, DEADLINES, RETENTION, *WORDS
    )
    assert fitting.provision("fl-12", date(2018, 6, 30)) is not None
    refused(provisions=(text + earlier.format("2018-07-01")).encode())


@given(st.data())
def test_mutated_bytes_are_a_pack_or_refused(data):
    place = data.draw(st.integers(0, len(DEADLINES) - 1))
    length = data.draw(st.integers(0, 12))
    changed = DEADLINES[:place] + data.draw(st.binary(max_size=6)) + DEADLINES[place + length :]
    try:
        LegalPack.parse(PROVISIONS, GROUNDS, changed, RETENTION, *WORDS)
    except Refusal as refusal:
        assert refusal.reason in _REFUSED  # noqa: PT017 (either outcome is right)


@given(st.binary(max_size=60))
def test_any_bytes_are_refused(data):
    refused(grounds=data)


def test_deep_nesting_is_refused_and_does_not_run_out_of_stack():
    refused(grounds=b"a = " + b"[" * 100_000)


def test_a_pack_of_a_newer_format_says_so():
    newer = PROVISIONS.replace(b"format = 1", b"format = 2")
    refused(provisions=newer, reason=Reason.LEGAL_PACK_NEWER)


def test_a_required_key_has_no_day_without_a_rule_and_no_end():
    ends = RETENTION.replace(b"years = 5", b"years = 5\nvalid_to = 2030-12-31")
    refused(retention=ends, reason=Reason.LEGAL_PACK_GAP)
    text = RETENTION.decode()
    next_rule = text[text.index('[[rule]]\nkey = "ordinary"') :].replace("2025-07-01", "{}")
    whole = (ends.decode() + "\n" + next_rule.format("2031-01-01")).encode()
    pack = LegalPack.parse(PROVISIONS, GROUNDS, DEADLINES, whole, *WORDS)
    assert pack.retention_rule("ordinary", date(2031, 1, 1)) is not None
    refused(
        retention=(ends.decode() + "\n" + next_rule.format("2031-01-02")).encode(),
        reason=Reason.LEGAL_PACK_GAP,
    )


@pytest.mark.parametrize(
    ("replaced", "reason"),
    [
        ({"sol-2001-4-1": "sol-2025-12-1"}, Reason.LEGAL_PACK_CYCLE),
        ({"sol-2001-4-1": "sol-2001-4-1"}, Reason.LEGAL_PACK_CYCLE),
        ({"sol-2001-4-1": "sol-1980-6"}, Reason.LEGAL_PACK_INVALID),
    ],
)
def test_what_replaces_itself_or_nothing_is_refused(replaced, reason):
    text = PROVISIONS.decode()
    for key, before in replaced.items():
        text = text.replace(f'key = "{key}"', f'key = "{key}"\nreplaces = "{before}"')
    refused(provisions=text.encode(), reason=reason)


@pytest.mark.req("F032", "X14", "X19")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("years = 5", "years = 0"),
        ("years = 5", "years = -2000"),
        ("years = 5", "years = 100000"),
        ("years = 5", ""),
        ('effect = "dispose"', 'effect = "hold"'),
        ('effect = "preserve"', 'effect = "dispose"'),
        ('effect = "hold"', 'effect = "dispose"\nyears = 1'),
        ("age = 18", "age = -1"),
    ],
)
def test_a_pack_cannot_let_go_of_what_the_law_keeps(old, new):
    assert old in RETENTION.decode()
    refused(retention=RETENTION.decode().replace(old, new, 1).encode())


@pytest.mark.req("F032", "X19")
@pytest.mark.parametrize("number", ["-1", "1000000", "-99999999999999999999", "9" * 5000])
@pytest.mark.parametrize("field", ["months", "days", "weeks", "warn_months", "warn_days"])
def test_a_time_set_by_law_is_counted_forwards_and_ends(field, number):
    text = DEADLINES.decode()
    start = text.index('basis = "law"')
    refused(deadlines=(text[:start] + f"{field} = {number}\n" + text[start:]).encode())


@pytest.mark.req("F032", "X19")
@pytest.mark.parametrize(
    "mark", ["\\u202e", "\\u2066", "\\u200f", "\\u0007", "\\u001b[31m", "\\u2028", "\u202e"]
)
def test_nothing_in_a_pack_is_read_as_something_else_than_it_is(mark):
    text = PROVISIONS.decode().replace('heading = "', f'heading = "{mark}', 1)
    refused(provisions=text.encode())
    text = GROUNDS.decode().replace('ask = "', f'ask = "{mark}', 1)
    refused(grounds=text.encode())


@pytest.mark.req("F032", "X19")
def test_a_paper_never_stands_without_its_words_of_rights():
    """A decision without how it is appealed would look like any other paper."""
    text = PAPER_TEXTS.decode()
    start = text.index('key = "appeal"')
    ends = text[:start] + "valid_to = 2030-12-31\n" + text[start:]
    refused(paper_texts=ends.encode(), reason=Reason.LEGAL_PACK_GAP)
    refused(paper_texts=text.replace('key = "appeal"', 'key = "other"').encode())


@pytest.mark.req("F032", "X19")
@pytest.mark.parametrize("name", ["definitions", "plan_contents", "paper_texts"])
def test_the_words_of_a_pack_are_read_as_strictly_as_its_rules(name):
    text = {"definitions": DEFINITIONS, "plan_contents": PLAN_CONTENTS, "paper_texts": PAPER_TEXTS}
    data = text[name]
    refused(**{name: data.replace(b'reference = "', 'reference = "\u202e'.encode(), 1)})
    refused(**{name: data + b'more = "x"\n'})
    refused(**{name: b""})
    newer = data.replace(b"format = 1", b"format = 2")
    refused(**{name: newer}, reason=Reason.LEGAL_PACK_NEWER)


def test_a_pack_is_reviewed_when_all_of_it_is():
    files = (PROVISIONS, GROUNDS, DEADLINES, RETENTION, *WORDS)
    read = [each.replace(b"reviewed = false", b"reviewed = true") for each in files]
    assert LegalPack.parse(*read).reviewed
    for at, unread in enumerate(files):
        assert not LegalPack.parse(*read[:at], unread, *read[at + 1 :]).reviewed
