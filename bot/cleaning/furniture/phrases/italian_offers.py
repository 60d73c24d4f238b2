"""Italian, what outlets ask of their readers and say of their own pages: boxes, polls, letters, licences, warnings."""

from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.furniture.phrases.romance import SPEECH

_PIECE = r"(?:articolo|notizia|post|intervista|reportage|inchiesta|testo|contenuto|puntata|podcast|rubrica|ricetta|analisi|approfondimento)"
_SITES = r"(?:instagram|facebook|tiktok|x|twitter|youtube|threads|bluesky)"

ANYWHERE = {
    reasons.RELATED: (
        r"(?:i più letti|le più lette|gli articoli più letti|le notizie più lette|i più visti|più letti|più lette) (?:della settimana|del giorno|del mese|di oggi|oggi)",
        r"(?:post|articolo|pagina|articoli|notizie) (?:più recente|più recenti|più vecchio|più vecchi|successiva|precedente|meno recenti)(?: ?[·|] ?.{0,60})?",
        rf"(?:sondaggio|quiz|test|gioco) ?: ?{SPEECH}[^\"]{{3,160}}(?:votate|vota|rispondi|partecipa|sai|conosci|mettiti alla prova)[^\"]{{0,60}}",
        rf"(?:mettiti alla prova|fai il test|gioca|rispondi al quiz|partecipa al sondaggio|prova il quiz) {SPEECH}[^\"»,]{{2,100}}",
        rf"(?:approfondimento|lo speciale|il dossier|la scheda|il podcast|dall'archivio|la serie|la gallery|il video) ?: ?{SPEECH}[^\"»;]{{3,160}}",
        r"(?:carica|mostra|vedi|carica|visualizza) (?:altro|altri|altri articoli|di più|tutti|tutto|altre notizie)",
        r"(?:caricamento in corso|attendere prego)",
    ),
    reasons.NEWSLETTER: (
        r"(?:non visualizzi|non vedi|non riesci a leggere|problemi a visualizzare|non riesci a visualizzare) (?:bene |correttamente )?(?:questa|questo|la|il)\b[^\"»]{0,120}",
        r"(?:te l'hanno inoltrata|te l'hanno inoltrato|ti hanno inoltrato|ti è stata inoltrata|se te l'hanno inoltrata)\b[^\"»]{0,120}",
        r"(?:ricevi|ricevete|ricevere) [^\"»]{2,120}\b(?:ogni (?:giorno|mattina|settimana|sera|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)|tutte le (?:mattine|settimane)|tutti i (?:giorni|lunedì|venerdì))",
        rf"(?:quest[ao]|la) (?:puntata|newsletter|edizione|numero) {SPEECH}(?:di [^\"»!?]{{2,30}} )?è (?:offert[ao]|realizzat[ao] grazie|sostenut[ao]|sponsorizzat[ao])\b[^\"»]{{0,80}}",
    ),
    reasons.SOCIAL: (
        rf"(?:guarda|visualizza|vedi|apri|mostra) (?:il|questo|la|questa|i) (?:post|tweet|video|foto|reel|storia|messaggio) (?:su|di) {_SITES}",
        r"(?:un|una) (?:post|foto|video|reel|storia) (?:condivis[oa]|pubblicat[oa]) da .{2,80}\(@.{1,40}",
        r"(?:mi trovate|ci trovate|mi trovi|trovate|puoi seguirmi) (?:anche |qui )?(?:su|sui)\b[^\"»]{2,100}",
    ),
    reasons.SUBSCRIBE: (
        r"(?:se sei arrivat[oa] fin qui|se siete arrivati fin qui|se hai letto fin qui|ti è piaciut[oa] quest[oa])\b[^\"»]{2,240}",
        r"(?:regala|regalati|leggi|sfoglia|acquista|scarica) (?:questo articolo|un abbonamento|il giornale|l'edizione digitale|l'edizione cartacea|il quotidiano|il pdf|la copia digitale|il numero)\b[^\"»]{0,60}",
        r"(?:offrimi|offrici|offriteci|pagami) un (?:caffè|cappuccino)\b[^\"»]{0,80}",
        r"(?:articolo|intervista|testo|reportage) (?:pubblicat[oa]|uscit[oa]|trattt[oa]|tratt[oa]|apparso) (?:sul|su|dal|nel) (?:numero|n\.|mensile|settimanale|magazine)\b[^\"»]{0,120}",
    ),
    reasons.ADVERTISEMENT: (
        r"(?:calcola|confronta|simula|trova) (?:qui )?(?:il tuo|la tua|le|i|la rata del) [^\"».]{3,60}\b(?:simulatore|calcolatore|comparatore|online|gratis|partner)\b[^\"»]{0,40}",
        r"(?:codice sconto|buono sconto|coupon|offerta per i lettori|codice promozionale) [^\"»]{2,100}",
        r"(?:pubblicità|annuncio) ?[-–—|:] ?(?:continua a leggere|prosegui|scorri|continua)\b.{0,60}",
        r"(?:in collaborazione con|contenuto offerto da|contenuto realizzato da|con il sostegno di|powered by) [^\"».,;!?]{2,60}",
        r"(?:il gioco è vietato|gioca responsabilmente|il gioco può causare|i rendimenti passati|gioca senza esagerare)\b[^\"»]{0,200}",
        r"(?:meteo|oroscopo|necrologie|annunci|lavora con noi|pubblicità e tariffe|chi siamo)(?:, (?:meteo|oroscopo|necrologie|annunci|lavoro|cinema|farmacie)){0,5}",
        r"(?:prossima tappa|prossimi appuntamenti) del nostro\b[^\"»]{2,140}",
    ),
    reasons.COMMENTS: (
        r"(?:i commenti|i vostri commenti) (?:sono|saranno|devono) (?:moderati|chiusi|soggetti|rispettare|pubblicati dopo)\b[^\"»]{0,140}",
        r"(?:salva|aggiungi) (?:tra|ai|nei) (?:i )?preferiti",
        r"(?:creato con|powered by|fornito da|realizzato con) (?:blogger|wordpress|joomla|drupal|ghost|substack)[^\"»]{0,40}",
    ),
    reasons.CONTACT: (
        r"(?:per segnalazioni|per segnalarci|per segnalare|per scriverci|per contattarci|per inviare segnalazioni)\b[^\"»!?]{0,120}",
        r"(?:le immagini|immagini|foto e video|le foto|foto|video|materiale stampa|il materiale)\b[^\"»!?]{0,60}\b(?:disponibili|scaricabili|scaricabile|in alta risoluzione|disponibile)\b[^\"»!?]{0,120}",
        r"(?:rispondi|rispondete|potete rispondere|se avete commenti rispondete) (?:pure )?(?:a|direttamente a) questa\b[^\"»]{0,80}",
    ),
    reasons.COPYRIGHT: (
        r"(?:quest'opera|quest'articolo|testo|articolo|contenuto|pubblicato|distribuito|contenuti) (?:è )?(?:distribuit[oa] |pubblicat[oa] |rilasciat[oa] )?(?:con|sotto|secondo) (?:una |la )?licenza\b[^\"»]{2,120}",
        r"(?:testo|articolo|traduzione|contenuto|immagine|riassunto) (?:generat[oa]|tradott[oa]|scritt[oa]|realizzat[oa]|creat[oa]|prodott[oa])\b[^\"»]{0,40}\b(?:intelligenza artificiale|automaticamente|l'ia|dall'ia|ai)\b(?!, ma\b)[^\"»]{0,120}",
        r"(?:direttore responsabile|registrazione tribunale|registrazione del tribunale|testata registrata|testata giornalistica registrata|iscrizione al roc|partita iva|p\. iva|editore)(?: ?[:.]| (?:di|del|presso|n)\b)[^\"»!?]{2,160}",
    ),
    reasons.DISCLAIMER: (
        rf"(?:questo|questa|quest'|il presente) ?{_PIECE} (?:fa parte|è parte|è stat[oa] (?:realizzat[oa]|finanziat[oa]|sostenut[oa])|rientra)\b[^\"]{{0,40}}\b(?:serie|progetto|sostegno|contributo|collaborazione|borsa)\b[^\"]{{0,140}}",
        r"(?:informativa ai sensi|ai sensi del regolamento|ai sensi dell'art|ai sensi del gdpr)\b[^\"]{0,60}\b(?:privacy|2016/679|gdpr|196/2003|dati personali|regolamento ue)\b[^\"]{0,240}",
        r"(?:il presente comunicato|il dirigente preposto)\b[^\"]{0,60}\b(?:disponibil[ei]|documentazione|attesta|contabili|investor relations)\b[^\"]{0,240}",
        rf"(?:questo|questa) {_PIECE} (?:non costituisce|non sostituisce|ha finalità|ha scopo|ha carattere)\b[^\"»]{{0,40}}\b(?:consulenza|consiglio|parere|medico|informativ[oa]|divulgativ[oa]|investimento)\b[^\"»]{{0,140}}",
        r"(?:i prezzi|prezzi|le offerte) (?:indicati |riportati |sono |e la disponibilità )?(?:possono|aggiornati|potrebbero|soggetti)\b[^\"»]{0,120}",
    ),
    reasons.CAPTION: (
        r"(?:nella foto|in foto|nelle foto|nell'immagine|in copertina|foto di copertina|immagine di copertina|in apertura) ?[:,] ?[^\"»!?]{3,200}",
        r"(?:un'immagine|un fotogramma|un frame|fermo immagine|uno screenshot|un fermo immagine) (?:tratt[oa] )?(?:dal|dalla|del|da un|della) (?:profilo|video|pagina|filmato|account|sito)\b[^\"»!?]{2,100}",
        r"(?:grafica|infografica|mappa|grafico|disegno|illustrazione) (?:di|a cura di|:) [^\"»!?.,;]{3,60}",
    ),
    reasons.VIDEO: (
        r"(?:ascolta|ascoltate|riascolta) \"[^\"]{2,120}\" su (?:spreaker|spotify|soundcloud|apple podcasts|raiplay sound)\b.{0,40}",
        r"(?:ascolta|segui|disponibile) (?:il podcast |anche )?(?:su|in) (?:spotify|apple podcasts|spreaker|raiplay|streaming|podcast|tutte le piattaforme)\b[^\"»]{0,100}",
    ),
}
TOP = {
    reasons.STAFF: (
        r"(?:testo e foto|testi e foto|foto e testo) (?:di|a cura di) [^\"»!?.,;]{3,60}",
        r"(?:dal nostro|dalla nostra) (?:inviat[oa]|corrispondente)\b[^\"»!?;]{0,60}",
    ),
    reasons.SECTION: (
        r"(?:l'editoriale|la diretta|diretta|il reportage|il punto|il racconto|il retroscena|la recensione|recensione|lettere|lettere al direttore|la lettera|cronaca|attualità|politica|economia|esteri|sport|cultura|spettacoli)",
        r"(?:cronaca|politica|economia|esteri|sport|cultura|attualità) ?[/|·>•] ?[\w' ]{3,30}",
        r"(?:comunicato stampa|comunicato|nota stampa|numero) (?:n|nr|n\.|num)?[.°º]{0,2} ?\d{1,5}(?:[/-]\d{2,4})?(?: ?[·|–-] ?.{3,60})?",
    ),
    reasons.NOTE: (
        r"(?:riceviamo e pubblichiamo|riceviamo e volentieri pubblichiamo|riceviamo)(?: (?:la|il|da|di|dal|dalla|questa|questo|e)\b[^\"»!?]{2,120})?",
        r"(?:gentili colleghi|gentile redazione|spettabile redazione|cari colleghi|gentili giornalisti|egregi)\b[^\"»]{0,220}",
        r"(?:con cortese|con preghiera di|si prega di dare|con gentile) (?:richiesta|diffusione|preghiera|pubblicazione)\b[^\"»!?]{0,80}",
        r"(?:ciao|buongiorno|buonasera|salve|buon (?:lunedì|venerdì|sabato))\b[^\"»]{0,60}\b(?:newsletter|numero|puntata|edizione|questa è|questo è)\b[^\"»]{0,140}",
        r"attenzione ?: ?(?:la|il|questa|questo) (?:notizia|servizio|testo|nota) (?:è|sostituisce|annulla)\b[^\"»]{0,120}",
    ),
}
END = {
    reasons.NEWSLETTER: (
        r"(?:per oggi è tutto|ci rileggiamo|ci leggiamo|ci vediamo|a (?:domani|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|presto)|alla prossima|buona lettura|buona settimana|buon fine settimana)(?!.{0,140}\b(?:disse|dice|detto|diceva|fa)\b)(?:[,!.–-]{1,3} ?| (?:con|e|a|al|con la)\b)[^\"»?]{0,140}",
    ),
    reasons.AUTHOR_BOX: (
        r"(?:l'autore|l'autrice|gli autori) (?:è|insegna|lavora|sono|scrive|collabora) (?:giornalist[aie]|docent[ei]|professor\w{1,4}|ricercat\w{2,4}|storia|diritto|economia|filosofia|presso|all'università|per|su|avvocat[oaie]|medic[oi]|scrittor\w|scrittrice|economista)\b(?!.{0,160}\bnon\b)[^\"]{2,160}",
        r"(?:giornalista professionista|giornalista pubblicista|giornalista freelance|giornalista|laureat[oa] in|nat[oa] a) (?!(?:ucciso|uccisa|arrestat[oa]|che)\b)[^\"]{3,80}(?:, | e |\. )(?:scrive|racconta|collabora|si occupa|il suo ultimo|è autor[ei]|è autrice|vive a|ha pubblicato|ama)\b[^\"]{2,160}",
    ),
    reasons.DISCLAIMER: (r"(?:fonte|testo) [\w ]{2,30}, traduzione (?:a cura )?di [^\"»!?;]{3,60}",),
}
LABELS = {
    reasons.RELATED: (
        (
            r"(?:dal nostro archivio|dall'archivio|ti consigliamo|ti suggeriamo|vi consigliamo|scelti dalla redazione|scelte dalla redazione|selezionati per te|selezionati per voi|"
            r"le notizie di oggi|le notizie del giorno|top news|oggi sul giornale|altri contenuti|altri contenuti per te|nella stessa categoria|della stessa rubrica|nella rubrica|"
            r"leggi gli altri|gli ultimi articoli|gli altri articoli|ultimi articoli pubblicati|ti è piaciuto|potrebbe anche interessarti|ti potrebbe anche interessare|vai allo speciale|"
            r"lo speciale|leggi altri articoli|ultim'ora|le ultime di|notizie più lette|gli articoli del giorno|non perderti|per te|contenuti suggeriti|suggeriti|suggeriti per te)"
        ),
    ),
}
WITHIN = {
    reasons.NEWSLETTER: ("te l'hanno inoltrata", "puoi iscriverti qui"),
    reasons.SUBSCRIBE: ("diventa socia o socio", "fai una donazione"),
    reasons.ADVERTISEMENT: ("sul nostro shop", "con il nostro simulatore"),
    reasons.CONTACT: ("il nostro numero whatsapp", "invia la tua segnalazione"),
}
