"""The grounds of law to choose among, where something of a case is to leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.jsonvalue import JsonObject
from app.law.pack import Ground, Weighing
from ui.texts import tr
from ui.widgets.editors.choice import Choice


def ground_choices(grounds: Iterable[Ground]) -> tuple[Choice, ...]:
    return tuple(Choice(each.key, tr(each.name), each.reference) for each in grounds)


def asks_consent(grounds: Iterable[Ground]) -> Callable[[JsonObject], bool]:
    """Whether the ground that is chosen rests on a consent, which is then to be chosen too."""
    keys = {each.key for each in grounds if each.weighing is Weighing.CONSENT}
    return lambda form: form.get("ground") in keys
