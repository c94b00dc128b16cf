/// How far down a simulation goes to tell control what its sensors see.
public enum SensingLevel: Hashable, Sendable {
    /// Inputs of zones, at once: what conditioning would make of the lines.
    case inputs
    /// Edges of lines, which go through the conditioning of a real board.
    case edges
}
