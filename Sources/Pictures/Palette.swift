import Control

/// The colours of a picture: told apart by lightness too, so that no kind of colour blindness mixes up
/// two that stand side by side. The sheet brings its own background, for pages light and dark.
enum Palette {
    static let sheet = "#fcfcfa"
    static let border = "#d5d8dc"
    static let ink = "#1f2a37"
    static let faint = "#5b6775"
    static let grid = "#e4e7ea"
    static let lane = "#f1f3f4"
    static let people = "#33475b"
    static let motion = "#5d7389"
    static let sky = "#a9d3ec"
    static let skyline = "#2a7ab0"
    static let level = "#7a4f00"
    static let hatch = "#8995a1"
    static let alarm = "#c4103f"

    /// What fills the lamps' lane.
    static func fill(_ light: Light) -> String {
        switch light {
        case .litOccupied: "#f4b93a"
        case .litVacant: "url(#wasted)"
        case .litUnknown: "#d6c89c"
        case .dark: alarm
        }
    }

    static func colour(_ reason: Reason) -> String {
        switch reason {
        case .vacant: "#dde1e4"
        case .occupied: "#f4b93a"
        case .hold: "#fae3ae"
        case .warning: "#b5520b"
        case .daylight: "#7fbfe5"
        case .starting: "#74808d"
        case .motionLost: "#20262d"
        case .lightLost: "#54489a"
        case .manualOn: "#109050"
        case .manualOff: "#105030"
        case .scheduled: "#c060e0"
        case .linked: "#8f7ad6"
        case .partial: "#e8c97a"
        case .awaiting: "#c7b6a0"
        case .shed: "#d9652a"
        case .cleaning: "#4fb0a5"
        case .standby: "#d9b3ea"
        case .unsensed: "#4a5560"
        case .latched: "#f0cf7c"
        }
    }

    static func colour(_ kind: DayPicture.Note.Kind) -> String {
        switch kind {
        case .falseOff: alarm
        case .darkening: "#1c6191"
        case .longLatency: "#6a4a00"
        }
    }

    /// The hatchings, and nothing drawn.
    static let patterns = """
        <defs>
        <pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <rect width="6" height="6" fill="#eceff1"/><path d="M0 0V6" stroke="\(hatch)" stroke-width="2"/></pattern>
        <pattern id="silent" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">\
        <rect width="9" height="9" fill="\(sheet)"/><path d="M0 0V9" stroke="#bac2ca" stroke-width="1.5"/></pattern>
        <pattern id="wasted" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <rect width="5" height="5" fill="#c9a6e4"/><path d="M0 0V5" stroke="#6d2a9c" stroke-width="3.4"/></pattern>
        </defs>

        """
}

extension Light {
    /// As the legend says it.
    var words: String {
        switch self {
        case .litOccupied: "lit, somebody there"
        case .litVacant: "lit, nobody there"
        case .litUnknown: "lit, people unknown"
        case .dark: "dark, somebody there"
        }
    }
}

extension Reason {
    /// As the legend says it.
    var words: String {
        switch self {
        case .vacant: "vacant"
        case .occupied: "occupied"
        case .hold: "hold"
        case .warning: "warning"
        case .daylight: "daylight"
        case .starting: "starting"
        case .motionLost: "motion lost"
        case .lightLost: "light lost"
        case .manualOn: "manual on"
        case .manualOff: "manual off"
        case .scheduled: "scheduled"
        case .linked: "linked"
        case .partial: "partial"
        case .awaiting: "awaiting button"
        case .shed: "shed"
        case .cleaning: "cleaning"
        case .standby: "standby"
        case .unsensed: "unsensed"
        case .latched: "door closed"
        }
    }
}

extension DayPicture.Note.Kind {
    var words: String {
        switch self {
        case .falseOff: "false off"
        case .darkening: "darkening"
        case .longLatency: "long latency"
        }
    }
}
