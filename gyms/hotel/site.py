"""Meridian Quay: every address of the back office, but for signing in."""

from gyms.hotel import inventory
from gyms.hotel.pages import desk, rates, settings, stays
from gyms.hotel.web import at_desk, missing, sign_in_page
from gyms.kit.site import Address, Site

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", at_desk(desk.home)),
    ("GET", "/chart", at_desk(desk.chart)),
    ("GET", "/house-rules", at_desk(desk.house_rules)),
    ("GET", "/log", at_desk(desk.night_log)),
    ("GET", "/guests", at_desk(stays.guests)),
    ("GET", "/guests/{guest:int}", at_desk(stays.guest)),
    ("GET", "/guests/{guest:int}/reserve", at_desk(stays.reserve_form)),
    ("POST", "/guests/{guest:int}/reserve", at_desk(stays.reserve)),
    ("GET", "/guests/{guest:int}/walk-in", at_desk(stays.walk_in_form)),
    ("POST", "/guests/{guest:int}/walk-in", at_desk(stays.walk_in)),
    ("GET", "/stays/{stay:int}", at_desk(stays.stay)),
    ("GET", "/stays/{stay:int}/edit", at_desk(stays.edit_form)),
    ("POST", "/stays/{stay:int}/edit", at_desk(stays.edit)),
    ("GET", "/stays/{stay:int}/room", at_desk(stays.room_form)),
    ("POST", "/stays/{stay:int}/room", at_desk(stays.change_room)),
    ("POST", "/stays/{stay:int}/add-room", at_desk(stays.add_room)),
    ("POST", "/allocations/{allocation:int}/release", at_desk(stays.release_room)),
    ("GET", "/rates", at_desk(rates.grid)),
    ("POST", "/rates/row", at_desk(rates.save_row)),
    ("GET", "/rates/bulk", at_desk(rates.bulk_form)),
    ("POST", "/rates/bulk", at_desk(rates.bulk)),
    ("GET", "/rates/loader", at_desk(rates.loader_form)),
    ("POST", "/rates/loader", at_desk(rates.loader)),
    ("GET", "/closures", at_desk(rates.closures)),
    ("GET", "/closures/new", at_desk(rates.closure_form)),
    ("POST", "/closures", at_desk(rates.close)),
    ("POST", "/closures/{closure:int}/reopen", at_desk(rates.reopen)),
    ("GET", "/room-types", at_desk(settings.listing)),
    ("GET", "/room-types/{kind:int}", at_desk(settings.form)),
    ("POST", "/room-types/{kind:int}", at_desk(settings.save)),
    ("GET", "/{rest:path}", missing),
)

site = Site(__name__)
site.environment.globals.update(named=inventory.named, numbered=inventory.numbered, priced=rates.priced)
sign_in_page.serve(site)
site.add(ADDRESSES)
