import CCurl
import GateCore

/// Everything that touches libcurl, confined to one thread.
final class CurlLoop {
    private typealias Easy = UnsafeMutableRawPointer

    /// Easy handles kept for reuse. Connections live in the multi handle, so this saves
    /// memory traffic only.
    private static let keptHandles = 32

    private let multi: UnsafeMutableRawPointer
    private let mailbox: CurlMailbox
    private var running: [Easy: CurlTransfer] = [:]
    private var handles: [ObjectIdentifier: Easy] = [:]
    private var idle: [Easy] = []

    /// - Parameters:
    ///   - multi: owned from here on.
    ///   - mailbox: where the work comes from.
    init(multi: UnsafeMutableRawPointer, mailbox: CurlMailbox) {
        self.multi = multi
        self.mailbox = mailbox
        // One host that hangs may hold its 64 connections, and no one else's.
        _ = pg_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, 64)
        _ = pg_curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, 512)
        _ = pg_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 64)
    }

    /// Works until the mailbox is closed.
    func run() {
        while true {
            let (letters, isOpen) = mailbox.take()
            for letter in letters { open(letter) }
            guard isOpen else { break }
            var left: Int32 = 0
            curl_multi_perform(multi, &left)
            reap()
            curl_multi_poll(multi, nil, 0, 1000, nil)
        }
        close()
    }

    private func open(_ letter: CurlMailbox.Letter) {
        switch letter {
        case .start(let order): start(order)
        case .cancel(let ticket):
            guard let easy = handles[ObjectIdentifier(ticket)] else { return }
            end(easy, with: .failure(CancellationError()))
        }
    }

    private func start(_ order: CurlOrder) {
        guard !order.ticket.isCancelled else {
            return order.continuation.resume(throwing: CancellationError())
        }
        guard let easy = idle.popLast() ?? curl_easy_init() else {
            return order.continuation.resume(throwing: CurlFault.noHandle)
        }
        let transfer = CurlTransfer(order)
        running[easy] = transfer
        handles[ObjectIdentifier(order.ticket)] = easy
        guard transfer.prepare(easy), curl_multi_add_handle(multi, easy) == CURLM_OK else {
            return end(easy, with: .failure(CurlFault.badCall))
        }
    }

    private func reap() {
        var easy: UnsafeMutableRawPointer?
        var code = CURLE_OK
        while pg_curl_next_done(multi, &easy, &code) == 1 {
            guard let easy, let transfer = running[easy] else { continue }
            end(easy, with: transfer.outcome(of: easy, code))
        }
    }

    private func end(_ easy: Easy, with result: Result<HTTPAnswer, any Error>) {
        guard let transfer = running.removeValue(forKey: easy) else { return }
        handles[ObjectIdentifier(transfer.ticket)] = nil
        curl_multi_remove_handle(multi, easy)
        curl_easy_reset(easy)
        transfer.freeLists()
        if idle.count < Self.keptHandles { idle.append(easy) } else { curl_easy_cleanup(easy) }
        transfer.continuation.resume(with: result)
    }

    private func close() {
        for (easy, transfer) in running {
            let fault = transfer.mayHaveArrived(easy) ? CurlFault.cutOff : CurlFault.shutDown
            end(easy, with: .failure(fault))
        }
        for easy in idle { curl_easy_cleanup(easy) }
        curl_multi_cleanup(multi)
    }
}
