"""What the page for editors shows and does, over the configuration and the store. Each call is a transaction of its own."""

from collections.abc import Callable
from datetime import datetime

from bot.config import Settings
from bot.editing import decide, title_of, undo
from bot.errors import ServeError, StoreError, UnknownStory
from bot.store import clusters, editorial, stories
from bot.store.database import Database
from bot.store.editorial import Entry, Wanted
from bot.store.repairs import merged_into
from bot.web.editing import Asked, Line, Made, Sheet

#: A token that can be guessed lets everybody decide.
SHORTEST_TOKEN = 16  # characters

_SAID = {
    "merge": "Together: {one} and {other}",
    "split": "Split off: {one}",
    "apart": "Apart: {one} and {other}",
    "hide": "Hidden in {topic}: {one}",
    "pin": "First in {topic}: {one}",
    "represent": "Speaks in {topic}: {one}",
    "retitle": "Called in {topic}: “{title}”",
}


class Desk:
    """The desk of one service; the configuration may be another one with each call."""

    def __init__(self, settings: Callable[[], Settings], database: Database, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock

    def secret(self) -> str | None:
        """Return the token as its file has it now; None if none is configured.

        Raises:
            ServeError: it cannot be read, or is too short.
        """
        path = self._settings().web.editor_token
        if path is None:
            return None
        try:
            token = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no text"
            raise ServeError(f"the file of `web.editor_token` cannot be read: {reason}") from error
        if len(token) < SHORTEST_TOKEN:
            raise ServeError(
                f"the file of `web.editor_token` has {len(token)} characters, expected {SHORTEST_TOKEN} at least"
            )
        return token

    def home(self) -> str:
        """Return the URL that readers know the site by."""
        return self._settings().site.base_url

    def title(self) -> str:
        """Return what the site is called."""
        return self._settings().site.title

    def sheet(self, cluster: str) -> Sheet | None:
        """Return what is known of a cluster, or of the one that it was merged into; None if there is none.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._database.reading() as connection:
            key = merged_into(connection, [cluster]).get(cluster, cluster)
            found = clusters.load(connection, [key]).get(key)
            if found is None:
                return None
            made = editorial.about(connection, [member.story.key for member in found.members])
            named = {name for entry in made for name in (entry.wanted.story, entry.wanted.other) if name}
            titles = stories.titles(connection, sorted(named))
        told = [
            Line(key=one.story.key, title=one.story.title, outlet=one.story.outlet, time=one.story.time)
            for one in found.members
        ]
        return Sheet(
            key=key,
            stories=tuple(told),
            topics=tuple((topic.slug, topic.title) for topic in self._settings().topics),
            decisions=tuple(_made(entry, titles) for entry in reversed(made)),
        )

    def decide(self, cluster: str, asked: Asked) -> None:
        """Write a decision down.

        Raises:
            StoreError: it cannot be done, or the database cannot be written.
        """
        decide(self._database, self._wanted(cluster, asked), "web", self._clock())

    def undo(self, number: int) -> None:
        """Take a decision back.

        Raises:
            StoreError: it does not stand, or the database cannot be written.
        """
        undo(self._database, number, self._clock())

    def _wanted(self, cluster: str, asked: Asked) -> Wanted:
        sheet = self.sheet(cluster)
        if sheet is None or not sheet.stories:
            raise self._refused(f"cluster {cluster} has no stories")
        first = sheet.stories[0].key
        marked = [line.key for line in sheet.stories if line.key in asked.stories]
        if len(marked) != len({*asked.stories}):
            raise self._refused("a marked story is no longer in this cluster; look again")
        if asked.topic is not None and asked.topic not in dict(sheet.topics):
            raise self._refused(f"no topic is called {asked.topic!r}")
        match asked.kind:
            case "merge" | "apart" as kind:
                one, other = self._two(first, marked, asked)
                sides = ((one,), (other,)) if kind == "merge" else ((other,), (one,))
                return Wanted(kind=kind, story=one, other=other, sides=sides)
            case "split" if marked:
                return Wanted(kind="split", story=marked[0], sides=(tuple(marked), ()))
            case "represent" if len(marked) == 1:
                return Wanted(kind="represent", story=marked[0], topic=asked.topic)
            case "hide" | "pin" as kind:
                return Wanted(kind=kind, story=first, topic=asked.topic)
            case "retitle" if (title := title_of(asked.title)) is not None:
                return Wanted(kind="retitle", story=first, topic=asked.topic, title=title)
        raise self._refused(f"{asked.kind} of {len(marked)} marked stories says nothing; mark others, or write a title")

    def _two(self, first: str, marked: list[str], asked: Asked) -> tuple[str, str]:
        if asked.other:
            return marked[0] if marked else first, self._named(asked.other)
        if len(marked) != 2:
            raise self._refused(f"{asked.kind} needs two stories, {len(marked)} are marked")
        return marked[0], marked[1]

    def _named(self, name: str) -> str:
        # The address of a page is what editors have at hand.
        key = name.rpartition("/clusters/")[2].partition("#")[0]
        with self._database.reading() as connection:
            found = stories.find(connection, key) or stories.find(connection, name)
        if len(found) != 1:
            seen = "more than one story is" if found else "no story is"
            raise UnknownStory(str(self._database.path), f"{seen} called {name!r}; name a key, a URL or a file")
        return found[0].key

    def _refused(self, problem: str) -> StoreError:
        return StoreError(str(self._database.path), problem)


def _made(entry: Entry, titles: dict[str, str]) -> Made:
    wanted = entry.wanted
    more = len(wanted.sides[0]) - 1 if wanted.kind == "split" else 0
    one = f"“{titles[wanted.story]}”" + (f" and {more} more" if more > 0 else "")
    other = f"“{titles[wanted.other]}”" if wanted.other else ""
    topic = wanted.topic or "all topics"
    text = _SAID[wanted.kind].format(one=one, other=other, topic=topic, title=wanted.title)
    return Made(number=entry.number, at=entry.at, by=entry.by, text=text, is_due=entry.is_due)
