/// A signing secret is not what Standard Webhooks asks for. Says nothing of the secret.
public struct WebhookSecretFault: Error, Hashable, Sendable, CustomStringConvertible {
    public init() {}

    public var description: String { "the signing secret is not whsec_ followed by base64" }
}
