"""Make the JSON Schemas of both configuration files from the models; `python -m bot.config.schema DIR` writes them."""

import json
import sys
from pathlib import Path
from typing import Any

from bot.config.rules import DEFINITIONS
from bot.config.section import Section
from bot.config.settings import StoryfoldFile, TopicsFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of storyfold.yaml."""
    schema = _schema(StoryfoldFile, "Storyfold: the configuration")
    feed = schema["$defs"]["FeedSource"]
    feed["required"].remove("feed")
    feed["oneOf"] = [{"required": ["feed"]}, {"required": ["feed_file"]}]
    return schema


def topics_schema() -> dict[str, Any]:
    """Return the JSON Schema of topics.yaml."""
    schema = _schema(TopicsFile, "Storyfold: the topics")
    topic = schema["$defs"]["TopicSettings"]["properties"]
    topic["rules"] = {"$ref": "#/$defs/Rules", "description": topic["rules"]["description"]}
    schema["$defs"] |= DEFINITIONS
    return schema


def files() -> dict[str, str]:
    """Return the text of each schema file by its name."""
    schemas = {"storyfold.schema.json": json_schema(), "topics.schema.json": topics_schema()}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def _schema(model: type[Section], title: str) -> dict[str, Any]:
    # Serialization mode, because only there pydantic writes a default as a file has it: 1h, not PT1H.
    schema: dict[str, Any] = _tidied(model.model_json_schema(mode="serialization"))
    return {"$schema": _DIALECT} | schema | {"title": title}


def _tidied(node: Any) -> Any:
    """Drop the titles that repeat a key, and the defaults that a file cannot have: null is a key left out."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    drop_default = "default" in node and node["default"] is None
    return {
        key: {name: _tidied(child) for name, child in value.items()}
        if key in {"properties", "$defs"}
        else _tidied(value)
        for key, value in node.items()
        if key != "title" and not (key == "default" and drop_default)
    }


def main(directory: Path) -> None:
    """Write the schema files into *directory*."""
    for name, text in files().items():
        (directory / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("config"))
