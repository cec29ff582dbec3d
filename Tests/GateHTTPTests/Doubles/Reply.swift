import GateCore
import HTTPTypes
import HummingbirdTesting
import NIOCore

@testable import GateHTTP

/// An answer, with what tests look at close at hand.
struct Reply {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
    }

    /// The body, read by the gateway's own strict reader.
    var json: JSONValue {
        get throws { try JSONReader.read(Array(text.utf8)) }
    }

    subscript(name: String) -> JSONValue? {
        get throws { try json[name] }
    }

    /// The problem's code.
    var code: Int64? {
        get throws { try json["code"]?.int }
    }

    /// The names of the wrong fields, in order.
    var wrongFields: [String] {
        get throws { try json["errors"]?.array?.compactMap { $0["field"]?.string } ?? [] }
    }

    /// What is said of a wrong field.
    func reason(_ field: String) throws -> String? {
        try json["errors"]?.array?.first { $0["field"]?.string == field }?["reason"]?.string
    }
}
