"""Short marks of what a story says, by which its versions and its copies in one feed are told apart. Pure.

Made where documents are read, in child processes: the one thread that stores would spend a fifth of its time on them.
"""

import hashlib
import json
import re
from json.encoder import encode_basestring_ascii

from bot.model import Delivery, Story, Wire

#: What makes two versions of a story different for a reader. First in the digest, so that a new list is a new digest.
DIGEST_VERSION = 1

_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
# `?query`, and the parameters of a path (RFC 3986, 3.3) such as `;jsessionid=…`: where session ids are put.
_PARAMETERS = re.compile(r"[?;].*")


def marked(story: Story, *, entry: str, own_key: str, guid: str | None = None) -> Delivery:
    """A story as its source delivered it, with its marks."""
    return Delivery(
        story=story, entry=entry, own_key=own_key, guid=guid, digest=digest(story), title_mark=of_title(story.title)
    )


def digest(story: Story) -> str:
    """Fingerprint of what a reader sees of a story, and of what its agency says may be done with it.

    Without its dates: some sources claim a new one at every poll.
    """
    # The same bytes as json.dumps([DIGEST_VERSION, …]), at half the price: this is done for every entry of every poll.
    said = ", ".join(map(encode_basestring_ascii, (story.title, story.text, story.html)))
    if story.wire is not None:
        said += f", {_allowed(story.wire)}"
    if any(marker.kind == "correction" for marker in story.markers):
        said += ", corrected"  # that an error is put right is worth telling, whatever else is as it was
    return hashlib.sha256(f"[{DIGEST_VERSION}, {said}]".encode("ascii")).hexdigest()


def _allowed(wire: Wire) -> str:
    embargo = wire.embargo and wire.embargo.isoformat()
    return json.dumps([wire.version, wire.status, embargo, wire.is_correction])


def of_title(title: str) -> str:
    """Fingerprint of a title's letters and digits, whatever their case; 32 hex digits."""
    folded = title.casefold()
    letters = _NEITHER_LETTER_NOR_DIGIT.sub("", folded) or folded
    return hashlib.blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def address(url: str | None) -> str | None:
    """A canonical URL without its scheme: sites move from http to https with all that is on them."""
    return None if url is None else url.partition("://")[2]


def page(url: str | None) -> str | None:
    """An address without its parameters: what is left of a URL when a session id goes."""
    return None if url is None else _PARAMETERS.sub("", url.partition("://")[2])
