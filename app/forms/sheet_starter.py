"""An empty template to start from: the sheets with a few example rows, and one that explains."""

from __future__ import annotations

from collections.abc import Mapping

from app.forms.sheet import EXPLANATION
from app.forms.sheet_language import (
    ANSWER_COLUMNS,
    HEAD_COLUMNS,
    OWNERS,
    PURPOSES,
    QUESTION_COLUMNS,
    STATUSES,
    TYPES,
)
from app.forms.sheet_problems import Sheet
from app.forms.sheet_table import Table

_TYPES: Mapping[str, str] = {
    "sida": "En sida i mallen. Sidor har id utan punkt: 1, 2, 3.",
    "grupp": "En del av en sida. Med flera = ja kan den fyllas i flera gånger, en för varje barn.",
    "info": "En text att läsa.",
    "val": "Svarsalternativ ur en lista i arket Svar. Med flera = ja kan flera väljas.",
    "ja/nej": "Ja, nej eller obesvarad.",
    "text": "Text på flera rader.",
    "rad": "Text på en rad.",
    "heltal": "Ett heltal.",
    "skala": "Ett heltal på ett skjutreglage. min och max måste fyllas i.",
    "decimal": "Ett tal med decimaler.",
    "mängd": "Ett tal med enhet. Enheterna står i kolumnen enhet, med komma mellan.",
    "datum": "Ett datum. Bara år, eller år och månad, går också bra.",
    "tid": "Ett klockslag.",
    "tidpunkt": "Ett datum med klockslag.",
    "webbadress": "En webbadress.",
}
_COLUMNS: Mapping[str, str] = {
    "id": "Frågans nummer. 5.2 står under 5. Står 5 för en fråga ställs 5.2 för varje svar på den. "
    "Bokstäver, siffror och bindestreck, med punkt mellan nivåerna.",
    "typ": "Vad raden är. Orden står längre ned.",
    "text": "Frågan, så som den ska läsas.",
    "hjälp": "Hjälp till frågan.",
    "svar": "För typen val: namnet på en lista i arket Svar.",
    "obl": "ja om frågan måste besvaras.",
    "flera": "ja om flera svar får ges, eller om gruppen kan fyllas i flera gånger.",
    "visas om": "När frågan ska ställas: 4.2 = ja, 4.2 != nej, 4.2 >= 2, 4.2 är ifylld, 4.2 är "
    "inte ifylld. Mellan flera villkor står ”och” eller ”eller”, aldrig båda. För en lista "
    "jämför >= svarens vikter. Ett värde med ordet ”och” i sig sätts inom citattecken.",
    "kod": "Vad frågan betyder för programmet eller i ett kodsystem: roll:goal. Flera skrivs med "
    "blanksteg mellan.",
    "visning": "För val: radio, kryssrutor, lista, sök eller bredvid (alternativen bredvid "
    "varandra). För heltal: reglage.",
    "ägare": f"Vem som svarar för uppgiften: {', '.join(OWNERS)}.",
    "min": "Det lägsta värdet. För text: det minsta antalet tecken.",
    "max": "Det högsta värdet. För text: det största antalet tecken.",
    "steg": "För reglage: hur mycket ett steg är.",
    "låg etikett": "För skala: vad den låga änden betyder.",
    "hög etikett": "För skala: vad den höga änden betyder.",
    "enhet": "Enheten efter ett tal: kg, veckor, kr. För mängd flera, med komma mellan.",
    "decimaler": "Hur många decimaler som får skrivas.",
    "förval": "Svaret som finns från början. För val: svarets kod.",
    "fritext": "För val: ja om egna ord får skrivas bredvid alternativen. Annan text blir namnet "
    "på det fältet.",
    "minst": "Med flera = ja: minsta antalet svar.",
    "högst": "Med flera = ja: största antalet svar.",
    "platshållare": "Ett exempel som visas i det tomma fältet.",
    "kort": "Kort namn på en sida, för listan över sidor.",
    "låst": "ja om svaret inte får ändras.",
    "dold": "ja om frågan inte ska visas.",
}
_ANSWER_COLUMNS: Mapping[str, str] = {
    "lista": "Listans namn. Samma namn på varje rad i listan.",
    "kod": "Svarets kod. Den sparas, och ska inte ändras mellan versioner.",
    "text": "Svaret, så som det ska läsas.",
    "vikt": "Ett heltal att jämföra med i villkor och över tid.",
    "ensam": "ja om svaret inte kan väljas tillsammans med andra.",
}
_HEAD: tuple[tuple[str, str, str], ...] = (
    ("url", "", "Mallens namn för datorer, samma i alla versioner: urn:kommunen:mall:namn."),
    ("version", "1.0.0", "En sparad version ändras aldrig. Varje ändring får ett nytt nummer."),
    ("titel", "", "Mallens namn på skärm och papper."),
    ("status", "aktiv", f"{', '.join(STATUSES)}. Bara en aktiv mall kan fyllas i."),
    ("datum", "", "När versionen blev klar."),
    ("utgivare", "", "Vem som står för mallen."),
    ("beskrivning", "", "En mening om vad mallen är till för."),
    ("slag", "kartläggning", ", ".join(PURPOSES)),
    ("gäller från", "", "Första dagen mallen får användas. Får vara tomt."),
    ("gäller till", "", "Sista dagen. Får vara tomt."),
    ("bygger på", "", "Url till den mall som den här bygger på. Får vara tomt."),
    ("upphovsrätt", "", "Får vara tomt."),
    ("kodsystem", "", "Namn på svarslistorna för datorer. Tomt ger mallens url följd av :svar."),
)
_EXAMPLE_QUESTIONS: tuple[Mapping[str, str], ...] = (
    {"id": "1", "typ": "sida", "text": "Läget i dag", "kort": "Läget"},
    {
        "id": "1.1",
        "typ": "text",
        "text": "Hur är det i dag?",
        "hjälp": "Bara det som är känt eller iakttaget.",
        "obl": "ja",
        "ägare": "socialtjänst",
    },
    {
        "id": "1.2",
        "typ": "skala",
        "text": "Hur viktigt är det att något ändras?",
        "min": "0",
        "max": "10",
        "låg etikett": "Inte alls viktigt",
        "hög etikett": "Mycket viktigt",
        "kod": "roll:measure",
        "ägare": "den enskilde",
    },
    {
        "id": "1.3",
        "typ": "val",
        "text": "Vad behöver ändras?",
        "svar": "område",
        "flera": "ja",
        "visning": "kryssrutor",
        "fritext": "Något annat",
        "visas om": "1.2 >= 1",
    },
    {"id": "1.3.1", "typ": "text", "text": "Vad skulle vara ett första steg?"},
)
_EXAMPLE_ANSWERS: tuple[tuple[str, ...], ...] = (
    ("område", "boende", "Boende", "", ""),
    ("område", "sysselsättning", "Sysselsättning", "", ""),
    ("område", "inget", "Inget av detta", "", "ja"),
)
_STEPS = (
    "Skriv en rad för varje sida, grupp, fråga och text i arket Frågor.",
    "Skriv svarsalternativen i arket Svar.",
    "Fyll i arket Mall.",
    "Öppna kalkylarket under Mallar i Aktvalv. Det som behöver rättas står där, rad för rad.",
    "Raderna som redan står här är exempel. Ta bort dem.",
    "Kolumner som inte används får tas bort, och ordningen mellan dem är fri.",
)


