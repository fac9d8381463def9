"""Page clauses: what must be displayed at the end. They can take a reward away and never give one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verifier.second_opinion.inventing import SCHEMA, as_text, invent_run, invent_spec
from workbench.domain.actions import Done
from workbench.domain.episodes import RunRecord
from workbench.domain.pages import CUT, PageAtEnd, PageFact
from workbench.domain.verdicts import Evidence, Finding, FindingKind, Lamp, LampState, Ruling, Verdict
from workbench.verifier import LiveJudge, Spec, judge, parse_spec, sentences
from workbench.verifier.dates import iso_dates
from workbench.verifier.displayed import has_whole
from workbench.verifier.facts import RunFacts
from workbench.verifier.forced import ForcedJudge
from workbench.verifier.problems import SpecProblem
from workbench.verifier.rejudging import in_brief, rejudge

if TYPE_CHECKING:
    from tests.verifier.conftest import Story

SHOWN = """\
page:
  - {id: shown, role: status, text: {contains: $date, as: dates}, at: end, because: the member reads it}
"""
SAID = PageFact("status", "", "Your visit on Tuesday 14 July 2026 at 10:30 is booked.")


def tab(*facts: PageFact, page: str = "t1", incomplete: str = "") -> PageAtEnd:
    return PageAtEnd(page, "http://north.localhost/visits/31", facts, incomplete)


def demand(text: str, role: str = "status") -> str:
    return f"page:\n  - {{id: shown, role: {role}, {text}}}\n"


def finding(verdict: Verdict, clause: str = "shown") -> Finding:
    return next(one for one in verdict.findings if one.clause == clause)


def test_that_what_is_displayed_meets_the_clause(story: "Story", book: str) -> None:
    story.book(31)
    verdict = story.judged(book + SHOWN, pages=(tab(PageFact("heading", "Visit", "Visit")), tab(SAID, page="t2")))
    assert verdict.ruling is Ruling.SATISFIED
    met = finding(verdict)
    assert met.kind is FindingKind.MET
    assert met.sentence == "At the end the page shows a **status**: text containing **2026-07-14** (dates)."
    assert met.because == "the member reads it"
    assert met.evidence == (Evidence(page="t2"),)
    assert met.nearest == "It reads “Your visit on Tuesday 14 July 2026 at 10:30 is booked.”."


def test_that_what_is_not_displayed_violates_and_the_closest_element_is_told(story: "Story", book: str) -> None:
    story.book(31)
    verdict = story.judged(
        book + SHOWN,
        pages=(tab(PageFact("status", "", "Saved."), PageFact("status", "", "Your visit on 2026-07-15 is booked.")),),
    )
    assert verdict.ruling is Ruling.VIOLATED
    unmet = verdict.findings[0]
    assert (unmet.kind, unmet.clause) == (FindingKind.UNMET, "shown")
    assert unmet.nearest == (
        "The closest **status** in tab t1: its text is Your visit on 2026-07-15 is booked., "
        "which does not contain 2026-07-14."
    )
    assert unmet.evidence[0] == Evidence(page="t1")
    assert unmet.evidence[1].line is not None
    assert unmet.counterfactual == "With this met the run is SATISFIED."


def test_that_the_nearest_miss_names_another_role_or_nothing(story: "Story", book: str) -> None:
    story.book(31)
    other = story.judged(book + SHOWN, pages=(tab(PageFact("alert", "", SAID.text)),))
    assert finding(other).nearest == "No **status** is displayed, but an **alert** in tab t1 says so."
    assert finding(story.judged(book + SHOWN, pages=(tab(),))).nearest == "No **status** is displayed."


def test_that_a_page_that_says_so_is_no_substitute_for_the_change(story: "Story", book: str) -> None:
    verdict = story.judged(book + SHOWN, pages=(tab(SAID),))
    assert verdict.ruling is Ruling.VIOLATED
    assert finding(verdict).kind is FindingKind.MET
    assert finding(verdict, "the-visit").kind is FindingKind.UNMET


def test_that_an_episode_without_the_page_is_undecided_where_only_the_page_could_decide(
    story: "Story", book: str
) -> None:
    assert story.judged(book + SHOWN).ruling is Ruling.VIOLATED
    story.book(31)
    verdict = story.judged(book + SHOWN)
    assert verdict.ruling is Ruling.UNDECIDED
    assert finding(verdict).sentence == "**shown** could not be checked: the page at the end was not recorded."


def test_that_what_is_missing_of_a_page_decides_nothing(story: "Story", book: str) -> None:
    story.book(31)
    silent = tab(incomplete="the page did not answer")
    assert story.judged(book + SHOWN, pages=(silent, tab(SAID, page="t2"))).ruling is Ruling.SATISFIED
    verdict = story.judged(book + SHOWN, pages=(silent,))
    assert verdict.ruling is Ruling.UNDECIDED
    assert finding(verdict).sentence.endswith("of tab t1, the page did not answer.")


@pytest.mark.parametrize(
    ("clause", "ruling"),
    [
        ("text: {contains: booked}", Ruling.SATISFIED),
        ("text: {contains: lost}", Ruling.UNDECIDED),
        ("text: {not: {contains: lost}}", Ruling.UNDECIDED),
        ("text: {cel: 'value.size() < 900'}", Ruling.UNDECIDED),
        ("text: Your visit is booked", Ruling.VIOLATED),
    ],
)
def test_that_a_text_that_was_cut_is_known_only_as_far_as_it_goes(
    story: "Story", book: str, clause: str, ruling: Ruling
) -> None:
    story.book(31)
    cut = PageFact("status", "", f"Your visit is booked and {CUT}")
    assert story.judged(book + demand(clause), pages=(tab(cut),)).ruling is ruling


@pytest.mark.parametrize(
    ("clause", "fact", "met"),
    [
        ("text: Booked", PageFact("status", "", "Booked"), True),
        ("text: Booked", PageFact("status", "", "Booked!"), False),
        ("text: [Booked, Saved]", PageFact("status", "", "Saved"), True),
        ("text: {is: BOOKED, as: caseless}", PageFact("status", "", "Booked"), True),
        ("text: {is: $date, as: dates}", PageFact("status", "", "Tue, 14 Jul 2026"), True),
        ("text: {in: $names}", PageFact("status", "", "7"), True),
        ("name: Result, text: Booked", PageFact("status", "Result", "Booked"), True),
        ("name: Result, text: Booked", PageFact("status", "Other", "Booked"), False),
        ("value: '10:30'", PageFact("status", "", "", "10:30"), True),
        ("value: '10:30'", PageFact("status", "", "10:30"), False),
        ("text: {not: Failed}", PageFact("status", "", "Booked"), True),
        ("text: {cel: \"value.endsWith('booked')\"}", PageFact("status", "", "is booked"), True),
        ('text: {cel: "value.size() == $member.id"}', PageFact("status", "", "7 7 7 7"), True),
        ("name: Booked", PageFact("alert", "Booked", "Booked"), False),
        ("text: {contains: $the-visit.id}", PageFact("status", "", "Visit 31 is booked"), True),
        ("text: {contains: $the-visit.id}", PageFact("status", "", "Visit 310 is booked"), False),
        ("text: {contains: $the-visit.id}", PageFact("status", "", "Visit 4315 of 2026-07-31"), False),
        ("text: {contains: $the-visit.price}", PageFact("status", "", "It costs £25.50."), True),
        ("text: {contains: $the-visit.price}", PageFact("status", "", "It costs 2550."), False),
        ("text: {contains: 31}", PageFact("status", "", "Visit 31, booked"), True),
    ],
)
def test_that_each_kind_of_demand_reads_the_element(
    story: "Story", book: str, clause: str, fact: PageFact, met: bool
) -> None:
    story.parameters = {**story.parameters, "names": [7, "Noor"]}
    story.book(31, cells={"price": 2550})
    verdict = story.judged(book + demand(clause), pages=(tab(fact),))
    assert verdict.ruling is (Ruling.SATISFIED if met else Ruling.VIOLATED), verdict


def test_that_a_role_alone_is_a_demand(story: "Story", book: str) -> None:
    story.book(31)
    spec = book + "page:\n  - {id: shown, role: alert}\n"
    assert story.judged(spec, pages=(tab(PageFact("alert", "", "")),)).reward == 1
    assert story.judged(spec, pages=(tab(SAID),)).reward == 0


def test_that_a_row_that_is_not_there_is_never_displayed(story: "Story", book: str) -> None:
    verdict = story.judged(book + demand("text: {not: $the-visit.id}"), pages=(tab(SAID),))
    assert finding(verdict).kind is FindingKind.UNMET
    assert finding(verdict).nearest == "**$the-visit.id** is not there."


def test_that_an_expression_that_fails_decides_nothing(story: "Story", book: str) -> None:
    story.book(31)
    spec = book + demand("value: {cel: 'int(value) > 3'}")
    assert story.judged(spec, pages=(tab(PageFact("status", "", "", "four")),)).ruling is Ruling.UNDECIDED
    both = (tab(PageFact("status", "", "", "four"), PageFact("status", "", "", "4")),)
    assert story.judged(spec, pages=both).ruling is Ruling.SATISFIED


def test_that_a_breach_is_excused_only_where_the_page_is_met_too(story: "Story", book: str) -> None:
    story.book(31)
    story.delete("visits", 12)
    assert story.judged(book + SHOWN, pages=(tab(SAID),)).findings[0].counterfactual
    assert not story.judged(book + SHOWN, pages=(tab(),)).findings[0].counterfactual
    assert not story.judged(book + SHOWN).findings[0].counterfactual


TWINS = """\
version: 1
workout: clinic/book_visit
require:
  - {id: the-visit, insert: visits}
