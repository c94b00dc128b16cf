internal import Boards
internal import Calendars
internal import Control
internal import JSON
internal import Quantities
internal import Telemetry

/// How a running board is, in words.
struct Report: Sendable {
    let standing: Configuration.Standing
    /// In the order of the picture's zones.
    let zones: [String]
    let lines: [BoardLine]
    let picture: Picture
    /// Of the records: the last durable one, and the last that the hub has.
    let records: (durable: UInt64, acknowledged: UInt64)
    /// What the uplink last said of its broker.
    let news: UplinkNews.Word?

    /// Each line: role, zone, level, events per minute, losses.
    func lines(as format: AnswerFormat) -> String {
        let pairs = zip(lines, picture.lines)
        switch format {
        case .table:
            return Columns.text(
                [["line", "role", "zone", "level", "per min", "lost", "also"]]
                    + pairs.map { line, state in
                        [
                            line.name, line.role, line.zone ?? "-", Self.level(state, of: line),
                            "\(state.eventsPerMinute)", "\(state.lost)",
                            (Self.notes(state, of: line) + complaints(against: line).map(\.name)).joined(
                                separator: ", "),
                        ]
                    })
        case .json:
            return JSON.array(
                pairs.map { line, state in
                    .object([
                        ("line", .string(line.name)), ("role", .string(line.role)), ("zone", .string(line.zone)),
                        ("active", .bool(state.isActive)),
                        ("events_per_minute", .integer(Int64(state.eventsPerMinute))),
                        ("lost", .integer(Int64(state.lost))),
                        ("implausible", .integer(Int64(clamping: state.implausible))),
                        ("operations", state.operations.map { .integer(Int64(clamping: $0)) } ?? .null),
                        ("light_percent", state.light.map { .integer(Int64($0)) } ?? .null),
                        ("pulses", state.pulses.map { .integer(Int64(clamping: $0)) } ?? .null),
                        ("medium", .string(line.medium.map { "\($0.name)" })),
                        ("face_wh", Self.face(state, of: line, isVolume: false)),
                        ("face_l", Self.face(state, of: line, isVolume: true)),
                        ("faults", .array(complaints(against: line).map { .string($0.name) })),
                    ])
                }
            ).text
        }
    }

    private static func level(_ state: Picture.Line, of line: BoardLine) -> String {
        guard let isActive = state.isActive else { return "?" }
        if let light = state.light { return isActive ? "\(light) %" : "dark" }
        return line.word(isActive: isActive)
    }

    /// Faults of its zone that speak against a line.
    private func complaints(against line: BoardLine) -> [Complaint] {
        guard let place = zones.firstIndex(where: { $0 == line.zone }), place < picture.zones.count else { return [] }
        return Complaint.all(in: picture.zones[place].faults).filter { $0.concerns(line) }
    }

    private static func face(_ state: Picture.Line, of line: BoardLine, isVolume: Bool) -> JSON {
        guard let face = state.face, line.medium?.isVolume ?? false == isVolume else { return .null }
        return .integer(Int64(clamping: face))
    }

    private static func notes(_ state: Picture.Line, of line: BoardLine) -> [String] {
        var notes: [String] = []
        // A zone's meter is told by its registers; this one has no other place.
        if line.zone == nil, let pulses = state.pulses { notes.append("\(pulses) pulses") }
        if let operations = state.operations { notes.append("moved \(operations) times") }
        if line.isOutput, let words = state.fault?.ofRelay { notes.append(words.words) }
        if state.implausible > 0 { notes.append("\(state.implausible) pulses came too soon") }
        if let face = state.face {
            let thousandths = "\(1_000 + face % 1_000)".dropFirst()
            notes.append("its face must show \(face / 1_000).\(thousandths) \((line.medium ?? .energy).unit)")
        }
        return notes
    }

    /// The board and its zones.
    func status(as format: AnswerFormat) -> String {
        switch format {
        case .table: statusTable
        case .json: statusJSON
        }
    }

