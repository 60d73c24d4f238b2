"""Swedish, Danish, Norwegian (both forms), and some Finnish: the first three have many words in common."""

from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.furniture.phrases.shapes import CREDITED, FEW, HEADLINE, ONE, PARTED, PLATFORM, when

_WHEN = when(
    "måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mandag|tirsdag|lørdag|søndag|mån|tis|ons|tors|tor|fre|lör|sön|man|tirs|tir|lør|søn|ma|ti|ke|to|pe|la|su",
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|januar|februar|marts|august|mai|desember|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec|des|tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta",
    r"i dag|idag|i går|igår|i går|tänään|eilen|(?:för )?(?:\d{1,3}|en|et|ett|to|två) (?:min|minuter|minutter|timme|timmar|time|timer|tim|dagar|dager|dage|dag) (?:sedan|siden)",
)
_ON = r"(?:[.!?]{1,3} (?:klicka|anmäl|anmäl dig|klikk|klik|meld|meld deg|tilmeld|här|her|gratis|du kan|det er gratis|avsluta|skriv)\b.{0,140})?"
_CHANNEL = r"(?:[\w-]{0,20}(?:nyhetsbrev|nyhedsbrev|nyhetsbrevet|nyhedsbrevet|nyhetsbreven|nyhetsbrevene|nyhedsbreve)|pushnotiser|push-?varsler|pushvarsel|uutiskirje\w{0,4}|whatsapp-?kanal)"
_PICTURES = "(?:foto|foton|bild|bilder|bilde|billede|billeder|arkivfoto|arkivbild|arkivbilde|illustration|illustrasjon|illustrasjonsfoto|genrebild|genrefoto|modelfoto|kuva|kuvat|skärmdump|skjermdump|fotograf|pressfoto|pressefoto)"
_SELLER = r"(?:tt|ntb|ritzau|scanpix|afp|reuters|\bap\b|epa|getty|shutterstock|lehtikuva|stt|bildbyrån|arkiv|privat|unsplash|pexels|istock|nrk|svt|colourbox|imago|polfoto|presse|mostphotos)"

