"""How often something may happen: a bucket that fills slowly and from which each takes one; and what a process may use."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

FILES = 8192  # open at once, connections among them


@dataclass
class Bucket:
    """At most *size* at once and *rate* a second in the long run."""

    size: float
    rate: float
    left: float = field(init=False)
    at: float = 0.0

    def __post_init__(self) -> None:
        self.left = self.size

    def lets(self, at: float) -> bool:
        """Say whether one more may happen at the time *at*, in seconds."""
        self.left = min(self.size, self.left + max(0.0, at - self.at) * self.rate)
        self.at = max(self.at, at)
        return self.left >= 1

    def take(self, at: float) -> bool:
        """Say whether one more may happen at the time *at*; if so, it has."""
        may = self.lets(at)
        self.left -= may
        return may


class Buckets:
    """A bucket for each key, for at most *most* keys: of more, the oldest is forgotten."""

    def __init__(self, size: float, rate: float, most: int = 2000) -> None:
        self._size, self._rate, self._most = size, rate, most
        self._held: dict[str, Bucket] = {}

    def lets(self, key: str, at: float) -> bool:
        """Say whether one more may happen for *key* at the time *at*."""
        return key not in self._held or self._held[key].lets(at)

    def take(self, key: str, at: float) -> bool:
        """Say whether one more may happen for *key* at the time *at*; if so, it has."""
        bucket = self._held.pop(key, None) or Bucket(self._size, self._rate, at=at)
        self._held[key] = bucket
        if len(self._held) > self._most:
            del self._held[next(iter(self._held))]
        return bucket.take(at)


def withstand() -> None:
    """Let this process open as many files as it needs and may, and log no more than a disk can hold."""
    handler, said = logging.StreamHandler(), Bucket(200, 0.02, at=time.monotonic())
    handler.addFilter(lambda record: said.take(time.monotonic()))
    logging.basicConfig(handlers=[handler])
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if most == resource.RLIM_INFINITY else min(FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
