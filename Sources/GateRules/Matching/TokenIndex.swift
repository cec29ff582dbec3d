/// The prefilter: tells from a text's words which phrases may be in it, at a cost that
/// does not grow with the number of phrases. It says "maybe" or "definitely not".
struct TokenIndex: Sendable {
    /// The terms that the index cannot find: patterns, symbols, wildcards at both ends.
    let unindexed: [Int]

    private let postings: PostingTable
    private let kinds: Set<TermKey.Kind>
    private let usesAffixes: Bool
    private let usesPairs: Bool
    private let table: CharacterTable

    /// - Parameters:
    ///   - terms: numbered by their place.
    ///   - table: cuts and folds terms and texts alike.
    init(_ terms: [Term], table: CharacterTable) {
        var entries: [(key: UInt64, posting: Posting)] = []
        var unindexed: [Int] = []
        var kinds: Set<TermKey.Kind> = []
        for (number, term) in terms.enumerated() {
            switch TermKey(term, table: table) {
            case .none: unindexed.append(number)
            case .key(let key, let kind, let lead):
                entries.append((key, Posting(term: number, lead: lead)))
                kinds.insert(kind)
            }
        }
        postings = PostingTable(entries)
        self.unindexed = unindexed
        self.kinds = kinds
        usesPairs = kinds.contains(.pair)
        usesAffixes = !kinds.isDisjoint(with: [.prefix2, .prefix3, .suffix2, .suffix3])
        self.table = table
    }

    /// Every place where an indexed phrase may begin; for one phrase in ascending order.
    func candidates(in bytes: UnsafeBufferPointer<UInt8>) -> [Candidate] {
        var found: [Candidate] = []
        table.entries.withUnsafeBufferPointer { table in
            var scanner = TokenScanner(bytes, table: table)
            var previous: Token?
            while let token = scanner.next() {
                look(TokenKey.whole(token), at: token, in: bytes, into: &found)
                if usesPairs, let previous {
                    look(TokenKey.pair(previous, token), at: previous, in: bytes, into: &found)
                }
                if usesAffixes { lookAtAffixes(of: token, in: bytes, into: &found) }
                previous = token
            }
        }
        return found
    }

    private func lookAtAffixes(
        of token: Token, in bytes: UnsafeBufferPointer<UInt8>, into found: inout [Candidate]
    ) {
        for kind in kinds {
            let key =
                switch kind {
                case .whole, .pair: UInt64?.none
                case .prefix2: TokenKey.prefix(token, length: 2)
                case .prefix3: TokenKey.prefix(token, length: 3)
                case .suffix2: TokenKey.suffix(token, length: 2)
                case .suffix3: TokenKey.suffix(token, length: 3)
                }
            if let key { look(key, at: token, in: bytes, into: &found) }
        }
    }

    private func look(
        _ key: UInt64, at token: Token, in bytes: UnsafeBufferPointer<UInt8>,
        into found: inout [Candidate]
    ) {
        postings.forEach(of: key) { posting in
            guard let start = step(back: posting.lead, from: token.start, in: bytes) else { return }
            found.append(Candidate(term: posting.term, start: start))
        }
    }

    /// The byte `count` code points before `place`, or nil when there are fewer.
    private func step(
        back count: Int, from place: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var place = place
        for _ in 0..<count {
            repeat {
                place -= 1
                if place < 0 { return nil }
            } while bytes[place] & 0xC0 == 0x80
        }
        return place
    }
}
