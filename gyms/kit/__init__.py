"""What every gym is made with. A whole gym in one page::

    # gyms/clinic/__init__.py
    from sqlalchemy import ForeignKey
    from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
    from gyms.kit.columns import Money, TimeOfDay          # "money" and "time" to specs; dates and datetimes are SQL's
    from gyms.kit.gym import Deferral, Gym, Json, Seeding, Task, Workout
    from gyms.kit.signed_in import SignedIn, SignInPage
    from gyms.kit.site import Response, Site, Visit
    from gyms.kit.world import World

    class Base(DeclarativeBase): ...
    class Member(Base):                                    # every table needs a primary key
        __tablename__ = "members"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]
        email: Mapped[str]
        pin: Mapped[str]
    class Login(Base): ...                                 # token, member_id, began_at, and the relationship member

    def populate(session: Session, seeding: Seeding) -> None:
        session.add_all(Member(name=seeding.fake.person.full_name(), …) for _ in range(40))

    def bind(session: Session, seeding: Seeding) -> dict[str, Json]:
        member = seeding.random.choice(session.scalars(select(Member).order_by(Member.id)).all())
        return {"member": {"id": member.id, "name": member.name}}

    def start(world: World) -> str:                        # world.task is bound by now, its start_path still empty
        return world.one_time_link("/sign-in/link", str(world.task.parameters["member"]["id"]))    # …?code=…

    async def oracle(page: Page, task: Task) -> Deferral | None: ...     # see gyms.kit.hands

    site = Site(__name__)                                  # see gyms.kit.site; templates/ and static/ lie beside it
    signed_in = SignedIn(Login.member, Login.began_at)     # see gyms.kit.signed_in
    SignInPage(signed_in, Member.email, Member.pin, wrong="We don't know this address and PIN.").serve(site)

    @site.get("/")
    @signed_in.own
    def home(visit: Visit, member: Member) -> Response:
        return visit.render("home.html")                   # templates see the member, too

    gym = Gym(name="clinic", title="Clinic", summary="…", version=1, metadata=Base.metadata, populate=populate,
              app=site.app, workouts=(Workout(...),), options={"date_widget": ("native", "flatpickr")})

Templates put ``{{ kit_head() }}`` first into ``<head>``; vendored files are served under ``/vendor/``. Background work:
``visit.world.jobs.enqueue("confirm visit", 20, lambda session: ...)``; a site that commits in the background says
``visit.world.commit_later(name, work, lag=2, failed=...)``. Forms that may arrive twice: ``@site.post(path,
once=True)`` and ``{{ form_token() }}`` in the form. Fields in many kinds: ``kit/fields.html``.
``docs/writing-a-gym.md`` walks through a whole gym. Import from the submodules; nothing is imported here.
"""
