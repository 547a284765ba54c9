"""Made-up cases by the number, as records or straight into a vault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.casework import facts, numbers
from app.forms.response import dump_response
from app.ids import EntityId, StreamId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.ports import Draft, Progress, no_progress
from app.samples.assessment import BEHOV, sample_assessment
from app.samples.building import CaseBuilder
from app.samples.dice import Dice
from app.samples.forms import ADULT, BEGUN, begun, sample_forms
from app.samples.stages import Setting, Stages
from app.samples.story import Story
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.drafting import save_draft
from app.usecases.forms import assessments
from app.usecases.registers import own_card
from app.usecases.writing import Entry, append

_ASSESSMENTS = 3
"""Different ones of each stage; filling in a form takes longer than the rest of a case."""

_DRAFT_AGE = timedelta(days=16)

RECIPIENTS = (
    ("Kontaktperson", "Boendet Exemplet", "provider"),
    ("Avhopparsamordnare", "Lokalpolisområde Exempelstad", "authority"),
    ("Handläggare", "Mottagande Exempelkommun", "municipality"),
    ("Den enskilde", "Den enskilde", "client"),
)


@dataclass(frozen=True, slots=True)
class SampleCase:
    """One case: all its records in order, and the blobs they name with their media types."""

    stream: StreamId
    stages: Stages
    records: tuple[Record, ...]
    blobs: tuple[tuple[bytes, str], ...]


def sample_cases(
    desk: Desk, cases: int, records_per_case: int, seed: int = 1
) -> Iterator[SampleCase]:
    """Cases signed with the vault's own key, not yet in it. The same seed, day, vault key and
    cases before give the same records. A case has at least what its stage needs (up to 32
    records), and otherwise ``records_per_case``."""
    dice = Dice(str(seed))
    setting = _setting(desk, dice, tuple(Stages)[:cases])
    rows = desk.vault.index.cases()
    taken_numbers = [row.case_number for row in rows]
    taken_names = [row.pseudonym for row in rows]
    for at in range(cases):
        own = dice.of(f"case {len(rows) + at}")
        stages = tuple(Stages)[at % len(Stages)]
        stream = StreamId(own.new_id())
        received = setting.day(stages.value.received)
        case_file = facts.CaseFile(
            case_number=numbers.next_case_number(taken_numbers, received.year),
            pseudonym=numbers.suggest_pseudonym(desk.pseudonyms, taken_names, stream),
            registration_number=f"SN {received.year}/{own.number(1, 9_999)}" if at % 3 else "",
        )
        taken_numbers.append(case_file.case_number)
        taken_names.append(case_file.pseudonym)
        builder = CaseBuilder(stream, desk.vault.author, desk.vault.sign, own.of("records"))
        Story(builder, setting, stages, case_file, own.of("story")).tell(records_per_case)
        yield SampleCase(stream, stages, tuple(builder.records), tuple(builder.blobs.values()))


def fill(
    desk: Desk,
    cases: int,
    records_per_case: int,
    seed: int = 1,
    progress: Progress = no_progress,
) -> Changes:
    """Put made-up cases, some recipients and a forgotten draft into a training vault. Raises
    ValueError for a vault of real people, Refusal as ``Journal.append``."""
    if not desk.vault.facts.training:
        raise ValueError("made-up people only go into a training vault")
    streams: list[StreamId] = []
    for case in sample_cases(desk, cases, records_per_case, seed):
        with desk.vault.together():
            for data, media_type in case.blobs:
                desk.vault.blobs.put(case.stream, data, media_type)
            desk.vault.journal.append(case.records)
        streams.append(case.stream)
        progress(len(streams), cases)
    register = desk.vault.journal.register
    _add_recipients(desk, Dice(f"{seed}/recipients"))
    for stream, stages in zip(streams, Stages, strict=False):
        if stages is Stages.APPLICATION_LATE:
            _begin_an_assessment(desk, stream, Dice(f"{seed}/begun"))
    if streams:
        _forget_a_draft(desk, streams[0], Dice(f"{seed}/draft"))
    return Changes(
        frozenset({register, *streams}), frozenset({Part.CASES, Part.REGISTER, Part.DRAFTS})
    )


def _setting(desk: Desk, dice: Dice, told: Sequence[Stages]) -> Setting:
    card = own_card(desk)
    today = desk.now().date()
    template = desk.forms.latest(BEHOV)
    return Setting(
        today=today,
        law=desk.law,
        caseworker=card.name,
        title=card.title,
        assessments={
            stages: tuple(
                sample_assessment(
                    template,
                    dice.of(f"assessment {stages.name} {at}"),
                    today - timedelta(days=stages.value.assessed),
                )
                for at in range(_ASSESSMENTS)
            )
            for stages in told
            if stages.value.assessed is not None
        },
        forms={stages: sample_forms(desk.forms, stages, today) for stages in told},
    )


def _add_recipients(desk: Desk, dice: Dice) -> None:
    register = desk.vault.journal.register
    entries = [
        Entry(
            EntityId(dice.new_id()),
            facts.Recipient(name=name, organisation=organisation, kind=kind),
        )
        for name, organisation, kind in RECIPIENTS
    ]
    append(desk, register, desk.vault.journal.records(register), entries)


def _begin_an_assessment(desk: Desk, stream: StreamId, dice: Dice) -> None:
    """One that waits to be finished, in a vault whose program brings its template."""
    template = next((each for each in desk.forms.offered() if each.url == ADULT), None)
    if template is None:
        return
    session = begun(template, BEGUN, desk.now().date())
    entity = EntityId(dice.new_id())
    draft = assessments.begin_assessment(desk, stream, entity, template.key)
    progress = session.progress()
    body = assessments.draft_body(
        draft,
        dump_response(session.draft()),
        assessments.Answered(progress.answered, progress.askable),
    )
    save_draft(desk, stream, entity, assessments.KIND, body=body, place={})


def _forget_a_draft(desk: Desk, stream: StreamId, dice: Dice) -> None:
    begun = "Systern ringde och undrade hur det går. Jag svarade att jag inte kan"
    body: JsonObject = {
        "event": "",
        "type": "phone",
        "heading": "Samtal med den enskildes syster",
        "facts": begun,
        "appraisal": "",
    }
    saved_at = (desk.now() - _DRAFT_AGE).isoformat(timespec="seconds")
    place: JsonObject = {"field": "facts", "position": len(begun)}
    entity = EntityId(dice.new_id())
    desk.vault.drafts.save(Draft(stream, entity, "journal_note", body, place, saved_at))
