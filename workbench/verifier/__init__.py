"""The spec language, charging and the verdict: pure, no I/O, no clock."""

from workbench.verifier.binding import let_values
from workbench.verifier.fitting import check_against, misfits
from workbench.verifier.judging import judge
from workbench.verifier.live import LiveJudge
from workbench.verifier.parsing import parse_spec
from workbench.verifier.problems import Place, SpecProblem
from workbench.verifier.spec import Spec
from workbench.verifier.wording import sentences

__all__ = [
    "LiveJudge",
    "Place",
    "Spec",
    "SpecProblem",
    "check_against",
    "judge",
    "let_values",
    "misfits",
    "parse_spec",
    "sentences",
]
