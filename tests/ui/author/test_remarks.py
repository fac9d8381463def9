"""What stands in the margin and in the list of findings."""

from workbench.authoring.tallying import AuditSummary
from workbench.domain.verdicts import Ruling
from workbench.ui.author.remarks import Gravity, by_line, remark_looks, remark_summary, remarks_of, with_code
from workbench.verifier.audit import Kind, Survivor, Tried
from workbench.verifier.lint import Mark, Weight

ERROR = Mark("unknown-column", 4, 9, "Table `visits` has no column `dat`.", "It has date.")
ADVICE = Mark("any-row", 2, 3, "This takes any row.", "Say which.", Weight.ADVICE)
TRIED = Tried(
    Kind.MUTANT, "column:a.b=null", "a **note**", "g", Ruling.SATISFIED, 4, 3, "a", "`a` lets it through.", "Narrow."
)
SURVIVOR = Survivor(TRIED, 1, ("g",))


def summary(*survivors: Survivor, marks: tuple[Mark, ...] = ()) -> AuditSummary:
    return AuditSummary({Kind.MUTANT: 2}, {Kind.MUTANT: 1}, 0, 0.5, 0.1, False, survivors, (), marks)


def test_that_remarks_stand_by_place_and_each_once() -> None:
    remarks = remarks_of((ERROR, ADVICE), summary(SURVIVOR, marks=(ADVICE,)))
    assert [(one.line, one.column, one.gravity) for one in remarks] == [
        (2, 3, Gravity.INFO),
        (4, 3, Gravity.WARNING),
        (4, 9, Gravity.ERROR),
    ]
    assert remark_summary(remarks) == "1 error · 1 survivor · 1 remark"


def test_that_a_line_shows_its_gravest_remark_first() -> None:
    lines = by_line(remarks_of((ERROR,), summary(SURVIVOR)))
    assert [one.gravity for one in lines[4]] == [Gravity.ERROR, Gravity.WARNING]


def test_that_what_is_signed_is_not_remarked() -> None:
    signed = Survivor(TRIED, 1, ("g",), signed="this spec accepts: a note")
    assert remarks_of((), summary(signed)) == ()


def test_that_a_row_says_what_where_and_what_to_do() -> None:
    (look,) = remark_looks(remarks_of((ERROR,)))
    assert look.words == "Table visits has no column dat. · It has date. · 4:9"
    assert look.hint == "unknown-column · line 4, column 9"


def test_that_an_unpaired_backtick_stays_as_it_is() -> None:
    assert [span.text for span in with_code("a ` b")] == ["a ` b"]
    assert [(span.text, span.style) for span in with_code("a `b`.")] == [("a ", ""), ("b", "mono"), (".", "")]
