"""What is wrong with one field that has been typed in: one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.errors import Fault, FieldProblem
from ui.texts import tr

_FAULTS: Final[Mapping[Fault, str]] = {
    Fault.REQUIRED: "Fyll i det här.",
    Fault.NOT_A_DATE: (
        "Datumet går inte att tyda. Skriv till exempel 2026-11-21, 2026-11 eller 2026."
    ),
    Fault.NO_SUCH_DAY: "Den dagen finns inte i kalendern. Kontrollera dag och månad.",
    Fault.NOT_A_FULL_DATE: "Här behövs hela datumet. Skriv år, månad och dag: 2026-11-21.",
    Fault.NOT_A_TIME: "Klockslaget går inte att tyda. Skriv till exempel 14:30.",
    Fault.IN_THE_FUTURE: "Datumet har inte varit än. Kontrollera år och månad.",
    Fault.BEFORE: "Datumet ligger för tidigt. Kontrollera ordningen på datumen.",
    Fault.NOT_A_NUMBER: "Skriv ett heltal, bara siffror.",
    Fault.TOO_LOW: "Talet är för litet. Kontrollera det.",
    Fault.TOO_HIGH: "Talet är för stort. Kontrollera det.",
    Fault.STILL_OPEN: "Något är inte klart än. Gör klart det först, eller ta bort slutdagen.",
    Fault.TOO_SHORT: "Skriv några ord till, så att skälet går att förstå.",
    Fault.TOO_LONG: "Texten är för lång. Korta den eller dela upp den.",
    Fault.NOT_A_CHOICE: "Välj ett av alternativen i listan.",
    Fault.NOT_AN_AMOUNT: "Beloppet går inte att tyda. Skriv till exempel 4 500 eller 4 500,50.",
    Fault.PERSONNUMMER_LENGTH: "Skriv tio eller tolv siffror: ÅÅÅÅMMDD-NNNN.",
    Fault.PERSONNUMMER_DATE: (
        "De första siffrorna är inget datum. Kontrollera år, månad och dag "
        "(samordningsnummer har dag plus 60)."
    ),
    Fault.PERSONNUMMER_CHECK_DIGIT: (
        "Kontrollsiffran stämmer inte. Jämför siffra för siffra med underlaget."
    ),
    Fault.CASE_NUMBER_FORM: "Skriv ärendenumret som 2026-0014: år, bindestreck och fyra siffror.",
    Fault.REGISTRATION_NUMBER_FORM: (
        "Diarienumret följer inte mönstret. Skriv till exempel SN 2026/123."
    ),
    Fault.ONE_NEEDED: "Lägg till minst en.",
    Fault.UNKNOWN_REFERENCE: "Det som valdes finns inte längre. Välj på nytt.",
    Fault.PERSONAL_DATA: "Här får inga personuppgifter stå. Ta bort numret och skriv en kod.",
    Fault.CIRCULAR: "En enhet kan inte ligga under sig själv. Välj en annan överordnad enhet.",
    Fault.NOT_IN_FORCE: "Det som valdes finns inte den dagen. Kontrollera datumet eller välj om.",
    Fault.REASON_TO_DEPART: "Det är något annat än förslaget. Skriv varför du väljer det.",
    Fault.REASON_OF_CHOICE: (
        "Underlagen är oense om vem som tar ärendet. Skriv varför du väljer det här."
    ),
    Fault.REASON_WITHOUT_BOPS: (
        "BOPS har inte bedömt hotet. Begär en bedömning, eller skriv varför ärendet ändå ska till "
        "den centrala enheten redan nu."
    ),
    Fault.NOT_THE_WORD: (
        "Ordet stämmer inte. Be den andre läsa det igen. Stämmer det ändå inte är kortet inte "
        "personens: bekräfta det inte."
    ),
    Fault.TOO_LATE: "Datumet ligger för långt fram. Välj ett tidigare.",
    Fault.REASON_OF_CHANGE: "En annan enhet tar över. Skriv varför.",
    Fault.UNUSABLE_CHARACTER: (
        "Texten innehåller ett tecken som inte kan sparas. Skriv om stället där du klistrade in."
    ),
    Fault.SAME_PERSON: "Den som godkänner måste vara en annan än den som har föreslagit.",
    Fault.GUARDIAN_NEEDED: (
        "Den enskilde är under 12 år. Ange vad varje vårdnadshavare har svarat."
    ),
    Fault.GUARDIAN_REFUSED: (
        "Den enskilde är under 12 år och en vårdnadshavare har sagt nej. "
        "Anteckna ett nej till samtycke i stället, så prövas behovet av stöd ändå."
    ),
    Fault.GUARDIAN_UNANSWERED: (
        "Den enskilde är 12–14 år. Ange vad vårdnadshavarna svarat, "
        "eller varför det är lämpligt utan dem."
    ),
    Fault.LEADS_ALREADY: (
        "Ärendet har redan en ledande kontakt hos polisen. Avsluta den rollen först."
    ),
    Fault.LEADS_NOT_POLICE: (
        "Bara BOPS, polisens avhopparsamordnare eller lokalpolisområdet kan vara ledande kontakt."
    ),
    Fault.CONSENT_NOT_IN_FORCE: (
        "Samtycket gällde inte den dagen. Välj ett annat, eller en annan grund."
    ),
    Fault.GROUND_OR_CONSENT: (
        "Välj ett samtycke eller en annan grund. Utan det får ärendet inte tas upp på mötet."
    ),
    Fault.BEFORE_APPLICATION: (
        "Dagen ligger före den dag då ansökan kom in. Kontrollera beslutsdatum och ansökan."
    ),
    Fault.REFUSED_ITEM_NEEDED: (
        "Säg vad som avslås: minst en del av ansökan behöver ha svaret avslag eller delvis bifall."
    ),
    Fault.ONLY_UNTIL_FURTHER_NOTICE: (
        "Den bestämmelsen gäller beslut tills vidare, och det här beslutet är tidsbegränsat. "
        "Välj förvaltningslagens bestämmelse."
    ),
    Fault.NOT_A_CORRECTION: (
        "En rättelse ändrar bara skrivfel och räknefel. Ska beslutet ändras i sak behövs ett "
        "nytt beslut."
    ),
    Fault.MATERIAL_NEEDED: "Säg vad som lämnades: markera en handling, eller beskriv med ord.",
}


def fault_sentence(problem: FieldProblem) -> str:
    """What is wrong with one field, with its limit where there is one."""
    params = problem.params
    if problem.fault is Fault.TOO_LONG and "limit" in params:
        return tr("Texten är för lång. Högst {limit} tecken får plats.").format(**params)
    if problem.fault is Fault.TOO_LOW and "limit" in params:
        return tr("Talet är för litet. Skriv {limit} eller mer.").format(**params)
    if problem.fault is Fault.TOO_HIGH and "limit" in params:
        return tr("Talet är för stort. Skriv {limit} eller mindre.").format(**params)
    if problem.fault is Fault.TOO_LATE and "day" in params:
        return tr("Datumet ligger för långt fram. Välj {day} eller tidigare.").format(**params)
    return tr(_FAULTS[problem.fault])
