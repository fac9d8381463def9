"""The clinic's workouts, one module each."""
