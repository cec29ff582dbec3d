import GateCore

/// How well rules do on labelled texts.
public struct RuleEvaluation: Sendable {
    /// Hits of one rule, or of one folding.
    public struct Hits: Sendable, Hashable {
        /// Texts that are to be hit, and are.
        public var right = 0
        /// Texts that are not to be hit, and are.
        public var wrong = 0
    }

    /// Texts that are to be hit, and those of them that are.
    public private(set) var positive = 0
    public private(set) var truePositive = 0
    /// Texts that are not to be hit, and those of them that are.
    public private(set) var negative = 0
    public private(set) var falsePositive = 0
    public private(set) var undecided = 0
    public private(set) var rules: [String: Hits] = [:]
    public private(set) var foldings: [String: Hits] = [:]
    /// The first texts that were missed, and the first that were hit wrongly.
    public private(set) var missed: [String] = []
    public private(set) var hitWrongly: [String] = []

    private let examples: Int

    /// - Parameter examples: how many missed and wrongly hit texts are kept.
    public init(examples: Int) { self.examples = examples }

    /// Judges one text.
    /// - Parameter isPositive: whether it is to be hit.
    public mutating func add(
        _ text: String, isPositive: Bool, by set: any RuleSet, tenant: TenantID? = nil
    ) {
        let judgement = set.judge(text, tenant: tenant)
        let isHit = judgement.action != .allow
        if !judgement.undecided.isEmpty { undecided += 1 }
        if isPositive { positive += 1 } else { negative += 1 }
        if isHit, isPositive { truePositive += 1 }
        if isHit, !isPositive { falsePositive += 1 }
        if !isHit, isPositive, missed.count < examples { missed.append(text) }
        if isHit, !isPositive, hitWrongly.count < examples { hitWrongly.append(text) }
        for rule in Set(judgement.matches.map(\.rule)) { Self.count(&rules[rule], isPositive) }
        for folding in Set(judgement.matches.map(\.folding.rawValue)) {
            Self.count(&foldings[folding], isPositive)
        }
    }

    private static func count(_ hits: inout Hits?, _ isPositive: Bool) {
        var known = hits ?? Hits()
        if isPositive { known.right += 1 } else { known.wrong += 1 }
        hits = known
    }

    /// The part of the positive texts that is hit; nil without any.
    public var recall: Double? { Self.ratio(truePositive, positive) }
    /// The part of the negative texts that is hit.
    public var falseHitRate: Double? { Self.ratio(falsePositive, negative) }
    /// The part of the hit texts that is positive.
    public var precision: Double? { Self.ratio(truePositive, truePositive + falsePositive) }

    private static func ratio(_ part: Int, _ all: Int) -> Double? {
        all == 0 ? nil : Double(part) / Double(all)
    }
}
