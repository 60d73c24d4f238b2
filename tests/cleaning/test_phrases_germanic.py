"""What outlets of the German-speaking, Dutch-speaking and Nordic countries write around their stories goes; what only looks like it stays."""

import re

import pytest

from bot.cleaning import markup
from bot.cleaning.furniture import Page, trim
from bot.cleaning.furniture.phrases import dutch, german, german_offers, german_wire, nordic
from bot.cleaning.markup import plain

GERMAN = [
    "Die Fähre lief am Dienstag um 9.40 Uhr mit 214 Menschen an Bord aus, teilte die Reederei mit.",
    "Der Kapitän rief zweimal um Hilfe, bevor das Schiff auf der Sandbank vor Merrow liegen blieb.",
    "„Wir hatten Glück“, sagte Tomas Brekkan, 41.",
]
DUTCH = [
    "De veerboot vertrok dinsdag om 9.40 uur met 214 mensen aan boord, meldt de rederij.",
    "De kapitein riep twee keer om hulp voordat het schip op de zandbank voor Merrow bleef liggen.",
    "„We hadden geluk”, zegt Tomas Brekkan, 41.",
]
NORDIC = [
    "Färjan lämnade hamnen klockan 9.40 på tisdagen med 214 personer ombord, uppger rederiet.",
    "Kaptenen ropade på hjälp två gånger innan fartyget blev liggande på sandbanken utanför Merrow.",
    "– Vi hade tur, säger Tomas Brekkan, 41 år.",
]


def texts(lines: list[str], *, as_html: bool) -> list[str]:
    blocks = markup.parse("".join(f"<p>{line}</p>" for line in lines)) if as_html else plain.parse("\n\n".join(lines))
    return [block.text for block in trim(blocks, Page("Fähre liegt fest", ("Merrower Anzeiger",))).blocks]


def both(lines: list[str]) -> list[str]:
    """Trim the lines as text and as HTML, which must make no difference."""
    as_text = texts(lines, as_html=False)
    assert as_text == texts(lines, as_html=True)
    return as_text


def assert_goes(line: str, story: list[str], places: str) -> None:
    """Hold a line against the story at its places: a(bove), i(nside), b(elow)."""
    above, inside, below = [line, *story], [*story[:2], line, *story[2:]], [*story, line]
    for place, lines in (("a", above), ("i", inside), ("b", below)):
        if place in places:
            assert both(lines) == story, place


