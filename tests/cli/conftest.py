"""Runs the command line as a person does, and reads what it answers."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from typer.testing import CliRunner

from workbench.cli.main import app


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    status: int
    text: str
    errors: str

    @property
    def document(self) -> Any:
        """The JSON document it printed."""
        return json.loads(self.text)


@pytest.fixture
def workbench() -> Callable[..., Answer]:
    """``workbench("verify", folder, "--json")``"""

    def call(*words: object) -> Answer:
        result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
        return Answer(result.exit_code, result.stdout, result.stderr)

    return call
