"""Where one is in a form, as JSON: the page, the question and the caret. No typed text."""

from __future__ import annotations

from dataclasses import dataclass

from app.forms.tree import NodeId
from app.jsonvalue import Json, JsonObject
from ui.fields.node import END


@dataclass(frozen=True, slots=True)
class FormPlace:
    page: NodeId | None
    question: NodeId | None = None
    position: int = END

    def to_json(self) -> JsonObject:
        place: dict[str, Json] = {}
        if self.page is not None:
            place["page"] = _as_json(self.page)
        if self.question is not None:
            place["question"] = _as_json(self.question)
            place["position"] = self.position
        return place

    @classmethod
    def from_json(cls, place: JsonObject) -> FormPlace:
        """Whatever cannot be read is left out."""
        position = place.get("position")
        return cls(
            _as_node(place.get("page")),
            _as_node(place.get("question")),
            position if isinstance(position, int) else END,
        )


def _as_json(node: NodeId) -> Json:
    return [[link, number] for link, number in node]


def _as_node(value: Json) -> NodeId | None:
    if not isinstance(value, (list, tuple)):
        return None
    steps: list[tuple[str, int]] = []
    for step in value:
        match step:
            case [str() as link, int() as number]:
                steps.append((link, number))
            case _:
                return None
    return tuple(steps)
