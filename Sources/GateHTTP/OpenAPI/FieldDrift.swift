import Synchronization

/// What calls read besides what they declare, noted in debug builds for the tests to find.
enum FieldDrift {
    private static let most = 100
    private static let noted = Mutex<[String]>([])

    /// Notes a difference.
    static func note(_ words: String) {
        noted.withLock { noted in
            if noted.count < most, !noted.contains(words) { noted.append(words) }
        }
    }

    /// Takes what was noted since the last time.
    static func taken() -> [String] {
        noted.withLock { noted in
            defer { noted = [] }
            return noted
        }
    }
}
