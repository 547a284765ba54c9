"""What a pack of law must hold to beside its format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

import msgspec

from app.errors import Reason, Refusal
from app.law.deadline import Basis, Deadline
from app.law.entry import Entry
from app.law.retention import RetentionEffect, RetentionKey, RetentionRule

_LONGEST_YEARS = 120
_LONGEST_DAYS = _LONGEST_YEARS * 366


def check_spans(entries: Sequence[Entry]) -> None:
    """Every entry is in force for a day at least, and no two of one key on the same day. Raises
    Refusal (legal_pack_invalid)."""
    if any(not each.key or (each.valid_to and each.valid_to < each.valid_from) for each in entries):
        raise Refusal(Reason.LEGAL_PACK_INVALID)
    for earlier, later in pairwise(_by_key(entries)):
        if earlier.key == later.key and earlier.in_force(later.valid_from):
            raise Refusal(Reason.LEGAL_PACK_INVALID)


def check_required(entries: Sequence[Entry], required: Iterable[str]) -> None:
    """Each required key is there, without a day between its entries and without an end. Raises
    Refusal (legal_pack_gap)."""
    ordered = _by_key(entries)
    for key in required:
        spans = [each for each in ordered if each.key == key]
        if not spans or spans[-1].valid_to is not None:
            raise Refusal(Reason.LEGAL_PACK_GAP)
        for earlier, later in pairwise(spans):
            if earlier.valid_to is None or later.valid_from - earlier.valid_to != timedelta(days=1):
                raise Refusal(Reason.LEGAL_PACK_GAP)


def check_replaced(replaced: Mapping[str, str]) -> None:
    """``replaced``: each key with the key before it, or empty. Raises Refusal: legal_pack_cycle
    when following them comes back, legal_pack_invalid when one is not there."""
    for key in replaced:
        seen = {key}
        while before := replaced[key]:
            if before in seen:
                raise Refusal(Reason.LEGAL_PACK_CYCLE)
            if before not in replaced:
                raise Refusal(Reason.LEGAL_PACK_INVALID)
            seen.add(before)
            key = before  # noqa: PLW2901 - walks along the chain


def check_texts(entries: Iterable[Entry]) -> None:
    """Nothing in an entry is a control character or a mark that turns the order of reading: what
    is read on the screen and printed on a decision must be what stands there. Raises Refusal
    (legal_pack_invalid)."""
    for entry in entries:
        if not all(_is_shown(text) for text in msgspec.structs.astuple(entry)):
            raise Refusal(Reason.LEGAL_PACK_INVALID)


def _is_shown(value: object) -> bool:
    if isinstance(value, tuple):
        return all(_is_shown(each) for each in value)
    return not isinstance(value, str) or value.replace("\n", " ").isprintable()


def check_deadlines(deadlines: Iterable[Deadline]) -> None:
    """A time set by law is counted forwards, no time is longer than a life, and no reminder comes
    after what it reminds of. Raises Refusal (legal_pack_invalid)."""
    for each in deadlines:
        span = each.months * 31 + each.weeks * 7 + each.days
        warns = (each.warn_months, each.warn_days)
        counted = (each.months, each.weeks, each.days, *warns)
        if (
            any(abs(number) > _LONGEST_DAYS for number in (*counted, span))
            or min(warns) < 0
            or (each.basis is Basis.LAW and min(counted) < 0)
        ):
            raise Refusal(Reason.LEGAL_PACK_INVALID)


def check_retention(rules: Iterable[RetentionRule]) -> None:
    """The main rule destroys after a year at least, and no exception from it destroys anything: a
    pack can say how long, and when, but not turn what keeps into what does not. Raises Refusal
    (legal_pack_invalid)."""
    for each in rules:
        main = each.key == RetentionKey.ORDINARY
        if (
            main is not (each.effect is RetentionEffect.DISPOSE)
            or not (int(main) <= each.years <= _LONGEST_YEARS)
            or not 0 <= each.age <= _LONGEST_YEARS
        ):
            raise Refusal(Reason.LEGAL_PACK_INVALID)


def _by_key(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: (each.key, each.valid_from))
