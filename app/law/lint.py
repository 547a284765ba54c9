"""What a pack of law must hold to beside its format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from app.errors import Reason, Refusal
from app.law.entry import Entry


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


def _by_key(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: (each.key, each.valid_from))
