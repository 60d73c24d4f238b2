"""Italian: what stands above and below a story, labels, what outlets say of themselves; and what all its patterns are made of."""

from bot.cleaning.furniture.phrases.reasons import (
    ADVERTISEMENT,
    APP,
    AUTHOR_BOX,
    COMMENTS,
    CONTACT,
    CREDIT,
    DISCLAIMER,
    END_SIGN,
    HIGHLIGHT,
    NEWSLETTER,
    NOTE,
    PRESS,
    PUBLISHED,
    RELATED,
    SECTION,
    SOCIAL,
    STAFF,
    SUBSCRIBE,
    TAGS,
)
from bot.cleaning.furniture.phrases.romance import AGENCY, SEP, when

MONTHS = (
    r"gennaio|genn|gen|febbraio|febbr|feb|marzo|mar|aprile|apr|maggio|mag|giugno|giu|luglio|lug|agosto|ago|settembre|sett|set|"
    r"ottobre|ott|novembre|nov|dicembre|dic"
)
WEEKDAYS = "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|lun|mar|mer|gio|ven|sab|dom"
WHEN = r"(?:il |il giorno |al |alle ore |alle |in data |ore )?" + when(
    days=WEEKDAYS,
    months=MONTHS,
    at="alle ore|alle|ore|h|dalle",
    of=r"[ /-]",
    more=r"(?:\d{1,3}|un|un'|una|pochi) ?\w{1,9} fa|(?:oggi|ieri)(?:,? (?:alle )?\d{1,2}[:.]\d{2})?",
)
CHANGED = "aggiornato|aggiornata|aggiornamento|ultimo aggiornamento|ultima modifica|modificato|pubblicato|agg"
BEHIND = (
    rf"(?:(?:{SEP}| )(?:{CHANGED})(?: :|:|\.)? ?{WHEN}\)?)?(?: ?[-–|•·,]? ?(?:di|da) [^:;!?»\"]{{2,60}})?(?: in [^:;!?»\".]{{2,60}})?"
    rf"(?:{SEP}(?:\d{{1,3}} ?min(?:ut[oi])?(?: di lettura)?|(?:tempo di )?lettura:? (?:di )?\d{{1,3}} ?min\w{{0,4}}|\d{{1,4}} commenti?|nessun commento))?"
)
# Words of a sentence; a line without them may be names or tags.
NOVERB = r"(?!.{0,250}\b(?:è|sono|era|erano|ha|hanno|aveva|sarà|può|deve|devono|disse|fu|va|viene|non|si|c'è)\b)"
NAMES = rf"{NOVERB}(?!.{{0,200}}, (?:il|lo|la|gli|le|i|un|una|l')\b)[^:;!?»\"]{{2,80}}"
NAME = rf"{NOVERB}(?!(?:il|lo|la|gli|le|un|una|i)\b)[\w.'&@-]{{1,20}}(?: [\w.'&/@-]{{1,20}}){{0,4}}"

