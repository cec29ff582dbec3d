import Foundation

/// Judges the lines of standard input on all cores. Memory is bounded: a batch is read only
/// when an earlier one is written.
struct LineStream {
    /// Bytes of a batch, of whole lines.
    private static let batchSize = 1 << 18

    let judge: LineJudge

    /// Judges all lines; answers whether one is blocked.
    /// - Throws: when standard input cannot be read.
    func run() async throws -> Bool {
        let most = ProcessInfo.processInfo.activeProcessorCount + 1
        var working: [Task<LineJudge.Answer, Never>] = []
        var isBlocked = false
        func finishOne() async {
            let answer = await working.removeFirst().value
            OutputWriter.write(answer.bytes)
            isBlocked = isBlocked || answer.isBlocked
        }
        var reader = BatchReader(size: Self.batchSize, longestLine: LineJudge.longest)
        while let batch = try reader.next() {
            if working.count >= most { await finishOne() }
            let judge = judge
            working.append(Task.detached { Self.answer(batch, by: judge) })
            // At a keyboard, or behind a slow program, each line is answered at once.
            if !reader.isWaiting {
                while !working.isEmpty { await finishOne() }
            }
        }
        while !working.isEmpty { await finishOne() }
        return isBlocked
    }

    private static func answer(_ batch: [UInt8], by judge: LineJudge) -> LineJudge.Answer {
        var answer = LineJudge.Answer()
        answer.bytes.reserveCapacity(batch.count * 2)
        var start = 0
        while start < batch.count {
            let end = batch[start...].firstIndex(of: UInt8(ascii: "\n")) ?? batch.count
            let isWindows = end > start && batch[end - 1] == UInt8(ascii: "\r")
            judge.add(batch[start..<(isWindows ? end - 1 : end)], to: &answer)
            start = end + 1
        }
        return answer
    }
}
