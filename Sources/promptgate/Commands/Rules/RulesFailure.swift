/// Why a command about rules could not do what it was asked; exit code 1.
struct RulesFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
