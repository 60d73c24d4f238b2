"""`storyfold clean`, as a person and as a program use it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

STORY = """\
UPDATE 2-Ferry hits reef off Halcyon Bay

By Jane Doe

PORT MERROW, March 12 (Reuters) - A ferry hit a reef on Tuesday, officials said. All 214 people were rescued.

Read more: The reef that nobody saw

"We were lucky," said Tomas Brekkan, 41. (Reporting by Jane Doe; Editing by John Smith)
"""


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "clean", *words], cwd=cwd, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def test_the_picture_shows_what_went_where_it_stood_and_why(story: Path) -> None:
    done = run("--diff", story.name, cwd=story.parent)

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "── story.txt",
        "  Ferry hits reef off Halcyon Bay",
        "  dateline: PORT MERROW · credit: Reuters · by: Jane Doe · markers: update 2 · language: en",
        "",
        "- UPDATE 2- Ferry hits reef off Halcyon Bay  (marker of the desk; is the title)",
        "- By Jane Doe  (byline)",
        "  [-PORT MERROW, March 12 (Reuters) --] A ferry hit a reef on Tuesday, officials said. All 214 people were rescued.  (dateline)",
        "- Read more: The reef that nobody saw  (leads to other stories)",
        '  "We were lucky," said Tomas Brekkan, 41. [-(Reporting by Jane Doe; Editing by John Smith)-]  (who worked on it)',
        "",
    ]


def test_programs_get_one_object_a_story(story: Path) -> None:
    row = json.loads(run(story.name, cwd=story.parent).stdout)

    assert (row["title"], row["dateline"], row["credit"]) == (
        "Ferry hits reef off Halcyon Bay",
        "PORT MERROW",
        "Reuters",
    )
    assert row["text"].endswith('\n\n"We were lucky," said Tomas Brekkan, 41.')
    assert {cut["because"] for cut in row["cuts"]} >= {"byline", "dateline", "leads to other stories"}


def test_at_a_terminal_what_went_is_struck_out(story: Path) -> None:
    terminal, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "200"}
    environment.pop("NO_COLOR", None)
    subprocess.run(
        [sys.executable, "-m", "bot", "clean", "--diff", story.name],
        cwd=story.parent, stdout=theirs, env=environment, check=True, timeout=60,
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)

    assert "\x1b[9;31m" in shown


def test_a_file_that_cannot_be_read_is_one_line_and_loses_no_other(story: Path) -> None:
    done = run("missing.txt", story.name, cwd=story.parent)

    assert done.returncode == 2
    assert done.stderr == "storyfold: missing.txt: cannot be read: No such file or directory\n"
    assert json.loads(done.stdout)["file"] == "story.txt"


def test_what_a_story_says_gives_no_orders_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Ferry \x1b]0;hits\x07 reef\n\nRead more: \x1b[31mred\n\nIt hit a reef, officials said.\n"
    )

    assert "\x1b" not in run("--diff", "a.txt", cwd=tmp_path).stdout
