/// Where `expand` grows the picture.
public enum PanDirection: String, Sendable, Codable, CaseIterable { case left, right, up, down }
