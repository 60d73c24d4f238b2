"""German, what outlets want of their readers: newsletters, apps, subscriptions, donations, comments, followers."""

from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.furniture.phrases.shapes import FEW, ONE, PLATFORM

_CHANNEL = r"(?:[\w-]{0,20}newsletter|whatsapp-(?:kanal|channel|service)|telegram-kanal|push-(?:nachrichten|mitteilungen|service))"
# What a second sentence of an invitation begins with.
_ON = r"(?:[.!?]{1,3} (?:hier|jetzt|so|einfach|kostenlos|jederzeit|abmeldung|abmelden|damit|klicken|täglich|gratis|melden)\b.{0,140})?"
_ASK_BACK = r"(?:dann )?(?:schreib|schick|send|mail|meld|kontaktier|diskutier|kommentier|teil|stimm|sag|ruf|informier|wend)(?:e|en|t|)(?: sie| dich| es| ihn| sie es| sich)? (?:uns|mit|ab|hier|unter|per|an|in|bei|der redaktion|ihre|deine|gerne?)\b.{0,160}"
_LETTERS = (
    r"(?:nichts mehr verpassen|immer informiert|immer auf dem laufenden|bestens informiert|keine news mehr verpassen|noch mehr nachrichten) ?[:!–] ?[^\"]{2,120}\b[\w-]{0,25}newsletter\b[^\"]{0,100}",
    r"alles rund um [^\".!?]{2,60}\b(?:finden sie|lesen sie|gibt es) (?:im|in unserem|in)\b[^\".!?]{0,40}newsletter\b[^\"]{0,80}",
    r"(?:kennen sie|kennst du) schon unsere[nr]? .{2,80}",
    r"(?:sie|du) (?:möchten|möchtest|wollen|willst) [^\"]{2,120}\? ?(?:dann )?(?:abonnieren|abonniere|melden sie sich|melde dich|folgen|folge|testen|laden)\b.{2,160}",
    r"(?:unser|unsere) (?:\w{3,20} )?[\w-]{0,20}(?:newsletter|whatsapp-kanal) .{0,200}\b(?:anmelden|abonnieren|bestellen|eintragen)",
    r"ja,? ich (?:möchte|will|bin)\b.{0,80}\b(?:newsletter|informationen|einverstanden|angebote)\b.{0,140}",
    r"(?:vielen dank für|danke für) (?:ihre|deine|ihr|dein) (?:anmeldung|registrierung|nachricht|interesse)\b.{0,100}",
    r"(?:bitte geben sie|geben sie|gib) (?:eine|ihre|deine) (?:gültige )?e-mail-adresse\b.{0,80}",
    (
        r"(?:abonnieren|abonniere|abonniert|bestellen|bestelle|erhalten|holen|hol|sichern|melden|melde|meldet|registrieren|registriere|tragen|trag|probieren|lesen|"
        r"folgen|nutzen|testen|verpassen|verpasse|bleiben|bleib) (?:sie|dich|dir|euch|du|jetzt|hier|nichts|keine|immer|unseren?)\b"
        rf"{ONE}\b{_CHANNEL}\b{ONE}{_ON}"
    ),
    rf"(?:jetzt|hier|gleich|kostenlos|gratis) (?:den|für den|für unseren|unseren|unseren kostenlosen|kostenlos den|kostenlosen|zum) {_CHANNEL}\b{ONE}{_ON}",
    rf"(?:unser|unsere|mit dem|mit unserem|in unserem) (?:[\w-]{{2,30}} )?{_CHANNEL}\b[^\".!?]{{0,80}}(?:[:!?–] ?.{{0,80}})?\b(?:anmelden|abonnieren|anmeldung|bestellen|eintragen|postfach|auf dem laufenden|nichts mehr)\b{ONE}",
    r"(?:die wichtigsten|das wichtigste|alle wichtigen|jeden morgen|jeden tag|jeden|täglich|alle)\b[^\"]{2,120}\b(?:direkt|kostenlos|gratis|bequem) in (?:ihr|dein|ihrem|deinem|euer) (?:e-mail-)?postfach\b.{0,100}",
    (
        r"(?:zum newsletter|newsletter abonnieren|newsletter anmelden|newsletter-anmeldung|newsletter bestellen|zur newsletter-anmeldung|kostenlos bestellen|jetzt anmelden|jetzt abonnieren|kostenlos abonnieren|"
        r"jetzt kostenlos anmelden|hier anmelden|hier abonnieren|zum newsletter anmelden|e-mail-adresse eingeben|ihre e-mail-adresse|deine e-mail-adresse)"
    ),
    rf"(?:bleiben|bleib|bleibt) (?:sie |ihr )?(?:immer )?(?:auf dem laufenden|informiert|am ball)(?: ?[:!–] ?.{{0,220}}| mit (?:unser|dem|der)\w{{0,2}}\b{ONE}{_ON})?",
    r"(?:sie|du|ihr) (?:erhalten|bekommen|erhältst|bekommst) diese[ns]? (?:mail|e-mail|newsletter|nachricht|pressemitteilung|meldung),? (?:weil|da)\b.{0,220}",
    r"(?:wenn sie|wenn du|falls sie|möchten sie|wollen sie|sie möchten|sie wollen) .{0,60}\b(?:newsletter|e-mails?|mails|pressemitteilungen)\b.{0,40}\b(?:abbestellen|abmelden|austragen|nicht mehr erhalten|nicht mehr bekommen)\b.{0,160}",
    r"(?:newsletter|hier|vom newsletter|e-mail) (?:abbestellen|abmelden|austragen|im browser (?:ansehen|anzeigen|öffnen))(?: ?\|.{0,120})?",
    r"(?:zum abbestellen|zum abmelden|im browser ansehen|im browser anzeigen|vom newsletter abmelden)(?: .{0,120})?",
)
_FOLLOW = (
    rf"(?:jetzt )?(?:fan|follower) werden (?:auf|bei) {PLATFORM}",
    rf"(?:folgen|folge) sie {FEW} (?:auf|bei) {PLATFORM}",
    rf"(?:folgen|folge|folgt|liken|like|besuchen|besuche|abonnieren|abonniere) (?:sie |ihr )?(?:uns|@\w{{1,40}}|unserem kanal|unserer seite|unseren kanal|unsere seite) ?(?:jetzt |auch |gerne |schon )?(?:auf|bei|via) (?:unserem |unseren )?{PLATFORM}\b[^\".!?]{{0,140}}{_ON}",
    rf"(?:folgen|folge|folgt) (?:sie )?(?:dem|der|den|ihm|{FEW}) ?{FEW} (?:auf|bei) {PLATFORM}",
    rf"(?:sie finden uns|du findest uns|ihr findet uns) (?:jetzt |auch )?(?:auf|bei) {PLATFORM}\b[^\".!?]{{0,120}}",
)
_SHARE = (
    r"(?:ihre|deine) meinung ist (?:gefragt|uns wichtig)\b.{0,120}",
    r"stimmen sie (?:jetzt |hier )?ab",
    r"diskutieren sie mit ?: ?.{2,160}",
    r"testen sie (?:ihr wissen|jetzt ihr wissen|sich)\b[^\"]{0,60}\b(?:quiz|test)\b.{0,60}",
    r"wie (?:hat|gefällt) (?:ihnen|dir) (?:der|dieser) (?:artikel|beitrag|text)(?: gefallen)?",
    r"war (?:dieser|der) (?:artikel|beitrag|inhalt) (?:hilfreich|lesenswert|interessant|nützlich)",
    r"(?:teilen|teile|teilt|empfehlen|empfiehl) (?:sie |ihr )?(?:diesen|den|dieses|diese) (?:artikel|beitrag|text|seite|podcast)\b[^\".!?]{0,120}",
    rf"(?:auf|per|via|bei|über) (?:{PLATFORM}|mail|e-mail) (?:teilen|folgen|weiterleiten|versenden|senden|empfehlen|posten)(?: \(.{{0,60}})?",
    r"(?:klick|klicken|klicke) (?:sie )?(?:hier)?,? ?(?:um|zum) (?:auf |über |per |diesen |einem |dies |teilen|ausdrucken|drucken).{0,120}",
    r"(?:artikel|beitrag|text|seite) (?:merken|drucken|verschenken|teilen|anhören|vorlesen|speichern|versenden|kommentieren|als pdf|kopieren|empfehlen|ausdrucken|vorlesen lassen)(?: ?[|·•/] ?.{0,120})?",
    (
        r"(?:druckversion|druckansicht|link kopieren|link kopiert|zur merkliste hinzufügen|auf die merkliste|auf die leseliste|fehler melden|fehler im artikel melden|gefällt mir|gefällt mir: gefällt mir|"
        r"gefällt mir wird geladen|diesen artikel teilen|diesen beitrag teilen|per mail teilen|per e-mail versenden|jetzt teilen|als pdf herunterladen|in der app öffnen)(?: ?[|·•/.] ?.{0,120})?"
    ),
    (
        r"(?:kommentar schreiben|kommentar verfassen|kommentare lesen|kommentare anzeigen|kommentare ansehen|zu den kommentaren|zur diskussion|leserkommentare|jetzt kommentieren|alle kommentare|alle kommentare anzeigen|"
        r"schreiben sie einen kommentar|schreibe einen kommentar|schreib einen kommentar|hinterlasse einen kommentar|kommentar hinterlassen|diskutieren sie mit|diskutiere mit|jetzt mitdiskutieren|keine kommentare|"
        r"die kommentarfunktion ist deaktiviert|die kommentarfunktion ist geschlossen|kommentare sind geschlossen|kommentare sind deaktiviert|kommentarbereich geschlossen)(?: \(?\d{1,5}\)?)?"
    ),
    r"kommentare \(?\d{1,5}\)?",
    r"\d{1,3} (?:kommentare?|leserkommentare?)(?: lesen| anzeigen)?",
    rf"(?:hast|haben|habt) (?:du|sie|ihr) (?:auch |selbst |noch )?(?:einen |eine |etwas |informationen|hinweise|infos|fragen|anregungen|fehler|feedback).{{0,100}}\? ?{_ASK_BACK}",
    r"(?:hast|haben|habt) (?:du|sie|ihr) (?:informationen|hinweise|infos|einen tipp|einen hinweis|einen fehler|fehler|fragen|anregungen|feedback).{0,100}\? ?(?:unser|unsere|hier|so|wir freuen|kontakt|jetzt)\b.{0,200}",
    rf"(?:sie|du) (?:haben|hast|kennen|kennst|möchten|wollen|wissen) (?:einen|fehler|hinweise|informationen|fragen|auch|selbst|etwas|mehr|ein|eine|tipps)\b.{{0,100}}\? ?{_ASK_BACK}",
    rf"(?:was|wie) (?:meinen|denken|meinst|denkst|finden|findest) (?:sie|du)\b.{{0,80}}\? ?{_ASK_BACK}",
    r"(?:fehler|fehler im artikel|rechtschreibfehler|tippfehler) (?:entdeckt|gefunden|gesehen) ?\?(?: .{0,140})?",
    r"(?:schreiben|schreib|schicken|senden|mailen) (?:sie )?(?:uns|der redaktion|eine mail an|eine e-mail an|ihren leserbrief)\b.{0,80}(?:[\w.-]{1,40}@[\w.-]{1,60}|leserbriefe?\b|kontaktformular|whatsapp).{0,80}",
)
_PAY = (
    r"mit [\w&.-]{1,14}\+? ?(?:plus )?weiterlesen",
    r"testen sie [^.\"]{2,50}\b(?:kostenlos|gratis|unverbindlich|für nur)\b.{0,100}",
    r"nach (?:ablauf|ende) (?:der testphase|des probeabos|des testzeitraums|der kostenlosen testphase)\b.{0,160}",
    r"wenn (?:ihnen|dir) .{2,60} (?:gefallen hat|gefällt),? .{0,60}\b(?:spende|newsletter|abonnieren|unterstützung|teilen)\b.{0,120}",
    r"wir freuen uns (?:sehr )?über (?:ihre|deine|jede|eure) (?:unterstützung|spende)\b.{0,120}",
    r"das ist ein (?:\w{1,12}[+ -]{1,2})?(?:plus-|premium-|abo-)?artikel",
    r"(?:jetzt|hier|sofort) (?:weiterlesen|testen|freischalten|abonnieren|registrieren|mitglied werden|spenden|unterstützen|einloggen|anmelden|abo abschliessen|abo testen|probeabo bestellen|kostenlos testen|gratis testen|digital-abo bestellen|upgraden)(?: (?:mit|für|ab|ohne|und) .{0,60}(?:abo|plus|\+|euro|€|monat|konto|zugang|premium|woche|lesen|sichern)(?!\w).{0,80}| ?[:!|] ?.{0,160})?",
    rf"(?:weiterlesen|weiter lesen|jetzt weiterlesen|sofort weiterlesen|hier weiterlesen|alle artikel lesen|unbegrenzt lesen|unbegrenzt weiterlesen) (?:mit|für|ab) {FEW}(?: ?[:!|.] ?.{{0,160}})?",
    r"\d{1,3} (?:monate?|wochen?|tage?) (?:für|gratis|kostenlos|testen)\b.{0,60}\b(?:testen|lesen|abo|kündbar|danach)\b.{0,60}",
    r"(?:exklusiv|nur|exklusiver inhalt|exklusiv hier) für (?:abonnenten|abonnentinnen|abonnent:innen|mitglieder|plus-abonnenten|premium-abonnenten|unsere abonnenten|digital-abonnenten|registrierte nutzer)",
    r"(?:dieser artikel|dieser beitrag|dieser text|dieser inhalt|dieses interview|dieses video|dieser podcast|der artikel|diese geschichte) (?:ist|gehört|erscheint|steht) (?:teil von|teil des|teil unseres|exklusiv|nur für|ein plus-|ein premium-|zu|kostenpflichtig|ihnen|unseren|nur mit)\b[^\"]{0,100}(?:plus|\+|abo|abos|abonnent\w{0,5}|abonnements?|premium|kostenpflichtig|registrierte\w{0,10}|angebots?)(?:\b|$)[^\"]{0,80}",
    r"(?:sie|du) (?:haben|hast|sind|bist|wollen|willst|möchten|möchtest)\b[^\"]{0,60}\b(?:abo|abonnent\w{0,5}|abonnement|konto|zugang|account|weiterlesen|angemeldet|registriert)\b ?\?[^\"]{0,180}",
    r"(?:bereits|schon|noch kein|noch keine) (?:abonnent|abonnentin|registriert|abo|kunde|ein konto|ein abo|mitglied|digitalabonnent|konto|zugang) ?\? ?.{0,140}",
    r"(?:monatlich kündbar|jederzeit kündbar|zu den abos|zum angebot|zu den angeboten|angebot sichern|abo-angebote|plus-artikel|premium-artikel|mitglied werden|kostenlos registrieren|kostenlos weiterlesen|zum abo|zum digital-abo)",
    r"(?:gratis|kostenlos|unbegrenzt|unbegrenzter zugang|alle inhalte|alle artikel) [^\".]{0,80}\b(?:testen|registrieren und|einloggen|probelesen|konto anlegen|abo)\b[^\"]{0,120}",
    rf"(?:unterstützen|unterstütze|unterstützt|helfen|fördern|fördere) (?:sie |ihr )?(?:uns|unsere|unseren|unabhängigen|kritischen|diesen blog|dieses projekt) {ONE}\b(?:abo|abonnement|spenden?|journalismus|redaktion|arbeit|steady|paypal|patreon|mitgliedschaft|beitrag|blog|recherchen?|iban|euro)\b.{{0,160}}",
    r"(?:dir gefällt|ihnen gefällt|gefällt dir|gefällt ihnen|hat dir|hat ihnen|euch gefällt)[, ].{0,80}\? .{0,40}\b(?:dann|unterstütze|unterstützen|werde|werden|spende|spenden|wirf|abonniere|abonnieren|teile|teilen|folge)\b.{0,160}",
    r"(?:guter|unabhängiger|kritischer|freier|qualitätsjournalismus|journalismus|gründliche recherche) (?:journalismus |lokaljournalismus )?(?:kostet|braucht|ist nicht umsonst|hat seinen preis)\b.{0,60}[.:!–] ?(?:unterstütz\w{1,3}|werden|jetzt|mit ihrem|mit deinem|helfen)\b.{0,200}",
)

ANYWHERE = {
    reasons.NEWSLETTER: _LETTERS,
    reasons.SOCIAL: _FOLLOW,
    reasons.COMMENTS: _SHARE,
    reasons.SUBSCRIBE: _PAY,
    reasons.APP: (
        rf"(?:laden|lade|holen|hol|installieren|installiere|nutzen) (?:sie |sie sich |dir |sich )?(?:jetzt |hier |gratis |kostenlos )?(?:unsere|die kostenlose|die neue) (?:[\w-]{{2,30}} )?(?:app|news-?app|nachrichten-?app)\b{ONE}{_ON}",
        r"(?:app|news-app|nachrichten-app|kostenlose app) (?:herunterladen|laden|installieren|öffnen)",
    ),
}
