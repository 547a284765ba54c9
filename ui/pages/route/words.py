"""What each path means for the person and for the caseworker, in words."""

from __future__ import annotations

from typing import Final

from app.casework import criteria, facts
from app.casework.facts import Judged, Path
from app.casework.routing import NextStep
from app.casework.routing_inputs import InputKey
from ui import words
from ui.words import Words

HAPPENS: Final[Words] = {
    Path.CENTRAL: (
        "BOPS har bekräftat en hög hotbild, och den enskilde behöver flytta. När kriterierna är "
        "uppfyllda hänvisas den enskilde till den centrala enheten, som utreder ansökan."
    ),
    Path.DISTRICT: (
        "Hotet är inte bedömt som högt, eller inte bedömt än. Stadsdelen eller SIG utreder "
        "ansökan, och lokalpolisen bedömer och tillgodoser skyddet. En ny bedömning från BOPS "
        "prövar vägvalet igen."
    ),
    Path.HIGH_WITHOUT_RELOCATION: (
        "BOPS har bekräftat en hög hotbild, men inte att den enskilde behöver flytta. Underlagen "
        "är oense om vem som tar ärendet: både den centrala enheten och stadsdelen är möjliga. "
        "Välj och skriv varför. BOPS är motpart i båda fallen."
    ),
    Path.TARGET_GROUP_NO: (
        "Beskedet är BOPS och inte kommunens beslut. Ansökan utreds och avgörs ändå. Stadsdelen "
        "tar över, med lokalpolisen."
    ),
    Path.OWN_PATH: (
        "Den som är partner, anhörig eller vittne kan vara hotad utan att själv tillhöra miljön. "
        "Behovet av stöd och skydd utreds ändå, på annan laglig grund."
    ),
    Path.NO_EXCHANGE: (
        "Att säga nej till samtycke är inte att säga nej till hjälp. Utredningen görs utan att "
        "uppgifter utbyts med andra. Den enskilde kan också få råd, eller hjälp utan individuell "
        "behovsprövning. Av råd behöver inget om den enskilde antecknas. Vid sådan hjälp kan "
        "nämnden av särskilda skäl bestämma att det som röjer vem det är inte antecknas."
    ),
}
STEPS: Final[Words] = {
    NextStep.ASK_BOPS: "Be BOPS om en hot- och riskbedömning",
    NextStep.ASK_RELOCATION: "Fråga BOPS om den enskilde behöver omlokaliseras",
    NextStep.BOPS_COUNTERPART: "Skriv in BOPS som motpart i nätverket",
    NextStep.LOCAL_POLICE: "Skriv vilket lokalpolisområde som ansvarar för skyddet",
    NextStep.CRITERIA: "Bedöm kriterierna",
    NextStep.CHOOSE_UNIT: "Välj handläggande enhet",
    NextStep.CHOOSE_WITH_REASON: "Välj handläggande enhet och skriv varför",
    NextStep.REFER: "Skriv hänvisningen",
    NextStep.EXAMINE: "Utred ansökan",
    NextStep.EXPLAIN_NO: "Berätta för den enskilde vad beskedet betyder, och anteckna det",
    NextStep.OTHER_GROUNDS: "Utred behovet av stöd och skydd på annan grund",
    NextStep.EXAMINE_WITHOUT_EXCHANGE: "Utred med det som den enskilde själv berättar",
    NextStep.HELP_WITHOUT_ASSESSMENT: "Pröva hjälp utan individuell behovsprövning",
    NextStep.ASK_CONSENT_AGAIN: "Fråga om samtycke igen när den enskilde vill",
}
LAW: Final[dict[Path, tuple[str, ...]]] = {
    Path.OWN_PATH: ("sol-2025-11-1", "sol-2025-13-1"),
    Path.NO_EXCHANGE: ("sol-2025-11-5", "sol-2025-14-4", "sol-2025-14-5"),
}
"""Keys in the legal pack of what a path rests on."""
CRITERIA: Final[Words] = criteria.NAMES
INPUTS: Final[Words] = {
    InputKey.LEVEL: "Hotnivå enligt BOPS",
    InputKey.RELOCATION: "Behöver omlokaliseras enligt BOPS",
    InputKey.TARGET_GROUP: "Tillhör målgruppen enligt BOPS",
    InputKey.DEFINITION: "Definitionen av avhoppare",
    InputKey.CONSENT: "Samtycke",
}
INPUT_VALUES: Final[dict[InputKey, Words]] = {
    InputKey.LEVEL: words.THREAT_LEVELS,
    InputKey.RELOCATION: words.YES_NO_PENDING,
    InputKey.TARGET_GROUP: words.YES_NO_PENDING,
    InputKey.DEFINITION: {
        Judged.MET: "Uppfylld",
        Judged.NOT_MET: "Inte uppfylld",
        Judged.NOT_JUDGED: "Inte bedömd",
    },
    InputKey.CONSENT: {
        facts.ConsentAnswer.GIVEN: "Lämnat",
        facts.ConsentAnswer.REFUSED: "Nej, eller återkallat",
    },
}