def assert_stays(line: str, story: list[str]) -> None:
    for lines in ([line, *story], [*story[:2], line, *story[2:]], [*story, line]):
        assert both(lines) == lines
    assert both([*story[:2], f"{story[2]} {line}"]) == [*story[:2], f"{story[2]} {line}"]


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: Hafen bleibt bis Montag gesperrt",
        "LESEN SIE AUCH » Hafen bleibt gesperrt",
        "Lies dazu auch: „Das war knapp“ – der Kapitän erzählt",
        "Mehr zum Thema: Was Reisende jetzt wissen müssen",
        "Auch interessant: Wie eine Sandbank wandert",
        "Das könnte Sie auch interessieren: Fähren im Sturm",
        "Lesetipp: Die Geschichte der Reederei",
        "Hier geht es zum Liveticker",
        "Hier finden Sie weitere Nachrichten aus Merrow.",
        "Lesen Sie hier, wie Reisende ihr Geld zurückbekommen.",
        "Weiterlesen",
        "Den ganzen Artikel lesen",
        "Dieser Artikel wird laufend aktualisiert.",
        "Zurück zur Startseite",
        "An dieser Stelle finden Sie Inhalte von YouTube. Um sie zu sehen, brauchen wir Ihre Zustimmung.",
        "Mit Ihrer Zustimmung wird hier ein externes Video geladen.",
        "Wir benötigen Ihre Einwilligung, um den Inhalt anzuzeigen.",
        "Empfohlener redaktioneller Inhalt",
        "Externer Inhalt von Instagram",
        "Mehr dazu in unserer Datenschutzerklärung.",
        "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
        "Cookie-Einstellungen",
        "Abonnieren Sie unseren Newsletter. Kostenlos und jederzeit kündbar.",
        "Jetzt den kostenlosen Newsletter abonnieren!",
        "Melden Sie sich hier für unseren Morgen-Newsletter an.",
        "Nichts mehr verpassen: Folgen Sie uns auf Instagram!",
        "Folge uns auf TikTok, Insta und Snapchat!",
        "Bleiben Sie auf dem Laufenden: Den Anzeiger gibt es jetzt auch als WhatsApp-Kanal.",
        "Artikel merken · Artikel drucken · Artikel verschenken",
        "Auf Facebook teilen",
        "Per WhatsApp teilen",
        "12 Kommentare",
        "Haben Sie Hinweise zum Thema? Unser Rechercheteam erreichen Sie per Signal.",
        "Fehler gefunden? Jetzt melden.",
        "Jetzt weiterlesen mit Anzeiger+",
        "Exklusiv für Abonnenten",
        "Dieser Artikel ist Teil von Anzeiger+ und nur für Abonnenten lesbar.",
        "Sie haben bereits ein Abo? Hier einloggen.",
        "Bereits Abonnent? Jetzt anmelden",
        "Lesen Sie auch unseren Kommentar: Reeder in Not",
        "Alle Entwicklungen im Liveblog",
        "Kennen Sie schon unseren Newsletter?",
        "Mit dem Klick auf „Anmelden“ stimme ich den Datenschutzbestimmungen zu.",
        "Der Anzeiger ist jetzt auch auf WhatsApp! Hier abonnieren.",
        "Ihre Meinung ist gefragt: Stimmen Sie ab!",
        "Testen Sie M+ einen Monat kostenlos.",
        "Als Amazon-Partner verdienen wir an qualifizierten Verkäufen.",
        "Ihr Browser unterstützt kein HTML5-Video.",
        "Unterstützen Sie uns mit einer Spende, damit unsere Redaktion unabhängig bleibt.",
        "Laden Sie unsere kostenlose App.",
        "Anzeige",
        "- Anzeige -",
        "ANZEIGE",
        "Werbung",
        "Nach der Werbung geht es weiter",
        "Der Artikel wird nach der Anzeige fortgesetzt",
        "Transparenzhinweis: Der Autor ist Aktionär der Reederei.",
        "Risikohinweis: Wer mit Aktien handelt, kann sein Geld verlieren.",
        "Dieser Text wurde mit KI erstellt und von der Redaktion geprüft.",
        "Dieser Beitrag erschien zuerst auf kuestenblog.example.",
        "Der Beitrag Fähre liegt fest erschien zuerst auf Küstenblog.",
        "Mit Material der dpa",
        "Alle Rechte vorbehalten",
        "Artikel anhören (3:12)",
        "Lesezeit: 3 Minuten",
        "4 Min. Lesezeit",
        "Hören Sie diesen Artikel",
        "Foto: Ole Brandt/dpa",
        "Bildquelle: picture alliance / dpa",
        "Themen in diesem Artikel: Fähre, Merrow",
    ],
)
def test_lines_of_german_outlets_go_wherever_they_stand(line: str) -> None:
    assert_goes(line, GERMAN, "aib")


