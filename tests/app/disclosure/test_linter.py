"""The leak linter: what it must find, and what it must leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disclosure.linter import Finding, FindingKind, Known, Words, findings, unexplained

NOTHING_KNOWN = Known()
KNOWN = Known(
    names=("Testa Exempelberg", "Lo"),
    places=("Stödboendet Ängsull",),
    numbers=("070-174 06 05",),
    meant_to_leave=("Testa Exempelberg",),
)

pytestmark = pytest.mark.req("X18", "F086")


def kinds(text: str, known: Known = NOTHING_KNOWN) -> set[FindingKind]:
    return {finding.kind for finding in findings([Words("0", text)], known)}


@pytest.mark.parametrize(
    "number",
    ["19900101-9810", "900101-9810", "199001019810", "9001019810", "900161-9812", "900101+9810"],
)
def test_numbers_of_persons_are_found_however_written(number: str) -> None:
    assert FindingKind.PERSONNUMMER in kinds(f"Han ({number}) kommer.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ring 070-174 06 05 före kl. 16", FindingKind.PHONE),
        ("Ring +46 70 174 06 05", FindingKind.PHONE),
        ("växeln 08-465 004 05", FindingKind.PHONE),
        ("testa@exempel.test", FindingKind.EMAIL),
        ("999 98 Ingenstans", FindingKind.POSTAL_CODE),
        ("99998 Ingenstans", FindingKind.POSTAL_CODE),
        ("bor på Påhittade gatan 7", FindingKind.STREET),
        ("Storgatan 12 B", FindingKind.STREET),
        ("59.3293, 18.0686", FindingKind.COORDINATES),
        ("59,3293° N, 18,0686° E", FindingKind.COORDINATES),
        ("har skyddade personuppgifter", FindingKind.MARKER),
        ("SEKRETESSMARKERAD", FindingKind.MARKER),
        ("skyddad folkbokföring sedan maj", FindingKind.MARKER),
        ("fingerade uppgifter", FindingKind.MARKER),
    ],
)
def test_forms_are_found(text: str, kind: FindingKind) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TESTA ringde", FindingKind.NAME),
        ("hos Exempelbergs syster", FindingKind.NAME),
        ("Lo följer med", FindingKind.NAME),
        ("flyttar till stödboendet  ängsull", FindingKind.PLACE),
        ("nås på 070/1740605", FindingKind.PHONE),
    ],
)
def test_words_of_the_case_are_found(text: str, kind: FindingKind) -> None:
    assert kind in kinds(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Ärende 2026-0014",
        "Fastställd 21 november 2026",
        "2026-11-21",
        "1 450 kr per dygn",
        "11 kap. 1 § socialtjänstlagen (2025:400)",
        "Uppgifterna kan omfattas av sekretess enligt 26 kap. 1 §",
        "Loket och testamentet",
        "GP-7K3Q-X9M2",
        "tisdagar kl. 10.30",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert kinds(text, KNOWN) == set()


def test_what_is_disclosed_on_purpose_passes_only_where_it_stands_alone() -> None:
    assert kinds("Testa Exempelberg", KNOWN) == set()
    assert FindingKind.NAME in kinds("Testa Exempelberg och hennes bror", KNOWN)


def test_a_full_width_number_does_not_slip_through() -> None:
    assert FindingKind.PERSONNUMMER in kinds("１９９００１０１－９８１０".replace("－", "-"))


def test_each_finding_has_a_key_of_its_own_that_tells_nothing() -> None:
    texts = [Words("3/0", "a@b.se c@d.se"), Words("4/0", "a@b.se")]
    found = findings(texts, NOTHING_KNOWN)
    assert [finding.key for finding in found] == ["email/3/0/1", "email/3/0/2", "email/4/0/1"]


def test_a_known_number_that_looks_like_one_is_one_finding() -> None:
    found = findings([Words("0", "Ring 070-174 06 05.")], KNOWN)
    assert [(each.kind, each.text) for each in found] == [(FindingKind.PHONE, "070-174 06 05")]


def test_every_finding_must_be_explained_in_words() -> None:
    found = findings([Words("0", "a@b.se c@d.se")], NOTHING_KNOWN)
    explained = [(found[0].key, "Enhetens egen adress."), (found[1].key, "  ")]
    assert unexplained(found, explained) == (found[1],)
    assert unexplained(found, []) == found


@given(st.lists(st.text(max_size=60), max_size=5), st.lists(st.text(max_size=12), max_size=3))
def test_it_reads_anything(texts: list[str], names: list[str]) -> None:
    known = Known(names=tuple(names), places=tuple(names), numbers=tuple(names))
    found = findings([Words(str(i), text) for i, text in enumerate(texts)], known)
    assert len({finding.key for finding in found}) == len(found)
    assert all(isinstance(finding, Finding) and finding.text for finding in found)
