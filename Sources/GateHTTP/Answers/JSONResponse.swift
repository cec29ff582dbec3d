import HTTPTypes
import Hummingbird
import NIOCore

/// An answer with a JSON body.
struct JSONResponse: ResponseGenerator {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    let body: OrderedJSON

    /// - Parameters:
    ///   - body: what is answered.
    ///   - status: 200 unless given.
    ///   - type: the media type.
    ///   - headers: more headers.
    init(
        _ body: OrderedJSON, status: HTTPResponse.Status = .ok,
        type: String = "application/json", headers: HTTPFields = [:]
    ) {
        self.body = body
        self.status = status
        self.headers = headers
        self.headers[.contentType] = type
    }

    /// The answer as the server writes it.
    var response: Response {
        let bytes = body.bytes
        var headers = headers
        headers[.contentLength] = String(bytes.count)
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    func response(from request: Request, context: some RequestContext) -> Response { response }
}
