internal import Quantities
internal import Telemetry
internal import YAML

extension BoardState.Knowledge {
    /// The hold time in force, and what it rests on where it is learned.
    func words(isAdaptive: Bool) -> String {
        let hold = "hold " + Units.duration.written(Double(hold.milliseconds))
        guard isAdaptive else { return hold }
        guard hours >= 0.5 else { return hold + ", nothing learned yet" }
        return hold + ", learned from \(Int(hours.rounded())) h, \(thousandths(rate)) false offs expected an hour"
    }

    private func thousandths(_ rate: Double) -> String {
        let thousandths = Int((rate * 1_000).rounded())
        return "\(thousandths / 1_000)." + "\(1_000 + thousandths % 1_000)".dropFirst()
    }
}
