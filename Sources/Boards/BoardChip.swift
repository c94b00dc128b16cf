extension BoardModel {
    /// How to find a GPIO chip. Never by its number: numbers move between kernels.
    public enum Chip: Hashable, Sendable {
        /// By the label that its driver gives it. Several are its labels under several kernels; at least one.
        case labels([String])
        /// By a line that only this chip has at that offset, for chips whose labels are numbers too.
        case landmark(line: String, offset: Int)
    }
}

extension BoardModel.Chip: CustomStringConvertible {
    /// "pinctrl-rp1", or "the one with P9_12"; offsets are of no use to people.
    public var description: String {
        switch self {
        case .labels(let labels): labels.joined(separator: " or ")
        case .landmark(let line, _): "the one with \(line)"
        }
    }
}
