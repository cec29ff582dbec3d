import GateCore

/// Which parameters a prompt may have, and which values.
struct ParameterPolicy: Hashable, Sendable {
    /// What a name that Midjourney does not know comes to.
    enum Unknown: String, Hashable, Sendable, CaseIterable { case deny, pass }

    /// The only names that are let through; nil for all.
    var allow: Set<String>?
    /// Names that are not let through.
    var deny: Set<String> = []
    var ranges: [String: ParameterRange] = [:]
    /// The only values that are let through.
    var values: [String: [String]] = [:]
    var unknown = Unknown.deny

    /// What is wrong with a parameter, as a sentence; nil when nothing is.
    func fault(of flag: PromptFlag, _ book: ParameterBook) -> String? {
        guard let parameter = flag.parameter else {
            return unknown == .deny ? unknownFault(flag, book) : nil
        }
        if let fault = nameFault(flag, parameter) { return fault }
        return rangeFault(flag, parameter) ?? valueFault(flag, parameter)
    }

    private func unknownFault(_ flag: PromptFlag, _ book: ParameterBook) -> String {
        let name = flag.written.prefix(32)
        let hint = book.nearest(to: String(name)).map { " Did you mean --\($0)?" } ?? ""
        return "--\(name) is no parameter of Midjourney.\(hint)"
    }

    private func nameFault(_ flag: PromptFlag, _ parameter: MidjourneyParameter) -> String? {
        if let allow, !allow.contains(parameter.name) {
            let names = allow.sorted().map { "--\($0)" }.joined(separator: ", ")
            return "--\(flag.written) is not allowed; "
                + (names.isEmpty ? "no parameter is." : "these are: \(names).")
        }
        return deny.contains(parameter.name) ? "--\(flag.written) is not allowed." : nil
    }

    private func rangeFault(_ flag: PromptFlag, _ parameter: MidjourneyParameter) -> String? {
        guard let range = ranges[parameter.name] else { return nil }
        guard let value = flag.values.first, let measure = parameter.shape.measure(value) else {
            return "--\(flag.written)\(Self.shown(flag.stray)) needs a value from \(range.words)."
        }
        if range.contains(measure) { return nil }
        return "--\(flag.written)\(Self.shown(value)) is out of range; \(range.words) is allowed."
    }

    private func valueFault(_ flag: PromptFlag, _ parameter: MidjourneyParameter) -> String? {
        guard let allowed = values[parameter.name] else { return nil }
        let written = flag.values.isEmpty ? [flag.stray ?? ""] : flag.values
        let wrong = written.first { value in
            !allowed.contains { Self.isSame(value, $0, parameter.shape) }
        }
        guard let wrong else { return nil }
        return "--\(flag.written)\(Self.shown(wrong)) is not allowed; "
            + "write \(allowed.joined(separator: " or "))."
    }

    /// `7` and `7.0` are one version.
    private static func isSame(_ left: String, _ right: String, _ shape: ParameterShape) -> Bool {
        if let left = shape.measure(left), let right = shape.measure(right) { return left == right }
        return left.lowercased() == right.lowercased()
    }

    private static func shown(_ value: String?) -> String {
        guard let value, !value.isEmpty else { return "" }
        return value.unicodeScalars.count > 40 ? " \(value.prefix(40))…" : " \(value)"
    }
}
