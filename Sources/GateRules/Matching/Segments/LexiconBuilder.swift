import GateCore

/// Collects the words of the rules that undo anything.
struct LexiconBuilder {
    private var tokens: [[UInt8]] = []
    private var hasPatterns = false

    /// The lexicon of a revision.
    static func lexicon(for roll: RuleRoll, gate: Gate, table: CharacterTable) -> Lexicon {
        var builder = LexiconBuilder()
        for number in roll.writtenTerms where Self.folding(of: number, roll) > .off {
            builder.add(roll.term(number), table)
        }
        for list in roll.lists where list.list.traits.folding > .off {
            builder.add(list.list, table)
        }
        return Lexicon(Array(Set(builder.tokens)), hasPatterns: builder.hasPatterns, gate: gate)
    }

    private static func folding(of term: Int, _ roll: RuleRoll) -> FoldingLevel {
        switch roll.owner(of: term) {
        case .rule(let rule), .exceptionOfRule(let rule): roll.traits(of: rule).folding
        case .exceptionOfList(let list): roll.lists[list].list.traits.folding
        case .allowance: .standard
        }
    }

    private mutating func add(_ list: RuleList, _ table: CharacterTable) {
        for (number, place) in list.entries.places.enumerated() {
            if place.isPlain {
                let start = Int(place.offset)
                let bytes = list.entries.bytes[start..<start + Int(place.length)]
                tokens += bytes.split(separator: 0x20).map { $0.map(\.lowercase) }
            } else {
                add(list.entries.term(at: number), table)
            }
        }
    }

    private mutating func add(_ term: Term, _ table: CharacterTable) {
        switch term.form {
        case .pattern: hasPatterns = true
        case .phrase(let pieces):
            for case .word(let scalars, false, false) in pieces {
                tokens.append(table.folded(scalars))
            }
        }
    }
}
