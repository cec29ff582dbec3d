import GateCore

/// Changes the rule files of a book, one edit after the other.
///
/// The rules as they would be are loaded before a byte is written, so that a file in which
/// the entry cannot be never changes. Should the reload refuse them all the same (another
/// file went bad in between), every file is put back as it was.
public struct RuleFileEditor: RuleEditor {
    private static let largestTries = 3

    let book: RuleBook
    private let reload: @Sendable () async -> RuleStatus
    let writer = RuleFileWriter()
    let turns = Turns()

    /// - Parameter book: whose files are changed.
    public init(_ book: RuleBook) {
        self.init(book) { await book.reload() }
    }

    init(_ book: RuleBook, reload: @escaping @Sendable () async -> RuleStatus) {
        self.book = book
        self.reload = reload
    }

    public func preview(
        _ edit: RuleEdit, example: RecordedText, on texts: [RecordedText]
    ) async throws(RuleEditRefusal) -> RuleEditPreview {
        let result = await book.serially {
            Result { () throws(RuleEditRefusal) in
                let (edits, candidate) = try self.prepare(edit)
                return RuleEditPreview(
                    changes: edits.map(\.change),
                    then: candidate.judge(example.text, tenant: example.tenant),
                    simulation: Simulation(active: self.book.current(), candidate: candidate)
                        .run(on: texts))
            }
        }
        return try result.get()
    }

    public func apply(_ edit: RuleEdit) async throws(RuleEditRefusal) -> [RuleFileChange] {
        try await turns.take { await self.outcome(of: edit) }.get()
    }

    private func outcome(
        of edit: RuleEdit
    ) async -> Result<[RuleFileChange], RuleEditRefusal> {
        for _ in 0..<Self.largestTries {
            switch await book.serially({ self.written(edit) }) {
            case .success(let edits): return await inForce(edits)
            case .failure(.refused(let refusal)): return .failure(refusal)
            case .failure(.changed): continue
            }
        }
        return .failure(.storage("somebody else keeps writing the files; try again"))
    }

    // MARK: Before

    /// What `edit` comes to, and the rules that it makes.
    private func prepare(
        _ edit: RuleEdit
    ) throws(RuleEditRefusal) -> (edits: [FileEdit], rules: any RuleSet) {
        let status = book.status()
        guard !status.isPinned else { throw .pinned(status.active) }
        do {
            let loader = RuleLoader()
            let files = try RuleFiles(reading: book.locations)
            if status.state != .synced || status.source != RuleLoader.revision(of: files) {
                _ = try loader.load(files)
            }
            let edits = try RuleEditPlan(
                files, at: book.locations, rules: book.current(), table: try loader.table()
            ).edits(for: edit)
            return (edits, try loader.load(files.applying(edits)).rules)
        } catch let faults as RuleFaults {
            throw .faults(faults.faults)
        } catch let refusal as RuleEditRefusal {
            throw refusal
        } catch {
            throw .storage("\(error)")
        }
    }

    /// The edits, on disk: all or none.
    private func written(_ edit: RuleEdit) -> Result<[FileEdit], RuleFileWriter.Fault> {
        let edits: [FileEdit]
        do {
            edits = try prepare(edit).edits
        } catch {
            return .failure(.refused(error))
        }
        for (place, edit) in edits.enumerated() {
            do {
                try writer.write(edit)
            } catch {
                let lost = takeBack(edits.prefix(place))
                return .failure(lost.map { .refused(.storage($0)) } ?? error)
            }
        }
        return .success(edits)
    }

    // MARK: After

    /// Puts what was written in force, or puts the files back.
    func inForce(
        _ edits: [FileEdit]
    ) async -> Result<[RuleFileChange], RuleEditRefusal> {
        let status = await reload()
        if status.state == .synced { return .success(edits.map(\.change)) }
        guard !edits.isEmpty else { return .failure(.faults(status.rejected)) }
        let lost = await book.serially { self.takeBack(edits[...]) }
        _ = await reload()
        return .failure(lost.map { .storage($0) } ?? .faults(status.rejected))
    }

    /// - Returns: why not all of it could be taken back.
    private func takeBack(_ edits: ArraySlice<FileEdit>) -> String? {
        var lost: [String] = []
        for edit in edits.reversed() {
            do {
                try writer.putBack(edit)
            } catch {
                lost.append(edit.path)
            }
        }
        guard !lost.isEmpty else { return nil }
        return "\(lost.joined(separator: ", ")) could not be put back as it was; look at its end"
    }
}
