"""What web, worker and beat write and export while people use the office: which page, which task, and nobody's words.

One walk on real servers: requests by the public form (one breaks its page, one breaks its task, the mail of one comes
back), private links, wrong codes, a wrong password, a search. Every name, address and secret in it is looked for.
"""

import email
import email.policy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from tests.campaigns.visitors import Ledger, Visitor
from tests.services.collector import Collector
from tests.services.mail_server import Point
from tests.services.office import Office
from tests.services.post_office import PostOffice
from tests.services.programs import wait_until

PASSWORD = "Skylark-password-2023"
WRONG_PASSWORD = "Lapwing-password-2023"
SECRET_KEY = "a-secret-key-named-Corncrake-for-the-walk"
OFFICER = "officer.whinchat@office.example"
# Two faults as databases have them: each quotes what people typed.
FAULTS = """
from django.db import connection
from accounts.actions.staff import enter_member
from accounts.models import Role
with connection.cursor() as cursor:
    cursor.execute('''
        CREATE FUNCTION page_breaks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE unique_violation USING MESSAGE = NEW.name || ' is there', DETAIL = 'Key (email)=' || NEW.email;
        END $$;
        CREATE TRIGGER page_breaks BEFORE INSERT ON foirequests_requester FOR EACH ROW
            WHEN (NEW.name LIKE 'Breaks%%') EXECUTE FUNCTION page_breaks();
        CREATE FUNCTION task_breaks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE check_violation USING MESSAGE = NEW.to_address || ' is wrong', DETAIL = 'Row of ' || NEW.to_address;
        END $$;
        CREATE TRIGGER task_breaks BEFORE UPDATE ON foirequests_outgoingmail FOR EACH ROW
            WHEN (NEW.to_address LIKE 'stuck%%') EXECUTE FUNCTION task_breaks();
    ''')
member = enter_member(name="Olive Whinchat", email="{officer}", roles=[Role.OFFICER])
member.set_password("{password}")
member.save()
"""


@dataclass
class Walk:
    """What came of it: each process's lines, what the collector has, what must not stand there, the broken page."""

    lines: dict[str, list[str]]
    collector: Collector
    private: set[str]
    broken_page: str

    def events(self, **facts: object) -> list[dict]:
        """The lines that say these facts."""
        read = [json.loads(line) for lines in self.lines.values() for line in lines]
        return [event for event in read if facts.items() <= event.items()]


def ask(office: Office, ledger: Ledger, name: str, mailbox: str) -> tuple[Visitor, str]:
    """Send a request by the public form; the visitor, and the page that they saw last."""
    visitor = Visitor(office.url, ledger)
    visitor.get("/request/your-request/", "form")
    for slug, typed in [
        ("your-request", {"text": "How many zebrafish trolleys were there? Please list them by year."}),
        ("our-reply", {"preferred_format": "email", "adjustments": "Large Gyrfalcon print"}),
        ("about-you", {"name": name, "email": f"{mailbox}@requesters.example"}),
    ]:
        visitor.post(f"/request/{slug}/", "form", typed)
    return visitor, visitor.post("/request/check-your-answers/", "send", {"leave_empty": ""})


def mailed_link(post_office: PostOffice) -> str:
    """The path of the private link in the first message that was delivered."""
    wait_until(lambda: post_office.deliveries, "No mail came")
    message = email.message_from_bytes(post_office.deliveries[0].content, policy=email.policy.default)
    return urlsplit(re.search(r"http\S+/r/\S+", message.get_body(("plain",)).get_content()).group()).path


