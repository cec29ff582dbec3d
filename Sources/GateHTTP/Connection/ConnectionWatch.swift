import NIOCore

/// Says when one connection has had its time: a pure state machine that
/// `ConnectionGuard` feeds with what happens and asks what to do.
///
/// It bounds what the server below it does not: a body that drips in for ever, the rest
/// of a body that nobody reads because the answer is already out, and a client that does
/// not fetch its answer.
struct ConnectionWatch {
    /// What the guard is to do.
    enum Step: Equatable {
        /// Hand the part on.
        case pass
        /// Drop the part and go on reading.
        case drop
        /// End the connection.
        case close
    }

    /// Every body has this long, and a second more for each `bytesPerSecond`.
    static let bodyPatience = TimeAmount.seconds(20)
    static let bytesPerSecond: Int64 = 32 << 10
    /// How long the rest of an answered request is read: closing on unread bytes resets
    /// the connection, and the client may lose the answer (RFC 9112 §9.6).
    static let lingerPatience = TimeAmount.seconds(10)
    static let lingerBytes: Int64 = 128 << 20
    /// How long a client may leave an answer unfetched.
    static let stallPatience = TimeAmount.seconds(60)

    private var headsRead = 0
    private var endsRead = 0
    private var answers = 0
    private var bodySince: NIODeadline?
    private var bodyBytes: Int64 = 0
    private var lingerSince: NIODeadline?
    private var stalledSince: NIODeadline?

    /// Whether the rest of an answered request is being read.
    var isLingering: Bool { lingerSince != nil }

    /// A request begins.
    mutating func head(at now: NIODeadline) -> Step {
        guard !isLingering else { return .drop }
        headsRead += 1
        bodySince = now
        bodyBytes = 0
        return .pass
    }

    /// Some of its body arrived.
    mutating func body(_ count: Int) -> Step {
        bodyBytes += Int64(count)
        guard isLingering else { return .pass }
        return bodyBytes > Self.lingerBytes ? .close : .drop
    }

    /// Its end arrived.
    mutating func end() -> Step {
        endsRead += 1
        bodySince = nil
        return isLingering ? .close : .pass
    }

    /// Whether the next answer goes out before its request has come in whole: it must say
    /// that the connection closes.
    var isAnswerEarly: Bool { headsRead > answers && endsRead <= answers }

    /// An answer went out whole.
    mutating func answered(at now: NIODeadline) {
        if isAnswerEarly {
            lingerSince = now
            bodySince = nil
            bodyBytes = 0
        }
        answers += 1
    }

    /// The client began or ceased to leave bytes unfetched.
    mutating func writable(_ isWritable: Bool, at now: NIODeadline) {
        stalledSince = isWritable ? nil : stalledSince ?? now
    }

    /// When the connection is to be ended unless something happens; nil for never.
    var deadline: NIODeadline? {
        let body = bodySince.map {
            $0 + Self.bodyPatience + .seconds(bodyBytes / Self.bytesPerSecond)
        }
        let linger = lingerSince.map { $0 + Self.lingerPatience }
        let stall = stalledSince.map { $0 + Self.stallPatience }
        return [body, linger, stall].compactMap { $0 }.min()
    }
}
