import GateCore

extension Desk {
    public func upload(
        bytes: [UInt8], contentType: String, caller: Caller
    ) async throws -> (file: UploadedFile, triggerID: String) {
        let keeper = try keeper(for: caller.tenant)
        try await judgeFile(kind: "upload", text: "", caller)
        let triggerID = freshID()
        let filename = "\(triggerID).\(fileExtension(of: contentType))"
        let file = try await askingDiscord {
            () async throws(DispatchError) -> UploadedFile in
            try await keeper.dispatcher.upload(
                filename: filename, contentType: contentType, bytes: bytes)
        }
        let name = KeptFile(file.uploadFilename, keptBy: keeper.id).shown
        return (UploadedFile(uploadFilename: name, uploadURL: file.uploadURL), triggerID)
    }

    public func post(uploadFilename: String, caller: Caller) async throws -> String {
        let kept = KeptFile(uploadFilename)
        try requireOwn(kept.account, caller.tenant)
        let side = try discordSide([kept.account])
        guard let keeper = side.roster[kept.account] else {
            throw Problem(.notFound, "There is no file \(uploadFilename).")
        }
        let name = uploadFilename.split(separator: "/").last.map(String.init) ?? uploadFilename
        try await judgeFile(kind: "message", text: name, caller)
        return try await askingDiscord { () async throws(DispatchError) -> String in
            try await keeper.dispatcher.post(uploadFilename: kept.name)
        }
    }

    /// Runs the pipeline for a call that ends in no task.
    private func judgeFile(kind: String, text: String, _ caller: Caller) async throws {
        let active = parts.rules.inForce()
        let exchange = exchange(caller, .file, kind: kind, text: text, rules: active.rules)
        let problem: Problem? = try await active.stages.request.run(exchange) { judgement in
            let problem = refusal(judgement)
            let outcome = judgement.outcome == .held ? .blocked : judgement.outcome
            try await keep(record(exchange, judgement, outcome, problem: problem))
            return (outcome, problem)
        }
        if let problem { throw problem }
    }

    /// A file becomes no task that could wait for a human, so what would be held is refused.
    private func refusal(_ judgement: Judgement) -> Problem? {
        guard case .hold(let reason) = judgement.verdict else { return judgement.problem }
        return Problem(
            .bannedPrompt, "\(reason.detail) A file cannot wait for review.",
            matches: reason.matches, revision: judgement.revision)
    }

    private func askingDiscord<Answer>(
        _ ask: () async throws(DispatchError) -> Answer
    ) async throws -> Answer {
        do {
            return try await ask()
        } catch {
            throw Problem(refused: error)
        }
    }

    private func fileExtension(of contentType: String) -> String {
        switch contentType {
        case "image/png": "png"
        case "image/gif": "gif"
        case "image/webp": "webp"
        default: "jpg"
        }
    }
}

extension Problem {
    /// What a caller who waits for Discord's answer is told.
    fileprivate init(refused error: DispatchError) {
        switch error {
        case .transient(let reason, let retryAfter):
            self.init(.retriesSpent, reason, retryAfter: retryAfter)
        case .permanent(let reason), .parked(let reason):
            self.init(.upstreamRefused, reason)
        case .ambiguous(let reason):
            self.init(.retriesSpent, reason)
        }
    }
}
