"""A paper as a locked file: for somebody who has no key card, and gets a passphrase another way.

Whoever has the file can guess at it for as long as they like, so that the program chooses the
words, and where the person's identity is protected no such file is made (X03).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from app.disclosure.gate import DisclosureRequest, Form
from app.ids import StreamId
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.paper.documents import disclose_paper


@dataclass(frozen=True, slots=True)
class Locked:
    """A locked file that has been written, read back and opened."""

    changes: Changes
    path: Path
    passphrase: str = field(repr=False)
    """Kept nowhere: shown once, and gone."""


def disclose_locked(
    desk: Desk, stream: StreamId, request: DisclosureRequest, path: Path, *, looked_at: str
) -> Locked:
    """Let a paper out as ``disclose_paper`` does, but sealed with a new passphrase, under
    ``path``. The register's entry has the paper's own bytes, and says that it left as a locked
    file.

    Raises what ``disclose_paper`` and ``HandoverDoor.seal_with_passphrase`` raise; Refusal:
    passphrase_not_for_protected, before anything is written down, unless somebody has checked
    that there is no protection; passphrase_not_with_card where the recipient's key card is here.
    """
    door = desk.vault.handover
    passphrase = door.new_passphrase()

    def write(paper: bytes) -> None:
        door.seal_with_passphrase(paper, bytearray(passphrase.encode()), path)

    locked = replace(request, form=Form.LOCKED_FILE)
    changes = disclose_paper(desk, stream, locked, write, looked_at=looked_at)
    return Locked(changes, path, passphrase)
