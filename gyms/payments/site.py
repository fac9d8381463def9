"""Corran Bank: every address of the site, but for signing in."""

import datetime as dt

from gyms.kit.site import Address, Site
from gyms.payments.pages import cards, overview, paying
from gyms.payments.web import for_customers, missing, of_account, of_card, of_transfer, sign_in_page

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", for_customers(overview.home)),
    ("GET", "/accounts/{account:int}", of_account(overview.account)),
    ("GET", "/phone", for_customers(overview.phone)),
    ("GET", "/phone/messages", for_customers(overview.phone_messages)),
    ("GET", "/pay", for_customers(paying.form)),
    ("POST", "/pay", for_customers(paying.check)),
    ("GET", "/pay/review", for_customers(paying.review)),
    ("GET", "/payees", for_customers(paying.payees)),
    ("GET", "/payments", for_customers(paying.payments)),
    ("POST", "/payments", for_customers(paying.pay)),
    ("GET", "/payments/{transfer:int}", of_transfer(paying.payment)),
    ("POST", "/payments/{transfer:int}/code", of_transfer(paying.enter_code)),
    ("POST", "/payments/{transfer:int}/resend", of_transfer(paying.resend_code)),
    ("POST", "/payments/{transfer:int}/cancel", of_transfer(paying.cancel)),
    ("GET", "/cards", for_customers(cards.cards)),
    ("GET", "/cards/{card:int}", of_card(cards.card)),
    ("GET", "/cards/{card:int}/states", of_card(cards.states)),
    ("GET", "/cards/{card:int}/activate", of_card(cards.activate_form)),
    ("POST", "/cards/{card:int}/activate", of_card(cards.activate)),
    ("POST", "/cards/{card:int}/send-code", of_card(cards.send_code)),
    ("GET", "/cards/{card:int}/stop", of_card(cards.stop_form)),
    ("POST", "/cards/{card:int}/stop", of_card(cards.stop)),
    ("GET", "/cards/{card:int}/charges/{charge:int}", of_card(cards.dispute_form)),
    ("POST", "/cards/{card:int}/charges/{charge:int}", of_card(cards.dispute)),
    ("GET", "/{rest:path}", missing),
)


def euros(cents: int) -> str:
    """``€1,248.50``, below zero ``−€48.50``."""
    return f"{'−' if cents < 0 else ''}€{abs(cents) / 100:,.2f}"


def day(value: dt.date) -> str:
    """``2 July 2026``"""
    return f"{value.day} {value:%B %Y}"


site = Site(__name__)
site.environment.filters.update(euros=euros, day=day)
sign_in_page.serve(site)
site.add(ADDRESSES)
