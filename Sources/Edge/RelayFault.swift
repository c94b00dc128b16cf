internal import Conditioning

extension SensorFault {
    /// What an auxiliary contact has against its relay, and the cure; `nil` where it cannot have that.
    var ofRelay: (words: String, cure: String)? {
        switch self {
        case .stuckActive:
            (
                "does not open",
                "replace the relay: its contacts are welded, or it is bridged; or its answer is wired wrong"
            )
        case .stuckInactive:
            (
                "does not close",
                "look at its coil and supply, at a hand on the contactor, and at the wires of its answer"
            )
        default: nil
        }
    }
}
