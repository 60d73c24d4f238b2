"""Digests are mailed: at least once, as soon as the server takes them, until the next one is made."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from ssl import SSLContext
from typing import Protocol
from urllib.parse import urlsplit

import structlog

from bot.config import Settings
from bot.config.mail import SmtpSettings
from bot.errors import MailError
from bot.publishing import postman
from bot.publishing.digest import Digest
from bot.publishing.mail import Envelope, mail
from bot.publishing.postman import Posted, Postman, Server
from bot.store import digests
from bot.store.database import Database
from bot.store.digests import Letter

log = structlog.get_logger()

#: Pauses between two attempts: each twice as long as the one before.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
#: Mails that the server is given over one connection.
AT_ONCE = 50
#: So long they may take together.
DEADLINE = timedelta(minutes=10)

_MOST_PASSWORD_BYTES = 4096


class Counting(Protocol):
    """Somebody who counts what comes of it."""

    def mail(self, outcome: str) -> None:
        """Count a mail: sent, failed, away, or refused."""


class Mails:
    """The mails of one configuration."""

    def __init__(  # noqa: PLR0913 (the last two are for tests)
        self,
        settings: Settings,
        database: Database,
        clock: Callable[[], datetime],
        counting: Counting,
        *,
        timeout: timedelta = postman.TIMEOUT,
        tls: SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._counting = counting
        self._timeout, self._tls = timeout, tls
        self._is_stopping = False
        self._man: Postman | None = None

    def go_by(self, settings: Settings) -> None:
        """Mail to whom these settings say, from now on."""
        self._settings = settings

    def stop(self) -> None:
        """Begin no further mail."""
        self._is_stopping = True
        if self._man is not None:
            self._man.stop()

    async def mail(self) -> None:
        """Mail what is to be mailed now; what the server does not take is for another time.

        Raises:
            StoreError: the database cannot be read or written; what was mailed since may be mailed once more.
        """
        while not self._is_stopping and (letters := await asyncio.to_thread(self._due)):
            if not await self._post(letters):
                return

    def _due(self) -> list[Letter]:
        """Return what is due, without what was taken out of the configuration since."""
        while True:
            with self._database.reading() as connection:
                found = digests.due(connection, self._clock(), LONGEST_PAUSE, AT_ONCE)
            wanted = {topic.slug: topic.digest.to for topic in self._settings.topics if topic.digest}
            is_mailing = self._settings.smtp is not None
            gone = [one for one in found if not is_mailing or one.recipient not in wanted.get(one.topic, ())]
            if not gone:
                return found
            with self._database.writing() as connection:
                for one in gone:
                    digests.failed(connection, one, "no longer in the configuration", None)

    async def _post(self, letters: Sequence[Letter]) -> bool:
        """Give the server these; return whether it may be given more now."""
        smtp = self._settings.smtp
        assert smtp is not None, "there is nothing due without"
        try:
            server = await asyncio.to_thread(_server, smtp, self._settings.site.base_url)
        except MailError as error:
            results = [Posted(outcome="away", error=str(error)) for _ in letters]
            await asyncio.to_thread(self._heed, letters, results)
            return False
        man = self._man = Postman(server, timeout=self._timeout, tls=self._tls)
        # No thread of a pool: the end of the process would wait for it.
        done = asyncio.get_running_loop().create_future()
        arguments = (man, smtp.sender, letters, done)
        threading.Thread(target=self._in_thread, args=arguments, name="postman", daemon=True).start()
        try:
            finished, _ = await asyncio.wait([done], timeout=DEADLINE.total_seconds())
            if not finished:
                man.abort()
            return bool(await done)
        except asyncio.CancelledError:
            man.abort()
            raise
        finally:
            self._man = None

    def _in_thread(self, man: Postman, sender: str, letters: Sequence[Letter], done: "asyncio.Future[bool]") -> None:
        result: bool | Exception
        try:
            away: list[tuple[Letter, Posted]] = []
            # What the server took is stored before it is given the next. Where we are stopped, nothing is said of the rest.
            for letter, posted in zip(letters, man.post(sender, list(self._mails(sender, letters))), strict=False):
                if posted.outcome == "away":
                    away.append((letter, posted))
                else:
                    self._heed([letter], [posted])
            self._heed([letter for letter, _ in away], [posted for _, posted in away])
            result = not away
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            result = error
        with suppress(RuntimeError):  # the loop is closed
            done.get_loop().call_soon_threadsafe(_settle, done, result)

    def _mails(self, sender: str, letters: Sequence[Letter]) -> Iterator[tuple[str, bytes]]:
        for letter in letters:
            with self._database.reading() as connection:
                made = digests.find(connection, letter.topic, letter.day)
            assert made is not None, "it was made before anybody was to get it"
            envelope = Envelope(
                sender=sender,
                recipient=letter.recipient,
                topic=letter.topic,
                day=letter.day,
                at=made.at,
                id_authority=self._settings.site.id_authority,
            )
            yield letter.recipient, mail(Digest(subject=made.subject, plain=made.plain, html=made.html), envelope)

    def _heed(self, letters: Sequence[Letter], results: Sequence[Posted]) -> None:
        """Store what became of mails."""
        now = self._clock()
        away = [letter.attempts for letter, posted in zip(letters, results, strict=True) if posted.outcome == "away"]
        with self._database.writing() as connection:
            if away:
                digests.leave_alone(connection, now + pause_after(min(away) + 1))
            for letter, posted in zip(letters, results, strict=True):
                if posted.outcome == "sent":
                    digests.sent(connection, letter, now)
                else:
                    again = None if posted.outcome == "refused" else now + pause_after(letter.attempts + 1)
                    digests.failed(connection, letter, posted.error or "", again)
        for letter, posted in zip(letters, results, strict=True):
            self._counting.mail(posted.outcome)
            if posted.outcome == "refused":
                log.warning(
                    "digest not mailed, given up", topic=letter.topic, to=letter.recipient, problem=posted.error
                )
            elif posted.outcome != "sent" and posted.error != letter.error:
                log.warning("digest not mailed, trying again", topic=letter.topic, problem=posted.error)


def pause_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row (1 or more)."""
    return min(FIRST_PAUSE * (1 << min(failures - 1, 20)), LONGEST_PAUSE)


def _settle(done: "asyncio.Future[bool]", result: bool | Exception) -> None:
    if done.done():
        return
    if isinstance(result, Exception):
        done.set_exception(result)
    else:
        done.set_result(result)


def _server(smtp: SmtpSettings, base_url: str) -> Server:
    """Return the server, with the password as its file has it now.

    Raises:
        MailError: the file cannot be read, or holds none.
    """
    password = None
    if smtp.password_file is not None:
        try:
            with smtp.password_file.open("rb") as file:
                lines = file.read(_MOST_PASSWORD_BYTES).decode().splitlines()
        except (OSError, UnicodeError) as error:
            reason = (error.strerror or "") if isinstance(error, OSError) else "it is no text"
            raise MailError(str(smtp.password_file), f"cannot be read: {reason.lower()}") from error
        password = lines[0] if lines else ""
        if not password:
            raise MailError(str(smtp.password_file), "has no password on its first line")
    name = urlsplit(base_url).hostname or ""
    is_name = "." in name and any(letter.isalpha() for letter in name) and ":" not in name
    return Server(
        host=smtp.host,
        port=smtp.on_port,
        tls=smtp.tls,
        user=smtp.user,
        password=password,
        own_name=name if is_name else "[127.0.0.1]",
    )
