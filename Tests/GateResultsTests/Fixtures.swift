import Foundation
import GateCore
import GateTestKit
import Logging

@testable import GateResults

/// The first bytes of a PNG, and some more.
let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 7, count: 99)

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A directory that goes with its test.
final class TestDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "promptgate-images-\(SystemRandom().token(12))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Every file below, by its path from here.
    var files: [String] {
        (FileManager.default.enumerator(atPath: path)?.allObjects ?? [])
            .compactMap { $0 as? String }.filter { name in
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(
                    atPath: "\(path)/\(name)", isDirectory: &isFolder)
                return exists && !isFolder.boolValue
            }.sorted()
    }

    func bytes(at path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    func write(_ name: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data([1]).write(to: url)
    }
}

/// An archive over a directory, with a network that the test plays.
struct ArchiveBench {
    let transport = ScriptedTransport(fallback: { _ in
        HTTPAnswer(status: 404, headers: [], body: [])
    })
    let time = ManualTime()
    let directory: TestDirectory
    let store: any ImageStore
    let folder: ImageFolder
    let stage: ArchiveStage
    let attachment: JSONValue = [
        "url": "https://cdn.discordapp.com/attachments/1/2/fox.png?ex=1&is=2&hm=3",
        "filename": "fox.png", "content_type": "image/png",
    ]

    init(
        _ settings: [String: Any] = [:], store: any ImageStore = MemoryStore(),
        folder: String? = nil
    ) throws {
        directory = try TestDirectory()
        self.store = store
        self.folder = ImageFolder(folder ?? directory.path)
        stage = ArchiveStage(
            read(settings).settings,
            ArchiveParts(
                transport: transport, store: store, folder: self.folder,
                publicURL: "https://gate.test", proxy: "http://proxy.test:3128", time: time,
                random: SeededRandom(seed: 1), log: silent))
    }

    func process(_ attachments: [JSONValue]) async throws -> TaskResult {
        try await stage.process(
            TaskResult(messageID: "1", attachments: attachments),
            of: ResultExchange(task: Sample.task("t", of: "acme"), rules: LiteralRules([])))
    }
}

/// Settings as they are read from a file: texts, lists of texts, lists of mappings.
func read<Settings: StageSettings>(
    _ written: [String: Any], _ type: Settings.Type = Settings.self
) -> (settings: Settings, faults: [String]) {
    let sheet = SettingFaults(file: "pipeline.yaml")
    let fields = SettingFields(node(written), owner: "Stage", sheet: sheet)
    let settings = Settings(fields)
    fields.refuseUnknown()
    return (settings, sheet.faults.map(\.message))
}

private func node(_ value: Any) -> ConfigNode {
    switch value {
    case let text as String: ConfigNode(.text(text))
    case let items as [Any]: ConfigNode(.list(items.map(node)))
    case let members as [String: Any]:
        ConfigNode(.mapping(members.map { ConfigPair($0.key, node($0.value)) }))
    default: preconditionFailure("a test's settings have texts, lists and mappings")
    }
}

/// A store whose disk is full.
struct BrokenImageStore: ImageStore {
    func addImage(_ image: ArchivedImage) async throws { throw StoreError(.unavailable, "full") }
    func image(_ id: ImageID, tenant: TenantID) async throws -> ArchivedImage? { nil }
    func images(of task: TaskID) async throws -> [ArchivedImage] { [] }
    func expiredImages(at now: Timestamp, limit: Int) async throws -> [ArchivedImage] { [] }
    func knownImages(among ids: [ImageID]) async throws -> Set<ImageID> { [] }
    func removeImages(_ ids: [ImageID]) async throws {}
}
