"""What collects traces and metrics: a small OTLP server that keeps what it is sent."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.metrics.v1.metrics_pb2 import Metric
from opentelemetry.proto.trace.v1.trace_pb2 import Span


class Collector:
    """The server; `url` is for OTEL_EXPORTER_OTLP_ENDPOINT."""

    def __init__(self) -> None:
        self.traces: list[ExportTraceServiceRequest] = []
        self.metrics: list[ExportMetricsServiceRequest] = []
        kept = {
            "/v1/traces": (self.traces, ExportTraceServiceRequest),
            "/v1/metrics": (self.metrics, ExportMetricsServiceRequest),
        }

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                messages, kind = kept[self.path]
                messages.append(kind.FromString(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Each span with the process (`web`, `worker`, `beat`) that it comes from."""
        for message in list(self.traces):
            for source in message.resource_spans:
                process = {a.key: a.value.string_value for a in source.resource.attributes}["foidesk.process"]
                yield from ((process, span) for scope in source.scope_spans for span in scope.spans)

    def gauges(self) -> dict[str, list[float]]:
        """Name of each gauge of ours, and the values that it was last sent with."""
        return {
            metric.name: [point.as_int or point.as_double for point in metric.gauge.data_points]
            for metric in self.all_metrics()
            if metric.name.startswith("foidesk.")
        }

    def all_metrics(self) -> Iterator[Metric]:
        """Each metric, oldest first."""
        for message in list(self.metrics):
            for source in message.resource_metrics:
                yield from (metric for scope in source.scope_metrics for metric in scope.metrics)

    def everything(self) -> str:
        """All that came, as text to be searched."""
        return "\n".join(map(str, [*self.traces, *self.metrics]))

    def stop(self) -> None:
        """End the server."""
        self.server.shutdown()
        self.server.server_close()
