import CPCRE2

/// One compiled pattern.
///
/// `@unchecked Sendable`: PCRE2 documents compiled code as read-only once JIT
/// compilation is done, which is before `init` returns; the pointer never changes.
final class PatternCode: @unchecked Sendable {
    private let code: OpaquePointer
    private let use: PatternUse

    /// Compiles `pattern`, with JIT where that is asked for and the machine allows
    /// executable memory; the interpreter gives the same answers.
    /// - Throws: `PatternFault` with PCRE2's words.
    init(_ pattern: String, for use: PatternUse, isJIT: Bool = true) throws(PatternFault) {
        code = try Self.compile(pattern, options: use.options)
        self.use = use
        // A refusal (no executable memory) only costs speed.
        if isJIT { _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) }
    }

    deinit { pcre2_code_free_8(code) }

    /// Whether PCRE2 thinks the pattern can match nothing at all.
    var canMatchEmpty: Bool {
        var answer: UInt32 = 0
        return pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MATCHEMPTY), &answer) != 0
            || answer != 0
    }

    /// Runs the pattern once.
    /// - Parameters:
    ///   - subject: valid UTF-8; not checked again.
    ///   - start: where to begin, at a character's first byte. What stands before it is
    ///     still seen by lookbehinds.
    ///   - last: for `search`, the last byte at which a match may begin.
    ///   - scratch: memory that nobody else uses meanwhile.
    ///   - limit: PCRE2's match limit for each position.
    func run(
        on subject: UnsafeBufferPointer<UInt8>, from start: Int, through last: Int? = nil,
        with scratch: MatchScratch, limit: UInt32
    ) -> PatternOutcome {
        scratch.setLimits(match: limit, offset: use == .search ? last : nil)
        let answer = pcre2_match_8(
            code, subject.baseAddress, subject.count, start,
            PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, scratch.data, scratch.context)
        if answer == PCRE2_ERROR_NOMATCH { return .clear }
        guard answer >= 0, let ends = pcre2_get_ovector_pointer_8(scratch.data) else {
            return .undecided
        }
        // A `\K` may have moved the start; a span that is none is no decision.
        return ends[0] < ends[1] ? .hit(Int(ends[0])..<Int(ends[1])) : .undecided
    }

    private static func compile(
        _ pattern: String, options: UInt32
    ) throws(PatternFault) -> OpaquePointer {
        var pattern = pattern
        var error: Int32 = 0
        var offset = 0
        let code = pattern.withUTF8 { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, options, &error, &offset, nil)
        }
        guard let code else { throw PatternFault(message: message(of: error), offset: offset) }
        return code
    }

    private static func message(of error: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
        guard length > 0 else { return "error \(error)" }
        return String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
    }
}