outcome:
  defer: {reason: taken, when: "count(visits, {date: $date}) > 9"}
"""


def test_that_a_twins_page_belongs_to_doing_it(story: "Story") -> None:
    story.book(31)
    assert story.judged(TWINS + SHOWN, pages=(tab(),)).reward == 0
    told = [words for section, _, words in sentences(parse_spec(TWINS + SHOWN, source="x"), {}) if section == "page"]
    assert told == ["At the end the page shows a **status**: text containing **$date** (dates)."]
    with pytest.raises(SpecProblem, match="Nothing but `shown`"):
        parse_spec(TWINS + demand("outcome: defer"), source="x.yaml")


def test_that_lamps_stay_open_until_the_end(story: "Story", book: str) -> None:
    live = story.live(book + SHOWN)

    def lamp() -> Lamp:
        return next(lamp for lamp in live.lamps if lamp.section == "page")

    assert [lamp.section for lamp in live.lamps][-3:] == ["page", "outcome", "frame"]
    assert (lamp().state, lamp().detail) == (LampState.OPEN, "judged at the end")
    live.feed(change=story.book(31))
    live.feed(outcome=Done(), at=story.clock)
    assert lamp().state is LampState.OPEN
    live.feed(pages=(tab(incomplete="the page did not answer"),))
    assert lamp().state is LampState.OPEN
    live.feed(pages=(tab(PageFact("status", "", "Saved.")),))
    assert lamp().state is LampState.BROKEN
    assert "Saved." in lamp().detail
    live.feed(pages=(tab(SAID),))
    assert lamp().state is LampState.MET


def test_that_lamps_know_the_row_that_the_page_must_show(story: "Story", book: str) -> None:
    live = story.live(book + demand("text: {contains: $the-visit.id}"))
    live.feed(change=story.book(31))
    live.feed(pages=(tab(PageFact("status", "", "Visit 31")),))
    lamp = next(lamp for lamp in live.lamps if lamp.section == "page")
    assert lamp.state is LampState.MET
    assert lamp.sentence == "At the end the page shows a **status**: text containing **31**."


def test_that_rejudging_tells_a_new_page_clause(story: "Story", book: str) -> None:
    story.book(31)
    old, new = (parse_spec(text, source="x.yaml") for text in (book, book + SHOWN))
    runs = [("shown", story.run(pages=(tab(SAID),))), ("not", story.run(pages=(tab(),))), ("unknown", story.run())]
    flips = rejudge(old, new, runs).flips
    assert [(flip.run, flip.after, flip.causes) for flip in flips] == [
        ("not", Ruling.VIOLATED, ("unmet shown",)),
        ("unknown", Ruling.UNDECIDED, ("undecided shown",)),
    ]


# As the normaliser and the comparison see it


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-14",
        "14 July 2026",
        "Tuesday 14 July 2026",
        "Tue, 14 Jul 2026",
        "14th of July 2026",
        "14. July 2026",
        "14-Jul-2026",
        "July 14, 2026",
        "Tues. July 14th 2026",
        "TUESDAY, JUL. 14, 2026",
        "Tuesday 2026-07-14",
    ],
)
def test_that_a_date_is_read_however_english_writes_it(text: str) -> None:
    assert iso_dates(f"On {text}, at 10:30.") == "On 2026-07-14, at 10:30."


@pytest.mark.parametrize(
    "text",
    ["31 June 2026", "Monday 14 July 2026", "07/08/2026", "14 July", "114 July 2026", "14 July 20261", "a14 July 2026"],
)
def test_that_what_is_no_certain_date_stays(text: str) -> None:
    assert iso_dates(text) == text


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("16", "16", True),
        ("error 4160", "16", False),
        ("16.5", "16", False),
        ("1,016", "16", False),
        ("£16.", "16", True),
        ("(16)", "16", True),
        ("2026-07-16", "16", False),
        ("4160 and 16", "16", True),
        ("unbooked", "booked", False),
        ("booked, now", "booked", True),
        ("REF-16", "16", True),
        ("10:30:00", "10:30", False),
    ],
)
def test_that_whole_words_and_numbers_are_found(text: str, wanted: str, found: bool) -> None:
    assert has_whole(text, wanted) is found


# The law


ROLES = ("status", "alert")
WORDS = ("a", "A b", "b", "2026-07-14", "14 July 2026", "1", "2", "100", "")


def invent_pages(random: Random) -> tuple[PageAtEnd, ...]:
    def fact() -> PageFact:
        text = " ".join(random.choice(WORDS) for _ in range(random.randint(0, 3))).strip()
        cut = CUT if random.random() < 0.05 else ""
        return PageFact(random.choice(ROLES), random.choice(WORDS), text + cut, random.choice((None, *WORDS)))

    def invented(number: int) -> PageAtEnd:
        facts = [fact() for _ in range(random.randint(1, 6))]
        return tab(*facts, page=f"t{number}", incomplete="silent" if random.random() < 0.1 else "")

    return tuple(invented(number) for number in range(random.choice((0, 1, 1, 1, 2, 2, 2))))


def invent_demand(random: Random, rows: list[str]) -> Any:
    operand: Any = random.choice(["$day", "$who.kind", "$one", "a", "b", *rows])
    return random.choice(
        [
            operand,
            [operand, "b"],
            {"contains": operand, "as": random.choice(("dates", "caseless"))},
            {"not": {"contains": operand}},
            {"is": operand, "as": ["trimmed", "caseless"]},
            {"cel": "int(value) > 1"},
        ]
    )


def invent_page_clauses(random: Random, spec: dict[str, Any]) -> list[dict[str, Any]]:
    singles = [
        clause
        for clause in (*spec.get("require", ()), *spec.get("allow", ()))
        if "delete" not in clause and clause.get("times", 1 if clause in spec.get("require", ()) else None) == 1
    ]
    rows = [f"${clause['id']}.{key}" for clause in singles for key in clause.get("values", {})]
    clauses = []
    for number in range(random.randint(1, 2)):
        clause: dict[str, Any] = {"id": f"p{number}", "role": random.choice(ROLES)}
        for subject in ("name", "text", "value"):
            if random.random() < 0.3:
                clause[subject] = invent_demand(random, rows)
        clauses.append(clause)
    return clauses


def rank(ruling: Ruling) -> int:
    return [Ruling.VIOLATED, Ruling.UNDECIDED, Ruling.SATISFIED].index(ruling)


def compare(random: Random) -> Iterator[tuple[Ruling, Ruling]]:
    """Rulings of some runs without and with page clauses; none where page clauses would stand alone."""
    spec = invent_spec(random)
    whole = {**spec, "page": invent_page_clauses(random, spec)}
    without = parse_spec(as_text(spec), source="invented.yaml", schema=SCHEMA)
    try:
        tightened = parse_spec(as_text(whole), source="invented.yaml", schema=SCHEMA)
    except SpecProblem as problem:
        if problem.rule != "page-alone":
            raise
        return
    for _ in range(3):
        run = replace(invent_run(random, spec), pages=invent_pages(random))
        before, after = judge(without, run), judge(tightened, run)
        about = f"{as_text(whole)}\n{run}\n{before}\n{after}"
        assert rank(after.ruling) <= rank(before.ruling), about
        assert before.ruling is Ruling.SATISFIED or after.ruling is before.ruling, about
        assert after.charges == before.charges, about
        agree_sooner(tightened, run, after)
        agree_live(tightened, run, after)
        yield before.ruling, after.ruling


def agree_sooner(spec: Spec, run: RunRecord, verdict: Verdict) -> None:
    """The short way to a ruling leads to the same one, where it leads anywhere."""
    facts = RunFacts(run)
    forced = ForcedJudge(spec).judge(facts)
    if forced is not None and facts.sound:
        brief = in_brief(verdict)
        assert (forced.ruling, set(forced.flaws)) == (brief.ruling, set(brief.flaws)), f"{run}\n{verdict}\n{forced}"


def agree_live(spec: Spec, run: RunRecord, verdict: Verdict) -> None:
    """The lamps of page clauses end as the verdict has them, where the frame left no choice."""
    if verdict.ruling is not Ruling.SATISFIED:
        return
    live = LiveJudge(spec, run.header.parameters, run.initial)
    for change in run.changes:
        live.feed(change=change)
    live.feed(outcome=run.outcome, at=run.outcome_at, pages=run.pages)
    assert all(lamp.state is LampState.MET for lamp in live.lamps if lamp.section == "page"), f"{run}\n{live.lamps}"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False))
def test_that_page_clauses_never_make_a_ruling_better(random: Random) -> None:
    list(compare(random))


def test_that_page_clauses_turn_satisfied_runs_both_ways() -> None:
    """The law is of use only where there are enough runs of every kind to try it on."""
    turns = Counter(turn for seed in range(250, 500) for turn in compare(Random(seed)))
    for after in Ruling:
        assert turns[Ruling.SATISFIED, after] > 3, turns
    assert turns[Ruling.VIOLATED, Ruling.VIOLATED] > 50, turns
