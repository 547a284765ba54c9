"""A form of the overview, described."""

from __future__ import annotations

from typing import NamedTuple

from app.jsonvalue import JsonObject
from ui.fields.spec import FieldSpec
from ui.record_editor import Sign


class Form(NamedTuple):
    heading: str
    fields: tuple[FieldSpec, ...]
    sign: Sign
    sign_text: str
    initial: JsonObject
    hint: str = ""
