"""German, as it is written in Germany, Austria and Switzerland: lines of papers, portals, broadcasters and blogs.

Folded lines have `ss` for `ß`. What agencies and press offices write is in `german_wire.py`, what outlets
want of their readers in `german_offers.py`.
"""

from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.furniture.phrases.shapes import FEW, HEADLINE, ONE, PARTED, when

_MONTHS = (
    "januar|jänner|februar|feber|märz|april|mai|juni|juli|august|september|oktober|november|dezember|"
    "jan|jän|feb|mär|mrz|apr|jun|jul|aug|sept|sep|okt|nov|dez"
)
_WEEKDAYS = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so"
_WHEN = when(_WEEKDAYS, _MONTHS, r"heute|gestern|vor (?:\d{1,3}|einer|einem) (?:min|minuten?|std|stunden?|tage?n?)")
_TEXTS = (
    "artikel|beiträge|berichte|hintergründe|infos|informationen|inhalte|meldungen|nachrichten|news|texte|themen|videos"
)
_THIS = r"(?:dieser|diesen|diesem|dieses) (?:artikel|beitrag|bericht|text|newsletter|inhalt|podcast)"
_PHOTO = (
    "(?:foto|fotos|bild|bilder|grafik|karte|infografik|illustration|montage|collage|symbolbild|symbolfoto|archivbild|archivfoto|"
    "titelbild|titelfoto|beitragsbild|vorschaubild|teaserbild|fotocredit|bildcredit|fotoquelle|bildquelle|bildquellen|"
    "bildnachweis|bildnachweise|fotonachweis|bildrechte|bildautor|fotograf|fotografin|videoquelle)"
)
_SELLER = (
    r"(?:dpa|afp|apa|epa|sid|epd|kna|reuters|keystone|sda|imago|getty|picture[ -]alliance|shutterstock|istock|adobe ?stock|pixabay|"
    r"unsplash|pexels|wikimedia|archiv|privat|zvg|screenshot|news5|ots|©|copyright|witters|eibner)"
)

