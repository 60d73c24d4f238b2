import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.furniture import lines
from bot.cleaning.furniture.phrases import (
    french,
    french_ends,
    french_offers,
    italian,
    italian_ends,
    italian_offers,
    portuguese,
    portuguese_ends,
    portuguese_offers,
    spanish,
    spanish_ends,
    spanish_offers,
)
from bot.cleaning.furniture.tables import Table

ANYWHERE = {
    "fr": """
À lire aussi : Le pont rouvrira en mai
À lire également : Deux blessés à Oudeval
Lire aussi Le pont rouvrira en mai
Lire aussi | Article réservé à nos abonnés Les greniers de la ville
Lire la suite
Publicité
La suite après cette publicité
Abonnez-vous à notre newsletter pour ne rien manquer
Recevez chaque matin l'essentiel de l'actualité : inscrivez-vous à notre infolettre
Suivez-nous sur Facebook et Instagram
Rejoignez notre chaîne WhatsApp
Téléchargez notre application
Partager sur Facebook
Imprimer
14 commentaires
Laisser un commentaire
Temps de lecture : 4 min.
3 minutes de lecture
Publié le 12 mars 2026 à 06h00, modifié le 12 mars 2026 à 11h17
Mis à jour le 12/03/2026 à 19:42
Il vous reste 48.2 % de cet article à lire. La suite est réservée aux abonnés.
Cet article est réservé aux abonnés
Déjà abonné ? Se connecter
Tous droits réservés.
Toute reproduction interdite sans autorisation
Crédit photo : Paul Ledru
Photo : Ville de Montclar / DR
Photo d'illustration
Mots-clés : noix, goûter, Périgord
Vous avez repéré une erreur ? Signalez-la à la rédaction
Cet article a été traduit de l'anglais par une machine
Les propos tenus n'engagent que leurs auteurs
Pour afficher ce contenu, vous devez accepter les cookies
Lire aussi. Un ferry de nuit entre Oudeval et Sarrac
Recevez le meilleur de l'info d'Oudeval chaque matin à 6h
Voyez aussi notre diaporama : le port en vingt photos
Ce reportage vous a plu ? Offrez-nous un café sur Tipeee
Les chroniques publiées par « Le Môle » n'engagent que leurs auteurs.
Temps de lecture estimé : 3 min | Par A. Ledru avec Belga
Cette page se met à jour automatiquement toutes les minutes
Cette analyse ne constitue pas une offre de vente de titres.
""",
    "es": """
Lea también: El puente abrirá en mayo
Lee también | ¿Qué cubre el seguro?
LEÉ TAMBIÉN: Qué hacer ante un sismo
Te puede interesar: El puente abrirá en mayo
Seguir leyendo
Publicidad
Continúa leyendo después de la publicidad
Suscríbete a nuestro boletín
Recibe cada mañana las noticias en tu correo
Síguenos en Facebook y X
Seguinos en Google Noticias
Únete a nuestro canal de WhatsApp
Descarga nuestra app y activa las notificaciones
Compartir en Facebook
Compartir Facebook Twitter Telegram
Deja un comentario
Tiempo de lectura: 4 minutos
5 minutos de lectura
Publicado: jueves, 12 marzo 2026 12:05
Actualizado el 12 de marzo de 2026 a las 09:41
Contenido exclusivo para suscriptores
Todos los derechos reservados.
Queda prohibida la reproducción total o parcial de este contenido
Créditos: Ana Lobo
Foto: EFE/Archivo
Imagen de archivo
Etiquetas: Cuba, décima, música
Temas relacionados: acueducto, contratación
Las opiniones vertidas en esta sección son responsabilidad exclusiva de sus autoras
Utilizamos cookies propias y de terceros para mejorar su experiencia
Está leyendo: Roban cien campanas en Tunjaque
Esta página se actualiza automáticamente cada minuto.
Exclusivo suscriptores: el plano de las obras
Publicada bajo licencia CC BY 4.0
Si te gustó, compártelo o invítame a un café
EFE ofrecerá cobertura en texto y fotografía
Metodología: cómo trabajamos en El Faro de Oudeval
""",
    "it": """
Leggi anche: Il ponte riapre a maggio
Leggi anche Il ponte riapre a maggio
Continua a leggere
Pubblicità
Continua a leggere dopo la pubblicità
Iscriviti alla nostra newsletter
Segui la Gazzetta di Valmarina su Google News
Seguici su Facebook
Entra nel nostro canale Telegram
Scarica gratis la nostra app
Condividi su Facebook
Lascia un commento
Tempo di lettura: 3 minuti
2 minuti di lettura
Pubblicato il 9 febbraio 2026 alle 17:40
Aggiornato alle 08:55
Articolo riservato agli abbonati
Riproduzione riservata
© Riproduzione riservata
Tutti i diritti riservati.
Foto: ANSA
Foto d'archivio
Argomenti: beni culturali, diritto d'autore
Hai una segnalazione? Scrivi al numero della redazione
Sostieni il nostro giornalismo con una donazione
Visualizza questo post su Instagram
Guarda il video su Facebook
Sondaggio: siete favorevoli al nuovo molo? Votate qui
Non visualizzi bene questa newsletter? Aprila nel browser
Questo reportage fa parte della serie «Porti», realizzata con il sostegno della Fondazione Merrow
Le immagini in alta risoluzione sono scaricabili dal sito
""",
    "pt": """
Leia também: A ponte reabre em maio
Leia mais
Veja também: A ponte reabre em maio
Publicidade
Continua após a publicidade
Inscreva-se na nossa newsletter
Receba as notícias no seu WhatsApp
Siga-nos no Instagram
Siga o canal da Agência Brasil no WhatsApp
Descarregue a nossa aplicação gratuita
Baixe nosso app
Compartilhar no Facebook
Deixe seu comentário
Tempo de leitura: 4 min
3 minutos de leitura
Publicado em 11/02/2026 - 15:32
Atualizado em 20 de maio de 2026 às 07h01
Conteúdo exclusivo para assinantes
Todos os direitos reservados.
É proibida a reprodução total ou parcial sem autorização
Crédito: Ana Lobo
Foto: Divulgação/Prefeitura
Imagem ilustrativa
Tags: golpe, polícia civil, DF
As opiniões expressas não refletem a posição do jornal
O autor escreve segundo a antiga ortografia
Para continuar a ler este artigo assine já. Tem um código? Ative aqui
Não está a conseguir ver este email? Abra no browser
UM OFERECIMENTO DE: Padaria Merrow
Gostou? Compartilhe com os seus amigos
Anuncie aqui: +351 900 000 000
Conhece bem o Douro? Faça o nosso quiz
Detetou uma gralha nesta notícia? Diga-nos
""",
}
AT_THE_END = """
(avec AFP)
Avec Reuters et AFP
(Rédigé par Diane Morel, édité par Sophie Mériau)
(Reportage Claire Vaudan, rédigé par Paul Ledru)
(à suivre)
Con información de AP
(Reporte de Daniela Oyarce; Editado en español por Manuel Farfán)
(Por Camila Rezende; reportagem adicional de Paulo Otaviano; edição de Marta Lins)
Edição: Aécio Monteiro
Com informações da Lusa
Lusa/Fim
Agencias
(Tradotto da Anna Bruni, in redazione a Milano Luca Fontanot)
Notizia in aggiornamento
"""
#: Sentences that begin as furniture does.
STORY = """
Lire aussi lentement que possible, voilà ce que conseillait le vieux maître.
À lire aussi bien par les enfants que par leurs parents, ce livre a reçu le prix de la ville.
Lire la suite d'une recette à voix haute, voilà comment on cuisinait.
Publié en 1929, un almanach local mentionne la maison.
Publié le 12 mars 2026, le rapport de la Cour des comptes dénonce des retards.
Mis à jour chaque matin, le registre compte 4 200 noms.
« Abonnez-vous aux alertes de la mairie et restez chez vous », a insisté le préfet.
« Suivez-nous sur Facebook », répétait l'affiche collée sur la vitre.
Tous droits réservés, disait la vieille formule des éditeurs.
Avec l'AFP, l'usine perd son plus gros client.
Nous utilisons des cookies depuis dix ans, a reconnu l'entreprise.
Cette vidéo provient de la caméra d'un voisin, a confirmé la police.
Publicité mensongère : l'entreprise est condamnée à 20 000 euros d'amende.
Édité par une petite maison de Nantes, le roman a séduit les jurés.
2 minutes ont suffi aux voleurs.
À propos de la grève, le ministre a refusé de commenter.
Lea más despacio, le dijo el médico.
Publicado en 1952, el libro fue prohibido por la censura.
Publicado el 12 de marzo, el informe critica los retrasos.
Por tercera vez, el juez aplazó la vista.
Publicidad engañosa: la empresa pagará 20.000 euros de multa.
Con información de tres testigos, la policía detuvo al sospechoso.
Sobre la mesa hay tres propuestas.
Más de 300 vecinos fueron desalojados.
Editado por una pequeña editorial, el libro vendió mil copias.
Sigue el camino del río y gira a la izquierda.
Leggi anche tre libri insieme, gli diceva la nonna.
Pubblicato nel 1952, il romanzo fu vietato.
Foto e video finiscono su Facebook.
Tutti i diritti riservati agli eredi del poeta, ha deciso il giudice.
Di notte, lupi e volpi.
Leia mais devagar, pediu-lhe o médico.
Veja também quem ficou de fora, disse o treinador.
Publicado em 1952, o livro foi proibido.
Sobre o acordo, o ministro não falou.
Com informações de três testemunhas, a polícia prendeu o suspeito.
Edição de luxo do livro custa 300 reais.
Reportagem de 1998 sobre a seca ganha nova edição e texto inédito.
Reprodução assistida no SUS: fila passa de mil mulheres.
Chers collègues, nous n'avons pas été à la hauteur, a reconnu le directeur.
Plus d'informations : voilà ce que réclament les riverains.
Reproduction interdite : le panneau fait sourire le guide.
Crédit : 12 000 euros sur cinq ans.
Télécharger l'application ne suffit pas : il faut aussi passer au guichet.
Correction : la fonction correcte du ministre est secrétaire d'État.
Recevez-les, a demandé la maire, qui attend le préfet chaque matin.
Lisez aussi les contrats : la pause y est décrite comme une faveur.
Hasta la próxima crecida, claro.
Invítame a un café y te lo cuento, me dijo.
Escríbanos una carta, le dijeron en la ventanilla.
Está leyendo desde los cuatro años, cuenta su madre.
Los comentarios del ministro molestaron a los vecinos.
Fotos de la época muestran el puente intacto.
Scarica l'app, ci ripete l'altoparlante a ogni fermata.
Il testo è stato generato da un'intelligenza artificiale, ma nessuno dei giurati se n'era accorto.
L'autrice vive a Torino e non risponde al telefono.
A domani, disse il ministro.
Até amanhã, disse ela.
Assine aqui, pediu o gerente, e ela assinou a perda da casa.
Leia também o rótulo: muitos iogurtes têm mais açúcar do que um refrigerante.
Boa noite, disse o guarda, e fechou a porta.
Gostou do que viu e comprou a casa.
"""
TABLES = ("ANYWHERE", "TOP", "END", "LABELS", "CLOSINGS", "SENDERS", "SUMMARIES")
MODULES = (
    french,
    french_ends,
    french_offers,
    italian,
    italian_ends,
    italian_offers,
    portuguese,
    portuguese_ends,
    portuguese_offers,
    spanish,
    spanish_ends,
    spanish_offers,
)


