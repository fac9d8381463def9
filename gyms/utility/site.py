"""Lindenfeld Municipal Energy & Water: every address of the site, but for signing in."""

import datetime as dt

from gyms.kit.site import Address, Site
from gyms.utility.pages import account, contact, readings, supply
from gyms.utility.web import for_customers, missing, of_letter, of_point, sign_in_page

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", for_customers(account.home)),
    ("GET", "/prices", account.prices),
    ("GET", "/account", for_customers(account.details)),
    ("GET", "/requests", for_customers(account.requests)),
    ("GET", "/requests/states", for_customers(account.request_states)),
    ("GET", "/letters", for_customers(account.letters)),
    ("GET", "/letters/{letter:int}", of_letter(account.letter)),
    ("GET", "/address", for_customers(contact.address_form)),
    ("POST", "/address", for_customers(contact.save_address)),
    ("GET", "/address/towns", for_customers(contact.towns)),
    ("GET", "/address/streets", for_customers(contact.streets)),
    ("GET", "/preferences", for_customers(contact.preferences)),
    ("POST", "/preferences", for_customers(contact.switch)),
    ("POST", "/preferences/all", for_customers(contact.switch_all)),
    ("GET", "/supply/{point:int}", of_point(supply.detail)),
    ("GET", "/supply/{point:int}/plan", of_point(supply.plan_form)),
    ("POST", "/supply/{point:int}/plan", of_point(supply.change_plan)),
    ("GET", "/supply/{point:int}/option", of_point(supply.option_form)),
    ("POST", "/supply/{point:int}/option", of_point(supply.change_option)),
    ("GET", "/supply/{point:int}/reading", of_point(readings.form)),
    ("POST", "/supply/{point:int}/reading", of_point(readings.enter)),
    ("GET", "/{rest:path}", missing),
)


def euros(cents: int) -> str:
    """``€ 48.50``, below zero ``−€ 48.50``."""
    return f"{'−' if cents < 0 else ''}€ {abs(cents) / 100:.2f}"


def day(value: dt.date) -> str:
    """``2 July 2026``"""
    return f"{value.day} {value:%B %Y}"


site = Site(__name__)
site.environment.filters.update(euros=euros, day=day)
sign_in_page.serve(site)
site.add(ADDRESSES)
