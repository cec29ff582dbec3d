import CPCRE2

/// The memory that one run of PCRE2 writes to: match data, limits and a JIT stack.
///
/// `@unchecked Sendable`: it may move between threads, but `ScratchPool` lends it to one
/// user at a time.
final class MatchScratch: @unchecked Sendable {
    let data: OpaquePointer
    let context: OpaquePointer
    private let stack: OpaquePointer?

    /// JIT code starts with 32 KiB and may grow to this much: nested groups over a prompt
    /// of 6,000 characters need half of it.
    private static let largestStack = 1 << 20

    /// Nil when memory is short.
    init?() {
        // One pair of offsets is enough: only the whole match is read.
        guard let data = pcre2_match_data_create_8(1, nil) else { return nil }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(data)
            return nil
        }
        self.data = data
        self.context = context
        stack = pcre2_jit_stack_create_8(32 << 10, Self.largestStack, nil)
        if let stack {
            pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
        }
    }

    deinit {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        pcre2_jit_stack_free_8(stack)
    }

    /// The limits that are set; PCRE2 begins with others.
    private var limits = (match: UInt32.max, offset: 0)

    /// Sets the limits of the next run.
    func setLimits(match: UInt32, offset: Int?) {
        let offset = offset ?? pg_pcre2_unset()
        if limits == (match, offset) { return }
        limits = (match, offset)
        pcre2_set_match_limit_8(context, match)
        pcre2_set_offset_limit_8(context, offset)
    }
}
