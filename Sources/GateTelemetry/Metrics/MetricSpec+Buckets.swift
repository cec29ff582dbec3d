extension MetricSpec {
    /// For what takes microseconds: judging a text.
    public static let fine: [Double] = [
        0.000_005, 0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.0025, 0.01,
        0.1, 1,
    ]

    /// For what takes milliseconds: stages, requests, transactions.
    public static let usual: [Double] = [
        0.000_1, 0.000_25, 0.000_5, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
        2.5, 10,
    ]

    /// For calls to other machines.
    public static let slow: [Double] = [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60,
    ]

    /// For how many there are of something.
    public static let counts: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
}
