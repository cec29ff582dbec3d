/// Takes fixed-width numbers and marks from the front of a text, byte by byte. ASCII
/// digits alone are digits: a regular expression's `\d` takes every script's.
struct DigitReader {
    private var rest: Substring.UTF8View

    /// Starts at the beginning of `text`.
    init(_ text: String) { rest = text[...].utf8 }

    /// Whether everything was taken.
    var isAtEnd: Bool { rest.isEmpty }

    /// The number in the next `width` bytes; nil, when they are not all digits.
    mutating func number(_ width: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<width {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// The next byte, when it is one of `marks`.
    mutating func mark(_ marks: Unicode.Scalar...) -> Unicode.Scalar? {
        guard let mark = marks.first(where: { UInt8(ascii: $0) == rest.first }) else { return nil }
        rest.removeFirst()
        return mark
    }

    /// The next 1 to 9 digits as a decimal fraction, in whole thousandths, rounded down.
    mutating func thousandths() -> Int64? {
        guard var value = digit() else { return nil }
        var count = 1
        while count < 9, let digit = digit() {
            if count < 3 { value = value * 10 + digit }
            count += 1
        }
        return value * (count == 1 ? 100 : count == 2 ? 10 : 1)
    }

    private mutating func digit() -> Int64? {
        guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
            return nil
        }
        rest.removeFirst()
        return Int64(byte - UInt8(ascii: "0"))
    }
}
