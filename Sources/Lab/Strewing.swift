internal import Control
internal import Quantities
internal import Settings
internal import Simulation

/// What a quiet week lacks, strewn over its steps by chance.
struct Strewing {
    private var random: SplitMix64
    private var zones: [Int: Strewn] = [:]
    private var shed: UInt8 = 0

    /// What stays in a zone from one step to the next.
    private struct Strewn {
        var presses = WrappingCount.zero
        var door = Door(isOpen: false, openings: .zero)
        var isMotionLost = false
        var isLightLost = false
    }

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// Every fourth zone follows the two before it.
    func links(_ zones: Int) -> [UInt64] { (0..<zones).map { $0 % 4 == 3 ? 0b11 << UInt64($0 - 2) : 0 } }

    /// Changes any one setting to any value it may have, or all back to what they were.
    mutating func change(_ settings: inout Zone.Settings, from planned: Zone.Settings) -> Bool {
        guard once(in: 200) else { return false }
        if settings != planned, once(in: 3) {
            settings = planned
            return true
        }
        guard let setting = Setting.all.randomElement(using: &random) else { return false }
        let value = Double.random(in: setting.bounds, using: &random)
        // A value for other lamps than these is refused.
        return (try? setting.set(setting.unit == .lux ? value : value.rounded(), in: &settings)) != nil
    }

    mutating func change(_ inputs: Zone.Inputs, of zone: Int, _ settings: Zone.Settings) -> Zone.Inputs {
        var (inputs, strewn) = (inputs, zones[zone] ?? Strewn())
        defer { zones[zone] = strewn }
        if once(in: 500) { strewn.presses.increment(by: UInt32.random(in: 1...2, using: &random)) }
        if once(in: strewn.isMotionLost ? 10 : 300) { strewn.isMotionLost.toggle() }
        if once(in: strewn.isLightLost ? 10 : 300) { strewn.isLightLost.toggle() }
        if once(in: 1_000) { shed = [0, 30, 100].randomElement(using: &random) ?? 0 }
        inputs.presses = strewn.presses
        inputs.shed = shed
        if strewn.isMotionLost { inputs.motion = nil }
        if once(in: 500) { inputs.illuminance = Lux(Double.random(in: 0...50_000, using: &random)) }
        if once(in: 20), inputs.illuminance != nil { inputs.illuminance = edge(settings) }
        if strewn.isLightLost { inputs.illuminance = nil }
        if once(in: 300) { inputs.schedule = .cleaning }
        if zone % 2 == 0 {
            if once(in: 20) {
                strewn.door.isOpen.toggle()
                if strewn.door.isOpen { strewn.door.openings.increment() }
            }
            inputs.door = strewn.door
        } else {
            inputs.draw = once(in: 20) ? nil : once(in: 3) ? Draw.none : once(in: 2) ? .part : .full
        }
        return inputs
    }

    /// A reading on the very edge of a decision, where the last digit counts.
    private mutating func edge(_ settings: Zone.Settings) -> Lux {
        let (light, lit) = (settings.daylight, UInt8.random(in: 0...settings.steps, using: &random))
        let goal = [light.target * 0.95, light.target, light.target + light.margin].randomElement(using: &random)
        let share = Double(lit) / Double(settings.steps)
        return (goal ?? light.target) + light.lamps * (once(in: 2) ? share : 0)
    }

    private mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &random) == 0 }
}
