import GateCore

/// What Midjourney's page for `Vary (Region)` sends when its user has painted over a region.
struct RegionForm: Sendable {
    private static let prefix = "MJ::iframe::"

    let body: JSONValue

    /// - Throws: `DispatchError.permanent` when the job lacks what is asked.
    init(_ dialogue: Dialogue, _ job: Job) throws(DispatchError) {
        let id = dialogue.customID
        let mask = try InteractionBuilder.required(job.mask, "mask")
        body = [
            "customId": .string(
                id.hasPrefix(Self.prefix) ? String(id.dropFirst(Self.prefix.count)) : id),
            "mask": .string(mask), "prompt": .string(job.dialogueText ?? ""), "userId": "0",
            "username": "0",
        ]
    }

    /// Where it goes.
    func address(below base: String) -> String {
        (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/inpaint/api/submit-job"
    }
}
