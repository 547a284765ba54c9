"""A case with a fixed plan and someone to let it out to."""

from __future__ import annotations

import pytest

from app.ids import EntityId, StreamId
from app.usecases import identity, registers
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.planning import plans
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import opened
from tests.ui.conftest import Office

__all__ = ["opened"]

WORDS = "Jag vill sova utan att vara rädd. Ring 070-174 06 05."
"""A goal with a telephone number in it, which the leak linter finds."""


@pytest.fixture
def stream(office: Office) -> StreamId:
    return office.ask(_planned)


@pytest.fixture
def recipient(office: Office, stream: StreamId) -> EntityId:
    return office.ask(lambda desk: _consented(desk, stream))


def _planned(desk: Desk) -> StreamId:
    stream = typed_forms.opened_case(desk)
    identity.save_identity(desk, stream, typed_forms.identity())
    typed = dict(typed_forms.plan())
    typed["goals"] = [{**typed["goals"][0], "words": WORDS}, *typed["goals"][1:]]
    plans.fix_plan(desk, stream, new_entity(desk), typed)
    return stream


def _consented(desk: Desk, stream: StreamId) -> EntityId:
    """Somebody to let something out to, on a consent of the person."""
    entity = _recipient(desk)
    typed_forms.consented(desk, stream, entity)
    return entity


def _recipient(desk: Desk) -> EntityId:
    entity = new_entity(desk)
    typed = {
        "name": "Kontaktperson, boendet",
        "organisation": "Exempelboendet AB",
        "kind": "provider",
    }
    registers.add_recipient(desk, entity, typed)
    return entity