@pytest.mark.parametrize(
    "line",
    [
        "Stand: 12.03.2026, 14:05 Uhr",
        "Stand: 12. März 2026",
        "Zuletzt aktualisiert: 12.03.2026, 14:05 Uhr",
        "Zuletzt aktualisiert am 12. März 2026 um 14.05 Uhr",
        "Veröffentlicht am 12.03.2026 | Lesedauer: 3 Minuten",
        "Veröffentlicht: 12.03.2026, 09:10 Uhr – Aktualisiert: 12.03.2026, 14:05 Uhr",
        "Publiziert heute um 05:58 Uhr",
        "Erstellt: Donnerstag, 12. März 2026",
        "Aktualisiert vor 3 Stunden",
        "geschrieben von Wiebke Lorenzen am 21. Februar 2026",
        "Pressemitteilung vom 12. März 2026",
        "Zur sofortigen Veröffentlichung",
        "(Korrigiert wurde im 2. Absatz der Name des Kapitäns)",
        "(Neu: Angaben der Reederei)",
        "(Im dritten Absatz wurde ein Tippfehler berichtigt.)",
        "(Foto - Aktuell)",
        "Startseite › Region › Merrow",
    ],
)
def test_lines_of_german_outlets_above_the_story_go(line: str) -> None:
    assert_goes(line, GERMAN, "a")


@pytest.mark.parametrize(
    "line",
    [
        "(Bericht von Nils Averkamp, redigiert von Olaf Kremer. Bei Rückfragen wenden Sie sich bitte an die Redaktion.)",
        "Mitarbeit: Yasin Kurt",
        "Geschrieben von Lea Brandstetter",
        "Text: Lea Brandstetter, Redaktion: Olaf Kremer",
        "Redaktion: Olaf Kremer",
        "© dpa-infocom, dpa:260312-99-123456/2",
        "(Schluss) pim/wol",
        "(Schluss)",
        "(S E R V I C E - Dorffest am Samstag ab 14.00 Uhr, http://www.merrow.example )",
        "ISIN DE000LGW0001 WKN LGW000",
        "(APA) (Schluss)",
        "Quelle: ntv.de, mau/dpa",
        "Weitere Informationen: www.merrow.example",
        "Nachdruck verboten.",
        "Weiterverbreitung, Wiederveröffentlichung oder Speicherung ohne Zustimmung ist nicht gestattet.",
        "Copyright dpa-AFX Wirtschaftsnachrichten GmbH. Alle Rechte vorbehalten.",
        "Original-Content von: Polizei Merrow, übermittelt durch news aktuell",
        "Dieses Thema im Programm: Küstenfunk 1 | Von Binnenland und Waterkant | 09.01.2026 | 20:05 Uhr",
        "Über dieses Thema berichtete der Küstenfunk am 9. Januar 2026 um 20:05 Uhr im Hörfunk.",
        "Schlagwörter: Fähre, Merrow, Reederei",
        "Schlagwörter zu diesem Artikel: Fähre, Merrow",
        "Mehr Nachrichten aus Merrow",
        "Ähnliche Artikel",
        "Schreiben Sie einen Kommentar",
    ],
)
def test_lines_of_german_outlets_below_the_story_go(line: str) -> None:
    assert_goes(line, GERMAN, "b")


