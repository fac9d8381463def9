"""Raw events in, steps out. Sans-I/O: a list in, a list out; no browser, no files, no clock of its own."""

from workbench.capture.recorder import Recorder
from workbench.capture.wire import parse

__all__ = ["Recorder", "parse"]
