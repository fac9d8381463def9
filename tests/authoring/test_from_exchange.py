"""What an exchange may become: a read that must follow a change, a request that must never be made."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.archive.reader import open_run
from workbench.authoring.from_exchange import exchange_offers
from workbench.authoring.proposals import Proposal
from workbench.domain.episodes import RunRecord
from workbench.domain.exchanges import Exchange, ServerSide
from workbench.domain.values import JsonValue
from workbench.domain.verdicts import FindingKind
from workbench.verifier import judge, parse_spec

ROOT = Path(__file__).parents[2]
SPEC = """\
version: 1
workout: clinic/book_visit
require:
  - {id: the-visit, insert: visits, values: {member_id: $member.id, service_id: $service.id, date: $date, time: $time}}
"""


@pytest.fixture(scope="module")
def run() -> RunRecord:
    """A recorded gold: r1 … r17, of which r14 books visit 252 and r17 looks at it."""
    return open_run(ROOT / "recordings" / "clinic" / "book_visit" / "gold-native")


def with_request(run: RunRecord, method: str, path: str, at: float = 9_500, **changed: object) -> RunRecord:
    """The run with one request more, before its declared end."""
    server = ServerSide(method, path, 200, at, at + 5, delivered=True)
    made = Exchange("r99", "t1", method, f"{run.header.origin}{path}", "fetch", at, at + 6, 200, 10, server=server)
    return replace(run, exchanges=(*run.exchanges, replace(made, **changed)))  # type: ignore[arg-type]


def offers(run: RunRecord, id: str = "r99", text: str = SPEC) -> tuple[Proposal, ...]:
    spec = parse_spec(text, source="x")
    exchange = next(one for one in run.exchanges if one.id == id)
    return exchange_offers(exchange, run, spec, judge(spec, run))


def accepted(offer: Proposal, run: RunRecord, text: str = SPEC) -> FindingKind:
    """What the clause is in the run, once it stands in the spec."""
    spec = parse_spec(f"{text}{offer.section}:\n  - {json.dumps(dict(offer.entry))}\n", source="x")
    return next(finding.kind for finding in judge(spec, run).findings if finding.clause == offer.id)


def said(offer: Proposal) -> Mapping[str, JsonValue]:
    return {key: value for key, value in offer.entry.items() if key != "because"}


def test_that_looking_at_the_new_row_becomes_a_read_after_its_clause(run: RunRecord) -> None:
    first = offers(run, "r17")[0]
    assert (first.section, said(first)) == (
        "order",
        {"id": "read-back", "read": "GET /visits/{the-visit.id}", "after": "the-visit"},
    )
    assert first.why == "**GET /visits/252** (r17 at step 9) was read after **the-visit**: 252 is **the-visit.id**"
    assert first.warnings == ()
    assert accepted(first, run) is FindingKind.MET


def test_that_every_offer_of_a_recording_means_what_it_says(run: RunRecord) -> None:
    made = [offer for exchange in run.exchanges for offer in offers(run, exchange.id)]
    assert len(made) > 20
    for offer in made:
        meant = FindingKind.BREACH if offer.section == "never" else FindingKind.MET
        assert accepted(offer, run) is meant, offer


def test_that_what_was_read_before_the_change_may_have_to_be(run: RunRecord) -> None:
    first = offers(run, "r11")[0]
    assert said(first) == {
        "id": "look-first",
        "read": "GET /visits/times?date={date}&service={service.id}",
        "before": "the-visit",
    }
    assert first.why.endswith("was read before **the-visit**: 2026-08-04 is **date**, 6 is **service.id**")


def test_that_a_look_that_the_page_took_by_itself_says_so(run: RunRecord) -> None:
    changes = tuple(replace(change, step=7) if change.table == "visits" else change for change in run.changes)
    first = offers(replace(run, changes=changes), "r15")[0]
    assert first.entry["after"] == "the-visit"
    assert first.warnings == ("The page asked for it in the same step as the change, so nobody has to look for that.",)


def test_that_a_request_that_writes_is_only_ever_forbidden(run: RunRecord) -> None:
    (offer,) = offers(run, "r14")
    assert (offer.section, said(offer)) == ("never", {"id": "no-post-visits", "call": "POST /visits"})
    assert offer.warnings == ("This run makes that request (r14), so it breaks the clause.",)


def test_that_a_row_is_any_row_first_and_then_this_one(run: RunRecord) -> None:
    made = offers(with_request(run, "POST", "/visits/252/cancel"))
    assert [said(offer) for offer in made] == [
        {"id": "no-cancel", "call": "POST /visits/*/cancel"},
        {"id": "no-cancel", "call": "POST /visits/{the-visit.id}/cancel"},
    ]
    assert made[0].warnings[0] == "It means any row, not only 252."


def test_that_any_row_comes_second_where_it_forbids_more_of_the_run(run: RunRecord) -> None:
    booked = with_request(run, "POST", "/visits/17/cancel", id="r98")
    made = offers(with_request(booked, "POST", "/visits/252/cancel"))
    assert [offer.entry["call"] for offer in made] == ["POST /visits/{the-visit.id}/cancel", "POST /visits/*/cancel"]
    assert made[1].warnings[-1] == (
        "It forbids another request of this run, too: POST /visits/17/cancel (r98 at step 10)."
    )


def test_that_a_key_that_nothing_tells_is_a_star_and_is_admitted(run: RunRecord) -> None:
    made = offers(with_request(run, "GET", "/visits/17"))
    assert [offer.entry.get("read", offer.entry.get("call")) for offer in made] == ["GET /visits/*"] * 2
    assert made[0].warnings == ("Nothing in the task tells 17: `*` stands for any.",)


def test_that_two_names_for_one_value_are_both_told_the_most_specific_first(run: RunRecord) -> None:
    parameters = {**run.header.parameters, "visit": {"id": 252}}
    made = offers(replace(run, header=replace(run.header, parameters=parameters)), "r17")
    assert made[0].entry["read"] == "GET /visits/{the-visit.id}"
    assert made[0].warnings == ("252 is `{the-visit.id}`, but `{visit.id}` as well: say which is meant.",)
    assert {offer.entry["call"] for offer in made[1:]} == {"GET /visits/{visit.id}", "GET /visits/*"}


def test_that_small_numbers_are_no_coincidence_only_where_the_path_calls_them_so(run: RunRecord) -> None:
    assert offers(with_request(run, "GET", "/members/7"))[0].entry["read"] == "GET /members/{member.id}"
    assert offers(with_request(run, "GET", "/rooms/7"))[0].entry["read"] == "GET /rooms/*"
    assert offers(with_request(run, "GET", "/search?page=7"))[0].entry["read"] == "GET /search"


def test_that_words_of_the_task_are_found_in_paths_and_queries(run: RunRecord) -> None:
    first = offers(with_request(run, "GET", "/search/Williemae%20Tyson?when=2026-08-04&sort=old"))[0]
    assert first.entry["read"] == "GET /search/{member.name}?when={date}"
    assert first.warnings[-1] == "The query's `sort` is left out: it may be anything."
    assert accepted(first, with_request(run, "GET", "/search/Williemae%20Tyson?when=2026-08-04&sort=old")) is (
        FindingKind.MET
    )


def test_that_signs_with_a_meaning_in_templates_stay_signs(run: RunRecord) -> None:
    told = with_request(run, "POST", "/tags/{new}/*")
    (offer,) = offers(told)
    assert offer.entry["call"] == "POST /tags/%7Bnew%7D/%2A"
    assert accepted(offer, told) is FindingKind.BREACH


def test_that_only_declared_parameters_are_spoken_of_and_computed_values_too(run: RunRecord) -> None:
    text = SPEC.replace("require:", "let: {doctor: \"'zz-' + string(8126)\"}\nrequire:")
    assert offers(with_request(run, "GET", "/people/zz-8126"), text=text)[0].entry["read"] == "GET /people/{doctor}"
    declared = "params: {service: {id: integer}, date: date, time: time}\n"
    plain = SPEC.replace("member_id: $member.id, ", "").replace("require:", f"{declared}require:")
    assert offers(with_request(run, "GET", "/members/7"), text=plain)[0].entry["read"] == (
        "GET /members/{the-visit.member_id}"
    )


def test_that_a_row_that_came_later_is_not_spoken_of(run: RunRecord) -> None:
    early = with_request(run, "POST", "/visits/252/cancel", at=7_000)
    assert [offer.entry["call"] for offer in offers(early)] == ["POST /visits/*/cancel"]


@pytest.mark.parametrize("changed", [{"delivered": False}, {"status": 500}])
def test_that_an_answer_that_is_no_read_is_no_order(run: RunRecord, changed: dict[str, object]) -> None:
    server = ServerSide("GET", "/visits/252", 200, 9_500, 9_505, delivered=True)
    told = with_request(run, "GET", "/visits/252", server=replace(server, **changed))  # type: ignore[arg-type]
    assert {offer.section for offer in offers(told)} == {"never"}


def test_that_what_never_reached_the_server_says_so_and_what_went_elsewhere_is_nothing(run: RunRecord) -> None:
    lost = with_request(run, "POST", "/visits/17/cancel", server=None)
    assert offers(lost)[0].warnings[-1] == "It never reached the server in this run, so it does not count here."
    assert offers(with_request(run, "GET", "/x", server=None, url="http://elsewhere.localhost/x")) == ()


def test_that_what_the_draft_says_already_is_not_offered_again(run: RunRecord) -> None:
    text = (
        SPEC
        + "never:\n  - {id: no-look, call: 'GET /visits/*'}\n"
        + "order:\n  - {id: read-back, read: 'GET /visits/{the-visit.id}', after: the-visit}\n"
    )
    assert [offer.entry.get("call") for offer in offers(run, "r17", text)] == ["GET /visits/{the-visit.id}"]
    assert [offer.id for offer in offers(run, "r16", text)] == ["read-back-2", "no-get-visits"]


def test_that_ids_of_all_kinds_of_clauses_are_taken(run: RunRecord) -> None:
    text = SPEC + "never:\n  - {id: no-cancel, delete: visits}\n  - {id: no-cancel-2, call: POST /x}\n"
    text += "page:\n  - {id: no-cancel-3, role: status}\n"
    assert offers(with_request(run, "POST", "/visits/252/cancel"), text=text)[0].id == "no-cancel-4"


def test_that_without_a_draft_there_is_nothing_to_measure_a_read_against(run: RunRecord) -> None:
    exchange = next(one for one in run.exchanges if one.id == "r11")
    assert [(offer.section, offer.entry["call"]) for offer in exchange_offers(exchange, run)] == [
        ("never", "GET /visits/times"),
        ("never", "GET /visits/times?date={date}&service={service.id}"),
    ]
