import GateCore
import GateStore
import GateTestKit
import Logging

extension SQLiteStore {
    /// A store in `directory` with a test's clock, randomness and silence.
    convenience init(
        _ directory: TemporaryDirectory, audit: AuditPlaces? = nil, exclusive: Bool = true,
        seed: UInt64 = 1, file: String = ""
    ) throws {
        try self.init(
            directory: directory.path + file, audit: audit, exclusive: exclusive,
            time: ManualTime(),
            random: SeededRandom(seed: seed),
            log: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }
}
