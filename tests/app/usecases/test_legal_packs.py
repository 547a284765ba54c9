"""A legal pack by file: read in the jail, compared, in force from its day, taken out again."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.casework.index import OwnKey, indexer_of
from app.errors import Reason, Refusal
from app.journal.canonical import encode_json
from app.law.pack_file import LegalPackFile, read_legal_pack, write_legal_pack
from app.law.paper_texts import PaperText, TextKey
from app.law.plan_contents import Paper
from app.law.shelf import LawShelf
from app.ports import LogCode
from app.usecases import legal_packs, reading
from app.usecases.desk import Desk
from app.usecases.legal_packs import Difference
from storage.crypto.primitives import KdfCost
from storage.vault.door import Door
from storage.vault.kdf import fixed
from tests.app.usecases import typed_forms
from tests.conftest import OWNER, PASSPHRASE, law_texts
from tests.fakes import CountedIds, StoppedClock

pytestmark = pytest.mark.req("F032", "X19")

TEXTS = law_texts()
SHORTER = msgspec.structs.replace(
    TEXTS,
    provisions=TEXTS.provisions.replace('key = "fl-27"', 'key = "fl-27-new"'),
    retention=TEXTS.retention.replace("years = 5", "years = 3"),
)


def pack(**changes: Any) -> LegalPackFile:
    values: dict[str, Any] = {
        "version": "2026-2",
        "publisher": "Exempelkommunens jurist",
        "effective_from": "2026-06-01",
        "texts": SHORTER,
        "note": "Kortare tid.",
    }
    values |= changes
    return read_legal_pack(write_legal_pack(LegalPackFile(**values, law=values["texts"].parse())))


def refused(data: bytes) -> Reason:
    with pytest.raises(Refusal) as caught:
        read_legal_pack(data)
    return caught.value.reason


def packed(**changes: Any) -> bytes:
    values = {
        "kind": "legal_pack",
        "format": 1,
        "version": "1",
        "publisher": "A",
        "effective_from": "2026-06-01",
        "note": "",
        "texts": msgspec.to_builtins(TEXTS),
    }
    return encode_json(values | changes)


def years(desk: Desk) -> int:
    rule = desk.law.retention_rule("ordinary", desk.now().date())
    assert rule is not None
    return rule.years


# ----------------------------------------------------------------------------- the format


def test_what_is_written_is_read_back_with_its_fingerprint() -> None:
    made = pack()
    data = write_legal_pack(made)
    assert read_legal_pack(data) == made
    assert made.digest == hashlib.sha256(data).hexdigest()
    assert made.law.retention_rule("ordinary", made.law.provisions[0].valid_from) is not None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.NOT_A_LEGAL_PACK),
        (b"{}", Reason.NOT_A_LEGAL_PACK),
        (packed() + b" ", Reason.NOT_A_LEGAL_PACK),
        (packed(kind="method_pack"), Reason.NOT_A_LEGAL_PACK),
        (packed(more=1), Reason.NOT_A_LEGAL_PACK),
        (packed(version=" "), Reason.NOT_A_LEGAL_PACK),
        (packed(effective_from="20260601"), Reason.NOT_A_LEGAL_PACK),
        (packed(effective_from="2026-02-30"), Reason.NOT_A_LEGAL_PACK),
        (packed(format=0), Reason.NOT_A_LEGAL_PACK),
        (packed(format=2), Reason.LEGAL_PACK_NEWER),
        (
            packed(texts=msgspec.to_builtins(TEXTS) | {"grounds": "nothing"}),
            Reason.LEGAL_PACK_INVALID,
        ),
        (
            packed(
                texts=msgspec.to_builtins(TEXTS)
                | {"retention": TEXTS.retention.replace('key = "appeal"', 'key = "appeals"')}
            ),
            Reason.LEGAL_PACK_GAP,
        ),
        (
            packed(
                texts=msgspec.to_builtins(TEXTS)
                | {
                    "provisions": TEXTS.provisions.replace(
                        'key = "sol-2001-4-1"',
                        'key = "sol-2001-4-1"\nreplaces = "sol-2025-11-1"',
                    )
                }
            ),
            Reason.LEGAL_PACK_CYCLE,
        ),
        *(
            (
                packed(texts={k: v for k, v in msgspec.to_builtins(TEXTS).items() if k != name}),
                Reason.NOT_A_LEGAL_PACK,
            )
            for name in TEXTS.__struct_fields__
        ),
    ],
)
def test_what_is_no_pack_or_cannot_be_used_says_why(data: bytes, reason: Reason) -> None:
    assert refused(data) is reason


def test_the_jail_reads_a_pack_and_says_why_it_cannot(desk: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.aktvalv-lagpaket", tmp_path / "b.aktvalv-lagpaket"
    good.write_bytes(write_legal_pack(pack()))
    assert desk.read_foreign.legal_pack(good) == pack()
    for data, reason in (
        (b"{}", Reason.NOT_A_LEGAL_PACK),
        (packed(format=2), Reason.LEGAL_PACK_NEWER),
    ):
        bad.write_bytes(data)
        with pytest.raises(Refusal) as caught:
            desk.read_foreign.legal_pack(bad)
        assert caught.value.reason is reason


def with_texts(**changes: str) -> bytes:
    return packed(texts=msgspec.to_builtins(msgspec.structs.replace(TEXTS, **changes)))


HEAD = '[pack]\nformat = 1\nversion = "1"\nreviewed = true\n'
HOSTILE = {
    "deep JSON": (b"[" * 100_000, Reason.NOT_A_LEGAL_PACK),
    "one key twice": (
        packed().replace(b'{"', b'{"kind":"legal_pack","', 1),
        Reason.NOT_A_LEGAL_PACK,
    ),
    "deep TOML": (with_texts(grounds=HEAD + "a = " + "[" * 50_000), Reason.LEGAL_PACK_INVALID),
    "deep keys": (with_texts(grounds=HEAD + "a." * 5_000 + "b = 1"), Reason.LEGAL_PACK_INVALID),
    "a table of another": (
        with_texts(grounds=TEXTS.grounds.replace("[pack]", "[pack.pack]", 1)),
        Reason.LEGAL_PACK_INVALID,
    ),
    "a long number": (
        with_texts(retention=TEXTS.retention.replace("years = 5", "years = " + "9" * 9_999)),
        Reason.LEGAL_PACK_INVALID,
    ),
    "no such day": (
        with_texts(grounds=TEXTS.grounds.replace("2025-04-01", "0000-00-00", 1)),
        Reason.LEGAL_PACK_INVALID,
    ),
    "a definition turned round": (
        with_texts(definitions=TEXTS.definitions.replace('name = "', 'name = "\\u202e', 1)),
        Reason.LEGAL_PACK_INVALID,
    ),
    "a heading for a field that no plan has": (
        with_texts(
            plan_contents=TEXTS.plan_contents.replace('field = "aim"', 'field = "__class__"')
        ),
        Reason.LEGAL_PACK_INVALID,
    ),
    "no plan to ask anything of": (
        with_texts(
            plan_contents=TEXTS.plan_contents.replace('"care_plan"', '"implementation_plan"')
        ),
        Reason.LEGAL_PACK_INVALID,
    ),
    "no word of how to appeal": (
        with_texts(paper_texts=TEXTS.paper_texts.replace('key = "appeal"', 'key = "appeals"')),
        Reason.LEGAL_PACK_INVALID,
    ),
    "how to appeal, until a day": (
        with_texts(
            paper_texts=TEXTS.paper_texts.replace(
                'key = "appeal"\n', 'key = "appeal"\nvalid_to = 2026-12-31\n'
            )
        ),
        Reason.LEGAL_PACK_GAP,
    ),
    "deep definitions": (
        with_texts(definitions=HEAD + "a = " + "[" * 50_000),
        Reason.LEGAL_PACK_INVALID,
    ),
    "a name turned round": (packed(publisher="Jurist\u202een"), Reason.NOT_A_LEGAL_PACK),
    "a note turned round": (packed(note="Jurist\u202een"), Reason.NOT_A_LEGAL_PACK),
    "too large": (packed(note="a" * (2 * 1024 * 1024)), Reason.FILE_TOO_LARGE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pack_is_refused_in_the_jail_and_leaves_the_law_as_it_was(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    data, reason = HOSTILE[name]
    path = tmp_path / "a.aktvalv-lagpaket"
    path.write_bytes(data)
    with pytest.raises(Refusal) as caught:
        desk.read_foreign.legal_pack(path)
    assert caught.value.reason is reason
    assert years(desk) == 5


# ----------------------------------------------------------------------------- in the vault


def test_the_preview_tells_what_is_otherwise_and_writes_nothing(desk: Desk) -> None:
    before = desk.vault.log.entries(limit=1)[0].sequence
    seen = legal_packs.preview(desk, pack())
    assert seen.hindered is None
    assert {(each.key, each.difference) for each in seen.differences} == {
        ("fl-27-new", Difference.ADDED),
        ("fl-27", Difference.REMOVED),
        ("ordinary", Difference.CHANGED),
    }
    assert desk.vault.log.entries(limit=1)[0].sequence == before


def test_it_holds_from_its_day_without_a_restart_and_not_after_it_is_taken_out(
    desk: Desk, clock: StoppedClock
) -> None:
    assert years(desk) == 5
    changes = legal_packs.install(desk, pack(effective_from="2026-06-02"))
    assert years(desk) == 5
    clock.pass_(days=1)
    assert years(desk) == 3
    assert changes.entity is not None
    legal_packs.retire(desk, changes.entity)
    assert years(desk) == 5
    (row,) = legal_packs.installed(desk)
    assert row.latest.fact.retired


def test_definitions_headings_of_plans_and_words_on_papers_hold_at_once(desk: Desk) -> None:
    """All that is of law is in the file: nothing of it waits for a new version of the program."""
    other = msgspec.structs.replace(
        TEXTS,
        definitions=TEXTS.definitions.replace("Myndighetsgemensam", "Juristens"),
        plan_contents=TEXTS.plan_contents.replace("Särskilda insatser som", "Insatser som"),
        paper_texts=TEXTS.paper_texts.replace("Du kan överklaga", "Du får överklaga"),
    )
    today = desk.now().date()

    def said() -> tuple[str, str, str]:
        text = desk.paper_texts.find(TextKey.APPEAL, today)
        assert text is not None
        headings = desk.plan_contents.prescribed(Paper.CARE_PLAN, today, young=False)
        return desk.definitions.on(today)[0].name, headings[0].heading, text.text[:16]

    own = ("Myndighetsgemensam definition", "Särskilda insatser som behövs", "Du kan överklaga")
    assert said() == own
    made = pack(texts=other)
    assert {each.key for each in legal_packs.preview(desk, made).differences} == {
        "exit-common",
        "care-interventions",
        "appeal",
    }
    changes = legal_packs.install(desk, made)
    assert said() == ("Juristens definition", "Insatser som behövs", "Du får överklaga")
    assert {each.text for each in desk.law.entries if isinstance(each, PaperText)} >= {
        text.text for text in desk.paper_texts.entries
    }
    assert changes.entity is not None
    legal_packs.retire(desk, changes.entity)
    assert said() == own


def test_of_two_the_later_holds_and_without_it_the_one_before(desk: Desk) -> None:
    legal_packs.install(desk, pack())
    seven = msgspec.structs.replace(
        TEXTS, retention=TEXTS.retention.replace("years = 5", "years = 7")
    )
    later = legal_packs.install(desk, pack(version="2026-3", texts=seven))
    assert years(desk) == 7
    assert later.entity is not None
    legal_packs.retire(desk, later.entity)
    assert years(desk) == 3


def test_the_same_file_another_content_and_an_older_one_are_refused(desk: Desk) -> None:
    legal_packs.install(desk, pack())
    for other, reason in (
        (pack(), Reason.ALREADY_SIGNED),
        (pack(note="Annan."), Reason.LEGAL_PACK_CHANGED),
        (pack(version="2026-1", effective_from="2026-05-31"), Reason.LEGAL_PACK_OLDER),
    ):
        assert legal_packs.preview(desk, other).hindered is reason
        with pytest.raises(Refusal) as caught:
            legal_packs.install(desk, other)
        assert caught.value.reason is reason


def test_a_signed_decision_keeps_the_words_of_its_day(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream)
    before = reading.state_of(desk, stream).decisions[0].latest.fact.provision_text
    other = msgspec.structs.replace(
        TEXTS, provisions=TEXTS.provisions.replace("11 kap. 1 § soc", "12 kap. 9 § soc")
    )
    legal_packs.install(desk, pack(texts=other))
    assert reading.state_of(desk, stream).decisions[0].latest.fact.provision_text == before


def test_the_pack_in_force_is_exported_edited_and_taken_in_again(
    desk: Desk, tmp_path: Path
) -> None:
    here = dataclasses.replace(desk, laws=LawShelf(TEXTS.parse(), TEXTS))
    target = tmp_path / "ut.aktvalv-lagpaket"
    typed = {"version": "2026-9", "publisher": "Juristen", "effective_from": "2026-06-01"}
    legal_packs.export(here, typed, target)
    newest = desk.vault.log.entries(limit=1)[0]
    assert newest.code == LogCode.EXPORTED
    read = here.read_foreign.legal_pack(target)
    assert newest.payload == {"legal_pack": read.digest}
    assert (read.version, read.texts) == ("2026-9", TEXTS)
    legal_packs.install(here, read)
    assert here.laws.file_in_force(here.now().date()) == read


# ----------------------------------------------------------- the index, over an opening


def test_the_index_follows_the_pack_in_force_also_over_an_opening(
    tmp_path: Path, clock: StoppedClock, new_id: CountedIds, desk: Desk
) -> None:
    shelf = LawShelf(TEXTS.parse(), TEXTS)
    door = Door(
        profile=tmp_path / "annan profil",
        now=clock,
        new_id=new_id,
        index_of=indexer_of(lambda: shelf.in_force(clock().date()), OwnKey()),
        policy=fixed(KdfCost(memory_kib=64, passes=1)),
        meet_register=lambda records, read: legal_packs.learn(shelf, records, read),
    )
    path, word = tmp_path / "andra.aktvalv", PASSPHRASE.encode()
    vault = door.create(path, bytearray(word), door.new_recovery_code(), OWNER)
    here = dataclasses.replace(desk, vault=vault, laws=shelf)
    typed_forms.opened_case(here)
    due = vault.index.due()
    assert due
    slower = msgspec.structs.replace(
        TEXTS, deadlines=TEXTS.deadlines.replace("months = 6\n", "months = 8\n")
    )
    legal_packs.install(here, pack(texts=slower))
    changed = vault.index.due()
    assert changed != due
    assert vault.check().faults == ()
    vault.close()

    shelf.put(())
    again = door.open(path, bytearray(word))
    assert shelf.in_force(clock().date()).version != shelf.own.version
    assert again.index.due() == changed
    assert again.check().faults == ()
    again.close()
