"""Italian, as agencies, papers, portals, blogs and public bodies of Italy and Ticino write it."""

from bot.cleaning.furniture.phrases.italian_ends import BEHIND, NAME, NAMES, NOVERB, WHEN
from bot.cleaning.furniture.phrases.reasons import (
    ADVERTISEMENT,
    APP,
    CAPTION,
    COMMENTS,
    CONTACT,
    COOKIES,
    COPYRIGHT,
    CREDIT,
    DISCLAIMER,
    NEWSLETTER,
    PUBLISHED,
    RELATED,
    SOCIAL,
    SUBSCRIBE,
    TAGS,
    VIDEO,
)
from bot.cleaning.furniture.phrases.romance import PLATFORM, SAID, SIGN, SPEECH

ANYWHERE = {
    RELATED: (
        (
            r"(?:leggi|guarda|vedi|ascolta|scopri|leggete|approfondisci|rileggi) (?!anche questo»)(?:anche|pure|inoltre|tutto|qui|l'articolo|la notizia|il nostro (?:\w{3,20})|gli altri|le altre notizie|"
            rf"le ultime)(?: (?:qui|completo|completa|questo|su [^:]{{2,40}}))?{SIGN}.{{1,250}}"
        ),
        (
            r"(?:leggi anche|leggi pure|guarda anche|vedi anche|ascolta anche|potrebbe interessarti anche|potrebbe interessarti|ti potrebbe interessare|potrebbero interessarti|leggi tutto|"
            r"continua a leggere|continua la lettura|continua|leggi l'articolo completo|leggi l'articolo|leggi di più|leggi altro|leggi l'intero articolo|leggi la notizia completa|"
            r"prosegui la lettura|scopri di più|approfondisci|per approfondire|per saperne di più|maggiori informazioni|vai all'articolo|torna su|torna alla home|torna all'inizio|"
            r"articolo precedente|articolo successivo|prossimo articolo|salta alla ricetta|vai alla ricetta|salta al contenuto|vai al contenuto|navigazione articoli|indice|"
            r"indice dei contenuti)(?: (?:qui|su [\w .]{2,40}|\[mostra\]|nascondi))?"
        ),
        (
            r"(?:leggi anche|leggi pure|guarda anche|vedi anche|potrebbe interessarti anche|potrebbe interessarti|ti potrebbe interessare|per approfondire|per saperne di più|da leggere|"
            r"da non perdere|articolo precedente|articolo successivo|prossimo articolo|notizia correlata|articolo correlato|articoli correlati|sullo stesso argomento|sullo stesso tema|"
            r"leggi l'articolo|guarda la fotogallery|fotogallery) ?[:|>»→•–-].{1,250}"
        ),
        (
            r"(?:leggi anche|leggi pure|guarda anche|vedi anche) "
            rf"{SPEECH}"
            r"(?!(?:se|che|quando|i|ad|per)\b)(?!,)[^;»\"]{8,160}"
        ),
        (
            r"(?:scopri|leggi|guarda|segui|consulta|vedi) (?:di più|tutte le|tutti gli|tutte|tutta la|gli aggiornamenti|le ultime|la diretta|in diretta|la nostra diretta|il nostro|la nostra|"
            r"i nostri|le nostre|altre notizie|qui (?:tutte|tutti|il|la|gli))\b(?! [^»\"]{0,60}\b(?:era|è|ha|fu)\b)[^»\"]{0,100}(?:su|qui|notizie|articoli|aggiornamenti|diretta|speciale|"
            r"sezione|guida|approfondimento|podcast|video)[^»\"]{0,100}"
        ),
        (
            r"(?:l'articolo|il post|questo articolo|l'articolo originale|questo post|questo contenuto|la notizia) .{0,200}(?:sembra essere il primo su|è apparso per la prima volta su|"
            r"proviene da|proviene dal|è stato pubblicato (?:originariamente|per la prima volta|in origine)|è stato pubblicato per la prima volta|è tratto da|è stato pubblicato su|"
            r"appare per la prima volta) ?.{1,120}"
        ),
        (
            r"(?:clicca|cliccate|cliccando|fai clic|tocca|premi) (?:qui|qua|sul link|su questo link|sull'immagine|per (?:vedere|leggere|condividere|stampare|ingrandire|ascoltare|iscriverti)|"
            r"sulla stellina)\b[^»\"]{0,200}"
        ),
        (
            r"(?:tutte le notizie|tutti gli aggiornamenti|tutte le news|le ultime notizie|le notizie di|le notizie del giorno|tutte le ultime|le altre notizie)\b[^»\"]{2,100}\b(?:su |sul |"
            r"sulla |qui|segui|iscriviti|in tempo reale|nella tua|sul tuo|clicca|scarica)[^»\"]{0,120}"
        ),
    ),
    NEWSLETTER: (
        (
            r"(?:iscriviti|iscrivetevi|abbonati|registrati|iscriversi|iscrizione|mi iscrivo|iscriviti gratis|iscrivimi)\b[^»\"]{0,80}\b(?:newsletter|nostra|nostre|nostro|nostri|mailing list|"
            rf"gratis|gratuita|gratuitamente|canale|podcast|feed|{PLATFORM})\b{SAID}"
        ),
        (
            r"(?:ricevi|ricevere|vuoi ricevere|ricevete|per ricevere|resta aggiornato|restate aggiornati|rimani aggiornato|rimanete aggiornati|non perderti|non perdere|"
            r"per restare sempre aggiornato|per restare aggiornato|per rimanere aggiornato|per essere sempre aggiornato|vuoi restare aggiornato|vuoi rimanere aggiornato|"
            r"resta sempre aggiornato|rimani sempre aggiornato) ?[^»\"]{0,160}\b(?:newsletter|mail|e-mail|email|iscriv\w{2,5}|casella|whatsapp|telegram|notifiche|gratis|nostra|nostro|app|"
            r"nostri|nostre|seguici|segui|canali?)\b[^»\"]{0,200}"
        ),
        (
            r"(?:newsletter|la newsletter|la nostra newsletter|le nostre newsletter)(?: ?[:|–—-]? ?[^»\"]{0,60}\b(?:ricevi|iscriviti|registrati|gratuita|gratis|settimanale|"
            r"quotidiana)\b[^»\"]{0,160})?"
        ),
        r"(?:hai ricevuto|avete ricevuto|ricevi|stai ricevendo|ha ricevuto) (?:questa|questo) (?:mail|e-mail|email|messaggio|newsletter|comunicazione|comunicato)\b[^»\"]{0,200}",
        (
            r"(?:se non vuoi più ricevere|se non desidera più|se non desideri più|per cancellarti|per disiscriverti|annulla iscrizione|annulla l'iscrizione|disiscriviti|cancella iscrizione|"
            r"cancellati|cancella l'iscrizione|per cancellare la tua iscrizione|per non ricevere più|clicca per cancellarti)\b[^»\"]{0,160}"
        ),
        r"(?:se non visualizzi|se non vedi|se non riesci a visualizzare|visualizza questa|visualizza nel browser|apri nel browser|leggi nel browser|versione web)\b[^»\"]{0,120}",
        r"(?:inserisci il tuo|inserisci la tua|il tuo indirizzo|grazie per esserti iscritto|grazie per l'iscrizione)\b[^»\"]{0,160}",
    ),
    SOCIAL: (
        (
            r"(?:segui|seguici|seguite|seguiteci|seguimi|unisciti|iscriviti|entra|entrate|resta connesso|trovaci|mettiti in contatto|metti mi piace|metti like|diventa fan|aggiungi|imposta|"
            r"scegli|scopri|condividi|taggami|taggateci|commenta|siamo|ci trovi)\b[^»\"]{0,80}\b(?:su|sul|sulla|nel|al|a|anche su|tra le tue fonti|"
            rf"come fonte(?: preferita)?(?: su)?)(?: (?:nostr[oai] |nostri |la |il |i )?(?:canale|canali|pagina|profilo|profili|gruppo|social)?)? ?{PLATFORM}\b{SAID}"
        ),
        r"(?:entra|unisciti|iscriviti|segui|entrate|seguite|partecipa) (?:nel|al|nella|alla|il|la|i|sul) (?:nostr[oa]|nostri|canale|gruppo|community|pagina|profilo)\b[^»\"]{0,200}",
        rf"(?:seguici|seguiteci|seguimi|i nostri social|i nostri canali|i nostri canali social|siamo anche su)(?:{SIGN}.{{0,160}}| (?:su|anche|sui|qui)\b[^»\"]{{0,120}})?",
        r"se provi questa ricetta\b[^»\"]{0,160}",
    ),
    APP: (
        r"(?:scarica|scaricate|installa|prova) (?:gratis |gratuitamente |subito |ora )?(?:la nostra|l'|la nuova|le nostre|la) ?(?:nuova )?(?:app|applicazione|apps)\b(?!, (?:ci|mi|gli|le|si|ha|dice|diceva)\b)[^»\"]{0,200}",
        r"(?:disponibile su|disponibile per|scaricala da|scarica da) (?:google play|app store|ios|android)\b.{0,80}",
        r"(?:attiva|abilita) (?:le|la|subito le) (?:notifiche|notifica)\b[^»\"]{0,120}",
    ),
    ADVERTISEMENT: (
        (
            r"(?:pubblicità|pubblicita|pubblicita'|annuncio|annunci|contenuto sponsorizzato|sponsorizzato|contenuto pubblicitario|informazione pubblicitaria|messaggio promozionale|"
            r"annuncio pubblicitario|messaggio pubblicitario|redazionale|publiredazionale|adv|spazio pubblicitario|contenuto promozionale|in collaborazione con i nostri partner|"
            r"branded content|messaggio pubblicitario con finalità promozionale)"
        ),
        (
            r"(?:continua a leggere|l'articolo continua|continua|la notizia continua|l'articolo prosegue|prosegui|continua la lettura|il testo continua|la storia continua|"
            r"continua dopo) ?(?:la lettura )?(?:dopo|sotto|di seguito|qui sotto)? ?(?:la|dopo la|il) (?:pubblicità|pubblicita|annuncio|video|messaggio pubblicitario)(?: ?[|-].{0,40})?"
        ),
        (
            r"(?:in questo post|in questo articolo|questo articolo|questo post|alcuni link|i link|questo contenuto|in qualità di affiliato amazon|"
            r"se acquisti)\b[^»\"]{0,120}\b(?:link di affiliazione|link affiliati|affiliazione|affiliat[oi]|commissione)\b.{0,200}"
        ),
        r"(?:articolo|contenuto|post) (?:sponsorizzato|in collaborazione con|offerto da|realizzato in collaborazione con|a cura di|promosso da)\b[^»\"!?]{0,100}",
    ),
    COMMENTS: (
        (
            rf"(?:condividi|condividilo|stampa|commenta|invia|salva|copia|ascolta|segnala|riproduzione|condividere)(?: (?:su|via|con|tramite|per) {PLATFORM}| (?:articolo|l'articolo|"
            r"questo articolo|la notizia|questa notizia|il link|link|via e-mail|via email|via mail|con|questo|questo post|su|per dopo|nei preferiti|la ricetta|ricetta|un errore|sui social|"
            r"con gli amici|questa ricetta))?(?: ?[:|]? ?(?:facebook|twitter|whatsapp|telegram|linkedin|x|email|mail|pinterest|copia link|copia|link|instagram|[ ,/|·•+-]){1,20})?"
        ),
        r"(?:fai clic|clicca) (?:per|qui per) (?:condividere|stampare|inviare)\b.{0,120}",
        r"(?:mi piace)(?: ?:? ?(?:caricamento|questo)).{0,12}",
        r"(?:\d{1,5}|un|nessun|zero) comment[io](?: su .{1,200})?(?: ?[|·,] ?\d{1,6} (?:condivisioni|visualizzazioni))?",
        (
            r"(?:lascia|lasciate|scrivi|aggiungi|inserisci|vai ai|leggi|vedi|mostra|accedi per|devi essere|per commentare|dicci|facci sapere|fateci sapere|ditemi|fammi sapere) (?:un commento|"
            r"il tuo commento|una risposta|commenti|i commenti|tutti i commenti|commentare|connesso|devi|è necessario|la tua opinione|cosa ne pensi|cosa ne pensate|nei commenti|la tua|"
            r"qui sotto)\b[^»\"]{0,140}"
        ),
        r"(?:commenti|i commenti|commento)(?: (?:chiusi|sono chiusi|disabilitati|disabilitati su .{1,200}|\(\d{1,5}\)))?(?: ?\(?\d{1,5})?",
        r"il tuo indirizzo email non sarà pubblicato\b.{0,100}",
        (
            r"(?:cosa ne pensi|cosa ne pensate|che ne pensi|che ne pensate|e tu|e voi|ti è piaciuto|vi è piaciuto|ti è piaciuta|hai trovato)\b ?[^»\"]{0,60}\b(?:commenti|commento|condividilo|"
            r"faccelo sapere|fatecelo sapere|questo articolo|questo post|scrivilo|scrivici|un errore|sostienici|qui sotto|l'articolo)\b[^»\"]{0,140}"
        ),
        r"(?:vota questa ricetta|valuta questa ricetta|vota l'articolo|vota|stampa la ricetta|stampa ricetta|vota questo articolo|media voti)(?: ?[:(★☆\[].{0,60})?",
    ),
    PUBLISHED: (
        (
            r"(?:pubblicato|pubblicata|aggiornato|aggiornata|aggiornamento|ultimo|ultima|modificato|modificata|data|postato|inserito|creato|scritto|agg|prima|articolo pubblicato|"
            r"notizia aggiornata|ultima ora)(?: aggiornamento| modifica| il| alle ore| di pubblicazione| pubblicazione| aggiornata| (?:da|di) [^:;!?»\"]{2,60}?| online)?(?: :|:|"
            rf"\.)? ?{WHEN}{BEHIND}"
        ),
        rf"di [^:;!?»\"]{{3,60}} ?[|·•] ?{WHEN}(?: ?[|·•].{{0,100}})?",
        r"(?:tempo|tempo stimato) di (?:lettura|ascolto)(?: stimato)? ?:? ?(?:circa )?(?:meno di )?(?:\d{1,3}|un) ?(?:min(?:ut[oi]|s)?|').{0,10}",
        r"(?:lettura|ascolto|lettura in|lettura di)(?: da)? ?:? ?\d{1,3} ?(?:min(?:ut[oi])?|')",
        r"\d{1,3} ?(?:min|minuti|minuto|')\.? (?:di lettura|per leggere|lettura|di ascolto)",
    ),
    COOKIES: (
        (
            r"(?:utilizziamo|questo sito utilizza|questo sito usa|il sito utilizza|noi e i nostri partner|noi e terze parti|usiamo|il nostro sito utilizza) [^»\"]{0,60}(?:cookie|"
            r"tecnologie simili)\b[^»\"]{0,240}"
        ),
        (
            r"(?:accetta|accetta tutto|accetta tutti|accetta i cookie|accetta e continua|accetto|rifiuta|rifiuta tutto|continua senza accettare|gestisci preferenze|gestisci i cookie|"
            r"preferenze cookie|personalizza|cookie policy|privacy policy|informativa sulla privacy|impostazioni cookie|informativa privacy|termini e condizioni)(?: ?[|·-].{0,100})?"
        ),
        (
            r"(?:per|se vuoi) (?:visualizzare|vedere|guardare) (?:questo|questa|il|la) (?:contenuto|video|post|tweet)\b[^»\"]{0,80}\b(?:accett\w{1,5}|cookie|consens\w{1,3}|"
            r"abilit\w{1,3})\b[^»\"]{0,160}"
        ),
        r"(?:questo contenuto|questo video|questo post|il contenuto)\b[^»\"]{0,60}\b(?:cookie|non può essere visualizzato|richiede il consenso|il tuo consenso)\b[^»\"]{0,200}",
        r"(?:iscrivendoti|cliccando su|registrandoti|proseguendo la navigazione|continuando a navigare)\b[^»\"]{0,80}\b(?:accett\w{1,3}|privacy|termini|cookie|condizioni)\b[^»\"]{0,160}",
        r"(?:abilita javascript|attiva javascript|il tuo browser non|javascript è)\b[^»\"]{0,120}",
    ),
    SUBSCRIBE: (
        (
            r"(?:questo articolo|questo contenuto|contenuto|articolo|il contenuto|la lettura|notizia)(?: è| e')? (?:riservat[oa]|disponibile solo|esclusiv[oa]|accessibile solo|"
            r"solo)(?: solo)? (?:agli|ai|per gli|per)(?: nostri| soli)? ?(?:abbonati|iscritti|utenti registrati|soci|sostenitori|lettori)\b.{0,160}"
        ),
        r"(?:riservato agli abbonati|riservato ai nostri abbonati|per abbonati|solo per abbonati|abbonati|contenuto premium|premium|esclusiva per gli abbonati)",
        r"(?:sei già abbonato|sei già un abbonato|già abbonato|sei abbonato|hai già un account|non sei abbonato|sei già registrato|hai già un abbonamento)\b.{0,120}",
        (
            r"(?:per continuare a leggere|per leggere l'articolo|per continuare la lettura|continua a leggere|accedi a|prova|sblocca|leggi senza limiti|approfitta|scegli|hai raggiunto|"
            r"hai esaurito|ti restano|per accedere a|attiva)\b[^»\"]{0,120}(?:abbon\w{2,7}|registra\w{1,4}|gratis|€|euro|illimitat\w|offert[ae]|articoli gratuiti|accedi|login)[^»\"]{0,160}"
        ),
        (
            r"(?:abbonati|abbonatevi|abbònati|abbonamento|abbonamenti|scopri gli abbonamenti|scegli l'abbonamento|acquista|regala)(?: (?:ora|subito|a|al|per|e|da|qui|digitale|un abbonamento|"
            r"l'edizione|a soli|la)\b[^»\"]{0,60}(?:€|euro|mese|anno|illimitat\w|leggere|access\w|articol\w|nostr[oa]|contenut\w|digitale|ora|qui|abbonamento|copia)[^»\"]{0,160})?"
        ),
        (
            r"(?:sostieni|sostenete|sostienici|aiutaci|aiuta|dona|fai una donazione|diventa|contribuisci|supporta|supportaci|sosteneteci|offrici|offrimi)\b[^»\"]{0,40}\b(?:nostr[oaie]|"
            r"soci[oa]|sostenitore|sostenitrice|giornalismo|informazione|donazione|indipendente|abbonato|membro|con \d|con una|caffè|continuare|redazione|ora|il tuo)\b[^»\"]{0,200}"
        ),
        (
            r"(?:questo articolo|questo giornale|questo sito|il nostro lavoro|l'informazione|se ti è piaciuto|se apprezzi|se ti piace|se pensi che|il giornalismo|grazie ai nostri|senza il tuo|"
            r"abbiamo bisogno)\b[^»\"]{0,120}\b(?:sostien\w{1,4}|sostenerci|soci[oa]?|abbon\w{2,6}|dona\w{0,5}|lettori|contributo|caffè|sostegno|gratuito grazie|condividilo|"
            r"condividi)\b[^»\"]{0,200}"
        ),
    ),
    COPYRIGHT: (
        r"© ?(?:.{1,60} )?riproduzione riservata.{0,100}",
        r"riproduzione (?:riservata|vietata|consentita)(?: ?[.©:(/–|-].{0,200}| (?:copyright|a|di|anche)\b[^»\"]{0,100})?",
        r"(?:tutti i diritti|diritti|tutti i diritti sono) (?:sono )?(?:riservati|di riproduzione riservati)(?: ?[.©:(/–|-].{0,200}| (?:a |da |\d)[^»\",]{0,100})?",
        r"(?:è vietata|vietata|e' vietata) (?:la |ogni )?riproduzione\b[^»\"]{0,60}(?:anche parziale|parziale|totale|senza|dei contenuti|non autorizzata)[^»\"]{0,160}",
        r"(?:copyright|diritti riservati) ?(?:©|\(c\)|\d{4}|[-–:]|ansa|agi|adnkronos|lapresse).{0,200}",
        (
            r"(?:questo articolo|questo contenuto|questo testo|quest'opera|i contenuti) (?:è|sono|e') (?:distribuit[oi]|pubblicat[oi]|rilasciat[oi]|disponibil[ei]|ripubblicat[oi]|"
            r"protett[oi])\b[^»\"]{0,60}(?:licenza|creative commons|copyright|diritto d'autore)\b.{0,160}"
        ),
        r"issn ?:? ?\d{4} ?-? ?\d{3}[\dx].{0,60}",
        (
            r"(?:p\. ?iva|partita iva|reg\. trib|registrazione tribunale|testata giornalistica registrata|testata registrata|autorizzazione tribunale|iscrizione roc|"
            r"direttore responsabile)\b.{0,250}"
        ),
    ),
    DISCLAIMER: (
        (
            r"(?:le|gli|i) (?:opinioni|idee|articoli|interventi|commenti|contenuti|posizioni)[^»\"]{0,80}\b(?:non riflettono|non rispecchiano|non rappresentano|non necessariamente|"
            r"sono a titolo personale|non impegnano|sono esclusivamente|appartengono|non coincidono)\b.{0,220}"
        ),
        (
            r"(?:questo articolo|questa notizia|questo testo|questo contenuto|questa traduzione|il testo|l'articolo|questo messaggio|la traduzione)\b[^»\"]{0,40}\b(?:è stat[oa] tradott[oa]|"
            r"è stat[oa] generat[oa]|è stat[oa] redatt[oa]|è stat[oa] scritt[oa] con|è stat[oa] realizzat[oa]|è una traduzione|non costituisce|non sostituisce|è stat[oa] prodott[oa]|"
            r"è rivolto esclusivamente|contiene informazioni riservate|è stato creato)\b(?!.{0,220}, ma\b).{0,220}"
        ),
        r"(?:tradotto|traduzione|tradotta)(?: automaticamente| automatica)? (?:dall'|da|dal|a cura|con|di|in automatico)\b ?[^»\"!?]{2,80}",
        r"(?:il contenuto|le informazioni|i contenuti|questo contenuto)\b[^»\"]{0,80}\b(?:non sostituiscono|non costituiscono|non costituisce|non sostituisce|hanno scopo|ha scopo)\b.{0,160}",
        r"(?:avviso legale|avviso di riservatezza|disclaimer|nota legale|ai sensi del regolamento) ?[:(.].{0,400}",
        r"(?:responsabilità editoriale|contenuto a cura|responsabilità editoriale e i contenuti) (?:di|e i contenuti sono)\b.{0,160}",
        r"per una panoramica su mercati\b.{0,250}",
    ),
    CONTACT: (
        (
            r"(?:hai|avete|sei|vuoi|se hai|se avete|hai visto|hai trovato|se vuoi|se sei)\b[^»\"]{0,60}\b(?:segnalazione|segnalazioni|storia|notizia|errore|foto|video|segnalarci|segnalare|"
            r"raccontarci|testimone|informazioni|domande|refuso|suggerimento|contattarci)\b[^»\"]{0,60}\b(?:scrivi|scrivici|scriveteci|contattaci|inviaci|mandaci|manda|invia|segnalacelo|"
            r"segnalalo|racconta|raccontacela|chiama|clicca|inviala|mandala)\b[^»\"]{0,200}"
        ),
        (
            r"(?:scrivici|scriveteci|contattaci|contattateci|inviaci|segnalaci|segnala un errore|mandaci|invia una segnalazione|invia la tua segnalazione|scrivi alla redazione|"
            r"contatta la redazione|scrivi all'autore|segnala alla redazione)\b[^»\"]{0,140}"
        ),
    ),
    TAGS: (
        (
            r"(?:tag|tags|argomenti|argomento|etichette|parole chiave|temi|temi trattati|categorie|categoria|archiviato in|pubblicato in|persone|luoghi|in questo articolo|altri articoli su|"
            rf"hashtag|argomenti trattati|più informazioni su|ultime notizie su|per approfondire su) ?[:|>]{NOVERB}.{{1,250}}"
        ),
    ),
    CREDIT: (
        r"(?:crediti|credito|credit|credits|photo credit|photo credits|ph)(?: (?:foto|fotografici|immagine|immagini|fotografie))? ?[:.©–-] ?[^»\"!?]{2,120}",
        (
            r"(?:foto|fotografia|fotografie|immagine|immagini|video|illustrazione|grafica|infografica|screenshot|frame)(?: ?[:–—-]| dal?) ?[^«»\"!?,.]{0,50}(?:©|/|\bafp\b|\bap\b|\bansa\b|"
            r"reuters|getty|shutterstock|istock|unsplash|pexels|pixabay|adobe stock|archivio|lapresse|imagoeconomica|fotogramma|ufficio stampa|vigili del fuoco|carabinieri|polizia|facebook|"
            r"instagram|depositphotos|agenzia fotogramma|italpress|ipa|repertorio|web|google|wikipedia|wikimedia|epa)[^«»\"!?]{0,50}"
        ),
        r"foto (?:di )?(?:ansa|lapresse|archivio|imagoeconomica|fotogramma|agi|getty(?: images)?|ipa|di archivio|d'archivio|ufficio stampa|uff\. stampa)(?: ?[/( -] ?[^»\".,]{2,40})?",
        rf"(?:foto|fotografia|fotografie|immagine|immagini|illustrazioni|illustrazione) ?[:–-] ?{NAME}",
        rf"(?:testo|testi|foto|articolo) (?:e foto )?(?:di|:) ?{NAMES}[-–|;•·/.,] ?(?:foto|fotografie|illustrazioni|video|montaggio) ?(?:di|:) ?{NAMES}",
    ),
    CAPTION: (
        (
            r"(?:foto|immagine|immagini|fotografia|video) (?:d'archivio|di archivio|di repertorio|illustrativa|di repertorio|dal web|d'archivo|generata con l'ia|generata con ia|simbolica|"
            r"indicativa)(?: ?[-–—:(/|,.] ?[^!?»\"]{0,100})?"
        ),
        (
            r"(?:ingrandisci|guarda la gallery|fotogallery|vai alla gallery|sfoglia la gallery|galleria fotografica|guarda le foto|guarda la fotogallery|schermo intero|chiudi|"
            r"foto \d{1,3} di \d{1,3}|\d{1,3} di \d{1,3}|tutte le foto|sfoglia le foto|immagine \d{1,3} di \d{1,3}|didascalia)(?: ?[:|(].{0,120})?"
        ),
    ),
    VIDEO: (
        (
            r"(?:guarda|guardate|ascolta|ascoltate|rivedi|riascolta|vedi) (?:il|la|gli|l'|le|qui|anche|i) ?(?:video|podcast|highlights|audio|puntata|servizio|diretta|intervista integrale|"
            r"episodio|videointervista|foto|replay|audio integrale|intervista completa|articolo|gol|immagini|servizio video|trailer)\b(?! (?:era|è|ha|gli)\b)(?:[^.»\"]{0,100})"
        ),
        r"(?:ascolta|ascolta ora|leggi e ascolta) (?:questo|l'|la versione audio|questa|il) ?(?:articolo|notizia|versione audio|testo)?(?: dell'articolo)?.{0,40}",
        r"(?:video|audio|podcast) ?(?:[|>▶] ?.{2,160}|\(?\d{1,2}:\d\d)",
        r"(?:il tuo browser non supporta|voce generata|audio generato|caricamento player|il video non è disponibile)\b.{0,140}",
    ),
}
