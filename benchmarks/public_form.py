"""The largest public form, made into one that can be answered here."""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from typing import Any

_KEPT = (
    *("itemControl", "choiceOrientation", "hidden", "unit"),
    *("entryFormat", "shortText", "openLabel"),
)


def answerable(data: bytes) -> bytes:
    """The same items without expressions, each section a page of its own, and with text for an
    answer where the list of answers is kept on a server."""
    tree: dict[str, Any] = json.loads(data)
    tree.pop("extension", None)
    lists = {f"#{each['id']}" for each in tree["contained"] if _written_out(each)}
    (whole,) = tree["item"]
    tree["item"] = [_plain(section, lists) for section in whole["item"]]
    return json.dumps(tree).encode()


def _written_out(value_set: dict[str, Any]) -> bool:
    parts = value_set.get("compose", {}).get("include", ())
    return "expansion" in value_set or all("concept" in part for part in parts)


def _plain(item: dict[str, Any], lists: AbstractSet[str]) -> dict[str, Any]:
    plain = {key: value for key, value in item.items() if not key.startswith("_")}
    plain["extension"] = [each for each in item.get("extension", ()) if _kept(each["url"])]
    plain["item"] = [_plain(child, lists) for child in item.get("item", ())]
    plain["answerOption"] = _alike(item.get("answerOption", []))
    if "answerValueSet" in item and item["answerValueSet"] not in lists:
        del plain["answerValueSet"]
        plain["type"] = "string"
    return {key: value for key, value in plain.items() if value != []}


def _alike(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One list mixes codes and words, which the format does not allow."""
    return [option for option in options if option.keys() == options[0].keys()]


def _kept(url: str) -> bool:
    return url.rpartition("/")[2].rpartition("-")[2] in _KEPT
