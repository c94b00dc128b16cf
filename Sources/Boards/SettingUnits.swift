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
        case .percent: .percent
        case .choice: Units("")
        }
    }

    /// Base units of ``written`` in one of the catalogue's.
    var worth: Double { self == .seconds ? 1_000 : 1 }
}

extension Setting {
    /// "15 min", from a value in the catalogue's unit.
    func written(_ value: Double) -> String {
        unit == .choice ? choices[Int(value)] : unit.written.written(value * unit.worth)
    }

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

extension Field {
    /// A value of a setting, in the catalogue's unit; `nil` when it is none, which is then reported.
    ///
    /// - Parameter steps: of the zone's lamps.
    func value(of setting: Setting, steps: Int) -> Double? {
        if setting.unit == .choice { return choice(among: setting.choices).map(Double.init) }
        let (worth, bounds) = (setting.unit.worth, setting.bounds)
        let most = setting.unit == .steps ? min(bounds.upperBound, Double(steps)) : bounds.upperBound
        return quantity(setting.unit.written, in: bounds.lowerBound * worth...most * worth).map { $0 / worth }
    }

    /// Whether this is that one word.
    func says(_ word: String) -> Bool {
        if case .scalar(let scalar) = node.content { scalar.text == word } else { false }
    }
}
