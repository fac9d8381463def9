"""The spec language, charging and the verdict: pure, no I/O, no clock."""
