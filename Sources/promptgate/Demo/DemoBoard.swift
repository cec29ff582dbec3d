import Foundation

/// Shows the journeys: a board that is redrawn on a terminal, a line a change elsewhere.
actor DemoBoard {
    private var scenes = DemoPlay.allCases.map(DemoScene.init)
    private let isTerminal: Bool
    private var drawn = false

    /// - Parameter isTerminal: whether the board may move the cursor.
    init(isTerminal: Bool = isatty(STDOUT_FILENO) == 1) {
        self.isTerminal = isTerminal
    }

    /// The journeys as they stand.
    var current: [DemoScene] { scenes }

    /// Changes one journey and shows it.
    func show(_ play: DemoPlay, progress: Int? = nil, note: String, ending: DemoEnding? = nil) {
        let place = play.rawValue - 1
        scenes[place].progress = progress ?? scenes[place].progress
        scenes[place].note = note
        scenes[place].ending = ending ?? scenes[place].ending
        if isTerminal { redraw() } else { print(plain(scenes[place])) }
    }

    private func redraw() {
        var block = drawn ? "\u{1B}[\(scenes.count)A" : ""
        for scene in scenes { block += "\u{1B}[2K\(colourful(scene))\n" }
        drawn = true
        print(block, terminator: "")
        StandardOutput.flush()
    }

    private func plain(_ scene: DemoScene) -> String {
        let percent = scene.progress.map { " \($0)%" } ?? ""
        return "[\(scene.play.rawValue)] \(scene.play.title): \(scene.note)\(percent)"
    }

    private func colourful(_ scene: DemoScene) -> String {
        let title = scene.play.title.padding(toLength: 15, withPad: " ", startingAt: 0)
        let line = " \(scene.play.rawValue)  \(title)\(bar(scene)) \(percent(scene))  \(scene.note)"
        let width = columns
        let shown = line.count > width ? String(line.prefix(width - 1)) + "…" : line
        return colour(of: scene) + shown + "\u{1B}[0m"
    }

    private func percent(_ scene: DemoScene) -> String {
        let digits = scene.progress.map(String.init) ?? ""
        return String(repeating: " ", count: 3 - digits.count) + digits
            + (scene.progress == nil ? " " : "%")
    }

    private func bar(_ scene: DemoScene) -> String {
        let filled = (scene.progress ?? 0) * 20 / 100
        return String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    }

    private func colour(of scene: DemoScene) -> String {
        switch scene.ending {
        case nil: ""
        case scene.play.expected: scene.ending == .refused ? "\u{1B}[33m" : "\u{1B}[32m"
        default: "\u{1B}[31m"
        }
    }

    private var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else {
            return 100
        }
        return Int(size.ws_col)
    }
}
