import GateCore
import Logging

extension RuleBook {
    public func revisions() async -> [RuleRevision] {
        await serially {
            let active = self.status().active
            return (self.store?.manifests() ?? []).map {
                RuleRevision(
                    revision: $0.revision, at: $0.at, rules: $0.rules,
                    isActive: $0.revision == active)
            }
        }
    }

    public func diff(
        from old: RuleVersion, to new: RuleVersion
    ) async throws(RuleRefusal) -> RuleDiff {
        let result = await serially {
            Result { () throws(RuleRefusal) in
                let (old, new) = (try self.files(of: old), try self.files(of: new))
                return try Self.refusing { () throws(RuleFaults) in
                    try RuleListing(old).diff(
                        to: try RuleListing(new), from: RuleLoader.revision(of: old),
                        to: RuleLoader.revision(of: new))
                }
            }
        }
        return try result.get()
    }

    public func rollback(to revision: String) async throws(RuleRefusal) -> RuleStatus {
        let result = await serially {
            Result { () throws(RuleRefusal) in try self.rollbackNow(to: revision) }
        }
        return try result.get()
    }

    public func simulate(
        _ candidate: RuleCandidate, on texts: [RecordedText]
    ) async throws(RuleRefusal) -> RuleSimulation {
        let active = snapshot()
        let result = await serially {
            Result { () throws(RuleRefusal) in
                let rules = try Self.refusing { () throws(RuleFaults) in
                    try CandidateLoader(active.files, at: self.locations).rules(candidate)
                }
                return Simulation(active: active.rules, candidate: rules).run(on: texts)
            }
        }
        return try result.get()
    }

    private func rollbackNow(to revision: String) throws(RuleRefusal) -> RuleStatus {
        let files = try files(of: .revision(revision))
        guard let store else { throw .unknownRevision(revision) }
        let loaded = try Self.refusing { () throws(RuleFaults) in
            try self.loader().load(files)
        }
        let rules = loaded.rules
        do {
            // In this order a crash in between leaves a pin on what is kept.
            try store.keep(files, rules.revision, rules: rules.ruleCount, at: time.wall())
            try store.setPinned(rules.revision)
        } catch {
            throw .storage("\(error)")
        }
        pin(loaded, files)
        log.notice("The rules are pinned.", metadata: ["revision": "\(rules.revision)"])
        return status()
    }

    private func files(of version: RuleVersion) throws(RuleRefusal) -> RuleFiles {
        switch version {
        case .active: return snapshot().files
        case .disk:
            return try Self.refusing { () throws(RuleFaults) in
                try RuleFiles(reading: self.locations)
            }
        case .revision(let name):
            let active = snapshot()
            if active.rules.revision == name { return active.files }
            guard let files = store?.files(of: name) else { throw .unknownRevision(name) }
            return files
        }
    }

    private static func refusing<Value>(
        _ body: () throws(RuleFaults) -> Value
    ) throws(RuleRefusal) -> Value {
        do { return try body() } catch { throw .faults(error.faults) }
    }
}