def walk(office: Office, post_office: PostOffice) -> tuple[str, set[str]]:
    """Use the office as people do; the page that broke, and the secrets that came up."""
    ledger = Ledger()
    visitors = [ask(office, ledger, "Ada Quillfeather", "ada.quillfeather")[0]]
    link = mailed_link(post_office)
    post_office.answer_once(
        Point.BEFORE_DATA, "550 5.1.1 <back.turnstone@requesters.example>: Bea Turnstone is unknown"
    )
    visitors.append(ask(office, ledger, "Bea Turnstone", "back.turnstone")[0])
    wait_until(lambda: post_office.has_answered(Point.BEFORE_DATA), "No mail came back")
    visitors.append(ask(office, ledger, "Stella Dunnock", "stuck.dunnock")[0])
    breaking, broken_page = ask(office, ledger, "Breaks Ptarmigan", "breaks.ptarmigan")

    requester = Visitor(office.url, ledger)
    assert "zebrafish" in requester.get(link, "private page")
    requester.get("/r/Nightjar-is-no-link", "wrong link")
    requester.get("/nothing/for/Redpoll?who=Siskin", "unknown")
    requester.get("/code/", "code")
    requester.post("/code/", "code", {"reference": "FOI_Fieldfare", "code": "BRAMBLING"})
    officer = Visitor(office.url, ledger)
    officer.get("/account/login/", "sign in")
    officer.post("/account/login/", "sign in", {"login": OFFICER, "password": WRONG_PASSWORD})
    officer.post("/account/login/", "sign in", {"login": OFFICER, "password": PASSWORD})
    assert "Quillfeather" in officer.get("/requests/?q=Quillfeather", "search")
    officer.get("/account/password/reset/key/1-Hoopoe-is-no-key/", "reset")

    people = [*visitors, breaking, requester, officer]
    cookies = {value for person in people for value in person._cookies.values() if value}
    assert len(cookies) >= len(people)
    return broken_page, {link.rsplit("/", 1)[-1], *cookies}


@pytest.fixture(scope="module")
def walked(first_day_on_postgres, redis_server) -> Iterator[Walk]:
    redis_server.forget()
    collector, post_office = Collector(), PostOffice()
    office = first_day_on_postgres(
        REDIS_URL=redis_server.url,
        EMAIL_URL=post_office.url,
        SECRET_KEY=SECRET_KEY,
        LOG_LEVEL="DEBUG",
        SWEEP_SECONDS="2",
        OTEL_EXPORTER_OTLP_ENDPOINT=collector.url,
        OTEL_METRIC_EXPORT_INTERVAL="1000",
        OTEL_BSP_SCHEDULE_DELAY="200",
    )
    try:
        office.ask(FAULTS.format(officer=OFFICER, password=PASSWORD))
        office.start()
        broken_page, secrets = walk(office, post_office)
        worker = office.programs["worker"]
        worker.wait_until(lambda: '"state": "FAILURE"' in worker.said(), "No task broke")
        worker.wait_until(lambda: worker.said().count("render_due_letters: SUCCESS") >= 2, "No sweep came")
        wait_until(lambda: "foidesk.heartbeat.age" in collector.gauges(), "No metrics came")
        wait_until(lambda: {process for process, _ in collector.spans()} >= {"web", "worker"}, "No traces came")
        for program in office.programs.values():
            program.stop()
        lines = {name: program.said().splitlines() for name, program in office.programs.items()}
        typed = (
            "Quillfeather Turnstone Dunnock Ptarmigan zebrafish Gyrfalcon Nightjar Redpoll Siskin Fieldfare Brambling"
        )
        ours = {"Whinchat", "Hoopoe", PASSWORD, WRONG_PASSWORD, SECRET_KEY, "requesters.example"}
        ours.add(office.settings["DATABASE_URL"])
        yield Walk(lines, collector, {*typed.split(), *ours, *secrets}, broken_page)
    finally:
        office.stop()
        post_office.stop()
        collector.stop()


def found_in(text: str, private: set[str]) -> list[str]:
    """What should not stand in the text, however it is spelled."""
    return [piece for piece in private if piece.lower() in text.lower()]


def test_every_line_of_every_process_is_one_json_object_that_says_when_where_and_what(walked):
    for process, lines in walked.lines.items():
        for line in lines:
            event = json.loads(line)
            assert {"time", "level", "process", "logger", "message"} <= event.keys(), line
            assert event["process"] == process
    assert len(walked.lines["web"]) > 20
    assert len(walked.lines["worker"]) > 3


def test_no_line_holds_what_people_typed_or_any_secret(walked):
    assert not found_in("\n".join(line for lines in walked.lines.values() for line in lines), walked.private)


def test_each_page_has_one_line_that_names_it_and_how_it_was_answered(walked):
    (link,) = walked.events(route="portal_enter", status=302)
    assert (link["method"], link["process"]) == ("GET", "web")
    assert link["duration_ms"] >= 0
    assert len(walked.events(route="portal_enter", status=404)) == 1
    assert len(walked.events(route="unknown", status=404)) == 1
    assert walked.events(route="queue", status=200)[0]["bytes"] > 1000


