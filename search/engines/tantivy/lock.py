import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Generator[None]:
    """One holder at a time among all processes and threads. Released when the holder dies."""
    with path.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
