"""The peers, in the order of the table."""

from pathlib import Path
from typing import Any

from benchmarks.peers.minhash import MinHash
from benchmarks.peers.minilm import SentenceEncoder
from benchmarks.peers.newsblur import NewsBlur
from benchmarks.peers.overlap import ContentOverlap
from benchmarks.peers.peer import Peer
from benchmarks.peers.reader import Reader, ReaderContent
from benchmarks.peers.static import StaticVectors
from benchmarks.peers.tfidf import TfIdf
from benchmarks.peers.ttrss import TitleTrigrams


def peers(cache: Path | None = None) -> list[Peer[Any]]:
    """Return all peers, installed or not; what is slow to make is kept in the cache folder."""
    return [
        TfIdf("TF-IDF, nearest centroid", background=False),
        TfIdf("TF-IDF, nearest centroid, with storyfold's word table", background=True),
        StaticVectors("wordllama 256, nearest centroid"),
        SentenceEncoder("MiniLM int8, nearest centroid", cache),
        MinHash("MinHash LSH, word 3-grams"),
        NewsBlur("NewsBlur", capped=True),
        NewsBlur("NewsBlur, clusters of any size", capped=False),
        TitleTrigrams("tt-rss, title trigrams"),
        Reader("lemon24/reader"),
        ReaderContent("lemon24/reader's content rule on all pairs"),
        ContentOverlap("85 % of the smaller's words (Feedly-like)", of_both=False),
        ContentOverlap("85 % of the words of both (Feedly-like)", of_both=True),
    ]
