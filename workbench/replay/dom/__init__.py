"""The recorded page, folded back from its rrweb events by pure functions: the tree, its canonical text, what changed.

One source for the DOM tree, the diff and the rebuilt page. Nothing here raises on a damaged recording: it notes.
"""
