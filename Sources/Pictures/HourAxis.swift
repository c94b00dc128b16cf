import Calendars
import Quantities

/// The hours that the local clock shows, on days of any length.
struct HourAxis {
    /// A full hour; a clock that is set back shows some of them twice.
    struct Tick {
        let x: Double
        /// 24 at the end of the day.
        let hour: Int
    }

    let ticks: [Tick]
    /// Where the clock was changed, and how far.
    let changes: [(x: Double, by: Duration)]

    init(scale: Scale, zone: TimeZone) {
        var ticks: [Tick] = []
        var changes: [(x: Double, by: Duration)] = []
        var time = scale.day.lowerBound
        var offset = zone.offset(at: time)
        while time < scale.day.upperBound {
            let clock = zone.civil(of: time).time
            let now = zone.offset(at: time)
            if now != offset { changes.append((scale.x(time), now - offset)) }
            offset = now
            if clock.minute == 0, clock.second == 0 { ticks.append(Tick(x: scale.x(time), hour: clock.hour)) }
            time = time + .minutes(15)
        }
        self.ticks = ticks + [Tick(x: scale.x(scale.day.upperBound), hour: 24)]
        self.changes = changes
    }

    /// Thin lines through all lanes.
    func grid(from top: Double, to bottom: Double) -> String {
        func lines(_ ticks: [Tick], _ colour: String) -> String {
            let path = ticks.map { "M\(plain($0.x)) \(plain(top))V\(plain(bottom))" }.joined()
            return "<path stroke=\"\(colour)\" stroke-width=\"1\" d=\"\(path)\"/>\n"
        }
        return lines(ticks.filter { $0.hour % 6 != 0 && $0.hour % 2 == 0 }, Palette.grid)
            + lines(ticks.filter { $0.hour % 6 == 0 }, Palette.border)
    }

    /// Every second hour, and what was done to the clock between them.
    func labels(baseline y: Double) -> String {
        let hours = ticks.filter { $0.hour % 2 == 0 }.map { tick in
            Type(size: 11, colour: Palette.faint, anchor: "middle")
                .text(tick.hour < 10 ? "0\(tick.hour)" : "\(tick.hour)", x: tick.x, y: y)
        }
        let changed = changes.map { change in
            let text = "clock \(change.by < .zero ? "−" : "+")\(plain(abs(change.by.hours))) h"
            return Type(size: 10, isBold: true, colour: Palette.ink, anchor: "middle").text(
                text, x: change.x, y: y + 13)
        }
        return (hours + changed).joined()
    }
}
