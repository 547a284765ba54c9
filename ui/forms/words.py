"""Problems of forms in Swedish: one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.casework.typed_dates import read_moment
from app.errors import Fault
from app.forms.model import Constraint, Item, Kind
from app.forms.problems import Code, Problem
from ui.texts import tr

_ANSWERS: Mapping[Code, str] = {
    Code.UNANSWERED: "Frågan behöver ett svar.",
    Code.GROUP_UNANSWERED: "Minst en fråga i den här delen behöver ett svar.",
    Code.MALFORMED: "Svaret går inte att tolka. Skriv om det.",
    Code.NOT_AN_OPTION: "Svaret finns inte bland alternativen. Välj ett av dem.",
    Code.TOO_LONG: "Texten är för lång. Den får ha högst {bound} tecken.",
    Code.TOO_SHORT: "Texten är för kort. Den ska ha minst {bound} tecken.",
    Code.TOO_LOW: "Värdet är för lågt. Det lägsta är {bound}.",
    Code.TOO_HIGH: "Värdet är för högt. Det högsta är {bound}.",
    Code.TOO_MANY_DECIMALS: "Talet har för många decimaler. Det får ha högst {bound}.",
    Code.OTHER_UNIT: "Enheten går inte att jämföra med gränsen. Välj samma enhet som den.",
    Code.TOO_FEW: "Välj minst {bound}.",
    Code.TOO_MANY: "Välj högst {bound}.",
    Code.NOT_ALONE: "Ett av valen kan bara väljas ensamt. Ta bort det eller de andra.",
    Code.NOT_ENABLED: "Frågan är inte längre aktuell.",
}
_COUNTED: Mapping[Code, str] = {
    Code.TOO_FEW: "Ge minst {bound} svar.",
    Code.TOO_MANY: "Ge högst {bound} svar.",
}
"""Of questions without options to choose among, and of groups that repeat."""

_MALFORMED: Mapping[Kind, str] = {
    Kind.INTEGER: "Skriv ett heltal med siffror, till exempel 3.",
    Kind.DECIMAL: "Skriv ett tal med siffror, till exempel 2,5.",
    Kind.QUANTITY: "Skriv ett tal med siffror, till exempel 2,5, och välj enhet.",
    Kind.DATE: "Skriv ett datum som 2026-11-21, november 2026 eller 2026.",
    Kind.TIME: "Skriv ett klockslag som 9.30.",
    Kind.DATE_TIME: "Skriv ett datum med klockslag, som 2026-11-21 9.30, eller bara datum.",
    Kind.URL: "Skriv en webbadress utan mellanslag, som https://exempel.se.",
}
_TEMPLATES: Mapping[Code, str] = {
    Code.TOO_LARGE: "Mallen är för stor: fler frågor eller svar än någon fyller i.",
    Code.NOT_JSON: "Filen är skadad eller är ingen utredningsmall.",
    Code.TOO_DEEP: "Mallen är nästlad för djupt.",
    Code.NOT_A_TEMPLATE: "Filen är ingen utredningsmall.",
    Code.OLD_TEMPLATE: "Mallen är skriven i ett äldre format. Be den som gjort mallen om en ny.",
    Code.MIXED_VERSIONS: "Mallen blandar två versioner av formatet ({where}). Spara om den i en.",
    Code.MISSING: "En uppgift som mallen måste ha saknas ({where}).",
    Code.WRONG_TYPE: "En uppgift i mallen har fel form ({where}).",
    Code.EMPTY_LIST: "En lista i mallen är tom ({where}).",
    Code.DUPLICATE_LINK: "Två frågor har samma nummer ({link}).",
    Code.BAD_LINK: "En fråga har ett nummer som inte kan användas ({where}).",
    Code.DISPLAY_WITH_ITEMS: "En text att läsa har frågor under sig ({link}).",
    Code.GROUP_WITHOUT_ITEMS: "En del saknar frågor ({link}).",
    Code.REQUIRED_DISPLAY: "En text att läsa är märkt som obligatorisk ({link}).",
    Code.READ_ONLY_DISPLAY: "En text att läsa är märkt som låst ({link}).",
    Code.LENGTH_MISPLACED: "En längsta text är satt på något som inte är text ({link}).",
    Code.UNUSABLE_NAME: (
        "Mallens namn, version eller titel kan inte användas ({where}). De ska vara korta, stå på "
        "en rad och inte ha osynliga tecken; url och version inte heller mellanslag eller |."
    ),
    Code.UNUSABLE_CHARACTER: (
        "Mallen har osynliga tecken som kan få texten att se ut som något annat än den är. "
        "Be den som gjort mallen att ta bort dem."
    ),
    Code.TEXT_TOO_LONG: "En text i mallen är längre än {most} tecken.",
    Code.TOO_NESTED: "En fråga står för djupt. Mallar har högst {most} nivåer ({link}).",
    Code.UNSUPPORTED: "Mallen använder något som Aktvalv inte stödjer: {feature} ({link}).",
    Code.UNSUPPORTED_TYPE: "Mallen har en svarstyp som Aktvalv inte stödjer: {type} ({link}).",
    Code.MODIFIED: "Mallen kräver något som Aktvalv inte stödjer ({link}).",
    Code.IGNORED: "{feature} visas inte ({link}).",
    Code.STATUS_MISSING: "Mallen säger inte om den är färdig. Den räknas som ett utkast.",
    Code.CONDITION_TARGET: "Ett villkor pekar på {question}, som inte är en fråga ({link}).",
    Code.CONDITION_CYCLE: "Villkor går i cirkel: {chain}.",
    Code.CONDITION_OPERATOR: "Ett villkor kan inte användas på frågan {question} ({link}).",
    Code.CONDITION_TYPE: "Ett villkor väntar sig ett svar av annan typ på {question} ({link}).",
    Code.CONDITION_BEHAVIOR: "Flera villkor saknar uppgift om hur de hör ihop ({link}).",
    Code.CONDITION_UNANSWERED: "Ett villkor gäller också när {question} är obesvarad ({link}).",
    Code.CONDITION_SYSTEM: "Ett villkor på {question} jämför bara koden ({link}).",
    Code.CONDITION_LATER: "Ett villkor pekar på en senare fråga, {question} ({link}).",
    Code.CONDITION_SCOPE: "Ett villkor utanför en grupp pekar på {question}, som kan finnas flera "
    "gånger i den ({link}).",
    Code.CONDITION_TWICE: "En fråga har både ett villkor och ett uttryck som villkor ({link}).",
    Code.OPTION_DUPLICATE: "Samma svar finns två gånger ({link}).",
    Code.OPTION_MIXED: "Svarsalternativen är av olika typ ({link}).",
    Code.OPTION_MISSING: "En valfråga saknar svarsalternativ ({link}).",
    Code.OPTION_TYPE: "Svarsalternativen är av en annan typ än frågan ({link}).",
    Code.OPTIONS_MISPLACED: "Svarsalternativ står på något som inte är en valfråga ({link}).",
    Code.OPTIONS_TWICE: "Svarsalternativen är givna på två sätt ({link}).",
    Code.INITIAL_MISPLACED: "Ett förval står på något som inte är en fråga ({link}).",
    Code.INITIAL_SEVERAL: "Frågan har flera förval men tar bara ett svar ({link}).",
    Code.INITIAL_TYPE: "Ett förval är inget tillåtet svar på frågan ({link}).",
    Code.INITIAL_WITH_OPTIONS: "Ett förval är inte markerat bland svarsalternativen ({link}).",
    Code.REQUIRED_HIDDEN: "En dold fråga är obligatorisk ({link}).",
    Code.REQUIRED_READ_ONLY: "En låst fråga är obligatorisk ({link}).",
    Code.REQUIRED_EMPTY: "En del är obligatorisk men har ingen fråga ({link}).",
    Code.BOUNDS_TYPE: "En gräns är av en annan typ än frågan ({link}).",
    Code.RETIRED: "Mallen är tagen ur bruk. Välj en annan version.",
    Code.NOT_YET_IN_FORCE: "Mallen gäller från {date}.",
    Code.NO_LONGER_IN_FORCE: "Mallen gällde till {date}. Välj en nyare version.",
    Code.BOUNDS_REVERSED: "Den lägsta gränsen är högre än den högsta ({link}).",
    Code.NOT_IN_VERSION: "{version} har inget ord för {feature}. Det lämnas ut ({link}).",
    Code.WRONG_TEMPLATE: "Svaren hör till en annan mall eller en annan version.",
    Code.UNKNOWN_LINK: "Ett svar hör till en fråga som inte finns i mallen ({link}).",
    Code.MISPLACED: "Ett svar står på fel plats ({link}).",
    Code.ANSWER_TYPE: "Ett svar är av fel typ ({link}).",
    Code.SPLIT_QUESTION: "Svaren på en fråga är delade på två ställen ({link}).",
    Code.BAD_STATUS: "Svaren har en status som Aktvalv inte känner till.",
}


def answer_sentence(item: Item, problem: Problem) -> str:
    """What is wrong with an answer, for the line under its question."""
    text = _ANSWERS[problem.code]
    if problem.code is Code.MALFORMED:
        chosen = item.options and item.constraint is Constraint.OPTIONS_ONLY
        text = _ANSWERS[Code.NOT_AN_OPTION] if chosen else _MALFORMED.get(item.kind, text)
    if not item.options:
        text = _COUNTED.get(problem.code, text)
    return tr(text).format(**problem.params)


def unread_sentence(item: Item, typed: str, today: date) -> str:
    """What is wrong with a text that is no answer to the question, where more can be told than
    ``answer_sentence`` does; else empty."""
    dated = item.kind in (Kind.DATE, Kind.DATE_TIME) and not item.options
    if dated and read_moment(typed, today=today) is Fault.NO_SUCH_DAY:
        return " ".join((tr("Den dagen finns inte i kalendern."), tr(_MALFORMED[item.kind])))
    return ""


def template_sentence(problem: Problem) -> str:
    """Why a template cannot be answered, or what is left out of it."""
    blank = dict.fromkeys(("question", "feature", "type", "chain", "most", "date", "version"), "")
    known = {**blank, **problem.params}
    where = problem.where or tr("hela mallen")
    return tr(_TEMPLATES[problem.code]).format(
        **{**known, "link": problem.link_id or where, "where": where}
    )
