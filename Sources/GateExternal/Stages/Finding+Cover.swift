import GateCore

extension Finding {
    /// `text` with what was found covered (█, one for each code point): the places that the
    /// service names, or all of it where it names none for what it asks for.
    func covered(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var hidden = Array(repeating: !isPlaced, count: scalars.count)
        // What the service would only mark stays.
        for spot in spots where (spot.action ?? .block) >= .redact {
            let span = spot.span ?? scalars.indices
            for place in span.clamped(to: scalars.indices) { hidden[place] = true }
        }
        return zip(scalars, hidden).reduce(into: "") { line, next in
            line.unicodeScalars.append(next.1 ? "█" : next.0)
        }
    }

    /// Whether something that was found accounts for the answer as a whole.
    private var isPlaced: Bool {
        spots.contains { spot in
            guard let action, let own = spot.action else { return spot.span != nil }
            return spot.span != nil && own >= action
        }
    }
}
