extension Double {
    /// With three digits or so, and thousands parted.
    var readable: String {
        let digits = self < 10 ? 2 : self < 100 ? 1 : 0
        let scale = [1.0, 10, 100][digits]
        let number = (self * scale).rounded() / scale
        if digits > 0 { return "\(number)" }
        var text = ""
        for (place, digit) in String(Int(number)).reversed().enumerated() {
            if place > 0, place % 3 == 0, digit != "-" { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
