internal import Hardware

/// The words for a resistor in site files.
enum Pull: String, CaseIterable {
    case up = "pull-up"
    case down = "pull-down"
    case none

    var bias: Bias {
        switch self {
        case .up: .pullUp
        case .down: .pullDown
        case .none: .none
        }
    }
}
