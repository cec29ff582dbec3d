import GateCore

/// Answers in words, and questions.
extension MidjourneyGrammar {
    /// A dialogue that a person would fill in: the job does not go on without an answer.
    func asked(_ form: Dialogue.Form, _ data: JSONValue) -> MidjourneyReading {
        let title = bounded(data["title"]?.string ?? "")
        var reading = MidjourneyReading()
        if MidjourneyNotice(title: title, text: "", colour: nil) == .account {
            reading.parks = "Midjourney: \(title)"
        }
        guard let keys = interactionKeys(data) else { return reading }
        let kind: TaskSignal.Kind
        if reading.parks == nil, let dialogue = dialogue(form, title, data) {
            kind = .asked(dialogue)
        } else {
            kind = .failed(
                TaskFailure(.upstreamRefused, "The image bot asks for input: \(title)"))
        }
        reading.signals = [TaskSignal(kind, keys: keys)]
        return reading
    }

    private func dialogue(
        _ form: Dialogue.Form, _ title: String, _ data: JSONValue
    ) -> Dialogue? {
        guard let id = data["id"]?.string, let customID = data["custom_id"]?.string else {
            return nil
        }
        return Dialogue(
            form, interactionID: id, customID: customID,
            fieldID: Self.field(in: data["components"]?.array ?? [], depth: 0), title: title)
    }

    /// The first field for text; rows hold fields.
    private static func field(in components: [JSONValue], depth: Int) -> String? {
        guard depth < 4 else { return nil }
        for component in components {
            if component["type"]?.int == 4, let id = component["custom_id"]?.string { return id }
            let inner = component["components"]?.array ?? component["component"].map { [$0] } ?? []
            if let found = field(in: inner, depth: depth + 1) { return found }
        }
        return nil
    }

    /// The answers to `shorten` and `info`: an embed, and no words besides.
    func worded(_ message: MidjourneyMessage) -> MidjourneyReading? {
        guard message.result.content.isEmpty else { return nil }
        for embed in message.ownEmbeds where embed["description"]?.string?.isEmpty == false {
            var keys = message.keys
            if embed["title"]?.string?.lowercased() == "your info" {
                keys.kinds = [.info]
            } else if isShortening(embed, message) {
                keys.kinds = [.shorten]
            } else {
                continue
            }
            return reading(.finished, message, keys)
        }
        return nil
    }

    private func isShortening(_ embed: JSONValue, _ message: MidjourneyMessage) -> Bool {
        let footer = embed["footer"]?["text"]?.string ?? ""
        return footer.hasPrefix("Click on a button to imagine one of the shortened prompts")
            || message.result.buttons.contains {
                $0["custom_id"]?.string?.hasPrefix("MJ::Job::PromptAnalyzer::") == true
            }
    }

    /// Words for the user alone, as `fast` and `relax` answer.
    func isTold(_ message: MidjourneyMessage) -> Bool {
        message.isEphemeral && !message.result.content.isEmpty
            && !message.result.content.hasPrefix("**") && message.ownEmbeds.isEmpty
    }

    func told(_ message: MidjourneyMessage) -> MidjourneyReading {
        var keys = message.keys
        keys.kinds = [.fast, .relax]
        return reading(.told, message, keys)
    }
}
