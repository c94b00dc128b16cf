/// How light follows the position of a dimmer: both 0 (off) to 1 (full); beyond is cut.
public enum DimmingCurve: Hashable, Sendable {
    /// Light is in proportion to the position (IEC 62386-207 and -218, curve 1).
    case linear
    /// Every step of the position changes light by the same factor, as eyes see it: the standard curve of
    /// IEC 62386-102, X(n) = 10^((n − 1)·3/253 − 1) % for levels n = 254 · position, from 1 on. Light begins at
    /// 0.1 %; half of it is at 229, a tenth at 170.
    case logarithmic

    /// The light at a position. Between two of the 254 levels it is interpolated.
    public func light(at position: Double) -> Double {
        guard position > 0 else { return 0 }
        guard position < 1 else { return 1 }
        guard self == .logarithmic else { return position }
        let level = max(1, position * 254)
        let below = Int(level)
        let light = Self.light(below)
        return light + (Self.light(below + 1) - light) * (level - Double(below))
    }

    /// The position that gives a light: the inverse of ``light(at:)``. Light that is not off but below the least
    /// there is, is the least.
    public func position(for light: Double) -> Double {
        guard light > 0 else { return 0 }
        guard light < 1 else { return 1 }
        guard self == .logarithmic else { return light }
        guard light > Self.least else { return 1 / 254 }
        var (below, value) = (1, Self.least)
        for power in Self.powers.indices.reversed() where value * Self.powers[power] <= light {
            value *= Self.powers[power]
            below += 1 << power
        }
        let next = Self.light(below + 1)
        return (Double(below) + (light - value) / (next - value)) / 254
    }

    /// The light of a level from 1 on: the least, times the factor of a step for each step.
    private static func light(_ level: Int) -> Double {
        guard level < 254 else { return 1 }
        var light = least
        for power in powers.indices where (level - 1) >> power & 1 == 1 { light *= powers[power] }
        return light
    }

    private static let least = 0.001
    /// 10^(3/253) to the powers 1, 2, 4 … 128.
    private static let powers: [Double] = [
        1.0276795334559858,
        1.0561252234843126,
        1.1154004876797894,
        1.244118247916312,
        1.547830214798354,
        2.395778373842719,
        5.739754016572462,
        32.94477617075972,
    ]
}
