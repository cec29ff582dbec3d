/// What the screen shows of one journey at one moment.
struct DemoScene: Sendable {
    let play: DemoPlay
    /// 0 to 100; nil before the image bot shows any.
    var progress: Int?
    /// Where it stands, in words.
    var note = "waiting"
    var ending: DemoEnding?

    /// The scene before anything happened.
    init(_ play: DemoPlay) { self.play = play }
}
