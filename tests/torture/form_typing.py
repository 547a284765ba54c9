"""A form that is typed so that all that stands in it follows from the number of keystrokes.

Whatever is found after a kill can therefore be compared whole with what must stand there: texts,
repetitions, what is asked about each answer, and what a condition has put out of sight.
"""

from __future__ import annotations

from dataclasses import replace

from app.forms.response import Response, dump_response, walk_items
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from tests.app.forms.filling import begun, fill_required, template

NAME = "avslut"
TEMPLATE = f"urn:aktvalv:mall:{NAME}|1.0.0"
_WHY, _COUNTED = "avslutet.varfor", "avslutet.fakta"
_GOAL, _GOAL_TEXT = "malen.mal", "malen.mal.text"
_PROTECTION, _WHOSE = "skydd-efterat.skydd", "skydd-efterat.skydd.vem"
_MOST_GOALS = 6
_WORD = "Tangent"


def keystroke(filled: FormSession, number: int) -> None:
    """The keystroke of this number (from 1), on a form that has had all those before it."""
    why = filled.find(_WHY)
    counted = filled.find(_COUNTED)
    protection = filled.find(_PROTECTION)
    assert why is not None
    assert counted is not None
    assert protection is not None
    if number % 7 == 1:  # every other time, all but the first page goes out of sight with it
        reasons = [option.value for option in filled.form.by_link[_WHY].options]
        dead = next(each for each in reasons if getattr(each, "code", "") == "avliden")
        filled.set_answers(why, [dead if number % 14 == 8 else reasons[0]])
    match number % 4:
        case 0:
            _add_or_remove_a_goal(filled, number)
        case 1:
            kinds = [option.value for option in filled.form.by_link[_PROTECTION].options[:-1]]
            chosen = [kind for place, kind in enumerate(kinds) if number >> 2 & 1 << place]
            filled.set_answers(protection, [*chosen, f"Eget skydd {number % 3}"])
        case 2:
            told = filled.find_all(_WHOSE)
            if told:
                filled.set_answers(told[number % len(told)], [f"Ansvarig {number}"])
        case _:
            goals = filled.find_all(_GOAL_TEXT)
            filled.set_answers(goals[number % len(goals)], [f"Mål {number}. " * (number % 40 + 1)])
    filled.set_answers(counted, [f"{_WORD} {number}"])


def _add_or_remove_a_goal(filled: FormSession, number: int) -> None:
    goals = filled.find_all(_GOAL)
    if len(goals) < _MOST_GOALS and filled.can_add(goals[0]) and number % 3:
        filled.add_repetition(goals[0])
    elif filled.can_remove(goals[0]):
        filled.remove_repetition(goals[number % len(goals)])


def typed_so_far(data: bytes) -> int | None:
    """How many keystrokes a written response has had; None unless it is, to the last answer,
    what so many keystrokes give."""
    found = _read(data)
    number = _counted(found)
    again = begun(NAME)
    for each in range(1, number + 1):
        keystroke(again, each)
    if found.authored:
        expected = replace(fill_required(again).complete(), authored=found.authored)
    else:
        expected = again.draft()
    return number if dump_response(expected) == data else None


def _counted(found: Response) -> int:
    for item in walk_items(found.items):
        if item.link_id == _COUNTED:
            word, _, number = str(item.values[0]).partition(" ")
            return int(number) if word == _WORD else 0
    return 0


def _read(data: bytes) -> Response:
    read = load_response(data, template(NAME)).response
    assert read is not None, "the response cannot be read"
    return read
