/// How sure it is that digits and symbols in a stretch stand for letters. Ordinary text is
/// full of `35mm`, `4k`, `C++`, `A55` and `1920s`.
struct Evidence {
    private(set) var letters = 0
    private(set) var digits = 0
    private(set) var symbols = 0
    private(set) var masks = 0
    /// The place of the last mask.
    private(set) var mask: Int?
    private var leadingDigits = 0
    private var trailingDigits = 0
    private var count = 0
    private var hasTriple = false
    private var endsInLetter = false
    private var startsWithLetter = false

    init(_ stretch: UnsafePointer<UInt8>?, _ count: Int) {
        guard let stretch else { return }
        self.count = count
        var run = 0
        for place in 0..<count {
            run = place > 0 && stretch[place] == stretch[place - 1] ? run + 1 : 1
            add(LeetAlphabet.sign(stretch[place]).kind, place)
            if run >= 3 { hasTriple = true }
        }
    }

    private mutating func add(_ kind: LeetAlphabet.Kind, _ place: Int) {
        switch kind {
        case .letter:
            letters += 1
            trailingDigits = 0
            if place == 0 { startsWithLetter = true }
            if place == count - 1 { endsInLetter = true }
        case .digit:
            digits += 1
            trailingDigits += 1
            if place == leadingDigits { leadingDigits += 1 }
        case .strong, .weak:
            symbols += 1
            trailingDigits = 0
        case .mask:
            masks += 1
            mask = place
        case .none: break
        }
    }

    /// Whether anything but letters is in it.
    var isLeet: Bool { digits + symbols > 0 }

    /// Whether a rule's word that it spells is meant. A word of three letters needs two of
    /// them, or symbols; a longer one a letter within (`5h17`) or letters for a third of it.
    var isConvincing: Bool {
        if letters == 0 { return digits == 0 && symbols >= 3 }
        if digits == 0 { return symbols > 0 }
        if count <= 3 { return letters >= 2 || symbols >= 1 }
        if letters * 3 >= count { return true }
        return !startsWithLetter && !endsInLetter
    }

    /// The same for a word with letters written more often. `53XXXXXX` is a number.
    var isStretchable: Bool { !isLeet || (isConvincing && leadingDigits < 2) }

    /// Whether it spells some word, whichever: for patterns. A number with a unit (`35mm`)
    /// and a word with a number (`unreal5`) do not.
    var isLikely: Bool {
        guard isLeet else { return hasTriple }
        guard count >= 4, letters >= 2, letters >= digits else { return false }
        if symbols > 0 { return true }
        return leadingDigits < 2 && trailingDigits == 0
    }

    /// The same for letters that stand alone. Numbers in a row are numbers.
    var isSpellable: Bool {
        guard masks == 0, letters + symbols > 0, count >= 3 else { return false }
        return count == 3 ? digits <= 1 && letters > 0 : letters > 0 || symbols > digits
    }
}
