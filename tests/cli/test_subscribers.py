"""`storyfold subscribers`: tokens are shown once, and end when somebody says so."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.subscribers import subscribers
from bot.errors import UnknownSubscriber
from bot.store import subscribers as stored
from bot.store.database import open_database
from tests.desk import Desk

TOPICS = """\
topics:
  - {slug: fires, title: Fires, rules: {any: [fire]}}
  - {slug: waters, title: Waters, private: true, rules: {any: [river]}}
  - {slug: boats, title: Boats, private: true, rules: {any: [boat]}}
"""
HOME = "http://127.0.0.1:8000/private"

app = typer.Typer(rich_markup_mode=None)  # as the program is: one line is one line
app.add_typer(subscribers, name="subscribers")


class Office:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        open_database(desk.database()).close()

    def run(self, *words: str) -> Result:
        result = CliRunner().invoke(app, ["subscribers", *words, "-c", str(self.desk.config)])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def given(self, *words: str) -> Any:
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def listed(self) -> list[Any]:
        return [json.loads(line) for line in self.run("list").stdout.splitlines()]

    def opens(self, token: str) -> bool:
        database = open_database(self.desk.database())
        try:
            with database.reading() as connection:
                return stored.with_token(connection, token) is not None
        finally:
            database.close()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(Desk(tmp_path / "desk", topics=TOPICS))


def test_token_is_printed_once_with_the_addresses(office: Office) -> None:
    given = office.given("add", "Night desk", "--topic", "boats")

    token = given["token"]
    assert given == {
        "name": "Night desk",
        "token": token,
        "page": f"{HOME}/{token}/",
        "feeds": [f"{HOME}/{token}/topics/boats.atom"],
    }
    assert office.opens(token)
    assert token not in office.run("list").output
    assert token.encode() not in office.desk.database().read_bytes()


def test_subscriber_of_all_private_topics_has_none_that_is_public(office: Office) -> None:
    given = office.given("add", "Ann")

    assert [url.rpartition("/")[2] for url in given["feeds"]] == ["waters.atom", "boats.atom"]
    [ann] = office.listed()
    assert (ann["name"], ann["topics"], ann["last_used"], ann["revoked"]) == ("Ann", None, None, None)


def test_renewed_token_ends_the_former_one_and_revoked_one_ends(office: Office) -> None:
    first = office.given("add", "Ann", "--topic", "waters", "--topic", "waters")["token"]

    renewed = office.given("renew", "Ann")
    assert renewed["feeds"] == [f"{HOME}/{renewed['token']}/topics/waters.atom"]
    assert (office.opens(first), office.opens(renewed["token"])) == (False, True)

    told = office.run("revoke", "Ann")
    assert "reads nothing private any more" in told.stderr
    assert not office.opens(renewed["token"])
    [ann] = office.listed()
    assert ann["topics"] == ["waters"]
    assert ann["revoked"] is not None

    assert office.opens(office.given("renew", "Ann")["token"])


def test_people_see_it_in_words(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    # What the runner puts in the place of standard output is no terminal.
    monkeypatch.setattr("bot.cli.subscribers.sys", type("", (), {"stdout": type("", (), {"isatty": lambda: True})}))
    said = office.run("add", "Ann").stdout
    [token] = [line.strip() for line in said.splitlines() if len(line.strip()) == 40]

    assert f"  {HOME}/{token}/\n  {HOME}/{token}/topics/waters.atom\n" in said
    listed = office.run("list").stdout
    assert listed.startswith("Ann  all private topics  (since ")
    assert "never used" in listed


@pytest.mark.parametrize("topic", ["fires", "never"])
def test_only_private_topics_need_a_token(office: Office, topic: str) -> None:
    refused = office.run("add", "Ann", "--topic", topic)

    assert refused.exit_code == 2
    assert "there are waters, boats" in refused.stderr
    assert office.listed() == []


@pytest.mark.parametrize("name", ["", " ", " Ann", "A\nnn", "A" * 65])
def test_names_are_one_line(office: Office, name: str) -> None:
    assert office.run("add", name).exit_code == 2


def test_nobody_is_taken_for_somebody(office: Office) -> None:
    office.given("add", "Ann")
    for words in (("add", "Ann"), ("renew", "Bob"), ("revoke", "Bob")):
        with pytest.raises(UnknownSubscriber, match="subscriber"):
            office.run(*words)
    assert len(office.listed()) == 1


def test_without_a_private_topic_it_is_said(office: Office) -> None:
    office.desk.configure(topics=TOPICS.split("  - {slug: waters", maxsplit=1)[0])

    told = office.run("add", "Ann")

    assert json.loads(told.stdout)["feeds"] == []
    assert "`private: true` makes one" in told.stderr
