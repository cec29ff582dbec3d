/// The places where exceptions were found, by the owner of the exception.
struct Excuses {
    private var places: [TermOwner: [Range<Int>]] = [:]

    /// Whether there are none.
    var isEmpty: Bool { places.isEmpty }

    /// Takes in one place.
    mutating func add(_ range: Range<Int>, of owner: TermOwner) {
        places[owner, default: []].append(range)
    }

    /// Makes the places ready for `cover`, once all are in: by their beginnings, each
    /// stretched to the furthest end of those that begin before it. A range lies inside
    /// some place exactly when it lies inside the last stretched one that begins before it.
    mutating func settle() {
        for owner in places.keys {
            places[owner]?.sort { $0.lowerBound < $1.lowerBound }
            var end = 0
            places[owner] = places[owner]?.map { place in
                end = max(end, place.upperBound)
                return place.lowerBound..<end
            }
        }
    }

    /// Whether `range` lies inside a place of `owner`.
    func cover(_ range: Range<Int>, for owner: TermOwner) -> Bool {
        guard let places = places[owner] else { return false }
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].lowerBound <= range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > 0 && places[low - 1].upperBound >= range.upperBound
    }
}
