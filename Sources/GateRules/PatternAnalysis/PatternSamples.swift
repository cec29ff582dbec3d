/// Texts that are made to be hard for a pattern: what it repeats, over and over, with an
/// end that fails.
struct PatternSamples {
    /// Which texts there are; the hardest ones tend to come first.
    private(set) var texts: [String] = []

    /// The longest prompt that Discord takes.
    static let length = 6_000
    private static let largestCount = 50
    private static let largestLoops = 5

    private let length: Int
    private let node: PatternNode
    /// A character that the pattern takes nowhere, as far as known.
    private let stranger: String
    private var seen: Set<String> = []

    /// - Parameter length: of each text, in characters.
    init(_ node: PatternNode, length: Int = Self.length) {
        self.length = length
        self.node = node
        stranger = Self.stranger(to: node)
        let whole = Self.sample(of: node)
        for loop in Self.loops(in: node, head: "", tail: "").prefix(Self.largestLoops) {
            add(loop)
        }
        for body in [whole, String(whole.dropLast()), "a", "0", "ab ", " ", "aA1_", "a!"] {
            add(body, end: stranger)
            add(body, end: stranger + whole)
        }
    }

    /// A repeat of the pattern, with an example of it and of what stands around it.
    private struct Loop {
        let head: String
        let body: String
        let tail: String
    }

    private mutating func add(_ loop: Loop) {
        add(loop.body, start: loop.head, end: stranger + loop.tail)
        add(loop.body, start: loop.head, end: stranger)
        add(loop.body, end: stranger + loop.head + loop.body + loop.tail)
        add(loop.head + loop.body, end: stranger + loop.tail)
        // Runs that stay below PCRE2's limit, which counts anew at each place.
        for count in [8, 14, 22] {
            let run = loop.head + String(repeating: loop.body, count: count) + stranger
            add(run, end: loop.head + loop.body + loop.tail)
        }
    }

    private mutating func add(_ body: String, start: String = "", end: String) {
        guard !body.isEmpty, texts.count < Self.largestCount else { return }
        let room = length - start.unicodeScalars.count - end.unicodeScalars.count
        let count = max(1, room / body.unicodeScalars.count)
        let text = Self.text(start, body, count: count, end)
        if seen.insert(text).inserted { texts.append(text) }
    }

    /// The body so many times, between a start and an end. Byte by byte, because a string
    /// that grows part by part takes many times as long, and a list of patterns needs
    /// thousands of them.
    private static func text(
        _ start: String, _ body: String, count: Int, _ end: String
    ) -> String {
        let body = Array(body.utf8)
        let size = start.utf8.count + body.count * count + end.utf8.count
        return String(unsafeUninitializedCapacity: size) { buffer in
            var place = buffer[...].initialize(fromContentsOf: Array(start.utf8))
            for _ in 0..<count { place = buffer[place...].initialize(fromContentsOf: body) }
            return buffer[place...].initialize(fromContentsOf: Array(end.utf8))
        }
    }

    // MARK: Examples

    private static func loops(in node: PatternNode, head: String, tail: String) -> [Loop] {
        switch node {
        case .character, .assertion, .backreference, .opaque: return []
        case .sequence(let nodes):
            let samples = nodes.map(sample)
            return nodes.indices.flatMap { place in
                loops(
                    in: nodes[place], head: head + samples[..<place].joined(),
                    tail: samples[(place + 1)...].joined() + tail)
            }
        case .alternation(let nodes):
            return nodes.flatMap { loops(in: $0, head: head, tail: tail) }
        case .atomic(let node), .look(let node, _, _):
            return loops(in: node, head: head, tail: tail)
        case .loop(let node, _, let max, _):
            let inner = loops(in: node, head: head, tail: tail)
            guard (max ?? .max) > 2 else { return inner }
            return [Loop(head: head, body: sample(of: node), tail: tail)] + inner
        }
    }

    /// Something that the node takes, if that is easily said.
    private static func sample(of node: PatternNode) -> String {
        switch node {
        case .character(let one): return one.example.map { String(Character($0)) } ?? "a"
        case .sequence(let nodes): return nodes.map(sample).joined()
        case .alternation(let nodes): return nodes.first.map(sample) ?? ""
        case .atomic(let node): return sample(of: node)
        case .loop(let node, let min, _, _):
            return String(repeating: sample(of: node), count: Swift.min(Swift.max(min, 1), 32))
        case .look, .assertion: return ""
        case .backreference, .opaque: return "a"
        }
    }

    private static func stranger(to node: PatternNode) -> String {
        let taken = classes(in: node)
        let candidates: [Unicode.Scalar] = ["!", "\n", "~", " ", "#", "0", "a"]
        let free = candidates.first { one in
            !taken.contains { $0.overlaps(CharacterClass(one)) }
        }
        return String(Character(free ?? "!"))
    }

    private static func classes(in node: PatternNode) -> [CharacterClass] {
        switch node {
        case .character(let one): [one]
        case .sequence(let nodes), .alternation(let nodes): nodes.flatMap(classes)
        case .atomic(let node), .look(let node, _, _), .loop(let node, _, _, _): classes(in: node)
        case .assertion, .backreference, .opaque: []
        }
    }
}
