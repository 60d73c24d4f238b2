"""`python -m bot`: the same as the command `storyfold`."""

import os
import signal
import sys


def main() -> None:
    """Run the command line.

    Until the service listens to signals itself, which is a second of imports later, one of them ends it as it should end: as
    the first process of a container it would otherwise not hear them at all.
    """
    if sys.argv[1:2] == ["run"]:
        # Read when numpy is imported: else large tables, of which hardly anything is written, are given memory 2 MB at a time.
        os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: os._exit(0))  # nothing has begun that would have to be ended
    from bot.cli import main as run_command  # noqa: PLC0415 (after the signals)

    run_command()


if __name__ == "__main__":
    main()
