"""French, as papers, portals, agencies and public bodies of France, Belgium, Switzerland, Québec and Africa write it."""

from bot.cleaning.furniture.phrases.french_ends import BEHIND, NAMES, NOT_ADVERB, NOVERB, WHEN
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
from bot.cleaning.furniture.phrases.romance import BUTTONS, PLATFORM, SAID, SIGN, SPEECH

ANYWHERE = {
    RELATED: (
        (
            r"(?:lire|voir|regarder|écouter|ecouter|relire|découvrir|lisez|voyez|écoutez|découvrez|retrouvez) (?:aussi|également|egalement|encore|ailleurs|ensuite|plus|en plus|l'article|"
            rf"notre (?:\w{{3,20}}))(?: sur [^:]{{2,40}}| dans [^:]{{2,40}})?{SIGN}.{{0,250}}"
        ),
        (
            r"(?:à|a) (?:lire|voir|écouter|ecouter|relire|découvrir|decouvrir|retrouver|consulter|suivre|revoir|regarder)(?: (?:aussi|également|egalement|encore|ensuite|absolument|en plus|"
            r"plus tard|sur le (?:même )?sujet|sur [^:]{2,40}|ailleurs sur le web))? ?[:|>»→►].{0,250}"
        ),
        rf"(?:lire|à lire|a lire|à voir|a voir|à découvrir|à écouter) (?:aussi|également|egalement) {NOT_ADVERB}[^;»\"]{{3,160}}",
        r"(?:voir|lire|revoir|regarder) (?:aussi|également)(?: article| vidéo)?",
        r"(?:lire|voir|lisez|découvrez|cliquez pour lire) la suite(?: (?:de l'article|de cet article|sur [^»\"]{2,60}|ici|de ce (?:billet|post|texte)|de l'entrée|de la publication|→))?",
        (
            r"(?:lire|retrouvez|découvrez|consultez|lisez|voir) (?:l'intégralité|la totalité|l'article complet|l'article original|l'article dans son intégralité|le communiqué|l'article|"
            r"l'interview complète|tous nos articles|toutes nos|tous les articles|toute l'actualité|toutes les (?:informations|infos|actualités|vidéos)|notre (?:dossier|carte|infographie|"
            r"direct|podcast|reportage|enquête|décryptage|article|analyse|page|vidéo|sélection)|nos (?:articles|vidéos|podcasts|dossiers|offres|conseils|dernières|reportages))\b[^»\"]{0,160}"
        ),
        (
            r"(?:en savoir plus|pour en savoir plus|plus d'informations|plus d'infos|plus d'actualités|plus de détails|tout savoir)(?: (?:sur|dans|ici)\b(?!.{0,160}\b(?:a|est|sont|ont|était|"
            r"étaient|c'était|c'est|sera|restait|reste|demande|voulait|veut)\b)[^:,»\"]{0,120}| ?[:|>»→](?! (?:voilà|c'est|voici)\b).{0,200})?"
        ),
        r"l'article .{1,200} est apparu en premier sur .{1,80}",
        (
            r"(?:cet article|ce billet|cet article est d'abord|le billet|la publication|l'article|ce texte|cet article,) .{0,200}(?:est apparu|est paru|a été publié|est publié) (?:en premier|"
            r"d'abord|initialement|à l'origine|pour la première fois) (?:sur|dans|par|le)\b.{1,120}"
        ),
        r"(?:cet article a|ce texte de) .{0,60}(?:été publié pour la première fois|été publié initialement)\b.{0,80}",
        r"(?:cliquez|clique|appuyez|cliquer) (?:ici|sur (?:ce|le) lien|sur l'image|sur le lecteur|sur la (?:carte|photo|vidéo))(?: (?:pour|si|afin)\b[^»\"]{0,200})?",
        r"(?:article|billet|page|vidéo|diapositive) (?:précédente?|suivante?)(?: ?[:|>»→←].{0,200})?",
        (
            r"(?:navigation de l'article|navigation des articles|haut de page|retour en haut|retour à la liste|retour à l'accueil|retour au sommaire|aller au contenu|"
            r"aller directement à la recette|aller à la recette|passer au contenu|retour|sommaire \[masquer\])(?: ?\|.{0,60})?"
        ),
        (
            r"(?:suivez|retrouvez|revivez|vivez|suivre) (?:la situation|notre direct|le direct|l'évolution|en direct|l'événement|toute l'actualité|l'actualité|l'actu|"
            r"l'info)\b[^»\"]{0,60}\b(?:sur|avec|minute par minute|dans|en direct)\b[^»\"]{0,120}"
        ),
        (
            r"(?:l'actualité|l'actu|l'info|toute l'actualité|toute l'info|toute l'actu|retrouvez l'actualité)\b[^»\".]{2,80}(?:boîte mail|boite mail|boîte aux lettres|minute par minute|"
            r"en direct sur|sur votre (?:mobile|smartphone)|en un clic|sur notre (?:site|app\w*))[^»\"]{0,160}"
        ),
    ),
    NEWSLETTER: (
        (
            r"(?:abonnez-vous|inscrivez-vous|abonne-toi|inscris-toi|s'abonner|s'inscrire|je m'abonne|je m'inscris|m'inscrire|m'abonner)\b[^»\"]{0,80}\b(?:newsletters?|infolettres?|"
            r"lettre (?:d'information|d'info|hebdomadaire|quotidienne|électronique)|notre lettre|nos lettres|notre podcast|notre chaîne|nos alertes|notre bulletin|notre magazine|flux rss|"
            rf"liste de diffusion|{PLATFORM})\b{SAID}"
        ),
        (
            r"(?:recevez|recevoir|reçois|retrouvez) [^»\"]{0,160}\b(?:newsletters?|infolettres?|inscri\w{2,8}|abonn\w{2,8}|boîte|boite|mails?|e-mails?|courriels?|courrier|lettre d'information|"
            r"notifications?|alertes? info)\b[^»\"]{0,200}"
        ),
        (
            r"(?:newsletter|newsletters|infolettre|infolettres|la newsletter|notre newsletter)(?: (?:quotidienne|hebdomadaire|gratuite|gratuites))?(?: ?[:|–—-]? ?[^»\"]{0,60}(?:recevez|"
            r"inscrivez|abonnez|s'inscrire|s'abonner)\b[^»\"]{0,160})?"
        ),
        r"(?:le|la|l'|les|chaque) [^»\"]{2,100}[:–—-] ?(?:inscrivez-vous|abonnez-vous|inscription|s'inscrire|s'abonner)\b[^»\"]{0,120}",
        (
            r"(?:votre adresse|votre e-mail|votre email|votre courriel|saisissez votre|entrez votre|renseignez votre|indiquez votre)\b[^»\"]{0,40}(?:mail|e-mail|email|courriel|"
            r"électronique)\b[^»\"]{0,160}"
        ),
        r"(?:vous recevez|vous avez reçu|tu reçois) (?:ce|cet|cette|nos) (?:courriel|e-mail|email|mail|message|newsletter|lettre|infolettre|communiqué\w?|communiqués)\b[^»\"]{0,200}",
        (
            r"(?:se désinscrire|se désabonner|désinscription|désabonnement|pour vous désinscrire|pour vous désabonner|pour ne plus recevoir|si vous ne souhaitez plus recevoir|"
            r"vous pouvez vous désinscrire|vous pouvez vous désabonner|gérer mes abonnements|gérer mes préférences|modifier mes préférences)\b[^»\"]{0,200}"
        ),
        (
            r"(?:si ce message|si cet e-mail|si ce mail|si vous ne visualisez pas|si vous n'arrivez pas à lire|si ce courriel|vous ne parvenez pas à lire)\b[^»\"]{0,120}(?:version en ligne|"
            r"navigateur|cliquez|ici|correctement)\b[^»\"]{0,60}"
        ),
        r"(?:voir|lire|consulter|afficher|ouvrir) (?:la version en ligne|ce mail dans|cet e-mail dans|la version web|dans votre navigateur|dans le navigateur)\b[^»\"]{0,60}",
        r"merci de votre inscription\b.{0,80}",
        r"(?:votre inscription|une erreur est survenue lors de votre inscription|vous êtes désormais inscrit)\b.{0,100}",
        r"faire suivre (?:ce|cet) (?:mail|e-mail|courriel|message)\b.{0,60}",
    ),
    SOCIAL: (
        (
            r"(?:suivez|retrouvez|rejoignez|likez|ajoutez|suivre|retrouver|rejoindre|aimez|contactez|suis|rejoins|partagez)(?:-(?:nous|moi|la|le|les|nous aussi))?\b[^»\"]{0,80}\b(?:sur|via|"
            rf"dans) (?:notre |nos |la |les |le |l')?(?:page |compte |chaîne |canal |fil |groupe |comptes? )?{PLATFORM}\b{SAID}"
        ),
        rf"(?:rejoignez|suivez|intégrez|rejoins|découvrez|rendez-vous sur) (?:notre|nos|la|le) (?:chaîne|canal|groupe|communauté|page|compte|fil|serveur|chaine|comptes)\b{SAID}",
        rf"(?:abonnez-vous|abonne-toi) (?:à|sur) (?:notre|nos|la) [^»\"]{{0,40}}(?:chaîne|page|compte|{PLATFORM})\b{SAID}",
        r"ajoutez [^»\"]{2,60} (?:à vos (?:sources|favoris)|en source|comme source|dans vos (?:sources|favoris))\b[^»\"]{0,160}",
        r"(?:épinglez|epinglez) (?:cette recette|cet article|l'image|moi|cette image)\b[^»\"]{0,60}",
        (
            rf"(?:nous suivre|nous rejoindre|suivez-nous|suivez-moi|retrouvez-nous|retrouvez-moi|rejoignez-nous|nos réseaux sociaux|suivez nous)(?:{SIGN}.{{0,160}}| (?:aussi |partout |ici|"
            r"sur )\b[^»\"]{0,100})?"
        ),
        BUTTONS,
    ),
    APP: (
        (
            rf"(?:téléchargez|telechargez|télécharger|installez|découvrez|découvrir|essayez|profitez de) {SPEECH}(?:gratuitement )?(?:notre |nos |l'|la nouvelle |la )(?:nouvelle )?(?:appli|app|"
            r"application|applications|applis)\b(?! ne\b)[^»\"]{0,200}"
        ),
        (
            r"(?:restez informé|restez informés|restez connecté|restez connectés|ne manquez rien|ne ratez rien|ne manquez aucune|ne ratez aucune|ne manquez plus|activez les notifications|"
            r"activez nos notifications|recevez nos notifications|recevez les notifications|recevez nos alertes)\b[^»\"]{0,40}(?:de l'actualité|de l'actu|avec notre|en téléchargeant|sur notre|"
            r"grâce à notre|de nos|notre|nos|info|infos|inscri\w{2,6}|abonn\w{2,6}|appli)\b[^»\"]{0,160}"
        ),
        (
            r"(?:disponible sur|télécharger dans|télécharger sur|disponible dans) (?:l'app store|google play|app store|le google play|l'app store et google play|"
            r"l'app store et le google play)(?: store)?"
        ),
        r"(?:lire|ouvrir|continuer|poursuivre) (?:dans|sur|avec) (?:l'appli|l'application|notre application|l'app)\b.{0,60}",
    ),
    ADVERTISEMENT: (
        (
            r"(?:publicité|publicite|publicités|pub|annonce publicitaire|publi-rédactionnel|publirédactionnel|contenu sponsorisé|contenus sponsorisés|article sponsorisé|contenu de partenaire|"
            r"contenu partenaire|contenu de marque|sponsorisé|espace partenaire|offre partenaire|annonces google|liens sponsorisés|en partenariat avec nos annonceurs)"
        ),
        (
            r"(?:la suite|l'article continue|suite de l'article|lire la suite|la suite de l'article|la suite de votre|votre contenu continue|l'histoire continue|le texte continue|"
            r"continuez votre lecture|la suite de cet article|l'article se poursuit|le contenu continue) ?[^»\"]{0,30}(?:après|apres|sous|dessous|ci-dessous|en dessous) ?(?:la|cette|"
            r"l')? ?(?:publicité|publicite|pub|annonce|vidéo)?"
        ),
        r"publicité ?[,:–—|-] ?(?:la suite ci-dessous|continuez en dessous|la suite après|lire la suite ci-dessous|fermer|votre contenu .{0,40})",
        (
            r"(?:cet article|ce contenu|ce billet|cette page|cette recette) (?:contient|comporte|peut contenir|est susceptible de contenir) (?:des|un) liens? (?:affiliés?|d'affiliation|"
            r"sponsorisés?)\b.{0,250}"
        ),
        r"(?:certains liens|les liens|des liens|en tant que partenaire amazon|si vous achetez|lorsque vous achetez)\b[^»\"]{0,140}(?:affili\w{2,8}|commission|bénéfice)\b[^»\"]{0,150}",
        r"(?:billet|article|post|contenu) (?:sponsorisé|en collaboration commerciale|réalisé en partenariat|proposé par|produit par notre partenaire|non sponsorisé)\b.{0,120}",
        r"collaboration commerciale(?: avec .{2,60})?",
    ),
    COMMENTS: (
        (
            r"(?:partager|partagez|imprimer|commenter|envoyer|enregistrer|sauvegarder|signaler|réagir|copier|offrir|écouter|écoutez|ecouter|ecoutez|lire plus tard|"
            r"taille du texte)(?: (?:l'article|cet article|l'info|cette info|la page|cette page|le lien|le lien de l'article|ce billet|cette publication|cette recette|la recette|cette vidéo|"
            r"plus tard|par (?:e-mail|email|mail|courriel)|à un ami|une erreur|un abus|à (?:vos|mes) (?:favoris|sélections|sélections personnelles)|aux favoris|un commentaire|ceci|:|en pdf))?"
        ),
        rf"(?:partager|partagez|envoyer|partager l'article|partager cet article)(?: (?:l'article|cet article|ceci))? (?:sur|via|par|avec) {PLATFORM}\b.{{0,100}}",
        r"cliquez pour (?:partager|imprimer|envoyer)\b.{0,120}",
        r"cliquer pour (?:partager|imprimer|envoyer)\b.{0,120}",
        r"(?:j'aime|j’aime) ?(?:chargement|ça|cet article|\d{1,6}).{0,20}",
        (
            r"(?:\d{1,4}|aucun|un|deux|trois) (?:commentaires?|réactions?|réflexions? sur .{1,200}|réponses? à .{1,200}|partages?|j'aime|commentaires? sur .{1,200})(?: ?[|"
            r"•·,-] ?\d{1,6} (?:partages?|vues?|j'aime|commentaires?))?"
        ),
        (
            r"(?:laisser|laissez|ajouter|poster|déposer|écrire|publier|postez|rédiger|voir|lire|afficher|consulter|soyez le premier à) (?:un commentaire|une réponse|votre commentaire|"
            r"les commentaires|tous les commentaires|commenter|un avis|les \d{1,5} commentaires|la discussion)\b[^»\"]{0,120}"
        ),
        (
            r"(?:commentaires|les commentaires|commentaire|réactions|vos commentaires|vos réactions)(?: (?:fermés|sont fermés|sont désactivés|désactivés|\(\d{1,5}\)|"
            r"sur cet article))?(?: ?\(?\d{1,5})?"
        ),
        r"(?:connectez-vous|vous devez être connecté|identifiez-vous|il faut être connecté|vous devez vous connecter|pour commenter|merci de vous connecter)\b[^»\"]{0,140}",
        r"(?:votre adresse e-mail|votre adresse email|votre adresse de messagerie) ne sera pas publiée\b.{0,100}",
        (
            r"(?:et vous|qu'en pensez-vous|votre avis|donnez votre avis|votre avis nous intéresse|dites-nous|réagissez|participez à la discussion|rejoignez la discussion|"
            r"rejoignez la conversation|prenez part à la conversation|avez-vous aimé cet article|cet article vous a-t-il|cet article vous a plu|vous avez aimé cet article|"
            r"cet article vous a été utile)\b ?[^»\"]{0,20}(?:en commentaires?|dans les commentaires|ci-dessous|nos journalistes|sur notre|notre|aidé|intéressé|été utile|plu|partagez|"
            r"oui)\b[^»\"]{0,160}"
        ),
        (
            r"(?:qu'en pensez-vous|votre avis nous intéresse|avez-vous aimé cet article|cet article vous a plu|rejoignez la conversation|participez à la discussion|"
            r"avez-vous trouvé cet article utile|cet article vous a-t-il intéressé|soutenez-nous en partageant)"
        ),
        r"(?:imprimer la recette|imprimer cette recette|notez cette recette|votez pour cette recette|note moyenne)\b.{0,60}",
    ),
    PUBLISHED: (
        (
            r"(?:publié|publiée|publie|posté|postée|créé|diffusé|diffusée|paru|parue|écrit|modifié|modifiée|mis|mise|actualisé|actualisée|dernière|maj|màj|date|première|article publié|"
            r"actu publiée|article mis|corrigé|ce contenu a été publié|contenu publié)(?: à jour| en ligne| mise à jour| modification| actualisation| de publication| de mise à jour|"
            rf" publication| de parution)?(?: par [^:;!?»\"]{{2,60}}?)?(?: sur)?(?: :|:)? ?{WHEN}{BEHIND}"
        ),
        r"(?:lecture|écoute|durée de lecture) ?:? ?(?:de |en )?\d{1,3} ?(?:min(?:utes?|\.)?|mn|')",
        r"(?:temps|durée) (?:de )?(?:lecture|d'écoute)(?: estimé)? ?:? ?(?:environ |moins d')?(?:\d{1,3}|une?) ?(?:min(?:utes?|\.)?|mn|').{0,20}",
        r"\d{1,3} ?(?:min|mn|minutes?|mins)\.? (?:de lecture|d'écoute|pour lire|de visionnage)",
        r"lecture (?:de |en |: ?)?\d{1,3} ?min(?:utes?|\.)?",
        r"(?:lecture|article) (?:rapide|long|longue)(?: ?[:–-] ?\d{1,3} min)?",
    ),
    COOKIES: (
        (
            r"(?:nous utilisons|ce site utilise|notre site utilise|notre site web utilise|ce site web utilise|nous et nos partenaires|avec votre accord)\b"
            rf"{SPEECH}"
            r"[^»\"]{0,60}\b(?:cookies|traceurs|"
            r"stockons|partenaires)\b[^»\"]{0,200}"
        ),
        (
            r"(?:ce contenu|cette vidéo|ce tweet|ce post|cette publication|ce lecteur|le contenu|cet élément|cette carte)\b[^»\"]{0,60}\b(?:cookies|traceurs|ne peut pas être affichée?|"
            r"susceptible de déposer|votre consentement|n'a pas pu être chargée?)\b[^»\"]{0,220}"
        ),
        (
            r"(?:pour|afin de|afin d') ?(?:afficher|voir|visualiser|visionner|lire|regarder|consulter|accéder à) (?:ce|cette|cet|le|la|les) (?:contenu|contenus|vidéo|tweet|post|publication|"
            r"carte|infographie|élément)\b[^»\"]{0,60}\b(?:accept\w{1,4}|autoris\w{1,4}|cookies|cliquez|consent\w{1,6}|traceurs|javascript)\b[^»\"]{0,160}"
        ),
        (
            r"(?:accepter|tout accepter|j'accepte|refuser|tout refuser|continuer sans accepter|accepter et continuer|accepter les cookies|gérer les cookies|gérer mes cookies|gérer mes choix|"
            r"paramétrer les cookies|paramétrer|paramètres des cookies|modifier mes choix|autoriser|en savoir plus et gérer|accepter et fermer|personnaliser mes choix|je refuse|"
            r"politique de cookies|politique de confidentialité|mentions légales)(?: (?:les cookies|mes choix|et fermer|et continuer))?(?: ?\|.{0,100})?"
        ),
        (
            r"(?:en cliquant sur|en poursuivant votre navigation|en vous inscrivant|en continuant à naviguer|en vous abonnant|en renseignant votre)\b[^»\"]{0,140}\b(?:cookies|acceptez|accepte|"
            r"traceurs|données|conditions|politique)\b[^»\"]{0,150}"
        ),
        r"(?:activez javascript|veuillez activer javascript|votre navigateur ne|javascript est désactivé|votre navigateur n')\b[^»\"]{0,120}",
    ),
    SUBSCRIBE: (
        r"il vous reste [\d.,]{1,5} ?% (?:de cet article|de l'article|à lire)\b.{0,150}",
        (
            r"(?:cet article|ce contenu|cet article est|la suite de cet article|la suite|le reste de cet article|la suite de l'article|cette vidéo|ce podcast|la lecture de cet article) (?:est|"
            r"reste) (?:exclusivement |uniquement )?(?:réservée?s?|accessible|destinée?) (?:à|aux|exclusivement|uniquement)\b[^»\"]{0,20}abonnés\b.{0,150}"
        ),
        r"(?:article|contenu|accès|vidéo|podcast|dossier) (?:réservé|exclusif|réservée)(?:e)? (?:aux|à nos|abonnés?|pour)(?: nos)? ?(?:abonnés?|lecteurs abonnés)?(?: .{0,160})?",
        r"(?:réservé aux abonnés|réservé à nos abonnés|abonné|abonnés|premium|édition abonnés|article abonné|pour les abonnés)",
        (
            r"(?:déjà abonné|deja abonné|déjà abonnée|déjà inscrit|pas encore abonné|vous êtes abonné|déjà un compte|vous avez déjà un compte|vous n'êtes pas abonné|"
            r"vous êtes déjà abonné)\b ?(?:\(e\) ?)?(?:\?|,|:)? ?(?:se connecter|connectez-vous|identifiez-vous|abonnez-vous|découvrez|s'identifier|je me connecte|inscrivez-vous)?.{0,80}"
        ),
        (
            r"(?:pour lire la suite|pour poursuivre votre lecture|pour continuer la lecture|pour continuer votre lecture|pour lire cet article|pour accéder à|poursuivez votre lecture|"
            r"continuez à lire|lisez la suite|lire la suite de cet article|accédez à|profitez de|profitez-en|découvrez nos offres|testez|essayez|débloquez|"
            r"lisez cet article)\b[^»\"]{0,120}(?:abonn\w{1,8}|un compte|votre compte|gratuit\w{0,8}|illimité|inscri\w{2,6}|€|euros?|offre|identifi\w{2,6}|connect\w{2,8})[^»\"]{0,160}"
        ),
        (
            r"(?:abonnez-vous|s'abonner|je m'abonne|abonne-toi|abonnement|offre spéciale|offre d'abonnement|abonnement numérique)(?: (?:à|dès|pour|maintenant|ici|et|sans engagement|"
            r"à partir de|au|en ligne)\b[^»\"]{0,80}(?:€|euros?|francs|chf|\$|mois|illimité|accéder|lire|articles?|notre|nos|journal|numérique)[^»\"]{0,160})?"
        ),
        (
            r"(?:soutenez|soutenir|aidez|faites un don|faire un don|je fais un don|je soutiens|devenez|adhérez|donnez)\b[^»\"]{0,40}\b(?:notre|nos|-nous|nous|indépendant\w{0,4}|journalisme|"
            r"rédaction|don|membre|abonné|mécène|sociétaire)\b[^»\"]{0,40}(?:journal\w{0,6}|rédaction|média|presse|site|blog|équipe|indépendan\w{0,4}|travail|don|dons|mois|mensuel|"
            r"défiscalis\w{1,4}|tipeee|patreon|ulule|article\w?|association|abonn\w{2,6}|information|soutien)\b[^»\"]{0,200}"
        ),
        r"(?:faites|faire) un don(?: (?:défiscalisé|maintenant|ici|à [^»\"]{2,40}|en ligne))?",
        (
            r"(?:le|la|l'|notre|ce) [^»\".,;]{2,40} (?:ne vit que de vos|vit grâce à vos|existe grâce à|est financé par ses|est gratuit et|ne vit que grâce à) ?[^»\"]{0,40}(?:dons|"
            r"abonn\w{2,6}|lecteurs|lectrices|soutien|sans publicité)\b[^»\"]{0,240}"
        ),
        r"(?:cet article|ce contenu|cet article vous est|cet article est) (?:gratuit|en accès libre|offert|est en accès libre|est gratuit|vous est offert|est offert)\b[^»\"]{0,200}",
        (
            r"(?:l'information a un prix|la presse indépendante a besoin|un journalisme indépendant a besoin|l'indépendance a un prix|nous avons besoin de vous|l'info a un prix|"
            r"informer a un coût|sans vous|grâce à vous)\b[^»\"]{0,60}(?:soutenez|abonn\w{2,8}|dons?|besoin de votre soutien|notre (?:média|journal|rédaction|site))\b[^»\"]{0,160}"
        ),
        r"(?:offrir|offrez) (?:l'article|cet article|un abonnement)\b[^»\"]{0,80}",
        (
            r"(?:ajouter à vos sélections|ajouter à mes favoris|vous pouvez partager un article|ajouter aux favoris|retirer des favoris|article offert par un abonné|ce compte est utilisé|"
            r"lecture restreinte|votre abonnement n'autorise pas)\b.{0,160}"
        ),
        r"votre soutien est (?:essentiel|précieux|indispensable|important)\b.{0,120}",
    ),
    COPYRIGHT: (
        (
            r"(?:tous droits|tous les droits) (?:de reproduction |de reproduction et de représentation )?(?:sont )?(?:réservés|reserves|réservé)(?: ?[.©:(/–-].{0,200}| (?:à|par|pour|\d|"
            r"©)[^»\"]{0,100})?"
        ),
        (
            r"(?:toute|toutes) (?:reproduction|utilisation|reproductions|rediffusion)\b[^»\"]{0,60}(?:est interdite|interdite|strictement interdite|sont interdites)(?! (?:depuis|par le|"
            r"en)\b)[^»\"]{0,120}"
        ),
        (
            r"(?:reproduction|copie|diffusion|utilisation|rediffusion) (?:totale |partielle |même partielle |, même partielle, |et utilisation |intégrale |et diffusion |"
            r", ?)?[^»\"]{0,60}(?:interdite?|soumise à|autorisée)\b(?! :)[^»\"]{0,160}"
        ),
        (
            r"(?:cet article|ce texte|ce contenu|cette œuvre|le présent article|sauf mention contraire, les contenus|ce billet) (?:est|sont) (?:publiée?|mise? à disposition|diffusée?|"
            r"protégée?|republiée?|sous|reproduite?)\b[^»\"]{0,40}(?:licence|creative commons|droit d'auteur|droits d'auteur|avec l'autorisation|à partir de|depuis)\b.{0,200}"
        ),
        r"(?:licence|sous licence) creative commons.{0,120}",
        r"(?:copyright|droits d'auteur) ?[:©(\d].{0,200}",
    ),
    DISCLAIMER: (
        (
            r"(?:cet article|ce texte|ce contenu|cette dépêche|cette traduction|ce billet|cette publication) (?:a été|est) (?:automatiquement |initialement |d'abord |en partie )?(?:traduite?|"
            r"générée?|rédigée?|produite?|écrite?|adaptée?|relue?|publié avec|repris|réalisée?)\b[^»\"]{0,60}(?:anglais|automati\w{3,10}|intelligence artificielle|l'ia|ia|allemand|espagnol|"
            r"machine|agence|flux|deepl|original\w{0,3}|afp|chatgpt|notre partenaire|dans le cadre de)\b.{0,160}"
        ),
        (
            r"(?:traduit|traduction|traduite|article traduit)(?: automatique\w{0,4})? (?:de|du|depuis|par|à partir de) (?:l'anglais|l'allemand|l'espagnol|l'italien|l'arabe|l'ukrainien|anglais|"
            r"deepl|l'ia|l'intelligence artificielle)\b.{0,120}"
        ),
        (
            r"(?:les|ces|les opinions|les propos) (?:opinions?|propos|points de vue|avis|analyses|idées|positions|tribunes|commentaires)?[^»\"]{0,60}\b(?:n'engagent que|n'engage que|"
            r"ne reflètent pas|ne reflète pas|ne représentent pas|ne sauraient engager|sont celles de l'auteur|sont ceux de l'auteur|sont de la (?:seule )?responsabilité|"
            r"relèvent de la seule)\b.{0,160}"
        ),
        (
            r"(?:cet article|ce texte|cette tribune|cette chronique|ce billet|la présente tribune)\b[^»\"]{0,60}\b(?:n'engage que|ne reflète pas|est une tribune libre|constitue une opinion|"
            r"ne constitue pas un conseil)\b.{0,160}"
        ),
        r"(?:ce texte|cet article|ce contenu) est conforme aux (?:règles|standards|critères)\b.{0,100}",
        (
            r"(?:ces informations|les informations contenues|ce contenu|cet article|les performances passées)\b[^»\"]{0,80}\b(?:ne constituent? pas|ne remplacent? pas|"
            r"ne saurai(?:en)?t remplacer|ne préjugent pas|ne sont pas un indicateur)\b[^»\"]{0,40}(?:conseil|avis|recommandation|consultation|incitation|performances|résultats)\b.{0,120}"
        ),
        (
            r"(?:conforme aux critères|selon les critères|certifié|en savoir plus sur le|journalisme certifié) (?:de |par |du |du label |label )?(?:the trust project|trust project|"
            r"journalism trust initiative|jti)\b.{0,60}"
        ),
        r"(?:charte|notre charte) (?:de déontologie|éditoriale|d'éthique)(?: .{0,60})?",
    ),
    CONTACT: (
        (
            r"(?:vous avez|avez-vous|vous avez remarqué|vous avez décelé|vous avez repéré|vous constatez|vous souhaitez signaler|une erreur|une faute|vous avez vu|vous êtes|vous souhaitez|"
            r"vous disposez)\b[^»\"]{0,30}\b(?:une erreur|une faute|une coquille|une information|une info|des informations|un témoignage|une histoire|témoins? d|témoins?|nous alerter|"
            r"nous signaler|une question|dans cet article|nous contacter|nous transmettre|réagir)\b[^»\"]{0,60}\b(?:écrivez|ecrivez|contactez|signalez|envoyez|dites|prévenez|alertez|partagez|"
            r"cliquez|appelez|faites-nous|racontez|témoignez|remplissez|posez-nous)\b[^»\"]{0,200}"
        ),
        (
            r"(?:signaler une erreur|signaler une faute|signalez-nous une erreur|signalez une erreur|proposer une correction|contacter la rédaction|contactez la rédaction|contacter l'auteur|"
            r"écrire à l'auteur|écrivez à la rédaction|nous contacter|une question ? une remarque|nous écrire|écrivez-nous|ecrivez-nous|contactez-nous|"
            r"envoyez-nous vos)\b(?! [^»\"]{0,40}\b(?:a|ont)\b)[^»\"]{0,140}"
        ),
        r"(?:envoyez|transmettez|adressez)(?:-nous)? vos (?:photos|vidéos|témoignages|images|questions|réactions|infos|informations|suggestions)\b[^»\"]{0,160}",
        r"(?:joindre|pour joindre|pour contacter|contacter) (?:notre journaliste|l'auteur|la rédaction|l'auteure|le journaliste|la journaliste)\b.{0,140}",
    ),
    TAGS: (
        (
            r"(?:étiquettes|étiquette|etiquettes|mots-clés|mots clés|mots-clefs|mot-clé|mots clefs|mots-cles|tags|tag|thèmes|thématiques|thèmes associés|sujets associés|sujets|rubriques|"
            r"rubrique|classé dans|catégories|catégorie|dans cet article|plus sur ces sujets|hashtags|mots-clés associés) ?[:|>](?!.{0,250}\b(?:a|est|sont|ont|était|sera|veut|va|doit|interdit|"
            r"lance|font)\b).{1,250}"
        ),
        r"(?:classé dans|publié dans|posté dans|classé sous|archivé sous|catégorisé sous|marqué avec|mots-clés|tagué|étiqueté) [^.!?»\"]{2,120}\| ?.{0,120}",
    ),
    CREDIT: (
        r"(?:crédit|crédits|credit|credits)(?: (?:photos?|images?|photographiques?|vidéo|visuel|illustration|iconographique))? ?[:©–-](?! ?\d).{2,160}",
        r"(?:crédit|crédits|credit|credits) (?:photos?|images?|photographiques?|vidéo|visuel|illustration) .{2,100}",
        (
            r"(?:photo|photos|image|images|illustration|infographie|visuel|vidéo|photographie|dessin|carte|source photo|photos et vidéo|texte et photos?) ?: ?[^«»\"!?]{0,60}(?:©|/|\bafp\b|"
            r"\bap\b|reuters|\bepa\b|getty|shutterstock|istock|unsplash|pexels|pixabay|adobe stock|fotolia|archives?|\bdr\b|d\.r|capture d'écran|sipa|maxppp|belga|keystone|presse canadienne|"
            r"hans lucas|abaca|wikimedia|creative commons|\bcc\b|google maps|document remis|fournie?|courtoisie|\bville de\b|photo pqr)[^«»\"!?]{0,60}"
        ),
        (
            rf"(?:photo|photos|image|images|illustration|illustrations|infographie|visuel|photographie) ?: ?{NOVERB}(?!(?:le|la|les|l'|un|une|ce|"
            r"des)\b)[\w.'&-]{1,20}(?: [\w.'&/-]{1,20}){0,4}"
        ),
        rf"(?:texte|textes|photo|photos|récit) ?: ?{NAMES}[-–|;•·/] ?(?:illustrations?|photos?|vidéo|images?|dessins?|montage|infographie) ?: ?{NAMES}",
    ),
    CAPTION: (
        (
            r"(?:photo|image|photos|images|vidéo|cliché|photographie)(?: d'illustration| d'archives?| prétexte| non datée| transmise| fournie| générée par ia| générée par l'ia|"
            r" générée par intelligence artificielle)(?: ?[-–—:(/©|,].{0,100})?"
        ),
        r"(?:illustration|infographie|archives|photo d'illustration|image d'illustration|capture d'écran|capture écran|document remis) ?[-–—:(/©|] ?[^«»\"!?]{2,60}",
        (
            r"(?:agrandir|zoom|voir en grand|fermer|ouvrir en plein écran|agrandir l'image|voir la galerie|voir le diaporama|voir toutes les photos|voir les photos|diaporama|"
            r"afficher en plein écran|plein écran|cliquer pour agrandir|cliquez pour agrandir|image \d{1,3} sur \d{1,3}|photo \d{1,3} sur \d{1,3})(?: l'image| la photo| le diaporama)?(?: ?[:|"
            r"(].{0,80})?"
        ),
        r"légende de l'image,? .{3,200}",
    ),
    VIDEO: (
        (
            r"(?:voir|regarder|regardez|voir aussi|écouter|écoutez|ecoutez|découvrez|visionnez|réécoutez|revoir|revoyez) (?:la|le|notre|cette|ce|en) (?:vidéo|podcast|reportage|replay|"
            r"vidéo ci-dessous|chronique|journal|émission|extrait|interview|live|direct|épisode|audio)\b(?:[^»\"]{0,20}(?:ci-dessous|ci-dessus|complète?|de notre|de nos|en intégralité|"
            r"sur notre|en replay|:|\|)[^»\"]{0,140})?"
        ),
        r"(?:écouter|écoutez|ecouter|ecoutez) (?:cet article|l'article|cet épisode|l'épisode|la version audio|le podcast|notre podcast|en podcast|le journal)\b[^»\"]{0,80}",
        (
            r"(?:lecture audio|version audio|lecteur audio|lecteur vidéo|lecture de la vidéo|la lecture va démarrer|chargement du lecteur|lancer la lecture|couper le son|lire la vidéo|"
            r"en vidéo|vidéo|audio|podcast) ?(?:[|>▶].{2,160}|\(?\d{1,2}:\d\d)"
        ),
        (
            r"(?:chargement du lecteur|lancer la lecture|couper le son|lire la vidéo|voir la vidéo|regarder la vidéo|la vidéo ne s'affiche pas|lecture automatique|cet article en audio|"
            r"article lu par une voix de synthèse|voix de synthèse|cet audio est généré)\b.{0,100}"
        ),
    ),
}
