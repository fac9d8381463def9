"""Specs while they are written: what is wrong with a text, what could stand next, edits and their inverses. No Qt."""