def of(table: str) -> Table:
    """The table of these languages alone: another language's pattern must not hide that one is wrong."""
    return Table(*(getattr(module, table, {}) for module in MODULES))


OWN = {table: of(table) for table in TABLES}


@pytest.mark.parametrize("line", [line for some in ANYWHERE.values() for line in some.strip().splitlines()])
def test_a_line_that_leads_away_from_the_story_is_known(line: str) -> None:
    assert OWN["ANYWHERE"].reason(lines.fold(line))


@pytest.mark.parametrize("line", [line.upper() for line in ANYWHERE["it"].strip().splitlines()])
def test_capitals_make_no_difference(line: str) -> None:
    assert OWN["ANYWHERE"].reason(lines.fold(line))


@pytest.mark.parametrize("line", AT_THE_END.strip().splitlines())
def test_a_line_below_the_story_is_known(line: str) -> None:
    assert OWN["END"].reason(lines.fold(line))


@pytest.mark.parametrize("sentence", STORY.strip().splitlines())
def test_a_sentence_that_begins_like_furniture_stays(sentence: str) -> None:
    found = {name: because for name, table in OWN.items() if (because := table.reason(lines.fold(sentence)))}
    assert not found
    assert lines.Within(*(getattr(module, "WITHIN", {}) for module in MODULES)).reason(sentence) is None


