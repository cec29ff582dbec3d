import GateCore
import GateTestKit
import Testing

@testable import GateResults

@Suite("Sweeping archived images")
struct ImageJanitorTests {
    private let time = ManualTime()
    private let store = MemoryStore()
    private let directory: TestDirectory
    private let folder: ImageFolder
    private let janitor: ImageJanitor

    init() throws {
        directory = try TestDirectory()
        folder = ImageFolder(directory.path)
        janitor = ImageJanitor(store: store, folder: folder, time: time, log: silent)
    }

    private func keep(_ id: ImageID, for life: Duration? = nil) async throws {
        let now = time.wall()
        try await folder.write([1, 2], as: id) {
            try await store.addImage(
                ArchivedImage(
                    id: id, tenant: "a", task: "t", kind: .png, size: 2, sha256: "", filename: "",
                    createdAt: now, expiresAt: life.map { now + $0 }))
        }
    }

    @Test("throws away what is over, file and record")
    func expired() async throws {
        try await keep("aa1", for: .seconds(60))
        try await keep("aa2", for: .seconds(61))
        try await keep("aa3")
        time.advance(by: .seconds(60))
        try await janitor.removeExpired()
        #expect(directory.files == ["aa/aa2", "aa/aa3"])
        #expect(try await store.images(of: "t").map(\.id) == ["aa2", "aa3"])
    }

    @Test("removes files without a record and half written ones, and nothing else")
    func orphans() async throws {
        try await keep("aa1")
        try directory.write("bb/bb1")
        try directory.write("unfinished/cc1")
        try directory.write("notes.txt")
        try directory.write("dd/other")
        try await janitor.removeOrphans()
        #expect(directory.files == ["aa/aa1", "dd/other", "notes.txt"])
    }

    @Test("leaves an image alone that is being written")
    func underWay() async throws {
        try await folder.write([1], as: "aa1") {
            try await janitor.removeOrphans()
            #expect(directory.files == ["aa/aa1"])
        }
        try await janitor.removeOrphans()
        #expect(directory.files == [])
    }

    @Test("works on a folder that is not there yet")
    func empty() async throws {
        let janitor = ImageJanitor(
            store: store, folder: ImageFolder(directory.path + "/none"), time: time, log: silent)
        try await janitor.removeOrphans()
        try await janitor.removeExpired()
    }

    @Test("sweeps again and again until it is cancelled")
    func runs() async throws {
        let work = Task { try await janitor.run() }
        await time.waitForSleepers()
        try await keep("aa1", for: .seconds(600))
        time.advance(by: .seconds(600))
        await time.waitForSleepers()
        #expect(directory.files == [])
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
    }
}
