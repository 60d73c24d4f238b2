"""A mail server on loopback: with TLS or without, with a password or without; it refuses whom it is told to."""

import asyncio
import ssl
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = "storyfold", "correct horse"


@dataclass
class Office:
    """What it got, and whom it refuses."""

    port: int = 0
    got: list[tuple[str, EmailMessage]] = field(default_factory=list)  #: recipient and mail
    raw: list[bytes] = field(default_factory=list)
    logins: int = 0
    recipients: dict[str, str] = field(default_factory=dict)  #: answers to them
    data: str = ""  #: answer to the next mail

    async def handle_RCPT(  # noqa: N802 (named by the server)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.recipients:
            return self.recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 (named by the server)
        if self.data:
            answer, self.data = self.data, ""
            return answer
        self.raw.append(envelope.content)
        mail = message_from_bytes(envelope.content, policy=POLICY)
        assert isinstance(mail, EmailMessage)
        [recipient] = envelope.rcpt_tos
        self.got.append((recipient, mail))
        return "250 OK"

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, login: Any) -> AuthResult:
        self.logins += 1
        is_right = isinstance(login, LoginPassword) and login == LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)


class _Controller(Controller):
    """Takes any free port, and says which."""

    def factory(self) -> SMTP:
        with warnings.catch_warnings():
            # It knows STARTTLS only, and warns of a password over any other TLS.
            warnings.simplefilter("ignore")
            return SMTP(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        # It would ask the port that it was told.
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def opened(
    *, tls: ssl.SSLContext | None = None, at_once: ssl.SSLContext | None = None, asks: bool = False, port: int = 0
) -> Iterator[Office]:
    """Open one: *tls* by STARTTLS, or *at_once*; with *asks*, it wants a password."""
    office = Office()
    more: dict[str, Any] = {"auth_required": True, "authenticator": office.authenticate} if asks else {}
    if asks and tls is None:
        more["auth_require_tls"] = False
    controller = _Controller(
        office,
        hostname="127.0.0.1",
        port=port,
        tls_context=tls,
        require_starttls=tls is not None,
        ssl_context=at_once,
        **more,
    )
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate of our own for 127.0.0.1 and localhost; return what a server needs, and what trusts it."""
    key, made = folder / "key.pem", folder / "certificate.pem"
    words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    words += ["-keyout", str(key), "-out", str(made), "-subj", "/CN=localhost"]
    words += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run(words, check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(made, key)
    return server, ssl.create_default_context(cafile=str(made))
