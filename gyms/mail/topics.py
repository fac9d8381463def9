"""What people write about. Braces are filled with small changing facts."""

ORGANISATIONS = (
    ("Harbour Logistics", "harbour-logistics.example"),
    ("Kestrel Print", "kestrelprint.example"),
    ("Oakfield School", "oakfield.example"),
    ("Tidewater Council", "tidewater-council.example"),
    ("Larch & Wye", "larchandwye.example"),
    ("Brightwell Museum", "brightwell.example"),
    ("Moss Lane Allotments", "mosslane.example"),
    ("Quayside Theatre", "quaysidetheatre.example"),
)
"""Name and domain."""

TOPICS = (
    ("Minutes of the meeting", "Please find the minutes of our meeting in {month}. Corrections by {day}, if you can."),
    ("Invoice {number}", "Our invoice {number} over {amount} is attached. It is due within thirty days."),
    ("Delivery on {day}", "The van will be with you on {day} between {hour} and noon. Someone has to sign for it."),
    (
        "Draft programme for {month}",
        "Here is the draft programme for {month}. The order of the first two items may change.",
    ),
    ("Room {room} is double booked", "It looks as if room {room} was given to both of us on {day}. Could you move?"),
    (
        "Question about order {number}",
        "Order {number} lists {count} boxes, but we only counted {less}. Which is right?",
    ),
    ("Lunch on {day}?", "I am in town on {day}. Shall we have lunch at the usual place at {hour}?"),
    ("Your proposal", "Thank you for the proposal. The board meets in {month} and will want to see two more figures."),
    ("New opening hours", "From {month} we open at {hour} and close an hour earlier on {day}s."),
    ("Keys for the store", "The second key to the store in room {room} has turned up. It is at the front desk."),
    ("Photographs from {month}", "The photographs from {month} are ready. {count} of them are good enough to print."),
    ("Volunteers for {day}", "We are {count} people short for {day}. Could you ask around?"),
    ("Parking permits", "The permits for {month} have come. Yours is number {number}."),
    ("Survey results", "{count} people answered. Most of them would rather meet at {hour}."),
    (
        "Change of supplier",
        "From {month} our paper comes from another supplier. Order {number} is the last with the old one.",
    ),
    ("Reminder: safety inspection", "The inspector comes on {day} at {hour} and starts in room {room}."),
)
"""Subject and text."""

ALERTS = (
    "Pump {unit}: pressure low",
    "Pump {unit}: pressure back to normal",
    "Door {unit} was left open",
    "Door {unit} is closed again",
    "Freezer {unit}: temperature above limit",
    "Freezer {unit}: temperature back to normal",
    "Backup of server {unit} finished",
    "Battery of sensor {unit} at 15 %",
)
"""Subjects of what the building's control system sends."""

NEWS = (
    "Weekly digest",
    "This week in the harbour",
    "Ten ideas for {month}",
    "News from the quay",
    "Offers for {month}",
)
"""Subjects of newsletters."""

FILES = ("minutes", "invoice", "programme", "floor-plan", "price-list", "attendance", "rota", "figures")
"""Names of attached files, without their endings."""
