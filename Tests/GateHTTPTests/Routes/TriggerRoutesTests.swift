import GateCore
import HTTPTypes
import Synchronization
import Testing

@testable import GateHTTP

@Suite("Trigger calls")
struct TriggerRoutesTests {
    private static let hash = "0a1b2c3d-0000-1111-2222-333344445555"
    private static let button =
        #""msg_id":"1234567890123456789","msg_hash":"\#(hash)","trigger_id":"t-1""#

    private func order(_ route: String, _ body: String) async throws -> TriggerOrder {
        let bench = try await Bench()
        let reply = try await bench.trigger(route, body)
        #expect(reply.status == 200, "\(reply.text)")
        return try #require(bench.desk.state.withLock { $0.orders.first })
    }

    @Test("imagine is answered as the seed answers it, and with status and position")
    func imagine() async throws {
        let bench = try await Bench()
        bench.desk.state.withLock { $0.position = 3 }
        let reply = try await bench.trigger("imagine", #"{"prompt":"a cat --ar 2:3"}"#)
        #expect(
            reply.text
                == #"{"message":"success","trigger_id":"1234567890","trigger_type":"generate","#
                + #""task_id":"task1","status":"queued","position":3}"#)
        #expect(reply.headers[.contentType] == "application/json")
        let order = try #require(bench.desk.state.withLock { $0.orders.first })
        #expect(order.job.prompt == "a cat --ar 2:3")
        #expect(order.job.imageURL == nil)
        #expect(order.triggerID == nil)
        #expect(bench.desk.state.withLock { $0.callers } == ["a"])
    }

    @Test("picurl goes before the prompt; null and empty mean none")
    func picurl() async throws {
        let with = try await order(
            "imagine", #"{"prompt":"https://x.test/1 cat","picurl":"https://i.test/a.png"}"#)
        #expect(with.job.imageURL == "https://i.test/a.png")
        #expect(with.job.prompt == "https://x.test/1 cat")
        for none in ["null", "\"\""] {
            let without = try await order("imagine", #"{"prompt":"cat","picurl":\#(none)}"#)
            #expect(without.job.imageURL == nil)
        }
    }

    @Test("an address at the prompt's start is taken as the image; the text judged stays whole")
    func leadingAddress() async throws {
        let sent = "https://i.test/a.png  a cat"
        let order = try await order("imagine", #"{"prompt":"\#(sent)","user":"u1"}"#)
        #expect(order.job.imageURL == "https://i.test/a.png")
        #expect(order.job.prompt == "a cat")
        #expect(order.text == sent)
        let plain = try await self.order("imagine", #"{"prompt":"https is a word"}"#)
        #expect(plain.job.imageURL == nil)
        let lone = try await Bench().trigger("imagine", #"{"prompt":"https://i.test/a.png "}"#)
        #expect(try lone.wrongFields == ["prompt"])
    }

    @Test(
        "every button call makes its order",
        arguments: [
            ("upscale", #""index":4"#), ("variation", #""index":1"#),
            ("solo_variation", #""index":2"#), ("solo_low_variation", ""),
            ("solo_high_variation", #""index":null"#), ("max_upscale", ""), ("reset", ""),
            ("expand", #""direction":"left""#), ("zoomout", #""zoomout":75"#),
        ])
    func buttons(_ route: String, _ extra: String) async throws {
        let body = "{" + Self.button + (extra.isEmpty ? "" : "," + extra) + "}"
        let bench = try await Bench()
        let reply = try await bench.trigger(route, body)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(try reply["trigger_type"]?.string == route)
        #expect(try reply["trigger_id"] == "t-1")
        let order = try #require(bench.desk.state.withLock { $0.orders.first })
        #expect(order.job.kind.rawValue == route)
        #expect(order.job.messageID == "1234567890123456789")
        #expect(order.job.messageHash == Self.hash)
        #expect(order.triggerID == "t-1")
        #expect(order.text.isEmpty)
    }

    private static let mask =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgABc3UBGAAAAABJRU5ErkJggg=="

    @Test("the calls beyond the seed's make their orders, with what is judged")
    func beyond() async throws {
        let blend = try await order(
            "blend",
            #"{"upload_filenames":["a/red cat.png","b/dog.png"],"dimensions":"square"}"#)
        #expect(blend.text == "red cat.png\ndog.png" && blend.job.dimensions == .square)
        #expect(blend.triggerID == nil)
        let shorten = try await order("shorten", #"{"prompt":"a cat","trigger_id":"t"}"#)
        #expect(shorten.text == "a cat" && shorten.job.prompt == "a cat")
        let show = try await order("show", #"{"job_id":"\#(Self.hash)"}"#)
        #expect(show.job.messageHash == Self.hash && show.text.isEmpty)
        for bare in ["info", "fast", "relax"] {
            #expect(try await order(bare, "{}").job.kind.rawValue == bare)
        }
        let action = try await order("action", #"{"trigger_id":"t","custom_id":"MJ::x"}"#)
        #expect(action.job.customID == "MJ::x" && action.job.messageID == nil)
        let modal = try await order(
            "modal", #"{"trigger_id":"t","msg_id":"9","custom_id":"MJ::x","prompt":"a dog"}"#)
        #expect(modal.text == "a dog" && modal.job.messageID == "9")
        let zoom = try await order("custom_zoom", #"{"trigger_id":"t","zoom":1.5}"#)
        #expect(zoom.job.zoomFactor == 1.5 && zoom.text.isEmpty)
        let upscale = try await order("max_upscale", #"{"trigger_id":"t","version":"4x"}"#)
        #expect(upscale.job.upscaleMode == .fourfold)
        for mask in [Self.mask, "data:image/png;base64," + Self.mask] {
            let region = try await order(
                "vary_region", #"{"trigger_id":"t","mask":"\#(mask)","prompt":"a dog"}"#)
            #expect(region.job.mask == Self.mask && region.text == "a dog")
        }
    }

    @Test("what makes a button is handed on")
    func buttonValues() async throws {
        #expect(try await order("upscale", "{\(Self.button),\"index\":4}").job.index == 4)
        #expect(
            try await order("expand", "{\(Self.button),\"direction\":\"up\"}").job.direction == .up)
        #expect(try await order("zoomout", "{\(Self.button),\"zoomout\":50}").job.zoom == 50)
    }

    @Test("describe hands on the file, and its name is judged")
    func describeCall() async throws {
        let order = try await order(
            "describe", #"{"upload_filename":"0a1b/red cat.png","trigger_id":"t"}"#)
        #expect(order.job.uploadFilename == "0a1b/red cat.png")
        #expect(order.text == "red cat.png")
    }

    @Test(
        "each wrong field is named, code 13",
        arguments: [
            ("imagine", "{}", ["prompt"]), ("imagine", #"{"prompt":" \n "}"#, ["prompt"]),
            ("imagine", #"{"prompt":1,"picurl":"ftp://x","n":1}"#, ["prompt", "picurl", "n"]),
            ("imagine", #"{"prompt":"a","trigger_id":"t"}"#, ["trigger_id"]),
            ("imagine", #"{"prompt":"a","user":7}"#, ["user"]),
            ("imagine", #"{"prompt":"a\u0000b"}"#, ["prompt"]),
            ("upscale", "{}", ["index", "msg_id", "msg_hash", "trigger_id"]),
            ("upscale", "{\(button)}", ["index"]),
            ("variation", "{\(button),\"index\":0}", ["index"]),
            ("upscale", "{\(button),\"index\":5}", ["index"]),
            ("upscale", "{\(button),\"index\":\"1\"}", ["index"]),
            ("solo_variation", "{\(button),\"index\":9}", ["index"]),
            (
                "reset", #"{"msg_id":1234567890123456789,"msg_hash":"x","trigger_id":"a b"}"#,
                ["msg_id", "msg_hash", "trigger_id"]
            ),
            ("reset", "{\(button),\"index\":1}", ["index"]),
            ("expand", "{\(button)}", ["direction"]),
            ("expand", "{\(button),\"direction\":\"LEFT\"}", ["direction"]),
            ("zoomout", "{\(button),\"zoomout\":60}", ["zoomout"]),
            ("zoomout", "{\(button),\"zoomout\":\"50\"}", ["zoomout"]),
            ("describe", #"{"upload_filename":"cat.png"}"#, ["upload_filename", "trigger_id"]),
            ("blend", "{}", ["upload_filenames"]),
            (
                "blend", #"{"upload_filenames":["a/b"],"dimensions":"wide"}"#,
                ["upload_filenames", "dimensions"]
            ),
            ("blend", #"{"upload_filenames":["a/b","c"]}"#, ["upload_filenames[1]"]),
            ("shorten", "{}", ["prompt"]), ("show", #"{"job_id":"x"}"#, ["job_id"]),
            ("info", #"{"prompt":"x"}"#, ["prompt"]),
            ("action", "{}", ["custom_id", "trigger_id"]),
            ("modal", #"{"custom_id":"x","trigger_id":"t"}"#, ["prompt"]),
            ("custom_zoom", #"{"trigger_id":"t"}"#, ["prompt"]),
            ("custom_zoom", #"{"trigger_id":"t","zoom":2.5}"#, ["zoom"]),
            ("max_upscale", #"{"trigger_id":"t","mode":"big"}"#, ["mode"]),
            (
                "max_upscale", #"{"trigger_id":"t","mode":"2x","version":"4x"}"#, ["version"]
            ),
            ("vary_region", #"{"trigger_id":"t"}"#, ["mask"]),
            ("vary_region", #"{"trigger_id":"t","mask":"R0lGODlhAQABAAAAACw="}"#, ["mask"]),
            ("message", #"{"upload_filename":"../x"}"#, ["upload_filename"]),
            ("queue/release", "{}", ["trigger_id"]),
        ])
    func wrongFields(_ route: String, _ body: String, _ fields: [String]) async throws {
        let bench = try await Bench()
        let reply = try await bench.trigger(route, body)
        #expect(reply.status == 400)
        #expect(try reply.code == 13)
        #expect(try reply.wrongFields == fields)
        #expect(bench.desk.state.withLock { $0.callers.isEmpty })
    }

    @Test("a message id that is a number is refused with the reason")
    func numericID() async throws {
        let reply = try await Bench().trigger("reset", #"{"msg_id":12}"#)
        #expect(try reply.reason("msg_id")?.contains("must be a string, not a number") == true)
    }

    @Test(
        "bodies that are no JSON objects are refused, code 13",
        arguments: ["", "[]", "\"a\"", "{", "null", #"{"prompt":"a","prompt":"b"}"#, "prompt=a"])
    func malformed(_ body: String) async throws {
        let reply = try await Bench().trigger("imagine", body)
        #expect(reply.status == 400)
        #expect(try reply.code == 13)
    }

    @Test("the content type does not matter as long as the body is JSON, and is named when not")
    func contentTypes() async throws {
        let bench = try await Bench()
        let path = "/v1/api/trigger/imagine"
        let plain: HTTPFields = [.contentType: "text/plain"]
        let good = try await bench.call(.post, path, #"{"prompt":"a"}"#, headers: plain)
        #expect(good.status == 200)
        let bad = try await bench.call(.post, path, "prompt", headers: plain)
        #expect(bad.status == 400)
        #expect(try bad["detail"]?.string?.contains("text/plain") == true)
        let zipped = try await bench.call(
            .post, path, #"{"prompt":"a"}"#, headers: [.contentEncoding: "gzip"])
        #expect(try zipped.code == 13)
    }

    @Test("a body may have 64 KiB and no more")
    func bodyCap() async throws {
        let bench = try await Bench()
        let frame = #"{"prompt":""}"#.utf8.count
        let fitting = String(repeating: "a", count: BodyReader.jsonCap - frame)
        #expect(try await bench.trigger("imagine", #"{"prompt":"\#(fitting)"}"#).status == 200)
        let reply = try await bench.trigger("imagine", #"{"prompt":"\#(fitting)a"}"#)
        #expect(reply.status == 413)
        #expect(try reply.code == 25)
    }

    @Test("message posts the file, release frees the task")
    func messageAndRelease() async throws {
        let bench = try await Bench()
        let posted = try await bench.trigger("message", #"{"upload_filename":"u/1.png"}"#)
        #expect(posted.text == #"{"message":"success","picurl":"https://cdn.test/1.png"}"#)
        #expect(bench.desk.state.withLock { $0.posted } == ["u/1.png"])
        #expect(try await bench.trigger("queue/release", #"{"trigger_id":"t"}"#).status == 404)
        bench.desk.state.withLock { $0.task = Samples.task() }
        let released = try await bench.trigger("queue/release", #"{"trigger_id":"t"}"#)
        #expect(released.status == 200)
        #expect(try released["trigger_id"] == "t")
        #expect(try released["trigger_type"] == "generate")
        #expect(try released["status"] == "queued")
    }

    @Test("without Discord settings every trigger names them, code 11, after validation")
    func missingVariables() async throws {
        var bench = try await Bench()
        bench.missing = ["USER_TOKEN", "GUILD_ID"]
        let calls = [
            ("imagine", #"{"prompt":"a"}"#), ("reset", "{\(Self.button)}"),
            ("message", #"{"upload_filename":"u/1.png"}"#),
            ("queue/release", #"{"trigger_id":"t"}"#),
        ]
        for (route, body) in calls {
            let reply = try await bench.trigger(route, body)
            #expect(reply.status == 503)
            #expect(try reply.code == 11)
            #expect(try reply["detail"]?.string?.contains("USER_TOKEN, GUILD_ID") == true)
            #expect(reply.headers[.retryAfter] == "1")
        }
        #expect(try await bench.trigger("imagine", "{}").status == 400)
        #expect(try await bench.call(.post, "/v1/moderate", #"{"text":"a"}"#).status == 200)
    }

    @Test("the follow-ups that results offer are bodies that the calls take")
    func followUps() throws {
        let ids = [
            "MJ::JOB::upsample::1::\(Self.hash)", "MJ::JOB::variation::4::\(Self.hash)",
            "MJ::JOB::reroll::0::\(Self.hash)::SOLO", "MJ::JOB::variation::1::\(Self.hash)::SOLO",
            "MJ::JOB::low_variation::1::\(Self.hash)::SOLO",
            "MJ::JOB::high_variation::1::\(Self.hash)::SOLO",
            "MJ::JOB::pan_left::1::\(Self.hash)::SOLO", "MJ::Outpaint::50::1::\(Self.hash)::SOLO",
            "MJ::JOB::upsample_max::1::\(Self.hash)::SOLO",
        ]
        let result = TaskResult(
            messageID: "12", buttons: ids.map { ["custom_id": .string($0), "label": "x"] })
        let followUps = FollowUps.of(result, triggerID: "t")
        #expect(followUps.count == ids.count)
        for followUp in followUps {
            let (order, _) = try TriggerForm.order(
                followUp.trigger, FieldReader(followUp.body))
            #expect(order.job.kind == followUp.trigger)
        }
    }
}
