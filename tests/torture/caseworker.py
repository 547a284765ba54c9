"""Somebody who works faster than anybody could, and says aloud what the program acknowledged.

Drafts are saved by the real keepers with their real timers, everything runs through the real
session and its database thread, and each thing said is one line written to a pipe after the
window's side has been told that it is done. Ends only by being killed.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from app.casework.facts import NoteType
from app.disclosure.gate import DisclosureRequest
from app.disclosure.profiles import PROFILES, Profile
from app.forms.load import load_form
from app.forms.response import dump_response
from app.forms.session import FormSession
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import cases, drafting, identity, notes, reading, registers, vault_care
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.forms import assessments
from app.usecases.forms.assessments import AssessmentDraft, draft_body
from app.usecases.paper import documents
from app.usecases.vault_care import BackupMade
from tests.app.forms.filling import fill_required
from tests.torture import form_typing, record_typing
from ui.core import Core
from ui.draft_keeper import DraftKeeper, Target
from ui.session import Session
from ui.tasks import Tasks

NOTE = "journal_note"
EDITORS = 6
FORMS = 2
LONGEST_QUEUE = 4
TICK_MS = 3
DAY = "2026-06-01"

Told = tuple[Changes, list[str]]
"""What a write changed, and the ids of every record of that entity afterwards."""


def work_until_killed(core: Core, path: Path, passphrase: str, exports: Path, seed: int) -> None:
    qt = QCoreApplication([])
    tasks = Tasks(crash=give_up)
    worker = Caseworker(tasks, exports, random.Random(seed))
    tasks.refused.connect(give_up)
    tasks.run(
        lambda: core.desk(core.door.open(path, bytearray(passphrase.encode()))),
        worker.begin,
        context=worker,
    )
    qt.exec()


def tell(kind: str, *what: object) -> None:
    """One write of one short line: a pipe takes it whole or not at all."""
    os.write(1, json.dumps([kind, *what]).encode() + b"\n")


def give_up(error: BaseException) -> None:
    """Nothing is refused in this work: whatever comes here is a fault, and is told as one."""
    tell("fault", type(error).__name__, str(error))
    os._exit(9)


class Editor(QObject):
    """Something that is being typed: each keystroke has a number."""

    kind: str

    def __init__(self, session: Session, stream: StreamId, entity: EntityId) -> None:
        super().__init__(session)
        self.stream, self.entity = stream, entity
        self._typed = 0
        self._handed: list[int] = []
        target = Target(stream, entity, self.kind)
        self._keeper = DraftKeeper(session, target, self._hand_over, dict, self)
        self._keeper.saved.connect(self._saved)
        self._keeper.refused.connect(give_up)

    def type(self) -> None:
        self._typed += 1
        self._keeper.touch()

    def leave(self) -> None:
        self._keeper.save_now()

    def signature(self) -> Callable[[Desk], Told]:
        """Signs what has been typed; nothing more can be typed here."""
        raise NotImplementedError

    def body(self) -> JsonObject:
        raise NotImplementedError

    def _let_go(self) -> None:
        self._keeper.save_now()
        self._keeper.pause(paused=True)

    def _hand_over(self) -> JsonObject:
        self._handed.append(self._typed)
        return self.body()

    def _saved(self) -> None:
        tell("draft", self.kind, self.stream, self.entity, self._handed.pop(0))


class NoteEditor(Editor):
    kind = NOTE

    def signature(self) -> Callable[[Desk], Told]:
        self._let_go()
        return partial(_sign, self.stream, self.entity, self.body())

    def body(self) -> JsonObject:
        return {
            "event": DAY,
            "type": NoteType.CONVERSATION.value,
            "heading": "Samtal",
            "facts": "Ord. " * (self._typed % 300 + 1),
            "source": str(self._typed),
        }


class FormEditor(Editor):
    """See ``form_typing`` for what is typed."""

    kind = assessments.KIND

    def __init__(self, session: Session, stream: StreamId, draft: AssessmentDraft) -> None:
        super().__init__(session, stream, draft.entity)
        form = load_form(draft.template.data).form
        assert form is not None
        self._draft = draft
        self._filled = FormSession(form)

    def type(self) -> None:
        super().type()
        form_typing.keystroke(self._filled, self._typed)

    def signature(self) -> Callable[[Desk], Told]:
        self._let_go()
        return partial(_sign_form, self.stream, self._draft, fill_required(self._filled))

    def body(self) -> JsonObject:
        return draft_body(self._draft, dump_response(self._filled.draft()))


class RecordEditor(Editor):
    """See ``record_typing`` for what is typed."""

    def __init__(self, session: Session, stream: StreamId, entity: EntityId, kind: str) -> None:
        self.kind = kind
        super().__init__(session, stream, entity)

    def signature(self) -> Callable[[Desk], Told]:
        self._let_go()
        return partial(_sign_record, self.kind, self.stream, self.entity, self.body())

    def body(self) -> JsonObject:
        return record_typing.body(self.kind, self._typed)


class Caseworker(QObject):
    def __init__(self, tasks: Tasks, exports: Path, chance: random.Random) -> None:
        super().__init__()
        self._tasks = tasks
        self._exports = exports
        self._chance = chance
        self._asked = 0
        self._backing_up = False
        self._editors: list[Editor] = []
        self._forms: list[Editor] = []
        self._records: list[Editor] = []
        self._signed: list[tuple[StreamId, EntityId]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._act)

    def begin(self, desk: Desk) -> None:
        self._session = Session(desk, self._tasks, self)
        self._ask(_what_is_here, self._look_around)

    def _look_around(self, found: tuple[tuple[StreamId, ...], tuple[Plan, ...]]) -> None:
        self._streams, self._plans = found
        tell("ready")
        self._timer.start(TICK_MS)

    # ----------------------------------------------------------------------- one thing at a time

    def _act(self) -> None:
        if self._asked >= LONGEST_QUEUE:
            return
        acts: tuple[tuple[Callable[[], None], int], ...] = (
            (self._type, 300),
            (self._fill_in, 80),
            (self._write_record, 120),
            (self._leave, 60),
            (self._sign, 12),
            (self._sign_form, 4),
            (self._sign_record, 5),
            (self._correct, 6),
            (self._note_identity, 4),
            (self._new_case, 2),
            (self._disclose, 25),
            (self._back_up, 12),
        )
        (act,) = self._chance.choices([a for a, _ in acts], [often for _, often in acts])
        act()

    def _type(self) -> None:
        if len(self._editors) < EDITORS:
            stream = self._chance.choice(self._streams)
            self._ask(drafting.new_entity, partial(self._open_editor, stream))
        else:
            self._chance.choice(self._editors).type()

    def _open_editor(self, stream: StreamId, entity: EntityId) -> None:
        self._editors.append(NoteEditor(self._session, stream, entity))

    def _fill_in(self) -> None:
        if len(self._forms) < FORMS:
            stream = self._chance.choice(self._streams)
            self._ask(partial(_begin_form, stream), partial(self._open_form, stream))
        else:
            self._chance.choice(self._forms).type()

    def _open_form(self, stream: StreamId, draft: AssessmentDraft) -> None:
        tell("draft", assessments.KIND, stream, draft.entity, 0)
        self._forms.append(FormEditor(self._session, stream, draft))

    def _write_record(self) -> None:
        if len(self._records) < len(record_typing.FORMS):
            stream = self._chance.choice(self._streams)
            self._ask(drafting.new_entity, partial(self._open_record, stream))
        else:
            self._chance.choice(self._records).type()

    def _open_record(self, stream: StreamId, entity: EntityId) -> None:
        kind = self._chance.choice(list(record_typing.FORMS))
        self._records.append(RecordEditor(self._session, stream, entity, kind))

    def _leave(self) -> None:
        if open_ones := [*self._editors, *self._forms, *self._records]:
            self._chance.choice(open_ones).leave()

    def _sign(self) -> None:
        if not self._editors:
            return
        editor = self._editors.pop(self._chance.randrange(len(self._editors)))
        self._signed.append((editor.stream, editor.entity))
        self._ask(editor.signature(), self._told)

    def _sign_form(self) -> None:
        if self._forms:
            form = self._forms.pop(self._chance.randrange(len(self._forms)))
            self._ask(form.signature(), self._told)

    def _sign_record(self) -> None:
        if self._records:
            record = self._records.pop(self._chance.randrange(len(self._records)))
            self._ask(record.signature(), self._told)

    def _correct(self) -> None:
        if self._signed:
            self._ask(partial(_correct, *self._chance.choice(self._signed)), self._told)

    def _note_identity(self) -> None:
        stream = self._chance.choice(self._streams)
        self._ask(partial(_note_identity, stream, self._chance.randrange(1000)), self._told)

    def _new_case(self) -> None:
        self._ask(_new_case, self._told)

    def _disclose(self) -> None:
        if self._plans:
            plan = self._chance.choice(self._plans)
            self._ask(partial(_disclose, plan, self._exports), self._told)

    def _back_up(self) -> None:
        if self._backing_up:
            return
        self._backing_up = True
        self._session.run_long(
            vault_care.back_up,
            self._backed_up,
            context=self,
            progressed=lambda _done, _all: None,
            cancelled=lambda: None,
            failed=give_up,
        )

    def _backed_up(self, made: BackupMade) -> None:
        tell("backup", made.backup.path.name, made.backup.records)
        # One in each second at most: the second is part of the file's name.
        QTimer.singleShot(1000, self, self._may_back_up)

    def _may_back_up(self) -> None:
        self._backing_up = False

    # ----------------------------------------------------------------------- asking and telling

    def _ask(self, work: Callable[[Desk], Any], done: Callable[[Any], None]) -> None:
        self._asked += 1
        self._session.run(work, partial(self._answer, done), context=self, failed=give_up)

    def _answer(self, done: Callable[[Any], None], result: Any) -> None:
        self._asked -= 1
        done(result)

    def _told(self, told: Told) -> None:
        _changes, ids = told
        tell("records", *ids)


Plan = tuple[StreamId, RecordId, EntityId]
"""A case, its plan, and who may have it."""


def _what_is_here(desk: Desk) -> tuple[tuple[StreamId, ...], tuple[Plan, ...]]:
    streams = tuple(row.stream for row in reading.list_cases(desk))
    recipient = registers.list_recipients(desk)[0].entity
    plans = (
        (stream, entity.latest.record.id, recipient)
        for stream in streams
        for entity in reading.state_of(desk, stream).plans
    )
    return streams, tuple(plans)


def _ids(desk: Desk, changes: Changes) -> Told:
    (stream,) = changes.streams
    records = desk.vault.journal.records(stream)
    return changes, [one.id for one in records if one.content.entity == changes.entity][-8:]


def _sign(stream: StreamId, entity: EntityId, typed: JsonObject, desk: Desk) -> Told:
    return _ids(desk, notes.sign_note(desk, stream, entity, typed))


def _sign_record(
    kind: str, stream: StreamId, entity: EntityId, typed: JsonObject, desk: Desk
) -> Told:
    return _ids(desk, record_typing.FORMS[kind].sign(desk, stream, entity, typed))


def _begin_form(stream: StreamId, desk: Desk) -> AssessmentDraft:
    entity = drafting.new_entity(desk)
    return assessments.begin_assessment(desk, stream, entity, form_typing.TEMPLATE)


def _sign_form(stream: StreamId, draft: AssessmentDraft, filled: FormSession, desk: Desk) -> Told:
    response = dump_response(filled.complete(f"{DAY}T09:00:00+02:00"))
    return _ids(desk, assessments.sign_assessment(desk, stream, draft, response))


def _correct(stream: StreamId, entity: EntityId, desk: Desk) -> Told:
    found = {note.id: note.latest for note in reading.state_of(desk, stream).notes}
    about = found[entity].record
    typed = {
        "event": DAY,
        "type": NoteType.CONVERSATION.value,
        "heading": "Samtal, rättat",
        "facts": "Rätt ord.",
        "correction_reason": "Fel ord",
    }
    return _ids(desk, notes.correct_note(desk, stream, about.id, typed))


def _note_identity(stream: StreamId, number: int, desk: Desk) -> Told:
    typed = {"given_name": "Alva", "family_name": "Påhittsdotter", "other": str(number)}
    return _ids(desk, identity.save_identity(desk, stream, typed))


def _new_case(desk: Desk) -> Told:
    suggested = cases.suggest_case(desk)
    typed: JsonObject = {
        "case_number": suggested.case_number,
        "pseudonym": suggested.pseudonym,
        "kind": "interest",
        "received_on": DAY,
        "channel": "visit",
        "received_by": suggested.responsible_name,
        "wish": "Jag vill leva ett vanligt liv.",
        "responsible_name": suggested.responsible_name,
        "responsible_title": suggested.responsible_title,
    }
    return _ids(desk, cases.new_case(desk, suggested.stream, typed))


def _disclose(plan: Plan, exports: Path, desk: Desk) -> Told:
    stream, source, recipient = plan
    request = DisclosureRequest(
        recipient=recipient,
        ground="harm_tested",
        reason="Det står klart att ingen lider men.",
        profile=Profile.MEETING,
        source=source,
        allowed=PROFILES[Profile.MEETING].categories,
    )
    inspection = documents.inspect_paper(desk, stream, request)
    assert not inspection.findings  # the profile for meetings holds nothing to look out for
    write = partial(desk.save_file, exports / f"{inspection.document_id}.pdf")
    looked_at = inspection.digest
    return _ids(desk, documents.disclose_paper(desk, stream, request, write, looked_at=looked_at))
