extension BoardModel {
    /// A connector with two columns of pins: odd numbers on the left, even ones on the right.
    public struct Header: Hashable, Sendable {
        /// As the board's maker calls it, such as `J8`.
        public let name: String
        /// How many pins; even.
        public let pins: Int
        /// What is at the pins that are no lines, by their numbers: power, ground, reset, analog inputs.
        public let fixed: [Int: String]
    }
}
