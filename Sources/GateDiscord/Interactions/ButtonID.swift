import GateCore

/// The `custom_id`s of Midjourney's buttons.
enum ButtonID {
    /// The button that such a job presses.
    /// - Throws: `DispatchError.permanent` when the job lacks what its kind needs.
    static func of(_ job: Job) throws(DispatchError) -> String {
        if let offered = job.customID { return offered }
        let hash = try InteractionBuilder.required(job.messageHash, "message hash")
        switch job.kind {
        case .upscale: return "MJ::JOB::upsample::\(try index(job))::\(hash)"
        case .variation: return "MJ::JOB::variation::\(try index(job))::\(hash)"
        case .reset: return "MJ::JOB::reroll::0::\(hash)::SOLO"
        case .zoomout: return "MJ::Outpaint::\(try zoom(job))::1::\(hash)::SOLO"
        case .expand: return single("pan_\(try direction(job))", 1, hash)
        case .maxUpscale: return single("upsample_max", 1, hash)
        case .soloVariation: return single("variation", job.index ?? 1, hash)
        case .soloLowVariation: return single("low_variation", job.index ?? 1, hash)
        case .soloHighVariation: return single("high_variation", job.index ?? 1, hash)
        case .customZoom: return "MJ::CustomZoom::\(hash)"
        case .varyRegion: return "MJ::Inpaint::1::\(hash)::SOLO"
        case .action, .modal: throw .permanent("The task has no button: nothing was sent.")
        case .imagine, .describe, .blend, .shorten, .show, .info, .fast, .relax:
            throw .permanent("\(job.kind.rawValue) is a command, not a button.")
        }
    }

    /// A button below a single picture.
    private static func single(_ action: String, _ index: Int, _ hash: String) -> String {
        "MJ::JOB::\(action)::\(index)::\(hash)::SOLO"
    }

    private static func index(_ job: Job) throws(DispatchError) -> String {
        try InteractionBuilder.required(job.index.map(String.init), "index")
    }

    private static func zoom(_ job: Job) throws(DispatchError) -> String {
        try InteractionBuilder.required(job.zoom.map(String.init), "zoom")
    }

    private static func direction(_ job: Job) throws(DispatchError) -> String {
        try InteractionBuilder.required(job.direction?.rawValue, "direction")
    }
}
