import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import FormatError
from bot.formats.isolation import MOST_BYTES_AHEAD, Isolated
from bot.formats.parsing import parse
from bot.model import Document

ARRIVED = datetime(2024, 1, 1, tzinfo=UTC)
FUNCTIONS = """
import ctypes, os, signal, sys, time
from bot.errors import FetchError, FormatError

def work(argument):
    match argument:
        case "pid": return str(os.getpid())
        case "sleep": time.sleep(60)
        case "spin":
            while True: pass
        case "list":
            hoard = []
            while True: hoard.append("x" * 1_000_000)
        case "nodes":
            from lxml import etree
            root = etree.Element("a")
            while True: etree.SubElement(root, "b").text = "x" * 1000
        case "rust":
            import nh3
            return nh3.clean("<b>x" * 10_000_000)
        case "type": raise TypeError("two\\nlines")
        case "format": raise FormatError("a.xml", "is bad")
        case "fetch": raise FetchError("wire", "http://a.example/", "down")
        case "exit": os._exit(3)
        case "crash": ctypes.string_at(0)
        case "unpicklable": return lambda: None
        case "print":
            print("noise"); print("noise", file=sys.stderr)
        case "tongue":
            from bot.cleaning.language import language_of
            import bot.formats.parsing
            return str(language_of("Le président est arrivé dans la capitale avec ses ministres"))
        case "interrupt":
            os.kill(os.getpid(), signal.SIGINT)
    return argument
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    (tmp_path / "isolated_functions.py").write_text(FUNCTIONS)
    monkeypatch.syspath_prepend(tmp_path)
    import isolated_functions  # noqa: PLC0415 - it has just been written

    function: Callable[[str], str] = isolated_functions.work
    return function


@pytest.fixture
def isolated(work: Callable[[str], str]) -> Iterator[Isolated[str, str]]:
    with Isolated(work, seconds=0.6, memory_bytes=150 * 2**20, name=lambda argument: f"doc-{argument}") as isolated:
        yield isolated


def test_a_function_that_only_the_child_imports_is_told_by_name(work: Callable[[str], str], tmp_path: Path) -> None:
    (tmp_path / "imported_by_children.py").write_text(FUNCTIONS)

    with Isolated[str, str]("imported_by_children:work") as isolated:
        assert isolated("pid") != work("pid") == str(os.getpid())

    assert "imported_by_children" not in sys.modules


def test_a_child_that_was_begun_answers_the_first_call_and_rests_if_none_comes(isolated: Isolated[str, str]) -> None:
    isolated.begin()
    begun = isolated._children[0]._process
    assert begun is not None
    isolated.begin()
    assert isolated("pid") == str(begun.pid)
    isolated.rest()
    isolated.close()

    isolated.begin()
    unasked = isolated._children[0]._process
    assert unasked is not None
    isolated.rest()
    assert unasked.poll() is not None
    assert isolated("pid") != str(unasked.pid)

    isolated.close()
    isolated.begin()
    killed = isolated._children[0]._process
    assert killed is not None
    killed.kill()
    killed.wait()
    assert isolated("pid") != str(killed.pid)


def test_one_child_serves_many_calls(isolated: Isolated[str, str]) -> None:
    first, second = isolated("pid"), isolated("pid")

    assert first == second != str(os.getpid())


@pytest.mark.parametrize(
    "argument, message",
    [
        ("sleep", "took longer than 0.6 s"),
        ("spin", "took longer than 0.6 s"),
        ("list", "needed more than 150 MB"),
        ("nodes", "150 MB"),
        ("rust", "150 MB"),
        ("exit", "ended without an answer (exit status 3)"),
        ("crash", "crashed its parser (SIGSEGV)"),
    ],
)
def test_a_bomb_costs_its_document_and_the_next_call_works(
    work: Callable[[str], str], argument: str, message: str
) -> None:
    seconds = 0.6 if argument in {"sleep", "spin"} else 20  # to fill memory takes a busy machine some time
    with Isolated(work, seconds=seconds, memory_bytes=150 * 2**20, name=lambda name: f"doc-{name}") as isolated:
        before = isolated("pid")
        started = time.monotonic()
        with pytest.raises(FormatError) as caught:
            isolated(argument)

        assert message in str(caught.value)
        assert caught.value.location == f"doc-{argument}"
        assert time.monotonic() - started < seconds + 3
        assert isolated("pid") not in {before, str(os.getpid())}


def test_two_children_work_at_once_and_a_bomb_in_one_does_not_hold_up_the_other(work: Callable[[str], str]) -> None:
    with (
        Isolated(work, seconds=1.5, name=lambda argument: f"doc-{argument}", children=2) as isolated,
        ThreadPoolExecutor(2) as threads,
    ):
        first = isolated("pid")
        bomb = threads.submit(isolated, "sleep")
        while isolated("pid") == first:  # until the bomb has the first child
            time.sleep(0.01)
        second = isolated("pid")

        assert not bomb.done()
        assert second not in {first, str(os.getpid())}
        with pytest.raises(FormatError, match=r"doc-sleep: took longer than 1\.5 s"):
            bomb.result()


def test_further_children_are_not_started_where_one_is_enough(work: Callable[[str], str]) -> None:
    with Isolated(work, children=4) as isolated:
        assert len({isolated("pid") for _ in range(8)}) == 1


@pytest.mark.parametrize(
    "argument, message",
    [
        ("format", r"^a\.xml: is bad$"),
        ("type", r"^doc-type: unexpected error: TypeError two lines \(isolated_functions\.py:\d+\)$"),
        ("unpicklable", r"^doc-unpicklable: unexpected error: "),
        ("fetch", r"^doc-fetch: FetchError: wire: http://a\.example/: down$"),
    ],
)
def test_errors_come_back_as_one_line_and_the_child_goes_on(
    isolated: Isolated[str, str], argument: str, message: str
) -> None:
    before = isolated("pid")
    with pytest.raises(FormatError, match=message):
        isolated(argument)

    assert isolated("pid") == before


def test_child_prints_nothing_and_ignores_ctrl_c(
    isolated: Isolated[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert [isolated("print"), isolated("interrupt")] == ["print", "interrupt"]
    assert capfd.readouterr() == ("", "")


def test_a_child_that_was_killed_while_idle_is_replaced(isolated: Isolated[str, str]) -> None:
    pid = int(isolated("pid"))
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)

    assert int(isolated("pid")) != pid


def test_parsers_and_the_language_model_work_below_the_default_limit(work: Callable[[str], str]) -> None:
    with Isolated(work) as isolated:
        assert isolated("tongue") == "fr"


def test_close_ends_the_child_and_a_later_call_starts_another(isolated: Isolated[str, str]) -> None:
    pid = int(isolated("pid"))
    isolated.close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert int(isolated("pid")) != pid


def test_child_ends_with_a_parent_that_is_killed(work: Callable[[str], str]) -> None:
    script = (
        "import os, signal, isolated_functions; from bot.formats.isolation import Isolated; "
        "print(Isolated(isolated_functions.work)('pid'), flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    parent = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
        timeout=30,
    )
    child = int(parent.stdout)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _is_running(child):
        time.sleep(0.05)

    assert parent.returncode == -signal.SIGKILL
    assert not _is_running(child)


def _is_running(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    "bomb",
    [
        "<rss version='2.0'><channel><title>T</title><item " + " ".join(f"a{n}='1'" for n in range(60_000)) + "/></channel></rss>",
        "<rss version='2.0'><channel><item><title>" + "<b>" * 200_000 + "</title></item></channel></rss>",
        "<!DOCTYPE rss [<!ENTITY a0 'lol'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
        + "]><rss version='2.0'><channel><title>&a9;</title></channel></rss>",
    ],
    ids=["attributes", "depth", "laughs"],
)  # fmt: skip
def test_feeds_made_to_burn_time_are_cut_off(bomb: str) -> None:
    document = Document(source="s", location="bomb.xml", content=bomb.encode(), arrived=ARRIVED)
    with Isolated(parse, seconds=1) as isolated:
        started = time.monotonic()
        try:
            isolated(document)
        except FormatError as error:
            assert error.location == "bomb.xml"  # noqa: PT017 - an answer in time is as good

        assert time.monotonic() - started < 3
        assert (
            isolated(Document(source="s", location="a.txt", content=b"A story.", arrived=ARRIVED)).entries[0].body
            == "A story."
        )


def test_each_gives_what_calls_would_in_order_and_in_one_child(isolated: Isolated[str, str]) -> None:
    arguments = ["pid", "a", "format", "list", "fetch", "exit", "b", "crash", "sleep", "pid"]

    first, *found, last = isolated.each(arguments)

    lines = [str(one) for one in found]
    assert lines.pop(6).startswith("doc-crash: crashed its parser (SIGSEGV)")
    assert lines == [
        "a",
        "a.xml: is bad",
        "doc-list: needed more than 150 MB",
        "doc-fetch: FetchError: wire: http://a.example/: down",
        "doc-exit: its parser ended without an answer (exit status 3)",
        "b",
        "doc-sleep: took longer than 0.6 s",
    ]
    assert [isinstance(one, FormatError) for one in found] == [False, True, True, True, True, False, True, True]
    assert first != last, "each bomb costs a child"


def test_each_takes_one_argument_ahead_and_no_more(isolated: Isolated[str, str]) -> None:
    taken: list[str] = []

    def arguments() -> Iterator[str]:
        for argument in "abcd":
            taken.append(argument)
            yield argument

    for number, _ in enumerate(isolated.each(arguments()), 1):
        assert len(taken) == min(number + 1, 4)


def test_a_child_that_was_sent_a_question_nobody_waits_for_answers_the_next_one(isolated: Isolated[str, str]) -> None:
    answers = isolated.each(["pid", "never asked for", "nor this"])
    next(answers)
    answers.close()  # type: ignore[attr-defined]  # it is a generator

    assert isolated("wanted") == "wanted"


@pytest.mark.parametrize("length", [MOST_BYTES_AHEAD - 100, MOST_BYTES_AHEAD, 30 * MOST_BYTES_AHEAD])
def test_long_questions_and_long_answers_never_wait_for_each_other(work: Callable[[str], str], length: int) -> None:
    with Isolated(work, seconds=20) as isolated:
        arguments = [f"{number}" * length for number in range(6)]

        assert list(isolated.each(arguments)) == arguments


def test_rest_ends_the_children_that_were_asked_nothing_since_the_last_one(work: Callable[[str], str]) -> None:
    with Isolated(work, seconds=5) as isolated:
        first = isolated("pid")
        isolated.rest()
        assert isolated("pid") == first, "it was asked before, and is kept"

        isolated.rest()
        isolated.rest()

        assert not _is_running(int(first))
        assert isolated("pid") != first


def test_rest_leaves_a_child_at_its_work(work: Callable[[str], str]) -> None:
    with Isolated(work, seconds=5) as isolated:
        answers = isolated.each(["pid", "pid", "pid"])
        first = next(answers)
        isolated.rest()
        isolated.rest()

        assert list(answers) == [first, first]
