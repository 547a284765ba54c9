"""The legal packs of an open vault: the program's own, and those that were taken in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.casework.unit_facts import LocalDeadline
from app.law.local import with_local
from app.law.pack import LegalPack
from app.law.pack_file import LawTexts, LegalPackFile


@dataclass(slots=True)
class LawShelf:
    """Says which pack holds on a day. What was taken in is put on it when a vault is opened, and
    again when a pack is taken in or out of use: nothing needs to be started anew."""

    own: LegalPack
    """What comes with the program, and holds where nothing else does."""
    own_texts: LawTexts | None = None
    installed: tuple[LegalPackFile, ...] = ()
    """Those in use, in the order in which they were taken in."""

    local: tuple[LocalDeadline, ...] = ()
    """The vault's own values of deadlines that no law sets."""
    _laid_over: tuple[LegalPack, LegalPack] | None = None
    """A pack, and the same with the local values: every page asks for it."""

    def in_force(self, on: date) -> LegalPack:
        """The pack that took effect last, of those that have; the later taken in of two that did
        on the same day. Local values lie over it, each from its own day."""
        file = self.file_in_force(on)
        pack = self.own if file is None else file.law
        if not self.local:
            return pack
        if self._laid_over is None or self._laid_over[0] is not pack:
            self._laid_over = pack, with_local(pack, self.local)
        return self._laid_over[1]

    def file_in_force(self, on: date) -> LegalPackFile | None:
        """That pack as it was given out; None when it is the program's own."""
        begun = [each for each in self.installed if each.effective_from <= on.isoformat()]
        return max(reversed(begun), key=lambda each: each.effective_from, default=None)

    def put(self, installed: Iterable[LegalPackFile]) -> None:
        """Let these be the packs in use."""
        self.installed = tuple(installed)

    def put_local(self, values: Iterable[LocalDeadline]) -> None:
        """Let these be the local values."""
        self.local = tuple(values)
        self._laid_over = None
