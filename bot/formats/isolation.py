"""Run a function on one value in a child process with limits: a bomb costs its own document and nothing else.

Children are started when they are needed, kept for the next calls, killed when a limit is hit, and end by themselves when
their parent does. Each is a plain subprocess, not `multiprocessing`'s: that one would import the caller's main module
again, which for a console script is the whole program.
"""

import math
import os
import pickle
import pkgutil
import queue
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Generic, Self, TypeVar, cast

from bot.errors import FormatError, StoryfoldError
from bot.memory import give_back_early

Argument = TypeVar("Argument")
Result = TypeVar("Result")
Answer = bytes | tuple[str, object]  # as it came, or what became of the child

_START_SECONDS = 60.0  # importing the parsers takes half a second on an idle machine
_DYING_SECONDS = 1.0  # for a child whose pipe has ended; one with much memory takes its time
_OUT_OF_MEMORY = 77  # exit status; arbitrary, above those that Python uses
# Entries are about as large as the document that they come from; without a limit, a child could fill its parent.
_MOST_REPLY_BYTES = 128 * 2**20
_MEGABYTE = 2**20
#: A longer question is sent when the one before is answered.
MOST_BYTES_AHEAD = 128 * 1024
_BOOT = "import sys; sys.path[:] = sys.argv[2:]; from bot.formats.isolation import serve; serve(int(sys.argv[1]))"


def location_of(argument: object) -> str:
    """Name an argument in errors: a document by its location, anything else by its type."""
    return str(getattr(argument, "location", type(argument).__name__))


