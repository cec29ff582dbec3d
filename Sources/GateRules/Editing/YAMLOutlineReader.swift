/// Reads the outline of a YAML text.
struct YAMLOutlineReader {
    private let parser: YAMLParser
    /// Where each code point begins, in bytes of the file; the end of the file at last.
    private let offsets: [Int]

    /// The outline of a file's one document; nil when it has no value.
    /// - Throws: when it is no YAML, or holds several documents.
    static func outline(
        of layout: TextLayout
    ) throws(YAMLParser.Failure) -> YAMLOutline? {
        let result = layout.bytes[layout.markLength...].withUnsafeBufferPointer { bytes in
            Result { () throws(YAMLParser.Failure) in
                try YAMLOutlineReader(bytes, from: layout.markLength).document()
            }
        }
        return try result.get()
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
        parser = YAMLParser(bytes)
        var offsets: [Int] = []
        offsets.reserveCapacity(bytes.count + 1)
        for (place, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            offsets.append(start + place)
        }
        offsets.append(start + bytes.count)
        self.offsets = offsets
    }

    private func document() throws(YAMLParser.Failure) -> YAMLOutline? {
        var root: YAMLOutline?
        while true {
            let event = try parser.next()
            switch event {
            case .documentStart, .documentEnd: continue
            case .streamEnd: return root
            default:
                guard root == nil else {
                    throw YAMLParser.Failure(
                        problem: "there are several documents", place: .mark(parser.place))
                }
                root = try node(event)
            }
        }
    }

    private func node(_ event: YAMLParser.Event) throws(YAMLParser.Failure) -> YAMLOutline? {
        let extent = extent
        switch event {
        case .text(let text, let style, let tag, let anchor):
            return YAMLOutline(
                content: .text(text, style), range: extent,
                hasProperties: tag != nil || anchor != nil)
        case .alias(let name):
            return YAMLOutline(content: .alias(name), range: extent, hasProperties: false)
        case .listStart(let tag, let anchor):
            let isFlow = parser.isFlow
            let items = try items()
            return YAMLOutline(
                content: .list(items, isFlow: isFlow),
                range: extent.lowerBound..<self.extent.upperBound,
                hasProperties: tag != nil || anchor != nil)
        case .mappingStart(let tag, let anchor):
            let isFlow = parser.isFlow
            let pairs = try pairs()
            return YAMLOutline(
                content: .mapping(pairs, isFlow: isFlow),
                range: extent.lowerBound..<self.extent.upperBound,
                hasProperties: tag != nil || anchor != nil)
        default: return nil
        }
    }

    private func items() throws(YAMLParser.Failure) -> [YAMLOutline] {
        var items: [YAMLOutline] = []
        while let item = try node(try parser.next()) { items.append(item) }
        return items
    }

    private func pairs() throws(YAMLParser.Failure) -> [YAMLOutlinePair] {
        var pairs: [YAMLOutlinePair] = []
        while let key = try node(try parser.next()), let value = try node(try parser.next()) {
            pairs.append(YAMLOutlinePair(key: key, value: value))
        }
        return pairs
    }

    private var extent: Range<Int> {
        offset(parser.extent.lowerBound)..<offset(parser.extent.upperBound)
    }

    private func offset(_ index: Int) -> Int { offsets[min(index, offsets.count - 1)] }
}
