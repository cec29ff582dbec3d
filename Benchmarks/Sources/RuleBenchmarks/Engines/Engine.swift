/// What is measured: something that finds rules in a text.
protocol Engine: AnyObject {
    /// How many matches there are in the text.
    func judge(_ text: Text) -> Int
}
