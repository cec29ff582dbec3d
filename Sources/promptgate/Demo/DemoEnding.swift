/// How a journey ended.
enum DemoEnding: String, Sendable {
    case refused, drawn, described, failed
}
