"""A page -> the text of the story that led to it: extraction, then cleaning. Pure, so that it can run in a child process.

A page is believed only if it has more to say than the feed, about the same: what a publisher sends in the place of an
article (a request for consent, an offer to subscribe, "not found" with status 200) is long enough to be taken for one.
"""

import re
from dataclasses import replace

from bot.cleaning.stories import clean
from bot.errors import FormatError
from bot.formats.pages.article import extract
from bot.model import Story
from bot.reading.tasks import PageTask

# Of the feed's words, this many are on the page. Arbitrary: teasers are mostly the first sentences of their article, at
# times written anew; two texts of one language share a fifth of such words at most.
_LEAST_SHARED = 0.4
# Words of four letters and more; of writing without spaces, pairs of characters.
_WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def read_page(task: PageTask) -> Story:
    """Return the story as its page tells it; its title is the feed's, its key and URL are of no use.

    Raises:
        FormatError: the page has no article, or another one, or no more of it than the feed.
    """
    document = task.document
    # Its links are absolute; without its URL, the story is the feed's in all that is not text.
    page = extract(document)
    entry = replace(page, title=task.title, url=None, publisher=None)
    story = clean(entry, task.source, document.arrived, document.base_url)
    if len(story.text) <= len(task.text) and not task.is_again:
        seen = f"has {len(story.text)} characters of text, the feed has {len(task.text)}"
        raise FormatError(document.location, f"{seen}: perhaps the rest is for subscribers")
    said = _words(f"{task.title}\n{task.text}")
    shared = len(said & _words(f"{page.title}\n{story.text}"))
    if shared < _LEAST_SHARED * len(said):
        seen = f"has {shared} of the {len(said)} words that the feed has of this story"
        raise FormatError(document.location, f"{seen}: perhaps a consent, paywall or error page")
    return story


def _words(text: str) -> frozenset[str]:
    text = text.casefold()
    letters = "".join(_UNSPACED.findall(text))
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    return frozenset(_WORD.findall(_UNSPACED.sub(" ", text))) | pairs
