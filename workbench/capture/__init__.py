"""Raw events in, steps out. Sans-I/O: a list in, a list out; no browser, no files, no clock of its own."""