TOP = {
    PUBLISHED: (
        rf"\d{{1,2}}°? (?:{MONTHS})\.?,? \d{{4}}(?:(?:,|{SEP})? ?(?:alle |ore |alle ore |h )?\d{{1,2}}[:.h,]\d\d)?{BEHIND}",
        rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?:(?:,|{SEP})? ?(?:alle |ore |alle ore |h )?\d{{1,2}}[:.h,]\d\d)?{BEHIND}",
        rf"(?:{WEEKDAYS}),? \d{{1,2}}°? (?:{MONTHS})\.?,?(?: \d{{4}})?(?:(?:,|{SEP})? ?(?:alle |ore |alle ore |h )?\d{{1,2}}[:.h,]\d\d)?{BEHIND}",
        rf"(?:redazione|la redazione|di redazione)(?: [\w .]{{2,30}})? ?[-–|,·•/] ?{WHEN}{BEHIND}",
        rf"ore \d{{1,2}}[:.]\d\d{BEHIND}",
    ),
    SECTION: (
        (
            r"(?:comunicato stampa|comunicato|nota stampa|comunicati stampa|reportage|analisi|intervista|opinione|editoriale|commento|inchiesta|esclusiva|esclusivo|ultim'ora|ultima ora|"
            r"in aggiornamento|notizia in aggiornamento|video|fotogallery|il caso|l'intervista|l'analisi|il commento|la storia|scheda|approfondimento|in evidenza|breaking news|flash)"
        ),
    ),
    STAFF: (
        rf"(?:di redazione|la redazione|redazione|a cura della redazione|redazione ansa|di redazione ansa)(?: [\w .]{{2,30}})?(?: ?[/|·-] ?(?:{AGENCY}|[\w .]{{2,30}}))?",
        (
            r"(?:a cura di|scritto da|articolo di|testo di|servizio di|dal nostro inviato|dalla nostra inviata|dal nostro corrispondente|dalla nostra corrispondente|dal corrispondente|"
            r"dall'inviato)(?: [\w.' -]{2,60})?"
        ),
    ),
    NOTE: (
        r"(?:sotto embargo|embargo|con embargo|embargo fino)(?: fino| al|:| alle).{0,80}",
        r"(?:per|da) (?:immediata )?(?:pubblicazione|diffusione)(?: immediata)?",
        r"(?:con foto|con video|con foto e video|foto|video|con audio|foto e video|con immagini|foto in allegato|con grafico)(?: ?[,+/)(] ?(?:foto|video|audio)){0,3}",
        r"v\. '.{3,200}",
    ),
}
END = {
    CREDIT: (
        rf"(?:con|fonte|fonti|da|foto) ?:? ?{AGENCY}(?: ?(?:e|,|/|&|-) ?(?:{AGENCY}|agenzie))?",
        r"(?:fonte|fonti|fonte foto|fonte immagine) ?: ?[^.!?»\":]{2,60}",
        (
            r"(?:ansa|agi|adnkronos|italpress|lapresse|askanews|ats|nova|dire|9colonne|ats ans|radiocor|radiocor plus|agenzia nova|agenzia dire|keystone-ats|redazione|"
            r"agenpress)(?: ?[/-] ?(?:red|dpa|afp|efe|xinhua|labitalia|ats))?"
        ),
    ),
    STAFF: (
        r"(?:a cura di|tradotto da|traduzione di|traduzione a cura di|hanno collaborato|ha collaborato|con la collaborazione di|con il contributo di|montaggio di|testo raccolto da|riprese di|servizio di|in redazione a \w{3,20}) "
        + NAMES,
        rf"(?:tradotto|scritto|redatto|editing|traduzione|a cura)(?: da| di| :|:) ?{NOVERB}[^!?»\"]{{2,140}}\b(?:in redazione|editing|revisione|tradotto|montaggio|a cura)\b[^!?»\"]{{2,120}}",
        r"(?:di) (?:redazione)",
    ),
    END_SIGN: (
        (
            r"(?:fine|segue|continua|fine comunicato|fine del comunicato|in aggiornamento|notizia in aggiornamento|articolo in aggiornamento|seguono aggiornamenti|segue aggiornamento|"
            r"seguiranno aggiornamenti|in aggiornamento continuo|continua a breve|altri aggiornamenti a breve|ulteriori aggiornamenti a breve|foto|video|con foto|con video|"
            r"red)(?: ?[-)/(] ?\w{1,10})?"
        ),
        r"\d{1,2}-\w{3}-\d{2} ?\d{1,2}:\d\d(?: nnnn)?",
        r"\d{6} (?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic) \d{2}",
        r"(?:roma|milano|napoli|torino|palermo|bari|bologna|firenze|venezia|genova|cagliari), \d{1,2} \w{3}\.? ?[-–] ?\d{6} \w{3} \d{2}",
    ),
    CONTACT: (
        (
            r"(?:per maggiori|per ulteriori|per|per ogni) (?:informazioni|dettagli|info|informazione)(?: ?[:,–-]| e prenotazioni| contattare| visita| visitare| scrivere| consultare| chiamare|"
            r" telefonare| rivolgersi)(?: ?[^»\"!?]{0,160})?"
        ),
        r"(?:info|contatti|contatto|info e prenotazioni|recapiti) ?: ?[^»\"!?]{3,160}",
    ),
    AUTHOR_BOX: (
        r"(?:l'autore|l'autrice|sull'autore|informazioni sull'autore|chi è l'autore|chi sono) ?[:|].{2,250}",
        r"(?:vedi|leggi|scopri) (?:tutti gli articoli|altri articoli|tutti i post|altri post|gli articoli) (?:di|scritti da|dell'autore|da) ?[^.!?»\"]{0,60}",
    ),
}
LABELS = {
    RELATED: (
        (
            r"(?:leggi anche|leggi pure|guarda anche|vedi anche|ascolta anche|potrebbe interessarti|potrebbe interessarti anche|ti potrebbe interessare|ti potrebbero interessare|"
            r"potrebbero interessarti|potrebbero interessarti anche|ti può interessare|articoli correlati|articolo correlato|correlati|contenuti correlati|notizie correlate|post correlati|"
            r"articoli simili|articoli consigliati|articoli recenti|ultimi articoli|ultime notizie|ultime news|ultime|le ultime|ultimi post|ultimi video|altre notizie|altri articoli|"
            r"altro da leggere|i più letti|più letti|le più lette|i più visti|più visti|le più viste|più lette|notizie più lette|gli articoli più letti|i più condivisi|i più commentati|"
            r"consigliati|consigliati per te|raccomandati|raccomandati per te|i nostri consigli|scelti per te|in evidenza|in primo piano|primo piano|da non perdere|per approfondire|"
            r"approfondimenti|approfondisci|per saperne di più|sullo stesso argomento|sullo stesso tema|nella stessa sezione|dello stesso autore|notizie dal web|dal web|"
            r"contenuti sponsorizzati|promossi|video|i nostri video|video correlati|link utili|link|tendenze|speciali|dossier|prossimo articolo|leggi ancora|continua a leggere|da leggere|"
            r"newsletter|più informazioni|in edicola|oggi in edicola|notizie del giorno|ricette correlate|potrebbe piacerti|potrebbero piacerti anche|altre ricette)"
        ),
        r"(?:altre notizie|tutte le notizie|ultime notizie|altri articoli|le ultime notizie|tutti gli articoli|più notizie) (?:su|di|da|dalla|dal|sul|sulla) [^.!?»\",]{2,60}",
    ),
    TAGS: (r"(?:tag|tags|argomenti|etichette|parole chiave|temi|categorie|in questo articolo|argomenti trattati)",),
    COMMENTS: (
        (
            r"(?:condividi|condividi su|condividi questo articolo|condividi l'articolo|condividi:|condividi la notizia|commenti|lascia un commento|seguici|seguici su|seguici sui social|"
            r"i nostri social|i nostri canali social|segui|condividi con)"
        ),
    ),
    NEWSLETTER: (
        r"(?:newsletter|le nostre newsletter|la nostra newsletter|iscriviti alla newsletter|iscriviti alla nostra newsletter)",
    ),
    AUTHOR_BOX: (
        r"(?:l'autore|l'autrice|sull'autore|sull'autrice|informazioni sull'autore|chi è l'autore|gli autori|a proposito dell'autore|dello stesso autore|biografia dell'autore)",
    ),
}
CLOSINGS = {
    PRESS: (
        r"(?:contatti|contatto|riferimenti) (?:per la |per |per i )?(?:stampa|media|ufficio stampa|giornalisti)(?: [^.!?»\"]{2,60})?(?: ?[:–|-].{0,200})?",
        r"(?:ufficio|uffici|addetto|addetta) (?:stampa|comunicazione|stampa e comunicazione|relazioni esterne)(?: ?[:–|·/-].{0,200}| (?:di |del |della )?[^.,!?»\"]{2,60})?",
        r"(?:media relations|relazioni con i media|relazioni con la stampa|investor relations)(?: ?[:–|-].{0,200})?",
        r"(?:per maggiori|per ulteriori) informazioni(?: ?[:–|])?",
    ),
    NOTE: (
        r"(?:nota|note|avviso|attenzione) (?:per|ai|alle|agli|per le|per i) (?:redattori|redazioni|giornalisti|abbonati|clienti|editori)\b.{0,250}",
    ),
}
SENDERS = {
    PRESS: (
        r"(?:informazioni su|chi è|chi siamo|profilo di|about|a proposito di|informazioni sul|informazioni sulla|nota su)(?: [^.,;:!?»\"]{2,70})?",
    )
}
SUMMARIES = {
    HIGHLIGHT: (
        r"(?:in sintesi|i punti chiave|punti chiave|in breve|l'essenziale|riassunto|in pillole|le cose da sapere|i punti principali|sintesi|cosa sapere|i fatti|il riassunto)",
    ),
}
NOTES = {
    NOTE: (
        (
            r"(?:aggiunge|aggiorna|rettifica|ripetizione|corregge|ripete|riscrive|precisa|aggiornamento|sostituisce|integra|modifica) (?:commento|commenti|dettagli|il|la|con|i|le|prezzi|"
            r"quotazioni|dichiarazioni|reazioni|titolo|al|nel|e|precedente|background|contesto)\b[^!?»\"]{0,220}"
        ),
    ),
}
WITHIN = {
    NEWSLETTER: (
        "nostra newsletter",
        "nostre newsletter",
        "iscriviti alla newsletter",
        "iscriviti gratis",
        "nella tua casella di posta",
        "direttamente nella tua casella",
    ),
    SOCIAL: (
        "nostro canale whatsapp",
        "nostro canale telegram",
        "nostro canale youtube",
        "nostra pagina facebook",
        "nostro profilo instagram",
        "nostro gruppo facebook",
        "seguici su",
        "seguici anche su",
        "seguiteci su",
        "nostri canali social",
        "seguici sui social",
    ),
    APP: ("scarica la nostra app", "scarica gratis la nostra app", "la nostra app", "nostra applicazione"),
    SUBSCRIBE: (
        "sostieni il nostro",
        "diventa socio di",
        "diventa sostenitore",
        "riservato ai nostri abbonati",
        "sostieni il giornalismo",
        "sostieni l'informazione libera",
    ),
    RELATED: ("clicca qui", "cliccate qui", "leggi tutti gli articoli", "leggi il nostro"),
    COMMENTS: ("si apre in una nuova finestra", "fai clic per condividere", "fai clic qui per"),
    CONTACT: ("scrivi alla redazione", "scrivici a", "scriveteci a", "scrivi alla nostra redazione"),
    ADVERTISEMENT: ("l'articolo continua dopo la pubblicità", "link di affiliazione"),
    DISCLAIMER: (
        "non riflettono necessariamente",
        "non rispecchiano necessariamente",
        "non riflette necessariamente",
        "non rispecchia necessariamente",
    ),
}
