import GateCore

/// One member of an order, read as what it has to be.
struct ControlValue: Sendable {
    let name: String
    let value: JSONValue

    /// A truth value.
    func bool() throws(ControlFault) -> Bool {
        guard let bool = value.bool else { throw .wrong(name, "true or false") }
        return bool
    }

    /// A text.
    func text() throws(ControlFault) -> String {
        guard let text = value.string else { throw .wrong(name, "a text") }
        return text
    }

    /// A text, or nil for `null`.
    func optionalText() throws(ControlFault) -> String? {
        value == .null ? nil : try text()
    }

    /// A whole number in a range.
    func number(in range: ClosedRange<Int64>) throws(ControlFault) -> Int64 {
        guard let number = value.int, range.contains(number) else {
            throw .wrong(name, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Milliseconds, up to a day.
    func milliseconds(atLeast least: Int64 = 0) throws(ControlFault) -> Duration {
        .milliseconds(try number(in: least...86_400_000))
    }

    /// Seconds, with a fraction, up to a day.
    func seconds() throws(ControlFault) -> Duration {
        let seconds: Double? =
            switch value {
            case .int(let whole): Double(whole)
            case .double(let fraction): fraction
            default: nil
            }
        guard let seconds, (0...86_400).contains(seconds) else {
            throw .wrong(name, "seconds from 0 to 86400")
        }
        return .milliseconds(Int64(seconds * 1000))
    }
}
