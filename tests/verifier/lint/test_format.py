"""The JSON Schema of the format: current on disk, true for every spec that parses, and of use against misspellings."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from workbench.verifier.lint.format import spec_format

ROOT = Path(__file__).parents[3]
HEAD = "version: 1\nworkout: clinic/book_visit\n"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "spec.md").read_text(encoding="utf-8"), re.DOTALL)
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "specs").glob("*/*.yaml"))]


def problems(text: str) -> list[str]:
    """What the schema says about the text as an editor reads it: YAML 1.2, dates as text."""
    loader = YAML(typ="safe", pure=True)
    document: Any = json.loads(json.dumps(loader.load(text), default=str))
    return [error.message for error in Draft202012Validator(spec_format()).iter_errors(document)]


def test_that_the_schema_on_disk_is_the_one_that_the_parser_means() -> None:
    on_disk = json.loads((ROOT / "docs" / "spec.schema.json").read_text(encoding="utf-8"))
    assert on_disk == spec_format(), "run `workbench audit --schema > docs/spec.schema.json`"


def test_that_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(spec_format())


@pytest.mark.parametrize("text", [*EXAMPLES, *SHIPPED])
def test_that_it_accepts_every_spec_that_parses(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "requires: []\n",
        "require:\n  - {insert: visits}\n",
        "require:\n  - {id: a, insert: v, delete: v}\n",
        "require:\n  - {id: a, insert: v, colour: red}\n",
        "require:\n  - {id: a, insert: v, times: 0}\n",
        "allow:\n  - {id: a, insert: v, times: {min: 3}}\n",
        "never:\n  - {id: a, insert: v, times: 3}\n",
        "allow:\n  - {id: a, insert: v, values: {b: {like: x}}}\n",
        "allow:\n  - {id: a, insert: v, values: {b: {is: x, as: soundex}}}\n",
        "tables: {v: loose}\n",
        "drain: soon\n",
        "outcome: perhaps\n",
        "outcome: {defer: {entity: x}}\n",
        "order:\n  - {read: POST /x, after: a}\n",
        "params: {a: colour}\n",
        "page:\n  - {id: a, role: statu}\n",
        "page:\n  - {role: status}\n",
        "page:\n  - {id: a, role: status, at: start}\n",
        'accepts:\n  - {mutant: "drop:a", sentence: "all is well"}\n',
    ],
)
def test_that_it_refuses_what_the_parser_refuses(text: str) -> None:
    assert problems(HEAD + text) != []
