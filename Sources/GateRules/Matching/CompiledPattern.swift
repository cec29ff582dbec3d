import CPCRE2

/// One PCRE2 pattern, compiled and JIT-compiled: caseless, UTF, Unicode properties.
///
/// `@unchecked`: a `pcre2_code` and a match context are only read while matching, and PCRE2
/// lets any number of threads match with one (pcre2api, "Multithreading"). What a match
/// writes to is made for each search.
final class CompiledPattern: @unchecked Sendable {
    private let code: OpaquePointer
    private let context: OpaquePointer?

    /// The work PCRE2 may do from one starting position before it gives up: about 60 µs.
    /// It starts anew at each position, so a text's length is bounded elsewhere.
    private static let matchLimit: UInt32 = 10_000

    /// - Throws: `PatternFault`.
    init(_ pattern: String) throws(PatternFault) {
        var error: Int32 = 0
        var offset = 0
        let utf8 = Array(pattern.utf8)
        let options = PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP
        guard let code = pcre2_compile_8(utf8, utf8.count, options, &error, &offset, nil) else {
            throw PatternFault(message: Self.message(error), offset: offset)
        }
        // Where executable memory is refused, the interpreter gives the same answers.
        pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
        self.code = code
        context = pcre2_match_context_create_8(nil)
        pcre2_set_match_limit_8(context, Self.matchLimit)
    }

    deinit {
        pcre2_match_context_free_8(context)
        pcre2_code_free_8(code)
    }

    /// Whether it can match no text at all, and so would match everywhere.
    var matchesEmpty: Bool {
        var empty: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MATCHEMPTY), &empty)
        return empty != 0
    }

    /// Every match, leftmost first and not overlapping, as byte ranges.
    ///
    /// - Parameter text: valid UTF-8: it is not checked again.
    /// - Returns: nil when PCRE2 gave up within its limits: neither a match nor none.
    func matches(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>]? {
        guard let data = pcre2_match_data_create_8(1, nil) else { return nil }
        defer { pcre2_match_data_free_8(data) }
        var found: [Range<Int>] = []
        var start = 0
        while start <= text.count {
            let result = pcre2_match_8(
                code, text.baseAddress, text.count, start, PCRE2_NO_UTF_CHECK, data, context)
            if result == PCRE2_ERROR_NOMATCH { break }
            guard result >= 0, let places = pcre2_get_ovector_pointer_8(data) else { return nil }
            // \K in a lookbehind can put the start behind the end.
            guard places[0] < places[1] else { return nil }
            found.append(places[0]..<places[1])
            start = places[1]
        }
        return found
    }

    private static func message(_ error: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
    }
}
