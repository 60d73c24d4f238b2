"""One finding of a check-up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as it should be."""

    what: str  #: what was looked at: disk, clock, …
    where: str  #: a file, a source, a key of the configuration
    seen: str
    expected: str
    mend: str  #: what to do
    is_problem: bool = True  #: False: worth knowing, but all works

    def __str__(self) -> str:
        """Render on one line."""
        return f"{self.what}: {self.where}: seen {self.seen}; expected {self.expected}; {self.mend}"
