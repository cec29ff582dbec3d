import GateCore

/// A checked call on its way to libcurl's thread.
struct CurlOrder: Sendable {
    let call: HTTPCall
    let ticket: CurlTicket
    let continuation: CheckedContinuation<HTTPAnswer, any Error>
}