@pytest.mark.parametrize(
    "closing",
    [
        "dpa-Notizblock",
        "Redaktionelle Hinweise",
        "Pressekontakt:",
        "Rückfragen von Medienvertretern bitte an:",
        "Rückfragehinweis:",
        "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
    ],
)
def test_german_notes_for_desks_and_senders_go_with_all_that_follows(closing: str) -> None:
    assert both([*GERMAN, closing, "Reederei Nordlicht, Ilka Rohde", "Telefon: 05555 2110-104"]) == GERMAN


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie mal bei Kerzenlicht eine Handschrift von 1740.",
        "„Lesen Sie auch die letzte Seite“, riet der Vorstandschef.",
        "Sehen Sie: Genau das ist das Problem mit den Fähren.",
        "„Mehr zum Thema Rückrufe erfahren Eltern beim Kinderarzt nicht“, kritisierte sie.",
        "Anzeige wegen Brandstiftung wurde bislang nicht erstattet.",
        "Werbung für Tabak ist seit 2022 verboten.",
        "Foto um Foto hat Momsen die Lücke dokumentiert.",
        "Bild: Herr Minister, warum schweigen Sie?",
        "Wir verwenden Cookies, um unser Angebot zu verbessern – dieser Satz genügt nach Ansicht der Kammer nicht.",
        "An dieser Stelle stand bis 1943 die Synagoge.",
        "Mit Ihrer Zustimmung hatte der Chef nicht gerechnet.",
        "Von Montag an sollen die Kinder in Containern lernen.",
        "Die Nutzung von Handys ist an der Schule künftig verboten.",
        "Das Video ist nach Recherchen der dpa echt.",
        "Darüber berichtete der Spiegel am Freitag.",
        "Über die Brücke kommt seit Montag niemand mehr.",
        "Teilen Sie diese Meinung?",
        "Alle sollen die App nutzen.",
        "Mehr Infos aus Berlin verlangt auch die Opposition im Landtag.",
        "Abonnieren Sie unseren Newsletter. Mit diesem Satz wirbt inzwischen jede dritte Gemeinde im Land.",
        "Folgen Sie den Anweisungen der Polizei.",
        "Folgen Tausende auf die Straße, ist die Regierung am Ende.",
        "Spenden Sie Zeit, nicht nur Geld, heißt es auf einem Schild.",
        "Exklusiv war an dem Abend nur der Wein.",
        "Aktualisiert wurden am Dienstag auch die Fahrpläne.",
        "Veröffentlicht hat die Stadt die Zahlen am 12. März, nicht früher.",
        "Stand der Dinge: Niemand weiß, wer zahlt.",
        "Stand gestern noch alles still, fuhren heute 14 Züge.",
        "Autor von drei Krimis ist er auch.",
        "Mit Nachdruck verlangte sie 300 Stellen mehr.",
        "Dieser Artikel des Gesetzes ist nach Ansicht der Richter verfassungswidrig.",
        "Einige Makler verlangen 7,14 Prozent Provision.",
        "Zum Verkauf der Reederei schwieg die Nordlicht AG.",
        "Wenn Makler Provision verlangen, zahlt der Käufer.",
        "Schluss damit, ruft jemand aus der letzten Reihe.",
        "Korrektur: In einer früheren Fassung war das Alter falsch angegeben.",
        "Jetzt unterstützen auf einmal alle Parteien die Idee.",
        "Hier gibt es noch viel zu tun.",
        "Haben Sie eine Lösung? Schreiben Sie sie auf, hieß es an der Tafel.",
        "Helfen Sie uns, sagte er, und die Redaktion half.",
        "Alle Artikel von 2024 wurden gelöscht.",
        "Weitere Nachrichten aus Berlin gab es nicht.",
        "Übersetzt von Luther, gilt der Satz bis heute.",
        "Neu: Zitate dürfen jetzt 300 Zeichen lang sein.",
        "Service - das war einmal.",
        "12 Kommentare gelöscht hat die Redaktion, sagte ihr Chef.",
        "Mehr wollte er nicht sagen.",
        "Quelle des Lecks ist vermutlich ein Riss in der Leitung.",
    ],
)
def test_sentences_of_german_stories_stay(line: str) -> None:
    assert_stays(line, GERMAN)


