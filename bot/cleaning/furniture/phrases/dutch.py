"""Dutch, as it is written in the Netherlands and in Flanders."""

from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.furniture.phrases.shapes import CREDITED, FEW, HEADLINE, ONE, PARTED, PLATFORM, when

_WHEN = when(
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo",
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec",
    r"vandaag|gisteren|(?:\d{1,3}|een) (?:minuten|minuut|min|uur|uren|dagen|dag) geleden",
)
_TEXTS = "artikelen|berichten|nieuws|verhalen|achtergronden|informatie|video's|foto's|columns|updates"
_THIS = r"(?:dit artikel|dit bericht|dit verhaal|deze tekst|dit stuk|dit interview|deze blog|dit nieuwsbericht)"
_CHANNEL = r"(?:[\w-]{0,20}nieuwsbrief|nieuwsbrieven|whatsapp-?kanaal|pushmeldingen|pushberichten|nieuwsalerts?)"
_ON = r"(?:[.!?]{1,3} (?:klik|meld|schrijf|zo|gratis|hier|afmelden|uitschrijven|elke|dagelijks|je kunt|u kunt)\b.{0,140})?"
_PICTURES = "(?:foto|foto's|beeld|afbeelding|illustratie|archieffoto|archiefbeeld|stockfoto|stockbeeld|fotograaf|fotografie|bron foto|bron beeld|fotocredit|credits|still)"
_SELLER = r"(?:anp|belga|afp|reuters|epa|getty|shutterstock|unsplash|pexels|archief|eigen foto|istock|imago|photo news|photonews|©|hollandse hoogte|nos|novum|112|politie|google|instagram)"

