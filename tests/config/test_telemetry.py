"""When traces and metrics are exported: OpenTelemetry's own variables decide, and without them nothing is."""

import pytest

from config.settings import exports

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
