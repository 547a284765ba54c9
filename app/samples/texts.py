"""What is written in the made-up cases."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.facts import Aim, NoteType


@dataclass(frozen=True, slots=True)
class NoteText:
    type: NoteType
    heading: str
    facts: str
    appraisal: str = ""
    source: str = ""
    participants: str = ""


AIMS = (
    Aim(key="sjalvstandigt", text="Att leva utan stöd och skydd av socialtjänst och polis."),
    Aim(key="aterfall", text="Att risken för återfall minskar."),
)

WISHES = (
    "Jag vill bort från det här och leva ett vanligt liv. Jag orkar inte vara rädd längre.",
    "Jag vill kunna sova på nätterna och ha ett jobb att gå till.",
    "Jag vill flytta så långt bort att ingen känner igen mig, och börja om.",
    "Jag vill vara en riktig förälder. Då kan jag inte vara kvar i det här.",
    "Jag behöver hjälp att lämna. Själv klarar jag det inte, de släpper mig inte.",
    "Jag har försökt sluta två gånger. Nu behöver jag någon som håller i det med mig.",
)

FROM_WHOM = (
    "Den enskilde själv",
    "Förälder, med den enskildes samtycke",
    "Lokalpolisens samordnare",
    "Frivården",
    "Ungdomsstödjare i stadsdelen",
)

REASONS_GRANTED = (
    "Den enskilde kan inte själv tillgodose sina behov, och de kan inte tillgodoses på annat sätt."
)
REASONS_REFUSED = "Behovet kan tillgodoses på annat sätt, genom stöd utan individuell prövning."

NOTES = (
    NoteText(
        NoteType.CONVERSATION,
        "Samtal om läget",
        "Den enskilde berättar att hen sover dåligt men har hållit sig undan från sina tidigare "
        "kontakter hela veckan.",
        "Motivationen bedöms vara fortsatt stark.",
        "Den enskilde",
    ),
    NoteText(
        NoteType.PHONE,
        "Telefonsamtal med boendet",
        "Kontaktpersonen uppger att den enskilde deltar i alla gemensamma måltider och har varit "
        "på plats alla kvällar.",
        "",
        "Kontaktpersonen på boendet",
    ),
    NoteText(
        NoteType.MEETING,
        "Möte om ekonomin",
        "Genomgång av skulder. Den enskilde har samlat breven från Kronofogden. Budget- och "
        "skuldrådgivaren deltog den sista halvtimmen.",
        "Den enskilde behöver stöd vid nästa kontakt men tar själv initiativ.",
        "Den enskilde, egna iakttagelser",
        "Den enskilde, budget- och skuldrådgivare, handläggare",
    ),
    NoteText(
        NoteType.INCOMING,
        "Intyg från vårdcentralen",
        "Intyg om pågående utredning har kommit in. Intyget visar tid för nästa besök.",
        "",
        "Vårdcentralen",
    ),
    NoteText(
        NoteType.CONSULTATION,
        "Samråd med lokalpolisen",
        "Samråd enligt samtycket. Inga nya uppgifter om läget. Nästa avstämning om två veckor.",
        "",
        "Lokalpolisens samordnare",
        "Lokalpolisens samordnare, handläggare",
    ),
    NoteText(
        NoteType.CONVERSATION,
        "Samtal om framtiden",
        "Den enskilde beskriver hur en vanlig dag skulle se ut om ett år: arbete, träning och "
        "middag med sin syster.",
        "Bilden av målet har blivit tydligare sedan förra samtalet.",
        "Den enskilde",
    ),
    NoteText(
        NoteType.MEASURE,
        "Tid hos tandläkaren bokad",
        "Tid är bokad. Den enskilde har fått tiden muntligt.",
        "",
        "Egna åtgärder",
    ),
    NoteText(
        NoteType.PHONE,
        "Uteblev från samtal",
        "Den enskilde kom inte till det bokade samtalet och svarade inte i telefon. Nådd samma "
        "eftermiddag. Förklarar att hen försov sig efter en dålig natt.",
        "Enstaka tillfälle. Ny tid samma vecka.",
        "Den enskilde, egna iakttagelser",
    ),
    NoteText(
        NoteType.MEETING,
        "Hembesök",
        "Lägenheten är städad. Den enskilde visar veckans schema på kylskåpet.",
        "Den enskilde har börjat få rutiner i vardagen.",
        "Egna iakttagelser",
        "Den enskilde, boendestödjare, handläggare",
    ),
    NoteText(
        NoteType.INCIDENT,
        "Kontaktförsök från tidigare umgänge",
        "Den enskilde uppger att en tidigare bekant har sökt hen i sociala medier. Hen svarade "
        "inte och visade meddelandet för boendet.",
        "Den enskilde följde det som hade bestämts. Lokalpolisen är underrättad.",
        "Den enskilde, boendets kontaktperson",
    ),
    NoteText(
        NoteType.CONVERSATION,
        "Samtal om konton och telefon",
        "Genomgång av konton. Gamla konton är avslutade, delning av plats är avstängd.",
        "Behöver gås igenom igen om en månad.",
        "Den enskilde, egna iakttagelser",
    ),
    NoteText(
        NoteType.OTHER,
        "Praktikplats",
        "Praktiksamordnaren meddelar att en plats på ett lager är möjlig från nästa månad.",
        "Passar målet om sysselsättning.",
        "Praktiksamordnare",
    ),
    NoteText(
        NoteType.CONVERSATION,
        "Samtal om familjen",
        "Den enskilde har talat med sin mamma för första gången på ett halvår och vill att "
        "de träffas på en trygg plats.",
        "Ett möte kan ordnas när planen för säkerheten är klar.",
        "Den enskilde",
    ),
    NoteText(
        NoteType.PHONE,
        "Samtal med frivården",
        "Frivårdsinspektören bekräftar att övervakningen sköts och att samtalen fortsätter.",
        "",
        "Frivården",
    ),
)


@dataclass(frozen=True, slots=True)
class AreaText:
    """What an assessment says of one life area, and what follows from it."""

    area: str
    facts: str
    own_view: str
    goal: str
    proposed: str
    reason: str
    intervention: str
    activity: str
    often: str
    who: str
    ore: int
    unit: str


AREAS = (
    AreaText(
        "Trygghet och boende",
        "Saknar egen bostad och har bott hos bekanta sedan i våras. Kan inte vara kvar där.",
        "Jag behöver ett ställe där ingen vet var jag är.",
        "Jag vill ha ett hem där jag kan sova utan att vara rädd.",
        "Boende med stöd på annan ort",
        "Behovet av ett tryggt boende kan inte tillgodoses på annat sätt. Utan det går det inte "
        "att arbeta med de andra målen.",
        "Boende med stöd",
        "Bo på boendet och följa dess rutiner för säkerhet",
        "varje dag",
        "Den enskilde och boendet",
        245_000,
        "day",
    ),
    AreaText(
        "Försörjning och skulder",
        "Skulder hos Kronofogden. Ingen inkomst sedan i vintras.",
        "Jag vågar inte öppna breven själv.",
        "Jag vill veta vad jag är skyldig och ha en plan för att betala.",
        "Budget- och skuldrådgivning",
        "Skulderna är en risk för att den enskilde går tillbaka till brott för att få pengar.",
        "Budget- och skuldrådgivning",
        "Gå igenom skulderna och göra en budget",
        "en gång i månaden",
        "Skuldrådgivaren och den enskilde",
        0,
        "",
    ),
    AreaText(
        "Alkohol, droger och spel",
        "Har använt cannabis dagligen i flera år, senast för en vecka sedan enligt egen uppgift.",
        "Det är det som gör att jag kan somna.",
        "Jag vill kunna somna utan att röka.",
        "Öppenvård för beroende",
        "Bruket gör det svårt att hålla tider och håller kvar den enskilde i sitt umgänge.",
        "Öppenvård, enskilda samtal",
        "Delta i behandlande samtal och lämna prov",
        "två gånger i veckan",
        "Behandlaren och den enskilde",
        128_000,
        "week",
    ),
    AreaText(
        "Psykisk hälsa",
        "Beskriver mardrömmar och stark oro. Har inte haft kontakt med vården sedan tonåren.",
        "Jag är på min vakt hela tiden.",
        "Jag vill bli lugnare och inte tänka på det som hände varje natt.",
        "Stöd till kontakt med vården och stödsamtal",
        "Oron gör vardagen svår. Stödsamtal kan ges genast medan vården utreder.",
        "Stödsamtal",
        "Samtal om oro, sömn och vardag",
        "en gång i veckan",
        "Samtalsstödjaren och den enskilde",
        95_000,
        "week",
    ),
    AreaText(
        "Umgänge och nätverk",
        "Nästan alla vänner finns i det tidigare umgänget. En syster utanför det.",
        "Jag har ingen annan att ringa, utom min syster.",
        "Jag vill ha människor omkring mig som vill mig väl.",
        "Kontaktperson",
        "Ett nytt nätverk är en förutsättning för att lämna det gamla, och går inte att bygga "
        "utan stöd.",
        "Kontaktperson",
        "Träffa kontaktpersonen och göra något utanför boendet",
        "en gång i veckan",
        "Kontaktpersonen och den enskilde",
        52_000,
        "month",
    ),
    AreaText(
        "Skola, arbete och sysselsättning",
        "Gick ut nian utan behörighet till gymnasiet. Har arbetat på lager en sommar.",
        "Jag vill göra något med händerna.",
        "Jag vill ha ett jobb att gå till på morgonen.",
        "Arbetsträning med stöd",
        "Sysselsättning ger struktur och på sikt egen försörjning, men kräver stöd i början.",
        "Arbetsträning",
        "Arbetsträna och ha veckosamtal med handledaren",
        "tre dagar i veckan",
        "Handledaren och den enskilde",
        0,
        "",
    ),
)

BACKGROUND = {
    "1.3": "En ansökan om stöd för att lämna kriminalitet kom in vid ett besök på enheten.",
    "1.4": "Vilka behov av stöd den enskilde har, och vilka insatser som kan tillgodose dem.",
    "1.5": "Tre samtal med den enskilde, ett möte med lokalpolisens samordnare och uppgifter från "
    "vårdcentralen, allt med den enskildes samtycke.",
    "2.6": "De vet att jag vill ut. Jag tror inte att de letar efter mig än, men jag vet inte.",
    "16.1": "Ett umgänge där brott är vardag, skulder och lediga dagar utan innehåll.",
    "16.2": "En syster som betyder mycket, vana vid hårt arbete och en egen vilja att lämna.",
    "17.2": "Den enskilde har behov av stöd som hen inte kan tillgodose själv. Öppnare stöd har "
    "övervägts men räcker inte så länge boendet är otryggt.",
    "17.3": "Att bevilja de föreslagna insatserna i sex månader med uppföljning efter tre.",
    "17.7": "Beslutet måste fattas genast.",
}
"""Answers to the questions of the built-in template that are about no life area."""