ANYWHERE = {
    reasons.RELATED: (
        r"(?:lees|bekijk|luister|kijk|zie)(?: ook| meer| verder| hier| dan ook| hier ook| ook even| ook dit| hier meer| meer over .{2,50}| verder onder .{2,40}| terug| ook van deze auteur) ?[:|»>] ?.{1,250}",
        r"(?:lees ook|bekijk ook|lees meer|kijk ook)\. .{1,200}",
        r"(?:lees|bekijk|luister|kijk) (?:ook|meer|verder|hier meer|hier verder|het hele artikel|het hele verhaal|het volledige artikel|het hele interview|de hele uitslag|alle reacties|de volledige uitzending)(?: hier| op .{2,40})?",
        rf"(?:lees|bekijk|volg|luister|kijk) (?:hier|ook hier|in dit artikel|op deze pagina|via deze link|in ons liveblog|in onze|op onze)\b{ONE}",
        rf"(?:meer|alle|het laatste) (?:{_TEXTS}) (?:over|uit|van|op|rond|in) .{{2,60}}\? ?.{{2,160}}",
        rf"(?:meer|alle|het laatste) (?:{_TEXTS}) (?:over|uit|van|rond) .{{2,60}} (?:lees|vind|vindt|zie|bekijk|kun) (?:je|u) (?:hier|op|in ons|in onze|via)\b{ONE}",
        rf"(?:meer|alles) (?:over|weten over|lezen over|hierover|weten|lezen) ?(?:dit onderwerp|deze zaak)? ?[:>»?] ?{HEADLINE}",
        rf"(?:leestip|kijktip|luistertip|ook interessant|ook leuk|ook lezen|uit het archief|zie ook|fotoserie|fotogalerij|liveblog|live-blog|longread van de dag|tip van de redactie|aanrader|gerelateerd|gerelateerd artikel|lees ook) ?[:|»>] ?{HEADLINE}",
        r"(?:dit|ook dit|deze artikelen) (?:vind je misschien ook interessant|vindt u misschien ook interessant|kan u ook interesseren|is misschien ook interessant|zou je ook kunnen interesseren|wil je ook lezen)",
        r"(?:naar|terug naar|ga naar|ga terug naar) (?:de )?(?:homepage|voorpagina|overzicht|boven|liveblog|startpagina|het liveblog|nieuwsoverzicht|het artikel|begin)",
        r"(?:tekst|artikel|het artikel|de tekst|dit artikel|verhaal|lees) (?:gaat|loopt|verder) (?:verder |door )?(?:onder|na|onderaan) (?:de |het |deze |dit )?(?:foto's|foto|video|afbeelding|advertentie|kaart|grafiek|tweet|bericht|reclame|filmpje|kaartje|instagrampost|player|fragment|bericht op x|kader)(?: .{0,40})?",
        r"(?:dit is een|dit betreft een) (?:ontwikkelend verhaal|ontwikkelend nieuwsbericht|breaking nieuwsbericht|zich ontwikkelend verhaal)\b.{0,140}",
        rf"{_THIS} (?:wordt|werd) (?:voortdurend|continu|nog|verder|regelmatig|later|zo snel mogelijk|steeds) (?:bijgewerkt|aangevuld|geüpdatet|geactualiseerd|ververst)",
        r"(?:volgt meer|meer volgt|meer volgt later|later meer|meer volgt snel|update volgt|meer informatie volgt|meer nieuws volgt|meer volgt zo|dit bericht wordt aangevuld|artikel wordt aangevuld|wordt vervolgd)",
        rf"(?:bekijk|check|zie) (?:hier )?(?:alle|onze|ons|het volledige|de volledige|ook onze) (?:eerdere |laatste |andere )?(?:updates|video's|liveblog|artikelen|foto's|nieuws|podcasts|fotoserie|beelden)\b{ONE}",
        r"(?:bekijk de beelden|bekijk de video|bekijk het fragment|bekijk de foto's|bekijk hieronder|bekijk de reportage|kijk de uitzending|luister het fragment|bekijk hier) ?[:(>] ?.{2,200}",
    ),
    reasons.NEWSLETTER: (
        rf"(?:schrijf|meld|abonneer|ontvang|krijg|mis|blijf|aanmelden|inschrijven|wil|schrijft|meldt|volg) (?:je|u|jij|nu|elke|iedere|dagelijks|onze|ons|niets|geen|op de|gratis|hier|als|voor|het|de)\b{ONE}\b{_CHANNEL}\b[^\".!?]{{0,120}}{_ON}",
        r"(?:wil je|wilt u|wil jij) .{2,100}\? ?(?:dan )?(?:abonneer|schrijf|meld|volg|download|klik|aanmelden) .{0,160}",
        rf"(?:onze|in onze|via onze|met onze) (?:gratis |dagelijkse |wekelijkse )?{_CHANNEL}\b[^\"]{{0,100}}\b(?:aan|in|ontvang|inschrijven|aanmelden|inbox|mailbox)\b{ONE}",
        r"(?:elke|iedere|dagelijks|het belangrijkste|het laatste|het beste|de beste)\b[^\".]{2,110}\b(?:gratis|direct|nieuws|updates|verhalen)\b[^\".]{0,40}\bin (?:je|uw) (?:inbox|mailbox|mail)",
        r"(?:aanmelden voor de nieuwsbrief|schrijf je in|schrijf u in|inschrijven nieuwsbrief|aanmelden nieuwsbrief|nieuwsbrief ontvangen|jouw e-mailadres|je e-mailadres|uw e-mailadres|vul je e-mailadres in|ja, ik meld me aan|meld je aan|meld je gratis aan|blijf op de hoogte|mis niets|mis niks|blijf op de hoogte van het laatste nieuws)",
        r"(?:u|je) (?:ontvangt|krijgt) (?:dit bericht|deze mail|deze e-mail|deze nieuwsbrief|dit persbericht),? (?:omdat|want)\b.{0,220}",
        r"(?:afmelden|uitschrijven|wilt u|wil je|klik hier om u|klik hier om je) .{0,80}\b(?:afmelden|uitschrijven|nieuwsbrief|mailing|kan via|kan hier)\b.{0,120}",
    ),
    reasons.SOCIAL: (
        rf"(?:volg|like|vind|bezoek) (?:ons|@\w{{1,40}}|onze pagina|ons kanaal|onze kanalen) ?(?:ook |nu |dan )?(?:op|via) {PLATFORM}\b[^\".!?]{{0,140}}{_ON}",
        rf"volg {FEW} (?:ook )?op {PLATFORM}(?: en {PLATFORM})?",
        r"(?:je kunt|u kunt|jij kunt) (?:deze|dit) (?:onderwerpen|onderwerp|auteur|auteurs) volgen(?: ?: ?.{0,200})?",
        rf"(?:word|wordt) (?:lid|vriend|fan) van (?:onze|ons) .{{2,60}}\b(?:{PLATFORM}|groep|kanaal|pagina)\b.{{0,80}}",
    ),
    reasons.COMMENTS: (
        rf"(?:deel|delen|stuur) (?:dit artikel|dit bericht|dit verhaal|deze pagina|dit|via|op)(?: (?:op|via|met|door) .{{2,60}}| {PLATFORM})?",
        r"klik om (?:te delen|af te drukken|dit te|te e-mailen|een link)\b.{0,160}",
        r"\d{1,3} (?:reacties?|opmerkingen)(?: .{0,30})?",
        r"(?:reageer|reageren|plaats een reactie|geef een reactie|laat een reactie achter|geef je mening|praat mee|reageer op dit artikel|reacties zijn gesloten|lees de reacties|bekijk reacties|toon reacties|reacties lezen|kopieer link|link kopiëren|link gekopieerd|artikel opslaan|bewaar artikel|opslaan in leeslijst|deel dit artikel|delen via|print artikel|artikel printen|cadeau geven|artikel cadeau geven|artikel delen|doneer een artikel)(?: \(?\d{1,5}\)?)?",
        r"(?:heb|hebt|weet|zag|wil) (?:je|u|jij) (?:een|zelf|ook|informatie|nog|tips|meer|iets|vragen|nieuws|foto's|beelden)\b.{0,100}\? ?(?:dan )?(?:mail|stuur (?:ons|het|een|je|deze|ze)|laat het|app|tip|bel|neem contact|meld|deel|reageer|schrijf ons|vertel|whatsapp|geef je)\b.{0,200}",
        r"(?:stuur|mail|app|tip) (?:ons|de redactie|onze redactie)\b.{0,40}(?:tip|nieuws|foto|video|@|06|app|mail|verhaal|bericht).{0,200}",
        r"(?:nieuwstip|tip voor de redactie|tip|fout gezien|taalfout gezien|foutje gezien|fout in het artikel|klopt er iets niet|een fout gezien|fout gespot|vragen of opmerkingen)(?: voor de redactie| of opmerking| of foto)? ?\?(?: ?(?:mail|stuur|laat|app|tip|bel|meld|klik|geef|neem|via|wij|we|je|u)\b.{2,200})?",
        r"(?:wat vind jij|wat vindt u|wat vind je) ?.{0,60}\? ?(?:reageer|laat|deel|geef|stem|praat)\b.{0,140}",
    ),
    reasons.APP: (
        rf"(?:download|installeer|open|haal) (?:nu |hier |gratis |ook )?(?:de|onze|het) {FEW}?\b(?:app|nieuwsapp|gratis app)\b{ONE}",
        rf"(?:download|installeer) (?:nu |hier |gratis )?(?:de|onze) (?:gratis )?(?:[\w-]{{2,20}}-?)?app\b{ONE}",
    ),
    reasons.ADVERTISEMENT: (
        r"(?:advertentie|advertenties|reclame|gesponsord|gesponsorde inhoud|gesponsord artikel|partnerbijdrage|branded content|betaalde inhoud|ingezonden mededeling|publireportage|advertorial|commerciële boodschap|in samenwerking met een partner)",
        r"(?:artikel|tekst|het artikel|lees|verder) (?:gaat verder|gaat door|loopt door|verder lezen|verder) (?:na|onder) (?:de |deze )?(?:advertentie|reclame)",
        r"(?:gesponsord door|aangeboden door|mogelijk gemaakt door|powered by) [^.?!\"]{2,60}",
    ),
    reasons.COOKIES: (
        r"(?:om|voor) .{2,80}\b(?:cookies|cookie-instellingen|toestemming)\b.{0,40}\b(?:accepteren|accepteer|toestaan|toestemming|wijzigen|nodig|aanpassen)\b.{0,140}",
        r"(?:deze|dit|hier) (?:content|inhoud|video|bericht|element|tweet|post|stond) (?:kan|kon|is|wordt|stond|een) .{0,60}\b(?:cookies|social media|socialmediacookies|toestemming|niet worden geladen|niet worden getoond|geblokkeerd|verborgen)\b.{0,160}",
        r"(?:wij|we|deze website|deze site|onze website) (?:gebruiken|gebruikt|plaatsen|maken gebruik van|maakt gebruik van) (?:hier )?cookies (?:om|en)\b[^.\"–]{0,140}",
        r"(?:accepteer|accepteren|alle cookies accepteren|cookies accepteren|cookie-instellingen|cookie-instellingen wijzigen|cookie-instellingen aanpassen|cookies beheren|toestemming geven|akkoord en door|wijzig cookie-instellingen|bekijk cookie-instellingen)",
        r"(?:zet|schakel) javascript (?:aan|in)\b.{0,100}",
    ),
    reasons.SUBSCRIBE: (
        r"(?:lees verder|verder lezen|wil je verder lezen|onbeperkt lezen|lees dit artikel verder|lees alles|lees onbeperkt) (?:met|voor|vanaf|door|als|zonder) (?:een )?(?:abonnement|gratis|proef\w{0,12}|premium|plus|digitaal|€|lid|je te registreren|account)\b.{0,160}",
        r"(?:word|neem) (?:nu )?(?:abonnee|lid|donateur|vriend|een abonnement|een proefabonnement|steunlid)(?: (?:voor|vanaf|van|en|op)\b.{0,200}| ?[:!?] ?.{0,200})?",
        r"(?:al|bent u al|ben je al|nog geen|heb je al|heeft u al|ik ben al) (?:abonnee|lid|geregistreerd|een account|account|een abonnement) ?\??(?: .{0,120})?",
        r"(?:gratis|onbeperkt|exclusief|alleen) (?:onbeperkt toegang|toegang|voor abonnees|voor leden|lezen|verder lezen|artikelen lezen|proberen)(?: (?:tot|tot alle|met|van|op) .{0,160}| ?[:!] ?.{0,160})?",
        r"(?:dit|deze) (?:artikel|verhaal|is een|inhoud|podcast|video) (?:is )?(?:een )?(?:alleen|exclusief|enkel|plus-?artikel|premium-?artikel|voor abonnees|voorbehouden)\b.{0,100}",
        r"(?:log in|inloggen|maak een account aan|log in of maak een account aan|ik word abonnee|ik word lid|abonneer nu|abonneren|bekijk de aanbieding|bekijk aanbiedingen|bekijk de abonnementen|kies je abonnement|maandelijks opzegbaar|op elk moment opzegbaar|registreer gratis|maak gratis een account aan|start gratis proefperiode|word abonnee|word lid|doneer|doneer nu|steun ons|probeer gratis)",
        r"(?:steun|help|doneer|waardeer) (?:ons|onze|aan|onafhankelijke|deze blog)(?! werk, | \w{1,12}, )[^\",]{0,100}\b(?:journalistiek|donatie|doneer|redactie|werk|lid|abonnement|bijdrage|euro|blog|petje af|site|platform)\b.{0,160}",
        r"(?:waardeer je|waardeert u|vond je|vind je) (?:dit artikel|dit verhaal|dit stuk|deze podcast|wat we doen|onze journalistiek)\b.{0,60}\? ?.{0,200}",
    ),
    reasons.DISCLAIMER: (
        r"(?:het bericht|het artikel|de post) .{1,200} verscheen (?:eerst|als eerste|eerder) op .{1,80}",
        rf"{_THIS} (?:verscheen|is|werd|bevat|kwam|komt|wordt) (?:eerder|oorspronkelijk|eerst|ook|eveneens|automatisch|mede|deels|met behulp|met hulp|vertaald|tot stand|affiliate|advertentie|gemaakt met|geschreven met|gegenereerd)\b[^\"]{{0,160}}",
        r"(?:disclaimer|risicowaarschuwing|transparantie|affiliate|belangenverstrengeling|gevoelig onderwerp) ?: ?.{2,260}",
        r"(?:koop je|bestel je|als je|wanneer je|koopt u|via deze) .{0,100}\b(?:(?:krijgen|ontvangen|verdienen) wij? .{0,30}(?:commissie|vergoeding)|affiliate-?\w{0,8})\b.{0,120}",
        r"(?:opiniestukken|opiniebijdragen|columns|ingezonden stukken|ingezonden brieven|gastbijdragen|lezersbrieven) (?:vertolken|vertegenwoordigen|weerspiegelen|geven|verwoorden)\b.{0,40}\b(?:niet|mening)\b.{0,120}",
        r"(?:de|deze) (?:mening|meningen|standpunten|opinies) .{0,100}\b(?:niet noodzakelijk|niet per se|vertegenwoordigen niet|weerspiegelen niet|uitsluitend|voor rekening)\b.{0,120}",
        r"(?:aan dit artikel|aan deze informatie|aan de inhoud|dit artikel is geen|dit is geen) (?:kunnen|kunt|beleggingsadvies|financieel advies)\b.{0,160}",
    ),
    reasons.COPYRIGHT: (
        r"(?:alle rechten voorbehouden|op dit artikel rust copyright|auteursrecht voorbehouden)(?:. .{0,140})?",
        r"(?:op|dit) .{0,60}\b(?:rust auteursrecht|rust copyright|auteursrechtelijk beschermd)\b.{0,140}",
    ),
    reasons.VIDEO: (
        r"(?:luister naar dit artikel|luister naar het artikel|beluister dit artikel|laat dit artikel voorlezen|artikel voorlezen|luister dit artikel|lees voor|luister)(?: \(?\d{1,3}(?::\d\d)?(?: ?min\w{0,4})?\)?)",
        r"(?:luister naar dit artikel|luister naar het artikel|beluister dit artikel|laat dit artikel voorlezen|artikel voorlezen|video laden|speel video af|video afspelen)",
        rf"\d{{1,3}} (?:min|minuten|minuut) (?:leestijd|lezen|luisteren|luistertijd){PARTED}",
        rf"(?:leestijd|luistertijd|geschatte leestijd) ?:? ?(?:ca\. ?)?\d{{1,3}} ?(?:min\w{{0,4}}){PARTED}",
        rf"(?:beluister|luister) (?:hier )?(?:naar )?(?:de|onze|deze|het|ons) [^.?!\"]{{0,50}}\b(?:podcast|aflevering|gesprek|fragment|uitzending)\b{ONE}",
    ),
    reasons.CAPTION: (rf"{_PICTURES}(?: ?: ?| ©| door )[^?!\"]{{0,50}}{_SELLER}[^?!\"]{{0,60}}",),
}
_TIMES = (
    rf"(?:gepubliceerd|geplaatst|bijgewerkt|laatst bijgewerkt|laatste update|aangepast|laatst gewijzigd|laatst aangepast|gewijzigd|geüpdatet|update|publicatiedatum|datum|gepost|online|verschenen|aangemaakt)(?: op)? ?:? ?(?:op )?{_WHEN}(?:,? ?[•|·–-]? ?(?:laatst |laatste )?(?:bijgewerkt|update|aangepast|gewijzigd|leestijd|door)\b.{{0,100}})?{PARTED}",
    rf"(?:vandaag|gisteren),? (?:om )?\d{{1,2}}[:.]\d\d(?: uur)?{PARTED}",
    rf"(?:geschreven|geplaatst|gepubliceerd|gepost) (?:door|in) {FEW} op {_WHEN}{PARTED}",
)
_MADE = (
    r"(?:geschreven|bewerkt|vertaald|opgetekend|samengesteld|geplaatst) door [^?!:;\".]{3,60}",
    rf"(?:tekst|tekst en foto's|redactie|eindredactie|vertaling|beeldredactie|auteur|auteurs|verslaggever|met medewerking van|met bijdragen van|mede mogelijk gemaakt door|vormgeving) ?: ?{CREDITED}",
)
_TO_EDITORS = (
    r"vervangt (?:eerder|vorig|vorige|eerdere) (?:bericht|versie|versies)\b.{0,160}",
    r"(?:noot voor de redactie|noot voor redacties|noot aan de redactie|voor de redactie|niet voor publicatie|let op redactie|noot redactie|mededeling aan de redactie)(?: ?[:(] ?.{0,250})?",
    r"(?:update|correctie|herhaling|aanvulling|volledig herzien)(?: ?: | met )(?:reactie|reacties|meer|details|nieuwe|citaat|quotes|cijfers|achtergrond)\b.{0,160}",
    r"(?:met|voegt) (?:reactie|reacties|meer details|citaten|details toe|nieuwe informatie)\b.{0,120}",
)
_TOPICS = (
    r"(?:tags|trefwoorden|onderwerpen|labels|thema's|categorie|categorieën|gerelateerde onderwerpen|meer over|lees meer over|geplaatst in|gearchiveerd onder|dossiers|in dit artikel) ?: ?[^.?!\"]{2,200}",
)
TOP = {
    reasons.AUTHOR_BOX: (
        r"(?:opinie|column|gastcolumn|essay|ingezonden|commentaar) [^.?!:\"]{4,50} (?:is|was|schrijft|werkt|doceert) .{3,200}",
    ),
    reasons.PUBLISHED: _TIMES,
    reasons.STAFF: _MADE,
    reasons.NOTE: _TO_EDITORS,
    reasons.TAGS: _TOPICS,
    reasons.VIDEO: (r"\d{1,3} (?:min|minuten|minuut)",),
    reasons.CRUMBS: (
        rf"(?:home|u bent hier|je bent hier|voorpagina)(?: ?[:>›»/|] ?.{{1,200}}| {FEW})?",
        rf"(?:binnenland|buitenland|politiek|economie|sport|cultuur|regio|nieuws|algemeen|media|wetenschap|tech|opinie|regionaal|lokaal|misdaad|showbizz|showbytes|entertainment|gezondheid|in het nieuws|achtergrond|wonen|verkeer|weer|klimaat)(?: ?[>›»/|·•] ?{FEW})?",
    ),
    reasons.SECTION: (
        r"(?:premium|plus|exclusief|exclusief voor abonnees|voor abonnees|abonnees|opinie|column|interview|analyse|reportage|recensie|liveblog|live|persbericht|per direct te publiceren|voor onmiddellijke publicatie|voor directe publicatie|embargo|ter publicatie)(?: tot .{2,60}| ?: ?.{2,60})?",
    ),
}
END = {
    reasons.PUBLISHED: _TIMES,
    reasons.STAFF: _MADE,
    reasons.NOTE: _TO_EDITORS,
    reasons.TAGS: _TOPICS,
    reasons.RELATED: (rf"(?:meer|alle) (?:{_TEXTS}) (?:over|uit|van|rond) {FEW}",),
    reasons.CONTACT: (
        r"(?:redactie|telefoon|tel|mobiel|contact|persvoorlichting|nieuwsdienst) ?[:.] ?[\d+(][\d ()/+.-]{5,40}.{0,60}",
        r"voor (?:meer informatie|vragen|perscontact|interviewverzoeken|beeldmateriaal)\b.{0,80}[:@].{2,200}",
    ),
    reasons.COPYRIGHT: (
        r"(?:c|copyright|©) ?\)? ?(?:anp|belga|novum|anp/belga)\b.{0,80}",
        r"(?:dit bericht|overname|niets uit deze|de inhoud|niets van deze) .{0,120}\b(?:zonder toestemming|voorafgaande toestemming|schriftelijke toestemming|niet toegestaan|verboten|verboden)\b.{0,140}",
    ),
    reasons.END_SIGN: (r"(?:einde bericht|einde persbericht|einde|volgt)",),
}
_LINKS = (
    "lees ook|lees meer|lees verder|meer lezen|bekijk ook|luister ook|zie ook|ook interessant|meer over dit onderwerp|meer over dit thema|meer nieuws|meer artikelen|meer van dit|gerelateerd|gerelateerde artikelen|gerelateerd nieuws|"
    "gerelateerde berichten|verwante artikelen|aanbevolen|aanbevolen artikelen|aanbevolen voor jou|aanraders|meest gelezen|best gelezen|meest bekeken|populair|populaire artikelen|net binnen|laatste nieuws|het laatste nieuws|"
    "recente berichten|recente artikelen|andere artikelen|dit vind je misschien ook interessant|mogelijk ook interessant|volgend artikel|vorig artikel|berichtnavigatie|in het nieuws|tips van de redactie|uitgelicht|"
    "meer uit deze regio|misschien ook iets voor jou|lees ook deze artikelen|lees ook deze verhalen|bekijk meer|nog meer nieuws|andere lezers lazen ook|links|bronnen en links|meer informatie"
)
LABELS = {
    reasons.RELATED: (
        f"(?:{_LINKS})",
        rf"(?:meer over|meer uit|meer van|lees meer over|alles over|laatste nieuws uit|laatste nieuws over|meer nieuws uit|meer nieuws over) {FEW}",
    ),
    reasons.SOCIAL: (
        r"(?:delen|deel|deel dit artikel|deel dit|deel dit bericht|deel via|dit delen|delen via|volg ons|vind-ik-leuk|vind ik leuk)",
    ),
    reasons.TAGS: (r"(?:tags|trefwoorden|onderwerpen|meer over deze onderwerpen|volg deze onderwerpen)",),
    reasons.NEWSLETTER: (
        r"(?:nieuwsbrief|onze nieuwsbrief|gratis nieuwsbrief|schrijf je in voor de nieuwsbrief|dagelijkse nieuwsbrief)",
    ),
    reasons.SUBSCRIBE: (
        r"(?:lees verder met een abonnement|lees verder|verder lezen|kies je abonnement|steun onze journalistiek|steun ons)",
    ),
    reasons.COOKIES: (r"(?:externe content|ingesloten inhoud|cookies nodig|cookie-instellingen)",),
}
SUMMARIES = {
    reasons.HIGHLIGHT: (
        r"(?:in het kort|kort|samengevat|samenvatting|de belangrijkste punten|het belangrijkste in het kort|in een notendop|wat je moet weten|dit moet je weten|dit is het nieuws|in 't kort|het nieuws in het kort|ai-samenvatting)",
    )
}
NOTES = {reasons.NOTE: _TO_EDITORS}
CLOSINGS = {
    reasons.PRESS: (
        r"(?:einde persbericht|einde bericht|noot voor de redactie|noot voor redacties|noot aan de redactie|niet voor publicatie|perscontact|perscontacten|contact voor de pers|contact voor de media|voor de pers|persvragen|voor meer informatie|meer informatie voor de pers|voor de redactie)(?: \(?niet voor publicatie\)?)?(?: ?: ?.{0,240})?",
        r"(?:geef een reactie|plaats een reactie|laat een reactie achter|reageer op dit artikel|een reactie achterlaten)(?: reactie annuleren)?",
    ),
}
SENDERS = {reasons.PRESS: (r"over [^?!\"\d]{2,50}", r"(?:contact|contactgegevens|over ons|perscontact)")}
WITHIN = {
    reasons.NEWSLETTER: (
        "onze gratis nieuwsbrief",
        "ons whatsapp-kanaal",
        "ons whatsappkanaal",
    ),
    reasons.APP: ("onze app", "onze nieuwsapp", "onze gratis app"),
    reasons.SOCIAL: ("volg ons op", "volg ons via", "volg ons ook op"),
    reasons.RELATED: (
        "in ons liveblog",
        "tekst gaat verder onder",
        "tekst loopt door onder",
        "artikel gaat verder onder",
    ),
    reasons.CONTACT: (
        "stuur ons jouw nieuws",
        "mail de redactie",
        "mail onze redactie",
        "app onze redactie",
        "tip onze redactie",
    ),
    reasons.SUBSCRIBE: (
        "ik word abonnee",
        "log in of maak een account aan",
        "steun onze journalistiek",
        "word nu abonnee",
    ),
    reasons.PRESS: ("in ons persbestand",),
    reasons.DISCLAIMER: ("dit artikel bevat affiliate-links", "dit artikel bevat affiliatelinks"),
    reasons.VIDEO: ("abonneer je op onze podcast",),
}
CALENDAR = tuple(
    "aangepast laatste update gewijzigd laatst minuut minuten uren dag dagen week weken vandaag gisteren publicatiedatum datum leestijd ma di wo vr za zo reacties reactie min".split()
)
ROLES = tuple(
    "verslaggeefster eindredacteur hoofdredacteur regioredactie buitenlandredacteur economieredacteur politiek-redacteur sportredactie journaliste freelancejournalist".split()
)
AUTHORED = tuple("werkte woont volgt verslaat studeerde".split())
