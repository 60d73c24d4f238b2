import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.bodies import MOST_PIECES, STEP, Body, BodyError

Encode = Callable[[bytes], bytes]


def raw_deflate(content: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(content) + stream.flush()


def in_two_members(content: bytes) -> bytes:
    return gzip.compress(content[:7]) + gzip.compress(content[7:])


ENCODINGS: dict[str, tuple[str, Encode]] = {
    "none": ("", bytes),
    "identity": ("identity", bytes),
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("X-GZip", gzip.compress),
    "gzip members": ("gzip", in_two_members),
    "gzip, padded": ("gzip", lambda content: gzip.compress(content) + bytes(512)),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflate),
}


def read(encodings: str, pieces: list[bytes], limit: int = 10**6) -> bytes:
    body = Body(encodings, limit)
    for piece in pieces:
        body.add(piece)
    return body.end()


def split(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("name", ENCODINGS)
@given(content=st.binary(min_size=1, max_size=300).map(lambda content: b"<" + content), size=st.integers(1, 50))
def test_body_is_the_same_however_it_is_encoded_and_cut_into_pieces(name: str, content: bytes, size: int) -> None:
    encodings, encode = ENCODINGS[name]

    assert read(encodings, split(encode(content), size)) == content


@pytest.mark.parametrize("name", ["gzip", "deflate", "raw deflate"])
@given(data=st.data())
def test_body_that_is_cut_short_is_never_taken_for_whole(name: str, data: st.DataObject) -> None:
    encodings, encode = ENCODINGS[name]
    encoded = encode(b"<feed>" + data.draw(st.binary(max_size=200)))
    end = data.draw(st.integers(1, len(encoded) - 1))

    with pytest.raises(BodyError, match="was cut short"):
        read(encodings, split(encoded[:end], 64))


@given(st.binary(min_size=1, max_size=200), st.sampled_from(["gzip", "deflate", "x-gzip"]))
def test_any_bytes_are_a_body_or_a_body_error(data: bytes, encodings: str) -> None:
    with suppress(BodyError):
        assert read(encodings, split(data, 16))


@pytest.mark.parametrize("encodings", ["br", "zstd", "gzip, gzip", "deflate, gzip", "identity, br", "\x1b[31m" * 99])
def test_encoding_that_nobody_asked_for_is_refused(encodings: str) -> None:
    with pytest.raises(BodyError, match="is encoded") as raised:
        Body(encodings, 100)

    assert str(raised.value).isprintable()
    assert len(str(raised.value)) < 150


@pytest.mark.parametrize("name", ENCODINGS)
def test_body_may_be_as_large_as_the_limit_and_no_larger(name: str) -> None:
    encodings, encode = ENCODINGS[name]
    content = bytes(range(1, 251)) * 4

    assert read(encodings, [encode(content)], limit=1600) == content
    with pytest.raises(BodyError, match=r"more than 999 bytes; `polling.max_body` allows no more"):
        read(encodings, [encode(content)], limit=999)


def test_body_larger_than_it_may_be_is_refused_before_it_comes() -> None:
    body = Body("", 100)
    body.expect("100")
    body.expect("nonsense")
    body.expect(None)

    with pytest.raises(BodyError, match="more than 100 bytes"):
        body.expect("101")
    with pytest.raises(BodyError, match="more than 100 bytes"):
        body.expect("9" * 5000)


@pytest.mark.parametrize("window", [31, 15, -15], ids=["gzip", "deflate", "raw deflate"])
def test_bomb_is_cut_off_at_a_hundred_times_and_never_held(window: int) -> None:
    stream = zlib.compressobj(9, wbits=window)
    bomb = b"".join(stream.compress(bytes(2**20)) for _ in range(30)) + stream.flush()
    tracemalloc.start()

    with pytest.raises(BodyError, match="expands more than 100 times"):
        read("gzip" if window == 31 else "deflate", [bomb], limit=10**9)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**20 + 20 * STEP


def test_what_compresses_well_and_is_no_bomb_is_read() -> None:
    content = b"".join(b"<item><title>Story number %d</title></item>" % number for number in range(60_000))
    encoded = gzip.compress(content)
    assert len(content) > 2**21
    assert len(content) > 8 * len(encoded)

    assert read("gzip", split(encoded, 65536), limit=10**7) == content


def test_small_content_may_expand_as_it_likes() -> None:
    content = b"<a>" + b" " * 900_000

    assert read("gzip", [gzip.compress(content)]) == content


@pytest.mark.parametrize("encodings, piece", [("", b"x"), ("gzip", gzip.compress(b""))], ids=["pieces", "members"])
def test_body_of_nothing_but_tiny_pieces_is_cut_off(encodings: str, piece: bytes) -> None:
    many = [piece] * (MOST_PIECES + 1) if not encodings else split(piece * (MOST_PIECES + 1), 65536)
    begun = time.process_time()

    with pytest.raises(BodyError, match="comes in more than 50000 pieces"):
        read(encodings, many, limit=10**9)

    assert time.process_time() - begun < 3


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
@pytest.mark.parametrize("name", ENCODINGS)
def test_empty_body_is_no_document(name: str, content: bytes) -> None:
    encodings, encode = ENCODINGS[name]

    with pytest.raises(BodyError, match="is empty"):
        read(encodings, [encode(content)])


def test_nothing_at_all_is_empty_and_not_cut_short() -> None:
    with pytest.raises(BodyError, match="is empty"):
        read("gzip", [])
