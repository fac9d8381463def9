"""The portal's pages: what each shows, what postbacks keep and forget, what is refused."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gyms.kit.causes import SYSTEM, Cause
from gyms.loyalty.models import LedgerLine, Member
from gyms.loyalty.postback import opened, sealed
from tests.gyms.loyalty import walks
from tests.gyms.stage import Visitor

Visit = Callable[..., Visitor]

PAGES = {
    "/portal": "Best viewed in",
    "/m/home": "Account Summary",
    "/m/statement": "Statement of Account",
    "/m/profile": "Mailing Address",
    "/m/profile/address": "Change Mailing Address",
    "/m/profile/contact": "Change Contact",
    "/m/awards": "Hotel Aurora, one night, standard room",
    "/m/awards/HTL-202": "12,500",
    "/m/redemptions": "My Awards",
    "/m/claims": "My Claims",
    "/m/claims/new": "Bkg. cl.",
    "/m/transfers": "Household Transfers",
    "/m/transfers/new": "multiples of 500",
    "/m/partners": "Aurora Nordic",
    "/m/help": "under review",
    "/popup/terms": "no cash value",
    "/popup/redeem?award=HTL-201&qty=2&deliver=email": "18,000",
    "/popup/airports?target=txtTo&txtCity=london": "Gatwick",
}


@pytest.mark.parametrize("era", ["2004", "1999"])
def test_that_every_page_shows_in_both_eras_with_the_kits_head(visit: Visit, era: str) -> None:
    visitor = visit("loyalty/redeem_points", options={"era": era})
    for path, text in PAGES.items():
        page = visitor.get(path)
        assert (page.status_code, text in page.text) == (200, True), path
        assert page.text.index("<script>") < page.text.index("<title>"), path
        assert f"/static/{era}.css" in page.text


def test_that_every_image_of_the_pages_is_there(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    pages = "".join(visitor.get(path).text for path in PAGES)
    images = set(re.findall(r'src="(/static/[^"]+)"', pages))
    assert len(images) > 6
    assert {image: visitor.get(image).status_code for image in images} == dict.fromkeys(images, 200)


def test_that_every_area_of_the_image_map_and_every_link_leads_somewhere(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    pages = "".join(visitor.get(path).text for path in PAGES)
    links = set(re.findall(r'(?:href="|goMain\(\')(/[^"\']+)["\']', pages)) - {"/logoff"}
    assert {"/m/help", "/m/claims", "/m/statement"} <= links
    assert {link: visitor.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_that_balances_are_the_sums_of_the_ledger(visit: Visit) -> None:
    visitor = visit("loyalty/transfer_points")
    walks.transfer(visitor)
    sums = select(LedgerLine.member_id, func.sum(LedgerLine.points)).group_by(LedgerLine.member_id)

    def both(session: Session) -> tuple[dict[int, int], dict[int, int]]:
        ledger = {key: int(total) for key, total in session.execute(sums)}
        return ledger, {member.id: member.points for member in session.scalars(select(Member))}

    ledger, balances = walks.look(visitor, both)
    assert ledger == balances


def test_that_the_catalogue_goes_by_category_and_page(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    gifts = visitor.post("/m/awards", __EVENTTARGET="ctl00$cph$lnkCat", __EVENTARGUMENT="Gift Certificates")
    assert "Roastery Row" in gifts.text
    assert "Hotel Aurora" not in gifts.text
    assert opened(walks.state_of(gifts)) == {"category": "Gift Certificates"}


def test_that_the_statement_goes_by_quarter(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    page = visitor.post("/m/statement", ddlPeriod="2026Q2", **{"ctl00$cph$btnGo.x": "1"}).text
    days = set(re.findall(r"<td>\d\d-([A-Z][a-z]{2}-\d{4})</td>", page))
    assert days <= {"Apr-2026", "May-2026", "Jun-2026"}


@pytest.mark.parametrize(("era", "kept"), [("2004", True), ("1999", False)])
def test_that_the_claim_form_of_1999_forgets_what_that_of_2004_keeps(visit: Visit, era: str, kept: bool) -> None:
    visitor = visit("loyalty/claim_missing_miles", options={"era": era})
    form = walks.claim_form(visitor)
    page = visitor.post("/m/claims/new", **form, __EVENTTARGET="ctl00$cph$txtFlight").text
    assert f'name="txtFlight" value="{form["txtFlight"]}"' in page
    assert (form["txtTicket"] in page) is kept
    assert walks.wanted(visitor)["flight"]["from"] in page.replace("&#39;", "'")


def test_that_another_carrier_has_other_booking_classes(visit: Visit) -> None:
    visitor = visit("loyalty/claim_missing_miles")
    page = visitor.post("/m/claims/new", ddlCarrier="PC", txtFlight="100", __EVENTTARGET="ctl00$cph$ddlCarrier").text
    assert "W - Premium Economy" in page
    assert 'name="txtFlight" value=""' in page


def test_that_a_claim_says_what_is_wrong_with_it(visit: Visit) -> None:
    visitor = visit("loyalty/claim_missing_miles")
    before = len(walks.claims(visitor))
    wrong = {"txtFrom": "XXX", "txtTicket": "12", "ddlClass": ""}
    page = visitor.post("/m/claims/new", **walks.claim_form(visitor, **wrong), **{"ctl00$cph$btnSubmit2.y": "1"}).text
    assert all(code in page for code in ("ERROR 304", "ERROR 307", "ERROR 308"))
    walks.claim(visitor, txtDate="2026-07-01")
    assert len(walks.claims(visitor)) == before


def test_that_the_states_follow_the_country(visit: Visit) -> None:
    visitor = visit("loyalty/update_address")
    form = walks.address_form(visitor, ddlCountry="NZ", ddlState="")
    page = visitor.post("/m/profile/address", **form, __EVENTTARGET="ctl00$cph$ddlCountry").text
    assert "Otago" in page
    assert form["txtAddr1"] in page
    assert "ERROR 063" in walks.move(visitor, ddlCountry="NZ", ddlState="Texas").text
    assert walks.me(visitor).version == 1


def test_that_a_form_from_before_somebody_elses_change_is_refused(visit: Visit) -> None:
    visitor = visit("loyalty/update_address")
    state = walks.state_of(visitor.get("/m/profile/address"))
    visitor.world.let_rival_act()
    form = {**walks.address_form(visitor), "__VIEWSTATE": state, "ctl00$cph$btnSave": "Save"}
    assert "ERROR 090" in visitor.post("/m/profile/address", **form).text
    assert walks.me(visitor).line1 != form["txtAddr1"]
    walks.move(visitor)
    assert walks.me(visitor).line1 == form["txtAddr1"]


def test_that_contact_details_can_be_changed(visit: Visit) -> None:
    visitor = visit("loyalty/update_address")
    state = walks.state_of(visitor.get("/m/profile/contact"))
    form = {"__VIEWSTATE": state, "txtTel": "+1 555 200 1000", "ctl00$cph$btnSave": "Save"}
    assert "ERROR 071" in visitor.post("/m/profile/contact", txtEmail="no", **form).text
    visitor.post("/m/profile/contact", txtEmail="New@postbox.example", **form)
    assert (walks.me(visitor).email, walks.me(visitor).phone) == ("new@postbox.example", "+1 555 200 1000")


def test_that_awards_above_the_tier_or_beyond_the_balance_or_without_the_terms_are_refused(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    with visitor.world.journal.acting(Cause(SYSTEM)), visitor.world.session() as session:
        member = session.get_one(Member, walks.wanted(visitor)["member"]["id"])
        member.tier, member.points = "Blue", 17_000
        session.commit()
    assert "ERROR 112" in walks.order(visitor, code="HTL-211").text
    assert "ERROR 109" in walks.order(visitor, code="HTL-201", quantity=2).text
    assert "ERROR 109" in walks.order(visitor, code="HTL-203", chkDonate="on").text
    unread = sealed({"award": "HTL-203", "qty": 1, "deliver": "mail"})
    assert "ERROR 107" in visitor.post("/popup/redeem", __VIEWSTATE=unread).text
    assert walks.me(visitor).points == 17_000
    assert "New balance" in walks.order(visitor, code="HTL-203").text
    assert walks.me(visitor).points == 0


@pytest.mark.parametrize(
    ("to", "points", "error"), [("", "1250", "204"), ("stranger", "", "201"), ("", "500000", "109")]
)
def test_that_transfers_are_refused(visit: Visit, to: str, points: str, error: str) -> None:
    visitor = visit("loyalty/transfer_points")
    before = len(walks.transfers(visitor))
    others = select(Member.number).where(Member.household != walks.me(visitor).household)
    form = {
        "ddlMember": to and str(walks.look(visitor, lambda session: session.scalars(others).first())),
        "txtPoints": points or "1000",
        "ctl00$cph$btnCont.x": "1",
    }
    form["ddlMember"] = form["ddlMember"] or walks.wanted(visitor)["taker"]["number"]
    assert f"ERROR {error}" in visitor.post("/m/transfers/new", **form).text
    state = sealed({"to": form["ddlMember"], "points": form["txtPoints"]})
    visitor.post("/m/transfers/new", __VIEWSTATE=state, **{"ctl00$cph$btnConfirm": "Confirm"})
    assert len(walks.transfers(visitor)) == before


def test_that_what_is_no_view_state_is_none() -> None:
    assert opened(sealed({"a": 1})) == {"a": 1}
    assert opened("") == opened("%%%") == opened("dDwtMTM0AAAA") == {}


def test_that_other_members_orders_claims_and_transfers_are_not_shown(visit: Visit) -> None:
    visitor = visit("loyalty/redeem_points")
    own = walks.wanted(visitor)["member"]["id"]
    foreign = [claim for claim in walks.claims(visitor) if claim.member_id != own]
    assert visitor.get(f"/m/claims/{foreign[0].id}").status_code == 404
    assert visitor.get("/m/redemptions/9999").status_code == 404
    assert visitor.get("/m/nothing").status_code == 404
