"""The bank's exercises, one module each; ``finding`` and ``walking`` hold what they share."""