_READ_MORE = (
    (
        r"(?:lesen|lies|lest|sehen|sieh|seht|hören|hör|hört|schauen)(?: sie| ihr)? (?:auch|dazu|hier|hierzu|mehr|weiter|mehr dazu|auch dazu|"
        rf"dazu auch|hierzu auch|zum thema|mehr zum thema|auch zum thema|ausserdem|dazu mehr) ?[:|»>] ?{HEADLINE}"
    ),
    r"(?:lesen|lies|lest|hören|sehen) (?:sie |ihr )?(?:auch|dazu auch|auch dazu|hier mehr|mehr dazu|hier weiter|weiter|mehr)",
    (
        r"(?:lesen|lies|erfahren|erfahre|sehen|hören) (?:sie )?hier,? (?:mehr|alles|weiter|wie|warum|was|den|die|das|welche|wer|wo|unser\w{0,3}|auch)\b"
        rf"{ONE}"
    ),
    (
        r"(?:mehr|alles|alle infos|alle details|weitere infos|weitere informationen|details|näheres) (?:dazu|hierzu|darüber|zum|zur|zu|über|aus|rund um)\b"
        rf".{{0,80}} (?:(?:lesen|finden|erfahren|sehen|hören) sie|liest du|findest du|gibt es|gibt's) (?:hier|auch hier|in unserem|in unserer|unter|auf)\b{ONE}"
    ),
    (
        r"(?:mehr|alles) (?:dazu|hierzu|zum thema|zu diesem thema|zum hintergrund|lesen|erfahren|infos|informationen|nachrichten|themen) ?[:|»>] ?"
        rf"{HEADLINE}"
    ),
    rf"(?:mehr|weitere|alle|aktuelle) (?:{_TEXTS}) (?:aus|zu|zum|zur|von|vom|über|rund um) {FEW} ?[:»>] ?{HEADLINE}",
    rf"(?:mehr|weitere|alle) (?:{_TEXTS}) (?:aus|zu|zum|zur|von|vom|über) .{{2,80}}(?:lesen|finden|sehen|gibt)(?: sie| es|'s) (?:hier|auf|unter|in unser\w{{1,3}})\b{ONE}",
    rf"(?:auch|ebenfalls|passend) (?:interessant|lesenswert|dazu|zum thema)(?: für sie)? ?[:|»>] ?{HEADLINE}",
    rf"(?:das|dies) (?:könnte|dürfte) (?:sie|dich|euch) (?:auch |ebenfalls )?(?:noch )?interessieren(?: ?: ?{HEADLINE})?",
    (
        r"(?:lesetipp|leseempfehlung|linktipp|tv-tipp|videotipp|hörtipp|podcast-tipp|zum weiterlesen|zum nachlesen|zum thema|aus dem archiv|"
        r"bilderstrecke|fotostrecke|bildergalerie|fotogalerie|newsticker|liveticker|live-ticker|liveblog|live-blog|newsblog|themenseite|"
        rf"empfehlung der redaktion|redaktionstipp|meistgelesener artikel|video zum thema|siehe auch|interaktive karte) ?: ?{HEADLINE}"
    ),
    rf"hier (?:geht's|gehts|geht es|gelangen sie|kommen sie|kommst du) (?:direkt )?(?:zu|zum|zur)\b{ONE}",
    rf"hier (?:finden sie|lesen sie|sehen sie|hören sie|erfahren sie|findest du|liest du|können sie) (?:auch |noch )?(?:alle|alles|mehr|weitere|unsere|unseren|die aktuellen)\b{ONE}",
    rf"(?:weiterlesen|weiter lesen|hier weiterlesen|jetzt weiterlesen)(?: auf {FEW}| bei {FEW}| ?[:»>] ?{HEADLINE})?",
    r"(?:den ganzen|ganzen|gesamten|vollständigen|den vollständigen|kompletten|zum ganzen|zum vollständigen) (?:artikel|beitrag|text|bericht)(?: lesen| anzeigen| ansehen)?(?: (?:auf|bei|hier) .{0,50})?",
    (
        r"(?:zum|zur) (?:artikel|originalartikel|originalbeitrag|volltext|newsticker|liveticker|live-ticker|liveblog|newsblog|bildergalerie|fotostrecke|"
        r"bilderstrecke|startseite|themenseite|übersichtsseite|homepage|seitenanfang|e-paper|merkliste|interaktiven karte|grossansicht)"
    ),
    r"(?:zurück zur|zurück zum) (?:startseite|übersicht|anfang|seitenanfang|artikelanfang|homepage|artikel)",
    r"(?:artikel|beitrag|text) (?:weiterlesen|vollständig lesen|lesen|öffnen)",
    r"siehe (?:auch )?(?:bericht|artikel|kommentar|infobox|kasten|grafik|interview) (?:oben|unten|links|rechts|seite \d{1,3}|auf seite \d{1,3})",
    (
        r"(?:dieser artikel|der artikel|artikel|dieser text|der text|diese meldung|die meldung|meldung|dieser beitrag|der liveticker|der liveblog|die seite) (?:wird|wurde) "
        r"(?:laufend|fortlaufend|ständig|regelmässig|gerade|automatisch|in kürze) (?:weiter )?(?:aktualisiert|ergänzt|erweitert)"
    ),
    (
        r"(?:wird laufend aktualisiert|mehr in kürze|weiteres in kürze|mehr folgt|mehr folgt in kürze|folgt mehr|weitere informationen folgen|weitere informationen in kürze|"
        r"weitere infos folgen|weitere infos in kürze|weitere details folgen|wir berichten weiter|wir halten sie auf dem laufenden|wir aktualisieren laufend|weitere meldungen folgen)"
    ),
)
_READ_MORE_OF_KINDS = (
    rf"(?:lesen|lies|sehen|hören) (?:sie )?(?:dazu |hierzu )?(?:auch )?(?:den|unseren|das|die|unser|unsere) (?:kommentar|bericht|interview|analyse|leitartikel|reportage|überblick|artikel|newsblog|faktencheck|porträt|podcast) ?: ?{HEADLINE}",
    r"alle (?:aktuellen |wichtigen )?(?:nachrichten|entwicklungen|infos|informationen|ergebnisse|news|meldungen)\b[^.\"]{0,80}(?:finden sie hier|lesen sie hier|gibt es hier|im liveblog|im liveticker|im newsblog|im ticker|im überblick)",
    rf"(?:in unserer|in unserem|unsere) (?:bildergalerie|fotostrecke|bilderstrecke|mediathek|themenseite|übersicht)\b{ONE}",
    r"(?:mehr zu diesem thema|mehr dazu|mehr darüber) (?:hören|sehen|lesen|erfahren) sie .{2,160}",
    r"(?:impressum|datenschutz|agb) ?[|·•/–-] ?.{2,120}",
    rf"quiz ?: ?{HEADLINE}",
)
_SHOWN = (
    r"(?:externer|empfohlener|eingebetteter) (?:inhalt|redaktioneller inhalt|externer inhalt)(?: (?:von|aus) .{2,40})?(?: ?[:.] ?.{0,250})?",
    (
        r"an dieser stelle (?:finden sie|findest du|wollten wir|wollen wir|würden wir|möchten wir|haben wir|sehen sie|befindet sich ein externer|ist ein externer|wird ein externer)\b"
        r".{0,80}\b(?:inhalte?|video|beitrag|post|tweet|karte|grafik|element|podcast|player|umfrage)\b.{0,200}"
    ),
    r"mit (?:ihrer|deiner|eurer) (?:zustimmung|einwilligung|erlaubnis) .{0,120}\b(?:geladen|angezeigt|anzeigen|laden|externe[rsn]?)\b.{0,160}",
    r"(?:wir benötigen|wir brauchen) (?:ihre|deine) (?:zustimmung|einwilligung|erlaubnis)\b.{0,220}",
    r"(?:um|zum|zur) .{0,60}\b(?:anzuzeigen|zu sehen|laden|darstellung|anzeige)\b.{0,40}\b(?:ihre|deine|sie|du)\b.{0,60}\b(?:zustimmung|einwilligung|zustimmen|datenschutz\w{0,14}|cookies)\b.{0,140}",
    r"(?:ich bin damit einverstanden|ich bin einverstanden|ich stimme zu),? dass .{0,60}\b(?:inhalte|daten|cookies)\b.{0,200}",
    r"(?:damit|dadurch|dabei|hierbei) (?:können|werden) .{0,40}\b(?:personenbezogene|persönliche|nutzungs-?) ?daten\b.{0,60}\b(?:drittplattformen|drittanbieter\w{0,1}|übermittelt|plattform)\b.{0,120}",
    r"(?:mehr|mehr dazu|mehr hierzu|näheres|weitere informationen|details|mehr informationen)(?: dazu| hierzu)?(?: finden sie| findest du)? (?:in|unter) (?:unserer |den |unseren )?(?:datenschutz\w{0,16}|datenschutz-\w{0,16}|cookie-?\w{0,16})",
    r"(?:inhalt|inhalte|video|externen inhalt|externe inhalte|alle externen inhalte|instagram-post|tweet|post|karte|grafik|podcast|player|video jetzt|inhalt jetzt) (?:laden|anzeigen|entsperren|einmalig laden|immer laden|freischalten|aktivieren|immer anzeigen|zulassen|einblenden)",
    r"(?:alle akzeptieren|cookies akzeptieren|alle cookies akzeptieren|akzeptieren und weiter|zustimmen und weiter|alle ablehnen|einstellungen verwalten|cookie-einstellungen|cookie-einstellungen ändern|datenschutz-einstellungen|datenschutzeinstellungen|privatsphäre-einstellungen|einwilligung verwalten|externe inhalte aktivieren)",
    r"(?:dieses|das) (?:video|element|audio) (?:ist|konnte|kann) (?:leider )?(?:nicht|derzeit nicht|nicht mehr) (?:verfügbar|geladen werden|abgespielt werden|angezeigt werden)",
    r"(?:aktivieren sie|aktiviere|bitte aktivieren sie|bitte aktiviere) javascript\b.{0,120}",
    r"(?:javascript|cookies) (?:ist|sind) (?:deaktiviert|in ihrem browser deaktiviert|ausgeschaltet)\b.{0,120}",
    r"(?:wir|diese website|diese webseite|diese seite|unsere website) (?:verwenden|verwendet|nutzen|nutzt|setzen|setzt) (?:hier )?cookies?,? um (?:ihnen|dir|unser angebot)\b[^.–\"]{0,120}",
)
_SHOWN_BY_OTHERS = (
    r"dieses (?:element|video|audio) (?:enthält daten von|wird von|stammt von) .{2,80}(?:bereitgestellt|daten|einbettung|übertragen|youtube|datenschutz)\b.{0,160}",
    r"hier (?:sollte|würde) .{2,60}\b(?:cookies|zustimm\w{1,4}|javascript)\b.{0,120}",
    r"(?:zum|um) (?:anzeigen|abspielen|laden|diesen|den|dieses)\b.{0,60}\b(?:cookies akzeptieren|zustimmung erteilen|zustimmung geben|cookies zulassen|cookies aktivieren|einwilligung erteilen)\b.{0,120}",
    r"ihr (?:browser|gerät) unterstützt (?:kein|diesen|das|leider).{2,120}",
    r"mit (?:dem|einem|ihrem) klick auf .{2,100}\b(?:datenschutz\w{0,16}|nutzungsbedingungen|agb)\b.{0,140}",
    r"die datenschutz\w{0,14} (?:habe ich|nehme ich|gelten|finden sie)\b.{0,100}",
)
_SAID_OF_ITSELF = (
    r"hinweis ?: (?:die meinung .{2,60} redaktion|die(?:ser|se|ses) (?:text|artikel|beitrag|seite) (?:ist|wurde|erschien|enthält) (?:zuerst|erstmals|affiliate|werbe|bereits).{2,120})",
    r"(?:hinweis der redaktion ?: ?)?kreisen (?:ihre|deine) gedanken .{2,250}",
    r"als amazon-partner (?:verdienen|verdiene)\b.{2,100}",
    r"dieser (?:artikel|text|beitrag) (?:stammt aus|wurde einmalig|wurde zuletzt|wurde am \d|ist in der)\b[^\"]{0,80}\b(?:ausgabe|aktualisiert|erschienen)\b.{0,60}",
    r"(?:dieser beitrag|diese meldung|dieses thema|diese sendung) (?:lief|wurde) (?:am|im|in)\b.{2,100}\b(?:gesendet|ausgestrahlt|20\d\d im|20\d\d in|20\d\d um)\b.{0,80}",
    r"das thema im (?:radio|fernsehen|programm) ?: ?.{2,120}",
    r"veröffentlicht in [^.?!\"]{2,100}\bverschlagwortet mit [^.?!\"]{2,120}",
    (
        r"(?:dieser|dieses) (?:artikel|beitrag|text|bericht|interview|podcast|newsletter) (?:ist|erschien|wurde|stammt|basiert|entstand|enthält|erscheint|kann|wird|steht)\b[^\"]{0,100}"
        r"\b(?:zuerst|erstmals|im original|ursprünglich|ki|ki-[\w-]{2,20}|künstliche[rn]? intelligenz|maschinell|automatisch|automatisiert|aus dem [\w]{4,20} übersetzt|agenturmaterial|affiliate-?links?|provisionslinks?|werbelinks?|lizenz|"
        r"nicht die meinung|anlageberatung|in kooperation mit|in zusammenarbeit mit|pressemitteilung|creative commons|cc[ -]by\b|computerstimme|partner-?links?)\b.{0,180}"
    ),
    r"der (?:beitrag|artikel) .{1,220} (?:erschien zuerst|ist zuerst erschienen|wurde zuerst veröffentlicht|erschien erstmals) (?:auf|bei|in|im)\b.{1,80}",
    r"(?:zuerst|erstmals|ursprünglich) (?:erschienen|veröffentlicht|publiziert) (?:auf|bei|in|im|am|unter)\b[^.!?\"]{1,90}",
    r"mit (?:material|informationen|inhalten|agenturmaterial|agenturen)(?: von| der| des|) ?(?:[\w ,./&+-]{0,60}(?:dpa|afp|reuters|epd|kna|sid|apa|sda|agenturen|nachrichtenagenturen)[\w ,./&+-]{0,30})?",
    r"(?:diese zusammenfassung|die zusammenfassung|diese audioversion|diese übersetzung|die übersetzung|die audioversion|diese vertonung) (?:wurde|ist|wird|entstand)\b[^\"]{0,60}\b(?:ki|künstlicher intelligenz|maschinell|automatisch|automatisiert|chatgpt|deepl)\b.{0,160}",
    (
        r"(?:transparenzhinweis|risikohinweis|disclaimer|haftungsausschluss|offenlegung|rechtlicher hinweis|hinweis zu interessenkonflikten|interessenkonflikt|affiliate-link|affiliate-links|affiliate-hinweis|hinweis zu affiliate-links|"
        rf"provisions-link|werbehinweis|ki-hinweis|lizenzhinweis|wichtiger hinweis|bildrechte|nutzungsrechte|gender-hinweis|in eigener sache) ?: ?{HEADLINE}"
    ),
    r"(?:disclaimer|transparenzhinweis|risikohinweis|haftungsausschluss|hinweis: diese seite enthält affiliate-links)",
    r"(?:mit|die mit|alle mit) (?:einem )?(?:\*|stern(?:chen)?|einkaufswagen|symbol)[^\"]{0,60}\b(?:links?|gekennzeichnete\w{0,1}|markierte\w{0,1})\b.{0,200}",
    r"(?:wenn|falls|kaufst|kaufen|klicken|bestellen|sofern|bei|einige|manche|wir)\b[^\"]{0,100}\b(?:affiliate-?links?|partner-?links?|(?:erhalten|bekommen|verdienen|kassieren) wir (?:eine |eventuell |gegebenenfalls |ggf\. )?[\w ]{0,20}(?:provision|kommission))\b.{0,160}",
    r"(?:die|der|namentlich|leserbriefe|gastbeiträge|kommentare|namensbeiträge) .{0,100}\b(?:gibt|geben|spiegelt|spiegeln|entspricht|entsprechen|muss|müssen|stellt|stellen)\b.{0,20}\b(?:nicht|ausschliesslich|allein|lediglich)\b.{0,40}\b(?:meinung|ansicht|auffassung)\b.{0,60}\b(?:redaktion|herausgebers?|autors?|autorin|autoren|verfassers?|verlags?)\b.{0,60}",
    r"(?:die|das|alle|diese|dieser) (?:angaben|informationen|inhalte|veröffentlichung|artikel|hier genannten|beitrag|hier dargestellten|dargestellten)\b[^\"]{0,100}\b(?:keine (?:anlageberatung|kaufempfehlung|anlageempfehlung|rechtsberatung|finanzberatung|aufforderung zum)|ohne gewähr)\b.{0,140}",
    r"(?:alle|sämtliche) (?:angaben|kurse|zahlen|daten|zeiten) (?:sind )?(?:ohne gewähr|ohne gewährleistung|verzögert)",
)
_RIGHTS = (
    r"(?:alle|sämtliche) (?:rechte|inhalte|texte|bilder|rechte der wiedergabe)\b.{0,60}\b(?:vorbehalten|urheberrechtlich geschützt)\b.{0,160}",
    r"(?:copyright|urheberrecht) .{0,80}\b(?:gmbh|ag|vorbehalten|wirtschaftsnachrichten|presse-agentur|dpa|dpa-afx|afp|epd|sid|apa)\b.{0,220}",
    r"(?:weiterverbreitung|wiederveröffentlichung|vervielfältigung|nachdruck|abdruck|jede weiterverbreitung|die weiterverbreitung|nachdruck und|abdruck und)\b.{0,140}\b(?:nicht gestattet|untersagt|nur mit|verboten|honorarfrei|belegexemplar|quellenangabe|genehmigung)\b.{0,140}",
    r"(?:dieser text|dieser beitrag|dieser artikel|dieses werk|der text|der beitrag|der artikel) (?:erscheint|steht|ist|darf) .{0,40}\b(?:lizenz|lizenziert|creative commons|cc[ -]by)\b.{0,180}",
    r"(?:artikel lizenzieren|rechte am artikel erwerben|rechte an diesem artikel erwerben|nutzungsrechte erwerben|hier nutzungsrechte erwerben)",
)
_HEARD = (
    r"(?:artikel|beitrag|text|diesen artikel|diesen beitrag|den artikel|podcast|audio|episode) (?:anhören|vorlesen lassen|abspielen|zum anhören|jetzt anhören)(?: \(?\d{1,3}(?::\d\d)?(?: ?min\w{0,5})?\)?)?(?: \d{1,3} ?min\w{0,5})?",
    r"(?:hören|höre|hör) (?:sie )?(?:diesen artikel|diesen beitrag|den artikel|diese folge|die folge|unseren podcast|hier)\b[^.!?\"]{0,120}",
    r"(?:der podcast|den podcast|unser podcast|alle folgen|die ganze folge|neue folgen|jede folge|das ganze gespräch)\b[^!?\"]{0,100}\b(?:überall, wo es podcasts|spotify|apple podcasts?|audiothek|podcast-plattform\w{0,2})\b.{0,120}",
    rf"\d{{1,3}} min(?:uten?|\.)? (?:lesezeit|lesedauer|zum lesen|lesen|hören|anhören|hörzeit){PARTED}",
    rf"(?:lesezeit|lesedauer|geschätzte lesezeit|geschätzte lesedauer|vorlesezeit|hörzeit) ?:? ?(?:ca\. ?|etwa )?(?:\d{{1,3}}|< ?1|einer?) ?min\w{{0,5}}\.?{PARTED}",
    r"(?:dieser|dieses) (?:artikel|beitrag|text) (?:wurde|wird) (?:ihnen )?(?:mit|von) (?:einer )?(?:computerstimme|künstlichen stimme|synthetischen stimme|ki-stimme)\b.{0,120}",
    r"(?:video|player|videoplayer|audioplayer|audio) (?:überspringen|wird geladen|abspielen|ansehen|stoppen|pausieren|ist nicht mehr verfügbar|einbetten)",
)
_PROGRAMME = (
    rf"(?:dieses thema im programm|diese sendung|sendung|gesendet|sendezeit|ausstrahlung|aus der sendung)(?: am| im| in)? ?[:|] ?.{{2,120}}\b\d{{1,2}}[:.]\d\d(?: uhr)?{PARTED}",
    r"(?:über dieses thema|dieses thema) (?:berichtete|berichtet|berichteten|berichten|sprach)\b[^\"]{2,120}\b\d{1,2}(?:[:.]\d\d| uhr)\b.{0,80}",
)
_TOPICS = (
    (
        r"(?:schlagwörter|schlagworte|stichwörter|stichworte|themen|tags|mehr zu den themen|themen in diesem artikel|themen dieses artikels|mehr zu diesen themen|verwandte themen|ähnliche themen|kategorie|kategorien|rubrik|"
        r"ressort|abgelegt unter|verschlagwortet mit|schlagwörter zu diesem artikel|veröffentlicht unter|folgen sie diesen themen|themen folgen) ?[: ] ?(?!.{0,200} und )[^.?!\"]{2,200}"
    ),
    r"(?:schlagwörter zu diesem artikel|themen in diesem artikel|themen dieses artikels|mehr zu den themen|verschlagwortet mit) ?: ?[^.?!\"]{2,200}",
    r"(?:schlagwörter zu diesem artikel|themen in diesem artikel|themen folgen|folgen sie diesen themen|thema folgen|themen dieses artikels)",
)
_STAMPS = "stand|datum|publiziert|veröffentlicht|erschienen|erstellt|aktualisiert|erstveröffentlichung|erstpublikation|letzte aktualisierung|letzte änderung|letztes update|zuletzt aktualisiert|zuletzt geändert|zuletzt bearbeitet|zuletzt überarbeitet|online seit|artikel vom|meldung vom|beitrag vom|nachricht vom|bericht vom|vom|update|aktualisierung|gepostet|geändert|überarbeitet|eingestellt|ausgabe vom|zuerst veröffentlicht|erstmals publiziert|heute aktualisiert"
_TIMES = (
    rf"(?:{_STAMPS})(?: ?: ?| am ?:? ?| vom ?:? ?| um | )(?:am )?{_WHEN}(?:[,;]? ?[(|·•/–—-]? ?(?:zuletzt |letztes |letzte )?(?:aktualisiert|aktualisierung|update|updated|geändert|stand|bearbeitet|lesezeit|von|veröffentlicht|publiziert)\b.{{0,120}})?{PARTED}",
    rf"(?:geschrieben|verfasst|veröffentlicht|gepostet|erstellt|publiziert) (?:von|durch) {FEW},? (?:am )?{_WHEN}{PARTED}",
    rf"(?:veröffentlicht|verfasst|geschrieben|gepostet) am {_WHEN},? (?:von|durch|in) {FEW}{PARTED}",
)
_PICTURE = (
    rf"{_PHOTO}(?: ?/ ?\w{{3,12}})?(?: ?:| ©) ?[^?!\"]{{0,50}}{_SELLER}[^?!\"]{{0,60}}",
    r"bild \d{1,3} (?:von|/|aus) \d{1,3}(?: .{0,80})?",
    r"(?:bild vergrössern|bild in neuer lightbox öffnen|bild in grossansicht|galerie öffnen|bildergalerie öffnen|fotostrecke öffnen|bild öffnen|öffnet bild in grosser ansicht|bild in detailansicht öffnen)",
)
_LINKS = (
    "mehr zum thema|mehr dazu|mehr zu diesem thema|weitere artikel|weitere themen|weitere meldungen|weitere nachrichten|weitere beiträge|weitere informationen|weitere infos|weiterführende informationen|weiterführende links|links|linktipps|"
    "lesen sie auch|lies auch|lesen sie dazu auch|lesen sie mehr|lesen sie weiter|lesen sie jetzt|lesen sie mehr zum thema|das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte euch auch interessieren|"
    "dies könnte sie auch interessieren|könnte sie auch interessieren|auch interessant|auch lesenswert|ebenfalls interessant|ähnliche artikel|ähnliche beiträge|ähnliche themen|verwandte artikel|verwandte beiträge|verwandte themen|"
    "passend zum thema|passende artikel|zum thema|empfohlene artikel|empfehlungen der redaktion|empfehlungen für sie|unsere empfehlungen|unsere leseempfehlungen|unsere lesetipps|lesetipps|leseempfehlungen|meistgelesen|"
    "meistgelesene artikel|meistgeklickt|meist gelesen|am meisten gelesen|beliebteste artikel|beliebte artikel|top-themen|topthemen|top-artikel|aktuelle themen|aktuelle nachrichten|aktuelle meldungen|neueste artikel|"
    "neueste meldungen|neueste nachrichten|neueste beiträge|die neuesten beiträge|letzte beiträge|letzte artikel|aus dem netz|aus der region|aus dem ressort|aus dem archiv|mehr nachrichten|mehr lesen|mehr news|mehr themen|"
    "mehr artikel|mehr videos|bilderstrecken|fotostrecken|bildergalerien|dossiers|nächster artikel|vorheriger artikel|nächster beitrag|vorheriger beitrag|beitragsnavigation|beitrags-navigation|heute wichtig|zum weiterlesen|"
    "siehe auch|externe links|downloads|mehr aus der region|mehr aus diesem ressort|mehr von uns|das interessiert andere leser|andere leser interessierte auch|leser interessierte auch|nicht verpassen|jetzt lesen"
)

