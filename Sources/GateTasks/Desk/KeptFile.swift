import GateCore

/// An uploaded file as clients name it: Discord's own name and, before an `@`, the account that
/// keeps it. The account of the seed's variables is left out, so that its files are named as
/// Discord names them.
struct KeptFile: Hashable, Sendable {
    let account: AccountID
    /// As Discord names it.
    let name: String

    /// - Parameter shown: as a client names it.
    init(_ shown: String) {
        let head = shown.prefix { $0 != "/" }
        guard let mark = head.firstIndex(of: "@"), mark > head.startIndex else {
            account = .standard
            name = shown
            return
        }
        account = AccountID(String(head[..<mark]))
        name = String(shown[shown.index(after: mark)...])
    }

    /// - Parameters:
    ///   - name: as Discord names it.
    ///   - account: who keeps it.
    init(_ name: String, keptBy account: AccountID) {
        self.name = name
        self.account = account
    }

    /// As clients name it.
    var shown: String { account == .standard ? name : "\(account)@\(name)" }
}
