"""Codes about decisions in the words that people read."""

from __future__ import annotations

from app.casework import facts
from app.casework.facts import AppealTimeliness, CommunicationException, ExecutionEvent
from app.casework.words import STANDING
from app.usecases.decision.communication import AnswerOutcome, Way
from app.usecases.decision.decision_doubts import Doubt
from app.usecases.decision.decision_requests import Answer
from ui.words import Words

BASES: Words = {
    facts.DecisionBasis.ASSESSMENT: "En signerad utredning",
    facts.DecisionBasis.URGENT: "Beslutet är brådskande, utredningen signeras efteråt",
    facts.DecisionBasis.WITHOUT_ASSESSMENT: "Hjälp utan individuell behovsprövning",
}
"""The fourth, that nothing is examined, follows from the outcome and is never chosen."""

WAYS: Words = {
    Way.SENT: "Underlaget har lämnats till den enskilde",
    Way.LEFT_OUT: "Kommunicering har utelämnats",
}
EXCEPTIONS: Words = {
    CommunicationException.OBVIOUSLY_UNNEEDED: "Uppenbart obehövligt",
    CommunicationException.HARDER_TO_CARRY_OUT: (
        "Beslutet blir annars avsevärt svårare att genomföra"
    ),
    CommunicationException.IMMEDIATE: "Ett väsentligt intresse kräver att beslutet fattas genast",
}
COMMUNICATION_ANSWERS: Words = {
    AnswerOutcome.ANSWERED: "Den enskilde har svarat",
    AnswerOutcome.PASSED: "Tiden gick ut utan svar",
}
REQUEST_ANSWERS: Words = {
    Answer.DECIDED: "Ärendet har avgjorts",
    Answer.REJECTED: "Begäran har avslagits i ett särskilt beslut",
}
TIMELINESS: Words = {
    AppealTimeliness.IN_TIME: "Kom in i rätt tid",
    AppealTimeliness.LATE: "Kom in för sent",
    AppealTimeliness.LATE_EXCUSED: "Sent, men ska tas upp ändå",
}
RECONSIDERED: Words = {
    facts.Reconsidered.UNCHANGED: "Beslutet ändras inte",
    facts.Reconsidered.CHANGED_PARTLY: "Beslutet ändras delvis",
    facts.Reconsidered.CHANGED_WHOLLY: "Beslutet ändras helt som den enskilde vill",
}
EVENTS: Words = {
    ExecutionEvent.STARTED: "Påbörjad",
    ExecutionEvent.INTERRUPTED: "Avbruten",
    ExecutionEvent.RESUMED: "Återupptagen",
    ExecutionEvent.ENDED: "Avslutad",
    ExecutionEvent.OFFER_DECLINED: "Den enskilde tackade nej till erbjudandet",
}
STANDINGS: Words = STANDING
DOUBTS: Words = {
    Doubt.NOT_COMMUNICATED: (
        "Underlaget är inte kommunicerat, och inget skäl att utelämna det är noterat."
    ),
    Doubt.ANSWER_TIME_RUNS: "Tiden för den enskilde att svara på kommuniceringen har inte gått ut.",
    Doubt.NO_APPLICATION: "Ingen ansökan är noterad i ärendet.",
    Doubt.ASSESSMENT_TO_COME: "En utredning behöver göras klar och signeras efter beslutet.",
    Doubt.WITHOUT_ASSESSMENT: (
        "Utan individuell behovsprövning får inte allt ges: bland annat inte kontaktperson eller "
        "familjehem."
    ),
    Doubt.OTHER_PROVISION: "Hjälp utan individuell behovsprövning har ett eget lagrum.",
    Doubt.LEGALITY_ONLY: (
        "Beslut enligt det lagrummet överklagas inte till förvaltningsrätten, bara genom "
        "laglighetsprövning. Har den enskilde rätt till insatsen, välj det lagrum som ger rätten."
    ),
    Doubt.NO_ALTERNATIVE: "Det står inte vad som erbjuds i stället.",
    Doubt.NO_PROTECTION: "Det står inte vem som skyddar den enskilde under tiden.",
    Doubt.NO_LATER_CONTACT: "Det står inte hur kontakten ser ut längre fram.",
    Doubt.NO_REVIEW: "En insats gäller tills vidare utan dag för uppföljning.",
    Doubt.DELEGATION_NOT_IN_FORCE: "Ingen delegationsordning gällde på beslutsdagen.",
    Doubt.DELEGATION_TITLE: "Beslutsfattarens titel finns inte i delegationsordningen.",
    Doubt.DELEGATION_DECISION: (
        "Delegationsordningen ger inte den titeln rätt till just det här beslutet."
    ),
    Doubt.NO_DELEGATION_ORDER: (
        "Enhetens delegationsordning är inte inlagd, så delegationen är inte kontrollerad."
    ),
}
