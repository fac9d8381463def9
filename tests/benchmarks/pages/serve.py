"""``python -m tests.benchmarks.pages.serve``: the gym host, with the depot instead of the gyms that are shipped."""

from gyms.kit.serve import run
from tests.benchmarks.pages.depot import gym

if __name__ == "__main__":
    run({gym.name: gym})
