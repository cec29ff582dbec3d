import GateCore
import HTTPTypes
import Hummingbird
import NIOCore

/// `/metrics`: counts and times, for Prometheus.
struct MetricsRoutes {
    private let page: any MetricsPage
    private let isPublic: Bool

    /// - Parameter parts: the edge's parts.
    /// - Returns: nil where nothing is measured.
    init?(_ parts: EdgeParts) {
        guard let page = parts.metrics else { return nil }
        self.page = page
        isPublic = parts.settings.metricsPublic
    }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.get, "/metrics", isPublic ? .open : .admin, .metrics) { request, _ in
            let format = Self.format(request.headers[.accept])
            let text = await page.text(format)
            return Response(
                status: .ok, headers: [.contentType: Self.type(format)],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
    }

    /// OpenMetrics for whoever names it, as Prometheus does first of all.
    static func format(_ accept: String?) -> MetricsFormat {
        let ranges = (accept ?? "").split(separator: ",").map { HeaderValue(String($0)) }
        let asks = ranges.contains { range in
            range.word == "application/openmetrics-text"
                && range.parameters["q"].flatMap { Double($0) } != 0
                && ["1.0.0", "0.0.1", nil].contains(range.parameters["version"])
        }
        return asks ? .openMetrics : .prometheus
    }

    private static func type(_ format: MetricsFormat) -> String {
        switch format {
        case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }
}
