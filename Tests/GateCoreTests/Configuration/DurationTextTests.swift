import GateCore
import Testing

@Suite struct DurationTextTests {
    @Test(
        "reads a whole number with a unit",
        arguments: [
            ("250ms", Duration.milliseconds(250)), ("2s", .seconds(2)), ("5m", .seconds(300)),
            ("1h", .seconds(3600)), ("30d", .seconds(2_592_000)), ("0s", .zero),
        ])
    func reads(_ text: String, _ duration: Duration) {
        #expect(DurationText.duration(text) == duration)
        #expect(DurationText.text(duration) == text)
    }

    @Test(
        "takes nothing else",
        arguments: [
            "", "2", "s", "-1s", "1.5s", "1 s", "1S", "1week", "99999999999999999999d", "٣s",
        ])
    func refuses(_ text: String) {
        #expect(DurationText.duration(text) == nil)
    }
}
