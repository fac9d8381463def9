import dataclasses

from tests.replay.builder import clinic_episode, clinic_verdict
from workbench.domain.episodes import Episode
from workbench.domain.verdicts import Evidence, Finding, FindingKind, Ruling, Verdict
from workbench.replay.index import build_index
from workbench.replay.opening import Replay
from workbench.replay.position import Focus, Phase, Position
from workbench.replay.tone import Tone
from workbench.replay.verdict import build_verdict


def test_that_a_finding_links_to_the_change_the_request_and_the_step(replay: Replay) -> None:
    breach = replay.findings.rows[0]
    assert breach.tone is Tone.BROKEN
    assert breach.links[0].text == "change 5 · POST /visits · step 7"
    assert breach.links[0].position == Position(7, Phase.AFTER)
    assert breach.links[0].focus == Focus(change=5, exchange="r7")
    assert breach.counterfactual == "Without change 5 this run is SATISFIED."


def test_that_stepping_through_findings_goes_round(replay: Replay) -> None:
    first = replay.findings.following(Position(0, Phase.AFTER))
    assert first is replay.findings.rows[0]
    assert replay.findings.following(Position(7, Phase.AFTER)) is first
    assert replay.findings.preceding(Position(3, Phase.AFTER)) is replay.findings.rows[1]


def test_that_evidence_that_is_not_in_the_episode_makes_no_dead_link(episode: Episode) -> None:
    verdict = clinic_verdict()
    bare = Episode(dataclasses.replace(episode.run, changes=(), exchanges=()), episode.steps, episode.dom, ())
    assert all(not row.links for row in build_verdict(build_index(bare, verdict)).rows)


def test_that_a_finding_about_the_page_at_the_end_links_to_the_last_step(episode: Episode) -> None:
    unmet = Finding(FindingKind.UNMET, "shown", "The page shows a **status**.", evidence=(Evidence(page="t2"),))
    (row,) = build_verdict(build_index(episode, Verdict(Ruling.VIOLATED, (unmet,)))).rows
    assert [(link.text, link.position) for link in row.links] == [
        ("t2 at the end", Position(len(episode.steps), Phase.AFTER))
    ]


def test_that_a_ruling_other_than_the_expected_one_is_told() -> None:
    episode = clinic_episode()
    header = dataclasses.replace(episode.run.header, expected="SATISFIED")
    saved = Episode(dataclasses.replace(episode.run, header=header), episode.steps, episode.dom, ())
    assert not build_verdict(build_index(saved, clinic_verdict())).agrees
    satisfied = Verdict(Ruling.SATISFIED, (Finding(FindingKind.MET, "a", "Done."),))
    assert build_verdict(build_index(saved, satisfied)).agrees


def test_that_search_finds_steps_requests_bodies_changes_console_and_page_text(replay: Replay) -> None:
    found = {
        query: replay.search.find(query)[0] for query in ("physiotherapy", "SLOTS", "902", "answered 502", "try again")
    }
    assert "step" in {hit.kind for hit in replay.search.find("physiotherapy")}
    assert found["physiotherapy"].position.step == 1
    assert found["SLOTS"].focus == Focus(exchange="r5")
    assert (found["answered 502"].kind, found["answered 502"].position.step) == ("console", 6)
    assert (found["try again"].kind, found["try again"].position.step) == ("page", 6)


def test_that_every_word_must_be_found_and_nothing_finds_nothing(replay: Replay) -> None:
    assert replay.search.find("visits insert 902")[0].focus.change == 5
    assert replay.search.find("visits insert elephants") == ()
    assert replay.search.find("  ") == ()


def test_that_page_text_is_found_in_the_step_that_brought_it(replay: Replay) -> None:
    (hit,) = [hit for hit in replay.search.find("Booked for 14 July") if hit.kind == "page"]
    assert hit.position.step == 7
    assert hit.focus.node is not None
