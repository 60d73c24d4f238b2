"""The schema that editors use says what the models say, and the shipped files are examples of it."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.config import load, schema, yaml
from bot.config.section import Section
from bot.config.settings import StoryfoldFile, TopicsFile
from bot.config.sources import FeedSource, FolderSource
from bot.errors import ConfigError

CONFIG = Path(__file__).parents[2] / "config"
SOURCE = {"name": "a", "folder": "in"}
RULES = {"any": ["x"]}


def as_json(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: as_json(value) for key, value in node.items()}
    return [as_json(item) for item in node] if isinstance(node, tuple) else node


def validator(content: dict[str, Any]) -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(content)
    return jsonschema.Draft202012Validator(content)


@pytest.mark.parametrize("name", ["storyfold.schema.json", "topics.schema.json"])
def test_the_schema_on_disk_is_what_the_models_give(name: str):
    stale = f"config/{name} is stale: run python -m bot.config.schema"

    assert (CONFIG / name).read_text(encoding="utf-8") == schema.files()[name], stale


def test_writing_the_schemas_makes_both_files(tmp_path: Path):
    schema.main(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {"storyfold.schema.json", "topics.schema.json"}
    assert json.loads((tmp_path / "topics.schema.json").read_text(encoding="utf-8")) == schema.topics_schema()


@pytest.mark.parametrize("name, content", [("storyfold", schema.json_schema()), ("topics", schema.topics_schema())])
def test_shipped_files_fit_the_schema_that_their_first_line_names(name: str, content: dict[str, Any]):
    path = CONFIG / f"{name}.yaml"

    validator(content).validate(as_json(yaml.read(path).value))
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=./{name}.schema.json"


def test_the_shipped_configuration_holds_the_defaults():
    shipped = load(CONFIG / "storyfold.yaml")
    default = StoryfoldFile.model_validate({"sources": (SOURCE,)})

    for name in ("site", "web", "folders", "polling", "clustering"):
        assert getattr(shipped, name) == getattr(default, name), name
    assert shipped.data == (CONFIG / default.data).resolve()
    assert shipped.files == (CONFIG / "storyfold.yaml", CONFIG / "topics.yaml")
    assert [topic.slug for topic in shipped.topics] == ["china-russia", "world", "disasters"]
    assert [source.title for source in shipped.sources] == ["Seed stories"]


def keys_of(section: type[Section]) -> set[str]:
    keys = set(section.model_fields)
    for field in section.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            keys |= keys_of(field.annotation)
    return keys


def test_the_shipped_configuration_shows_every_key():
    text = (CONFIG / "storyfold.yaml").read_text(encoding="utf-8")
    shown = set(re.findall(r"^[ #-]*([a-z_]+):", text, re.MULTILINE))

    assert keys_of(StoryfoldFile) | keys_of(FolderSource) | keys_of(FeedSource) <= shown


def test_the_shipped_topics_name_every_key():
    text = (CONFIG / "topics.yaml").read_text(encoding="utf-8")

    assert all(re.search(rf"^#? +(- )?{key}\b", text, re.MULTILINE) for key in ["slug", "title", "description"])
    assert all(
        re.search(rf"^# +{key} ", text, re.MULTILINE) for key in ["language", "limit", "rules", "any", "all", "none"]
    )


def test_the_examples_in_the_comments_are_valid(tmp_path: Path):
    text = (CONFIG / "storyfold.yaml").read_text(encoding="utf-8")
    live = re.sub(r"^( +)# (- name|  \w+:|contact:|language:)", r"\1\2", text, flags=re.MULTILINE)
    (tmp_path / "storyfold.yaml").write_text(live, encoding="utf-8")
    (tmp_path / "topics.yaml").write_bytes((CONFIG / "topics.yaml").read_bytes())

    got = load(tmp_path / "storyfold.yaml")

    assert [source.name for source in got.sources] == ["seeds", "example-world"]
    assert isinstance(got.sources[1], FeedSource)
    assert got.sources[1].interval is not None
    assert got.polling.contact is not None


@pytest.mark.parametrize(
    "main, is_valid",
    [
        ({"sources": [SOURCE]}, True),
        ({}, False),
        ({"sources": []}, False),
        ({"sources": [SOURCE], "x": 1}, False),
        ({"sources": [{"name": "a"}]}, False),
        ({"sources": [SOURCE | {"feed": "http://x.example/"}]}, False),
        ({"sources": [{"name": "a", "feed": "http://x.example/", "interval": "1h"}]}, True),
        ({"sources": [{"name": "a", "feed": "http://x.example/", "private": True, "interval": "1s"}]}, True),
        ({"sources": [{"name": "a", "feed": "http://x.example/", "full_text": True, "websub": False}]}, True),
        ({"sources": [{"name": "a", "feed": "http://x.example/", "private": 1}]}, False),
        ({"sources": [SOURCE | {"private": True}]}, False),
        ({"sources": [{"name": "a", "feed": "x.example"}]}, False),
        ({"sources": [SOURCE | {"name": "A"}]}, False),
        ({"sources": [SOURCE | {"language": None}]}, False),
        ({"sources": [SOURCE | {"enabled": "yes"}]}, False),
        ({"sources": [SOURCE], "polling": {"interval": "90m"}}, True),
        ({"sources": [SOURCE], "polling": {"interval": 30}}, False),
        ({"sources": [SOURCE], "polling": {"max_body": "10MiB"}}, True),
        ({"sources": [SOURCE], "polling": {"max_body": 10}}, False),
        ({"sources": [SOURCE], "web": {"port": 65536}}, False),
        ({"sources": [SOURCE], "site": {"base_url": "http://x.example/?a"}}, False),
        ({"sources": [SOURCE], "site": {"id_authority": "x.example"}}, False),
        ({"sources": [SOURCE], "site": {"id_authority": "me@x.example,2026-05"}}, True),
    ],
)
def test_schema_and_loader_agree(tmp_path: Path, main: dict[str, Any], is_valid: bool):
    # JSON is YAML, and its texts are all quoted.
    (tmp_path / "s.yaml").write_text(json.dumps(main), encoding="utf-8")
    (tmp_path / "topics.yaml").write_text("topics: [{slug: t, title: T, rules: {any: [x]}}]", encoding="utf-8")
    loads = True
    try:
        load(tmp_path / "s.yaml")
    except ConfigError:
        loads = False

    assert (validator(schema.json_schema()).is_valid(main), loads) == (is_valid, is_valid)


@pytest.mark.parametrize(
    "rules, is_valid",
    [(RULES, True), ({"all": ["x"]}, True), ({"none": ["x"]}, False), ({}, False), ({"any": "x"}, False)],
)
def test_schema_of_topics_asks_for_a_phrase(rules: dict[str, Any], is_valid: bool):
    content = {"topics": [{"slug": "t", "title": "T", "rules": rules}]}

    assert validator(schema.topics_schema()).is_valid(content) is is_valid


def test_every_key_in_the_schema_is_described_and_has_a_default_as_a_file_has_it():
    content = schema.json_schema()

    for name, section in {**content["$defs"], "": content}.items():
        for key, value in section["properties"].items():
            assert value.get("description") or "$ref" in value, f"{name}.{key}"
            assert "title" not in value, f"{name}.{key}"
    polling = content["$defs"]["PollingSettings"]["properties"]
    assert {key: value.get("default") for key, value in polling.items()} == {
        "interval": "1h",
        "max_interval": "1d",
        "spacing": "1s",
        "timeout": "1m",
        "max_body": "10MiB",
        "max_entries": 2000,
        "contact": None,
    }
    assert "default" not in polling["contact"]
    assert content["properties"]["data"]["default"] == "../data"
    assert TopicsFile.model_fields.keys() == schema.topics_schema()["properties"].keys()
