import CCurl
import Synchronization

/// What callers ask of libcurl's thread.
final class CurlMailbox: Sendable {
    /// One thing asked for.
    enum Letter: Sendable {
        case start(CurlOrder)
        case cancel(CurlTicket)
    }

    private struct State {
        var letters: [Letter] = []
        var isOpen = true
    }

    private let state = Mutex(State())
    // Used for `curl_multi_wakeup` only, the one call of libcurl's that any thread may make
    // on a multi handle, and only while open: the thread frees the handle after closing.
    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

    /// - Parameter multi: the handle whose poll is woken by a letter.
    init(waking multi: UnsafeMutableRawPointer) { self.multi = multi }

    /// Leaves a letter and wakes the thread.
    /// - Returns: false, with nothing left, once closed.
    func post(_ letter: Letter) -> Bool {
        state.withLock { state in
            guard state.isOpen else { return false }
            state.letters.append(letter)
            curl_multi_wakeup(multi)
            return true
        }
    }

    /// Takes no more letters, and tells the thread so.
    func close() {
        state.withLock { state in
            guard state.isOpen else { return }
            state.isOpen = false
            curl_multi_wakeup(multi)
        }
    }

    /// Every letter since the last time, in order, and whether more may come.
    func take() -> (letters: [Letter], isOpen: Bool) {
        state.withLock { state in
            defer { state.letters = [] }
            return (state.letters, state.isOpen)
        }
    }
}
