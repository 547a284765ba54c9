"""Faults in the sheets of a template in Swedish: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from app.forms.problems import Code, Problem
from app.forms.sheet_problems import SheetCode, SheetProblem
from app.forms.sheet_roles import ROLES
from ui.forms.words import template_sentence
from ui.texts import tr

_SENTENCES: Mapping[SheetCode, str] = {
    SheetCode.NOT_TEXT: "Filen går inte att läsa som CSV härifrån. Spara om den som CSV UTF-8.",
    SheetCode.NOT_TOML: "Huvudet går inte att läsa härifrån. Se efter citattecken och "
    "likhetstecken.",
    SheetCode.OTHER_ENCODING: "Filen är sparad som {encoding} och har lästs så. Se efter att "
    "å, ä och ö är rätt, eller spara som CSV UTF-8.",
    SheetCode.SHEET_MISSING: "Fliken ”{name}” saknas. Lägg till den eller döp om den "
    "som motsvarar den.",
    SheetCode.SHEET_TWICE: "Två flikar heter ”{name}”. Ta bort den ena.",
    SheetCode.SHEET_IGNORED: "Fliken ”{name}” används inte.",
    SheetCode.TOO_MANY_ROWS: "Arket har fler än {most} rader. Resten läses inte. Dela mallen.",
    SheetCode.NO_QUESTIONS: "Arket har inga frågor. Skriv en rad för varje fråga.",
    SheetCode.MISSING_COLUMN: "Kolumnen ”{column}” saknas. Lägg till den.",
    SheetCode.UNKNOWN_COLUMN: "”{column}” är inget som mallar har. Rätta namnet eller ta bort det.",
    SheetCode.COLUMN_TWICE: "”{column}” finns två gånger. Ta bort den ena.",
    SheetCode.TOO_MANY_CELLS: "Raden har text där ingen kolumn har ett namn. Ta bort texten. I en "
    "CSV-fil kan det bero på ett skiljetecken som inte står inom citattecken.",
    SheetCode.BROKEN_CHARACTERS: "Tecknen går inte att läsa som UTF-8. Spara som CSV UTF-8.",
    SheetCode.MERGED: "”{column}” är sammanfogad med andra celler. Dela upp dem och "
    "fyll i var och en.",
    SheetCode.FORMULA: "”{column}” är en formel. Klistra in det färdiga värdet i stället.",
    SheetCode.MISSING_CELL: "”{column}” är inte ifyllt. Fyll i det.",
    SheetCode.UNUSED_CELL: "”{column}” betyder inget för typen ”{type}”. Töm cellen eller byt typ.",
    SheetCode.UNKNOWN_WORD: "”{word}” är inget av orden för ”{column}”. Välj bland: {words}.",
    SheetCode.NOT_A_NUMBER: "”{column}” ska vara ett heltal. Skriv det med siffror.",
    SheetCode.TOO_SMALL: "”{column}” ska vara minst {least}.",
    SheetCode.NOT_A_DATE: "”{column}” ska vara ett datum som 2026-11-22, 2026-11 eller 2026.",
    SheetCode.NOT_A_VALUE: "”{column}” ska vara {example}.",
    SheetCode.BOUND_UNITS: "Enheter räknas inte om, så en gräns gäller bara i en enhet. Ge frågan "
    "en enda enhet, eller töm ”min” och ”max”.",
    SheetCode.NEEDS_REPEATS: "”{column}” kräver att ”flera” är ja. Ändra ”flera” eller ”{column}”.",
    SheetCode.NOT_YET: "Mallar räknar inte. Töm ”{column}”.",
    SheetCode.BAD_ID: "Id:t kan inte användas. Skriv bokstäver, siffror och bindestreck, med "
    "punkter mellan nivåerna: 5.2.",
    SheetCode.ID_IS_DATE: "Kalkylarket har gjort om id:t till ett datum. Formatera kolumnen som "
    "text och skriv id:t igen.",
    SheetCode.DUPLICATE_ID: "Id:t {id} finns redan på rad {first}. Ge raden ett eget id. Skulle "
    "det stå 5.10 men blev 5.1, så formatera kolumnen som text.",
    SheetCode.PARENT_MISSING: "Raden ska stå under {id}, som inte finns. Rätta id:t eller lägg "
    "till en rad för {id}.",
    SheetCode.PARENT_LATER: "Raden ska stå under {id}, som kommer längre ned. Flytta upp {id}.",
    SheetCode.PARENT_WRONG: "Inget kan stå under {id}, som bara är en text att läsa. Rätta id:t.",
    SheetCode.PAGE_INSIDE: "En sida kan inte stå inuti {id}. Gör den till en grupp, eller ge den "
    "ett id utan punkt.",
    SheetCode.UNKNOWN_LIST: "Listan ”{name}” finns inte i arket Svar. Rätta namnet eller lägg till "
    "listan.",
    SheetCode.UNUSED_LIST: "Ingen fråga använder listan ”{name}”.",
    SheetCode.DUPLICATE_CODE: "Koden ”{code}” finns redan i listan, på rad {first}. Ge svaret en "
    "egen kod.",
    SheetCode.UNKNOWN_PREFIX: "”{word}” börjar inte med något som mallens huvud känner till. "
    "Rätta det, eller skriv i huvudet vilket kodsystem det är.",
    SheetCode.ROLE_UNKNOWN: "Rollen ”{role}” finns inte. Välj bland: {words}.",
    SheetCode.ROLE_MISUSED: "Rollen ”{role}” gör ingen nytta här. Den går att använda när {where}.",
    SheetCode.NOT_COMPARED: "Svaret jämförs inte över tid, eftersom det kan finnas flera gånger.",
    SheetCode.CONDITION_SYNTAX: "”{term}” är inget villkor. Skriv till exempel 4.2 = ja, 4.2 >= 2 "
    "eller 4.2 är ifylld.",
    SheetCode.CONDITION_MIXED: "Villkoret blandar ”och” med ”eller”. Använd ett av orden, eller "
    "sätt det ena villkoret på en grupp runt frågan.",
    SheetCode.CONDITION_WEIGHTS: "Flera av svaren på {question} uppfyller villkoret, och då kan "
    "det inte stå med ”och”. Sätt det andra villkoret på en grupp runt frågan.",
    SheetCode.CONDITION_TARGET: "”visas om” pekar på {question} som inte finns. Rätta id:t eller "
    "ta bort villkoret.",
    SheetCode.CONDITION_VALUE: "”{value}” är inget svar på {question}. Skriv {example}.",
    SheetCode.CONDITION_ORDER: "Svaren på {question} har ingen ordning att jämföra med "
    "”{operator}”. Använd = eller !=.",
}
_EXAMPLES: Mapping[str, str] = {
    "val": "en kod ur listan: {codes}",
    "ja/nej": "ja eller nej",
    "heltal": "ett heltal som 3",
    "skala": "ett heltal som 3",
    "decimal": "ett tal som 2,5",
    "mängd": "ett tal med en av enheterna, som 3 veckor",
    "datum": "ett datum som 2026-11-22, 2026-11 eller 2026",
    "tid": "ett klockslag som 9.30",
    "tidpunkt": "ett datum med klockslag, som 2026-11-22 09:30",
    "webbadress": "en adress utan mellanslag",
    "url": "mallens namn för datorer, som urn:kommunen:mall:behov",
    "version": "ett versionsnummer som 1.0.0",
    "enhet": "en enda enhet, som kg",
}
"""What a cell should have had, by type or by column."""

_NAME = "ett namn som urn:kommunen:svar"
_ROLES: Mapping[str, str] = {
    "need": "den står på en grupp eller sida som inte kan finnas flera gånger",
    "need_level": "den står på ett enda val med vikterna 0 till 3, i en grupp med roll:need",
    "measure": "den står på ett heltal med min och max, eller på ett enda val med vikter",
    "vulnerability": "den står på ett val",
    "instrument": "den står på en grupp",
    "proposed_intervention": "den står på en fråga i en grupp med roll:need",
    **dict.fromkeys(
        (role for role in ROLES if role.startswith("instrument_")),
        "den står på en fråga i en grupp med roll:instrument",
    ),
}
"""Where a role can be used; any other on a question."""

_MOST_ROWS = 5
_NOT_A_QUESTION = (
    "”visas om” pekar på {question} som är av typen {type}. Peka på en fråga som kan besvaras."
)
_TEMPLATES: Mapping[str, str] = {
    Code.CONDITION_UNANSWERED: "Villkoret gäller också när {question} är obesvarad. Lägg till "
    "”och {question} är ifylld”.",
    Code.CONDITION_SCOPE: "{question} kan finnas flera gånger, och villkoret står utanför. Flytta "
    "raden in i samma grupp, eller peka på en annan fråga.",
    Code.CONDITION_CYCLE: "Villkoren går i cirkel: {chain}. Ta bort ett av dem.",
    Code.GROUP_WITHOUT_ITEMS: "Inget står under raden. Lägg till rader med id under den, eller ta "
    "bort den.",
    Code.REQUIRED_HIDDEN: "Frågan är dold och obligatorisk. Ge den ett förval eller ändra ”obl”.",
    Code.REQUIRED_READ_ONLY: "Frågan är låst och obligatorisk. Ge den ett förval eller ändra "
    "”obl”.",
    Code.REQUIRED_EMPTY: "Delen är obligatorisk men har ingen fråga. Lägg till en eller ändra "
    "”obl”.",
    Code.BOUNDS_REVERSED: "Den lägsta gränsen är högre än den högsta. Rätta den ena.",
    Code.TOO_NESTED: "Raden står för djupt. Mallar har högst {most} nivåer.",
}
"""Where a sheet can say more of what to do than the template can."""


def sheet_sentence(problem: SheetProblem) -> str:
    """What is wrong, and what to do about it."""
    if problem.code is SheetCode.TEMPLATE:
        return _of_template(problem)
    text = _SENTENCES[problem.code]
    if problem.code is SheetCode.CONDITION_TARGET and "type" in problem.params:
        text = _NOT_A_QUESTION
    kind = problem.params.get("type", problem.column)
    example = tr(_EXAMPLES.get(kind, _NAME)).format(**problem.params)
    role = tr(_ROLES.get(problem.params.get("role", ""), "den står på en fråga"))
    known = {"column": problem.column, "example": example, "where": role}
    return tr(text).format(**known, **problem.params)


def sheet_place(problem: SheetProblem) -> str:
    """``Frågor, rad 14 och 17``; the row only when it is known. The sentence names the column."""
    rows = [str(row) for row in (problem.row, *problem.also) if row]
    if len(rows) > _MOST_ROWS:
        rows[_MOST_ROWS:] = [tr("{count} till").format(count=len(rows) - _MOST_ROWS)]
    joined = tr(" och ").join(filter(None, (", ".join(rows[:-1]), *rows[-1:])))
    sheet = problem.sheet.value
    return tr("{sheet}, rad {rows}").format(sheet=sheet, rows=joined) if rows else sheet


def _of_template(problem: SheetProblem) -> str:
    params = dict(problem.params)
    code = Code(params.pop("code"))
    if code in _TEMPLATES:
        return tr(_TEMPLATES[code]).format(**params)
    link = params.pop("link", "")
    return template_sentence(Problem(code, problem.severity, link or None, params=params))
