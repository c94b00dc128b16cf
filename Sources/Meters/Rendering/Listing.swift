internal import Activities
public import Calendars
internal import JSON
public import Quantities

/// The meters of a register as a list, as they are at a moment.
public struct Listing: Sendable {
    private let meters: [Meter]
    private let time: Timestamp
    /// Whose dates it shows; `nil` for a site that is not known.
    private let zone: @Sendable (_ site: String) -> TimeZone?

    /// - Parameter meters: a forest, as a register assures.
    public init(of meters: [Meter], at time: Timestamp, zone: @escaping @Sendable (_ site: String) -> TimeZone?) {
        (self.meters, self.time, self.zone) = (meters, time, zone)
    }

    /// Text for a terminal: a line for each meter, those below another below it; `–` is not said, or not there.
    public var table: String {
        let head = ["meter", "medium", "use", "serial", "class", "ratio", "since", "calibration", "fed by"]
        let rows = ordered.map { row($0.meter, $0.depth) }
        return Grid(rows: [head] + rows, left: Set(head.indices)).lines.joined(separator: "\n") + "\n"
    }

    private func row(_ meter: Meter, _ depth: Int) -> [String] {
        let now = meter.installation(at: time)
        let since = now.map { String($0.from.wallClock(in: zone(meter.site) ?? .utc).prefix(10)) }
        let feed = meter.feed(at: time).map { "\($0.board)/\($0.zone)" }
        let indent = String(repeating: "  ", count: depth)
        return [
            "\(indent)\(meter.site)/\(meter.id)", meter.medium.rawValue, meter.use.rawValue, now?.serial ?? "–",
            now?.accuracy?.description ?? "–", now?.transformer?.description ?? "–", since ?? "–",
            now?.calibrationDue?.description ?? "–", feed ?? "–",
        ]
    }

    /// A JSON list with one object for each meter (RFC 8259), with all that is known of it; `null`: not said.
    public var json: String { JSON.array(ordered.map { $0.meter.value(depth: $0.depth) }).text + "\n" }

    /// Each meter before those below it.
    private var ordered: [(meter: Meter, depth: Int)] {
        func tree(_ meter: Meter, _ depth: Int) -> [(meter: Meter, depth: Int)] {
            let below = meters.filter { $0.site == meter.site && $0.parent == meter.id }
            return [(meter, depth)] + below.flatMap { tree($0, depth + 1) }
        }
        return meters.filter { $0.parent == nil }.flatMap { tree($0, 0) }
    }
}

extension Meter {
    fileprivate func value(depth: Int) -> JSON {
        .object([
            ("site", .string(site)), ("meter", .string(id)), ("parent", .string(parent)),
            ("depth", .integer(Int64(depth))), ("medium", .string(medium.rawValue)), ("use", .string(use.rawValue)),
            ("unit", .string(medium.unit.rawValue)), ("zones", .array(zones.map { .string($0) })),
            ("serves", .string(serves)), ("complete", .bool(isComplete)),
            ("installations", .array(installations.map(\.value))), ("feeds", .array(feeds.map(\.value))),
        ])
    }
}

extension Installation {
    fileprivate var value: JSON {
        .object([
            ("from", .string(from.iso8601)), ("to", .string(to?.iso8601)), ("serial", .string(serial)),
            ("class", .string(accuracy?.description)), ("ct", .string(transformer?.description)),
            ("limit_percent", .number(limit, places: 6)), ("pulses_per_unit", .number(pulses, places: 9)),
            ("digits", digits.map { .integer(Int64($0)) } ?? .null), ("worth", .number(worth, places: 9)),
            ("calibration", .string(calibrationDue?.description)), ("start", .number(start, places: 6)),
            ("end", .number(end, places: 6)), ("most_per_hour", .number(mostPerHour, places: 6)),
        ])
    }
}

extension Meter.Feed {
    fileprivate var value: JSON {
        .object([
            ("board", .string(board)), ("zone", .string(zone)), ("from", .string(from.iso8601)),
            ("to", .string(to?.iso8601)),
        ])
    }
}
