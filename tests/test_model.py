import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from bot.fingerprints import marked
from bot.model import Enclosure, Story

STORY = Story(
    key="00ff", title="A bridge opens", text="It opened.", html="<p>It opened.</p>", source="wire", outlet="Wire",
    first_seen=datetime(2026, 3, 4, 12, tzinfo=UTC), enclosures=(Enclosure(url="http://a.example/1.jpg", width=640),),
)  # fmt: skip


def test_values_go_through_a_pipe_unchanged_and_stay_frozen() -> None:
    delivery = marked(STORY, entry="1", own_key="own", guid="g")

    again = pickle.loads(pickle.dumps(delivery))

    assert again == delivery
    assert hash(again) == hash(delivery)
    assert again.story.enclosures[0].width == 640
    assert replace(again.story, title="Another") != again.story
    with pytest.raises(FrozenInstanceError):
        again.entry = "2"
