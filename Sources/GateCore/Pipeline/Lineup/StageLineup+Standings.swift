extension StageLineup {
    /// How those stages stand that have a state: request stages by their names, result
    /// stages as `result/<name>`.
    public var standings: [(stage: String, standing: JSONValue)] {
        let asked = stages.map { ($0.key, $0.value as Any) }
        let answered = resultStages.map { ("result/\($0.key)", $0.value as Any) }
        return (asked + answered).sorted { $0.0 < $1.0 }.compactMap { name, stage in
            (stage as? any ObservableStage).map { (name, $0.standing) }
        }
    }
}
