"""Episodes made by hand: a clinic booking that goes wrong in eight steps, and one of any length."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.domain.actions import Action, Click, Done, Fill, Locator, Navigate, Select, Target
from workbench.domain.changes import Actor, Attempt, Change, Operation
from workbench.domain.episodes import Episode, FinalState, Header, InitialState, RunRecord
from workbench.domain.exchanges import Body, Exchange, ServerSide
from workbench.domain.schema import Column, Schema, Table
from workbench.domain.steps import ConsoleEntry, Disturbance, DomEvent, Step, Timing
from workbench.domain.values import Key, Row
from workbench.domain.verdicts import Evidence, Finding, FindingKind, Ruling, Verdict

ORIGIN = "http://w1.localhost:4000"
VISIT: Row = {
    "id": 901,
    "member_id": 17,
    "service_id": 3,
    "date": "2026-07-14",
    "time": "10:30",
    "status": "booked",
    "note": None,
}


@dataclass
class Dom:
    """Writes rrweb events. Changes with every call."""

    events: list[DomEvent] = field(default_factory=list)
    ids: int = 0

    def element(self, tag: str, attributes: dict[str, Any] | None = None, *children: Any) -> dict[str, Any]:
        self.ids += 1
        made = {"type": 2, "tagName": tag, "attributes": attributes or {}, "childNodes": [], "id": self.ids}
        made["childNodes"] = [self.text(child) if isinstance(child, str) else child for child in children]
        return made

    def text(self, content: str) -> dict[str, Any]:
        self.ids += 1
        return {"type": 3, "textContent": content, "id": self.ids}

    def load(self, at: float, url: str, title: str, *body: Any) -> None:
        """A new document."""
        self._add(at, 4, {"href": url, "width": 1280, "height": 800})
        head = self.element(
            "head",
            {},
            self.element("title", {}, title),
            self.element("style", {"_cssText": STYLE}),
        )
        html = self.element("html", {"lang": "en"}, head, self.element("body", {}, *body))
        self.ids += 1
        doctype = {"type": 1, "name": "html", "publicId": "", "systemId": "", "id": self.ids}
        self.ids += 1
        document = {"type": 0, "childNodes": [doctype, html], "id": self.ids}
        self._add(at, 2, {"node": document, "initialOffset": {"left": 0, "top": 0}})

    def mutate(self, at: float, **parts: list[dict[str, Any]]) -> None:
        empty: dict[str, Any] = {"source": 0, "texts": [], "attributes": [], "removes": [], "adds": []}
        self._add(at, 3, empty | parts)

    def fill(self, at: float, node: int, text: str) -> None:
        self._add(at, 3, {"source": 5, "text": text, "isChecked": False, "id": node})

    def _add(self, at: float, kind: int, data: dict[str, Any]) -> None:
        self.events.append(DomEvent(at, "t1", {"type": kind, "data": data, "timestamp": at}))


STYLE = """
body{margin:0;font:16px/1.5 'DejaVu Sans',sans-serif;color:#222;background:#fff}
header{background:#0f766e;color:#fff;padding:16px 32px;font-size:20px}
header a{color:#fff;margin-left:24px;font-size:15px}
main{max-width:620px;margin:32px 64px;border:1px solid #ddd;border-radius:10px;padding:24px 32px}
label{display:block;margin:12px 0}select,input{display:block;width:100%;padding:8px;margin-top:4px;font:inherit}
button{background:#0f766e;color:#fff;border:0;border-radius:8px;padding:10px 22px;font:inherit}
.calendar{border:1px solid #ccc;border-radius:8px;padding:10px;display:grid;grid-template-columns:repeat(7,1fr);gap:6px}
[role=alert]{background:#fdecea;color:#c8372d;padding:10px 14px;border-radius:6px;margin-bottom:14px}
[role=status]{background:#e7f6ee;color:#147a4b;padding:10px 14px;border-radius:6px}
"""


def target(role: str, name: str, tag: str, box: tuple[float, float, float, float], node: int | None = None) -> Target:
    locators = (Locator("role", role, name, unique=True), Locator("css", f"main > {tag}"))
    return Target(locators, role, name, tag, name, box, node=node)


def exchange(
    number: int, method: str, path: str, started: float, ended: float | None, step: int, **more: Any
) -> Exchange:
    status = more.pop("status", 200)
    kind = more.pop("kind", "document")
    text = more.pop("text", f"<h1>{path}</h1>")
    transactions = more.pop("transactions", ())
    server_status = more.pop("server_status", status)
    return Exchange(
        id=f"r{number}",
        page="t1",
        method=method,
        url=ORIGIN + path,
        resource_type=kind,
        started=started,
        ended=ended,
        status=status,
        step=step,
        request_headers={"accept": "text/html", "cookie": "(redacted)"},
        request_body=more.pop("sent", None),
        response_headers={"content-type": "text/html", "x-request-id": f"r{number}"},
        response_body=Body(text, len(text), "text/html"),
        server=ServerSide(
            method, path, server_status or 200, started + 4, (ended or started + 60) - 4, True, transactions
        ),
        phases={"queued": 1.0, "connect": 2.0, "waiting": 30.0, "receiving": 4.0},
        **more,
    )


def change(seq: int, table: str, key: int, at: float, request: int | None, step: int | None, **more: Any) -> Change:
    new, old = more.pop("new", None), more.pop("old", None)
    operation = Operation.INSERT if old is None else Operation.DELETE if new is None else Operation.UPDATE
    return Change(
        seq=seq,
        transaction=seq,
        table=table,
        key=(key,),
        operation=operation,
        old=old,
        new=new,
        actor=more.pop("actor", Actor.AGENT),
        request=f"r{request}" if request else None,
        job=more.pop("job", None),
        at=at,
        world_time="2026-07-02T09:14:21",
        step=step,
        **more,
    )


def header(**more: Any) -> Header:
    return replace(
        Header(
            id="20260702-091400-a1",
            gym="clinic",
            workout="clinic/book_visit",
            goal="Book a Physiotherapy visit for Noor Haddad on Tuesday 14 July 2026 at 10:30.",
            parameters={
                "member": {"id": 17, "name": "Noor Haddad"},
                "service": {"id": 3, "name": "Physiotherapy"},
                "date": "2026-07-14",
                "time": "10:30",
            },
            seed=7,
            profile="rough",
            actor="surface-agent",
            created="2026-07-02T07:14:00Z",
            versions={"workbench": "0.1.0", "gym": "1", "browser": "Chromium 140"},
            spec_hash="9c1e" + "0" * 60,
            viewport=(1280, 800),
            start_url="/sign-in?token=abc",
            origin=ORIGIN,
            world_started="2026-07-02T09:14:00",
        ),
        **more,
    )


SCHEMA = Schema(
    {
        "visits": Table(
            "visits",
            tuple(
                Column(name, kind, nullable=name == "note")
                for name, kind in (
                    ("id", "integer"),
                    ("member_id", "integer"),
                    ("service_id", "integer"),
                    ("date", "date"),
                    ("time", "time"),
                    ("status", "string"),
                    ("note", "string"),
                )
            ),
            ("id",),
        ),
        "members": Table(
            "members", (Column("id", "integer"), Column("last_seen_at", "datetime", nullable=True)), ("id",)
        ),
        "page_views": Table("page_views", (Column("id", "integer"), Column("path", "string")), ("id",)),
        "audit_log": Table("audit_log", (Column("id", "integer"), Column("event", "string")), ("id",)),
    }
)
INITIAL = InitialState(
    SCHEMA,
    {
        "visits": {(800,): {**VISIT, "id": 800}},
        "members": {(17,): {"id": 17, "last_seen_at": None}},
        "page_views": {},
        "audit_log": {},
    },
)


def final_of(initial: InitialState, changes: tuple[Change, ...]) -> FinalState:
    """The state that the changes lead to, as the world would report it."""
    tables = {name: dict(rows) for name, rows in initial.tables.items()}
    touched: dict[str, dict[Key, Row | None]] = {}
    for each in changes:
        if each.new is None:
            del tables[each.table][each.key]
        else:
            tables[each.table][each.key] = each.new
        touched.setdefault(each.table, {})[each.key] = each.new
    return FinalState({}, touched, {name: len(rows) for name, rows in tables.items()})


def clinic_dom() -> tuple[tuple[DomEvent, ...], dict[str, int]]:
    """The page's recording, and how many events there were at some named moments."""
    dom = Dom()
    marks: dict[str, int] = {}

    def mark(name: str) -> None:
        marks[name] = len(dom.events)

    def site(*children: Any) -> tuple[Any, Any]:
        links = (
            dom.element("a", {"href": "/visits"}, "My visits"),
            dom.element("a", {"href": "/visits/new"}, "Book a visit"),
        )
        return dom.element("header", {}, "Northside Clinic", *links), dom.element("main", {}, *children)

    dom.load(120, f"{ORIGIN}/", "Northside Clinic", *site(dom.element("h1", {}, "Welcome, Noor Haddad")))
    mark("home")
    options = [
        dom.element("option", {"value": str(n)}, name) for n, name in ((0, "Choose a service"), (3, "Physiotherapy"))
    ]
    service = dom.element("select", {"id": "service"}, *options)
    date = dom.element("input", {"id": "date", "type": "text"})
    times = dom.element("select", {"id": "time"}, dom.element("option", {}, "Choose a time"))
    confirm = dom.element("button", {"type": "submit"}, "Confirm")
    form = dom.element(
        "form",
        {"action": "/visits", "method": "post"},
        dom.element("label", {}, "Service", service),
        dom.element("label", {}, "Date", date),
        dom.element("label", {}, "Time", times),
        confirm,
    )
    main = site(dom.element("h1", {}, "Book a visit"), form)
    dom.load(2260, f"{ORIGIN}/visits/new", "Book a visit", *main)
    mark("form")
    dom.fill(5420, service["id"], "3")
    mark("service")
    days = [dom.element("span", {"role": "gridcell"}, str(day)) for day in range(1, 32)]
    calendar = dom.element("div", {"class": "calendar", "role": "grid", "aria-label": "July 2026"}, *days)
    dom.mutate(7900, adds=[{"parentId": form["id"], "nextId": confirm["id"], "node": calendar}])
    mark("calendar")
    dom.fill(9820, date["id"], "2026-07-14")
    dom.mutate(9830, removes=[{"parentId": form["id"], "id": calendar["id"]}])
    offered = dom.element("option", {"value": "10:30"}, "10:30")
    dom.mutate(9990, adds=[{"parentId": times["id"], "nextId": None, "node": offered}])
    mark("date")
    dom.fill(12450, times["id"], "10:30")
    mark("time")
    alert = dom.element("p", {"role": "alert"}, "We could not reach the server. Please try again.")
    dom.mutate(15400, adds=[{"parentId": form["id"], "nextId": form["childNodes"][0]["id"], "node": alert}])
    mark("failed")
    done = dom.element("p", {"role": "status"}, "Booked for 14 July 2026 at 10:30.")
    dom.load(19000, f"{ORIGIN}/visits/902", "Visit 902", *site(dom.element("h1", {}, "Visit 902"), done))
    mark("booked")
    marks["confirm_node"], marks["service_node"] = confirm["id"], service["id"]
    return tuple(dom.events), marks


def clinic_steps(marks: dict[str, int], blob: Callable[[str], str]) -> tuple[Step, ...]:
    """The eight steps. ``blob`` names the picture of a moment."""
    box = (97.0, 400.0, 106.0, 44.0)
    plan: list[tuple[Action, float, float, str, str]] = [
        (Click(target("link", "Book a visit", "a", (340, 16, 110, 28))), 2200, 2200, "home", "form"),
        (
            Select(
                target("combobox", "Service", "select", (97, 210, 554, 40), marks["service_node"]),
                ("3",),
                ("Physiotherapy",),
            ),
            5300,
            5410,
            "form",
            "service",
        ),
        (Click(target("textbox", "Date", "input", (97, 288, 554, 40))), 7850, 7850, "service", "calendar"),
        (Click(target("gridcell", "14 July 2026", "span", (110, 380, 60, 28))), 9800, 9800, "calendar", "date"),
        (Select(target("combobox", "Time", "select", (97, 340, 554, 40)), ("10:30",)), 12400, 12440, "date", "time"),
        (Click(target("button", "Confirm", "button", box, marks["confirm_node"])), 14000, 14000, "time", "failed"),
        (Click(target("button", "Confirm", "button", box, marks["confirm_node"])), 18300, 18300, "failed", "booked"),
        (Done(), 30500, 30500, "booked", "booked"),
    ]
    ends = [step[1] for step in plan[1:]] + [31000.0]
    urls = ["/", *["/visits/new"] * 6, "/visits/902"]
    return tuple(
        Step(
            index=number,
            action=action,
            page="t1",
            url=ORIGIN + urls[number - 1],
            title="Northside Clinic",
            started=started,
            acted=acted,
            ended=end,
            before=blob(before),
            after=blob(after),
            dom_before=marks[before],
            dom_after=marks[after],
            timing=Timing(next_paint=24.0, layout_shift=0.02),
        )
        for number, ((action, started, acted, before, after), end) in enumerate(zip(plan, ends, strict=True), start=1)
    )


def clinic_exchanges() -> tuple[Exchange, ...]:
    form = Body("service=3&date=2026-07-14&time=10%3A30", 38, "application/x-www-form-urlencoded")
    return (
        exchange(1, "GET", "/sign-in?token=abc", 10, 90, 0, status=303, transactions=(1,)),
        exchange(2, "GET", "/", 92, 118, 0),
        exchange(3, "GET", "/static/clinic.css", 121, 140, 0, kind="stylesheet", text="body{}"),
        exchange(4, "GET", "/visits/new", 2205, 2255, 1, transactions=(2,)),
        exchange(5, "GET", "/slots?service=3&date=2026-07-14", 9840, 9985, 4, kind="fetch", text='["10:30"]'),
        exchange(6, "POST", "/visits", 14010, 15380, 6, status=502, server_status=303, sent=form, transactions=(3,)),
        exchange(7, "POST", "/visits", 18310, 18890, 7, status=303, sent=form, transactions=(5,)),
        exchange(8, "GET", "/visits/902", 18895, 18990, 7),
    )


def clinic_changes() -> tuple[Change, ...]:
    seen = {"id": 17, "last_seen_at": None}
    return (
        change(1, "members", 17, 60, 1, 0, old=seen, new={"id": 17, "last_seen_at": "2026-07-02T09:14:00"}),
        change(2, "page_views", 1, 2240, 4, 1, new={"id": 1, "path": "/visits/new"}),
        change(3, "visits", 901, 14300, 6, 6, new=VISIT),
        change(4, "page_views", 1, 14301, 6, 6, old={"id": 1, "path": "/visits/new"}, new=None),
        change(5, "visits", 902, 18600, 7, 7, new={**VISIT, "id": 902}),
        change(6, "audit_log", 1, 20500, None, 7, new={"id": 1, "event": "booked"}, job="write_audit", cause="r7"),
        change(
            7,
            "visits",
            800,
            21000,
            None,
            None,
            old={**VISIT, "id": 800},
            new={**VISIT, "id": 800, "status": "kept"},
            actor=Actor.SYSTEM,
            job="nightly",
        ),
    )


def clinic_verdict() -> Verdict:
    breach = Finding(
        FindingKind.BREACH,
        "the-visit",
        "**Two** rows were added to **visits**; exactly one is required.",
        evidence=(Evidence(change=5), Evidence(change=3)),
        counterfactual="Without change 5 this run is SATISFIED.",
    )
    unmet = Finding(
        FindingKind.UNMET,
        "read-back",
        "The visit was **never read back** after the first commit.",
        because="confirm the system, not the surface",
        evidence=(Evidence(exchange="r8"),),
        nearest="GET /visits/902 is another visit.",
    )
    met = Finding(FindingKind.MET, "others-move", "No other visit moved.")
    charges = {1: "last-seen", 2: "page-views", 3: "the-visit", 4: "page-views", 6: "(ephemeral)", 7: "(system)"}
    return Verdict(Ruling.VIOLATED, (breach, unmet, met), charges)


def clinic_episode(blob: Callable[[str], str] = lambda name: f"picture-{name}") -> Episode:
    """A booking whose confirmation was lost after the commit, and was then sent again."""
    dom, marks = clinic_dom()
    run = RunRecord(
        header=header(),
        initial=INITIAL,
        changes=clinic_changes(),
        final=final_of(INITIAL, clinic_changes()),
        exchanges=clinic_exchanges(),
        outcome=Done(),
        outcome_at=30500,
        attempts=(Attempt(4, "visits", (901,), Operation.INSERT, None, VISIT, "r6", 14200, 6),),
        disturbances=(Disturbance(15300, "P15", "5xx after commit", "2026-07-02T09:14:15", {"status": 502}, 6),),
    )
    console = (
        ConsoleEntry(130, "t1", "info", "clinic ready", f"{ORIGIN}/static/clinic.js:3:1", 0),
        ConsoleEntry(15390, "t1", "error", "POST /visits answered 502", f"{ORIGIN}/visits/new:88:12", 6),
        ConsoleEntry(19010, "t1", "warning", "slow response", "", None),
    )
    return Episode(run, clinic_steps(marks, blob), dom, console)


def long_episode(count: int = 300) -> Episode:
    """``count`` steps of typing and navigating, three requests and two changes each, and a page that changes."""
    dom = Dom()
    steps: list[Step] = []
    exchanges: list[Exchange] = []
    changes: list[Change] = []
    console: list[ConsoleEntry] = []
    dom.load(50, ORIGIN, "Long", *(dom.element("p", {}, f"Line {n}") for n in range(200)))
    body = dom.events[-1].event["data"]["node"]["childNodes"][1]["childNodes"][1]["id"]  # type: ignore[index,call-overload]
    for number in range(1, count + 1):
        at = number * 2000.0
        before = len(dom.events)
        for line in range(6):
            added = dom.element("p", {"class": "row"}, f"Row {number}.{line} of the long list")
            dom.mutate(at + 100 + line, adds=[{"parentId": body, "nextId": None, "node": added}])
        for part in range(3):
            path = f"/rows/{number}?part={part}"
            exchanges.append(
                exchange(number * 3 + part, "GET", path, at + 20 * part, at + 20 * part + 90, number, kind="fetch")
            )
        old = {"id": 1, "at": f"{number - 1}", "state": "open"}
        changes.append(
            change(number * 2 - 1, "cursor", 1, at + 50, number * 3, number, old=old, new={**old, "at": f"{number}"})
        )
        changes.append(
            change(number * 2, "rows", number, at + 60, number * 3 + 1, number, new={"id": number, "text": "x" * 40})
        )
        console.append(ConsoleEntry(at + 70, "t1", "log", f"row {number}", "", number))
        box = target("textbox", f"Field {number}", "input", (10, 10, 200, 30))
        action: Action = Fill(box, f"value {number}") if number % 10 else Navigate(f"{ORIGIN}/page/{number}")
        steps.append(
            Step(
                number,
                action,
                "t1",
                ORIGIN,
                "Long",
                at,
                at + 40,
                at + 2000,
                f"b{number}",
                f"a{number}",
                before,
                len(dom.events),
            )
        )
    run = RunRecord(header(), INITIAL, tuple(changes), None, tuple(exchanges), None)
    return Episode(run, tuple(steps), tuple(dom.events), tuple(console))
