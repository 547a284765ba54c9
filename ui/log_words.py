"""A row of an access log in words: what was done, and why."""

from __future__ import annotations

from typing import Final

from app.casework.log_review import Detail, ReviewRow
from app.casework.standing import Whose
from app.jsonvalue import Json
from app.log_codes import LogCode
from app.usecases.visits import ReadingReason
from ui.case_words import KIND, LOG, PART, REVEAL_LOGGED
from ui.field_names import FIELDS
from ui.package_words import PACKAGE_KINDS
from ui.texts import minute, tr
from ui.words import Words, word

LISTS: Final[Words] = {
    "cases": "ärendelistan",
    "todo": "att göra",
    "agenda": "agendan",
    "disposal": "gallring",
    "not_executed": "beslut som inte är verkställda",
    "noes": "alla nej",
    "noes_with_words": "alla nej med text",
    "gender_factors": "könsspecifika faktorer",
    "strategic": "underlag till strategisk grupp",
    "approvals": "attester",
    "consultations": "konsultationer",
    "unit_notes": "anteckningsboken",
    "lex_sarah": "lex Sarah",
    "log_extracts": "loggutdrag",
    "log_findings": "resultat av loggkontroll",
    "urgent": "brådskande meddelanden",
    "register_offer": "register att lämna till andra",
    "sent": "skickade paket",
    "received": "mottagna paket",
}
"""What a list is called, by the name it has in the log."""

PAPERS: Final[Words] = {
    "log_review": "loggkontroll",
    "disposal_protocol": "gallringsprotokoll",
    "not_executed": "beslut som inte är verkställda",
    "strategic_material": "underlag till strategisk grupp",
}
"""Papers of the unit. Those of a case are told by their number."""

READING: Final[Words] = {
    ReadingReason.ASKED: "Den som har ärendet har frågat",
    ReadingReason.ACCOUNT: "Tillsyn, klagomål eller överklagande",
    ReadingReason.ACCESS: "Någon har begärt att få ta del av akten",
    ReadingReason.RETENTION: "Gallring",
    ReadingReason.OTHER: "Annat skäl",
}

_LET_OUT: Final = (LogCode.PREVIEWED, LogCode.PRINTED, LogCode.EXPORTED)
_PACKAGES: Final = (
    LogCode.PACKAGE_SEALED,
    LogCode.PACKAGE_OPENED,
    LogCode.PACKAGE_TAKEN_IN,
    LogCode.PACKAGE_REFUSED,
    LogCode.PACKAGE_SET_ASIDE,
)


def what(row: ReviewRow) -> str:
    """``Öppnade hot och risk``, with what else is known. What comes from another vault is shown as
    it came where this program has no word for it."""
    text, said = word(LOG, row.code), row.said
    more = ""
    match row.code:
        case LogCode.PART_OPENED:
            return _opened(text, row)
        case LogCode.CASE_LISTED:
            more = word(LISTS, _text(said.get("list")))
        case LogCode.RECORD_ADDED:
            more = word(KIND, _text(said.get("kind")))
        case LogCode.REVEALED:
            more = ", ".join(word(FIELDS, _text(each)).casefold() for each in _list(said, "fields"))
        case code if code in _LET_OUT:
            more = word(PAPERS, _text(said.get("paper"))) or _document(row)
        case code if code in _PACKAGES:
            more = word(PACKAGE_KINDS, _text(said.get("kind")))
    return f"{text}: {more}" if more else text


def _opened(text: str, row: ReviewRow) -> str:
    part, listed = _text(row.said.get("part")), _text(row.said.get("list"))
    opened = f"{text} {word(PART, part)}" if part else text
    if listed:
        opened = f"{opened}: {word(LISTS, listed)}"
    if row.said.get("bops") is True:
        return tr("{opened}, med uppgifter från BOPS").format(opened=opened)
    return opened


def _document(row: ReviewRow) -> str:
    document, copy = _text(row.said.get("document")), row.said.get("copy")
    if document and isinstance(copy, int) and not isinstance(copy, bool):
        return tr("{document}, exemplar {copy}").format(document=document, copy=copy)
    return document


def reason_of(row: ReviewRow) -> str:
    """Why, where somebody had to say it; of what cannot be shown, why not."""
    parts = []
    reason = _text(row.said.get("reason"))
    if row.code == LogCode.REVEALED:
        parts.append(word(REVEAL_LOGGED, reason))
    elif row.code == LogCode.HANDED_OVER_CASE_READ:
        parts.append(word(READING, reason))
    elif row.code == LogCode.UNLOCK_FAILED:
        parts.append(tr("noterat {when}").format(when=minute(row.at)))
    if row.protected:
        parts.append(tr("skyddad identitet"))
    if row.whose in (Whose.HANDED_OVER, Whose.SHARE_ENDED):
        parts.append(tr("ärendet är hos någon annan"))
    if row.detail is Detail.GONE:
        parts.append(tr("gallrat"))
    return ", ".join(part for part in parts if part)


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _list(said: object, name: str) -> tuple[Json, ...]:
    found = said.get(name) if isinstance(said, dict) else None
    return tuple(found) if isinstance(found, list | tuple) else ()
