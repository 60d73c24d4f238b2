"""French, what outlets ask of their readers and say of their own pages: boxes, polls, letters, licences, warnings."""

from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.furniture.phrases.french_ends import NAMES
from bot.cleaning.furniture.phrases.romance import SPEECH

_OFTEN = (
    r"(?:chaque (?:jour|matin|midi|soir|semaine|mois|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|"
    r"tous les (?:jours|matins|soirs|mois|lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches)|toutes les semaines)"
)
_PIECE = r"(?:article|entretien|interview|enquête|reportage|billet|texte|podcast|épisode|dossier|portrait|analyse|vidéo|récit|chronique)"

ANYWHERE = {
    reasons.RELATED: (
        r"(?:lire|à lire|a lire|voir|à voir|lire également|à lire également|lire aussi|à lire aussi|voir aussi|sur le même sujet|notre dossier|dossier)\. [^\"]{3,160}",
        r"(?:voyez|voir|regardez|découvrez|retrouvez|consultez|écoutez|revivez|parcourez) (?:aussi |également |ici )?(?:notre|nos|toutes nos|tous nos) [^\"»:]{3,60} ?: .{3,160}",
        rf"(?:retrouvez|découvrez|consultez) {SPEECH}(?:ici |également )?(?:tous|toutes|l'ensemble) (?:les|des|nos) (?:résultats|articles|vidéos|épisodes|infos|informations|podcasts|actualités|dossiers|photos|offres)\b[^\"».,;]{{0,120}}",
        r"(?:pour aller plus loin|pour approfondir|pour mieux comprendre|pour prolonger la lecture|dans le même dossier|dans la même série|au même sujet|archives|également|retour sur) ?: «? ?[^.\"]{3,160}",
        r"re\)(?:voir|lire|écouter|découvrir) ?: .{3,160}",
        r"(?:afficher|voir|charger|montrer) (?:plus|plus d'articles|la suite|moins|tout|tous les articles|les articles précédents)",
        r"(?:sommaire|au sommaire|suivant|précédent|articles plus anciens|articles plus récents|article plus ancien|article plus récent|page suivante|page précédente)(?: [|·→←] ?.{0,60}| article plus récent)?",
        r"(?:le|notre) (?:quiz|test|jeu|sondage|débat|chiffre|dessin|mot) (?:de la semaine|du jour|de la rédaction|du mois)",
        r"(?:faites le test|quiz|notre quiz|jouez|testez-vous|testez vos connaissances|participez à notre (?:quiz|sondage|jeu)) ?: ?[^\"]{3,160}",
        r"(?:sondage|question du jour|la question du jour|votez|consultation) ?: ?[^\"]{3,160}(?:votez|répondez|participez|donnez votre avis)[^\"]{0,60}",
    ),
    reasons.NEWSLETTER: (
        rf"(?:recevez|reçois|recevoir|retrouvez|découvrez) {SPEECH}[^\"»]{{2,140}}\b{_OFTEN}(?: (?:à|dès|avant) \d{{1,2}} ?h ?\d{{0,2}})?",
        rf"(?:recevez|recevoir|retrouvez) {SPEECH}[^\"]{{2,140}}\b(?:notre|nos|la|sa|une) (?:newsletter|newsletters|infolettre|lettre d'information|lettre) ?(?:gratuite|quotidienne|hebdomadaire|\w{{0,3}})",
        r"(?:vous n'arrivez pas|vous n’arrivez pas|vous ne parvenez pas|un problème|problème d'affichage|difficultés) (?:à|pour) [^\"]{2,80}\? ?[^\"]{0,100}",
        r"(?:version en ligne|voir en ligne|lire en ligne|version web|afficher dans le navigateur)(?: [|·–-] ?.{0,80})?",
        r"(?:inscription confirmée|votre inscription est confirmée|merci pour votre inscription|vérifiez votre boîte|un e-mail de confirmation|cette newsletter vous est|cette infolettre vous est|cette lettre vous est)\b[^\"»]{0,140}",
        r"(?:on vous a transféré|on vous a transmis|un ami vous a transféré|vous avez reçu) (?:cette|cet|ce) (?:lettre|newsletter|e-mail|mail|infolettre|message)\b[^\"»]{0,120}",
        r"(?:activer|activez|autoriser) (?:les|nos) (?:notifications|alertes)(?: [^\"».]{0,80})?",
    ),
    reasons.SOCIAL: (
        r"(?:voir|afficher|regarder) (?:cette|ce|le|la) (?:publication|post|tweet|vidéo|message|story|réel) sur (?:instagram|facebook|tiktok|x|twitter|youtube|threads|bluesky|linkedin)",
        r"(?:une|un) (?:publication|photo|vidéo|post|story|reel) (?:partagée?|publiée?) par .{2,80}\(@.{1,40}",
        r"(?:pour|afin de) (?:ne rien manquer|ne rien rater|rester informés?|suivre toute l'actu\w{0,6})\b[^\"»]{0,80}\b(?:suivez|abonnez|rejoignez|téléchargez|inscrivez|ajoutez|activez)\b[^\"»]{0,160}",
    ),
    reasons.COOKIES: (
        r"(?:en cliquant|affichage de contenus|contenu externe|contenus externes|ce contenu externe|contenu bloqué|contenu intégré)\b[^\"]{0,60}\b(?:traceurs|consentement|cookies|dépôt|accept\w{1,4})\b[^\"]{0,120}",
        r"(?:votre e-mail|votre adresse|vos données|les informations recueillies|les données collectées)\b[^\"»]{0,80}\b(?:consentement|utilisée?s?|traitées?|rgpd|conservées?)\b[^\"»]{0,80}\b(?:notre|nos|newsletters?|responsable|droits?|politique|vous)\b[^\"»]{0,160}",
        r"(?:conformément au rgpd|conformément au règlement|conformément à la loi informatique)\b[^\"»]{0,240}",
    ),
    reasons.SUBSCRIBE: (
        rf"(?:cet|cette|ce|nos) {_PIECE}s? vous (?:a|ont) (?:plu|intéressée?|été utile|touché|aidé)\b[^\"»]{{0,160}}",
        r"(?:vous avez aimé|vous appréciez|vous aimez|si vous aimez|si vous appréciez|si cet article)\b[^\"»]{2,80}\? ?(?:soutenez|partagez|abonnez|faites|offrez|aidez|dites|inscrivez)[^\"»]{0,160}",
        r"(?:offrez|offre|payez)(?:-nous|-moi) un (?:café|thé|verre|croissant)\b[^\"»]{0,60}",
        r"(?:j'en profite|je profite de l'offre|j'y vais|je découvre|je m'identifie|en profiter|voir les offres|voir l'offre|choisir cette offre|tester gratuitement|essai gratuit)",
        rf"(?:ce journal|ce média|ce site|notre journal|notre média|notre site|la revue) {SPEECH}ne vit que (?:de|grâce)\b[^\"»]{{2,200}}",
        r"(?:soutenez|soutenir) (?:une|la|le|l'|un) (?:presse|journalisme|information|média|info)\b[^\"»]{0,30}(?:libre|indépendante?|locale?|gratuite?|de qualité|engagée?)[^\"»]{0,120}",
        r"(?:devenez|devenir|je deviens) (?:sociétaire|sociétaires|membre|mécène|adhérente?|soutien|ami|amis|abonnée?) (?:de|du|d'|pour|à partir)\b[^\"»]{0,140}",
        r"(?:lire|feuilleter|consulter|acheter|achetez|feuilletez|consultez|découvrez) (?:le|ce|notre) (?:journal numérique|journal du jour|journal en pdf|numéro|journal en ligne|magazine)(?: (?:du jour|en ligne|en kiosque|numérique|complet))?",
        r"(?:article|texte|enquête|entretien|reportage) (?:paru|publié|extrait|à retrouver) (?:dans|du) (?:le |notre )?(?:numéro|n°|édition|hors-série|magazine)\b[^\"»]{0,120}",
    ),
    reasons.ADVERTISEMENT: (
        r"(?:simulez|calculez|comparez|estimez|trouvez) (?:gratuitement |en ligne |ici )?(?:votre|vos|les|le prix de votre) [^\"».]{3,60}\b(?:avec|en|sur|gratuitement|immobilier|prêt|auto|partenaire)\b[^\"»]{0,60}",
        r"(?:code promo|code promotionnel|bon plan|bons plans|offre lecteurs|code avantage) [^\"»]{2,120}",
        r"(?:offres d'emploi|annonces immobilières|petites annonces|annonces légales|avis de décès|programme tv|horoscope|météo) ?(?:près de chez vous|à .{2,40}aujourd'hui ?:.{2,30}|du jour|de la semaine)?",
        r"(?:commander|commandez|acheter|achetez|disponible|à retrouver) (?:sur|dans|chez|auprès de) (?:notre|nos) (?:librairie|librairies|boutique|boutiques|partenaires?|site|kiosque|magasin)\b[^\"»]{0,80}",
        r"(?:publi-rédactionnel|publi-communiqué|contenu|article|dossier) (?:proposé|offert|financé|réalisé|conçu|présenté|sponsorisé) (?:par|pour) [^\"».]{2,60}",
    ),
    reasons.COMMENTS: (
        r"(?:merci de|veuillez|nous vous invitons à) (?:rester|respecter|garder)\b[^\"»]{0,40}\b(?:courtois\w{0,2}|charte|respectueux|règles|modération)\b[^\"»]{0,140}",
        r"(?:les commentaires|les messages|vos commentaires|cet espace|l'espace commentaires)\b[^\"»]{0,60}\b(?:modérés?|fermés|désormais fermés|modération|supprimés|réservés? aux abonnés|soumis à)\b[^\"»]{0,120}",
        r"(?:répondre|signaler|j'aime|réagir|recommander)(?: ?\(?\d{0,5}\)?,? ?[|·]? ?(?:répondre|signaler|partager|j'aime)){1,4}",
        r"(?:imprimer|réduire|agrandir|enregistrer|ajouter)(?: (?:l'article|cet article|la taille du texte|le texte|dans mes favoris|à mes favoris|[|/·•-]|réduire|agrandir|imprimer|envoyer|partager|pdf)){1,5}",
    ),
    reasons.CONTACT: (
        r"(?:une coquille|une erreur|une faute|un oubli|une remarque|une question|une suggestion|une info|une information|un témoignage|témoin)\b[^\"»?]{0,60}\? ?(?:signalez|écrivez|contactez|dites|envoyez|prévenez|faites|appelez|racontez|partagez)[^\"»]{0,140}",
        r"(?:vous pouvez|pour) (?:écrire|nous écrire|contacter|joindre|nous joindre|répondre|nous contacter)\b[^\"»]{0,60}(?:journaliste|rédaction|adresse|courriel|mail|auteure?|autrice)[^\"»]{0,100}",
        r"(?:répondez|réponds) (?:à|simplement à|directement à) (?:ce|cet|cette) (?:mail|e-mail|courriel|message|newsletter|lettre)\b[^\"»]{0,120}",
    ),
    reasons.COPYRIGHT: (
        r"(?:publié|publiée|contenu|texte|article|œuvre|contenus|disponible|mis à disposition|diffusé) (?:publié |mis à disposition |diffusé )?(?:sous|selon les termes de la) (?:la )?(?:licence|licences)\b[^\"»]{2,120}",
        r"(?:vous pouvez|vous êtes libres?|ce texte peut|cet article peut)\b[^\"»]{0,30}\b(?:republier|reproduire|partager|être republié|être reproduit)\b[^\"»]{0,60}\b(?:condition|source|licence|gratuitement|librement|mention)\b[^\"»]{0,140}",
        r"(?:mentions légales|cgu|cgv|conditions générales|charte|contact|plan du site|qui sommes-nous|données personnelles)(?: ?[|·–—•-] ?(?:mentions légales|cgu|cgv|conditions générales[^|·–]{0,30}|politique de confidentialité|gérer les cookies|cookies|contact|publicité|plan du site|qui sommes-nous|données personnelles|accessibilité)){1,8}",
        r"(?:propulsé|fièrement propulsé|site réalisé|site créé|hébergé|réalisé) (?:par|avec|grâce à) (?:wordpress|blogger|joomla|drupal|spip|ghost|overblog|hautetfort|wix|substack)[^\"»]{0,40}",
        r"(?:directrice|directeur) de (?:la )?(?:publication|rédaction) ?: ?.{2,100}",
        r"(?:sas|sarl|scop|sa) au capital de\b.{2,240}",
        r"(?:membre|labellisé|certifié) (?:du|de la|par|de) (?:journalism trust|the trust|spiil|apig|conseil de déontologie)\b.{0,100}",
    ),
    reasons.DISCLAIMER: (
        r"(?:les|cette|cet|ce|ces|nos) (?:tribunes?|propos|opinions?|points? de vue|billets?|chroniques?|articles?|contributions?|textes?|blogs?|contenus?) [^\"?!]{0,120}\bn'engage(?:nt)? (?:que|en rien|pas|ni)\b[^\"?!]{0,120}",
        r"(?:ce document|cette publication|cette analyse|le présent document|la présente publication|ces conseils|ces recommandations|cet article|ce contenu|ces informations)\b[^\"»]{0,40}\b(?:ne constitue(?:nt)? (?:pas|en aucun cas|ni)|ne remplace(?:nt)? (?:pas|en aucun cas)|ne saurai(?:en)?t (?:remplacer|constituer))\b[^\"»]{0,60}\b(?:recommandation|offre|conseils?|sollicitation|avis|consultation|incitation|diagnostic)\b[^\"»]{0,160}",
        r"(?:l'abus d'alcool est|jouer comporte des risques|les jeux d'argent|pour votre santé,|les performances passées)\b[^\"»]{2,200}",
        r"(?:texte|article|contenu|traduction|résumé|illustration|image) (?:traduite?|générée?|rédigée?|réalisée?|produite?)\b[^\"»]{0,40}\b(?:automatiquement|par une ia|par l'ia|intelligence artificielle|l'aide de l'ia|relue?|deepl|chatgpt)\b[^\"»]{0,120}",
        r"(?:l'auteur|l'auteure|l'autrice|les auteurs) ne (?:travaille|travaillent|déclare|déclarent)\b[^\"»]{0,60}\b(?:ne conseille|ne possède|aucun conflit|ne reçoit)\b[^\"»]{0,200}",
        r"(?:initiative de journalisme local|initiative du journalisme local)\b.{0,140}",
        rf"(?:cet|cette|ce) {_PIECE} (?:fait partie|est issue?|est tirée?|est extraite?|s'inscrit dans|a été (?:financée?|réalisée?|soutenue?)) [^\"]{{0,30}}\b(?:série|dossier|projet|soutien|bourse|collection|fonds)\b[^\"]{{0,140}}",
        r"(?:prix|tarifs|disponibilités) (?:indicatifs?|constatés?|relevés?|donnés à titre indicatif|susceptibles d'évoluer)\b[^\"»]{0,120}",
    ),
    reasons.CAPTION: (
        r"(?:légende|crédit et légende) ?: ?[^\"]{3,200}",
        r"(?:carte|infographie|graphique|visuel) ?: ?(?:service infographie|infographie|la rédaction|rédaction)\b.{0,60}",
        r"(?:source|sources) ?: ?[^\"»]{2,60}[–—|/-] ?(?:réalisation|infographie|carte|graphique|traitement)(?: ?:)? ?.{2,60}",
    ),
    reasons.PUBLISHED: (
        r"(?:temps|durée) (?:de )?lecture(?: estimé| moyen)? ?:? ?(?:environ )?\d{1,3} ?(?:min(?:utes?|\.)?|mn)(?: ?[|·•–-] ?(?:par|mis à jour|publié|écrit par) [^\"»!?]{2,80})?",
        r"(?:posté|publié|écrit|rédigé) par .{2,60} (?:à|le) \d{1,2}.{0,30}(?:commentaires?)?.{0,12}",
        r"(?:cette|la) page (?:se rafraîchit|se met à jour|est actualisée|est mise à jour)\b[^\"»]{0,30}(?:automatiquement|secondes|minutes|régulièrement)\b[^\"»]{0,40}",
    ),
    reasons.VIDEO: (
        r"(?:émission|podcast|chronique|épisode) (?:diffusée?|à réécouter|à écouter|à retrouver|disponible)\b[^\"»]{2,140}",
        r"(?:à réécouter|à revoir|à retrouver|disponible|écoutez|réécoutez|retrouvez) (?:en|sur|aussi en|dès maintenant sur|le podcast sur) (?:podcast|replay|toutes les plateformes|apple podcasts|spotify|deezer|notre site|auvio|rts play)\b[^\"»]{0,100}",
        r"(?:réalisation|prise de son|mixage|montage|musique|voix|son|image) ?: ?[^\"»!?]{2,60}(?:[.;|] ?(?:réalisation|prise de son|mixage|montage|musique|voix|son|image|production) ?: ?[^\"»!?]{2,60}){1,4}",
    ),
}
TOP = {
    reasons.STAFF: (
        rf"(?:article|texte|enquête|reportage|récit|entretien|portrait|chronique|analyse|dossier|billet) (?:rédigée? |signée? |écrite? |réalisée? )?par {NAMES}",
        rf"(?:un|une) (?:article|texte|enquête|reportage|récit|entretien|portrait|chronique|analyse|billet) (?:signée? |(?:signée? |rédigée? |écrite? )?par ){NAMES}",
        r"(?:de|par) (?:notre|nos) (?:correspondante?s?|envoyée?s?(?: spéciale?s?| spéciaux)?)\b[^\"»!?;]{0,80}",
        r"(?:correspondance|correspondance locale|correspondance particulière|correspondante? locale?)(?: ?: ?[^\"»!?;]{2,60})?",
    ),
    reasons.SECTION: (
        r"(?:billet d'humeur|courrier des lecteurs|carte blanche|libre antenne|rencontre|témoignage|témoignages|explications|fact-checking|vrai ou faux|désintox|sélection|sélectionné pour vous|en images|en bref|faits divers|société|actualités?)",
        r"(?:vidéo|diaporama|infographie|photos|carte|direct|podcast|audio)\.?(?: ?[|/·•-] ?(?:vidéo|diaporama|infographie|photos|carte|direct|podcast|audio)){1,4}",
        r"(?:numéro|n°|lettre|édition) (?:n° ?)?\d{1,5}(?: ?[|·–—-] ?.{3,60})?",
    ),
    reasons.NOTE: (
        r"(?:communiqué|communiqué de presse|information presse|alerte presse|invitation presse) ?[|–—:-] ?[^\"»!?]{3,100}",
        rf"(?:chères consœurs|chers confrères|chers collègues|chère consœur|mesdames et messieurs les journalistes)\b(?!, nous\b){SPEECH}[^\"»!?]{{0,120}}",
        r"(?:bonjour|bonsoir|salut)\b[^\"»?]{0,60}\b(?:bienvenue dans|voici|c'est|numéro|édition)\b[^\"»?]{0,120}",
        r"\d{2,4} mots(?: ?[–—-] ?.{0,40})?",
    ),
}
END = {
    reasons.STAFF: (
        r"(?:reportage|récit|reportages) [^\"»!?;]{3,60}, (?:version française|rédigé par|édité par|avec|montage) [^\"»!?;]{3,60}",
        rf"(?:adaptation française|adaptation|secrétariat de rédaction|maquette|maquette et infographies|infographies?|graphisme|édition|relecture) ?: ?{NAMES}(?:[.;|] ?(?:secrétariat de rédaction|maquette|infographies?|relecture|graphisme) ?: ?{NAMES})?",
        r"(?:propos|texte|témoignages?) (?:recueillis?|traduits?|receuillis)(?: et (?:traduits?|mis en forme|édités?))?(?: (?:de|du) [^\"»!?.]{3,20})? par [^\"»!?.;]{3,60}",
        r"(?:via|source) ?:? ?(?:la )?(?:préfecture|mairie|gendarmerie|police|ville|commune|ministère|parquet)(?: (?:de|du|des|d')[^\"»!?.,;]{2,50})?",
    ),
    reasons.CONTACT: (
        r"(?:awp|afp|ats|belga|map|aps|keystone)[\w-]{0,20}(?:,| [-–|]|:) ?[^\s\"»]{2,40}@[^\s\"»]{3,60}",
        r"(?:visuels?|photos?|images?|vidéos?|photos et vidéos?|dossier de presse)\b[^\"»!?]{0,40}\b(?:disponibles?|suivront|sur demande|sur simple demande|téléchargeables?)\b[^\"»!?]{0,100}",
        r"copyright apo group\b.{0,140}",
    ),
    reasons.AUTHOR_BOX: (
        r"(?:voir|lire|retrouvez|découvrez) (?:tous )?(?:ses|les) (?:autres )?(?:articles|publications|billets|chroniques|textes)(?: sur .{2,40})?",
        r"(?:passionnée?|diplômée?|titulaire|anciennement|ancienne?) (?:de|d'|en|journaliste|avocate?|reporter)\b[^\"»]{2,140}\b(?:a rejoint|rejoint|collabore|écrit pour|tient chaque|couvre) [^\"»]{0,120}",
    ),
    reasons.NEWSLETTER: (
        r"(?:à|a) (?:demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|la semaine prochaine|bientôt)(?: prochain)?,? (?:et |pour )[^\"»?]{3,100}",
        r"(?:bonne lecture|bon week-end|bonne semaine|bonne journée|belle journée|prenez soin de vous)(?: (?:et|à tous|à toutes)\b[^\"»?]{0,80})?",
    ),
}
LABELS = {
    reasons.RELATED: (
        (
            r"(?:à voir en vidéo|en vidéo|sur le web|aussi sur le web|à relire|à réécouter|à revoir|lisez aussi|lisez également|voyez aussi|la rédaction vous conseille|"
            r"la rédaction vous recommande|nos autres contenus|contenus associés|contenu associé|à propos de cet article|dans l'actualité|dans l'actu|info locale|près de chez vous|"
            r"les articles de la même rubrique|de la même rubrique|plus de contenus|vous avez peut-être manqué|à ne pas louper|lectures conseillées|lectures recommandées|"
            r"ils en parlent aussi|pour prolonger|thématiques associées|la suite de l'actualité|en ce moment|les + lus|les plus vus|top 5|top articles)"
        ),
    ),
}
WITHIN = {
    reasons.ADVERTISEMENT: ("notre librairie partenaire", "notre boutique en ligne", "avec notre partenaire"),
    reasons.NEWSLETTER: ("notre newsletter gratuite", "vous est offerte par", "cette newsletter vous"),
    reasons.CONTACT: ("nous signaler une erreur", "signalez-la nous", "envoyez vos photos"),
    reasons.SUBSCRIBE: ("offrez-nous un café", "offrez-moi un café", "un don défiscalisé"),
}
