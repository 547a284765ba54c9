"""The caseworker's desk: everything a use case needs, handed in once after unlock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.casework.agendas import NO_AGENDAS, Agendas
from app.casework.facts import Aim
from app.casework.four_eyes import NO_FOUR_EYES, FourEyes
from app.casework.log_review import NO_RULES, ReviewRules
from app.casework.process.table import ProcessTable
from app.casework.shipped_units import ShippedUnit
from app.documents.blocks import Document
from app.foreign import ForeignReader
from app.forms.library import FormLibrary
from app.forms.sheet_table import Table
from app.law.definitions import Definitions
from app.law.pack import LegalPack
from app.law.paper_texts import PaperTexts
from app.law.plan_contents import PlanContents
from app.law.shelf import LawShelf
from app.ports import NewId, Now, OpenVault
from app.usecases.visits import Visits


@dataclass(frozen=True, slots=True)
class Desk:
    vault: OpenVault
    now: Now
    new_id: NewId
    laws: LawShelf
    forms: FormLibrary
    process: ProcessTable
    """The steps of a case and what can be missing in each."""
    aims: tuple[Aim, ...]
    """What plans begin with."""
    render: Callable[[Document], bytes]
    save_file: Callable[[Path, bytes], None]
    """Put a file where a person wants it: whole and read back, or not there at all. Never over
    another file. Raises Refusal: file_exists, folder_missing, folder_read_only, disk_full,
    disk_error."""
    read_foreign: ForeignReader
    """Reads files that others have made, apart from everything here."""
    write_workbook: Callable[[Mapping[str, Table]], bytes]
    """An XLSX workbook with a sheet for each table, in order; every cell is text."""
    pseudonyms: tuple[str, ...]
    """The words to name cases by (``casework.numbers.read_pseudonyms``)."""
    card_words: tuple[str, ...]
    """The 2,048 words that key cards are compared by (``handover.fingerprint``). Their order is
    fixed for ever."""
    shipped_units: Callable[[], tuple[ShippedUnit, ...]] = tuple
    """The units that the program brings; read when they are first asked for."""
    agendas: Agendas = NO_AGENDAS
    """What the agendas of meetings begin with."""
    review_rules: ReviewRules = NO_RULES
    """What a review of an access log looks at."""
    four_eyes: FourEyes = NO_FOUR_EYES
    """What another person should or must approve."""
    visits: Visits = field(default_factory=Visits)
    """Which case of somebody else's is being read now."""

    @property
    def law(self) -> LegalPack:
        """The legal pack that holds today."""
        return self.laws.in_force(self.now().date())

    @property
    def definitions(self) -> Definitions:
        """Who counts as a person leaving organised crime, by the pack that holds today."""
        return self.law.definitions

    @property
    def plan_contents(self) -> PlanContents:
        """The content that the law asks of plans, by the pack that holds today."""
        return self.law.plan_contents

    @property
    def paper_texts(self) -> PaperTexts:
        """What papers to the person tell of rights, by the pack that holds today."""
        return self.law.paper_texts
