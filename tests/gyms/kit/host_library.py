"""A gym host for the tests' own gym: what ``python -m gyms.kit.serve`` is for the shipped ones."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from gyms.kit.perturbations.intermittent_errors import IntermittentErrors
from gyms.kit.serve import run
from tests.gyms.kit.library import library

if __name__ == "__main__":
    run({"library": library}, {"clean": (), "flaky": (IntermittentErrors(share=0.5),)})
