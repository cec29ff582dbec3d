import GateCore

/// Which addresses of pictures a prompt may have.
struct ImagePolicy: Hashable, Sendable {
    /// The hosts that pictures may stand on; nil for any public one.
    var hosts: [HostPattern]?
    var ports: Set<Int> = [443]
    /// How many in one prompt.
    var most = 10

    /// What is wrong with an address, as a code and a sentence; nil when nothing is.
    func fault(of link: PromptLink) -> (code: ProblemCode, words: String)? {
        guard link.scheme == "https" else {
            return (.badParameters, "An image's address must begin with https://.")
        }
        let isPlain = !link.rest.contains("\\") && !(link.isCutOff && link.authority == link.rest)
        let authority = link.authority
        guard isPlain, !authority.contains("%"), !authority.isEmpty else {
            return (.badParameters, "An image's address has no host that can be read.")
        }
        guard !authority.contains("@") else {
            return (
                .badParameters,
                "The address of an image on \(link.shownHost) must not have a user name."
            )
        }
        return hostFault(of: link, Self.split(authority))
    }

    private func hostFault(
        of link: PromptLink, _ parts: (host: String, port: String?)
    ) -> (code: ProblemCode, words: String)? {
        if let port = parts.port, Int(port).map(ports.contains) != true {
            return (.notAllowed, "Images on \(link.shownHost): that port is not allowed.")
        }
        do throws(LinkHost.Fault) {
            return kindFault(of: try LinkHost(parts.host))
        } catch {
            switch error {
            case .malformed:
                return (.badParameters, "\"\(link.shownHost)\" is no host for an image.")
            case .disguised:
                return (
                    .notAllowed, "Images on \(link.shownHost): that is an IP address in disguise."
                )
            }
        }
    }

    private func kindFault(of host: LinkHost) -> (code: ProblemCode, words: String)? {
        switch host {
        case .name(let name):
            if Self.isLocal(name) {
                return (.notAllowed, "Images on \(name): only public hosts are allowed.")
            }
            return listFault(of: name)
        case .address(let address):
            guard address.kind == .public else {
                return (.notAllowed, "Images on \(address): only public hosts are allowed.")
            }
            return listFault(of: address.description)
        }
    }

    private func listFault(of host: String) -> (code: ProblemCode, words: String)? {
        guard let hosts, !hosts.contains(where: { $0.matches(host) }) else { return nil }
        return (.notAllowed, "Images on \(host) are not allowed.")
    }

    /// Names that mean something on one network only.
    ///
    /// Source: RFC 6761, RFC 6762, RFC 8375, and ICANN's "name collision" names.
    private static func isLocal(_ name: String) -> Bool {
        guard name.contains(".") else { return true }
        return [
            "localhost", "local", "localdomain", "internal", "intranet", "private", "lan",
            "corp", "home", "home.arpa", "invalid", "test", "onion",
        ].contains { name.hasSuffix(".\($0)") }
    }

    private static func split(_ authority: String) -> (host: String, port: String?) {
        let end = authority.hasPrefix("[") ? authority.lastIndex(of: "]") : nil
        let tail = authority[(end ?? authority.startIndex)...]
        guard let colon = tail.firstIndex(of: ":") else { return (authority, nil) }
        return (
            String(authority[..<colon]), String(authority[authority.index(after: colon)...])
        )
    }
}
