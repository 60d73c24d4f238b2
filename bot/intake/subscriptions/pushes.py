"""What hubs pushed, on its way to the next pass. The hub hears nothing before it is stored, so that none of it is lost."""

import asyncio
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.model import Document
from bot.sources.urls import shown

#: How long a hub waits for its answer while a push is stored; a pass that clusters many stories may take longer.
STORING: Final = timedelta(seconds=10)


@dataclass(slots=True, kw_only=True, eq=False)
class Push:
    """What a hub pushed, until it is stored."""

    source: str  #: name of the source
    topic: str  #: URL of the feed, as its hub knows it
    content: bytes = field(repr=False)
    media_type: str | None  #: as claimed; the signature does not cover it
    _settled: asyncio.Future[bool] = field(repr=False)

    def document(self, now: datetime) -> Document:
        """Return it as a feed's document. The hub may have left out entries that it has pushed before."""
        return Document(
            source=self.source,
            location=shown(self.topic),
            content=self.content,
            media_type=self.media_type,
            base_url=shown(self.topic),  # it comes to stand in links, which are published
            arrived=now,
        )

    def stored(self) -> None:
        """Say that it is committed, or cannot be read and never will be: the hub is told that it need not come again."""
        if not self._settled.done():
            self._settled.set_result(True)


class Pushes:
    """What hubs pushed and no pass has stored yet. How many there may be is up to who offers them."""

    def __init__(self) -> None:
        self.wake: Callable[[], None] = lambda: None  #: called when there is something to take
        self._waiting: list[Push] = []
        self._is_stopping = False

    async def offer(self, source: str, topic: str, content: bytes, media_type: str | None) -> bool:
        """Return whether it was stored within the time that a hub waits; if not, the hub is to send it again."""
        if self._is_stopping:
            return False
        settled: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        push = Push(source=source, topic=topic, content=content, media_type=media_type, _settled=settled)
        self._waiting.append(push)
        self.wake()
        try:
            return await asyncio.wait_for(settled, STORING.total_seconds())
        except TimeoutError:
            return False
        finally:
            self._waiting.remove(push)

    def taken(self) -> list[Push]:
        """Return what is there, in the order in which it came. It is kept until `stored`: a full database costs nothing."""
        return [push for push in self._waiting if not push._settled.done()]  # noqa: SLF001 (one room)

    def refuse(self, sources: Container[str]) -> None:
        """Send those away whose pushes are of none of these *sources*, by name: no pass will take them."""
        for push in self.taken():
            if push.source not in sources:
                push._settled.set_result(False)  # noqa: SLF001 (one room)

    def stop(self) -> None:
        """Send everybody away who waits; hubs come again."""
        self._is_stopping = True
        for push in self.taken():
            push._settled.set_result(False)  # noqa: SLF001 (one room)
