/// Finds the name that somebody who mistyped one has meant.
public enum Spelling {
    /// The known name nearest to `name`, if one is near enough to be meant.
    public static func nearest(to name: String, in known: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars.prefix(100))
        var nearest: String?
        // A third of the letters may be wrong.
        var bound = max(1, wanted.count / 3) + 1
        for candidate in known {
            let length = candidate.utf8.count
            // No scalar has more than four bytes.
            guard length > wanted.count - bound, length < (wanted.count + bound) * 4 else {
                continue
            }
            let letters = Array(candidate.lowercased().unicodeScalars.prefix(100))
            guard abs(letters.count - wanted.count) < bound else { continue }
            let distance = distance(wanted, letters, below: bound)
            if distance < bound {
                nearest = candidate
                bound = distance
            }
        }
        return nearest
    }

    /// ` Did you mean "x"?`, or nothing, to stand behind a sentence.
    public static func hint(for name: String, in known: some Sequence<String>) -> String? {
        nearest(to: name, in: known).map { "Did you mean \"\($0)\"?" }
    }

    /// How many letters must be added, taken away, changed, or swapped with their
    /// neighbour; `bound` when it is that many or more.
    private static func distance(
        _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], below bound: Int
    ) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let same = left[row] == right[column]
                var cost = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (same ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            guard (current.min() ?? bound) < bound else { return bound }
            (beforeLast, last) = (last, current)
        }
        return min(last[right.count], bound)
    }
}
