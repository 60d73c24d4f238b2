"""Take an answer's body piece by piece and decompress it, within limits that hold at every moment. Pure.

A kilobyte can expand to a megabyte, so the size of what comes out is bounded before it is there: zlib is asked for some
kilobytes at a time, and what exceeds a limit is never held.
"""

import zlib
from typing import Protocol

#: Most that is decompressed at once, in bytes.
STEP = 64 * 1024
#: Text compresses 30 : 1 at the utmost, a bomb 1000 : 1. Looked at once this much has come out.
MOST_RATIO = 100
RATIO_COUNTS_FROM = 2**20
#: A chunk or a gzip member may be a byte long; a body of nothing else would cost seconds of computing.
MOST_PIECES = 50_000

_GZIP = 16 + zlib.MAX_WBITS
_ZLIB = zlib.MAX_WBITS
_RAW_DEFLATE = -zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


class BodyError(Exception):
    """The body breaks a limit or its own encoding. The text is for people."""


class Body:
    """One answer's body while it comes in."""

    def __init__(self, encodings: str, limit: int) -> None:
        """Prepare for a body.

        Args:
            encodings: the value of Content-Encoding; "" if there is none.
            limit: most bytes of it, as sent and as decompressed.

        Raises:
            BodyError: it is encoded in a way that we did not ask for, or more than once.
        """
        self._limit = limit
        self._content = bytearray()
        self._pieces = 0
        self.received = 0  #: bytes, as sent
        self._decoder = _decoder(encodings)

    def expect(self, length: str | None) -> None:
        """Refuse a body that says beforehand (Content-Length) that it is too large."""
        if length is not None and length.isascii() and length.isdecimal():
            self._check(int(length[:20]))

    def add(self, piece: bytes) -> None:
        """Take the next piece.

        Raises:
            BodyError: too large, too small pieces, or not what the encoding says.
        """
        self.received += len(piece)
        self._pieces += 1
        self._check(self.received)
        if self._decoder is None:
            self._content += piece
            return
        try:
            self._pieces += self._decoder.decode(piece, self._take)
        except zlib.error as error:
            reason = _plain(error).rpartition(": ")[2]  # before it stands a number
            raise BodyError(f"is not the {self._decoder.name} that it says it is ({reason})") from error
        self._check(self.received)

    def end(self) -> bytes:
        """Return the whole body.

        Raises:
            BodyError: it was cut short, or is empty.
        """
        if self._decoder is not None and not self._decoder.is_complete and self.received:
            raise BodyError(f"was cut short: the {self._decoder.name} data does not end")
        content = bytes(self._content)
        if not content or content.isspace():
            raise BodyError("is empty, expected a document")
        return content

    def _take(self, content: bytes, consumed: int) -> None:
        self._check(len(self._content) + len(content))
        self._content += content
        out = len(self._content)
        if out > RATIO_COUNTS_FROM and out > MOST_RATIO * consumed:
            raise BodyError(f"expands more than {MOST_RATIO} times")

    def _check(self, size: int) -> None:
        if size > self._limit:
            raise BodyError(f"has more than {self._limit} bytes; `polling.max_body` allows no more")
        if self._pieces > MOST_PIECES:
            raise BodyError(f"comes in more than {MOST_PIECES} pieces")


class _Take(Protocol):
    def __call__(self, content: bytes, consumed: int) -> None:
        """Take a step's output; *consumed* bytes were decompressed up to it."""


class _Inflater:
    """One gzip (RFC 1952, of one or more members) or deflate stream (RFC 1950, or RFC 1951 as some servers send it)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._stream: zlib._Decompress | None = None
        self._begun = b""  #: the first bytes of a member, until there are enough to tell what it is
        self._consumed = 0
        self._is_over = False

    @property
    def is_complete(self) -> bool:
        """Whether the data has come to its end, of which its checksum is the proof."""
        return self._stream is not None and self._stream.eof

    def decode(self, piece: bytes, take: _Take) -> int:
        """Decompress a piece into *take*; return how many members began in it."""
        members = 0
        while piece and not self._is_over and members <= MOST_PIECES:
            if self._stream is None or self._stream.eof:
                self._begun += piece
                if len(self._begun) < 2:
                    break
                piece, self._begun = self._begun, b""
                # What follows the last member, and is none, is padding.
                self._is_over = self._stream is not None and not self._may_follow(piece)
                if self._is_over:
                    break
                self._stream = zlib.decompressobj(self._window(piece))
                members += 1
            piece = self._inflate(self._stream, piece, take)
        return members

    def _inflate(self, stream: "zlib._Decompress", piece: bytes, take: _Take) -> bytes:
        """Decompress into *take* up to the end of the piece or of the member; return what is left of the piece."""
        while not stream.eof:
            content = stream.decompress(piece, STEP)
            rest = stream.unused_data if stream.eof else stream.unconsumed_tail
            self._consumed += len(piece) - len(rest)
            take(content, self._consumed)
            piece = rest
            # A full step may have left more in zlib's window, even where all that came in is used up.
            if not piece and len(content) < STEP:
                break
        return piece

    def _may_follow(self, piece: bytes) -> bool:
        return self.name == "gzip" and piece.startswith(_GZIP_MAGIC)

    def _window(self, piece: bytes) -> int:
        if self.name == "gzip":
            return _GZIP
        # The header of zlib's format: its method is 8, and it is a multiple of 31.
        is_zlib = piece[0] & 0x0F == 8 and int.from_bytes(piece[:2], "big") % 31 == 0
        return _ZLIB if is_zlib else _RAW_DEFLATE


def _decoder(encodings: str) -> _Inflater | None:
    names = [name for part in encodings.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    match names:
        case []:
            return None
        case ["gzip" | "x-gzip"]:
            return _Inflater("gzip")
        case ["deflate"]:
            return _Inflater("deflate")
        case [_]:
            raise BodyError(f"is encoded as {_plain(names[0])}, expected gzip, deflate or none")
        case _:
            raise BodyError(f"is encoded {len(names)} times, expected once at most")


def _plain(text: object) -> str:
    """What somebody else wrote, short and on one line."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in str(text)).split())[:80]
