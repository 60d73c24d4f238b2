"""What the documents say is what the program does."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli.app import COMMANDS
from tests.desk import CONFIG, MORNING, TOPICS, Desk

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *ROOT.glob("*/README.md"),
]
README = (ROOT / "README.md").read_text()


def at_a_terminal(command: list[str]) -> str:
    """Standard output of a command that believes a person is watching."""
    master, slave = os.openpty()
    subprocess.run(command, stdout=slave, check=True, timeout=60)
    os.close(slave)
    out = b""
    try:
        while piece := os.read(master, 65536):
            out += piece
    except OSError:  # Linux ends a terminal whose other side is closed with EIO
        pass
    os.close(master)
    return out.decode().replace("\r\n", "\n")


def test_explanation_in_the_readme_is_what_the_command_prints(desk: Desk) -> None:
    names = ("000_6e312d93a44bed07.txt", "001_43d9e74bc21d4ef2.txt")
    shown = re.search(rf"    \$ storyfold explain {names[0]} {names[1]}\n((?:    .*\n)+)", README)
    assert shown is not None
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        desk.drop(path.name, path.read_bytes(), MORNING)
    desk.once()

    said = at_a_terminal(desk.command("explain", "-c", str(desk.config), *names))

    assert said == re.sub(r"(?m)^    ", "", shown[1])


def test_every_command_is_in_the_readme_and_no_other() -> None:
    assert set(re.findall(r"`storyfold ([a-z]+)", README)) == set(COMMANDS)


def test_topic_in_the_readme_is_valid(desk: Desk) -> None:
    [topic] = re.findall(r"(?m)^    - slug: ferries\n(?:      .*\n)+", README)
    desk.configure(CONFIG, TOPICS + topic.replace("\n    ", "\n  ")[2:])

    assert "3 topic(s)" in desk.run("check", "-c", str(desk.config)).err


def test_mistake_in_the_readme_is_reported_as_it_says(desk: Desk) -> None:
    [line] = re.findall(r"(?m)^    config/topics\.yaml:(\d+:.*)$", README)
    number, column, rest = line.split(":", 2)
    topics = TOPICS.replace("title: Visits", "titel: Visits")
    assert topics.splitlines()[2] == "    titel: Visits"
    desk.configure(CONFIG, "#\n" * (int(number) - 3) + topics)

    said = desk.run("check", "-c", str(desk.config), code=2).err.splitlines()

    assert f"{desk.config.parent}/topics.yaml:{number}:{column}:{rest}" in said


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_files_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_modules_in_the_architecture_exist() -> None:
    named = set(re.findall(r"`((?:[a-z]+/)?[a-z_]+\.py)`", (ROOT / "docs" / "architecture.md").read_text()))

    missing = {name for name in named if not (ROOT / "bot" / name).exists() and not (ROOT / name).exists()}
    assert missing == set()


def test_make_targets_in_the_documents_exist() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text()))
    named = {
        target for document in DOCUMENTS for target in re.findall(r"(?:`|    )make ([a-z]+)", document.read_text())
    }

    assert named - targets == set()
    assert shutil.which("make")
