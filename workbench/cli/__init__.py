"""The command line: everything that needs no window, and the door to the one that does."""

from workbench.cli.main import main

__all__ = ["main"]
