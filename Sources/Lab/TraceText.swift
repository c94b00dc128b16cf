internal import Boards
internal import Calendars
internal import Control
internal import Quantities
internal import VirtualBoards

/// What happened as CSV: `timestamp,zone,event,value`, a line each, in the order of time.
///
/// The truth: people (0, 1), daylight (lx on the desks, without lamps), power (W). What control was told: motion (0,
/// 1), lux, presses (since the board's start), door (0, 1), draw (none, part, full). What it decided: level (0 to 1),
/// reason, faults (joined by +). The board, without a zone: boot (its number), off (cut or end), clock (seconds off the
/// truth). An empty value: nobody knows, or nothing.
struct TraceText {
    let site: Site
    /// `nil`: all.
    let zone: Int?

    static let head = "timestamp,zone,event,value"

    /// `nil` of another zone.
    func line(_ happening: Happening) -> String? {
        if let zone, let own = happening.zone, own != zone { return nil }
        let (name, value) = Self.words(happening.event)
        let place = happening.zone.map { site.zones[$0].id } ?? ""
        return "\(happening.time.iso8601(in: site.place.timezone)),\(place),\(name),\(value)"
    }

    private static func words(_ event: Happening.Event) -> (String, String) {
        switch event {
        case .people(let isThere): ("people", flag(isThere))
        case .daylight(let lux): ("daylight", lux?.value.fixed(0) ?? "")
        case .power(let power): ("power", power.value.fixed(1))
        case .motion(let isActive): ("motion", flag(isActive))
        case .lux(let lux): ("lux", lux?.value.fixed(0) ?? "")
        case .presses(let count): ("presses", "\(count)")
        case .door(let isOpen): ("door", flag(isOpen))
        case .draw(let draw): ("draw", draw.map { $0 == .full ? "full" : $0 == .part ? "part" : "none" } ?? "")
        case .level(let level, let steps):
            ("level", level == 0 ? "0" : level == steps ? "1" : (Double(level) / Double(steps)).fixed(6))
        case .reason(let reason): ("reason", reason.name)
        case .faults(let faults): ("faults", faults.said.joined(separator: "+"))
        case .boot(let number): ("boot", "\(number)")
        case .off(let isCut): ("off", isCut ? "cut" : "end")
        case .clock(let skew): ("clock", skew.map { "\($0.milliseconds / 1_000)" } ?? "")
        }
    }

    private static func flag(_ value: Bool?) -> String { value.map { $0 ? "1" : "0" } ?? "" }
}
