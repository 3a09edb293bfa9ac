"""Traces and metrics by OpenTelemetry, for offices that collect them. Loaded only where the environment asks for it.

The variables are OpenTelemetry's own, and its packages read them; the exporter speaks OTLP over HTTP. What leaves is
what `KEPT` lists: no addresses, no queries, no values, no messages of errors.
"""

import os
import time
from collections.abc import Collection, Sequence
from threading import Thread
from uuid import uuid4

# Before the packages are imported, which read these when they are: attributes by their present names, and no trace of
# what is asked every few seconds.
os.environ.setdefault("OTEL_SEMCONV_STABILITY_OPT_IN", "http,database")
os.environ.setdefault("OTEL_PYTHON_DJANGO_EXCLUDED_URLS", "/health,/static/")

from opentelemetry import metrics, trace
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.metrics.view import View
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Status

KEPT = {
    *("http.request.method", "http.response.status_code", "http.route", "url.scheme", "error.type"),
    *("db.system.name", "db.operation.name", "db.query.text"),
    *("celery.action", "celery.state", "celery.task_name", "messaging.message.id", "task", "service"),
}

# Seconds in which what waits may leave at the end: beat's container is given ten to end.
LONGEST_END = 3
exporting: list[TracerProvider | MeterProvider] = []


class WithoutPersonalData(SpanExporter):
    """Hands spans on to another exporter with nothing in them but what is listed."""

    def __init__(self, exporter: SpanExporter) -> None:
        self.exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Export these."""
        return self.exporter.export([listed(span) for span in spans])

    def shutdown(self) -> None:
        """End."""
        self.exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30000) -> bool:
        """Wait until everything has left."""
        return self.exporter.force_flush(timeout_millis)


def listed(span: ReadableSpan) -> ReadableSpan:
    """The span with the attributes that are kept, and of its errors the type alone."""
    kept = {name: value for name, value in span.attributes.items() if name in KEPT}
    for event in span.events:
        if event.name == "exception":
            kept["error.type"] = event.attributes["exception.type"]
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=kept,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def start(process: str, signals: Collection[str]) -> None:
    """Export these signals (`TRACES`, `METRICS`) of this process; the office's own figures come from beat alone.

    `end` has to be called when the process ends: OpenTelemetry's own way, when Python exits, waits for a minute.
    """
    named = {"service.name": os.environ.get("OTEL_SERVICE_NAME", "foi-desk")}
    resource = Resource.create({**named, "service.instance.id": str(uuid4()), "foidesk.process": process})
    if "TRACES" in signals:
        tracers = TracerProvider(resource=resource, shutdown_on_exit=False)
        tracers.add_span_processor(BatchSpanProcessor(WithoutPersonalData(OTLPSpanExporter())))
        trace.set_tracer_provider(tracers)
        exporting.append(tracers)
    if "METRICS" in signals:
        reader = PeriodicExportingMetricReader(OTLPMetricExporter())
        views = [View(instrument_name="*", attribute_keys=KEPT)]
        meters = MeterProvider([reader], resource=resource, views=views, shutdown_on_exit=False)
        metrics.set_meter_provider(meters)
        exporting.append(meters)
        if process == "beat":
            from config import gauges  # needs the applications, which web loads later

            gauges.observe(metrics.get_meter("foidesk"))
    DjangoInstrumentor().instrument(middleware_position=1)  # inside our own, which drops what outsiders say of traces
    CeleryInstrumentor().instrument()
    PsycopgInstrumentor().instrument()


def end() -> None:
    """Export what is waiting, and stop; what has not left after `LONGEST_END` seconds is given up.

    A collector that is away holds up each signal by itself: the exporters try again and again, and OpenTelemetry waits
    half a minute for each. The threads end with the process. Nothing happens when it is called again.
    """
    ending = []
    while exporting:
        ending.append(Thread(target=exporting.pop().shutdown, daemon=True))
        ending[-1].start()
    until = time.monotonic() + LONGEST_END
    for thread in ending:
        thread.join(max(0, until - time.monotonic()))
