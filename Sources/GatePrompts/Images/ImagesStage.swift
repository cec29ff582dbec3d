import GateCore

/// Refuses prompts whose pictures stand where they should not: on a host that is not
/// listed, without TLS, on an address of somebody's own network. Names are not looked up:
/// Midjourney fetches the pictures, and not this gateway.
public struct ImagesStage: Stage {
    public static let kind: StageKind = "images"
    /// So many faults of one prompt are told.
    private static let mostFaults = 10

    private let settings: ImagesSettings

    /// - Parameter settings: what is allowed.
    public init(_ settings: ImagesSettings) { self.settings = settings }

    /// It looks up no names.
    public func answersAtOnce(_ exchange: Exchange) -> Bool { true }

    public func decide(_ exchange: Exchange) async throws -> Verdict {
        guard exchange.surface == .trigger else { return .pass }
        let links =
            exchange.imageURLs.map(LinkReader.link(alone:))
            + LinkReader.links(in: exchange.text)
        guard !links.isEmpty else { return .pass }
        let policy = settings.policy(for: exchange.caller.tenant.id)
        guard links.count <= policy.most else {
            return .deny(
                Reason(
                    .badParameters,
                    "The prompt has \(links.count) addresses of images; \(policy.most) are allowed."
                ))
        }
        return verdict(links, policy)
    }

    private func verdict(_ links: [PromptLink], _ policy: ImagePolicy) -> Verdict {
        var code: ProblemCode?
        var fields: [FieldFault] = []
        for link in links where fields.count < Self.mostFaults {
            guard let fault = policy.fault(of: link) else { continue }
            code = code ?? fault.code
            fields.append(
                FieldFault(link.span == nil ? "picurl" : "prompt", fault.words, span: link.span))
        }
        guard let code, let first = fields.first else { return .pass }
        return .deny(Reason(code, first.reason, fields: fields))
    }
}
