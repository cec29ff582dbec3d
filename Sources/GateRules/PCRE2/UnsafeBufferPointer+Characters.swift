extension UnsafeBufferPointer<UInt8> {
    /// The first byte of the character that begins at `place` or next behind it, in valid
    /// UTF-8; PCRE2 may begin nowhere else.
    func characterStart(atOrAfter place: Int) -> Int {
        var place = Swift.min(place, count)
        while place < count, self[place] & 0xC0 == 0x80 { place += 1 }
        return place
    }
}
