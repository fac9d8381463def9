"""What is doubtful about a spec, each remark with its rule, line, column and cure. Pure, no I/O."""

from workbench.verifier.lint.linting import lint
from workbench.verifier.lint.marks import Mark, Weight

__all__ = ["Mark", "Weight", "lint"]
