"""Names of the files in an episode's folder. docs/episode.md describes them for other programs."""

FORMAT = 1
"""The version this workbench writes."""

EPISODE = "episode.json"
INITIAL = "initial.json.zst"
STEPS = "steps.jsonl"
EXCHANGES = "exchanges.jsonl"
CHANGES = "changes.jsonl"
ATTEMPTS = "attempts.jsonl"
DISTURBANCES = "disturbances.jsonl"
CONSOLE = "console.jsonl"
DOM = "dom.jsonl"
END = "end.jsonl"
CLAIM = "recording.lock"
"""Held by the process that writes the episode, as long as it does."""
BLOBS = "blobs"
SEALED = ".zst"
"""Suffix that the bulky streams get when a finished episode is sealed."""

STREAMS = (STEPS, EXCHANGES, CHANGES, ATTEMPTS, DISTURBANCES, CONSOLE, DOM, END)
BULKY = (DOM, EXCHANGES)
"""Streams that sealing compresses."""