class Isolated(Generic[Argument, Result]):
    """*function* in child processes; calling it is calling the function. Use as a context manager, or close it.

    The function must be importable by name, its argument and result picklable; "module:name" stands for a function that
    only the children import. Threads may share one: as many calls run at once as there are *children*, the others wait. Memory is limited where the kernel does so for private pages (Linux),
    in each child; time is limited everywhere.
    """

    def __init__(
        self,
        function: Callable[[Argument], Result] | str,
        *,
        seconds: float = 5.0,
        memory_bytes: int = 400 * _MEGABYTE,
        name: Callable[[Argument], str] = location_of,
        children: int = 1,
    ) -> None:
        self._name = name
        self._children = [_Child(function, seconds, memory_bytes) for _ in range(children)]
        # Last in, first out: where one child is enough, the others are never started.
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        for child in reversed(self._children):
            self._idle.put(child)

    def __call__(self, argument: Argument) -> Result:
        """Run the function.

        Raises:
            StoryfoldError: as the function raised it.
            FormatError: a limit was hit, the child died, or the function raised anything else ("unexpected error").
        """
        child = self._idle.get()
        try:
            answer = child.ask(pickle.dumps(argument))
        finally:
            self._idle.put(child)
        found = self._found(argument, answer)
        if isinstance(found, StoryfoldError):
            raise found
        return found

    def each(self, arguments: Iterable[Argument]) -> Iterator[Result | StoryfoldError]:
        """Run the function on each, in order and in one child: what it returned, or what a call would have raised.

        Takes an argument from *arguments* while the child is still at the one before, and has it sent: a processor that
        has nothing to do for a moment is some 10 % slower after it.
        """
        questions = ((argument, pickle.dumps(argument)) for argument in arguments)
        coming = next(questions, None)
        if coming is None:
            return
        child = self._idle.get()
        try:
            while coming is not None:
                argument, question = coming
                coming = next(questions, None)
                answer = child.ask(question, coming[1] if coming else None)
                yield self._found(argument, answer)
        finally:
            self._idle.put(child)

    def _found(self, argument: Argument, answer: Answer) -> Result | StoryfoldError:
        kind, value = pickle.loads(answer) if isinstance(answer, bytes) else answer  # noqa: S301 - our own code wrote it
        match kind, value:
            case "value", _:
                return cast("Result", value)  # what the function returned, through the pipe
            case "error", StoryfoldError():
                return value
            case _:
                return FormatError(self._name(argument), str(value))

    def begin(self) -> None:
        """Start a child ahead of the first call, which then waits for less; it gets ready while others work."""
        child = self._idle.get()
        child.begin()
        self._idle.put(child)

    def rest(self) -> None:
        """End those children that were asked nothing since the last `rest`: each holds some 80 MB. A later call starts them again."""
        idle = []
        with suppress(queue.Empty):
            while True:
                idle.append(self._idle.get_nowait())
        for child in reversed(idle):  # the one that was asked last is to be the next one again
            if not child.was_asked:
                child.stop(grace=_DYING_SECONDS)
            child.was_asked = False
            self._idle.put(child)

    def close(self) -> None:
        """End the children, after the calls that are under way; a later call starts another one."""
        for child in [self._idle.get() for _ in self._children]:
            child.stop(grace=_DYING_SECONDS)
            self._idle.put(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Child:
    """One child process, not yet started, running, or dead and to be started again; one question at a time."""

    def __init__(self, function: Callable[..., object] | str, seconds: float, memory_bytes: int) -> None:
        self._function = function
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._is_ready = False
        self._ahead: bytes | None = None  # the question that it was sent together with the one before
        self.was_asked = False  #: since the last `Isolated.rest`

    def ask(self, question: bytes, following: bytes | None = None) -> Answer:
        """Put the question and, if it is not too long, the *following* one; return the answer to the first."""
        if self._ahead is not None and self._ahead is not question:
            self.stop(grace=0)  # whoever put it has gone, and its answer would be taken for this one's
        pipe = self._running()
        self.was_asked = True
        try:
            if self._ahead is None:
                pipe.send_bytes(question)
            self._ahead = None
            if following is not None and len(following) <= MOST_BYTES_AHEAD:
                pipe.send_bytes(following)
                self._ahead = following
            if not pipe.poll(self._seconds):
                self.stop(grace=0)
                return "failed", f"took longer than {self._seconds:g} s"
            return pipe.recv_bytes(_MOST_REPLY_BYTES)
        except (EOFError, OSError):
            return "failed", self._death(self.stop(grace=_DYING_SECONDS))
        except BaseException:
            # Ctrl-C: the next answer would be the one to this question.
            self.stop(grace=0)
            raise

    def _death(self, code: int | None) -> str:
        limit = f"{self._memory_bytes // _MEGABYTE} MB"
        if code == _OUT_OF_MEMORY:
            return f"needed more than {limit}"
        if code == -signal.SIGXCPU:
            return f"took longer than {self._seconds:g} s"
        if code in {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS}:  # how native code ends without memory
            return f"crashed its parser ({signal.Signals(-code).name}), or needed more than {limit}"
        if code is not None and code < 0:
            return f"its parser was killed ({signal.Signals(-code).name})"
        return f"its parser ended without an answer (exit status {code})"

    def begin(self) -> Connection:
        """Start the process unless it runs, and wait for nothing; return the pipe to it."""
        if self._process is not None and self._pipe is not None and self._process.poll() is None:
            return self._pipe
        self.stop(grace=0)
        self._pipe, theirs = _pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [
                    sys.executable,
                    "-I",
                    "-c",
                    _BOOT,
                    str(theirs.fileno()),
                    *filter(None, map(os.path.abspath, sys.path)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # the parent's is for results
                pass_fds=[theirs.fileno()],
                process_group=0,  # Ctrl-C is for the parent
            )
        with suppress(OSError):  # one that has ended at once is found out by whoever asks
            self._pipe.send_bytes(pickle.dumps((self._seconds, self._memory_bytes)))
            self._pipe.send_bytes(pickle.dumps(self._function))
        return self._pipe

    def _running(self) -> Connection:
        """Return the pipe to a living child that is ready, a new one if need be."""
        pipe = self.begin()
        try:
            if self._is_ready or (pipe.poll(_START_SECONDS) and pipe.recv_bytes() == b"ready"):
                self._is_ready = True
                return pipe
        except (EOFError, OSError):
            pass  # reported below, with what became of the child
        code = self.stop(grace=_DYING_SECONDS)
        # Not the document's fault: an installation that cannot import its own parser.
        raise RuntimeError(f"the parsing process did not start (exit status {code}); its own message is on stderr")

    def stop(self, *, grace: float) -> int | None:
        """End the child, after *grace* seconds by force, and return its exit status; None if there was none."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = self._ahead = None
        self._is_ready = False
        if pipe is not None:
            pipe.close()  # an idle child ends by itself
        if process is None:
            return None
        try:
            return process.wait(grace)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _pipe() -> tuple[Connection, Connection]:
    """Return the two ends; into the first one goes a question that nobody reads yet."""
    ours, theirs = socket.socketpair()
    # Else a parent that sends and a child that answers could wait for each other: not every system's own buffer has room.
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * MOST_BYTES_AHEAD)
    return Connection(ours.detach()), Connection(theirs.detach())


def serve(descriptor: int) -> None:
    """Answer questions until the pipe ends. Runs in the child only."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_back_early()
    with Connection(descriptor) as pipe:
        try:
            seconds, memory_bytes = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from our parent
            function = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from our parent
            if isinstance(function, str):
                function = pkgutil.resolve_name(function)
            _limit_memory(memory_bytes)
            pipe.send_bytes(b"ready")
            # What native libraries print when they die is said by the parent, in one line.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            while True:
                question = pipe.recv_bytes()
                _limit_time(seconds)
                pipe.send_bytes(_answer(function, question))
                signal.setitimer(signal.ITIMER_REAL, 0)
        except (EOFError, OSError):
            return  # the parent has closed the pipe, or is no more
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)  # an answer would need memory


def _answer(function: Callable[[object], object], question: bytes) -> bytes:
    try:
        argument = pickle.loads(question)  # noqa: S301 - from our parent
        return pickle.dumps(("value", function(argument)))
    except MemoryError:
        raise
    except StoryfoldError as error:
        return _portable(error)
    # The one place where a broad catch is right: what parsers raise on hostile bytes cannot be listed, and must cost
    # that document only. It is reported as unexpected, with its place, so that it is seen and mended as the bug it is.
    except Exception as error:  # noqa: BLE001 - see above
        return pickle.dumps(("failed", _unexpected(error)))


def _portable(error: StoryfoldError) -> bytes:
    """Send an error as itself if it survives the way, else as what it says."""
    try:
        sent = pickle.dumps(("error", error))
        if str(pickle.loads(sent)[1]) == str(error):  # noqa: S301 - written on the line above
            return sent
    except (TypeError, AttributeError, pickle.PicklingError):
        pass  # an error with arguments of its own; its text is what counts
    return pickle.dumps(("failed", f"{type(error).__name__}: {error}"))


def _unexpected(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})" if trace else ""  # noqa: PTH119 - a name, no file
    return f"unexpected error: {type(error).__name__} {' '.join(str(error).split())[:300]}{place}"


def _limit_memory(memory_bytes: int) -> None:
    """Limit private writable memory, the child's own start included, and leave no core behind.

    RLIMIT_AS would count what is mapped but never used: libraries, and 64 MB of address space a thread.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))


def _limit_time(seconds: float) -> None:
    """Guard the guard: end this child if the parent, who watches the clock, is gone or stopped."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, 2 * seconds + 1)
