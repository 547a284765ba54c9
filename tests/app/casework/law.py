"""The legal pack that the program ships with."""

from __future__ import annotations

from importlib.resources import files

import resources
from app.law.pack import LegalPack
from app.law.pack_file import LawTexts

PROVISIONS, GROUNDS, DEADLINES, RETENTION, DEFINITIONS, PLAN_CONTENTS, PAPER_TEXTS = (
    files(resources).joinpath("law", f"{name}.toml").read_bytes()
    for name in LawTexts.__struct_fields__
)
WORDS = (DEFINITIONS, PLAN_CONTENTS, PAPER_TEXTS)
"""What a pack holds beside provisions, grounds, deadlines and retention."""
LAW = LegalPack.parse(PROVISIONS, GROUNDS, DEADLINES, RETENTION, *WORDS)
