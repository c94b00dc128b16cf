internal import Control
internal import Settings
internal import YAML

extension Setting.Unit {
    /// How a person writes it.
    var written: Units {
        switch self {
        case .seconds: .duration
        case .lux: .lux
        case .steps: Units("steps", aliases: ["step"])
        }
    }

    /// Base units of ``written`` in one of the catalogue's.
    var worth: Double { self == .seconds ? 1_000 : 1 }
}

extension Setting {
    /// "15 min", from a value in the catalogue's unit.
    func written(_ value: Double) -> String { unit.written.written(value * unit.worth) }

    /// Whether it means anything only where daylight is measured: it belongs to the
    /// daylight controller, which it changes at one of its bounds.
    var needsLight: Bool {
        [bounds.lowerBound, bounds.upperBound].contains { bound in
            var settings = Zone.Settings(steps: 3)
            do throws(Refused) { try set(bound, in: &settings) } catch { return false }
            return settings.daylight != Daylight.Settings()
        }
    }
}
