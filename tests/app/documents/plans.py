"""A made-up case with a plan, with and without everything that must be able to stay."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import msgspec

from app.casework import facts
from app.casework.state import CaseState, Entity, Signed
from app.disclosure import gate
from app.disclosure.categories import Category
from app.disclosure.profiles import PROFILES, Profile
from app.documents.office import Office
from app.ids import EntityId, KeyId, RecordId, StreamId
from app.journal.record import Author, Content, Record
from app.law.pack import Certainty, Ground, Weighing

STREAM = StreamId("5c3f6d1e-8a52-4d4e-9a57-0f0a7e2b9d11")
OFFICE = Office(
    municipality="Exempelkommunen",
    unit="Enheten för avhopparstöd",
    caseworker_name="Mio Handläggarsson",
    caseworker_title="socialsekreterare",
    secrecy="26 kap. 1 § offentlighets- och sekretesslagen (2009:400)",
)
IDENTITY = facts.Identity(
    given_name="Testa",
    family_name="Exempelberg",
    number="199001019810",
    phone="070-174 06 05",
    addresses=(
        facts.Address(kind=facts.AddressKind.ACTUAL, text="Påhittade gatan 7, 999 98 Ingenstans"),
    ),
)
GROUND = Ground(
    key="harm_tested",
    name="Menprövning",
    reference="26 kap. 1 § offentlighets- och sekretesslagen (2009:400)",
    valid_from=date(2009, 6, 30),
    source="SFS 2009:400",
    certainty=Certainty.CERTAIN,
    weighing=Weighing.HARM_TEST,
    ask="Varför ingen lider men.",
)
RECIPIENT = facts.Recipient(
    name="Kontaktperson, boendet", organisation="Exempelboendet AB", kind="provider"
)
PROVIDER = "Stödboendet Ängsull"
SAFETY = "Har en väska packad och en avtalad ringsignal."


def plan(**changes: object) -> facts.Plan:
    values: dict[str, object] = {
        "number": 2,
        "fixed_on": "2026-11-21",
        "fixed_by": "Mio Handläggarsson",
        "participation": "Planen skrevs tillsammans vid två möten. Målen är den enskildes egna.",
        "own_words": "Jag vill kunna sova en hel natt.\nOch hämta min son på fritids.",
        "goals": (
            facts.Goal(
                key="1",
                words="Jag vill ha ett jobb att gå till, och pengar som är mina egna.",
                need=facts.NeedRef(assessment=RecordId("a" * 64), key="arbete"),
                measure="Har haft praktik i tre månader.",
                interventions=(
                    facts.PlanIntervention(
                        key="1",
                        intervention="Arbetslivsinriktad coachning",
                        decision=RecordId("d" * 64),
                        granted_key="1",
                        provider=PROVIDER,
                        payer="Exempelkommunen",
                        cost_ore=145000,
                        cost_unit="day",
                        activities=(
                            facts.Activity(
                                key="1",
                                what="Träffa coachen",
                                how="Enskilt samtal, på plats",
                                when="Tisdagar kl. 10",
                                how_often="Varje vecka",
                                who="Coachen och den enskilde",
                            ),
                            facts.Activity(key="2", what="Söka praktikplats", who="Den enskilde"),
                        ),
                    ),
                ),
            ),
            facts.Goal(key="2", words="Sluta se mig över axeln <b>hela</b> tiden & sova."),
        ),
        "participants": (
            facts.Participant(name="Lo Kontaktsson", function="Kontaktperson"),
            facts.Participant(name="Kim Brorsson"),
        ),
        "cooperation": "Coachen och handläggaren stämmer av varannan vecka.",
        "own_safety": SAFETY,
        "follow_up_on": "2027-02-15",
        "follow_up_how": "Möte med alla som har en uppgift i planen",
        "follow_up_who": "Handläggaren",
        "valid_from": "2026-12-01",
        "valid_to": "2027-05-31",
    }
    return facts.Plan(**(values | changes))  # type: ignore[arg-type]


def plan_with_aims(**changes: object) -> facts.Plan:
    """A plan of the second version: with aims, consideration, others' measures, kin and contact."""
    (first, *rest) = plan().goals
    (intervention,) = first.interventions
    considered = msgspec.structs.replace(intervention, consideration="Vill tala med en kvinna.")
    goal = msgspec.structs.replace(first, interventions=(considered,))
    more: dict[str, object] = {
        "goals": (goal, *rest),
        "aims": (
            facts.Aim(key="1", text="Att leva så självständigt som möjligt."),
            facts.Aim(key="2", text="Att risken för återfall minskar."),
        ),
        "others_measures": "Frivården: samtal varannan vecka till och med mars.",
        "kin_contact": "Ett barn, varannan helg hos mormodern.",
        "board_contact": "Handläggaren ringer varje vecka.",
    }
    return plan(**(more | changes))


