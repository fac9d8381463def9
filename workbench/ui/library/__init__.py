"""The Library perspective: what to do, what was done, what was cut off."""
