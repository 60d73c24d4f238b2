"""The same topics give the same bytes: now and later, here and in another process, zone and locale."""

import hashlib
import json
import locale
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.model import Site, Topic
from bot.publishing.pages import Why
from bot.publishing.site import render

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import importlib.util, json, hashlib, locale, sys
for wanted in ("de_DE.UTF-8", ""):
    try:
        locale.setlocale(locale.LC_ALL, wanted)
        break
    except locale.Error:
        pass
spec = importlib.util.spec_from_file_location("published_values", sys.argv[1])
values = importlib.util.module_from_spec(spec)
sys.modules["published_values"] = values
spec.loader.exec_module(values)
from bot.publishing.site import render
desk = values.desk.__wrapped__()
whole = values.whole.__wrapped__(values.topic.__wrapped__(desk))
published = render([whole], values.linked.__wrapped__(desk), values.told)
print(json.dumps({path: hashlib.sha256(content).hexdigest() for path, content in published.items()}))
"""


def digests(topic: Topic, site: Site, why: Why) -> dict[str, str]:
    return {path: hashlib.sha256(content).hexdigest() for path, content in render([topic], site, why).items()}


@pytest.mark.parametrize("zone, seed", [("Pacific/Apia", "1"), ("America/Sao_Paulo", "77")])
def test_another_process_zone_and_hash_seed_gives_the_same_bytes(
    whole: Topic, linked: Site, why: Why, zone: str, seed: str
):
    values = Path(__file__).with_name("conftest.py")
    environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8"}

    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(values)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert json.loads(done.stdout) == digests(whole, linked, why)


def test_publishing_leaves_the_locale_of_the_process_as_it_was(topic: Topic, desk: "Desk", why: Why):
    before = locale.setlocale(locale.LC_ALL)

    render([topic], desk.site, why)

    assert locale.setlocale(locale.LC_ALL) == before


def test_everything_is_published_under_its_fixed_path_and_links_come_after_their_targets(
    topic: Topic, desk: "Desk", why: Why
):
    paths = list(render([topic], desk.site, why))

    assert paths == [
        "favicon.ico",
        "static/feed.css",
        "static/icon.svg",
        "static/style.css",
        "clusters/a1.html",
        "clusters/c3.html",
        "topics/ferries/daily.html",
        "topics/ferries.html",
        "topics/ferries.atom",
        "topics/ferries.rss",
        "topics/ferries.json",
        "sources/coast.html",
        "sources/drop.html",
        "sources/harbour.html",
        "topics.opml",
        "index.html",
    ]
