"""The spec language, charging and the verdict: pure, no I/O, no clock."""

from workbench.verifier.fitting import check_against, misfits
from workbench.verifier.parsing import parse_spec
from workbench.verifier.problems import Place, SpecProblem
from workbench.verifier.spec import Spec

__all__ = ["Place", "Spec", "SpecProblem", "check_against", "misfits", "parse_spec"]
