"""Whether a text of the unit's own seems to tell of a person, where no person may be told of."""

from __future__ import annotations

from app.disclosure.linter import FindingKind, Known, Words, findings

_TELLING = frozenset(
    {FindingKind.PERSONNUMMER, FindingKind.PHONE, FindingKind.EMAIL, FindingKind.COORDINATES}
)


def personal_data_in(*texts: str) -> frozenset[FindingKind]:
    """Kinds of what looks like a person's number, telephone, e-mail or position. Names cannot be
    found: nothing here knows any."""
    words = tuple(Words(str(at), text) for at, text in enumerate(texts))
    return frozenset(each.kind for each in findings(words, Known())) & _TELLING