def signed(fact: facts.Plan, mark: str = "b", entity: str = "1") -> Signed[facts.Plan]:
    return Signed(_record(mark, entity, "plan/1"), fact)


def _record(mark: str, entity: str, kind: str) -> Record:
    content = Content(
        stream=STREAM,
        entity=EntityId(entity),
        kind=kind,
        parents=(),
        lamport=1,
        body={},
        author=Author(KeyId("e" * 64), "handläggare", "enheten"),
        happened_at="2026-11-21",
        written_at="2026-11-21T10:00:00+01:00",
    )
    return Record(content=content, id=RecordId(mark * 64), signature=b"")


def state(*plans: Signed[facts.Plan]) -> CaseState:
    case_file = facts.CaseFile(
        case_number="2026-0014", pseudonym="Björk", registration_number="SN 2026/123"
    )
    assessment = facts.Assessment(
        template="t|1",
        template_blob="c" * 64,  # type: ignore[arg-type]
        response_blob="c" * 64,  # type: ignore[arg-type]
        title="Utredning",
        completed_on="2026-10-01",
        needs=(facts.Need(key="arbete", area="Arbete och försörjning", level=2),),
    )
    decision = facts.Decision(
        outcome=facts.Outcome.GRANTED,
        decided_on="2026-11-01",
        applied_for="Stöd",
        provision="sol-2025-11-1",
        provision_text="11 kap. 1 § socialtjänstlagen (2025:400)",
        reasons="Behovet kan inte tillgodoses på annat sätt.",
        decided_by_name="Bo Delegatsson",
        decided_by_title="enhetschef",
        delegation="3.1",
        assessment=RecordId("a" * 64),
    )
    return CaseState(
        stream=STREAM,
        entities={
            facts.CaseFile: (_entity("0", "case_file/1", "0", case_file),),
            facts.Assessment: (_entity("a", "assessment/1", "2", assessment),),
            facts.Decision: (_entity("d", "decision/2", "3", decision),),
            facts.Plan: (Entity(EntityId("1"), plans, plans[-1]),) if plans else (),
        },
    )


F = TypeVar("F", bound=facts.Fact)


def _entity(mark: str, kind: str, entity: str, fact: F) -> Entity[F]:
    version = Signed(_record(mark, entity, kind), fact)
    return Entity(EntityId(entity), (version,), version)


def disclosed(
    profile: Profile,
    source: Signed[facts.Fact],
    *,
    allowed: frozenset[Category] | None = None,
    copy_number: int = 3,
    kind: str = "implementation_plan",
) -> gate.Disclosed:
    request = gate.DisclosureRequest(
        recipient=EntityId("9"),
        ground="harm_tested",
        reason="Det står klart att ingen lider men.",
        profile=profile,
        source=source.record.id,
        allowed=PROFILES[profile].categories if allowed is None else allowed,
    )
    return gate.pass_through(
        request,
        recipient=RECIPIENT,
        ground=GROUND,
        identity=IDENTITY,
        copy_number=copy_number,
        kind=kind,
    )
