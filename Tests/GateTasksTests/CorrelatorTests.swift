import GateCore
import GateTestKit
import Testing

@testable import GateTasks

@Suite("Correlator")
struct CorrelatorTests {
    private let correlator = Correlator()

    @Test("the nonce names the task, whatever the prompts say")
    func nonce() {
        let tasks = [Sample.task("1", prompt: "a fox"), Sample.task("2", prompt: "a fox")]
        var keys = SignalKeys(kinds: [.imagine])
        keys.nonce = "nonce-2"
        keys.prompt = "a fox"
        #expect(correlator.match(keys, among: tasks) == .certain("2"))
    }

    @Test("a message with another nonce is another's, though the prompt is the same")
    func otherNonce() {
        var keys = SignalKeys(kinds: [.imagine])
        keys.nonce = "someone's"
        keys.prompt = "a fox"
        #expect(correlator.match(keys, among: [Sample.task("1", prompt: "a fox")]) == .none)
    }

    @Test("a message that was there before the task is an earlier one's")
    func older() {
        let task = Sample.task("1", prompt: "a fox")
        func match(_ seconds: Int64) -> Correlator.Match {
            let stamp = task.createdAt.milliseconds + seconds * 1000 - SnowflakeSource.epoch
            var keys = SignalKeys(kinds: [.imagine])
            keys.prompt = "a fox"
            keys.messageID = String(stamp << 22)
            return correlator.match(keys, among: [task])
        }
        #expect(match(1) == .likely("1"))
        #expect(match(-5) == .likely("1"), "The clocks may differ.")
        #expect(match(-60) == .none)
        #expect(match(-86_400 * 30) == .likely("1"), "Such ids hold no time.")
    }

    @Test("the interaction id names the task when the message has no nonce")
    func interaction() {
        let tasks = [
            Sample.task("1", prompt: "a fox"),
            Sample.task("2", prompt: "a fox", .acknowledged(interactionID: "900")),
        ]
        var keys = SignalKeys(kinds: [.imagine])
        keys.interactionID = "900"
        #expect(correlator.match(keys, among: tasks) == .certain("2"))
    }

    @Test("the job's UUID tells two tasks with one prompt apart")
    func job() {
        let tasks = ["1", "2"].map { name in
            Sample.task(
                name, prompt: "a fox",
                .started(TaskResult(messageID: "message-\(name)", jobID: "job-\(name)")))
        }
        var keys = SignalKeys(kinds: [.imagine])
        keys.jobID = "job-1"
        keys.messageID = "final"
        keys.prompt = "a fox"
        #expect(correlator.match(keys, among: tasks) == .certain("1"))
    }

    @Test("the edited message belongs to whom it was first shown for")
    func message() {
        let task = Sample.task("1", prompt: "a fox", .started(TaskResult(messageID: "77")))
        var keys = SignalKeys()
        keys.messageID = "77"
        #expect(correlator.match(keys, among: [task]) == .certain("1"))
    }

    @Test("a button's answer goes to the task that pressed it, by number")
    func button() {
        let tasks = [
            Sample.pressed("1", .upscale, index: 1), Sample.pressed("2", .upscale, index: 2),
            Sample.pressed("3", .variation, index: 2),
        ]
        var keys = SignalKeys(kinds: [.upscale])
        keys.referencedMessageID = "grid"
        keys.index = 2
        #expect(correlator.match(keys, among: tasks) == .certain("2"))
    }

    @Test("a button pressed twice answers the older press first")
    func sameButton() {
        let tasks = [
            Sample.pressed("1", .upscale, index: 1), Sample.pressed("2", .upscale, index: 1),
        ]
        var keys = SignalKeys(kinds: [.upscale])
        keys.referencedMessageID = "grid"
        keys.index = 1
        #expect(correlator.match(keys, among: tasks) == .certain("1"))
    }

    @Test("a prompt that one task alone has is likely its own")
    func prompt() {
        let tasks = [Sample.task("1", prompt: "a fox"), Sample.task("2", prompt: "a hare")]
        var keys = SignalKeys(kinds: [.imagine])
        keys.prompt = "a hare"
        #expect(correlator.match(keys, among: tasks) == .likely("2"))
    }

    @Test("a prompt that two tasks have decides nothing")
    func ambiguous() {
        let tasks = [Sample.task("1", prompt: "a fox"), Sample.task("2", prompt: "a fox")]
        var keys = SignalKeys(kinds: [.imagine])
        keys.prompt = "a fox"
        #expect(correlator.match(keys, among: tasks) == .ambiguous)
    }

    @Test("a job known to be another's is not taken for the same prompt's")
    func contradiction() {
        let task = Sample.task(
            "1", prompt: "a fox", .started(TaskResult(messageID: "77", jobID: "job-1")))
        var keys = SignalKeys(kinds: [.imagine])
        keys.prompt = "a fox"
        keys.jobID = "job-9"
        #expect(correlator.match(keys, among: [task]) == .none)
    }

    @Test("a described file is found by its name")
    func describe() {
        var job = Job(.describe)
        job.uploadFilename = "uuid/1234567890.png"
        let task = Sample.task("1", job: job)
        var keys = SignalKeys(kinds: [.describe])
        keys.prompt = "1234567890"
        #expect(correlator.match(keys, among: [task]) == .likely("1"))
    }

    @Test("a message of nobody's is nobody's")
    func nobody() {
        var keys = SignalKeys(kinds: [.imagine])
        keys.nonce = "other"
        keys.prompt = "other"
        #expect(correlator.match(keys, among: [Sample.task("1", prompt: "a fox")]) == .none)
    }
}
