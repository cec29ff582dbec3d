import Foundation
import GateCore

/// Plays the six journeys against a running gateway and tells how each ended.
actor DemoShow {
    private let client: DemoClient
    private let board: DemoBoard
    private let folder: String
    /// Task id to journey: webhooks name the task.
    private var plays: [String: DemoPlay] = [:]
    /// Webhooks that came before the answer that names their task.
    private var early: [String: [JSONValue]] = [:]
    private var results: [DemoPlay: JSONValue] = [:]
    private var waiters: [DemoPlay: CheckedContinuation<JSONValue?, Never>] = [:]
    private(set) var saved: [String] = []

    /// - Parameters:
    ///   - client: calls the gateway.
    ///   - board: shows what happens.
    ///   - folder: where images are saved.
    init(client: DemoClient, board: DemoBoard, folder: String) {
        self.client = client
        self.board = board
        self.folder = folder
    }

    /// Plays all six.
    func play() async {
        async let first: Void = draw(
            .allowed, "imagine", ["prompt": .string(DemoPlay.allowed.request)])
        async let word: Void = refuse(.bannedWord)
        async let phrase: Void = refuse(.bannedPhrase)
        _ = await (first, word, phrase)
        guard let result = results[.allowed], let image = await image(of: result) else {
            for play in [DemoPlay.imageToImage, .upscale, .describe] {
                await fail(play, "needs the first result")
            }
            return
        }
        async let upscaled: Void = upscale(result)
        async let mixed: Void = imageToImage(image)
        async let described: Void = describe(image)
        _ = await (upscaled, mixed, described)
    }

    /// Takes one webhook.
    func take(_ body: JSONValue) async {
        guard let task = body["task_id"]?.string else { return }
        guard let play = plays[task] else {
            early[task, default: []].append(body)
            return
        }
        await show(body, play)
    }

    /// Ends every journey that still waits.
    func giveUp() async {
        for (play, waiter) in waiters {
            await board.show(play, note: "no result in time", ending: .failed)
            waiter.resume(returning: nil)
        }
        waiters = [:]
    }

    // MARK: Journeys

    private func refuse(_ play: DemoPlay) async {
        do {
            let answer = try await client.post(
                "/v1/api/trigger/imagine", ["prompt": .string(play.request)])
            guard answer.status == 422, let match = answer.body["matches"]?[0] else {
                return await fail(play, "answered \(answer.status), not refused")
            }
            let span = "\(match["span"]?[0]?.int ?? -1)–\(match["span"]?[1]?.int ?? -1)"
            await board.show(
                play,
                note: "refused (422, code \(answer.body["code"]?.int ?? 0)): "
                    + "“\(match["text"]?.string ?? "")” at \(span), "
                    + "\(match["rule"]?.string ?? ""), in “\(play.request)”",
                ending: .refused)
        } catch {
            await fail(play, "\(error)")
        }
    }

    private func imageToImage(_ image: [UInt8]) async {
        do {
            let file = try await uploaded(image)
            let posted = try await client.post(
                "/v1/api/trigger/message", ["upload_filename": .string(file.name)])
            guard let picture = posted.body["picurl"]?.string else {
                return await fail(.imageToImage, "message answered \(posted.status)")
            }
            await draw(
                .imageToImage, "imagine",
                ["prompt": .string(DemoPlay.imageToImage.request), "picurl": .string(picture)])
        } catch {
            await fail(.imageToImage, "\(error)")
        }
    }

    private func describe(_ image: [UInt8]) async {
        do {
            let file = try await uploaded(image)
            await draw(
                .describe, "describe",
                ["upload_filename": .string(file.name), "trigger_id": .string(file.trigger)])
        } catch {
            await fail(.describe, "\(error)")
        }
    }

    /// Presses the second upscale button, as the webhook of the first result offers it.
    private func upscale(_ result: JSONValue) async {
        let wanted = (result["actions"]?.array ?? []).first { action in
            action["trigger"]?.string == "upscale" && action["body"]?["index"]?.int == 2
        }
        guard let body = wanted?["body"] else {
            return await fail(.upscale, "the first result offers no upscale")
        }
        await draw(.upscale, "upscale", body)
    }

    private func uploaded(_ image: [UInt8]) async throws -> (name: String, trigger: String) {
        let answer = try await client.upload(image, named: "first.png")
        guard let name = answer.body["upload_filename"]?.string,
            let trigger = answer.body["trigger_id"]?.string
        else { throw HTTPFault.unanswered("upload answered \(answer.status)") }
        return (name, trigger)
    }

    /// Sends a trigger and waits for its last webhook.
    private func draw(_ play: DemoPlay, _ route: String, _ body: JSONValue) async {
        do {
            let answer = try await client.post("/v1/api/trigger/\(route)", body)
            guard answer.status == 200, let task = answer.body["task_id"]?.string else {
                let detail = answer.body["detail"]?.string ?? ""
                return await fail(play, "answered \(answer.status): \(detail)")
            }
            await board.show(play, progress: 0, note: "accepted: \(play.request)")
            plays[task] = play
            for body in early.removeValue(forKey: task) ?? [] { await show(body, play) }
            guard results[play] == nil else { return }
            _ = await withCheckedContinuation { waiters[play] = $0 }
        } catch {
            await fail(play, "\(error)")
        }
    }

    // MARK: Webhooks

    private func show(_ body: JSONValue, _ play: DemoPlay) async {
        switch body["type"]?.string {
        case "start": await board.show(play, progress: 0, note: "started")
        case "generating":
            await board.show(play, progress: body["progress"]?.int.map(Int.init), note: "drawing")
        case "end":
            let file = await save(body, play)
            end(play, body)
            await board.show(
                play, progress: 100, note: "drawn" + (file.map { ", saved as \($0)" } ?? ""),
                ending: file == nil ? .failed : .drawn)
        case "text":
            end(play, body)
            let text = body["embeds"]?[0]?["description"]?.string ?? ""
            let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            await board.show(
                play, progress: 100, note: "described: \(line)",
                ending: text.isEmpty ? .failed : .described)
        default:
            end(play, body)
            await fail(play, body["reason"]?.string ?? "ended without a result")
        }
    }

    private func end(_ play: DemoPlay, _ body: JSONValue) {
        results[play] = body
        waiters.removeValue(forKey: play)?.resume(returning: body)
    }

    private func fail(_ play: DemoPlay, _ why: String) async {
        await board.show(play, note: why, ending: .failed)
    }

    // MARK: Images

    private func image(of result: JSONValue) async -> [UInt8]? {
        guard let url = result["attachments"]?[0]?["url"]?.string else { return nil }
        do {
            return try await client.download(url)
        } catch {
            print("could not fetch \(url): \(error)")
            return nil
        }
    }

    private func save(_ body: JSONValue, _ play: DemoPlay) async -> String? {
        guard let bytes = await image(of: body), !bytes.isEmpty else { return nil }
        let name = play.title.split(separator: " ").joined(separator: "-")
        let path = "\(folder)/\(play.rawValue)-\(name).png"
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            print("could not write \(path)")
            return nil
        }
        saved.append(path)
        return path
    }
}
