"""French: what stands above and below a story, labels, what outlets say of themselves; and what all its patterns are made of."""

from bot.cleaning.furniture.phrases.reasons import (
    ADVERTISEMENT,
    APP,
    AUTHOR_BOX,
    COMMENTS,
    CONTACT,
    COPYRIGHT,
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
from bot.cleaning.furniture.phrases.romance import AGENCY, SEP, SPEECH, when

MONTHS = (
    r"janvier|janv|jan|février|fevrier|févr|fév|mars|mar|avril|avr|mai|juin|juillet|juil|août|aout|septembre|sept|sep|"
    r"octobre|oct|novembre|nov|décembre|decembre|déc|dec"
)
WEEKDAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim"
WHEN = "(?:le )?" + when(
    days=WEEKDAYS,
    months=MONTHS,
    at="à|a",
    of="[ -]",
    more=r"il y a (?:\d{1,3}|une?|quelques) ?\w{1,9}|(?:aujourd'hui|hier|ce matin|ce soir)(?:,? (?:à )?\d{1,2} ?[h:]\d{0,2})?"
    r"|à \d{1,2} ?[h:] ?\d{0,2}",
)
UPDATED = r"(?:et )?(?:mis(?:e)? à jour|modifiée?|actualisée?|actualisé|dernière (?:mise à jour|modification)|maj|màj|publiée?|corrigé)"
LENGTH = r"(?:temps de )?(?:lecture|écoute) ?:? ?(?:de |en )?\d{1,3} ?(?:min(?:utes?|s|\.)?|mn|')"
BEHIND = (
    rf"(?:(?:{SEP}| ){UPDATED}(?: :)? ?{WHEN}\)?)?(?: ?[-–|•·,]? ?par [^:;!?»\"]{{2,60}})?(?: dans [^:;!?»\"]{{2,80}})?"
    rf"(?:{SEP}(?:{LENGTH}|\d{{1,3}} min(?:utes?)?(?: de lecture)?|\d{{1,4}} (?:commentaires?|réactions?|partages?|vues)))?"
)
NOVERB = r"(?!.{0,200}\b(?:a|est|sont|ont|était|étaient|sera|va|fait|peut|doit|dit|c'est)\b)"
# Words of a sentence; a line without them may be names.
TALK = (
    r"(?!.{0,200}\b(?:a|à|est|sont|ont|était|été|avait|le|les|un|une|qui|que|se|ne|pas|dans|comme|plus|pour|nous|vous|il|elle|ils|ce|cette|j'ai|"
    r"dit|prend|prennent|dure|fait)\b)"
)
NAMES = rf"{TALK}(?!.{{0,200}}, (?:le|la|les|l'|un|une)\b)[^:;!?»\"]{{2,80}}"
_WORK = (
    "rédigé|rédigée|rédaction|reportage|reportages|récit|édité|éditée|édition|traduit|traduction|version française|montage|"
    "contribution|avec la contribution|avec les contributions|écrit|révisé|relu|texte|textes|propos recueillis|service français|avec"
)
NOT_ADVERB = (
    SPEECH
    + r"(?!(?:bien|vite|souvent|peu|mal|longtemps|tard|tôt|loin|fort|que|qu'|beau|long)\b)(?!(?!comment\b)\w{3,20}ment\b)(?!,)"
)

TOP = {
    PUBLISHED: (
        rf"\d{{1,2}}(?:er)?(?: (?:{MONTHS})\.? \d{{4}}|[./-]\d{{1,2}}[./-]\d{{2,4}})(?:,?(?: ?(?:à|a|[-–—|•·]))? ?\d{{1,2}} ?[h:.]? ?\d{{0,2}}(?: ?(?:gmt|utc|cet|cest|he|min))?)?{BEHIND}",
        rf"(?:{WEEKDAYS}),? \d{{1,2}}(?:er)? (?:{MONTHS})\.?(?: \d{{4}})?(?:,?(?: ?(?:à|[-–—|•·]))? ?\d{{1,2}} ?[h:] ?\d{{0,2}})?{BEHIND}",
        rf"il y a (?:\d{{1,3}}|une?) (?:minutes?|heures?|jours?|min|h){BEHIND}",
        r"\d{1,3} (?:minutes?|min|mn)",
        rf"(?:rédaction|la rédaction|la rédaction de .{{2,30}}|rédaction .{{2,30}}) ?[-–|,•·] ?{WHEN}{BEHIND}",
    ),
    SECTION: (
        (
            r"(?:communiqué|communiqué de presse|communique de presse|dossier de presse|reportage|analyse|enquête|entretien|tribune|chronique|"
            r"édito|éditorial|billet|opinion|décryptage|récit|portrait|brève|brèves|info [\w' -]{2,30}|exclusif|vidéo|podcast|long format|grand format)"
        ),
    ),
    NOTE: (
        r"(?:pour|à) (?:diffusion|publication) immédiate",
        r"(?:embargo|sous embargo|sous embargo jusqu'au|embargo jusqu'au)\b.{0,80}",
        r"(?:photo\+vidéo|photo|photos|vidéo|vidéo\+photo|infographie|photo archives|avec photos?|photos et vidéo)",
    ),
}
END = {
    CONTACT: (
        (
            r"(?:pour plus|pour de plus amples|pour toute|pour tout|pour obtenir plus) (?:d'informations?|de renseignements?|informations?|renseignements?|information|renseignement|demande|"
            r"question)\b[^.!?»\"]{0,60}(?:contact\w{0,4}|écri\w{2,5}|appel\w{2,4}|consult\w{2,4}|rendez-vous|visit\w{2,4}|:)[^»\"!?]{0,160}"
        ),
    ),
    CREDIT: (
        rf"(?:avec|d'après|source|sources|par|via) ?:? ?{AGENCY}(?: ?(?:et|,|/|&|-) ?(?:{AGENCY}|reuters|la rédaction|agences))?",
        r"(?:avec|source) (?:nos confrères de|notre correspondant\w{0,2} à|l'agence) [^.!?»\"]{2,40}",
        r"(?:belga|ats|keystone-ats|afp|agence france-presse|la presse canadienne|presse canadienne|zonebourse\.com|aof|apanews|map|aps|relaxnews|afp-relaxnews)",
    ),
    STAFF: (
        (
            rf"(?:{_WORK})\b(?: de| par| :)? ?{TALK}[^!?»\"]{{2,120}}[;,/|·.–-] ?(?:édité|éditée|édition|rédigé|version française|traduit|révisé|relu|montage|contribu\w{{2,6}}|service français|"
            r"pour le service français)\b(?: française?)?(?: par| de| :)? ?[^!?»\"]{2,100}"
        ),
        rf"(?:rédigé|rédigée|édité|éditée|édition|traduit|version française|révisé|montage|propos recueillis|recueilli|recueillis|texte écrit|adapté)(?: de| par| :){{1,2}} ?{NAMES}",
        rf"(?:avec la contribution|avec les contributions|avec la collaboration|avec la participation|reportage complémentaire|contribution) (?:de|d'|:) ?{NAMES}",
        rf"version française {NAMES}",
        rf"propos recueillis (?:par|à) {NAMES}",
    ),
    END_SIGN: (
        (
            r"(?:fin|à suivre|a suivre|suite|fin du communiqué|fin de communiqué|fin de la dépêche|plus d'informations à venir|plus de détails à venir|davantage d'informations à venir|"
            r"plus d'informations à suivre|fin de citation)"
        ),
        r"(?:développement|développements|plus de détails|plus d'informations|d'autres informations|nouvelles informations) (?:à suivre|suivent|suivront|à venir)",
    ),
    COPYRIGHT: (r"copyright ?(?:©|\(c\)|\d{4}|[:–-]).{0,200}",),
    DISCLAIMER: (r"(?:la rédaction|le service|le desk)(?: (?:avec .{2,40}|web|numérique))?",),
    AUTHOR_BOX: (
        r"(?:voir|lire|retrouvez|tous les|découvrez) (?:tous )?(?:les |ses )?(?:autres )?articles (?:de|du|d') ?[^.!?»\"]{2,60}",
        r"(?:à propos de l'auteur|à propos de l'auteure|à propos de l'autrice|l'auteur|l'auteure|l'autrice) ?[:|].{2,250}",
    ),
}
LABELS = {
    RELATED: (
        (
            r"(?:à lire aussi|a lire aussi|à lire également|à lire|lire aussi|lire également|à voir aussi|voir aussi|à voir également|à lire ensuite|à lire sur le sujet|à lire ailleurs|"
            r"à ne pas manquer|à ne pas rater|à la une|à découvrir|à découvrir aussi|à écouter|a lire|à lire par ailleurs)"
        ),
        (
            r"(?:sur le même sujet|sur le même thème|dans la même rubrique|dans la même catégorie|dans le même dossier|dans cette rubrique|articles liés|article lié|articles connexes|"
            r"articles similaires|articles associés|articles recommandés|articles récents|articles populaires|nos derniers articles|derniers articles|nos autres articles|nos articles|"
            r"nos recommandations|notre sélection|notre dossier|dossier|les plus lus|les plus populaires|les plus partagés|les plus appréciés|les plus consultés|les articles les plus lus|"
            r"le plus lu|plus lus|les plus récents|les dernières actualités|dernières actualités|dernières nouvelles|dernières infos|dernière minute|fil info|le fil info|le fil de l'actu|"
            r"en continu|en direct|l'actualité en continu|toute l'actualité|toute l'actu|en relation|en lien|liens utiles|liens|pour aller plus loin|pour approfondir|pour en savoir plus|"
            r"en savoir plus|plus|plus d'actualités|plus d'articles|plus d'infos|plus sur le sujet|plus sur ce sujet|voir plus|d'autres articles|autres articles|autres actualités|"
            r"autres articles de la rubrique|recommandé pour vous|recommandés pour vous|recommandations|suggestions|suggestions de lecture|vous aimerez aussi|vous aimerez peut-être|"
            r"vous pourriez aimer|vous pourriez aussi aimer|cela pourrait vous intéresser|ça pourrait vous intéresser|ceci peut vous intéresser|ces articles peuvent vous intéresser|"
            r"ces articles pourraient vous intéresser|ces contenus pourraient vous intéresser|cela peut vous intéresser|vous serez aussi intéressé par|contenus recommandés|contenus similaires|"
            r"les plus commentés|nos lecteurs ont aussi lu|les internautes ont aussi lu|à lire dans notre dossier|voir tous les articles|contenus sponsorisés|ailleurs sur le web|nos podcasts|"
            r"nos vidéos|vidéos|vidéos associées|les tops|tendances|populaire|populaires|les immanquables|la sélection de la rédaction|le choix de la rédaction|sélection de la rédaction)"
        ),
        r"(?:plus|davantage|tous les articles|l'actualité|toute l'actualité|d'autres articles|nos articles|les articles) sur [^.!?»\",]{2,60}",
    ),
    TAGS: (
        r"(?:mots-clés|mots clés|étiquettes|tags|thèmes|thématiques|sujets|sujets associés|rubriques|catégories|thèmes associés|dans cet article)",
    ),
    COMMENTS: (
        (
            r"(?:partager|partagez|partager cet article|partager l'article|partagez cet article|partager sur|partager ceci|partager la publication|partagez sur|suivez-nous|suivez-nous sur|"
            r"nous suivre|retrouvez-nous|retrouvez-nous sur|commentaires|réactions|vos réactions)"
        ),
    ),
    NEWSLETTER: (
        r"(?:nos newsletters|newsletter|newsletters|la newsletter|infolettre|infolettres|notre newsletter|nos infolettres|inscrivez-vous à nos newsletters)",
    ),
    AUTHOR_BOX: (
        r"(?:à propos de l'auteur|à propos de l'auteure|à propos de l'autrice|a propos de l'auteur|l'auteur|l'autrice|du même auteur|de la même autrice|les auteurs|sur l'auteur)",
    ),
}
CLOSINGS = {
    PRESS: (
        (
            r"(?:contact|contacts) ?(?:presse|média|médias|relations presse|relations médias|investisseurs|presse et médias|pour les médias|pour la presse)(?: (?:et|de|du|"
            r"pour) .{2,60})?(?: ?[:–|-].{0,200})?"
        ),
        (
            r"(?:relations|service|attachée|attaché|bureau|information|informations|renseignements|demandes) (?:de )?(?:presse|médias|aux médias|presse et médias|pour les médias|"
            r"des médias)(?: ?[:–|-].{0,200})?"
        ),
        (
            r"(?:pour plus|pour de plus amples|pour toute|pour tout|pour obtenir plus) (?:d'informations?|de renseignements?|informations?|renseignements?|information|renseignement|demande|"
            r"question|complément d'information)(?: (?:et|ou) [^.!?»\",:]{2,40})?(?: ?[:–|-].{0,200})?"
        ),
    ),
    NOTE: (
        (
            r"(?:note|notes|avis|à l'attention|attention) (?:aux|à l'attention des|des|à l'intention des|à l'intention de la|de la) (?:rédactions?|rédacteurs|éditeurs|journalistes|clients|"
            r"abonnés|rédacteurs en chef)\b.{0,250}"
        ),
    ),
}
SENDERS = {
    PRESS: (r"(?:à|a) propos (?:de |du |d'|des |de la |de l')[^.,;:!?»\"]{2,60}",),
}
SUMMARIES = {
    HIGHLIGHT: (
        (
            r"(?:l'essentiel|l'essentiel à retenir|ce qu'il faut retenir|à retenir|points clés|les points clés|points essentiels|en bref|en résumé|résumé|le résumé|en quelques mots|les faits|"
            r"l'info en bref|principaux points)"
        ),
    ),
}
NOTES = {
    NOTE: (
        (
            r"(?:actualisé|actualise|ajoute|actualisation|précise|reprise|corrige|répétition|complète|mise à jour|avec|développe) (?:avec |des |de |du |les |la |le |d'|en |déclarations?|"
            r"citations?|réactions?|détails|bilan|précisions?|cours|contexte|titre|)[^.!?»\"]{2,200}"
        ),
    ),
}
WITHIN = {
    NEWSLETTER: (
        "notre newsletter",
        "nos newsletters",
        "notre infolettre",
        "nos infolettres",
        "notre lettre d'information",
        "inscrivez-vous ici",
        "inscrivez-vous gratuitement",
        "dans votre boîte mail",
        "directement dans votre boîte",
    ),
    SOCIAL: (
        "notre chaîne whatsapp",
        "notre chaîne telegram",
        "notre chaîne youtube",
        "notre page facebook",
        "notre compte instagram",
        "suivez-nous sur",
        "retrouvez-nous sur",
        "rejoignez-nous sur",
        "notre groupe facebook",
        "notre fil telegram",
    ),
    APP: (
        "téléchargez notre application",
        "téléchargez notre appli",
        "sur notre application",
        "notre application mobile",
        "nos alertes info",
    ),
    SUBSCRIBE: (
        "réservé à nos abonnés",
        "réservée à nos abonnés",
        "réservés à nos abonnés",
        "soutenez notre",
        "nos offres d'abonnement",
        "soutenir notre média",
        "soutenir notre rédaction",
    ),
    RELATED: (
        "lire notre article",
        "lire notre dossier",
        "notre article sur",
        "retrouvez tous nos articles",
        "tous nos articles sur",
    ),
    COMMENTS: ("cliquez pour partager", "ouvre dans une nouvelle fenêtre"),
    CONTACT: (
        "écrivez à la rédaction",
        "écrivez à notre rédaction",
        "contactez la rédaction",
        "écrivez-nous à",
        "écrivez-nous sur",
    ),
    ADVERTISEMENT: ("la suite après la publicité", "la suite après cette publicité"),
    DISCLAIMER: (
        "n'engagent que leurs auteurs",
        "n'engage que son auteur",
        "n'engagent que leur auteur",
        "n'engagent que leurs auteures",
    ),
}
