"""Commonwealth Benefits: every address of the site, but for signing in."""

from gyms.benefits.access import note_visit, sign_in_page, signed_in
from gyms.benefits.pages import addresses, applications, documents, home, long_form, plans, short_form
from gyms.benefits.rendering import furnish
from gyms.kit.site import Address, Site

own = signed_in.own

ADDRESSES: tuple[Address, ...] = (
    ("GET", "/", own(home.home)),
    ("GET", "/help", home.help_page),
    ("GET", "/programs", own(home.programs)),
    ("GET", "/towns", short_form.towns),
    ("GET", "/apply/heating", own(short_form.form)),
    ("GET", "/apply/heating/check", own(short_form.form)),  # where one gets back to from a page in between
    ("GET", "/apply/heating/submit", own(short_form.form)),
    ("POST", "/apply/heating/check", own(short_form.check_answers)),
    ("POST", "/apply/heating/submit", own(short_form.submit)),
    ("GET", "/apply/{program}/page/{page:int}", own(long_form.show_page)),
    ("POST", "/apply/{program}/page/{page:int}", own(long_form.save_page)),
    ("GET", "/apply/{program}/review", own(long_form.review)),
    ("POST", "/apply/{program}/submit", own(long_form.submit)),
    ("POST", "/apply/{program}/discard", own(long_form.discard)),
    ("GET", "/applications", own(applications.listing)),
    ("GET", "/applications/{application:int}", own(applications.detail)),
    ("GET", "/applications/{application:int}/correct", own(applications.correct_form)),
    ("POST", "/applications/{application:int}/correct", own(applications.correct)),
    ("GET", "/applications/{application:int}/edit", own(applications.edit_form)),
    ("POST", "/applications/{application:int}/edit", own(applications.edit)),
    ("GET", "/plan", own(plans.show)),
    ("GET", "/plan/change", own(plans.form)),
    ("POST", "/plan/change", own(plans.change)),
    ("GET", "/addresses", own(addresses.listing)),
    ("GET", "/addresses/new", own(addresses.form)),
    ("POST", "/addresses/new", own(addresses.add)),
    ("GET", "/addresses/find", own(addresses.find)),
    ("GET", "/documents", own(documents.listing)),
    ("GET", "/documents/{request:int}", own(documents.detail)),
    ("POST", "/documents/{request:int}", own(documents.attach)),
)

site = Site(__name__)
furnish(site.environment)
sign_in_page.serve(site)
site.before(note_visit)
site.add(ADDRESSES)
