/// A path that exists was called with a method that it has not.
struct WrongMethod: Error {
    /// The methods it has.
    let allowed: [String]
}
