import Crypto
import GateCore

/// Whole files, as an admin edits them by hand.
extension RuleFileEditor: RuleWorkshop {
    public func documents() async throws(RuleEditRefusal) -> [RuleDocument] {
        let result = await book.serially {
            Result { () throws(RuleEditRefusal) in try self.shelf().documents }
        }
        return try result.get()
    }

    public func document(_ name: String) async throws(RuleEditRefusal) -> RuleDocument? {
        try await documents().first { $0.name == name }
    }

    public func lint(_ name: String, _ text: String) async throws(RuleEditRefusal) -> RuleLint {
        let result = await book.serially {
            Result { () throws(RuleEditRefusal) in
                let shelf = try self.shelf()
                let files = shelf.files(with: try shelf.edit(name, text))
                let inspection = RuleInspection(.success(files), self.book.loader())
                let warnings = inspection.faults.isEmpty ? RuleLinter(inspection).lint() : []
                return RuleLint(faults: inspection.faults, warnings: warnings)
            }
        }
        return try result.get()
    }

    public func write(
        _ name: String, _ text: String, over tag: String?
    ) async throws(RuleEditRefusal) -> RuleDocument {
        _ = try await turns.take { await self.replaced(name, text, over: tag) }.get()
        guard let written = try await document(name) else {
            throw .storage("the file is gone again")
        }
        return written
    }

    private func replaced(
        _ name: String, _ text: String, over tag: String?
    ) async -> Result<[RuleFileChange], RuleEditRefusal> {
        let edit = await book.serially {
            Result { () throws(RuleEditRefusal) in try self.written(name, text, over: tag) }
        }
        switch edit {
        case .success(let edit): return await inForce([edit])
        case .failure(let refusal): return .failure(refusal)
        }
    }

    private func written(
        _ name: String, _ text: String, over tag: String?
    ) throws(RuleEditRefusal) -> FileEdit {
        let status = book.status()
        guard !status.isPinned else { throw .pinned(status.active) }
        let shelf = try shelf()
        let edit = try shelf.edit(name, text)
        guard edit.before.map(RuleFileShelf.tag) == tag else { throw Self.outdated(name) }
        let files = shelf.files(with: edit)
        do {
            _ = try RuleLoader().load(files)
        } catch {
            throw .faults(error.faults)
        }
        let faults = book.loader().stageFaults(of: files)
        guard faults.isEmpty else { throw .faults(faults) }
        do {
            try writer.write(edit)
        } catch {
            switch error {
            case .changed: throw Self.outdated(name)
            case .refused(let refusal): throw refusal
            }
        }
        return edit
    }

    private func shelf() throws(RuleEditRefusal) -> RuleFileShelf {
        do {
            return RuleFileShelf(try RuleFiles(reading: book.locations), at: book.locations)
        } catch {
            throw .faults(error.faults)
        }
    }

    private static func outdated(_ name: String) -> RuleEditRefusal {
        .impossible("\(name) was changed since it was read; read it again first.")
    }
}
