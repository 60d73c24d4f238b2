"""Which coding is sent to whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.coding import SUFFIXES, codings


@pytest.mark.parametrize(
    "accepted, expected",
    [
        ("", ()),
        ("gzip", ("gzip",)),
        ("GZip", ("gzip",)),
        ("x-gzip", ("gzip",)),
        ("gzip, deflate, br, zstd", ("br", "gzip")),
        ("gzip;q=1.0, br;q=0.5", ("gzip", "br")),
        ("gzip ; q=0.8 , br ; q = 0.9", ("br", "gzip")),
        ("br;q=0, gzip", ("gzip",)),
        ("*", ("br", "gzip")),
        ("*;q=0", ()),
        ("br;q=0, *", ("gzip",)),
        ("*;q=0, gzip;q=0.001", ("gzip",)),
        ("identity", ()),
        ("identity, gzip;q=0.5", ()),
        ("identity;q=0.5, gzip", ("gzip",)),
        ("identity;q=0", ()),
        ("deflate, compress", ()),
        ("gzip;q=2", ()),
        ("gzip;q=nan", ()),
        ("gzip;level=9", ()),
        ("g zip, br", ("br",)),
        (",,gzip,,", ("gzip",)),
    ],
)
def test_best_liked_coding_comes_first(accepted: str, expected: tuple[str, ...]) -> None:
    assert codings(accepted) == expected


@given(st.text(max_size=60))
def test_any_header_gives_codings_that_we_have(accepted: str) -> None:
    assert set(codings(accepted)) <= SUFFIXES.keys()
