"""German, of agencies, desks and senders of press releases: signs, notes to editors, who made a text, whom to ask."""

from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.furniture.phrases.shapes import CREDITED

_SIGNS = (
    r"(?:dpa-infocom|dpa-info-com|© dpa-infocom|dpa)[ ,]{1,2}(?:gmbh ?)?(?:dpa)?:? ?\d{6}[\d/ -]{0,40}",
    r"(?:apa\) ?\()?schluss(?:\) ?[a-z/*]{0,16})?",
    r"ende\) ?[\d./a-z -]{2,40}",
    r"end\) dow jones newswires.{0,40}",
    r"(?:djg|djn|dje)/[\w./-]{3,40}",
    r"spendenkonto ?:? ?.{0,60}\biban .{10,80}",
    r"(?:schluss|forts|forts\. folgt|fortsetzung folgt|wird fortgesetzt|ende der mitteilung|ende der meldung|ende der pressemitteilung|ende der durchsage|ende der vorabmeldung)",
    r"(?:isin|wkn|valoren) ?:? ?[a-z0-9][a-z0-9 /,;:.()-]{4,200}",
    r"(?:s e r v i c e|a v i s o|b i l d) - .{3,260}",
    r"(?:service|aviso) - .{3,200}(?:https?://|www\.|\d{1,2}[.:]\d\d uhr).{0,80}",
    r"internet ?: ?(?:https?://|www\.)[^ ]{3,120}.{0,60}",
    r"epd(?:-[\w-]{2,40})? ?: ?telefon .{3,80}",
)
_TO_EDITORS = (
    r"(?:meldung|bericht|fassung|text) (?:ergänzt|aktualisiert|korrigiert|berichtigt|neu gefasst|erweitert|gekürzt|präzisiert|durchgehend aktualisiert) ?(?:mit|um|im|in|durch|nach)\b.{2,200}",
    r"(?:korrigiert|berichtigt|ergänzt|geändert|präzisiert|wiederholt)(?: wurde| wird| wurden)?,? ?:? ?(?:im |in der |in |nach |durchgehend|überschrift|titel|tippfehler|schreibweise).{2,220}",
    r"(?:im|in der|in den) (?:\d{1,2}\.|ersten|zweiten|dritten|vierten|fünften|letzten|vorletzten|überschrift|titel|schlagzeile)(?: absatz| satz)?\b.{0,60}\b(?:tippfehler|schreibfehler|rechtschreibfehler|grammatikfehler|wort|redaktionell)\b.{0,60}\b(?:berichtigt|korrigiert|behoben|entfernt|ergänzt|beseitigt)",
    r"(?:neu|aktualisiert|ergänzt|mehr|neue) ?: ?(?:angaben|details|zitate?|hintergrund|reaktionen?|stellungnahme|weitere|mehr|zahl|opferzahl|durchgehend|durchgängig|komplett|aussagen?|einzelheiten|schlusskurse|kurse)\b.{0,160}",
    (
        r"(?:durchgehend neu|durchgängig neu|durchgehend aktualisiert|komplett neu|neu durchgehend|mit mehr details|mit weiteren details|ausführliche fassung|gesamtzusammenfassung|tageszusammenfassung|foto - aktuell|foto aktuell|"
        r"mit foto|mit fotos|mit bild|mit grafik|mit video|achtung redaktionen|frei ab sofort|sperrfrist beachten)(?: ?[:,;–-] ?.{2,160})?"
    ),
    r"(?:sperrfrist|achtung redaktionen|hinweis an die redaktion|hinweis an die redaktionen|anmerkung für die redaktion|an die redaktionen|an redaktionen|für redaktionen|zur kenntnis der redaktion|avisierung|vorabmeldung|vorabbericht) ?: ?.{2,260}",
    r"(?:es folgt|es folgen|wir berichten|wir senden) (?:eine |ein |mehr |weitere |bis |laufend |gegen )?(?:zusammenfassung|korrespondentenbericht|gesamtzusammenfassung|neufassung|tageszusammenfassung|weiter|laufend)\b.{0,120}",
    r"(?:ein|das|die) (?:foto|fotos|bild|bilder|grafik|video|fotomaterial|bildmaterial) (?:\(?\w{3,8}\d{2,4}\)? )?.{0,60}\b(?:im funk|zum download|heruntergeladen|druckfähig|im bildarchiv|medienportal|abrufbar)\b.{0,120}",
    r"(?:die folgenden informationen sind nicht zur veröffentlichung bestimmt|nicht zur veröffentlichung|nicht zur veröffentlichung bestimmt)",
)
_ASKED = (
    r"(?:telefon|tel|telefonnummer|fax|mobil|handy|fon|e-mail|internet|homepage|web|pressestelle|redaktion) ?[:.]{1,2} ?[\d+(][\d ()/+.-]{5,40}.{0,80}",
    r"(?:ausserhalb der|während der) (?:bürozeiten?|bürodienstzeiten?|geschäftszeiten?|regeldienstzeit|dienstzeiten?)\b ?[:–(].{2,160}",
    r"(?:bei|für) (?:rückfragen|medienanfragen|presseanfragen|interviewwünsche\w{0,1}|rückfragen der medien|journalistische anfragen)\b[^\"]{0,60}(?: ?: ?|\bwenden\b|\bkontaktieren\b|\bkontakt\b|\bsteht\b|\bstehen\b|\berreichen\b|\bunter\b|\ban\b).{0,200}",
)
_PRESS = (
    r"(?:dpa-notizblock|notizblock|redaktionelle hinweise|redaktionshinweise|dpa-kontakte|hinweise für redaktionen|hinweise an die redaktionen|hinweis an die redaktion|hinweise für die redaktion|service für redaktionen|hinweis für die redaktion|hinweis für redaktionen)(?: ?: ?.{0,200})?",
    (
        r"(?:pressekontakt|pressekontakte|medienkontakt|medienkontakte|presseanfragen|presserückfragen|medienstelle|kontakt für die medien|kontakt für medien|kontakt für journalisten|kontakt für die presse|kontakt presse|ansprechpartner für die presse|ansprechpartner für medien|"
        r"ansprechpartner presse|rückfragehinweis|rückfragehinweise|rückfragen bitte an|rückfragen an|kontakt für rückfragen|für rückfragen|unternehmenskontakt|investor relations|kontakt investor relations|kontakt für investoren|aussender|emittent/herausgeber|presse-kontakt|kontakt für presserückfragen|medienauskünfte|weitere auskünfte erteilt|auskünfte erteilt)(?: ?: ?.{0,240})?"
    ),
    r"(?:rückfragen|nachfragen|rückfragen und interviewanfragen|journalistische rückfragen|presserückfragen|weitere informationen|anfragen) (?:von|der|für|bitte|und|durch)\b[^\"]{0,30}(?:medienvertreter\w{0,6}|pressevertreter\w{0,6}|journalist\w{0,8}|presse|medien|bitte an|pressestelle)\b[^\"]{0,120}",
    r"(?:original-content von|originalmeldung von) ?: ?.{2,200}",
    r"(?:ots-originaltext|ots originaltext|pressemitteilung übermittelt durch)\b.{0,200}",
    r"(?:unternehmensprofil|firmenporträt|boilerplate|kurzprofil|abbinder)(?: ?: ?.{0,200})?",
    r"(?:die folgenden informationen|folgende informationen|nachfolgende informationen) sind nicht zur veröffentlichung bestimmt",
    r"(?:ende der mitteilung|ende der pressemitteilung|ende der insiderinformation|ende der ad-hoc-mitteilung|ende der dgap-meldung|ende der eqs-news)(?: .{0,160})?",
    r"(?:schreibe einen kommentar|schreiben sie einen kommentar|schreib einen kommentar|hinterlasse einen kommentar|antwort schreiben|eine antwort schreiben|antworten abbrechen)(?: antwort abbrechen| antworten abbrechen)?",
)
_MADE = (
    rf"(?:mitarbeit|unter mitarbeit|weitere mitarbeit|mitarbeiter|redaktion|redaktionelle mitarbeit|redaktionelle bearbeitung|übersetzung|aus dem englischen|lektorat|faktencheck|schlussredaktion|korrektorat|text|text und fotos|text und bilder|text & fotos|fotos und text|texte|autor|autorin|autoren|autor:in|online-umsetzung|online-fassung|bericht|berichterstattung) ?: ?{CREDITED}",
    r"(?:geschrieben|verfasst|redigiert|zusammengestellt|übersetzt|aufgezeichnet|recherchiert|bearbeitet|mitarbeit|unter mitarbeit|übersetzung|aus dem englischen|aus dem englischen übersetzt|aus dem französischen|aus dem amerikanischen) von [^?!:;,\".]{3,50}",
    r"(?:bericht|berichtet|geschrieben|zusammengefasst|redigiert|übersetzt|reporter)(?: von|:) .{3,140}[.;,] ?(?:mitarbeit|redigiert|bearbeitet|zusätzliche|unter mitarbeit|übersetzt|weitere|geschrieben|bei rückfragen)\b.{2,260}",
)

