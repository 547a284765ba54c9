"""Papers of the unit, that are of no case and name no client: looked at, saved and printed.

They do not go through the gate of disclosures, since nothing personal may stand in them. What
looks as if it did, a number or an address in some free text, stops the paper.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.disclosure.linter import FindingKind, Known, Words, findings
from app.documents.blocks import Document
from app.documents.texts import texts_of
from app.errors import Reason, Refusal
from app.jsonvalue import JsonObject
from app.ports import LogCode
from app.usecases.desk import Desk

_POINTS_OUT = frozenset(FindingKind) - {FindingKind.MARKER}
"""That somebody has protection points nobody out where no case is named by more than its number."""


def preview(desk: Desk, document: Document) -> bytes:
    """The paper as PDF, for the screen. Logged first. Raises Refusal (unit_paper_points_out)."""
    _require_nobody(document)
    desk.vault.log.write(LogCode.PREVIEWED, _about(document))
    return desk.render(document)


def save(desk: Desk, document: Document, path: Path) -> None:
    """Put the paper where a person wants it. Logged first. Raises Refusal:
    unit_paper_points_out, and as ``Desk.save_file``."""
    _let_out(desk, document, LogCode.EXPORTED, lambda pdf: desk.save_file(path, pdf))


def send_to_printer(desk: Desk, document: Document, write: Callable[[bytes], None]) -> None:
    """Hand the paper to ``write``, which prints it. Logged first. Raises Refusal:
    unit_paper_points_out, and what ``write`` raises."""
    _let_out(desk, document, LogCode.PRINTED, write)


def _let_out(desk: Desk, document: Document, code: LogCode, write: Callable[[bytes], None]) -> None:
    _require_nobody(document)
    pdf = desk.render(document)
    desk.vault.log.write(code, _about(document))
    write(pdf)


def _about(document: Document) -> JsonObject:
    return {"document": document.document_id, "paper": document.kind}


def _require_nobody(document: Document) -> None:
    texts = (Words(where, text) for where, text in texts_of(document))
    if any(each.kind in _POINTS_OUT for each in findings(texts, Known())):
        raise Refusal(Reason.UNIT_PAPER_POINTS_OUT)
