"""What is remembered on the machine, outside every vault: nothing about any person.

One small TOML file in the user's configuration folder: which vault was opened last, and how the
windows look before anything is unlocked. Losing it costs a click.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ui.theme import Look


@dataclass(frozen=True, slots=True)
class MachineSettings:
    vault: Path | None = None
    """The vault folder that was opened last."""
    text_percent: int = 100
    look: Look = Look.SYSTEM


def settings_file() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "aktvalv" / "dator.toml"


def read(path: Path) -> MachineSettings:
    """What the file says; whatever in it is missing or unusable has its default."""
    try:
        return parse(path.read_bytes())
    except OSError:
        return MachineSettings()


def parse(data: bytes) -> MachineSettings:
    """Never raises."""
    try:
        table = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return MachineSettings()
    vault, percent, look = table.get("vault"), table.get("text_percent"), table.get("look")
    return MachineSettings(
        vault=Path(vault) if isinstance(vault, str) and vault and "\0" not in vault else None,
        text_percent=percent if type(percent) is int and 100 <= percent <= 200 else 100,
        look=Look(look) if isinstance(look, str) and look in set(Look) else Look.SYSTEM,
    )


def dump(settings: MachineSettings) -> bytes:
    """The bytes that ``parse`` reads back. A path that is no text is left out."""
    lines = [f"text_percent = {settings.text_percent}", f'look = "{settings.look.value}"']
    if settings.vault is not None and str(settings.vault).isprintable():
        # TOML's basic strings take what JSON writes, as long as it is not in surrogate pairs.
        import json  # noqa: PLC0415 - written seldom, read before the first window is drawn

        lines.append(f"vault = {json.dumps(str(settings.vault), ensure_ascii=False)}")
    return ("\n".join(lines) + "\n").encode()
