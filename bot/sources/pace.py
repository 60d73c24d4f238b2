"""How long an answer may take, by how much of it has come. The limits of a fetch in time."""

import asyncio

#: How long a host may take to be found, to connect, and to send the head of its answer. Below ten seconds, so that with
#: what is around it a silent host costs no more than that.
ANSWER_SECONDS = 9.0
#: A body may take this long however small it is, and then as long as it keeps up this rate on the average: a trickle of
#: single bytes ends here, three megabytes through a bad line do not.
BODY_SECONDS = 5.0
SLOWEST = 1024  #: bytes a second


class Pace:
    """The time limit of one request, which moves as the answer comes in. Use `limit` around it."""

    def __init__(self, seconds: float) -> None:
        """Begin; *seconds* are left for the request in any case."""
        self._now = asyncio.get_running_loop().time
        self._begun = self._now()
        self._end = self._begun + seconds
        self._head_at: float | None = None
        self.limit = asyncio.timeout_at(min(self._end, self._begun + ANSWER_SECONDS))

    def go_on(self, received: int) -> None:
        """Say that the head is there, and so many bytes of the body: that earns the time for more."""
        if self._head_at is None:
            self._head_at = self._now()
        self.limit.reschedule(min(self._end, self._head_at + max(BODY_SECONDS, received / SLOWEST)))

    def spent(self) -> float:
        """Tell how many seconds have passed."""
        return self._now() - self._begun

    def why(self, seconds: float) -> str:
        """Say which limit was hit; *seconds* is the time-out of the whole fetch, of which this is a part."""
        if (self.limit.when() or self._end) >= self._end:
            return f"no complete answer within {seconds:g} s"
        if self._head_at is None:
            return f"no answer within {ANSWER_SECONDS:g} s"
        return f"too slow: sent less than {SLOWEST} bytes a second"
