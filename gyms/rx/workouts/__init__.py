"""The workouts, one module each."""
