"""Write the pages that people read: the front, a topic, a cluster, a source. Pure; they need no script in the browser.

Pages link to each other relatively, so that they work under any host and path, as served or as files behind any server;
only what is to be copied elsewhere (feed addresses, the canonical link) is absolute.

What is costly is made one by one, so that it can be kept while it does not change: `card`s of a topic's page, `section`s
of the front page, `carried` for the pages of sources.
"""

from bot.publishing.pages.cluster import apart_page, cluster_page, merged_page
from bot.publishing.pages.front import HEADLINES_ON_INDEX, brief, front, index, section
from bot.publishing.pages.register import Register
from bot.publishing.pages.source import carried, source_page
from bot.publishing.pages.topic import by_day, card, place, topic_frame, topic_page
from bot.publishing.pages.values import Apart, Brief, Carried, Day, Former, Place, Placement, Why, Withdrawn

__all__ = [
    "HEADLINES_ON_INDEX",
    "Apart",
    "Brief",
    "Carried",
    "Day",
    "Former",
    "Place",
    "Placement",
    "Register",
    "Why",
    "Withdrawn",
    "apart_page",
    "brief",
    "by_day",
    "card",
    "carried",
    "cluster_page",
    "front",
    "index",
    "merged_page",
    "place",
    "section",
    "source_page",
    "topic_frame",
    "topic_page",
]
