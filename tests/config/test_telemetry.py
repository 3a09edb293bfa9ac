"""When traces and metrics are exported: OpenTelemetry's own variables decide, and without them nothing is.

A collector that is away keeps no process from ending.
"""

import socket
import subprocess
import sys
import time

import pytest

from config.settings import exports
from tests.architecture.deployment import SERVICES, seconds
from tests.services.collector import Collector
from tests.services.office import Office
from tests.services.programs import ROOT, How

LONGEST = 3  # seconds in which what waits may leave at the end

ENDPOINT = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}


@pytest.mark.parametrize(
    ("variables", "exported"),
    [
        ({}, set()),
        ({"OTEL_SERVICE_NAME": "foi"}, set()),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, set()),
        (ENDPOINT, {"TRACES", "METRICS"}),
        ({**ENDPOINT, "OTEL_METRICS_EXPORTER": "none"}, {"TRACES"}),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, {"TRACES"}),
        ({"OTEL_METRICS_EXPORTER": "otlp"}, {"METRICS"}),
        ({"OTEL_EXPORTER_OTLP_METRICS_ENDPOINT": "http://collector:4318/v1/metrics"}, {"METRICS"}),
        ({**ENDPOINT, "OTEL_SDK_DISABLED": "true"}, set()),
    ],
)
def test_traces_and_metrics_are_exported_when_their_variables_say_where_or_what(monkeypatch, variables, exported):
    monkeypatch.delenv("OTEL_SDK_DISABLED")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert {signal for signal in ("TRACES", "METRICS") if exports(signal)} == exported


# --- Ending while the collector is away -----------------------------------------------------------------------------

END = """
import time
from config import telemetry
telemetry.start("worker", {"TRACES", "METRICS"})
with telemetry.trace.get_tracer("test").start_as_current_span("something"):
    telemetry.metrics.get_meter("test").create_counter("things").add(1)
began = time.monotonic()
telemetry.end()
print(time.monotonic() - began)
"""


class Silent:
    """A server that takes connections and never answers."""

    def __enter__(self) -> "Silent":
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=50)  # the kernel takes them, nobody reads
        self.socket.settimeout(30)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        return self

    def __exit__(self, *_failure: object) -> None:
        self.socket.close()


class Refusing(Silent):
    """A port at which nobody listens any more."""

    def __enter__(self) -> "Refusing":
        super().__enter__().socket.close()
        return self


@pytest.mark.parametrize("away", [Silent, Refusing])
def test_a_process_ends_within_four_seconds_while_the_collector_is_away(away):
    with away() as collector:
        environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
        asked = [sys.executable, "-c", END]
        began = time.monotonic()
        done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert float(done.stdout) < LONGEST + 1
    assert time.monotonic() - began < LONGEST + 8  # Python's own start and end are in it


def test_beat_ends_in_its_time_while_the_collector_never_answers(empty_office_data):
    """A container that takes longer than `stop_grace_period` is cut off; beat is the one that always has something."""
    with Silent() as collector:
        office = Office(
            like=empty_office_data, OTEL_EXPORTER_OTLP_ENDPOINT=collector.url, OTEL_METRIC_EXPORT_INTERVAL="500"
        )
        try:
            office.start("beat")
            waiting, _ = collector.socket.accept()
            began = time.monotonic()
            office.end("beat", How.STOP)
            waiting.close()
            assert time.monotonic() - began < seconds(SERVICES["beat"]["stop_grace_period"])
        finally:
            office.stop()


def test_what_waits_is_exported_at_the_end_when_the_collector_answers():
    collector = Collector()
    try:
        environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
        subprocess.run([sys.executable, "-c", END], cwd=ROOT, env=environment, capture_output=True, check=True)
        assert [span.name for _, span in collector.spans()] == ["something"]
        assert [metric.name for metric in collector.all_metrics()] == ["things"]
    finally:
        collector.stop()
