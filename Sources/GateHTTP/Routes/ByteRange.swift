/// What a `Range` header asks of a file (RFC 9110, 14.2). One part is served; for several,
/// for other units and for what cannot be read, the whole is, as that document allows.
enum ByteRange: Hashable {
    case whole
    /// The first byte and the last.
    case part(ClosedRange<Int>)
    /// It begins behind the end.
    case unsatisfiable

    /// - Parameters:
    ///   - header: the header's value; nil when there is none.
    ///   - size: how many bytes the file has.
    init(_ header: String?, of size: Int) {
        self = .whole
        guard let header, header.utf8.count <= 100, header.lowercased().hasPrefix("bytes=") else {
            return
        }
        let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " } }
        guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
        else { return }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let first?, _) where first >= size: self = .unsatisfiable
        case (let first?, let last?) where last >= first: self = .part(first...min(last, size - 1))
        case (let first?, nil) where ends[1].isEmpty: self = .part(first...(size - 1))
        case (nil, let count?) where ends[0].isEmpty:
            self =
                count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)...(size - 1))
        default: return
        }
    }
}