    private var statusTable: String {
        let site = standing.site
        var text = ["\(site.group)/\(site.id), \(EdgeCommand.software), as its site file says since \(since)"]
        text += standing.problems.map { "not in force: \($0)" }
        if picture.isIdentifying {
            text.append("its lamps show which ones are its own, then motion; hold its button to end that")
        }
        let owed = records.durable - Swift.min(records.acknowledged, records.durable)
        text.append(
            "records: \(records.durable), of which the hub lacks \(owed); "
                + (news?.sentence ?? (site.uplink == nil ? "no uplink" : "no word from the uplink")))
        let rows = zip(zones, picture.zones).enumerated().map { place, pair in
            let (id, zone) = pair
            var notes = zone.reason.words
            if zone.isFaulty { notes += ", its lamps cannot be driven" }
            if picture.walking == place { notes += ", under a walk test" }
            return [id, "level \(zone.level)", notes, zone.knowledge.words(isAdaptive: zone.isAdaptive)]
        }
        let faults = zip(zones, picture.zones).flatMap { id, zone in
            Complaint.all(in: zone.faults).map { "\(id): \($0.name): \($0.words); \($0.cure)" }
        }
        return (text + [Columns.text(rows)] + faults).joined(separator: "\n")
    }

    private var statusJSON: String {
        let site = standing.site
        return JSON.object([
            ("site", .string(site.group)), ("id", .string(site.id)), ("software", .string(EdgeCommand.software)),
            ("since", .string(since)), ("identifying", .bool(picture.isIdentifying)),
            ("problems", .array(standing.problems.map { .string($0) })),
            ("records", .integer(Int64(clamping: records.durable))),
            ("acknowledged", .integer(Int64(clamping: records.acknowledged))),
            (
                "uplink",
                news.map { .object([("good", .bool($0.isGood)), ("says", .string($0.sentence))]) } ?? .null
            ),
            (
                "zones",
                .array(
                    zip(zones, picture.zones).enumerated().map { place, pair in
                        .object(
                            [
                                ("zone", .string(pair.0)), ("level", .integer(Int64(pair.1.level))),
                                ("reason", .string(pair.1.reason.words)), ("faulty", .bool(pair.1.isFaulty)),
                                ("walk_test", .bool(picture.walking == place)),
                            ] + Self.members(pair.1))
                    })
            ),
        ]).text
    }

    private static func members(_ zone: Picture.Zone) -> [(String, JSON)] {
        [
            (
                "faults",
                .array(
                    Complaint.all(in: zone.faults).map {
                        .object([("fault", .string($0.name)), ("words", .string($0.words)), ("cure", .string($0.cure))])
                    })
            ),
            ("hold_s", .number(zone.knowledge.hold.seconds, places: 3)), ("adaptive", .bool(zone.isAdaptive)),
            ("learned_from_h", .number(zone.knowledge.hours, places: 1)),
            ("expected_false_offs_per_h", .number(zone.knowledge.rate, places: 3)),
            ("lamp_share_lx", .number(zone.knowledge.lamps.value, places: 0)), ("plugs", .bool(zone.plugs)),
            ("setback", .string(zone.setback.published)),
        ]
    }

    private var since: String { standing.since.iso8601(in: standing.site.place.timezone) }
}

extension Reason {
    /// For those who may look into the board itself.
    var words: String {
        switch self {
        case .vacant: "vacant"
        case .occupied: "occupied"
        case .hold: "held after the last motion"
        case .warning: "warns that it will go dark"
        case .daylight: "daylight suffices"
        case .starting: "has just started"
        case .motionLost: "its motion sensor is lost or warming up"
        case .lightLost: "its light sensor is lost"
        case .manualOn: "on at the wall"
        case .manualOff: "off at the wall"
        case .scheduled: "base level of the opening hours"
        case .linked: "a zone that it follows is occupied"
        case .partial: "partial level; the button lights all"
        case .awaiting: "somebody is there; waits for the button"
        case .shed: "less, as the grid asks"
        case .cleaning: "cleaning hours"
        case .standby: "dim, never dark"
        case .unsensed: "no motion sensor to believe: schedule and button decide"
        case .latched: "somebody is behind the closed door"
        }
    }
}
