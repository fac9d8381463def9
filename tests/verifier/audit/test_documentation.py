"""docs/audit.md is true: its example signs what it says, its families and rules are those that exist."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.verifier.audit.conftest import Auditor
from workbench.verifier.lint import linting

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
CODE = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "workbench" / "verifier").rglob("*.py")))


def test_that_the_example_signs_what_it_says(audited: Auditor, story: "Story") -> None:
    story.book(31)
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    report = audited(example, [story.run()])
    signed = {one.tried.id.partition("=")[0] for one in report.survivors if one.signed}
    assert signed == {"column:the-visit.note", "column:the-visit.price"}


def test_that_every_rule_is_in_the_table_and_every_rule_in_the_table_exists() -> None:
    table = PAGE.partition("| rule |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`([a-z-]+)`", " ".join(line.split("|")[1] for line in table.splitlines()[2:])))
    docstrings = " ".join(rule.__doc__ or "" for rule in linting.RULES)
    assert set(re.findall(r"``([a-z]+(?:-[a-z]+)+)``", docstrings)) - {"one-sided-twin"} <= named
    assert all(f'"{rule}"' in CODE for rule in named)