@pytest.mark.parametrize(
    "label",
    [
        "Sur le même sujet",
        "Les plus lus",
        "Noticias relacionadas",
        "Lo más leído",
        "Potrebbe interessarti",
        "Mais lidas",
    ],
)
def test_a_label_is_known(label: str) -> None:
    assert OWN["LABELS"].reason(lines.fold(label))


@pytest.mark.parametrize("line", ["Contact presse", "Contacto de prensa", "Ufficio stampa", "Assessoria de imprensa"])
def test_what_is_behind_a_contact_for_the_press_is_for_editors(line: str) -> None:
    assert OWN["CLOSINGS"].reason(lines.fold(line))


@given(st.sampled_from(["\u00a0", "\u202f", " ", ""]))
def test_any_space_before_a_french_colon_will_do(space: str) -> None:
    assert OWN["ANYWHERE"].reason(lines.fold(f"À lire aussi{space}: Le pont rouvrira en mai"))


@given(
    st.sampled_from(
        ["suivez-nous ", "recevez ", "photo : ", "suscríbete ", "foto: ", "leggi anche ", "siga ", "publié le "]
    ),
    st.sampled_from(["a ", "sur ", "en ", "1 ", "à 1", ", ", "x/", "newsletter "]),
)
def test_endless_repetition_has_an_answer_in_time(begin: str, again: str) -> None:
    # A pattern that tried every way to part such a line would never come back.
    line = lines.fold((begin + again * lines.LONGEST)[: lines.LONGEST - 1] + "!")

    known = {because for table in OWN.values() for key in table.written for _, because in table.written[key]}
    assert {table.reason(line) for table in OWN.values()} <= {None, *known}


@pytest.mark.parametrize(
    "line",
    [
        "¿Le resultó útil esta nota? Sí No",
        "¿Ya eres suscriptor? Inicia sesión",
        "¿Has encontrado una errata? Avísanos",
        "¿No ves bien este correo? Ábrelo en el navegador",
    ],
)
def test_a_question_to_the_reader_is_known_by_what_is_in_it(line: str) -> None:
    assert lines.Within(*(getattr(module, "WITHIN", {}) for module in MODULES)).reason(line)
