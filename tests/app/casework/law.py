"""The legal pack that the program ships with."""

from __future__ import annotations

from importlib.resources import files

import resources
from app.law.pack import LegalPack

PROVISIONS, GROUNDS, DEADLINES, RETENTION = (
    files(resources).joinpath("law", f"{name}.toml").read_bytes()
    for name in ("provisions", "grounds", "deadlines", "retention")
)
LAW = LegalPack.parse(PROVISIONS, GROUNDS, DEADLINES, RETENTION)
