"""What readers find when they search: events that public topics show, with the pieces of stories that say it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.cleaning.habits import Habits
from bot.config import Settings
from bot.model import Story
from bot.publishing.items import UNTITLED
from bot.publishing.layout import counted
from bot.publishing.text import one_line, scrub, spoken, web_url
from bot.search.query import Query, Term, read_query
from bot.search.snippets import marked, snippet
from bot.store import habits, search, stories
from bot.store.database import Database
from bot.store.search import Found, Place
from bot.web.search import Home, Results, Shown

#: Events on a page.
PAGE = 20


class Searching:
    """The search of one service; the configuration may be another one with each call."""

    def __init__(self, settings: Callable[[], Settings], database: Database, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._habits = "", Habits()  # as of which edition

    def home(self) -> Home:
        """Return what the site says of itself."""
        site = self._settings().site
        return Home(title=site.title, base_url=site.base_url)

    def find(self, text: str, page: int) -> Results:
        """Return a page of what is found, the first one is 1; the last one where there are not so many.

        Raises:
            StoreError: the database cannot be read.
        """
        settings, query = self._settings(), read_query(text)
        public = {topic.slug: topic.title for topic in settings.topics if not topic.private}
        with self._database.reading() as connection:
            answer = search.find(connection, query, tuple(public), self._clock())
            pages = max(-(-len(answer.found) // PAGE), 1)
            page = min(page, pages)
            begin = (page - 1) * PAGE
            found = answer.found[begin : begin + PAGE]
            keys = {key for one in found for key in (one.story, one.places[0].representative) if key is not None}
            told = {story.key: story for story in stories.named(connection, keys)}
            edition = habits.edition(connection)
            if edition != self._habits[0]:
                self._habits = edition, Habits(habits.taken_off(connection))
        seen = {key: self._habits[1].without(story) for key, story in told.items()}
        return Results(
            text=query.text,
            notes=_notes(query, public, [source.name for source in settings.sources]),
            found=tuple(self._shown(one, seen, query.terms, public, settings) for one in found),
            number=len(answer.found),
            is_all=answer.is_all,
            page=page,
            pages=pages,
        )

    def _shown(
        self,
        one: Found,
        seen: dict[str, Story],
        terms: Sequence[Term],
        topics: dict[str, str],
        settings: Settings,
    ) -> Shown:
        place = one.places[0]
        story = seen[one.story]
        speaker = story if place.representative is None else seen[place.representative]
        # Pages are kept of what topics had room for when it was new; what came all at once may have none.
        has_page = (settings.public / f"clusters/{one.cluster}.html").is_file()
        return Shown(
            key=one.cluster,
            has_page=has_page,
            url=web_url(speaker.url) or web_url(story.url),
            title=marked(one_line(place.title or speaker.title) or UNTITLED, terms),
            piece=snippet(scrub(story.text), terms),
            outlet=one_line(story.outlet),
            language=story.language,
            title_language=None if place.title else speaker.language,
            published=place.published,
            updated=one.updated,
            when=spoken(place.published),
            reach=_reach(place),
            outlets=place.outlets,
            voices=place.voices,
            topics=tuple((each.topic, topics[each.topic]) for each in one.places),
        )


def _reach(place: Place) -> str:
    told = counted(place.outlets, "source", "sources")
    return told if place.voices >= place.outlets else f"{told}, {place.voices} independent"


def _notes(query: Query, topics: Mapping[str, str], sources: Sequence[str]) -> tuple[str, ...]:
    """Say what was not understood as it may have been meant."""
    notes = [f"There is no topic “{slug}”." for slug in query.topics if slug not in topics]
    notes += [f"There is no source “{name}”." for name in query.sources if name not in sources]
    if query.is_empty and (query.without or query.topics or query.sources):
        notes.append("There has to be a word to look for, too.")
    return tuple(notes)
