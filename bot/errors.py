"""Every error a user can cause or has to know of, in one tree.

    StoryfoldError
    ├── ConfigError            the configuration cannot be used (one or more problems)
    ├── SourceError            a source could not be read this time
    │   ├── FetchError         an HTTP feed: no answer, a bad answer, too large, too slow
    │   │   ├── TooManyRequests  the server asks for a pause
    │   │   └── ForbiddenAddress it leads to where this source may not lead
    │   └── FolderError        a folder or a file in it cannot be read
    ├── FormatError            a document's bytes give no story
    ├── StoreError             the database cannot be used or written
    │   ├── ForeignDatabase    the file is somebody else's database, or none at all
    │   ├── NewerDatabase      a later release of Storyfold wrote it
    │   ├── InUse              another Storyfold works on it
    │   ├── UnknownStory       it has no story of that name, or more than one
    │   └── UnknownSubscriber  nobody of that name may read private topics, or somebody does already
    ├── PublishError           a published file cannot be written
    ├── MailError              a digest cannot be made or mailed
    ├── MissingExtra           what was asked for is in a package that is not installed
    └── ServeError             the web server cannot listen

Each carries its subject as an attribute. A message is one line, lower case, without a full stop: what, which, what was
seen, what was expected, how to mend it. The original error is chained (`raise … from exc`). Bugs are none of these and
pass through.
"""

from dataclasses import dataclass
from datetime import timedelta


class StoryfoldError(Exception):
    """Base of all errors that end as one clear line instead of a traceback."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a configuration file, or in a variable of the environment, and where."""

    file: str  #: or the name of the variable
    line: int  #: 1-based; 0 for a variable
    column: int  #: 1-based; 0 for a variable
    key: str  #: dotted path, e.g. `sources.0.feed`; "" for the document as a whole
    message: str  #: what was seen, what is expected

    def __str__(self) -> str:
        """Render as `file:line:column: key: message`, the form editors jump to."""
        key = f"{self.key}: " if self.key else ""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {key}{self.message}"


class ConfigError(StoryfoldError):
    """The configuration cannot be used; `problems` lists everything found, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class SourceError(StoryfoldError):
    """A source could not be read this time; the others are not affected."""

    def __init__(self, source: str, message: str) -> None:
        self.source = source
        super().__init__(f"{source}: {message}")


class FetchError(SourceError):
    """An HTTP feed could not be fetched. `url` has no userinfo."""

    def __init__(self, source: str, url: str, message: str, *, status: int | None = None) -> None:
        self.url = url
        self.status = status
        super().__init__(source, f"{url}: {message}")


class TooManyRequests(FetchError):
    """The server asks to be left alone for a while (429 or 503), for `retry_after` if it said so."""

    def __init__(self, source: str, url: str, status: int, retry_after: timedelta | None, host: str) -> None:
        self.retry_after = retry_after
        self.host = host  #: which one asks; `name`, or `name:port` where the port is unusual
        super().__init__(source, url, f"answered {status}", status=status)


class ForbiddenAddress(FetchError):
    """The URL, or a redirect, leads to an address, a port or a scheme that this source may not lead to."""


class FolderError(SourceError):
    """A watched folder, or one file in it, cannot be read."""

    def __init__(self, source: str, path: str, message: str) -> None:
        self.path = path
        super().__init__(source, f"{path}: {message}")


class FormatError(StoryfoldError):
    """A document's bytes give no story; `location` is the file or URL they came from."""

    def __init__(self, location: str, message: str) -> None:
        self.location = location
        self.message = message
        super().__init__(f"{location}: {message}")

    def __reduce__(self) -> tuple[type["FormatError"], tuple[str, str]]:
        # Exceptions with two arguments do not survive the pipe from a parsing child without this.
        return FormatError, (self.location, self.message)


class StoreError(StoryfoldError):
    """The database cannot be used or written."""

    def __init__(self, database: str, message: str) -> None:
        self.database = database
        super().__init__(f"{database}: {message}")


class ForeignDatabase(StoreError):
    """The file is a database that Storyfold did not make, or no database."""


class NewerDatabase(StoreError):
    """The database was written by a later release."""


class InUse(StoreError):
    """Another Storyfold works on the database; two of them would do everything twice."""


class UnknownStory(StoreError):
    """The database has no story of that name, or more than one."""


class UnknownSubscriber(StoreError):
    """Nobody of this name may read private topics; or somebody does, where a new one was to be."""


class PublishError(StoryfoldError):
    """A published file cannot be written; what was published before is untouched."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


class MailError(StoryfoldError):
    """A digest cannot be made or mailed; what is still to be mailed stays so."""

    def __init__(self, subject: str, message: str) -> None:
        self.subject = subject
        super().__init__(f"{subject}: {message}")


class MissingExtra(StoryfoldError):
    """What was asked for needs one of the program's extras, and it is not installed."""

    def __init__(self, wanted: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{wanted} needs an extra that is not installed: pip install 'storyfold[{extra}]'")


class ServeError(StoryfoldError):
    """The web server cannot listen."""
