import GateCore

/// The promises of `ImageStore`.
public enum ImageStoreConformance {
    /// Each runs on a fresh store.
    public static let checks = [
        ConformanceCheck("shows an image to its tenant alone", showsToItsTenant),
        ConformanceCheck("keeps one image under an id", refusesTakenIDs),
        ConformanceCheck("lists a task's images, oldest first", listsByTask),
        ConformanceCheck("hands out expired images, the longest ago first", findsExpired),
        ConformanceCheck("tells known ids from others, and forgets", tellsKnown),
    ]

    private static func showsToItsTenant(_ store: any WholeStore) async throws {
        let image = image("i1", of: "a")
        try await store.addImage(image)
        try demand(try await store.image("i1", tenant: "a"), is: image, "its own")
        try demand(try await store.image("i1", tenant: "b"), is: nil, "another's")
        try demand(try await store.image("i2", tenant: "a"), is: nil, "none")
    }

    private static func refusesTakenIDs(_ store: any WholeStore) async throws {
        try await store.addImage(image("i1", of: "a"))
        try await demand(.conflict, "the same id, of another tenant") {
            try await store.addImage(image("i1", of: "b"))
        }
        try demand(try await store.image("i1", tenant: "b"), is: nil, "nothing was added")
    }

    private static func listsByTask(_ store: any WholeStore) async throws {
        for id in ["z", "a", "m"] as [ImageID] { try await store.addImage(image(id, task: "t1")) }
        try await store.addImage(image("other", task: "t2"))
        let found = try await store.images(of: "t1")
        try demand(found.map(\.id), is: ["z", "a", "m"], "the task's")
        try demand(try await store.images(of: "t3"), is: [], "none")
    }

    private static func findsExpired(_ store: any WholeStore) async throws {
        for (id, seconds) in [("late", 20), ("soon", 10), ("now", 30)] as [(ImageID, Int64)] {
            try await store.addImage(image(id, expires: Sample.start + .seconds(seconds)))
        }
        try await store.addImage(image("never"))
        let due = try await store.expiredImages(at: Sample.start + .seconds(30), limit: 10)
        try demand(due.map(\.id), is: ["soon", "late", "now"], "those whose time is over")
        let some = try await store.expiredImages(at: Sample.start + .seconds(30), limit: 2)
        try demand(some.map(\.id), is: ["soon", "late"], "no more than asked for")
        let early = try await store.expiredImages(at: Sample.start, limit: 10)
        try demand(early, is: [], "none before")
    }

    private static func tellsKnown(_ store: any WholeStore) async throws {
        for id in ["i1", "i2", "i3"] as [ImageID] { try await store.addImage(image(id)) }
        let known = try await store.knownImages(among: ["i1", "x", "i3"])
        try demand(known, is: ["i1", "i3"], "those that are known")
        try await store.removeImages(["i1", "x"])
        try demand(try await store.knownImages(among: ["i1", "i2"]), is: ["i2"], "one is gone")
        try demand(try await store.knownImages(among: []), is: [], "nothing asked")
    }

    private static func image(
        _ id: ImageID, of tenant: TenantID = Tenant.adminID, task: TaskID = "t",
        expires: Timestamp? = nil
    ) -> ArchivedImage {
        ArchivedImage(
            id: id, tenant: tenant, task: task, kind: .png, size: 12, sha256: "00",
            filename: "fox.png", createdAt: Sample.start, expiresAt: expires)
    }
}
