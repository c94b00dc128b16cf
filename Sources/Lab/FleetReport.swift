internal import Calendars
internal import Fleet
internal import JSON
internal import Quantities

/// What a fleet did, for a person, a program and the exit status.
struct FleetReport {
    private let figures: Figures
    private let plan: Plan
    private let warnings: Int

    /// - Parameter warnings: of all boards, those that say the same included.
    init(_ figures: Figures, _ plan: Plan, warnings: Int = 0) {
        (self.figures, self.plan, self.warnings) = (figures, plan, warnings)
    }

    /// How far it is, in one line.
    var line: String {
        let behind = figures.behind > .minutes(1) ? ", \(minutes(figures.behind)) min behind" : ""
        return "\(figures.born) of \(figures.boards) boards born, \(rate(figures.messages)) messages/s, "
            + "\(rate(Int(figures.written))) records/s, \(figures.unacknowledged) unacknowledged, "
            + "\(seconds(figures.time).iso8601)\(behind)"
    }

    var table: String {
        let memory = Double(figures.memory) / 1_048_576
        return TextTable(rows: [
            ["boards", "\(figures.boards)"],
            ["virtual time from", plan.start.iso8601],
            ["virtual time to", figures.time.iso8601],
            ["real time", "\(figures.elapsed.seconds.fixed(1)) s"],
            ["births", "\(figures.births)"], ["deaths", "\(figures.deaths)"],
            ["outages", "\(figures.outages)"], ["kills", "\(figures.kills)"],
            ["records written", "\(figures.written)"], ["records sent", "\(figures.delivered)"],
            ["records acknowledged", "\(figures.acknowledged)"], ["records given up", "\(figures.givenUp)"],
            ["messages", "\(figures.messages)"], ["messages/s", rate(figures.messages)],
            ["payload", "\((Double(figures.bytes) / 1e6).fixed(1)) MB"], ["warnings", "\(warnings)"],
            ["CPU", "\(figures.processor.fixed(1)) s"], ["memory at most", "\(memory.fixed(1)) MiB"],
        ]).text
    }

    /// One object; times in seconds, sizes in bytes.
    var json: JSON {
        .object([
            ("boards", .integer(Int64(figures.boards))), ("from", .string(plan.start.iso8601)),
            ("to", .string(figures.time.iso8601)), ("real_s", .number(figures.elapsed.seconds)),
            ("births", .integer(Int64(figures.births))), ("deaths", .integer(Int64(figures.deaths))),
            ("outages", .integer(Int64(figures.outages))), ("kills", .integer(Int64(figures.kills))),
            ("written", .integer(Int64(figures.written))), ("delivered", .integer(Int64(figures.delivered))),
            ("acknowledged", .integer(Int64(figures.acknowledged))), ("given_up", .integer(Int64(figures.givenUp))),
            ("messages", .integer(Int64(figures.messages))), ("payload_bytes", .integer(Int64(figures.bytes))),
            ("warnings", .integer(Int64(warnings))), ("cpu_s", .number(figures.processor)),
            ("max_rss_bytes", .integer(Int64(figures.memory))),
        ])
    }

    /// What went wrong, in sentences.
    var failures: [String] {
        var failures: [String] = []
        if figures.births == 0 { failures.append("no board was ever born: is the broker there?") }
        if figures.acknowledged > 0, figures.unacknowledged > 0 {
            failures.append("\(figures.unacknowledged) records were not acknowledged: give more --patience")
        }
        if figures.givenUp > 0 {
            failures.append("\(figures.givenUp) records gave way before they were acknowledged: give more --memory")
        }
        return failures
    }

    private func rate(_ count: Int) -> String {
        (Double(count) / Swift.max(figures.elapsed.seconds, 0.001)).fixed(0)
    }

    private func minutes(_ duration: Duration) -> String { (duration.seconds / 60).fixed(0) }

    private func seconds(_ time: Timestamp) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds / 1_000 * 1_000)
    }
}
