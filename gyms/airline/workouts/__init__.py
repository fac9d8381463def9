"""What can be trained at Velmora Air."""

from gyms.airline.workouts import (
    book_and_pay,
    cancel_flight,
    change_seat,
    choose_city,
    date_behind_popup,
    decline_extras,
    fare_option,
    unaccompanied_or_defer,
)

WORKOUTS = (
    date_behind_popup.workout,
    fare_option.workout,
    choose_city.workout,
    decline_extras.workout,
    change_seat.workout,
    cancel_flight.workout,
    book_and_pay.workout,
    unaccompanied_or_defer.workout,
)