ANYWHERE = {
    reasons.RELATED: (*_READ_MORE, *_READ_MORE_OF_KINDS),
    reasons.COOKIES: (*_SHOWN, *_SHOWN_BY_OTHERS),
    reasons.ADVERTISEMENT: (
        r"(?:anzeige|anzeigen|werbung|werbeanzeige|advertorial|sponsored post|bezahlter inhalt|bezahlte partnerschaft|anzeige/werbung|werbung/anzeige|w e r b u n g|a n z e i g e|gesponserter inhalt|gesponserter beitrag|verlagsangebot|entgeltliche einschaltung|bezahlte einschaltung|paid post)",
        (
            r"(?:anzeige|werbung|unterhalb der werbung|nach der werbung|nach der anzeige|unter der anzeige|unter der werbung|der artikel|der text|artikel|text) (?:schliessen|ausblenden|überspringen|geht es weiter|geht's weiter|weiterlesen|"
            r"(?:wird|geht) (?:nach|unter|unterhalb) (?:der|dieser|dem) (?:anzeige|werbung|bild|video|fotos?) (?:fortgesetzt|weiter)|wird unten fortgesetzt|geht unten weiter)"
        ),
        r"(?:weiterlesen|weiter lesen|lesen sie weiter|weiter geht es|weiter geht's|es geht weiter) (?:nach|unter|unterhalb) (?:der|dieser) (?:anzeige|werbung|werbeanzeige)",
        r"(?:gesponsert von|präsentiert von|sponsored by|ein angebot von|ein service von) [^.?!\"]{2,60}",
    ),
    reasons.DISCLAIMER: _SAID_OF_ITSELF,
    reasons.COPYRIGHT: (_RIGHTS[0], *_RIGHTS[3:]),
    reasons.VIDEO: (
        *_HEARD,
        r"(?:top-videos?|top-video|video-tipp|video des tages|videos des tages|aktuelle videos|meistgesehene videos|unsere videos|video-empfehlung) ?: ?.{2,120}",
    ),
    reasons.TAGS: _TOPICS[1:],
    reasons.CAPTION: _PICTURE,
    reasons.SECTION: _PROGRAMME[:1],
    reasons.AUTHOR_BOX: (
        r"(?:mehr über den|mehr über die|zum|zur|über den|über die) (?:autor|autorin|autoren|autorinnen|verfasser|gastautor|gastautorin)(?: ?: ?.{1,250})?",
        r"(?:alle artikel|alle beiträge|mehr artikel|weitere artikel|mehr beiträge|weitere beiträge|alle texte|mehr texte) (?:von|des autors|der autorin|dieses autors|dieser autorin)(?: [^\W\d][\w.'-]{1,20} [^\W\d][\w.'-]{1,20}(?: [^\W\d][\w.'-]{1,20})?)?",
    ),
}
TOP = {
    reasons.PUBLISHED: _TIMES,
    reasons.TAGS: _TOPICS,
    reasons.VIDEO: (r"\d{1,3} min(?:uten|\.)?", r"(?:dauer|länge|hördauer) ?: ?\d{1,3}(?::\d\d)?(?: ?min\w{0,5})?"),
    reasons.CRUMBS: (
        rf"(?:startseite|sie sind hier|sie befinden sich hier|du bist hier)(?: ?[:>›»/|] ?.{{1,200}}| {FEW})?",
        (
            rf"(?:politik|wirtschaft|kultur|sport|lokales|lokal|regional|panorama|wissen|wissenschaft|gesellschaft|ausland|inland|region|nachrichten|news|aktuelles|digital|netzwelt|technik|reise|gesundheit|meinung|feuilleton|medien|"
            rf"unterhaltung|vermischtes|international|chronik|finanzen|börse|umwelt|bildung|welt|europa|blaulicht|polizei|polizeimeldungen|wetter|schweiz|österreich|deutschland)(?: ?[>›»/|·•] ?{FEW})?"
        ),
    ),
    reasons.SECTION: (
        (
            r"(?:kurzmeldung|eilmeldung|pressemitteilung|presseinformation|medienmitteilung|presseaussendung|pressemeldung|zur sofortigen veröffentlichung|zur veröffentlichung|zur veröffentlichung frei|ad-hoc-mitteilung|vorabmeldung|reportage|gastbeitrag|gastkommentar|leitartikel|"
            r"kolumne|glosse|rezension|faktencheck|exklusiv|plus|premium|abo|liveticker|live|liveblog|newsblog|ticker|im überblick|erklärt|interview|kommentar|analyse|porträt|nachruf)"
        ),
        r"(?:pressemitteilung|presseinformation|medienmitteilung|presseaussendung|pressemeldung) (?:nr\.?|vom|der|des|\d).{1,100}",
        r"(?:eine|ein|interview|analyse|kommentar|kolumne|reportage|gastbeitrag|essay|glosse|rezension) (?:analyse |kommentar |interview |kolumne |reportage |gastbeitrag |essay |glosse |rezension |porträt )?von [^.?!:\"]{3,60}",
    ),
}
END = {
    reasons.PUBLISHED: _TIMES,
    reasons.COPYRIGHT: _RIGHTS,
    reasons.TAGS: _TOPICS,
    reasons.SECTION: _PROGRAMME,
    reasons.RELATED: (
        rf"(?:mehr|weitere|alle|aktuelle) (?:{_TEXTS}) (?:aus|zum thema|zu|vom|über|rund um) [\w-]{{2,20}}(?: [\w-]{{2,15}})?",
        r"(?:mehr infos|weitere informationen|weitere infos|infos|informationen|mehr informationen)(?: ?:| unter| auf| im internet unter) (?:https?://|www\.)[^ ]{3,150}",
    ),
    reasons.VIDEO: (rf"(?:im video|livestream|video zum thema) ?: ?{HEADLINE}",),
}
LABELS = {
    reasons.RELATED: (
        f"(?:{_LINKS})",
        rf"(?:mehr zum|mehr zur|mehr zu|mehr aus|mehr über|mehr von|neues aus|aktuelles aus|nachrichten aus|meldungen aus|weitere nachrichten aus|weitere meldungen aus|weitere artikel aus|alle artikel zu|weitere artikel zu|weitere artikel zum thema|mehr zum thema) {FEW}",
    ),
    reasons.SOCIAL: (
        r"(?:teilen|artikel teilen|beitrag teilen|teilen mit|teilen auf|folgen sie uns|folge uns|folgt uns|teile dies mit|teilen sie diesen artikel|seite teilen|drucken|merken|vorlesen|per mail)",
    ),
    reasons.TAGS: (
        r"(?:schlagwörter|schlagworte|stichwörter|stichworte|tags|mehr zu den themen|mehr zu diesen themen)",
    ),
    reasons.NEWSLETTER: (
        r"(?:newsletter|unser newsletter|unsere newsletter|kostenloser newsletter|unser whatsapp-kanal|[a-zäöü]{3,20}-newsletter)".replace(
            "|[a-zäöü]{3,20}-newsletter",
            "|kultur-newsletter|politik-newsletter|sport-newsletter|wirtschafts-newsletter|lokal-newsletter|morgen-newsletter",
        ),
    ),
    reasons.VIDEO: (r"(?:unser podcast|zum podcast|hören sie auch|sehen sie auch|podcast-tipp|videos zum thema)",),
    reasons.COOKIES: (
        r"(?:empfohlener redaktioneller inhalt|externer inhalt|empfohlener externer inhalt|eingebetteter inhalt|inhalt von drittanbietern)",
    ),
    reasons.SUBSCRIBE: (
        r"(?:weiterlesen mit|jetzt weiterlesen|sie möchten weiterlesen|jetzt testen|wählen sie ihr abo|angebot auswählen|unterstützen sie uns|unterstütze uns|ihnen gefällt dieser artikel|gefällt ihnen dieser artikel|dir gefällt dieser artikel)",
    ),
}
SUMMARIES = {
    reasons.HIGHLIGHT: (
        (
            r"(?:darum geht's|darum gehts|darum geht es|das wichtigste in kürze|das wichtigste im überblick|das wichtigste|das wichtigste zusammengefasst|auf einen blick|auf den punkt gebracht|in kürze|kurz zusammengefasst|kurz und knapp|"
            r"zusammenfassung|die wichtigsten punkte|die wichtigsten fakten|das steckt dahinter|kompakt|in aller kürze|artikel zusammenfassen|ki-zusammenfassung|die zusammenfassung)"
        ),
    ),
}
WITHIN = {
    reasons.NEWSLETTER: (
        "unseren kostenlosen newsletter",
        "unserem kostenlosen newsletter",
        "newsletter abonnieren",
        "unserem whatsapp-kanal",
        "auf whatsapp hier abonnieren",
        "auf whatsapp hier klicken",
        "unseren whatsapp-kanal",
        "unserem kanal auf whatsapp",
        "hier geht's zur anmeldung",
        "hier geht es zur anmeldung",
    ),
    reasons.APP: (
        "unsere app",
        "unserer app",
        "unsere news-app",
        "unserer news-app",
        "unsere kostenlose app",
        "unserer kostenlosen app",
    ),
    reasons.SOCIAL: ("folgen sie uns auf", "als bevorzugte quelle hinzufügen", "folge uns auf", "folgt uns auf"),
    reasons.CONTACT: (
        "schreiben sie uns an",
        "schreiben sie uns unter",
        "schreib uns an",
        "unser rechercheteam erreichen sie",
    ),
    reasons.SUBSCRIBE: (
        "jetzt mitglied werden",
        "jetzt abonnieren",
        "jetzt abo abschliessen",
        "mit ihrem abo unterstützen sie",
        "unterstützen sie unsere arbeit",
        "unterstütze unsere arbeit",
        "unterstützen sie unabhängigen journalismus",
        "sie haben bereits ein abo",
    ),
    reasons.COOKIES: ("in unserer datenschutzerklärung", "in den datenschutz-einstellungen zustimmen"),
    reasons.PRESS: ("übermittelt durch news aktuell",),
    reasons.DISCLAIMER: (
        "in unseren redaktionellen leitlinien",
        "dieser artikel enthält affiliate-links",
        "diese seite enthält affiliate-links",
    ),
    reasons.RELATED: (
        "lesen sie hier, ",
        "lesen sie hier mehr",
        "in unserem liveticker",
        "in unserem liveblog",
        "in unserem newsblog",
    ),
    reasons.VIDEO: ("überall, wo es podcasts gibt",),
    reasons.AUTHOR_BOX: (
        "ist redakteur für",
        "ist redakteurin für",
        "ist redakteur im ressort",
        "ist redakteurin im ressort",
        "ist redaktor für",
        "ist redaktorin für",
    ),
}
CALENDAR = tuple(
    "publiziert erschienen geändert bearbeitet letzte letztes letzter update aktualisierung änderung online seit erstveröffentlichung "
    "erstmals zuerst datum veröffentlichung jän mrz mo di mi do fr sa so min std sek minute stunde tage wochen woche einer einem "
    "lesedauer hördauer ca etwa ausgabe".split()
)
ROLES = tuple(
    "redaktor redaktorin ressortleiter ressortleiterin chefredakteur chefredakteurin reporterin volontär lokalredaktion "
    "auslandskorrespondent auslandskorrespondentin kolumnist kolumnistin fotoreporter".split()
)
AUTHORED = tuple("gehört lebt recherchiert betreut kommentiert verantwortet".split())
