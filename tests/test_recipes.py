"""Each recipe of docs/topics.md does what its heading says: stories come in from three papers, and the feed is read back."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import feedparser
import pytest
import yaml

from tests.desk import Desk

DOCUMENT = (Path(__file__).parent.parent / "docs" / "topics.md").read_text()
CONFIG = """\
site: {base_url: http://127.0.0.1:8000, id_authority: "storyfold.example,2026"}
folders: {settle: 0s}
sources:
  - {name: gazette, title: The Gazette, family: Gazette, folder: ../wire/gazette}
  - {name: northwire, title: Northwire, family: Northwire, folder: ../wire/northwire}
  - {name: echo, title: The Echo, family: Echo, folder: ../wire/echo}
"""
NOW = datetime.now(UTC).replace(microsecond=0)
FERRY = (
    "The ferry Aurelia ran aground off Halcyon Bay on Tuesday with 212 people on board, and tugs from Merrow pulled her free at "
    "noon, the coast guard said. Captain Ines Valdor had turned back to harbour in a gale. Harbour master Odo Wend closed the eastern "
    "channel until Thursday for divers, and sent the freighter Kestrel to Pella; the fish market opened four hours late, without the "
    "herring boats, which wait behind the breakwater with some 40 tonnes on ice."
)
AURELIA = {
    "gazette": ("Ferry Aurelia aground off Halcyon Bay with 212 on board", FERRY),
    "northwire": (
        "Tugs free ferry Aurelia off Halcyon Bay",
        (
            "Shares of Meridian Lines fell 6% on Tuesday after its ferry Aurelia ran aground off Halcyon Bay; tugs from Merrow freed it by "
            "noon. Analyst Petra Holm of Calder Bank put the bill at 3 million crowns and expects insurers to ask for a new survey of all nine "
            "ships of the class, built in Tessaly in 1998. The ministry of transport in Ostrand opened an inquiry and wants the voyage "
            "recorder by Friday. It is the third grounding of the line in two years."
        ),
    ),
    "echo": (
        "Aurelia afloat again after grounding at Halcyon Bay",
        (
            "Passengers on the Aurelia heard a long scraping noise at breakfast, and then nothing moved. By lunch tugs from Merrow had the ferry "
            "afloat off Halcyon Bay again, where captain Ines Valdor had turned back in the gale. “We sang,” said Tomas Riel, a teacher from Ostrand with a class of thirty aboard. The coast guard counted "
            "212 people on deck and found none of them hurt; the line owes an inquiry, its chairwoman told The Echo on Tuesday."
        ),
    ),
}


@dataclass(frozen=True)
class Item:
    """One story of one paper."""

    title: str
    text: str
    paper: str = "gazette"
    extra: str = ""  #: more elements of the item
    age: timedelta = timedelta(hours=2)

    def document(self, number: int) -> str:
        date = (NOW - self.age).strftime("%a, %d %b %Y %H:%M:%S +0000")
        return (
            f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{self.paper}</title>'
            f"<link>https://{self.paper}.example/</link><description>x</description><item><title>{escape(self.title)}</title>"
            f"<link>https://{self.paper}.example/{number}</link><guid>{self.paper}-{number}</guid><pubDate>{date}</pubDate>"
            f"{self.extra}<description>{escape(self.text)}</description></item></channel></rss>"
        )


def recipe(slug: str) -> str:
    [found] = re.findall(rf"(?m)^    - slug: {slug}\n(?:      .*\n|    +.*\n)+", DOCUMENT)
    return "topics:\n" + re.sub(r"(?m)^  ", "", found)


def shown(desk: Desk, slug: str, items: list[Item]) -> list[str]:
    """The headlines of the topic after one pass over the items."""
    desk.configure(CONFIG, recipe(slug))
    for paper in ("gazette", "northwire", "echo"):
        (desk.wire / paper).mkdir(exist_ok=True)
    for number, one in enumerate(items):
        desk.drop(f"{one.paper}/{number:02}.xml", one.document(number), NOW - one.age)
    desk.once()
    return [entry.title for entry in feedparser.parse(desk.public / "topics" / f"{slug}.atom").entries]


def of_three_papers() -> list[Item]:
    return [Item(title, text, paper) for paper, (title, text) in AURELIA.items()]


def alone(title: str, text: str, **given: object) -> Item:
    return Item(title, f"{title}. {text}", **given)  # type: ignore[arg-type]


FIRE = alone("Wildfires close the Marl road", "Crews from three counties fought the flames all night.")
DRILL = alone("Flood of calls in emergency drill", "The emergency drill at Pella pretended that a flood had come.")
VOTE = alone(
    "Mayor of Eastmere recounts her votes", "The recount in Eastmere took two days and changed eleven ballots."
)
GRAIN = alone("Ministers open talks in Sorrel", "Wheat and barley from Orvane are on the table, the hosts said.")
WHEAT = alone("Wheat harvest is late in Orvane", "Farmers blame a wet July and short hands.")
HOLE = alone("Hole found in Tessaly router", "The maker calls it CVE-2026-10442 and asks owners to update.")
PLAIN = alone("Tessaly sells a new router", "It is red, and costs as much as the old one.")
STRIKE = alone("Dockers' strike enters its third week", "No ship was unloaded in Merrow on Monday.")
LIGHTNING = alone("Storm over the Orvane plain", "Lightning may strike twice, the bureau said, and it did.")
BRUSSELS = Item(
    "Union agrees on a fishing quota",
    "BRUSSELS (Northwire) - Ministers agreed on a quota for cod at dawn.",
    paper="northwire",
)
ELSEWHERE = Item("Cod is scarce", "HALCYON (Northwire) - Boats came home empty on Sunday.", paper="northwire")
RESCUE = alone(
    "Crew of nine taken off sinking trawler",
    "A helicopter winched the fishermen from the deck in high waves off Cape Ansel.",
)
DEUTSCH = alone(
    "Stadtrat beschließt neue Brücke",
    "Der Stadtrat von Eschenfurt hat am Montag den Bau einer neuen Brücke über den Fluss beschlossen.",
    extra="<dc:language>de</dc:language>",
)
ENGLISH = alone(
    "Council votes for a bridge", "The council of Ashford voted on Monday to build a new bridge over the river."
)


@pytest.mark.parametrize(
    ("slug", "items", "expected"),
    [
        ("disasters", [FIRE, DRILL, VOTE], [FIRE.title]),
        ("grain-talks", [GRAIN, WHEAT], [GRAIN.title]),
        ("confirmed", [*of_three_papers(), FIRE], ["one of three"]),
        ("vulnerabilities", [HOLE, PLAIN], [HOLE.title]),
        ("strikes", [STRIKE, LIGHTNING], [STRIKE.title]),
        ("northwire-brussels", [BRUSSELS, ELSEWHERE], [BRUSSELS.title]),
        ("harbour", of_three_papers(), [AURELIA["gazette"][0]]),
        ("today", [*of_three_papers(), FIRE], ["one of three"]),
        ("sea-rescue", [RESCUE, WHEAT, VOTE], [RESCUE.title]),
        ("deutsch", [DEUTSCH, ENGLISH], [DEUTSCH.title]),
        ("waterfront", [of_three_papers()[0], VOTE], [AURELIA["gazette"][0]]),
    ],
)
def test_recipe_shows_what_its_heading_says(desk: Desk, slug: str, items: list[Item], expected: list[str]) -> None:
    titles = shown(desk, slug, items)
    if expected == ["one of three"]:
        assert len(titles) == 1
        assert titles[0] in {title for title, _ in AURELIA.values()}
    else:
        assert titles == expected


def test_recipe_of_a_calm_topic_holds_back_what_is_not_urgent(desk: Desk) -> None:
    minutes = timedelta(minutes=5)
    rash = alone("Minister is said to resign", "Nobody in the parliament of Orvane would say so openly.", age=minutes)
    urgent = alone(
        "Parliament of Sorrel dissolved", "The speaker read the decree at noon.", paper="northwire", age=minutes
    )
    settled = alone("Parliament of Ostrand votes on budget", "It passed by four votes.", age=timedelta(hours=1))
    assert sorted(shown(desk, "calm", [rash, urgent, settled])) == [settled.title, urgent.title]


def test_recipe_of_alarms_makes_a_new_entry_of_a_new_toll(desk: Desk) -> None:
    first = alone(
        "Explosion at Calverdale mill kills 5 people",
        "The explosion at the Calverdale mill killed 5 people on Tuesday.",
    )
    assert shown(desk, "alarm", [first]) == [first.title]
    [before] = feedparser.parse(desk.public / "topics" / "alarm.atom").entries
    later = Item(
        "Explosion at Calverdale mill kills 12 people",
        "The explosion at the Calverdale mill killed 12 people on Tuesday, the fire chief of Calverdale says.",
        "northwire",
        age=timedelta(hours=1),
    )
    desk.drop("northwire/later.xml", later.document(9), NOW - later.age)
    desk.once()
    [after] = feedparser.parse(desk.public / "topics" / "alarm.atom").entries
    assert after.id != before.id
    assert "5 → 12" in after.content[0].value


def test_every_recipe_has_a_test() -> None:
    numbered = DOCUMENT.partition("## Recipes")[2].partition("## Who speaks")[0]
    slugs = re.findall(r"(?m)^    - slug: (.+)$", numbered)
    assert len(slugs) == 12
    tested = Path(__file__).read_text()
    assert [slug for slug in slugs if f'"{slug}"' not in tested] == []
    assert all(yaml.safe_load(recipe(slug))["topics"][0]["slug"] == slug for slug in slugs)
