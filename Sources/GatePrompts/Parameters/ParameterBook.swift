import GateCore

/// The parameters by all their names.
struct ParameterBook: Hashable, Sendable {
    /// Midjourney's own, and nothing else.
    static let standard = ParameterBook(adding: [])

    private let byName: [String: MidjourneyParameter]

    /// - Parameter names: names of parameters that are newer than this program. What stands
    ///   behind one is not known, so it is taken up to the next parameter.
    init(adding names: [String]) {
        let added = names.map { MidjourneyParameter($0.lowercased(), [], .list) }
        var byName: [String: MidjourneyParameter] = [:]
        for parameter in added + MidjourneyParameter.all {
            for name in [parameter.name] + parameter.aliases { byName[name] = parameter }
        }
        self.byName = byName
    }

    /// The parameter of that name, in lower case; nil when there is none.
    subscript(name: String) -> MidjourneyParameter? { byName[name] }

    /// The name that somebody who wrote `name` may have meant.
    func nearest(to name: String) -> String? {
        Spelling.nearest(to: name, in: byName.keys.sorted())
    }
}
