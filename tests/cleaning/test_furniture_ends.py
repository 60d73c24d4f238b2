"""Rights, credits of pictures, signs of the end: what goes, and the sentences of a story that have the same words."""

import pytest

from bot.cleaning.furniture import Page, trim
from bot.cleaning.markup import plain

STORY = [
    "The ferry left Merrow at 9.40 a.m. on Tuesday with 214 people on board, the owner said in a statement.",
    "Two of them called for help before the ship ran onto the sandbank off Halcyon, where it still lies.",
    "Nobody was hurt, and all of them were brought ashore by noon, according to the harbour police.",
]


def texts(*lines: str) -> list[str]:
    done = trim(plain.parse("\n\n".join(lines)), Page("Ferry runs aground off Halcyon", ("The Herald",)))
    return [block.text for block in done.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "Der Landbote, alle Rechte vorbehalten",
        "© Le Temps du Lac, tous droits réservés",
        "El Faro. Todos los derechos reservados.",
        "Gazeta Nadmorska, wszelkie prawa zastrzeżone",
        "Все права защищены",
        "MERROW HABER, TÜM HAKLARI SAKLIDIR",
        "tutti i diritti riservati",
        "EINDE BERICHT ANP - Alle auteursrechten voorbehouden",
        "Конец сообщения",
        "Fine comunicato",
        "(النهاية) ع ن ب / ه س ص",
        "(TT-Halmstad)",
        "(РИА Новости, Сибирь)",
        "-- BERNAMA",
    ],
)
def test_rights_and_signs_of_the_end_go(line: str) -> None:
    assert texts(*STORY, line) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Die Fähre liegt auf der Sandbank. | Bild: Ole Brandt/dpa",
        "(Symbolbild)",
        "Bildrechte: Ole Brandt",
        "El montacargas del edificio, sala de ensayo. Gentileza: vecinos",
        "Le piquet devant l'entrée - © Tous droits réservés",
        "江女把戒指交還失主。（記者林筱涵攝）",
        "県立図書館の地下書庫＝金沢市で2月、西野あかり撮影",
        "救援人员在现场。新华社记者 张三 摄",
        "现场救援。受访者供图",
    ],
)
def test_captions_with_credits_of_all_scripts_go(line: str) -> None:
    assert texts(STORY[0], line, *STORY[1:]) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Werbung.",
        "Реклама.",
        "Reklam.",
        "Am 12. März.",
        "On 12 March.",
        "Video: det är allt vi har.",
        "写真：と書くべき欄に、会社は自社名を記していた。",
        "Marcadores: 0-1, Kelvin, 12 minutos. 1-1, Tó Zé, 58 (grande penalidade).",
        "Auf dem Schild steht: Alle Rechte vorbehalten.",
        "Er sagte, alle Rechte vorbehalten seien kein Argument.",
        "Bild: Herr Minister, warum schweigen Sie?",
    ],
)
def test_sentences_with_words_of_furniture_stay_wherever_they_stand(line: str) -> None:
    for lines in ([line, *STORY], [STORY[0], line, *STORY[1:]], [*STORY, line]):
        assert texts(*lines) == lines