ANYWHERE = {
    reasons.RELATED: (
        r"(?:läs|les|læs|lue|se|sjå|katso|kuuntele|lyssna|hør|høyr)(?: mer| mere| även| också| også| og| vidare| videre| lisää| myös| här| her| hela listan| artikkelen| artikeln| alt om saken| saken| om| meir| også disse) ?[:|»>] ?.{1,250}",
        r"(?:läs|les|læs|lue|se|sjå|katso) (?:mer|mere|meir|även|också|også|vidare|videre|lisää|myös)(?: här| her| om saken| om saka| täältä| tästä| på .{2,40}| om detta| i ämnet)?",
        r"(?:läs|les|læs|se) (?:mer|mere|meir|hela|hele|alla|alle|alt|allt|resten) (?:om|av|af|artikeln|artiklen|artikkelen|historien|intervjun|intervjuet|interviewet|saken|listan|listen) .{2,80} (?:här|her)",
        rf"(?:läs|les|læs) (?:hela|hele|resten av|resten af) (?:artikeln|artiklen|artikkelen|saken|intervjun|intervjuet|interviewet|historien|texten|teksten)(?: (?:här|her|på|i|hos) ?{ONE})?",
        rf"(?:här|her) (?:kan du|hittar du|finner du|finder du|är|er) (?:läsa mer|lese mer|læse mere|läsa hela|läsa alla|se alla|se alle|höra hela|alla|alle|mer|mere|fler|flere) {ONE}",
        rf"(?:fler|flere|mer|mere|alla|alle|senaste|siste|seneste) (?:nyheter|nyheder|artiklar|artikler|sager|saker|uutiset|notiser) (?:om|från|fra|i|av|af) {FEW}(?: ?[:»>] ?{HEADLINE})?",
        rf"(?:lästips|læs også|relaterat|relatert|relateret|artikeln fortsätter|bildspel|bildextra|webb-tv|tipsa|aiheesta lisää|lue lisää|lesetips|les mer om|läs mer om|mer om|också i dag|från arkivet|fra arkivet|lukuvinkki) ?[:»>] {HEADLINE}",
        r"(?:artikeln|artiklen|artikkelen|teksten|texten|saken|historien|juttu) (?:fortsätter|fortsetter|fortsætter|jatkuu) (?:efter|etter|under|nedanför|nedenfor|mainoksen|kuvan|videon|nedenunder)(?: .{0,60})?",
        r"(?:texten|artikeln|saken|artikkelen|artiklen|nyheten|sagen|juttua|uutista) (?:uppdateras|oppdateres|opdateres|täydennetään|päivitetään|bliver opdateret|blir oppdatert|blir uppdaterad|er under oppdatering|uppdateras löpande|oppdateres fortløpende|opdateres løbende)(?: .{0,40})?",
        r"(?:mer följer|mer kommer|flere detaljer følger|mer information kommer|mere følger|mere på vej|saken oppdateres|vi uppdaterar|vi oppdaterer saken|nyheten uppdateras|uppdateras|oppdateres|opdateres|artiklen opdateres|juttu päivittyy|uutinen päivittyy|juttua päivitetään|följ utvecklingen här|vi följer händelsen)(?: .{0,30})?",
        r"(?:till|til|tilbake til|tillbaka till|tilbage til) (?:startsidan|forsiden|toppen|framsida|framsiden|förstasidan|oversigten|artikeln|artikkelen)",
        r"(?:visa|vis|näytä) (?:mer|mere|meir|fler|flere|alla|alle|lisää)(?: .{0,30})?",
        r"(?:aiheesta muualla|lue myös|katso myös|lue lisää)(?: ?: ?.{1,200})?",
        r"(?:detta|dette) (?:er en sak i utvikling|er en breaking).{0,100}",
    ),
    reasons.NEWSLETTER: (
        rf"(?:prenumerera|anmäl|få|missa|registrera|skriv upp|abonner|abonnér|meld|tilmeld|skriv|hold|håll|gå|ikke|vil|vill|tilaa|bestill|följ|hold deg|mottag|modtag|motta) (?:på|dig|deg|våra|vårt|vores|vårt|våre|inte|alla|alle|nyheter|nyheder|de|det|du|glip|gå|oss|seneste|senaste|här|her|gratis|daglig)\b{ONE}\b{_CHANNEL}\b[^\".!?]{{0,120}}{_ON}",
        rf"(?:prenumerera på|abonner på|abonnér på|tilmeld dig|meld deg på|anmäl dig till|tilaa|skriv upp dig på) .{{0,40}}{_CHANNEL}\b.{{0,160}}",
        rf"(?:vårt|våra|vores|våre|i vårt) (?:\w{{2,20}} )?{_CHANNEL}\b[^\"]{{0,60}}\b(?:inkorg|inkorgen|indbakke|indbakken|innboks|innboksen|gratis|anmäl|tilmeld|meld)\b.{{0,120}}",
        r"(?:du|dere|i|ni) (?:får|mottar|modtager) (?:detta|dette|denne|det här) (?:mejl|mejlet|mail|e-post|e-posten|nyhetsbrev|nyhedsbrev|pressmeddelande|mailen)\b.{0,20}(?:eftersom|fordi|därför|för att|då)\b.{0,200}",
        r"(?:avregistrera|avsluta|afmeld|avmeld|meld deg av|avprenumerera|avanmäl|peruuta) .{0,80}\b(?:nyhetsbrev\w{0,3}|nyhedsbrev\w{0,3}|prenumeration\w{0,2}|her|här|abonnement\w{0,2}|tilaus|uutiskirje)\b.{0,80}",
    ),
    reasons.SOCIAL: (
        rf"(?:följ|følg|gilla|lik|seuraa|synes godt om|finn|hitta|find) (?:oss|os|meitä|vår sida|vår side|vores side|@\w{{1,40}}|{FEW}) (?:även |også |nå |gjerne |också )?(?:på|via|i) {PLATFORM}\b[^\".!?]{{0,140}}{_ON}",
        rf"seuraa (?:meitä )?(?:{PLATFORM}ssa|facebookissa|instagramissa|x:ssä|somessa|whatsappissa)\b.{{0,100}}",
        r"(?:följ|følg) (?:ämnen|ämnet|emner|emnet|tema|skribenten|saken|taggar|skribent|journalisten|emne)(?: ?[: ] ?.{0,160})?",
    ),
    reasons.COMMENTS: (
        rf"(?:dela|del|jaa|tipsa|skriv ut|share) (?:artikeln|artiklen|artikkelen|artikel|saken|sidan|siden|på|via|den här artikeln|denne saken|denne artikel|juttu|artikkeli|med)(?: {PLATFORM}| e-post| mail| mejl| en vän| en ven)?",
        r"(?:klicka|klikk|klik) (?:här )?för att (?:dela|skriva ut|skicka|e-posta)\b.{0,140}",
        r"(?:klikk|klik|tryk) (?:her )?for (?:å|at) (?:dele|skrive ut|printe|sende)\b.{0,140}",
        r"\d{1,3} (?:kommentarer|kommentar|kommenttia)",
        r"(?:kommentera|kommentarer \(?\d{1,5}\)?|kommentera artikeln|skriv en kommentar|legg igjen en kommentar|lämna en kommentar|lämna ett svar|skriv kommentar|kommentoi|kopiera länk|kopier lenke|kopier link|kopioi linkki|spara artikel|lagre artikkel|gem artikel|del artikel|ge bort artikeln|ge bort artikel|lyssna på artikeln|lytt til artikkelen|hør artiklen|lytt til saken|kuuntele juttu|dela artikel|skriv ut|rapportera fel|rapportera stavfel|fant du en feil|meld fra om feil)(?: \(?\d{1,5}\)?)?",
        r"(?:har|vet|ser|såg|ved|hittade|fant|fandt) (?:du|dere) (?:tips|ett tips|et tips|en nyhet|nyhetstips|synspunkter|en feil|en fejl|fel|något fel|mer information|info|noe|noget|något|frågor|spørsmål|spørgsmål|bilder)\b.{0,100}\? ?(?:tipsa|kontakta|kontakt|mejla|mail|send|skicka|hör av dig|skriv til|skriv till oss|ring|klikk|klik|ta kontakt|meld fra|fortell oss|berätta för|anmäl|rapportera)\b.{0,200}",
        r"(?:tipsa oss|tips oss|tipsa redaktionen|tips redaksjonen|tip redaktionen)(?: (?:om|på|her|här|via|-|–)\b[^\".]{0,160})?",
        r"(?:kontakta oss|kontakta redaktionen|mejla oss|kontakt oss|kontakt redaksjonen|skriv til os) (?:på|via|gärna på|hos) .{0,60}[@\d].{0,80}",
        r"(?:hittat fel|hittat ett fel|fel i texten|sett ett fel|stavfel|feil i artikkelen|fejl i artiklen)(?: i texten| i artikeln)? ?\?.{0,160}",
    ),
    reasons.APP: (
        rf"(?:ladda ner|ladda ned|last ned|lastned|hent|download|lataa) (?:vår|vores|våra|gratis|den nya|.{{2,40}}) ?(?:app|appen|nyhetsapp|nyhedsapp|sovellus)\b{ONE}",
    ),
    reasons.ADVERTISEMENT: (
        r"(?:annons|annonser|annonsørinnhold|annonsørinnhald|annonse|annoncer|annonce|reklame|reklam|sponsrat|sponsrat innehåll|sponset innhold|sponsoreret indhold|sponsoreret|betald annons|i samarbete med|kommersielt samarbeid|mainos|kaupallinen yhteistyö|mainos jatkuu alla|artikkelen fortsetter under annonsen|artiklen fortsætter under annoncen)",
        r"(?:annons|annonse|annonce) (?:slut|slutt|start|:)(?: .{0,40})?",
        r"(?:detta är en annons|dette er en annonse|denne artikel er sponsoreret|detta är ett annonsörsinnehåll)(?: .{0,60})?",
    ),
    reasons.COOKIES: (
        r"(?:vi använder|vi bruker|vi bruger|den här sidan använder|denne siden bruker|dette nettstedet bruker|denne side bruger|sivusto käyttää|käytämme) (?:cookies|kakor|informasjonskapsler|evästeitä),? (?:för att|for å|for at|och|og|på|palvelun|sivustolla)\b[^.\"–]{0,120}",
        r"(?:för att|for å|for at) .{2,80}\b(?:cookies|kakor|informasjonskapsler|samtykke|samtycke|samtycka|godkänna|javascript|accepter\w{0,3}|markedsføringscookies)\b.{0,160}",
        r"(?:detta|dette|här|her|innehållet|innholdet|indholdet) (?:innehåll|innhold|indhold|skulle|kan|kommer|er blokkeret|visas|hentes) .{0,80}\b(?:cookies|kakor|tredje part|tredjepart|samtykke|samtycke|extern\w{0,2}|eksterne?)\b.{0,160}",
        r"(?:godkänn alla|godkänn cookies|acceptera alla|tillåt alla|godta alle|godta alle informasjonskapsler|accepter alle|tillad alle|hantera cookies|cookieinställningar|hyväksy kaikki|administrer samtykke|innhold fra eksterne kilder|visa innehåll|vis innhold|vis indhold)",
        r"(?:javascript är avstängt|javascript måste vara påslaget|javascript er slått av|du må slå på javascript|javascript er deaktiveret)\b.{0,160}",
    ),
    reasons.SUBSCRIBE: (
        r"(?:fortsätt läsa|fortsett å lese|läs vidare|les videre|læs videre|vil du læse videre|vil du lese videre|vill du läsa vidare|jatka lukemista|lås upp artikeln|lås opp saken)(?: (?:med|for|för|från|fra|genom|ved) .{2,160}| ?[:?!] ?.{0,200})?",
        r"(?:bli|bliv|prøv|prova|testa|köp|kjøp|køb|tilaa) (?:prenumerant|abonnent|medlem|plus|plusabonnent|digital|premium|stödmedlem|digiprenumerant|abonnement|prenumeration)(?: (?:för|for|från|fra|i|og|och|idag|nu|nå|her|här|hos|på)\b.{0,160}| ?[:!] ?.{0,160})?",
        r"(?:denna|den här|dette|denne|tämä) (?:artikeln?|saken|artikkel(?:en)?|innehållet|er en|är en|artikkeli on|juttu on|texten) (?:är |er )?(?:endast|bara|kun|bare|exklusiv|eksklusiv|för prenumeranter|for abonnenter|for abonnementer|en plus|plus|premium|låst|tilaajille)\b.{0,120}",
        r"(?:redan|allerede|oletko jo|er du) (?:prenumerant|abonnent|kund|kunde|medlem|tilaaja|allerede abonnent)(?: ?\?.{0,120})?",
        r"(?:logga in|logg inn|log ind|logga in här|bli prenumerant|bli abonnent|bliv abonnent|för prenumeranter|for abonnenter|kun for abonnenter|endast för prenumeranter|bare for abonnenter|kirjaudu sisään|tilaajille|vain tilaajille|avsluta när du vill|ingen bindningstid|ingen binding|se erbjudanden|se tilbud|kom igång|prenumerera|prøv gratis|prova gratis)",
        rf"(?:stöd|støtt|støt|stötta|tue|swisha) (?:oss|os|vår|vores|vårt|oberoende|fri|uavhengig|uafhængig|gärna|en|ett|meitä|journalistiken|den)\b{ONE}\b(?:journalistik\w{{0,2}}|journalistikk\w{{0,2}}|swish|vipps|mobilepay|medlem\w{{0,2}}|prenumer\w{{0,6}}|abonne\w{{0,6}}|arbete|arbeid|arbejde|bidrag|journalismia|patreon)\b.{{0,160}}",
    ),
    reasons.DISCLAIMER: (
        r"(?:inlägget|innlegget|indlægget|artikeln|artikkelen) .{1,200} (?:dök först upp på|dukket først opp på|blev först publicerat på|ble først publisert på|blev først udgivet på|publicerades först på|først publisert hos) .{1,80}",
        r"(?:det här är en|detta är en|dette er en|dette er et|denne teksten er en) (?:recension|krönika|ledare|debattartikel|debattinlägg|insändare|opinionstext|debattinnlegg|kronikk|kommentar|debatindlæg|anmeldelse|kronik|analys|analyse|leder|opinionsartikel|meningsytring)\b.{0,40}(?:åsikt\w{0,3}|skribent\w{0,6}|skriver|forfatter\w{0,3}|uttrykk|udtryk|holdning\w{0,5}|mening\w{0,4}).{0,120}",
        r"(?:åsikterna|meninger|meningene|holdninger|synspunkterna) .{0,60}\b(?:skribentens|författarens|skribenternas|forfatterens|skribentens egne|egna|egne|skribenten)\b.{0,80}",
        r"(?:texten|artikeln|den här artikeln|denna artikel|denne artikel|denne artikkelen|denne saken|artiklen|saken|sammanfattningen|oppsummeringen) (?:är|er|har|innehåller|inneholder|indeholder|ble|blev) .{0,40}\b(?:ai|ki|chatgpt|maskinöversatt|maskinoversatt|översatt|översatts|oversatt|annonslänkar|affiliatelänkar|affiliatelinks|reklamlänkar|annonselenker|genererad|generert|genereret|kunstig intelligens)\b.{0,160}",
        r"(?:så här jobbar|så arbetar|så jobbar|slik jobber|slik arbeider|sådan arbejder|sådan arbejder vi|så jobbar vi|så här arbetar) (?:vi|\w{2,30}|redaktionen) ?(?:med .{2,60})? ?(?:: ?.{0,250})?",
        r"(?:rättelse|rettelse)s?policy(?: .{0,100})?",
    ),
    reasons.COPYRIGHT: (
        r"(?:alla rättigheter förbehållna|alle rettigheter forbeholdt|alle rettigheter reservert|alle rettigheter forbeholdes|kaikki oikeudet pidätetään)(?:. .{0,140})?",
        r"(?:copyright|kopiering|eftertryck|ettertrykk|citera|gjengivelse|kopiering av|mångfaldigande) .{0,120}\b(?:förbjud\w{0,4}|förbjudet|forbudt|tillåt\w{0,4}|ikke tillatt|ej tillåtet|utan tillstånd|uten tillatelse|uden tilladelse|ange källa|anger källa|avtal)\b.{0,140}",
    ),
    reasons.VIDEO: (
        rf"\d{{1,3}} (?:min|minuter|minutter|minuutin) (?:läsning|lästid|lesetid|læsetid|att läsa|å lese|lukuaika|lyssning){PARTED}",
        rf"(?:lästid|lesetid|læsetid|lukuaika|lyssna|lytt|lyttetid) ?:? ?(?:ca\.? ?|cirka )?\d{{1,3}}(?::\d\d)? ?(?:min\w{{0,5}})?{PARTED}",
        r"(?:i videon|se video|se videon|se videoen|video|i klippet|i spelaren|katso video|hör|se klippet|i video|se videoen her|se intervjun|tv) ?: (?:se|hör|här|hør|her|så|følg|följ|katso) .{2,200}",
        r"(?:lyssna på|lytt til|lyt til|kuuntele) (?:hela |hele |koko )?(?:avsnittet|podden|podcasten|podkasten|episoden|intervjun|programmet|artikeln|podcast)\b[^\".!?]{0,100}",
    ),
    reasons.CAPTION: (rf"{_PICTURES} ?[:/] ?[^?!\"]{{0,50}}{_SELLER}[^?!\"]{{0,40}}",),
}
_TIMES = (
    rf"(?:publicerad|publicerat|uppdaterad|senast uppdaterad|ändrad|publisert|oppdatert|sist oppdatert|først publisert|offentliggjort|publiceret|udgivet|opdateret|sidst opdateret|senest opdateret|oprettet|julkaistu|päivitetty|muokattu|skapad|publ|uppd|opdat|publicerades|uppdaterades|först publicerad|artikkelen ble publisert|lagt ut) ?:? ?(?:den )?{_WHEN}(?:,? ?[•|·(–-]? ?(?:senast |sist )?(?:uppdaterad|oppdatert|opdateret|publicerad|publisert|päivitetty|lästid|lesetid|av)\b.{{0,100}})?{PARTED}",
    rf"(?:i dag|idag|i går|igår|tänään|eilen),? ?(?:kl\.? ?|klockan )?\d{{1,2}}[:.]\d\d{PARTED}",
    rf"(?:skriven|skrevet|postad|postat|lagt ut|postet) (?:av|af) {FEW},? (?:den )?{_WHEN}{PARTED}",
)
_MADE = (
    r"(?:skrevet|skriven|översatt|oversatt|oversat|redigerad|redigeret|sammanställd|bearbetad|bearbeidet|omsatt) (?:av|af) [^?!:;\".]{3,60}",
    rf"(?:text|tekst|text och foto|text & foto|text och bild|tekst og foto|text/foto|redaktör|redigering|redigerare|journalist|översättning|oversettelse|oversættelse|kontakt reporter|teksti|toimittaja|kuvat ja teksti) ?: ?{CREDITED}",
)
_TO_EDITORS = (
    r"(?:obs!?|obs redaktioner|nb!?|merk|bemærk) ?[:.!]? ?(?:ersätter|erstatter|ändrad|endret|rättad|rettet|rätt|ny version|ny versjon|utökad|korrigerad)\b.{2,200}",
    r"(?:ersätter|erstatter) (?:tidigare|tidligere|foregående) (?:version|versjon|text|melding|meddelelse|telegram|artikel)\b.{0,200}",
    r"(?:till redaktionen|till redaktioner|til redaksjonen|til redaksjoner|til redaktionen|red\.anm|merknad til redaksjonen|obs! till redaktionen|note til redaktionen|note til redaktioner|merk|ej för publicering|ikke til publisering|ikke til offentliggørelse|obs redaktionen) ?[:!] ?.{2,250}",
    r"(?:uppdaterad|oppdatert|opdateret|ny|ändring|rättad|rettet|korrigerad|omsändning|omsendelse|utökad|utvidgad|utvidet) (?:med|version|versjon|i)\b.{2,200}",
    r"(?:ej för publicering|ikke for publisering|ikke til offentliggørelse|rättad version|rettet versjon|rättelse i .{3,60})",
)
_TOPICS = (
    r"(?:taggar|ämnen|nyckelord|tags|tagger|stikkord|emner|emneord|nøkkelord|asiasanat|avainsanat|aiheet|kategorier|kategori|kategoria|mer om|mere om|läs mer om|les mer om|lue lisää aiheesta|relaterade ämnen|publicerad i|arkiverad under) ?: ?[^.?!\"]{2,200}",
)
TOP = {
    reasons.PUBLISHED: _TIMES,
    reasons.STAFF: _MADE,
    reasons.NOTE: _TO_EDITORS,
    reasons.TAGS: _TOPICS,
    reasons.VIDEO: (r"\d{1,3} (?:min|minuter|minutter)",),
    reasons.CRUMBS: (
        r"(?:hem|start|startsida|forside|hjem|forsiden|du är här|du er her|etusivu)(?: ?[:>›»/|] ?.{1,200})",
        rf"(?:inrikes|utrikes|ekonomi|sport|kultur|nöje|nyheter|lokalt|innenriks|utenriks|udland|indland|nyheder|politik|politikk|økonomi|kotimaa|ulkomaat|talous|urheilu|kulttuuri|politiikka|uutiset|opinion|ledare|debatt|debat|teater|musik|vetenskap|vitenskap|videnskab|hälsa|sverige|norge|danmark|världen|verden|krimi|penger|penge|næringsliv|näringsliv|samhälle|samfunn|samfund|väder|teknik|livsstil)(?: ?[>›»/|·•] ?{FEW})?",
    ),
    reasons.SECTION: (
        r"(?:premium|plus|pluss|exklusivt|exklusiv|för prenumeranter|for abonnenter|krönika|recension|analys|analyse|analyysi|kronikk|kronik|kommentar|debatt|ledare|intervju|interview|reportage|reportasje|just nu|direkt|live|nyhetsbyrån|pressmeddelande|pressemelding|pressemeddelelse|tiedote|tilaajille|betalingsartikkel|låst|notis|telegram|flash)",
        r"(?:pressmeddelande|pressemelding|pressemeddelelse|tiedote) (?:från|fra|den|\d).{1,80}",
    ),
}
END = {
    reasons.PUBLISHED: _TIMES,
    reasons.STAFF: _MADE,
    reasons.NOTE: _TO_EDITORS,
    reasons.TAGS: _TOPICS,
    reasons.CONTACT: (
        r"(?:telefon|tlf|tel|mobil|puhelin|tt-redaktionen|redaktionen|ntb|ritzau|stt|utrikesredaktionen|vaktsjef|nyhetsdesken|desken|redaktionsvagten|epost|e-post) ?[:.]? ?[\d+(][\d ()/+.-]{5,40}.{0,60}",
        r"(?:för mer information|for mer informasjon|for yderligere oplysninger|for mere information|lisätietoja|för frågor|ytterligere informasjon|yderligere oplysninger)\b.{0,60}[:@].{2,200}",
    ),
    reasons.END_SIGN: (r"(?:slut|slutt|loppu|mer följer)",),
    reasons.RELATED: (r"(?:mer|mere) (?:om|från|fra) [\w-]{2,20}(?: [\w-]{2,15})?",),
}
_LINKS = (
    "läs mer|läs också|läs även|läs vidare|läs också|läs mer om|relaterat|relaterade artiklar|relaterade nyheter|mer läsning|mer i ämnet|mer om ämnet|mest läst|mest lästa|senaste nytt|senaste nyheterna|senaste nyheter|senaste|just nu|"
    "rekommenderat|rekommenderas|rekommenderad läsning|fler artiklar|fler nyheter|mer från|liknande artiklar|liknande inlägg|tidigare artiklar|inläggsnavigering|populärt|missa inte|dagens mest lästa|"
    "les også|les mer|les videre|relaterte saker|relaterte artikler|relatert|mest lest|siste nytt|siste nyheter|flere saker|flere nyheter|anbefalt|anbefalte saker|anbefales|mer om saken|mer fra|andre leser|les flere saker|"
    "læs også|læs mere|læs videre|relaterede artikler|relateret|relaterede nyheder|mest læste|seneste nyt|seneste nyheder|flere nyheder|flere artikler|anbefalet|anbefalede artikler|mere om|andre læser også|måske er du interesseret i|"
    "lue myös|lue lisää|luetuimmat|uusimmat|tuoreimmat|suosittelemme|aiheesta lisää|aiheesta muualla|katso myös|muita uutisia|lisää aiheesta"
)
LABELS = {
    reasons.RELATED: (
        f"(?:{_LINKS})",
        rf"(?:senaste nytt från|senaste nytt om|mer från|mer om|läs mer om|fler nyheter från|nyheter från|siste nytt fra|mer fra|les mer om|flere saker fra|seneste nyt om|seneste nyt fra|mere om|mere fra|læs mere om|lue lisää aiheesta) {FEW}",
    ),
    reasons.SOCIAL: (
        r"(?:dela|dela artikeln|dela artikel|del|del artikel|del artikkelen|del saken|dela på|dela detta|dela det här|del denne|följ oss|følg oss|følg os|jaa|jaa artikkeli|gilla|lik dette|gilla detta|synes godt om)",
    ),
    reasons.TAGS: (
        r"(?:taggar|ämnen|nyckelord|stikkord|emner|emneord|asiasanat|följ ämnen|ämnen i artikeln|ämnen i artikeln|följ taggar|følg emner)",
    ),
    reasons.NEWSLETTER: (
        r"(?:nyhetsbrev|nyhedsbrev|vårt nyhetsbrev|våra nyhetsbrev|vores nyhedsbrev|vores nyhedsbreve|uutiskirje|prenumerera på vårt nyhetsbrev)",
    ),
    reasons.COOKIES: (
        r"(?:javascript är avstängt|externt innehåll|eksternt innhold|eksternt indhold|innehåll från extern part)",
    ),
    reasons.SUBSCRIBE: (
        r"(?:läs vidare med ett konto|vill du läsa vidare|vil du læse videre|vil du lese videre|stöd oss|støtt oss|bli medlem|fortsätt läsa)",
    ),
}
SUMMARIES = {
    reasons.HIGHLIGHT: (
        r"(?:sammanfattning|kortversion|i korthet|kort om|det viktigaste|det här vet vi|kortversjonen|oppsummering|kort fortalt|kort fortalt|det viktigste|overblik|overblikket|resumé|resume|i korte træk|tiivistelmä|lyhyesti|sammendrag|oppsummert|kort oppsummert|ai-sammanfattning|ai-oppsummering|sammanfattning av artikeln)",
    )
}
NOTES = {reasons.NOTE: _TO_EDITORS}
CLOSINGS = {
    reasons.PRESS: (
        r"(?:presskontakt|presskontakter|pressekontakt|pressekontakter|kontakt för media|kontakt for media|mediekontakt|mediekontakter|kontaktperson for pressen|kontaktpersoner|för mer information kontakta|för mer information, kontakta|för ytterligare information|för ytterligare information, kontakta|for mer informasjon kontakt|for mer informasjon, kontakt|for yderligere information kontakt|for yderligere information|for yderligere oplysninger|yderligere oplysninger|pressefoto|lisätietoja medialle|lisätiedot|mediayhteydet|till redaktionen|til redaksjonen|til redaktionen)(?: ?: ?.{0,240}|,? .{0,160}@.{0,80})?",
        r"(?:lämna ett svar|legg igjen en kommentar|skriv en kommentar|lämna en kommentar|skriv et svar|vastaa)(?: avbryt svar| avbryt svaret| annuller svar)?",
    ),
}
SENDERS = {
    reasons.PRESS: (
        r"(?:om|tietoa) [^?!\"\d]{2,50}",
        r"(?:kontakt|kontakter|kontaktinformation|kontaktoplysninger|yhteystiedot|kontaktinformasjon)",
    )
}
WITHIN = {
    reasons.APP: ("vår app", "vår nyhetsapp", "vores app", "vores nyhedsapp"),
    reasons.SOCIAL: ("följ oss på", "følg oss på", "følg os på", "gilla oss på", "lik oss på"),
    reasons.CONTACT: (
        "tipsa oss",
        "tips oss på",
        "mejla oss på",
        "skriv til os på",
        "send oss en e-post",
        "mejla redaktionen",
    ),
    reasons.SUBSCRIBE: (
        "för dig som är prenumerant",
        "är du redan prenumerant",
        "er du allerede abonnent",
        "har du allerede et abonnement",
        "har du allerede abonnement",
    ),
    reasons.DISCLAIMER: (
        "åsikterna är skribentens egna",
        "skribenten svarar själv för åsikter",
        "teksten gir uttrykk for skribentens",
        "teksten er udtryk for skribentens",
    ),
    reasons.RELATED: (
        "artikkelen fortsetter under",
        "artiklen fortsætter under",
        "artikeln fortsätter under",
        "artikeln fortsätter efter",
    ),
}
CALENDAR = tuple(
    "publicerad uppdaterad senast ändrad publisert oppdatert sist først offentliggjort publiceret udgivet opdateret sidst senest kl klockan klokken i dag idag går igår "
    "den sedan siden timme timmar time timer tim minuter minutter min lästid lesetid læsetid mandag tirsdag lørdag søndag desember julkaistu päivitetty tänään eilen klo "
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai mån tis tors fre lör sön".split()
)
ROLES = tuple(
    "krönikör frilansskribent nyhetsreporter ledarskribent kulturskribent journalisten redaktør redaksjonen redaktionschef kommentator toimittaja ".split()
)
AUTHORED = tuple("skriver dekker dækker arbejder bevakar medarbetar kirjoittaa".split())
