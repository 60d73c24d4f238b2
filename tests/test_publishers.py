"""Who is behind the sources of a configuration."""

from collections.abc import Sequence

import pytest

from bot.config.settings import FamilySettings, Settings
from bot.config.sources import FolderSource
from bot.selection import families_of


def publishers(names: Sequence[str], *, family: str = "") -> list[str]:
    """Return whose the source `wave-world` is, and the source `post`, where *names* are those of the Wave Group."""
    keys = {"family": family} if family else {}
    sources = [
        FolderSource.model_validate({"name": "wave-world", "folder": "/wave", "title": "Wave: World", **keys}),
        FolderSource.model_validate({"name": "post", "folder": "/post", "title": "Harbour Post"}),
    ]
    settings = Settings.model_construct(
        sources=tuple(sources), families=(FamilySettings(name="Wave Group", names=tuple(names)),)
    )
    families = families_of(settings)
    return [families.of_source("wave-world"), families.of_source("post")]


@pytest.mark.parametrize("listed", ["wave-world", "Wave-World", "Wave: World"])
def test_a_family_lists_sources_by_name_or_title(listed: str) -> None:
    assert publishers([listed]) == ["Wave Group", "Harbour Post"]


def test_what_a_source_says_of_its_family_comes_before_a_list() -> None:
    assert publishers(["wave-world"], family="Wave Holding")[0] == "Wave Holding"
