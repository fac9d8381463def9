"""Ferry Mail: a webmail of about 2013, with a dense list, folders at the left and a reading pane at the right.

Workouts: send, reply, forward, label, archive, scroll to a message. Sending happens in the background: what is handed
over waits in the outbox until it is delivered, and only then lies in Sent.
"""

from gyms.kit.gym import Gym, SignIn
from gyms.mail.models import Base
from gyms.mail.populate import populate
from gyms.mail.site import site
from gyms.mail.workouts import archive, forward, label, reply, scroll_to_message, send

gym = Gym(
    name="mail",
    title="Ferry Mail",
    summary="A busy mailbox: five hundred messages, namesakes in the address book, and an outbox that takes its time.",
    version=1,
    metadata=Base.metadata,
    populate=populate,
    app=site.app,
    workouts=(
        send.workout,
        reply.workout,
        forward.workout,
        label.workout,
        archive.workout,
        scroll_to_message.workout,
    ),
    options={
        "choice_widget": ("native", "select2", "tom-select", "choices", "listbox"),
        "wording": ("plain", "other"),
    },
    free_text=("subject", "body"),
    idempotent=("/compose", "/drafts", "/messages/*/flag"),
    sign_in=SignIn("accounts"),
)
