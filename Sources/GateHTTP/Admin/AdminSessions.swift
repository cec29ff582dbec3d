import Crypto
import Foundation
import GateCore
import Synchronization

/// Who is signed in to the admin page.
///
/// A session is known by the digest of its token, and the admin key that it stands for is
/// sealed with that token: neither can be read out of memory without the cookie. Every call
/// is checked against the key itself, so a key that is revoked ends its sessions at once.
final class AdminSessions: Sendable {
    /// A session ends when its page was left alone for so long.
    static let idle = Duration.seconds(30 * 60)
    /// A session ends at last after so long.
    static let whole = Duration.seconds(12 * 60 * 60)
    /// More sessions push out the one that was used longest ago.
    static let most = 64

    private struct Session {
        let sealedKey: Data
        let opened: Instant
        var used: Instant
    }

    /// What a page is told of its session.
    struct Standing: Equatable {
        /// What calls that change something must show.
        let proof: String
        /// How long it lasts if nothing more is done.
        let remaining: Duration
    }

    private let time: any Timekeeper
    private let random: any RandomSource
    private let sessions = Mutex<[SHA256Digest: Session]>([:])

    /// - Parameters:
    ///   - time: ends sessions.
    ///   - random: makes tokens, so it must be fit for that.
    init(time: any Timekeeper, random: any RandomSource) {
        self.time = time
        self.random = random
    }

    /// Opens a session for a key.
    /// - Returns: its token, for the cookie.
    func open(key: String) throws -> String {
        let token = random.token(43)
        let sealed = try ChaChaPoly.seal(Data(key.utf8), using: Self.sealingKey(token)).combined
        let now = time.now()
        sessions.withLock { sessions in
            sessions = sessions.filter { Self.remaining(of: $0.value, at: now) > .zero }
            if sessions.count >= Self.most,
                let oldest = sessions.min(by: { $0.value.used < $1.value.used })
            {
                sessions[oldest.key] = nil
            }
            sessions[Self.digest(token)] = Session(sealedKey: sealed, opened: now, used: now)
        }
        return token
    }

    /// The key that a session stands for; nil when there is no such session any more.
    /// - Parameter counts: whether a person did something, which puts off its end.
    func key(of token: String, counts: Bool) -> String? {
        let now = time.now()
        let sealed = sessions.withLock { sessions -> Data? in
            let name = Self.digest(token)
            guard var session = sessions[name] else { return nil }
            guard Self.remaining(of: session, at: now) > .zero else {
                sessions[name] = nil
                return nil
            }
            if counts {
                session.used = now
                sessions[name] = session
            }
            return session.sealedKey
        }
        guard let sealed, let box = try? ChaChaPoly.SealedBox(combined: sealed),
            let opened = try? ChaChaPoly.open(box, using: Self.sealingKey(token))
        else { return nil }
        return String(data: opened, encoding: .utf8)
    }

    /// How a session stands; nil when there is none.
    func standing(of token: String) -> Standing? {
        let now = time.now()
        let left = sessions.withLock { sessions in
            sessions[Self.digest(token)].map { Self.remaining(of: $0, at: now) }
        }
        guard let left, left > .zero else { return nil }
        return Standing(proof: Self.proof(token), remaining: left)
    }

    /// Ends a session; one that is not there stays so.
    func close(_ token: String) {
        sessions.withLock { _ = $0.removeValue(forKey: Self.digest(token)) }
    }

    /// Whether a call shows that it comes from the page itself. Compares in constant time.
    func isProof(_ shown: String, of token: String) -> Bool {
        Self.digest(shown) == Self.digest(Self.proof(token))
    }

    private static func remaining(of session: Session, at now: Instant) -> Duration {
        min(session.used + idle - now, session.opened + whole - now)
    }

    private static func digest(_ text: String) -> SHA256Digest {
        SHA256.hash(data: Data(text.utf8))
    }

    private static func sealingKey(_ token: String) -> SymmetricKey {
        SymmetricKey(data: digest("promptgate admin session key\n" + token))
    }

    /// Follows from the token, and does not lead back to it.
    private static func proof(_ token: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("promptgate admin proof".utf8), using: SymmetricKey(data: Data(token.utf8)))
        return code.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
