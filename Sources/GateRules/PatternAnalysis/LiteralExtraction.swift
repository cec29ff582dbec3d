/// Finds the literals of a pattern.
struct LiteralExtraction {
    private let table: CharacterTable
    /// A match begins elsewhere than where it is tried.
    private(set) var movesStart = false

    init(table: CharacterTable) { self.table = table }

    /// A class with more members than this is not spelled out.
    private static let largestClass = 8

    mutating func sets(of node: PatternNode) -> LiteralSets {
        switch node {
        case .character(let one): return sets(of: one)
        case .sequence(let nodes): return sets(ofSequence: nodes[...])
        case .alternation(let nodes):
            var all: [LiteralSets] = []
            for node in nodes { all.append(sets(of: node)) }
            return .either(all)
        case .loop(let node, let min, let max, _):
            return sets(of: node).repeated(min, max)
        case .atomic(let node): return sets(of: node)
        case .look(let node, let isBehind, let isNegative):
            return isNegative && Self.isBoundary(node, isBehind: isBehind)
                ? LiteralSets([[LiteralSets.boundary]]) : .empty
        case .assertion(let assertion): return sets(of: assertion)
        case .backreference, .opaque: return .anything
        }
    }

    private mutating func sets(ofSequence nodes: ArraySlice<PatternNode>) -> LiteralSets {
        var result = LiteralSets.empty
        for place in nodes.indices {
            if case .loop(let node, let min, let max, _) = nodes[place], max.map({ $0 > 4 }) ?? true
            {
                let rest = sets(ofSequence: nodes[(place + 1)...])
                return result.followed(by: sets(of: node).repeated(min, max, before: rest))
            }
            result = result.followed(by: sets(of: nodes[place]))
        }
        return result
    }

    private mutating func sets(of assertion: PatternNode.Assertion) -> LiteralSets {
        switch assertion {
        case .wordBoundary: return LiteralSets([[LiteralSets.boundary]])
        case .movesStart:
            movesStart = true
            return .empty
        case .start, .other: return .empty
        }
    }

    /// `(?!\w)` and `(?<!\w)`, or with more than word characters.
    private static func isBoundary(_ node: PatternNode, isBehind: Bool) -> Bool {
        switch node {
        case .character(let one): one.coversWords
        case .alternation(let nodes): nodes.contains { isBoundary($0, isBehind: isBehind) }
        case .sequence(let nodes): nodes.count == 1 && isBoundary(nodes[0], isBehind: isBehind)
        default: false
        }
    }

    private func sets(of one: CharacterClass) -> LiteralSets {
        guard let members = one.members else { return .anything }
        var strings: LiteralSets.Strings = []
        for scalar in members {
            guard let folded = folded(scalar) else { return .anything }
            strings.insert(folded)
            if strings.count > Self.largestClass { return .anything }
        }
        return LiteralSets(strings)
    }

    /// Nil for characters whose case the gate does not fold, such as circled letters.
    private func folded(_ scalar: Unicode.Scalar) -> [UInt8]? {
        let properties = scalar.properties
        if !table[scalar].isWord,
            properties.changesWhenCaseMapped || properties.changesWhenCaseFolded
        {
            return nil
        }
        return table.folded(CollectionOfOne(scalar))
    }
}
