"""What "Spara mall" led to, told in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.casework.register_facts import TemplateSource
from app.forms.sheet_table import SheetTable
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.forms import templates
from app.usecases.forms.templates import Standing
from ui.texts import tr

_NOW: Final[Mapping[Standing, str]] = {
    Standing.OFFERED: "Den kan nu börjas i varje ärende, under Utredning.",
    Standing.OLDER: "Den börjas inte i ärenden, eftersom det finns en senare version.",
    Standing.DRAFT: "Den är ett utkast och börjas inte i ärenden.",
    Standing.RETIRED: "Den är tagen ur bruk och börjas inte i ärenden.",
    Standing.NOT_YET: "Den kan börjas i ärenden från den dag den gäller.",
    Standing.NO_LONGER: "Den gäller inte längre och börjas inte i ärenden.",
}


@dataclass(frozen=True, slots=True)
class Saved:
    changes: Changes
    sentence: str


def save(data: bytes, source: TemplateSource, sheets: tuple[SheetTable, ...], desk: Desk) -> Saved:
    """Raises Refusal as ``templates.install``."""
    changes = templates.install(desk, data, source, sheets)
    rows = templates.list_templates(desk)
    found = next((each for each in rows if each.entity and each.entity == changes.entity), None)
    if found is None:
        return Saved(
            changes, tr("Mallen fanns redan, tecken för tecken lika. Inget behövde sparas.")
        )
    told = tr("Mallen är sparad. {title}, version {version}.").format(
        title=found.template.title, version=found.template.version
    )
    return Saved(changes, f"{told} {tr(_NOW[found.standing])}")
