import GateCore

/// Reads the `Retry-After` header: seconds or a date. RFC 9110, 10.2.3.
enum RetryAfter {
    /// The wait from `now`; nil for a text that is neither, and for a time gone by.
    static func read(_ text: String, now: Timestamp) -> Duration? {
        if let seconds = Int64(text) { return seconds > 0 ? .seconds(min(seconds, 1 << 32)) : nil }
        guard let date = date(text), date > now else { return nil }
        return date - now
    }

    /// The one form of dates that senders may make: `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func date(_ text: String) -> Timestamp? {
        let pattern = /[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT/
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        guard let match = text.wholeMatch(of: pattern),
            let month = months.firstIndex(of: String(match.2))
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp(iso8601: "\(match.3)-\(number)-\(match.1)T\(match.4)Z")
    }
}
