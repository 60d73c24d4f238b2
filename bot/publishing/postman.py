"""Give mails to a server, over SMTP. Blocks, with time limits; does nothing but the talking."""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Literal

from bot.publishing.mail import address

Outcome = Literal["sent", "refused", "failed", "away"]
"""sent: the server took it. refused: it never will. failed: it did not take this one now. away: it takes none now."""

#: A server has so long for each of its answers.
TIMEOUT: Final = timedelta(seconds=30)
_LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Who takes mails."""

    host: str
    port: int
    tls: Literal["starttls", "tls", "none"]
    user: str | None
    password: str | None = field(repr=False)
    own_name: str  #: what we are called, as EHLO says it


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What became of one mail."""

    outcome: Outcome
    error: str | None = None  #: one line; None if it was sent


class Postman:
    """One way to the server, with several mails."""

    def __init__(self, server: Server, *, timeout: timedelta = TIMEOUT, tls: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._timeout = timeout.total_seconds()
        self._tls = tls
        self._client: smtplib.SMTP | None = None
        self._is_stopped = False

    def post(self, sender: str, mails: Sequence[tuple[str, bytes]]) -> Iterator[Posted]:
        """Give the server mails, each for one mailbox, and yield what became of each, in their order.

        Once it takes no more, it is away for the rest. Of what was not begun when it was stopped, nothing is yielded.
        """
        given = 0
        problem = ""
        try:
            with self._connected() as client:
                for recipient, content in mails:
                    if self._is_stopped:
                        break
                    posted = _post_one(client, address(sender), address(recipient), content)
                    given += 1
                    yield posted
        except smtplib.SMTPAuthenticationError as error:
            # Its words may quote what it was given.
            problem = f"did not let us in: {error.smtp_code}"
        except UnicodeError:
            problem = "cannot be asked: its name, the user or the password has letters that SMTP does not know"
        except (smtplib.SMTPException, OSError) as error:
            problem = _explain(error)
        if not self._is_stopped:
            for _ in mails[given:]:
                yield Posted(outcome="away", error=problem)

    def stop(self) -> None:
        """Begin no further mail. From any thread."""
        self._is_stopped = True

    def abort(self) -> None:
        """Break off what is under way: the server is away. From any thread."""
        client = self._client
        if client is not None and client.sock is not None:
            with suppress(OSError):
                client.sock.shutdown(2)

    def _connected(self) -> smtplib.SMTP:
        server, timeout = self._server, self._timeout
        client: smtplib.SMTP
        if server.tls == "tls":
            context = self._tls or ssl.create_default_context()
            client = smtplib.SMTP_SSL(server.host, server.port, server.own_name, timeout=timeout, context=context)
        else:
            client = smtplib.SMTP(server.host, server.port, server.own_name, timeout=timeout)
        self._client = client
        try:
            if server.tls == "starttls":
                # Raises where the server offers none: nobody on the way can talk us out of it.
                client.starttls(context=self._tls or ssl.create_default_context())
            if server.user is not None:
                client.login(server.user, server.password or "")
        except BaseException:
            client.close()
            raise
        return client


def _post_one(client: smtplib.SMTP, sender: str, recipient: str, content: bytes) -> Posted:
    try:
        client.sendmail(sender, [recipient], content)
    except smtplib.SMTPRecipientsRefused as error:
        [(code, words)] = error.recipients.values()
        return _judged(code, words, "refused the recipient")
    except smtplib.SMTPDataError as error:
        return _judged(error.smtp_code, error.smtp_error, "refused the mail")
    return Posted(outcome="sent")


def _judged(code: int, words: bytes | str, what: str) -> Posted:
    if code == 421:  # it closes the connection
        raise smtplib.SMTPServerDisconnected(f"closed the connection: {_said(code, words)}")
    return Posted(outcome="refused" if code >= 500 else "failed", error=f"{what}: {_said(code, words)}")


def _explain(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPSenderRefused):
        return f"refused the sender: {_said(error.smtp_code, error.smtp_error)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"answered {_said(error.smtp_code, error.smtp_error)}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is refused: {_line(error.verify_message)}"
    # smtplib says that the connection broke off, whatever happened to it.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return f"cannot be reached: {_line(error.strerror or type(error).__name__)}"
    return _line(str(error)) or type(error).__name__


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return _line(f"{code} {text}")


def _line(text: str) -> str:
    line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "?" for letter in line)[:_LONGEST_REASON]
