"""The exercises of the back office."""
