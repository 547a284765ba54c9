"""Codes of the way a case goes in words, for its page and for the history."""

from __future__ import annotations

from typing import Final

from app.casework.facts import AssessmentMethod, Judged, Path
from app.casework.words import MEASURE_STATUS, ROUTE, WISH_ANSWER
from ui.words import Words

__all__ = ["ANSWERS", "JUDGED", "MEASURE_STATUS", "METHODS", "PATHS", "ROUTES"]

ROUTES: Final = ROUTE
ANSWERS: Final = WISH_ANSWER
PATHS: Final[Words] = {
    Path.CENTRAL: "Till den centrala enheten",
    Path.DISTRICT: "Till stadsdelen, med lokalpolisen",
    Path.HIGH_WITHOUT_RELOCATION: "Hög hotbild utan omlokalisering",
    Path.TARGET_GROUP_NO: "BOPS räknar inte den enskilde till målgruppen",
    Path.OWN_PATH: "En egen väg: hotet finns, men definitionen passar inte",
    Path.NO_EXCHANGE: "Utan utbyte av uppgifter",
}
JUDGED: Final[Words] = {
    Judged.MET: "Uppfyllt",
    Judged.NOT_MET: "Inte uppfyllt",
    Judged.NOT_JUDGED: "Inte bedömt",
}
METHODS: Final[Words] = {
    AssessmentMethod.STRUCTURED: "Strukturerad",
    AssessmentMethod.UNSTRUCTURED: "Ostrukturerad",
    AssessmentMethod.NOT_STATED: "Inte angivet",
}
