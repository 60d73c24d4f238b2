"""What is written to standard error: one line per thing, whatever stories say, and not without end."""

import io
import json
import logging
import re
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import EACH_S, MOST, Limit, configure_logs, limit
from tests.desk import CONFIG, Desk

FORGED = "Flood\n2026-03-02T06:00:00Z [error] all is lost \x1b[31mred\x1b[0m \u202eterces \x9b31m \x07"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = structlog.get_config()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.configure(**before)
    root.handlers[:], root.level = handlers, level


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def written(monkeypatch: pytest.MonkeyPatch, form: str, **line: str) -> str:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    configure_logs("info", "json" if form == "json" else "console")
    structlog.get_logger().info("founded", **line)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["json", "console"])
def test_title_cannot_forge_a_line_nor_colour_the_terminal(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    said = written(monkeypatch, form, title=FORGED, source="desk")

    assert said.count("\n") == 1
    assert not _CONTROL.search(said)


@pytest.mark.parametrize("form", ["json", "console"])
def test_error_that_quotes_somebody_cannot_forge_a_line_either(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    configure_logs("info", "json" if form == "json" else "console")
    try:
        raise ValueError(FORGED)  # noqa: TRY301 (to be logged)
    except ValueError:
        structlog.get_logger().exception("pass failed")

    first, *others = stream.getvalue().splitlines()
    assert "pass failed" in first
    assert [line for line in others if not line.startswith("    ")] == []
    assert not _CONTROL.search(stream.getvalue())


@given(st.text(max_size=60))
def test_any_text_is_on_one_line_and_can_be_read_back(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for form in ("json", "console"):
            said = written(patch, form, title=text)
            assert said.count("\n") == 1
            assert not _CONTROL.search(said)
            if form == "json":
                assert json.loads(said)["title"] == text


def test_level_says_how_grave_a_line_has_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("warning", "json")
    structlog.get_logger().info("founded")
    structlog.get_logger().warning("pass failed")

    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["pass failed"]


def test_what_other_packages_log_is_written_as_ours(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info", "json")
    logging.getLogger("somebody").info("nobody asks")
    logging.getLogger("somebody").error("cannot %s", "go on")

    [line] = map(json.loads, capsys.readouterr().err.splitlines())
    assert (line["event"], line["level"], line["logger"]) == ("cannot go on", "error", "somebody")


def let_through(limited: Limit, level: str, times: int, **line: str) -> list[dict[str, object]]:
    found = []
    for _ in range(times):
        try:
            found.append(dict(limited(None, level, {"event": "hub not told", **line})))
        except structlog.DropEvent:
            continue
    return found


def test_flood_of_one_kind_is_cut_and_told_afterwards() -> None:
    clock = Clock()
    limited = Limit(clock)

    assert len(let_through(limited, "warning", 1_000, hub="a")) == MOST["warning"]
    assert len(let_through(limited, "warning", 5, hub="b")) == 5  # another hub is another matter
    clock.now += EACH_S
    [first] = let_through(limited, "info", 1)

    assert first["left_out"] == {"hub not told": 1_000 - MOST["warning"]}
    assert limited.total == 1_000 - MOST["warning"]
    assert "left_out" not in let_through(limited, "info", 1)[0]


def test_clock_that_stands_still_lets_nothing_more_through() -> None:
    limited = Limit(Clock())

    assert len(let_through(limited, "error", 500)) == len(let_through(limited, "error", 500)) + MOST["error"]


def test_lines_that_were_left_out_are_counted() -> None:
    before = limit.total
    configure_logs("info", "json")
    for _ in range(MOST["error"] + 7):
        structlog.get_logger().error("one of a thousand", problem="the same")

    assert limit.total - before == 7


def test_configuration_says_what_is_logged(desk: Desk) -> None:
    desk.drop("flood.txt", "Flood\n\nThe river burst its banks.\n")
    lines = desk.once().err.splitlines()
    assert any(line.startswith("{") and json.loads(line)["event"] == "founded" for line in lines)

    desk.configure(CONFIG + "logs: {level: warning}\n")
    desk.drop("fire.txt", "Fire\n\nA fire destroyed the mill.\n")

    assert not any(line.startswith("{") for line in desk.once().err.splitlines())
