"""A digest as a mail: the bytes that a server is given. Pure; the same digest gives the same bytes to everybody but for `To`."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from bot.publishing.digest import Digest

# Not every server takes eight bits, and what a server recodes on the way has no signature any more.
_POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stands around a digest."""

    sender: str  #: as configured: an address, or a name and an address in angle brackets
    recipient: str
    topic: str  #: slug
    day: str  #: 2026-03-02
    at: datetime  #: when it was due
    id_authority: str  #: RFC 4151 tagging entity


def mail(digest: Digest, envelope: Envelope) -> bytes:
    """Write the mail: plain text, and the same as HTML.

    `Message-ID` follows from topic and day, so that whoever gets it twice can tell.
    """
    home = envelope.id_authority.partition(",")[0].rpartition("@")[2]
    message = EmailMessage(policy=_POLICY)
    # A line break in any of these is refused by the message itself.
    message["From"] = envelope.sender
    message["To"] = envelope.recipient
    message["Subject"] = digest.subject
    message["Date"] = format_datetime(envelope.at.replace(microsecond=0))
    message["Message-ID"] = f"<digest.{envelope.topic}.{envelope.day}@{home}>"
    message["List-Id"] = f"<{envelope.topic}.{home}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(digest.plain)
    message.add_alternative(digest.html, subtype="html")
    # Random otherwise.
    mark = hashlib.sha256(f"{digest.plain}\0{digest.html}".encode()).hexdigest()
    message.set_boundary(f"storyfold-{mark[:32]}")
    return message.as_bytes()


def address(mailbox: str) -> str:
    """Return the bare address of a mailbox."""
    return parseaddr(mailbox)[1]
