"""A newsroom whose clock and deliveries are given: passes of the program over stories that no file or feed brought."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from bot import fingerprints
from bot.config import load
from bot.model import Delivery, Story, Wire
from bot.pipeline import Pipeline, Report, open_pipeline
from bot.store.stories import keep
from tests.desk import MORNING, Desk

HOUR = timedelta(hours=1)
FIRE = (
    "Fire at the mill",
    (
        "A fire destroyed the old paper mill at Dunmore on Monday night. Forty firefighters from six brigades fought it until "
        "dawn, and nobody was hurt, Chief Ann Corley said."
    ),
)
BLAZE = (
    "Mill in Dunmore burns down",
    (
        "The old paper mill at Dunmore burned down on Monday night. Forty firefighters from six brigades fought the fire until "
        "dawn; nobody was hurt, Chief Ann Corley said. The owner had sold it in May."
    ),
)
FLOOD = (
    "River bursts its banks",
    (
        "The Esker burst its banks at Tolland on Monday and drove 300 people from their homes. The army brought sandbags by "
        "boat, the mayor, Piet Vos, said on Tuesday."
    ),
)
SECRETS = ("call the desk before use", "NOT-FOR-READERS")


def said(item: str, text: tuple[str, str], version: int = 1, at: datetime = MORNING, **wire: Any) -> Delivery:
    story = Story(
        key=f"{item:0>20}",
        title=text[0],
        text=text[1],
        html=f"<p>{text[1]}</p>",
        published=MORNING,
        updated=at,
        first_seen=MORNING,
        source="desk",
        outlet="Northwire",
        language="en",
        wire=Wire(item=item, version=version, note=SECRETS[0], slug=SECRETS[1], **wire),
    )
    return fingerprints.marked(story, entry=item, own_key=f"own-{item}")


class Newsroom:
    """A desk whose clock and deliveries are given."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def run(self, *passes: tuple[datetime, list[Delivery]]) -> list[Report]:
        """Start the program, do these passes, and end it."""

        async def run() -> list[Report]:
            async with open_pipeline(load(self.desk.config)) as pipeline:
                return [await self.one_pass(pipeline, now, deliveries) for now, deliveries in passes]

        return asyncio.run(run())

    async def one_pass(self, pipeline: Pipeline, now: datetime, deliveries: list[Delivery]) -> Report:
        """Do one pass over what came."""
        with pipeline.database.writing() as connection:
            kept = keep(connection, deliveries, now)
        take_in = pipeline.intake.take_in

        async def taking(taken: Any, at: datetime, **given: Any) -> None:
            taken.keep(kept)
            await take_in(taken, at, **given)

        pipeline.intake.take_in = taking  # type: ignore[method-assign,assignment]
        try:
            return await pipeline.run_pass(now)
        finally:
            pipeline.intake.take_in = take_in  # type: ignore[method-assign]

    def titles(self, topic: str = "all") -> list[str]:
        return [entry.title for entry in self.desk.feed(topic).entries]

    def entry(self) -> Any:
        [entry] = self.desk.feed("all").entries
        return entry

    def page(self, item: str) -> str:
        return (self.desk.public / "clusters" / f"{item:0>20}.html").read_text()

    def explain(self, item: str) -> Any:
        return self.desk.run("explain", "-c", str(self.desk.config), f"{item:0>20}").json

    def names(self, *texts: tuple[str, str]) -> set[str]:
        """The published files in which something of these texts can be read."""
        marks = [part for title, text in texts for part in (title, text[:55], text[-55:])]
        found = self.desk.published().items()
        return {path for path, content in found if any(mark.encode() in content for mark in marks)}
