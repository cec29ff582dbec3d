import GateCore
import Logging

/// What archiving works with.
public struct ArchiveParts: Sendable {
    public let transport: any HTTPTransport
    public let store: any ImageStore
    public let folder: ImageFolder
    let places = Turnstile(places: 4)
    /// What `archived_url` begins with; empty for a path alone.
    public let publicURL: String
    /// The proxy that Discord is reached by, as libcurl takes it.
    public let proxy: String?
    public let time: any Timekeeper
    /// Makes ids that cannot be guessed, so it must be fit for that.
    public let random: any RandomSource
    public let log: Logger

    /// Gathers the parts; see the properties.
    public init(
        transport: any HTTPTransport, store: any ImageStore, folder: ImageFolder,
        publicURL: String = "", proxy: String? = nil, time: any Timekeeper,
        random: any RandomSource, log: Logger
    ) {
        self.transport = transport
        self.store = store
        self.folder = folder
        self.publicURL = publicURL
        self.proxy = proxy
        self.time = time
        self.random = random
        self.log = log
    }
}