@pytest.mark.parametrize(
    "line",
    [
        "Lees ook: Haven blijft tot maandag dicht",
        "LEES OOK. Sint in Aalst krijgt parkeerboete",
        "Lees meer: „Dat scheelde weinig” – de kapitein vertelt",
        "Bekijk ook: de mooiste foto's van de storm",
        "Tekst gaat verder onder de foto",
        "Tekst loopt door onder de video",
        "Artikel gaat verder onder de advertentie",
        "Schrijf je in voor onze nieuwsbrief. Gratis en elke ochtend in je inbox.",
        "Meld je aan voor onze dagelijkse nieuwsbrief",
        "Volg ons op Instagram en Facebook",
        "Je kunt deze onderwerpen volgen: Merrow, veerboten",
        "Klik om te delen op WhatsApp (Wordt in een nieuw venster geopend)",
        "14 reacties",
        "Deel dit artikel",
        "Heb je een tip of een foto? Mail de redactie of app naar 06 - 555 012 34.",
        "Download onze app",
        "Meer nieuws uit Groningen? Download onze app.",
        "Advertentie",
        "Word abonnee voor € 2,50 per week en krijg toegang tot alle artikelen.",
        "Lees verder met een abonnement",
        "Gratis onbeperkt toegang tot Showbytes? Dat kan! Log in of maak een account aan.",
        "Dit artikel bevat affiliate-links. Koop je iets, dan krijgen wij een kleine commissie.",
        "Het bericht Veerboot ligt vast verscheen eerst op Kustblog.",
        "Luister naar dit artikel (4:12)",
        "3 min leestijd",
        "Dit is een ontwikkelend verhaal en wordt voortdurend bijgewerkt.",
        "Om deze inhoud te tonen moet je cookies accepteren.",
        "Alle rechten voorbehouden",
        "Foto: ANP / Sanne de Bruijn",
    ],
)
def test_lines_of_dutch_outlets_go_wherever_they_stand(line: str) -> None:
    assert_goes(line, DUTCH, "aib")


@pytest.mark.parametrize(
    "line",
    [
        "Gepubliceerd op 12 maart 2026 om 14.05 uur",
        "Vandaag, 08:12 • Aangepast vandaag, 10:40 • 1 minuut leestijd",
        "Laatste update: 12-03-2026, 19:20",
        "Laatst bijgewerkt: 3 uur geleden",
        "Geschreven door Sanne de Bruijn",
        "Home > Regio > Groningen",
        "Voor abonnees",
        "Per direct te publiceren",
    ],
)
def test_lines_of_dutch_outlets_above_the_story_go(line: str) -> None:
    assert_goes(line, DUTCH, "a")


@pytest.mark.parametrize(
    "line",
    [
        "Redactie: 070 - 555 01 23",
        "Noot voor de redactie: bij dit bericht is een foto beschikbaar.",
        "Einde persbericht",
        "(c) ANP 2026",
        "Tags: veerboot, Merrow",
        "Lees ook",
        "Volgt meer",
        "U ontvangt dit bericht omdat u in ons persbestand staat. Afmelden kan per mail.",
    ],
)
def test_lines_of_dutch_outlets_below_the_story_go(line: str) -> None:
    assert_goes(line, DUTCH, "b")


@pytest.mark.parametrize(
    "line",
    [
        "Lees ook de kleine letters, zei mijn vader altijd.",
        "„Lees ook de kleine letters”, zei hij.",
        "Schrijf je in voor onze nieuwsbrief. Het is de zin die je vandaag al drie keer zag.",
        "Bekijk het eens van de andere kant, zegt de burgemeester.",
        "Kijk verder. De wereld is groter dan dit dorp.",
        "Volg het spoor van de bever en je komt bij de dijk uit.",
        "Delen via Facebook mag sinds maandag niet meer.",
        "Over de brug rijdt sinds maandag niemand meer.",
        "Bron van die afdronk is volgens hem vooral het zout.",
        "Foto's van de uitreiking wil hij niet laten zien.",
        "Advertenties voor gokken zijn sinds juli verboten.",
        "Door de harde wind kantelde de boom.",
        "Kort daarna ging het licht uit.",
        "Vandaag vertrekken er 14 boten, gisteren 12.",
        "Elke dag landen er 40 mails in zijn inbox.",
        "Meer nieuws over de boot verwacht de rederij pas volgende week.",
        "Geschreven wordt er in het dorp al sinds 1740.",
        "Heb je een boot? Geef hem dan een naam, luidt het gezegde.",
        "Help ons, riepen ze naar de redactie.",
        "De mening van de auteur telt niet.",
        "Als je een boot koopt, betaal je 12 euro commissie.",
        "Elke dag 14 mails in je inbox is te veel.",
        "Tips? Die heeft hij niet.",
    ],
)
def test_sentences_of_dutch_stories_stay(line: str) -> None:
    assert_stays(line, DUTCH)


