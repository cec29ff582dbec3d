import GateCore

/// Decides where webhooks may go. A tenant chooses its callback's address, so without
/// this a tenant could make the gateway call machines that only the gateway reaches
/// (OWASP's "server-side request forgery").
///
/// A name is resolved once, every answer is looked at, and exactly what was looked at is
/// dialled: a name that changes its mind between the check and the connection gains nothing.
public struct AddressGuard: Sendable {
    private let allowPrivate: Bool
    private let resolver: any Resolver

    /// - Parameters:
    ///   - allowPrivate: lets loopback and private networks through, for tests and for
    ///     receivers on the gateway's own network (`PROMPTGATE_ALLOW_PRIVATE_CALLBACKS=1`).
    ///   - resolver: asked once for each delivery.
    public init(allowPrivate: Bool, resolver: any Resolver) {
        self.allowPrivate = allowPrivate
        self.resolver = resolver
    }

    /// What is wrong with an address as far as its text shows, for the admin who enters
    /// it; nil when nothing is. Asks no network, so a name may still turn out forbidden.
    public func fault(in url: String) -> String? {
        do throws(AddressFault) {
            let target = try CallbackURL(url)
            // A dot at the end names the same host (RFC 1034 §3.1).
            let name = target.host.hasSuffix(".") ? target.host.dropLast() : target.host[...]
            if name == "localhost" || name.hasSuffix(".localhost") {
                try admit(.local("a loopback"), target.host)
            }
            for address in literals(String(name)) { try admit(address.kind, target.host) }
            return nil
        } catch {
            return error.description
        }
    }

    /// The addresses to dial for `url`, best first.
    /// - Throws: `AddressFault`, or `CancellationError`.
    func addresses(for url: String) async throws -> [IPAddress] {
        let target = try CallbackURL(url)
        let found = try await resolver.addresses(of: target.host)
        for address in found { try admit(address.kind, target.host) }
        return found
    }

    private func admit(_ kind: AddressClass, _ host: String) throws(AddressFault) {
        switch kind {
        case .public: return
        case .local where allowPrivate: return
        case .local(let words):
            throw .forbidden(
                "\(host) leads to \(words) address; PROMPTGATE_ALLOW_PRIVATE_CALLBACKS=1 lets it through"
            )
        case .special(let words): throw .forbidden("\(host) leads to \(words) address")
        }
    }

    private func literals(_ host: String) -> [IPAddress] {
        do throws(AddressFault) {
            return try HostLookup.addresses(of: host, numericOnly: true)
        } catch {
            return []  // A name: judged when it is resolved.
        }
    }
}
