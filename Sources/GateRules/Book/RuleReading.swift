import GateCore

/// What one look at the rule files came to.
struct RuleReading {
    /// Nil when a file could not be read.
    let files: RuleFiles?
    /// The revision that the files make; empty when one could not be read.
    let source: String
    let result: Result<RuleLoader.Loaded, RuleFaults>

    /// Why the files cannot take effect; empty when they can.
    var faults: [RuleFault] {
        if case .failure(let faults) = result { faults.faults } else { [] }
    }

    /// - Parameters:
    ///   - files: what was read, or why it could not be.
    ///   - loader: makes rules and stages of it.
    init(_ files: Result<RuleFiles, RuleFaults>, _ loader: RuleLoader) {
        switch files {
        case .success(let files):
            self.files = files
            source = RuleLoader.revision(of: files)
            result = Result { () throws(RuleFaults) in try loader.load(files) }
        case .failure(let faults):
            self.files = nil
            source = ""
            result = .failure(faults)
        }
    }

    /// Looks at the disk.
    init(of locations: RuleLocations, _ loader: RuleLoader) {
        self.init(Result { () throws(RuleFaults) in try RuleFiles(reading: locations) }, loader)
    }
}