@pytest.mark.parametrize(
    "line",
    [
        "LÄS MER: Här är butikerna som försvunnit",
        "Läs också: ”Det var nära” – kaptenen berättar",
        "Läs även: Hamnen stängd till måndag",
        "Les også: Havna stengt til mandag",
        "Les mer: Ferja skal berges",
        "Læs også: Havnen lukket til mandag",
        "Lue myös: Satama suljettu",
        "Artikeln fortsätter efter annonsen",
        "Artikkelen fortsetter under annonsen",
        "Artiklen fortsætter efter annoncen",
        "Prenumerera på vårt nyhetsbrev",
        "Tilmeld dig vores nyhedsbrev her.",
        "Meld deg på vårt nyhetsbrev",
        "Tilaa uutiskirje",
        "Följ oss på Facebook och Instagram",
        "Følg oss på Facebook",
        "Följ ämnen: Varsel Arbetsmarknad",
        "Dela artikeln",
        "Del artikkelen",
        "12 kommentarer",
        "Har du tips? Kontakta redaktionen!",
        "Tipsa oss om nyheter på 71717",
        "Ladda ner vår app",
        "Annons",
        "ANNONSE",
        "Annonce",
        "Mainos",
        "Vi använder cookies för att förbättra sidan.",
        "Javascript är avstängt",
        "Redan prenumerant? Logga in",
        "Bli prenumerant för 1 krona första månaden",
        "Den här artikeln är endast för prenumeranter",
        "Texten uppdateras.",
        "Saken oppdateres.",
        "Mere følger",
        "Det här är en recension. Åsikterna är skribentens egna.",
        "Så här jobbar Bladet med journalistik: uppgifter ska vara korrekta. Läs mer här.",
        "Så arbetar vi: nyheterna ska stå för saklighet och opartiskhet.",
        "Alle rettigheter forbeholdt",
        "Lästid: 3 min",
        "Lyssna på artikeln",
        "Foto: Ole Brandt/NTB",
    ],
)
def test_lines_of_nordic_outlets_go_wherever_they_stand(line: str) -> None:
    assert_goes(line, NORDIC, "aib")


@pytest.mark.parametrize(
    "line",
    [
        "Publicerad 2026-01-30 kl. 06.00 · Uppdaterad 2026-01-30 kl. 07.15",
        "Publicerad i dag 10:02",
        "Uppdaterad för 2 timmar sedan",
        "Publisert: 12. mars 2026 kl. 14:05",
        "Sist oppdatert 12.03.2026",
        "Opdateret d. 12. marts 2026 kl. 14.05",
        "Julkaistu 12.3.2026 klo 14.05",
        "Inrikes",
        "PREMIUM",
        "Pressmeddelande från Nordlinjen",
    ],
)
def test_lines_of_nordic_outlets_above_the_story_go(line: str) -> None:
    assert_goes(line, NORDIC, "a")


@pytest.mark.parametrize(
    "line",
    [
        "Text: Johanna Rask, johanna.rask@bladet.example",
        "TT-REDAKTIONEN 08-555 012 34",
        "Taggar: färja, Merrow",
        "Läs mer",
        "Mest läst",
        "Översatt av Elin Wallgren",
    ],
)
def test_lines_of_nordic_outlets_below_the_story_go(line: str) -> None:
    assert_goes(line, NORDIC, "b")


