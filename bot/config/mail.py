"""How digests are mailed: the server that takes mail, and what each topic's digest is."""

import re
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from bot.config import kinds
from bot.config.kinds import MISMATCH, Kind, Mismatch, matching, one_of, whole
from bot.config.section import Section

Tls: TypeAlias = Literal["starttls", "tls", "none"]
Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

_PORTS: dict[Tls, int] = {"starttls": 587, "tls": 465, "none": 25}


# A name as people write it, without what has a meaning in the head of a mail.
_MAILBOX = rf'[^\x00-\x1f\x7f-\x9f"<>(),:;@\\\[\]]* ?<{kinds.EMAIL}>|{kinds.EMAIL}'


def _read_mailbox(value: object) -> str:
    text = kinds.text_of(value)
    named = re.fullmatch(_MAILBOX, text)
    if not kinds.is_line(text, 320) or not named:
        raise Mismatch
    return text


def _read_timezone(value: object) -> str:
    text = kinds.text_of(value)
    if not re.fullmatch(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", text, re.ASCII):
        raise Mismatch
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, OSError, ValueError) as exc:  # a folder of zones; a file that is none
        raise Mismatch("no such zone is known here") from exc
    return text


TIME_OF_DAY: Final = matching('a time of day in quotes such as "07:00"', r"([01][0-9]|2[0-3]):[0-5][0-9]", "07:00")
TIMEZONE: Final = Kind(
    expected="a time zone such as UTC or Europe/Berlin",
    read=_read_timezone,
    write=str,
    schema={"type": "string", "pattern": "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$", "examples": ["UTC", "Europe/Berlin"]},
)
MAILBOX: Final = Kind(
    expected="a mail address such as desk@example.org or News Desk <desk@example.org>",
    read=_read_mailbox,
    write=str,
    schema={
        "type": "string",
        "maxLength": 320,
        "pattern": f"^([^<>@]*<{kinds.EMAIL}>|{kinds.EMAIL})$",
        "examples": ["desk@example.org", "News Desk <desk@example.org>"],
    },
)


class SmtpSettings(Section):
    """The server that takes mail."""

    host: Annotated[str, kinds.HOST] = Field(description="Its name or address.")
    tls: Annotated[Tls, one_of(*get_args(Tls))] = Field(
        default="starttls",
        description="How the connection is kept private: starttls; tls - from its first byte on; none - not at all, and no password "
        "is sent then.",
    )
    port: Annotated[int | None, whole(1, 65_535)] = Field(
        default=None, description="TCP port. Left out: 587 with starttls, 465 with tls, 25 with none."
    )
    user: Annotated[str | None, kinds.line("a user name")] = Field(
        default=None, description="Who we are to it. Left out: it does not ask."
    )
    password_file: Annotated[Path | None, kinds.PATH] = Field(
        default=None, description="File with the password of `user` on its first line, relative to this file."
    )
    sender: Annotated[str, MAILBOX] = Field(
        alias="from", description="Who mails are from, such as News Desk <desk@example.org>."
    )

    @field_validator("password_file")
    @classmethod
    def _belongs_to_somebody(cls, password_file: Path | None, known: Any) -> Path | None:
        if password_file is not None and known.data.get("user", "") is None:
            context = {"expected": "a file beside `user`", "hint": "nobody knows whose password it is"}
            raise PydanticCustomError(MISMATCH, "expected {expected}", context)
        if password_file is not None and known.data.get("tls") == "none":
            context = {"expected": "none with `tls: none`", "hint": "everybody on the way could read it"}
            raise PydanticCustomError(MISMATCH, "expected {expected}", context)
        return password_file

    @property
    def on_port(self) -> int:
        """The TCP port."""
        return self.port or _PORTS[self.tls]


class DigestSettings(Section):
    """A mail with what a topic had, once a day at most."""

    at: Annotated[str, TIME_OF_DAY] = Field(
        default="07:00", description="When it is mailed, in the time zone of the site (site.timezone)."
    )
    days: tuple[Annotated[Weekday, one_of(*get_args(Weekday))], ...] = Field(
        default=(), description="On which days, such as [mon, thu]. Left out: every day."
    )
    to: tuple[Annotated[str, MAILBOX], ...] = Field(
        min_length=1, max_length=1000, description="Who gets it; each a mail of their own."
    )
    most: Annotated[int, whole(1, 200)] = Field(
        default=20, description="Most events in it, those first that most report; 1 to 200."
    )
