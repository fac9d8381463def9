"""New workout: from choosing a gym to a file that can be recorded, specified and tried, without a line of Python."""
