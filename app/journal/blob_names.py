"""Which blobs a record names, whatever its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.jsonvalue import Json

_BLOB_NAME: Final = re.compile(r"[0-9a-f]{64}")


def blob_names(value: Json, key: str = "") -> Iterator[str]:
    """The blobs that a record's body names: the text under every key that is ``blob`` or ends in
    ``_blob``, whatever the kind, so that a kind of a newer program is looked through too."""
    if isinstance(value, str):
        if (key == "blob" or key.endswith("_blob")) and _BLOB_NAME.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from blob_names(item, name)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from blob_names(item, key)
