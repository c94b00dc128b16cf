internal import Control

extension Reason {
    /// For tables and files.
    var name: String {
        switch self {
        case .vacant: "vacant"
        case .occupied: "occupied"
        case .hold: "hold"
        case .warning: "warning"
        case .daylight: "daylight"
        case .starting: "starting"
        case .motionLost: "motion-lost"
        case .lightLost: "light-lost"
        case .manualOn: "manual-on"
        case .manualOff: "manual-off"
        case .scheduled: "scheduled"
        case .linked: "linked"
        case .partial: "partial"
        case .awaiting: "awaiting"
        case .shed: "shed"
        case .cleaning: "cleaning"
        case .standby: "standby"
        case .unsensed: "unsensed"
        case .latched: "latched"
        }
    }
}
