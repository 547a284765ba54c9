"""One Swedish sentence or two for everything that can be refused: what it is, and the next step.

Nothing here holds a name, a number or typed text; the parameters of a refusal are safe values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.errors import Reason, Refusal
from ui.handover_messages import OF_HANDOVER
from ui.texts import tr

_REASONS: Final[Mapping[Reason, str]] = {
    # opening a vault
    Reason.WRONG_PASSPHRASE: "Lösenfrasen stämmer inte. Kontrollera Caps Lock och försök igen.",
    Reason.WRONG_RECOVERY_CODE: (
        "Återställningskoden är rätt skriven men hör inte till det här valvet. "
        "Ta fram koden som skrevs ned för just det här valvet."
    ),
    Reason.RECOVERY_CODE_MISTYPED: (
        "Något tecken i återställningskoden är fel. Jämför grupp för grupp med papperet."
    ),
    Reason.NO_SUCH_SLOT: (
        "Valvet har inget sådant sätt att låsa upp. Använd lösenfrasen i stället."
    ),
    Reason.HEAD_DAMAGED: (
        "Filen som valvet låses upp med är skadad. Dina ärenden är inte ändrade; "
        "återställ från en säkerhetskopia."
    ),
    Reason.DATABASE_DAMAGED: (
        "Valvets innehåll är skadat på disken. Ändra ingenting i mappen; "
        "återställ från en säkerhetskopia."
    ),
    Reason.DATABASE_MISSING: (
        "Valvets innehåll saknas i mappen. Kontrollera att hela mappen finns kvar, "
        "eller återställ från en säkerhetskopia."
    ),
    Reason.NOT_A_VAULT: "Mappen är inget valv. Välj mappen där valvet skapades.",
    Reason.VAULT_NEWER: (
        "Valvet är skapat med en nyare version av Aktvalv. Uppdatera programmet och öppna igen."
    ),
    Reason.VAULT_IN_USE: (
        "Valvet är redan öppet i ett annat fönster. Gå dit, eller stäng det och försök igen."
    ),
    Reason.VAULT_ROLLED_BACK: (
        "Valvet är äldre än när det senast användes på den här datorn. "
        "Det kan läsas; bekräfta att det är en återställd kopia för att kunna skriva."
    ),
    Reason.VAULT_EXISTS: "Där finns redan ett valv. Välj en annan mapp eller öppna det valvet.",
    Reason.VAULT_LOCKED: "Valvet är låst. Lås upp det för att fortsätta.",
    Reason.VAULT_READ_ONLY: (
        "Valvet är öppet för läsning och inget har sparats. "
        "Utkastet står kvar tills valvet kan skrivas igen."
    ),
    Reason.TRAINING_AND_REAL_MIXED: (
        "Övningsvalv och riktiga valv hålls isär. Byt till rätt valv och försök igen."
    ),
    # keys
    Reason.PASSPHRASE_WEAK: "Lösenfrasen går för lätt att gissa. Lägg till ett par ord till.",
    Reason.LAST_SLOT: (
        "Det är det sista sättet att låsa upp valvet. Lägg till ett annat innan du tar bort det."
    ),
    Reason.KEY_CARD_INVALID: (
        "Nyckelkortet går inte att läsa. Be enheten om ett nytt kort, eller fortsätt utan."
    ),
    Reason.DATA_KEY_UNCHANGED: (
        "Det som krypterats om stämde inte med valvet. Ingenting är ändrat, och den gamla nyckeln "
        "gäller. Kontrollera valvet och försök sedan igen."
    ),
    # the disk
    Reason.FOLDER_READ_ONLY: "Det går inte att skriva i mappen. Välj en annan mapp.",
    Reason.FOLDER_MISSING: (
        "Mappen finns inte. Kontrollera att disken är ansluten, eller välj en annan mapp."
    ),
    Reason.FOLDER_REMOTE: (
        "Mappen ligger på en annan dator eller synkroniseras dit. "
        "Välj en mapp på den här datorns egen disk."
    ),
    Reason.DISK_FULL: "Disken är full och inget har sparats. Frigör utrymme och försök igen.",
    Reason.DISK_ERROR: (
        "Disken svarar inte som den ska och inget har sparats. "
        "Kontakta it-stödet innan du fortsätter."
    ),
    Reason.MEMORY_SHORT: (
        "Datorn har för lite ledigt minne för att skriva om valvet. Stäng andra program innan du "
        "låser upp nästa gång."
    ),
    Reason.FILE_EXISTS: "Det finns redan en fil med det namnet. Välj en annan plats.",
    Reason.BACKUP_UNVERIFIED: (
        "Säkerhetskopian gick inte att läsa tillbaka och räknas inte. "
        "Försök igen, gärna på en annan disk."
    ),
    Reason.NOT_A_BACKUP: "Filen är ingen säkerhetskopia från Aktvalv. Välj en annan fil.",
    # records
    Reason.RECORD_MALFORMED: (
        "En handling har en form som programmet inte känner igen och har inte tagits in. "
        "Be avsändaren om en ny fil."
    ),
    Reason.RECORD_CHANGED: (
        "En handling har ändrats efter signeringen och har inte tagits in. "
        "Kontakta den som skickade den."
    ),
    Reason.SIGNATURE_WRONG: (
        "En underskrift stämmer inte, så det den gäller har inte tagits in. Ring avsändaren på ett "
        "nummer du redan har."
    ),
    Reason.AUTHOR_UNKNOWN: (
        "En handling är signerad av någon som valvet inte känner. "
        "Be om en fil där handläggarens uppgifter ingår."
    ),
    Reason.PARENT_UNKNOWN: (
        "En handling bygger på en annan som saknas. Be om en fil med hela akten."
    ),
    Reason.PARENT_FOREIGN: (
        "En handling hänvisar till en annan akt och har inte tagits in. "
        "Kontakta den som skickade den."
    ),
    Reason.KIND_NEWER: (
        "Uppgiften är skriven med en nyare version av Aktvalv. Uppdatera programmet för att läsa."
    ),
    Reason.LOG_BROKEN: (
        "Valvets logg hänger inte ihop. Öppna Inställningar och välj Kontrollera valvet."
    ),
    # casework
    Reason.CASE_UNKNOWN: "Ärendet finns inte i valvet. Gå till Ärenden och välj på nytt.",
    Reason.ENTITY_UNKNOWN: "Uppgiften finns inte i ärendet. Gå tillbaka och välj på nytt.",
    Reason.CASE_NUMBER_TAKEN: (
        "Ärendenumret är redan använt. Välj nästa lediga nummer; det du skrivit står kvar."
    ),
    Reason.ALREADY_SIGNED: (
        "Det är redan signerat och kan inte ändras. Skriv en rättelse i stället."
    ),
    Reason.ASSESSMENT_NOT_SIGNED: (
        "Beslutet behöver en signerad utredning. Öppna Utredning och signera den först."
    ),
    Reason.DECISION_MISSING: "Det finns inget beslut att bygga på. Öppna Beslut och fatta det.",
    Reason.COMMUNICATION_MISSING: (
        "Inget har kommunicerats som det går att svara på. Anteckna kommuniceringen först."
    ),
    Reason.UNIT_PAPER_POINTS_OUT: (
        "Listan tycks innehålla ett nummer eller en adress som pekar ut någon. Ta bort det i "
        "ärendet och gör listan på nytt."
    ),
    Reason.REGISTER_LACKS: (
        "Det hör till något som varken finns här eller följer med i paketet. Be avsändaren att "
        "skicka med det."
    ),
    Reason.REGISTER_POINTS_OUT: (
        "Något av det som måste följa med tycks innehålla ett nummer eller en adress som pekar ut "
        "någon. Ta bort det under Register och gör paketet på nytt."
    ),
    Reason.CONFLICT_UNSETTLED: (
        "Det finns två versioner av samma uppgift. Jämför dem och välj vad som ska gälla."
    ),
    Reason.REVISED_SINCE: (
        "Uppgiften har ändrats sedan du öppnade den. Det du skrivit står kvar; "
        "läs den nya versionen först."
    ),
    Reason.INVALID_FIELDS: (
        "Några uppgifter behöver rättas. Allt du skrivit står kvar; felen står vid fälten."
    ),
    Reason.CRITERIA_UNMET: (
        "Alla kriterier är inte uppfyllda. Se kriteriekortet på sidan Vägval vad som saknas; "
        "ansökan utreds under tiden."
    ),
    **OF_HANDOVER,
    # forms
    Reason.FORM_UNREADABLE: (
        "Formuläret går inte att läsa. Det du skrivit är sparat; välj en annan mall."
    ),
    Reason.FORM_INCOMPLETE: (
        "Utredningen har frågor som måste besvaras. Öppna dem i listan och svara."
    ),
    Reason.FORM_CHANGED: (
        "Mallen har ändrats utan ny version och används inte. Be den som förvaltar den om en ny."
    ),
    Reason.TEMPLATE_VERSION_TAKEN: (
        "Det finns redan en mall med samma namn och version men annat innehåll. "
        "Ge den nya ett högre versionsnummer och försök igen."
    ),
    Reason.TEMPLATE_NAME_RESERVED: (
        "Mallens url börjar med urn:aktvalv: och hör till programmets egna mallar. "
        "Ge mallen ett eget namn, till exempel urn:kommunen:mall:namn, och försök igen."
    ),
    Reason.TEMPLATE_NOT_ANSWERABLE: (
        "Mallen kan läsas men inte fyllas i här, och har inte sparats. "
        "Orsakerna står i listan; rätta dem i mallen."
    ),
    Reason.METHOD_PACK_CHANGED: (
        "Ett metodpaket med samma namn och version är redan inläst, med annat innehåll. "
        "Be den som gav ut paketet om ett nytt versionsnummer."
    ),
    # files that others have made
    Reason.FILE_MISSING: "Filen finns inte kvar där den valdes. Välj den på nytt.",
    Reason.FILE_EMPTY: (
        "Filen är tom. Kontrollera att det är rätt fil, spara den på nytt i programmet den gjordes "
        "i och försök igen."
    ),
    Reason.FILE_TOO_LARGE: (
        "Filen är för stor att läsas in här. Kontrollera att det är rätt fil. Är den det behöver "
        "innehållet delas upp på flera filer."
    ),
    Reason.FILE_EXPANDS: (
        "Filen är hoppackad på ett sätt som gör den för stor att läsa. "
        "Spara om den i programmet den gjordes i och försök igen."
    ),
    Reason.FILE_TAKES_TOO_LONG: (
        "Filen tog för lång tid att läsa och lästes inte in. "
        "Ta bort det som inte behövs ur den och försök igen."
    ),
    Reason.FILE_UNREADABLE: (
        "Filen går inte att läsa. Kontrollera att den öppnas i programmet den gjordes i, "
        "spara om den och försök igen."
    ),
    Reason.FILE_READER_STOPPED: (
        "Läsningen av filen avbröts och inget har lästs in. "
        "Försök igen; händer det en gång till, använd inte filen."
    ),
    Reason.FILE_HAS_PASSWORD: (
        "Filen är skyddad med lösenord. Spara en kopia utan lösenord och välj den."
    ),
    Reason.SPREADSHEET_OLD: (
        "Kalkylarket har ett format som inte läses. "
        "Spara det som Excel-arbetsbok (.xlsx) eller CSV UTF-8 och välj den filen."
    ),
    Reason.NOT_A_SPREADSHEET: (
        "Filen är inget kalkylark. Välj en fil som är sparad som .xlsx eller CSV."
    ),
    Reason.NOT_A_METHOD_PACK: (
        "Filen är inget metodpaket, eller är skadad. Be den som gav ut paketet om en ny fil."
    ),
    Reason.REMINDER_OF_LAW: (
        "Den tiden står i lag och kan inte bara klarmarkeras. Registrera det som lagen kräver, "
        "så försvinner den av sig själv."
    ),
    # process
    Reason.STEP_NOT_SKIPPABLE: (
        "Det här steget kan inte hoppas över. Gör det som saknas, så blir steget klart."
    ),
    Reason.PROCESS_INVALID: (
        "Beskrivningen av processens steg går inte att använda. "
        "Installera om programmet; ärendena påverkas inte."
    ),
    # law
    Reason.LEGAL_PACK_INVALID: (
        "Lagrumsregistret går inte att läsa. Installera om programmet; ärendena påverkas inte."
    ),
    Reason.LEGAL_PACK_GAP: (
        "Lagpaketet saknar en uppgift som programmet behöver, eller har dagar då ingen regel "
        "gäller. Be den som gav ut paketet att rätta det."
    ),
    Reason.LEGAL_PACK_CYCLE: (
        "I lagpaketet ersätter några lagrum varandra i en ring. Be den som gav ut paketet att "
        "rätta vilket lagrum som ersätter vilket."
    ),
    Reason.LEGAL_PACK_NEWER: (
        "Lagpaketet är gjort för en nyare version av programmet. Uppdatera programmet först."
    ),
    Reason.LEGAL_PACK_OLDER: (
        "Lagpaketet är äldre än det som redan är infört. Be om det senaste paketet."
    ),
    Reason.LEGAL_PACK_CHANGED: (
        "Ett lagpaket med samma version är redan infört, med annat innehåll. Be den som gav ut "
        "paketet om ett nytt versionsnummer."
    ),
    Reason.NOT_A_LEGAL_PACK: (
        "Filen är inget lagpaket, eller är skadad. Be den som gav ut paketet att skicka det igen."
    ),
    # disposal
    Reason.DISPOSAL_NOT_DUE: (
        "Akten får inte gallras nu. Läs vad som hindrar det under Visa varför."
    ),
    Reason.DISPOSAL_UNDER_WAY: (
        "Gallring av akten är redan föreslagen. Fortsätt med det förslaget, eller ta tillbaka det."
    ),
    Reason.DISPOSAL_NOT_APPROVED: (
        "Gallringen är inte godkänd av en andra person. Inget har förstörts. Notera godkännandet "
        "först."
    ),
    Reason.DISPOSAL_CASE_CHANGED: (
        "Något har ändrats i akten sedan gallringen föreslogs. Inget har förstörts. Ta tillbaka "
        "förslaget och pröva igen."
    ),
    Reason.DISPOSAL_OVER: (
        "Gallringen är redan genomförd eller tillbakatagen. Ladda om sidan Gallring."
    ),
    Reason.CASE_DISPOSED: "Akten är gallrad. Inget mer kan skrivas i den.",
    # what leaves
    Reason.NOTHING_LEAVES: (
        "Inget är valt att lämnas ut, så inget har lämnats. Välj vad mottagaren ska få."
    ),
    Reason.GROUND_MISSING: (
        "Det saknas stöd för att lämna ut. Välj samtycke eller lagrum och skriv skälet."
    ),
    Reason.CONSENT_REFUSED: (
        "Den enskilde har sagt nej till att uppgifter delas. Inget lämnas ut på samtycke."
    ),
    Reason.CONSENT_WITHDRAWN: (
        "Samtycket är återkallat. Inget nytt lämnas ut förrän den enskilde har lämnat ett nytt."
    ),
    Reason.CONSENT_EXPIRED: (
        "Samtycket har gått ut. Fråga den enskilde om ett nytt innan något lämnas ut."
    ),
    Reason.CONSENT_NOT_YET: (
        "Samtycket gäller inte ännu. Kontrollera dagen då det lämnades på sidan Samtycke."
    ),
    Reason.CONSENT_OTHER_RECIPIENT: (
        "Samtycket nämner inte den här mottagaren. Välj ett samtycke som gör det, "
        "eller koppla mottagaren till samtyckets part på sidan Samtycke."
    ),
    Reason.CONSENT_NARROWER: (
        "Samtycket omfattar inte allt som är ikryssat; det BOPS har sagt måste nämnas i det. "
        "Ta bort krysset för det som inte omfattas, eller fråga om ett samtycke som gör det."
    ),
    Reason.FINDINGS_UNEXPLAINED: (
        "Något i dokumentet kan röja den enskilde, så inget har lämnats. "
        "Ändra texten eller skriv varför den ska stå kvar."
    ),
    Reason.DOCUMENT_TOO_LARGE: "Dokumentet är för stort. Dela upp texten och försök igen.",
}

_WITH_VALUES: Final[Mapping[Reason, tuple[str, str]]] = {
    Reason.PACKAGE_TOO_LARGE: (
        "limit",
        "Paketet skulle bli större än {limit} MB. Välj mindre att lämna, eller dela upp det.",
    ),
    Reason.PACKAGE_EXPIRED: (
        "day",
        "Paketet fick tas emot till och med {day}. Be avsändaren att göra ett nytt.",
    ),
    Reason.PACKAGE_TAKEN_IN: (
        "day",
        "Paketet är redan mottaget, {day}. Du behöver inte göra något mer med filen.",
    ),
    Reason.KEY_CARD_EXPIRED: ("day", "Nyckelkortet slutade gälla {day}. Be om ett nytt."),
}
"""What is said instead where the refusal knows the value."""

_PROCESS: Final[Mapping[str, str]] = {
    "unreadable": "Filen följer inte formatet",
    "key_twice": "Ett namn används två gånger",
    "phase_unknown": "Ett steg hör till en fas som inte finns",
    "phases_mixed": "Stegen står inte i fasernas ordning",
    "part_unknown": "Ett steg leder till en del av ärendet som inte finns",
    "gap_unknown": "Ett steg frågar efter något som programmet inte känner till",
    "gap_twice": "Samma sak frågas efter i två steg",
    "gap_nowhere": "Något som kan saknas hör inte till något steg",
    "condition_unknown": "Ett steg har ett villkor som inte finns",
    "role_unknown": "Den som ska göra något är ingen känd roll",
    "needs_unknown": "Ett steg väntar på ett steg som inte finns eller som kommer senare",
    "cycle": "Två eller flera steg väntar på varandra",
}
"""What is wrong with the table of steps (``casework.process.table.Wrong``)."""


def sentence(refusal: Refusal) -> str:
    """What the user is told, ready to show as plain text."""
    text = tr(_REASONS[refusal.reason])
    name, told = _WITH_VALUES.get(refusal.reason, ("", ""))
    if name in refusal.params:
        return tr(told).format(**{name: refusal.params[name]})
    if refusal.reason is Reason.VAULT_NEWER and "version" in refusal.params:
        return tr("Valvet har format {version}, som är nyare än programmet.").format(
            version=refusal.params["version"]
        ) + tr(" Uppdatera Aktvalv och öppna igen.")
    if refusal.reason is Reason.PROCESS_INVALID and "wrong" in refusal.params:
        wrong = tr(_PROCESS.get(str(refusal.params["wrong"]), "Något stämmer inte"))
        return tr("{wrong} ({at}). ").format(wrong=wrong, at=refusal.params.get("at", "")) + text
    return text
