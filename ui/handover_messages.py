"""The sentences of ``ui.messages`` for what goes between vaults: packages, cards and approvals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.errors import Reason

OF_HANDOVER: Final[Mapping[Reason, str]] = {
    Reason.NOT_A_PACKAGE: (
        "Filen är inget förseglat paket. Välj en fil vars namn slutar på .aktpaket."
    ),
    Reason.PACKAGE_DAMAGED: (
        "Paketet är skadat eller ändrat på vägen, så inget har tagits emot. Be avsändaren att göra "
        "det igen."
    ),
    Reason.PACKAGE_MALFORMED: (
        "Paketet går inte att läsa, så inget har tagits emot. Be avsändaren att göra det igen."
    ),
    Reason.PACKAGE_SAYS_TWICE: (
        "Samma sak står två gånger i paketet, så inget har tagits emot. Ring avsändaren på ett "
        "nummer du redan har."
    ),
    Reason.PACKAGE_TOO_DEEP: (
        "Paketet har uppgifter i fler led än programmet skriver, så inget har tagits emot. Ring "
        "avsändaren på ett nummer du redan har."
    ),
    Reason.PACKAGE_SIZES_WRONG: (
        "Paketet rymmer inte det som det säger sig rymma, så inget har tagits emot. Ring "
        "avsändaren på ett nummer du redan har."
    ),
    Reason.PACKAGE_NAMES_PATH: (
        "Paketet försöker peka ut en plats på datorn, så inget har tagits emot. Ring avsändaren "
        "på ett nummer du redan har."
    ),
    Reason.PACKAGE_IS_LINK: (
        "Det du valde är en länk till en fil någon annanstans. Välj själva paketet."
    ),
    Reason.PACKAGE_NEWER: (
        "Paketet är gjort i en nyare version av programmet. Det ligger kvar där det är: uppdatera "
        "programmet och ta emot det då."
    ),
    Reason.PACKAGE_TOO_LARGE: (
        "Paketet skulle bli för stort. Välj mindre att lämna, eller lämna i flera paket."
    ),
    Reason.PACKAGE_NOT_FOR_US: (
        "Paketet är förseglat till någon annan. Be avsändaren att göra det till ditt nyckelkort."
    ),
    Reason.PACKAGE_OWN: "Paketet är gjort i det här valvet. Lämna det till mottagaren.",
    Reason.PACKAGE_SENDER_UNKNOWN: (
        "Avsändarens nyckelkort finns inte här, så inget visas. Ta först emot kortet under "
        "Nyckelkort och jämför det med avsändaren."
    ),
    Reason.PACKAGE_SENDER_REVOKED: (
        "Avsändarens nyckelkort är spärrat, så inget visas. Ring avsändaren på ett nummer du redan "
        "har."
    ),
    Reason.PACKAGE_SENDER_NOT_CONFIRMED: (
        "Ett register tas bara emot från ett bekräftat nyckelkort, för det ändrar vad som gäller "
        "här. Jämför orden med avsändaren under Nyckelkort och öppna paketet igen."
    ),
    Reason.PACKAGE_SENDER_EXPIRED: (
        "Avsändarens nyckelkort gällde inte när paketet gjordes. Be om ett nytt kort och ett nytt "
        "paket."
    ),
    Reason.PACKAGE_EXPIRED: (
        "Paketets tid att tas emot har gått ut. Be avsändaren att göra ett nytt."
    ),
    Reason.PACKAGE_TAKEN_IN: (
        "Paketet är redan mottaget. Du behöver inte göra något mer med filen."
    ),
    Reason.PACKAGE_UNEXPECTED: (
        "Paketet svarar på något som inte har skickats härifrån. Fråga avsändaren vad det gäller."
    ),
    Reason.ATTACHMENT_MISSING: (
        "En bilaga som hör till följde inte med. Be avsändaren skicka ärendet igen."
    ),
    Reason.NOTHING_CHOSEN: "Inget är valt. Välj minst en rad, eller avböj hela paketet.",
    Reason.NOTHING_TO_SEND: "Mottagaren har redan allt det här. Det behövs inget nytt paket.",
    Reason.UNDO_TOO_LATE: (
        "Det går inte att ångra längre, för något har skrivits efter mottagandet. Rätta i ärendet."
    ),
    Reason.RECEIPT_MADE: "Kvittensen är redan gjord. Lämna den filen till avsändaren.",
    Reason.PERSON_UNKNOWN: "Mottagaren har inget nyckelkort här. Ta emot kortet under Nyckelkort.",
    Reason.PERSON_NOT_CONFIRMED: (
        "Mottagarens nyckelkort är inte bekräftat. Ring och jämför orden under Nyckelkort innan "
        "något om en skyddad person lämnas."
    ),
    Reason.PERSON_KEY_EXPIRED: ("Mottagarens nyckelkort har slutat gälla. Be om ett nytt kort."),
    Reason.PERSON_KEY_REVOKED: (
        "Mottagarens nyckelkort är spärrat. Be om ett nytt kort och jämför det."
    ),
    Reason.OWN_CARD_MISSING: (
        "Du har inget eget nyckelkort som gäller. Gör ett under Nyckelkort och lämna det till "
        "mottagaren."
    ),
    Reason.KEY_CARD_NEWER: (
        "Nyckelkortet är gjort i en nyare version av programmet. Uppdatera programmet först."
    ),
    Reason.KEY_CARD_EXPIRED: "Nyckelkortet har slutat gälla. Be om ett nytt.",
    Reason.KEY_CARD_OWN: "Det här är ditt eget nyckelkort. Lämna det till den som ska ha det.",
    Reason.KEY_CARD_KNOWN: "Nyckelkortet finns redan här.",
    Reason.KEY_CARD_OLDER: "Ett nyare nyckelkort från samma person finns redan här.",
    Reason.KEY_CARD_REVOKED: (
        "Nyckelkortet är spärrat och kan inte tas emot igen. Be om ett kort med en ny nyckel."
    ),
    Reason.KEY_CARD_OTHER_KEY: (
        "Personen är känd här med en annan nyckel. Ring personen, på ett nummer du redan hade, "
        "innan du byter."
    ),
    Reason.OWN_CARD_REVOKED: (
        "Nyckeln i det här valvet är spärrad, och en spärr går inte att ta tillbaka. Skapa ett "
        "nytt valv för att få en ny nyckel."
    ),
    Reason.ROOT_CARD_RECEIVES_NOTHING: (
        "Ett rotkort går bara i god för andra. Välj personens eget nyckelkort."
    ),
    Reason.ROOT_CARD_NOT_OF_UNIT: (
        "Rotkortet är för en annan enhet än personens kort. Kontrollera enhetens namn på korten."
    ),
    Reason.VOUCHER_OVER: "Intyget har slutat gälla. Be enheten om ett nytt.",
    Reason.REVOCATION_NOT_VALID: (
        "Spärren är inte undertecknad av kortets innehavare eller av enheten. Ingenting är ändrat."
    ),
    Reason.CASE_HANDED_OVER: (
        "Ärendet är överlämnat, så inget kan skrivas i det här. Be den som har ärendet att skriva."
    ),
    Reason.CASE_SHARE_ENDED: (
        "Delningen är avslutad, så inget kan skrivas i ärendet här. Be den som har ärendet att "
        "skriva."
    ),
    Reason.CASE_HELD_HERE: (
        "Ärendet finns redan här och är ditt. Jämför de två akterna med avsändaren innan du tar "
        "emot."
    ),
    Reason.ALREADY_SHARED: (
        "Ärendet är redan delat med den personen. Lämna en uppdatering i stället."
    ),
    Reason.NOT_SHARED: (
        "Ärendet är inte delat med den personen. Dela det först, eller välj någon annan."
    ),
    Reason.CASE_DISPUTED: (
        "Ärendet är återtaget här och mottaget på andra hållet. Kom överens om vem som har det, "
        "och avgör det under Dela, innan något mer skrivs."
    ),
    Reason.CASE_ELSEWHERE: (
        "Det här skrivs av den som har ärendet. Skriv en anteckning, eller lämna en uppdatering "
        "och be dem."
    ),
    Reason.READING_REASON_MISSING: (
        "Ärendet är inte ditt längre. Skriv varför du behöver läsa det, så visas det."
    ),
    Reason.TRANSFER_OVER: "Överlämningen är redan besvarad. Läs svaret under Dela och överlämna.",
    Reason.CASE_BEGUN_BEFORE: (
        "Ärendet finns redan här, och det som kom säger att någon annan har börjat det. Ring "
        "avsändaren på ett nummer du redan har."
    ),
    Reason.DOCUMENT_NOT_PLAIN: (
        "Handlingen visas inte: det finns sådant i filen som programmet aldrig lägger i en "
        "handling. Be den som har gjort den att göra den igen i programmet."
    ),
    Reason.APPROVAL_OTHER_DOCUMENT: (
        "Attesten gäller en annan handling än den som skickades, så den har inte tagits emot. "
        "Skicka begäran på nytt."
    ),
    Reason.APPROVAL_SIGNATURE_WRONG: (
        "Attestens underskrift stämmer inte, så den har inte tagits emot. Be om en ny attest."
    ),
    Reason.APPROVAL_BY_SAME: (
        "Den som har upprättat handlingen kan inte attestera den. Välj en annan person."
    ),
    Reason.REVIEW_BY_SAME: ("Ingen granskar sin egen logg. Lämna utdraget till en annan person."),
    Reason.REVIEW_OVER: "Loggkontrollen är redan signerad.",
    Reason.REVIEW_UNFINISHED: (
        "Rader i stickprovet saknar märke. Gå igenom dem, och signera sedan."
    ),
    Reason.LOG_EMPTY: "Loggen har inga rader från de dagarna. Välj andra dagar.",
    Reason.APPROVAL_OVER: "Begäran är redan besvarad eller återtagen.",
    Reason.PASSPHRASE_NOT_WITH_CARD: (
        "Mottagaren har ett nyckelkort, så ingen fil med lösenord görs. Dela ärendet under Dela, "
        "eller lämna på papper."
    ),
    Reason.PASSPHRASE_NOT_FOR_PROTECTED: (
        "Har den enskilde skydd, eller har ingen kontrollerat det, lämnas ingen fil med lösenord. "
        "Lämna på papper, eller i ett paket till mottagarens nyckelkort."
    ),
}
