"""What the widgets show, derived purely from values; and the two adapters that Qt needs."""
