import CCurl
import Glibc

/// The thread that a `CurlLoop` runs on.
enum CurlThread {
    /// What crosses to the new thread, once.
    private final class Start {
        let multi: UnsafeMutableRawPointer
        let mailbox: CurlMailbox

        init(_ multi: UnsafeMutableRawPointer, _ mailbox: CurlMailbox) {
            self.multi = multi
            self.mailbox = mailbox
        }
    }

    /// Starts a loop, which owns `multi` from here on and ends when `mailbox` is closed.
    /// - Throws: `CurlUnavailable`.
    static func start(
        multi: UnsafeMutableRawPointer, mailbox: CurlMailbox
    ) throws(CurlUnavailable) -> pthread_t {
        let start = Unmanaged.passRetained(Start(multi, mailbox))
        var thread = pthread_t()
        let failure = pthread_create(&thread, nil, CurlThread.main, start.toOpaque())
        guard failure == 0 else {
            start.release()
            curl_multi_cleanup(multi)
            throw CurlUnavailable("No thread for libcurl (\(failure)).")
        }
        return thread
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
        { context in
            guard let context else { return nil }
            let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
            blockPipeSignal()
            CurlLoop(multi: start.multi, mailbox: start.mailbox).run()
            return nil
        }

    /// A peer that hangs up must not end the process: with CURLOPT_NOSIGNAL libcurl leaves
    /// SIGPIPE to its caller.
    private static func blockPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
