internal import Boards
internal import Calendars
internal import Control
internal import JSON
internal import Quantities
internal import VirtualBoards

/// How control answered what was broken by script: for people and for machines.
struct FaultTable {
    let site: Site
    let script: FaultScript
    let answers: FaultAnswers

    /// One object for each zone that something was broken in, each thing that was the board's, and each fault that
    /// nothing by script explains; times are `null` where it did not come to that.
    var json: JSON {
        .array(
            answers.answers.map { answer in
                .object([
                    ("zone", .string(site.zones[answer.zone].id)), ("script", .string(answer.entry?.kind.rawValue)),
                    ("scripted_at", .string(answer.entry?.from.iso8601)),
                    ("mended_at", .string(answer.entry?.until?.iso8601)),
                    ("fault", .string(answer.fault?.said.joined(separator: "+"))),
                    ("reported_at", .string(answer.reported?.iso8601)),
                    ("cleared_at", .string(answer.cleared?.iso8601)),
                ])
            }
                + script.entries.filter(\.kind.isOfBoard).map { entry in
                    .object([
                        ("zone", .null), ("script", .string(entry.kind.rawValue)),
                        ("scripted_at", .string(entry.from.iso8601)), ("mended_at", .string(entry.until?.iso8601)),
                        ("fault", .null), ("reported_at", .null), ("cleared_at", .null),
                    ])
                })
    }

    var text: String {
        let head = ["zone", "broken", "from", "until", "control said", "after", "until"]
        let zone = site.place.timezone
        func time(_ time: Timestamp?, _ otherwise: String) -> String { time?.wallClock(in: zone) ?? otherwise }
        var rows = answers.answers.map { answer in
            [
                site.zones[answer.zone].id, answer.entry?.kind.rawValue ?? "-", time(answer.entry?.from, "-"),
                answer.entry == nil ? "-" : time(answer.entry?.until, "the end"),
                answer.fault?.said.joined(separator: "+")
                    ?? (answer.entry?.kind.expected.isEmpty == false ? "nothing" : "-"),
                answer.reported.map { reported in
                    answer.entry.map { Self.length(reported - $0.from) } ?? reported.wallClock(in: zone)
                } ?? "-", answer.reported == nil ? "-" : time(answer.cleared, "the end"),
            ]
        }
        rows += script.entries.filter(\.kind.isOfBoard).map { entry in
            ["(board)", entry.kind.rawValue, time(entry.from, "-"), time(entry.until, "the end"), "-", "-", "-"]
        }
        let rest = answers.unlisted == 0 ? "" : "\nand \(answers.unlisted) more that nothing by script explains"
        return TextTable(rows: [head] + rows).text + rest
    }

    private static func length(_ time: Duration) -> String {
        let seconds = time.milliseconds / 1_000
        if seconds < 120 { return "\((Double(time.milliseconds) / 1_000).fixed(1)) s" }
        return seconds < 7_200
            ? "\((Double(seconds) / 60).fixed(1)) min"
            : "\((Double(seconds) / 3_600).fixed(1)) h"
    }
}

extension Fault {
    /// With their names on the wire, in the order of their bits.
    var said: [String] {
        Fault.names.enumerated().compactMap { bit, name in
            contains(Fault(rawValue: 1 << UInt16(bit))) ? "\(name)" : nil
        }
    }
}
