import CCurl
import GateCore
import Glibc
import Synchronization

/// HTTP over libcurl: one thread owns one multi handle, so that all callers share its
/// connections (and HTTP/2 streams) and none waits for another.
///
/// Redirects are not followed, only `http` and `https` are spoken, TLS is verified, and
/// neither proxies nor anything else is read from the environment.
public final class CurlTransport: HTTPTransport {
    private let mailbox: CurlMailbox
    /// nil once joined.
    private let thread: Mutex<pthread_t?>

    /// Starts the thread.
    /// - Throws: `CurlUnavailable` when the machine gives no thread or no handle.
    public init() throws {
        guard curlIsReady, let multi = curl_multi_init() else {
            throw CurlUnavailable("libcurl could not be initialised.")
        }
        mailbox = CurlMailbox(waking: multi)
        thread = Mutex(try CurlThread.start(multi: multi, mailbox: mailbox))
    }

    deinit { shutdown() }

    /// One request, one answer, whatever its status. Connecting may take 10 seconds of the
    /// call's time-out at most.
    ///
    /// A request with a body is never sent twice: where libcurl would repeat it on a new
    /// connection because a kept one died, the call ends as `unanswered` instead.
    /// - Throws: `HTTPFault`, or `CancellationError`.
    public func send(_ call: HTTPCall) async throws -> HTTPAnswer {
        try CallCheck.check(call)
        let ticket = CurlTicket()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let order = CurlOrder(call: call, ticket: ticket, continuation: continuation)
                if !mailbox.post(.start(order)) {
                    continuation.resume(throwing: CurlFault.shutDown)
                }
            }
        } onCancel: {
            ticket.cancel()
            // A closed mailbox means that the thread has ended, or ends, every transfer.
            _ = mailbox.post(.cancel(ticket))
        }
    }

    /// Ends every transfer and joins the thread. Calls after it fail as `notSent`; doing
    /// it twice is no fault.
    public func shutdown() {
        mailbox.close()
        let handle = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        if let handle { pthread_join(handle, nil) }
    }
}

/// libcurl's global state is made once for the process, and never given back.
private let curlIsReady = pg_curl_global_init() == CURLE_OK