def test_a_broken_page_tells_the_number_to_quote_and_the_log_tells_under_it_what_broke(walked):
    number = re.search(r"Quote this number when you report the problem: <strong>(\w+)</strong>", walked.broken_page)[1]
    (error,) = [event for event in walked.events(request_id=number) if "error" in event]
    assert error["error"][0] == "django.db.utils.IntegrityError"
    assert "psycopg.errors.UniqueViolation 23505" in error["error"]
    assert any(re.search(r"foirequests/actions/receive.py:\d+ in receive_request", place) for place in error["error"])
    assert walked.events(request_id=number, route="public_request_check", status=500)


def test_the_workers_lines_carry_the_number_of_the_page_that_began_the_work(walked):
    failed = [event for event in walked.events(logger="celery.app.trace") if "error" in event]
    by_page = [event for event in failed if event["task"] == "foirequests.tasks.send_mail"]
    assert by_page
    assert "psycopg.errors.CheckViolation 23514" in by_page[0]["error"]
    assert walked.events(request_id=by_page[0]["request_id"], route="public_request_check", status=302)
    assert walked.events(request_id=by_page[0]["request_id"], task_id=by_page[0]["task_id"], state="FAILURE")


def test_each_sweep_has_a_number_of_its_own(walked):
    tasks = [event for event in walked.events(process="worker") if "state" in event]
    pages = {event["request_id"] for event in walked.events(process="web") if "request_id" in event}
    # These carry the number of the page that hinted at them.
    hinted = {"foirequests.tasks.send_mail", "foirequests.tasks.read_request", "responses.tasks.check_links"}
    swept = [event["request_id"] for event in tasks if event["task"] not in hinted]
    assert len(swept) == len(set(swept)) >= 2
    assert not pages & set(swept)


def test_one_trace_joins_the_page_and_the_task_that_it_began(walked):
    spans = list(walked.collector.spans())
    pages = {s.trace_id for process, s in spans if process == "web" and s.name == "POST request/check-your-answers/"}
    tasks = {s.trace_id for process, s in spans if process == "worker" and s.name == "run/foirequests.tasks.send_mail"}
    queries = {s.trace_id for process, s in spans if process == "worker" and s.name.startswith("UPDATE")}
    assert pages & tasks & queries


def test_nothing_that_leaves_for_the_collector_holds_what_people_typed_or_any_secret(walked):
    everything = walked.collector.everything()
    assert "request/check-your-answers/" in everything
    assert "IntegrityError" in everything
    assert not found_in(everything, walked.private)


def test_spans_say_the_route_and_the_query_without_its_values(walked):
    said = [{a.key: a.value for a in span.attributes} for _, span in walked.collector.spans()]
    routes = {attributes["http.route"].string_value for attributes in said if "http.route" in attributes}
    assert {"^r/(?P<token>[^/]+)/?$", "requests/"} <= routes
    assert any("%s" in attributes["db.query.text"].string_value for attributes in said if "db.query.text" in attributes)
    assert not {"url.path", "url.query", "client.address", "user_agent.original"} & {name for a in said for name in a}


def test_the_collector_learns_how_the_office_stands(walked):
    gauges = walked.collector.gauges()
    assert gauges["foidesk.requests.open"] == [3]
    assert gauges["foidesk.requests.overdue"] == [0]
    assert gauges["foidesk.mail.failed"] == [1]
    assert gauges["foidesk.mail.waiting"] == [1]
    assert len(gauges["foidesk.heartbeat.age"]) == 2
    assert {"http.server.request.duration", "flower.task.runtime.seconds"} <= {
        metric.name for metric in walked.collector.all_metrics()
    }


def test_an_office_that_asks_for_no_telemetry_loads_nothing_of_it(empty_office_data):
    office = Office(like=empty_office_data, PYTHONPROFILEIMPORTTIME="1")
    try:
        office.start()
        for name, program in office.programs.items():
            assert re.search(r"\| +celery$", program.said(), re.M), name
            assert not re.search(r"\| +opentelemetry", program.said()), name
    finally:
        office.stop()
