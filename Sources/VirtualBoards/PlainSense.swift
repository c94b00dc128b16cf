internal import Boards
internal import Conditioning
internal import Control
internal import Quantities
internal import Simulation

/// What conditioning would make of the wires of a zone, at once and without edges.
///
/// Assumptions: a wire that cannot be read, or chatters, is unknown as long as it does. What lamps draw is known after
/// two pulses of the meter, or after a silence that says as much (as on a board), and not known before when they were
/// told to show something else.
struct PlainSense: Sendable {
    /// All but the schedule.
    private(set) var inputs = Control.Zone.Inputs()
    private let load: Watts
    private let standby: Watts
    /// `nil` without a meter.
    private let pulse: Energy?
    private var signals = LineSignals(light: nil)
    private var light = LightReading()
    private var asked: Draw?
    private var onsets = WrappingCount.zero
    private var fingers = WrappingCount.zero
    private var openings = WrappingCount.zero
    private var drawDue: Timestamp?

    init(_ zone: Site.Zone) {
        (load, standby) = (zone.load, zone.standby)
        pulse = zone.meter.flatMap { EnergyMeter(pulsesPerKilowattHour: Int64($0.pulsesPerKilowattHour)) }
            .map { $0.energy(ofPulse: 1) }
    }

    /// When it tells something although no wire changes.
    var next: Timestamp? { drawDue }

    /// Takes what the wires say now.
    ///
    /// - Parameter asked: what the lamps are told to show, 0 to 1.
    /// - Returns: whether an input is another now.
    mutating func take(_ signals: LineSignals, asked: Double, at now: Timestamp) -> Bool {
        let (before, old) = (inputs, self.signals)
        self.signals = signals
        if signals.motion != old.motion {
            if signals.motion == .level(true) { onsets.increment() }
            inputs.motion = level(signals.motion).map { Motion(isActive: $0, onsets: onsets) }
        }
        if signals.button == .level(true), old.button == .level(false) { fingers.increment() }
        inputs.presses = signals.presses
        inputs.presses.increment(by: fingers.count)
        if signals.door != old.door {
            if signals.door == .level(true), old.door == .level(false) { openings.increment() }
            inputs.door = signals.door.flatMap { level($0) }.map { Door(isOpen: $0, openings: openings) }
        }
        _ = light.reads(signals.light)
        inputs.illuminance = light.lux
        draw(signals.power, after: old.power, word(asked), at: now)
        return inputs != before
    }

    private mutating func draw(_ power: Watts, after old: Watts, _ asked: Draw, at now: Timestamp) {
        guard let pulse else { return }
        if let due = drawDue, due <= now {
            (drawDue, inputs.draw) = (nil, word(share(power)))
        }
        guard power != old || asked != self.asked else { return }
        if asked != self.asked { inputs.draw = nil }
        self.asked = asked
        drawDue = now + delay(power, pulse)
    }

    /// Until the meter has told so much.
    private func delay(_ power: Watts, _ pulse: Energy) -> Duration {
        let silence = Double(pulse.microjoules) / Swift.max(1, load.value * 1_000 * 0.08)
        let pulses = power > .zero ? 2 * Double(pulse.microjoules) / (power.value * 1_000) : .infinity
        let isNone = word(share(power)) == .none
        return .milliseconds(Int64(Swift.min(86_400_000, isNone ? Swift.min(silence, pulses) : pulses)) + 1)
    }

    private func share(_ power: Watts) -> Double { load > .zero ? (power - standby) / load : 0 }

    private func word(_ share: Double) -> Draw { share < 0.1 ? .none : share > 0.6 ? .full : .part }

    private func level(_ wire: LineSignals.Wire) -> Bool? {
        if case .level(let isActive) = wire { isActive } else { nil }
    }
}
