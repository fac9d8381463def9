"""What is doubtful about a spec, each remark with its rule, line, column and cure. Pure, no I/O."""

from workbench.verifier.lint.linting import lint
from workbench.verifier.lint.marks import Mark, Weight, mark_of

__all__ = ["Mark", "Weight", "lint", "mark_of"]
