"""Where the airline flies: names that several places share, next to some that only one has."""

from typing import NamedTuple


class Place(NamedTuple):
    """A city before it is a row."""

    code: str
    name: str
    region: str


PLACES = tuple(
    Place(*line.split("|"))
    for line in """\
LHR|London|United Kingdom
YXU|London|Ontario
ELS|East London|South Africa
LDY|Londonderry|Northern Ireland
BHX|Birmingham|United Kingdom
BHM|Birmingham|Alabama
MAN|Manchester|United Kingdom
MHT|Manchester|New Hampshire
NCL|Newcastle|United Kingdom
NTL|Newcastle|New South Wales
PDX|Portland|Oregon
PWM|Portland|Maine
SJC|San Jose|California
SJO|San José|Costa Rica
SJD|San José del Cabo|Mexico
SJU|San Juan|Puerto Rico
UAQ|San Juan|Argentina
SCL|Santiago|Chile
SCQ|Santiago de Compostela|Spain
SCU|Santiago de Cuba|Cuba
STI|Santiago|Dominican Republic
VLC|Valencia|Spain
VLN|Valencia|Venezuela
MEL|Melbourne|Victoria
MLB|Melbourne|Florida
SYD|Sydney|New South Wales
YQY|Sydney|Nova Scotia
GEO|Georgetown|Guyana
GCM|George Town|Cayman Islands
YYJ|Victoria|British Columbia
SEZ|Victoria|Seychelles
BCN|Barcelona|Spain
BLA|Barcelona|Venezuela
GRX|Granada|Spain
GND|Granada|Grenada
LEI|Almería|Spain
CTG|Cartagena|Colombia
RMU|Cartagena|Spain
HYD|Hyderabad|India
HDD|Hyderabad|Pakistan
TIP|Tripoli|Libya
KYE|Tripoli|Lebanon
LPA|Las Palmas|Canary Islands
LSP|Las Piedras|Venezuela
RIC|Richmond|Virginia
RCM|Richmond|Queensland
ROC|Rochester|New York
RST|Rochester|Minnesota
SPI|Springfield|Illinois
SGF|Springfield|Missouri
CMH|Columbus|Ohio
CSG|Columbus|Georgia
LIS|Lisbon|Portugal
OPO|Porto|Portugal
POA|Porto Alegre|Brazil
MAD|Madrid|Spain
PAR|Paris|France
PRX|Paris|Texas
VIE|Vienna|Austria
GVA|Geneva|Switzerland
DUB|Dublin|Ireland
OSL|Oslo|Norway""".splitlines()
)

_CONTINENTS = {
    "Europe": "United Kingdom|Northern Ireland|Spain|Portugal|France|Austria|Switzerland|Ireland|Norway|Canary Islands",
    "North America": "Ontario|Alabama|New Hampshire|Oregon|Maine|California|Florida|Nova Scotia|British Columbia|"
    "Virginia|New York|Minnesota|Illinois|Missouri|Ohio|Georgia|Texas|Mexico|Costa Rica|Puerto Rico|Cuba|"
    "Dominican Republic|Cayman Islands|Grenada",
    "South America": "Argentina|Chile|Venezuela|Guyana|Colombia|Brazil",
    "Oceania": "New South Wales|Victoria|Queensland",
    "Asia": "India|Pakistan|Lebanon",
    "Africa": "South Africa|Seychelles|Libya",
}
CONTINENT = {region: continent for continent, regions in _CONTINENTS.items() for region in regions.split("|")}
"""Where a region lies: flights within a continent are short."""
