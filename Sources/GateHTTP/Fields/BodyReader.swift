import GateCore
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads request bodies, never further than a cap.
enum BodyReader {
    /// The longest JSON body.
    static let jsonCap = 64 << 10

    /// The body as bytes. A declared length over the cap is refused before anything is
    /// read; an undeclared one as soon as it is passed.
    ///
    /// - Throws: `Problem` (`tooLarge`; `badParameters` for a body that is cut short, or
    ///   compressed).
    static func bytes(of request: Request, upTo cap: Int) async throws -> ByteBuffer {
        try refuseEncodings(request.headers)
        let declared = request.headers[.contentLength].flatMap { Int($0) }
        if let declared, declared > cap { throw tooLarge(cap) }
        let body = try await collected(request.body, upTo: cap)
        if let declared, declared != body.readableBytes {
            throw Problem(.badParameters, "The body is shorter than its Content-Length.")
        }
        return body
    }

    private static func collected(_ parts: RequestBody, upTo cap: Int) async throws -> ByteBuffer {
        var body = ByteBuffer()
        do {
            for try await var part in parts {
                guard body.readableBytes + part.readableBytes <= cap else { throw tooLarge(cap) }
                body.writeBuffer(&part)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw BodyLost(cause: error)
        }
        return body
    }

    /// The members of a body that is one JSON object. No body at all is no object.
    ///
    /// - Throws: `Problem` (`badParameters`, `tooLarge`).
    static func object(
        of request: Request, upTo cap: Int = jsonCap
    ) async throws -> FieldReader {
        let body = try await bytes(of: request, upTo: cap)
        return try object(Array(body.readableBytesView), type: request.headers[.contentType])
    }

    /// Like `object(of:)`, but no body counts as an object without members.
    static func objectOrNothing(of request: Request) async throws -> FieldReader {
        let body = try await bytes(of: request, upTo: jsonCap)
        guard body.readableBytes > 0 else { return FieldReader([:], declared: declared) }
        return try object(Array(body.readableBytesView), type: request.headers[.contentType])
    }

    /// What the call that is being answered says that it reads; of debug builds alone.
    private static var declared: DeclaredFields? {
        #if DEBUG
            guard let operation = Operation.current else { return nil }
            guard case .json(let members, _, _)? = operation.body else {
                return DeclaredFields([])
            }
            return DeclaredFields(members)
        #else
            return nil
        #endif
    }

    private static func object(_ bytes: [UInt8], type: String?) throws -> FieldReader {
        do {
            let value = try JSONReader.read(bytes)
            guard let members = value.object else {
                throw Problem(.badParameters, "The body must be a JSON object.")
            }
            return FieldReader(members, declared: declared)
        } catch let fault as JSONFault {
            let declared = type.map { " It was sent as \($0.prefix(64))." } ?? ""
            throw Problem(
                .badParameters,
                "The body must be a JSON object (application/json). \(fault)\(declared)")
        }
    }

    private static func refuseEncodings(_ headers: HTTPFields) throws(Problem) {
        guard let encoding = headers[.contentEncoding], encoding.lowercased() != "identity" else {
            return
        }
        throw Problem(.badParameters, "Send the body without Content-Encoding.")
    }

    private static func tooLarge(_ cap: Int) -> Problem {
        let words = cap >= 1 << 20 ? "\(cap >> 20) MiB" : "\(cap >> 10) KiB"
        return Problem(.tooLarge, "The body is longer than \(words).")
    }
}