_SOURCES = (
    r"(?:quelle|quellen|text|textquelle) ?: ?(?:dpa|afp|apa|ap|reuters|sid|epd|kna|sda|keystone-sda|ots|dts|[\w-]{2,20}\.(?:de|at|ch|com)|presseportal|polizei|pol|red|eigene recherche|eigene recherchen)\b[\w ,./+&-]{0,60}",
)
# The first three have to stand in brackets (NOTES): without, each could be a sentence.

TOP = {
    reasons.STAFF: (
        *_MADE,
        r"von (?:unserem|unserer|unseren) (?:korrespondent\w{0,4}|redaktion|mitarbeiter\w{0,4}|reporter\w{0,4})\b[^.?!\"]{0,50}",
    ),
    reasons.NOTE: (
        *_TO_EDITORS[4:],
        r"neu ?: ?(?:reaktion(?:en)?|stellungnahme|weitere|mehr|angaben|zitate?|hintergrund|opferzahl|details|einzelheiten)(?: (?:der|des|von|aus|zu|zum|nach)\b(?! .{0,40}\b(?:darf|dürfen|wird|werden|ist|sind|hat|haben|kann|können)\b)[^.!?\"]{0,60})?",
    ),
    reasons.PRESS: (
        r"(?:der|die) (?:magistrat|oberbürgermeister|oberbürgermeisterin|bürgermeister|bürgermeisterin|landrat|landrätin|stadtrat|gemeinderat|regierungsrat|pressestelle|pressesprecher|pressesprecherin|polizeipräsident)",
        r"(?:pressestelle|presseamt|pressereferat|medienstelle|presse- und öffentlichkeitsarbeit|presse und kommunikation|stabsstelle kommunikation|unternehmenskommunikation)(?: (?:der|des|von) [\w .-]{2,40})?",
        r"stadt (?:bad )?[\w-]{3,25}",
    ),
}
END = {
    reasons.STAFF: _MADE,
    reasons.NOTE: _TO_EDITORS[4:],
    reasons.CREDIT: _SOURCES,
    reasons.END_SIGN: _SIGNS,
    reasons.CONTACT: _ASKED,
    reasons.PRESS: (r"(?:zeichen|anschläge|wörter|belegexemplar erbeten|abdruck honorarfrei)(?: ?: ?\d{1,6}.{0,60})?",),
}
NOTES = {reasons.NOTE: _TO_EDITORS}
CLOSINGS = {
    reasons.PRESS: (
        *_PRESS,
        r"(?:ihre?|unsere?) (?:ansprechpartner|ansprechpartnerin|ansprechperson|kontakt) (?:für|bei) (?:die )?(?:medien|presse|rückfragen|journalisten|redaktionen)(?: ?: ?.{0,240})?",
    )
}
SENDERS = {
    reasons.PRESS: (
        r"über [^?!\"\d]{2,60}",
        r"über (?:die|den|das|uns|unser) [^?!\"\d:]{2,60}: .{20,520}",
        r"(?:zum|zur) (?:unternehmen|firma|verein|stiftung|person|verband|organisation|initiative|veranstalter|herausgeber)",
        r"(?:hintergrund zum unternehmen|kontakt|impressum|pressestelle|ansprechpartner|ansprechpartnerin|herausgeber)",
    ),
}