@pytest.mark.parametrize(
    "line",
    [
        "Läs på skylten, där står det att spåret är till för skidåkare.",
        "”Läs mig”, säger hon och räcker fram en tom bok.",
        "Dela på bördan, sade de.",
        "Kontakta oss gärna, står det på skylten vid bryggan.",
        "Följ strömmen, brukar hon svara.",
        "Mer ville han inte säga.",
        "Om bron stängs i höst vet ingen.",
        "Av eleverna tycker 19 att odlingen ska göras om.",
        "Annonsen i tidningen gav två svar.",
        "Foton från olyckan saknas.",
        "Uppdaterade siffror väntas på fredag, enligt de 12 kommunerna.",
        "Senaste gången det brann här var 1969.",
        "Les videre står det på det siste arket, men der er det tomt.",
        "Så arbetar Anna och Per sedan 2019: han syr, hon klipper.",
        "Læs højt for dine børn, lyder rådet fra 14 lærere.",
        "Bli medlem gjorde bara sju personer.",
        "Tv såg de aldrig på.",
        "Mer om saken vet polisen inte.",
        "Här kan du se bron.",
        "Har du tips? Skriv ned dem, står det på tavlan.",
        "Vi bruger cookies i dejen, siger bageren.",
        "Reporter: en man, en penna.",
    ],
)
def test_sentences_of_nordic_stories_stay(line: str) -> None:
    assert_stays(line, NORDIC)


@pytest.mark.parametrize(
    ("heading", "story"),
    [("Das Wichtigste in Kürze", GERMAN), ("Darum gehts", GERMAN), ("In het kort", DUTCH), ("Sammanfattning", NORDIC)],
)
def test_summaries_that_repeat_the_text_go_with_their_heading(heading: str, story: list[str]) -> None:
    items = "".join(f"<li>{sentence}</li>" for sentence in story[:2])
    blocks = markup.parse(f"<p>{heading}</p><ul>{items}</ul>" + "".join(f"<p>{line}</p>" for line in story))

    assert [block.text for block in trim(blocks, Page()).blocks] == story


@pytest.mark.parametrize(
    "module", [dutch, german, german_offers, german_wire, nordic], ids=lambda module: module.__name__.rpartition(".")[2]
)
def test_phrases_are_folded_as_lines_are(module: object) -> None:
    for name in ("ANYWHERE", "TOP", "END", "LABELS", "CLOSINGS", "SENDERS", "SUMMARIES", "NOTES", "WITHIN"):
        for patterns in getattr(module, name, {}).values():
            assert isinstance(patterns, tuple)
            assert all(
                re.sub(r"\\[A-Z]", "", pattern) == re.sub(r"\\[A-Z]", "", pattern).casefold() for pattern in patterns
            )


ENGLISH = [
    "The ferry left at 9.40 a.m. on Tuesday with 214 people on board, the company said.",
    "The captain called for help twice before the ship came to rest on the sandbank off Merrow.",
    '"We were lucky," said Tomas Brekkan, 41, who has sailed for thirty years.',
]


@pytest.mark.parametrize(
    "line",
    [
        "More in this section: Harbour to stay shut until Monday",
        "This issue is brought to you by Bollard Boots",
        "Use the code TIDE10 at checkout for 10% off.",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "We need your consent to load this content. It comes from a third party.",
        "Yes, I want to help! Give now: https://merrow.example/give",
        "Local journalism needs you. Subscribe for $1 a week.",
        "Pin it for later!",
        "Click to enlarge",
        "(BEGIN OPTIONAL TRIM)",
        "This story was originally published March 3, 2026 at 4:10 PM.",
    ],
)
def test_lines_of_english_sites_go_wherever_they_stand(line: str) -> None:
    assert_goes(line, ENGLISH, "aib")


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers to the paper numbered 40,000 in 1998.",
        "Local journalism depends on readers, the study found.",
        "For members of the council, the vote was a shock.",
        "Sponsored content is on the rise in local papers.",
        "A photo posted by the police shows a red car.",
        "Until then, readers will have to wait for the next edition.",
        "Donations are welcome at the door.",
        "Comments posted on the page were deleted.",
        "More post-war buildings are to be torn down.",
        "The author is a former minister, the court heard.",
        "PTI has won the seat.",
    ],
)
def test_sentences_of_english_stories_with_words_of_sites_stay(line: str) -> None:
    assert_stays(line, ENGLISH)
