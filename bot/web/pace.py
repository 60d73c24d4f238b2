"""How often somebody may try within a minute, in bounded memory. Pure: the clock is the caller's."""

import ipaddress
from collections import OrderedDict, deque
from dataclasses import dataclass, field

_MINUTE_S = 60.0


@dataclass(slots=True)
class Pace:
    """At most so many attempts of one address in a minute; of so many addresses at once, the latest."""

    most: int
    addresses: int
    _times: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict, init=False)

    def is_over(self, address: str, now: float) -> bool:
        """Tell whether it tried too often. *now* is in seconds, from any begin."""
        times = self._times.get(_name(address))
        while times and times[0] <= now - _MINUTE_S:
            times.popleft()
        return times is not None and len(times) >= self.most

    def count(self, address: str, now: float) -> None:
        """Count an attempt."""
        name = _name(address)
        times = self._times.setdefault(name, deque(maxlen=self.most))
        times.append(now)
        self._times.move_to_end(name)
        while len(self._times) > self.addresses:
            self._times.popitem(last=False)


def _name(address: str) -> str:
    """Whoever has one IPv6 address has 2^64 of them: they count as one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4 or found.ipv4_mapped is not None:
        return str(found if found.version == 4 else found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))
