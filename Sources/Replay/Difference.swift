public import Control
public import Quantities
public import Records

extension Audit {
    /// Where board and core part.
    public struct Difference: Hashable, Sendable {
        public var zone: String
        public var boot: Int64
        public var at: Instant
        /// The same moment by the board's clock.
        public var time: Timestamp
        public var kind: Kind
    }

    /// What differs.
    public enum Kind: Hashable, Sendable {
        /// What the board did is not what the core decides.
        case decision(board: Decision, core: Decision)
        /// The board's snapshot holds another value of a setting than its trace, by the setting's number.
        case setting(UInt8, board: Double, core: Double)
        /// The board's snapshot holds another state than the one its trace leads to: what either
        /// decides next, and how many of the state's words differ.
        case state(board: Zone.Outputs, core: Zone.Outputs, words: Int)
        /// What the board says, behind a snapshot, that it knew then is not what it had traced.
        case inputs(board: Zone.Inputs, core: Zone.Inputs)
    }

    public struct Decision: Hashable, Sendable {
        public var level: UInt8
        public var reason: Reason

        public init(level: UInt8, reason: Reason) { (self.level, self.reason) = (level, reason) }

        init(_ outputs: Zone.Outputs) { self.init(level: outputs.level, reason: outputs.reason) }
    }

    /// Why an entry cannot be judged at all.
    public enum Unreadable: Error, Hashable, CustomStringConvertible {
        case record(RecordError)
        /// A block tells of a zone beyond those of the snapshot before it.
        case zone(Int, of: Int)
        /// A snapshot has other zones than the one before it in the same boot.
        case zones([String], before: [String])
        /// A number that no setting has, or a value that it may not have.
        case setting(UInt8, Double)
        /// A snapshot's zone has no lamps, or a state that is too short or too long.
        case state(zone: String)
        /// The block behind a snapshot does not begin with what every zone knew then.
        case beginning

        public var description: String {
            switch self {
            case .record(let error): error.description
            case .zone(let zone, let count): "the block tells of zone number \(zone), but the board has \(count)"
            case .zones(let zones, let before):
                "the snapshot has the zones \(zones.joined(separator: ", ")), but the boot began with "
                    + before.joined(separator: ", ")
            case .setting(let id, let value): "setting number \(id) cannot be \(value) in this release"
            case .state(let zone): "the state of zone \(zone) is not one of this release"
            case .beginning: "the block does not begin with what the zones knew at the snapshot before it"
            }
        }
    }
}