def starter_tables() -> dict[str, Table]:
    """Sheet name → rows, in the order of the workbook. With the head filled in it compiles."""
    questions = tuple(
        tuple(row.get(column, "") for column in QUESTION_COLUMNS if column in _COLUMNS)
        for row in _EXAMPLE_QUESTIONS
    )
    return {
        EXPLANATION: tuple(_explanation()),
        Sheet.HEAD.value: (HEAD_COLUMNS, *_HEAD),
        Sheet.QUESTIONS.value: (tuple(filter(_COLUMNS.get, QUESTION_COLUMNS)), *questions),
        Sheet.ANSWERS.value: (ANSWER_COLUMNS, *_EXAMPLE_ANSWERS),
    }


def _explanation() -> list[tuple[str, ...]]:
    return [
        ("Så skriver du en mall",),
        *((f"{number}. {step}",) for number, step in enumerate(_STEPS, 1)),
        (),
        ("Kolumner i Frågor", "Vad som står i dem"),
        *_COLUMNS.items(),
        (),
        ("Ord i kolumnen typ", "Vad raden blir"),
        *((word, _TYPES[word]) for word in TYPES),
        (),
        ("Kolumner i Svar", "Vad som står i dem"),
        *_ANSWER_COLUMNS.items(),
    ]
