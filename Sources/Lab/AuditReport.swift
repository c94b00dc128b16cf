internal import Calendars
internal import Control
internal import JSON
internal import Journal
internal import Quantities
internal import Records
internal import Replay
internal import Settings

/// What the audit of a journal found.
struct AuditReport {
    let directory: String
    let journal: String
    let audit: Audit
    /// The first one; `nil` when every decision is reproduced.
    let difference: Audit.Difference?

    /// Audits up to the end of the journal or the first difference.
    ///
    /// - Parameter progress: called after every entry.
    /// - Throws: ``LabError`` when an entry cannot be judged, named by its sequence, or when there is
    ///   nothing to judge; ``JournalError`` when the journal cannot be read.
    init(_ reader: JournalReader, progress: (Audit) -> Void = { _ in }) throws {
        (directory, journal) = (reader.directory, reader.id)
        var (reader, audit, found, entries) = (reader, Audit(), Audit.Difference?.none, 0)
        while found == nil, let entry = try reader.next() {
            guard let bytes = entry.bytes else {
                audit.skip(entry.first...entry.sequence)
                continue
            }
            entries += 1
            do throws(Audit.Unreadable) {
                found = try audit.take(bytes)
            } catch {
                let place = "entry \(entry.sequence) of journal \(reader.directory)"
                if case .record(.kind) = error, (try? Record(decoding: bytes)) != nil {
                    throw LabError("\(place) is a record, not a trace; name the traces journal beside it")
                }
                throw LabError("\(place) cannot be audited: \(error)")
            }
            progress(audit)
        }
        (self.audit, difference) = (audit, found)
        guard found != nil || audit.decisions > 0 else {
            throw LabError(
                entries == 0
                    ? "journal \(directory) holds no trace; a board writes one from its first minute on"
                    : "journal \(directory) holds \(entries) entries, but no decision behind a snapshot: "
                        + "nothing can be judged yet; try again when the board has run for an hour")
        }
    }

    /// For a person: what was looked at, then what came of it.
    var table: String {
        let period = audit.period.map { "\($0.lowerBound.iso8601) to \($0.upperBound.iso8601)" } ?? "–"
        let rows = [
            ("journal", journal), ("zones", audit.zones.joined(separator: ", ")), ("boots", "\(audit.boots)"),
            ("period", period), ("decisions reproduced", "\(audit.decisions)"),
            ("snapshots checked", "\(audit.snapshots)"),
            ("entries passed over", "\(audit.passed), before the first snapshot of a boot or behind a gap"),
            ("gaps", audit.gaps == 0 ? "0" : "\(audit.gaps), with \(audit.lost) entries"),
        ]
        return rows.map { $0.0 + String(repeating: " ", count: 22 - $0.0.count) + $0.1 }.joined(separator: "\n")
            + "\n\n" + (difference?.sentence ?? "every decision is reproduced")
    }

    /// One object; times in UTC, `difference` is `null` when every decision is reproduced.
    var json: JSON {
        .object([
            ("journal", .string(journal)), ("zones", .array(audit.zones.map { .string($0) })),
            ("boots", .integer(Int64(audit.boots))), ("from", .string(audit.period?.lowerBound.iso8601)),
            ("to", .string(audit.period?.upperBound.iso8601)), ("decisions", .integer(Int64(audit.decisions))),
            ("snapshots", .integer(Int64(audit.snapshots))), ("passed_over", .integer(Int64(audit.passed))),
            ("gaps", .integer(Int64(audit.gaps))), ("lost_entries", .integer(Int64(clamping: audit.lost))),
            ("is_reproduced", .bool(difference == nil)), ("difference", difference?.json ?? .null),
        ])
    }
}

extension Audit.Difference {
    /// Where, when, what the board did and what the core makes of it.
    var sentence: String {
        let place = "\(zone) at \(time.iso8601), boot \(boot): "
        return switch kind {
        case .decision(let board, let core): place + "the board lit \(board.words), the core decides \(core.words)"
        case .setting(let id, let board, let core):
            place + "the board's snapshot says \(key(id)) \(board), its trace left it at \(core)"
        case .inputs(let board, let core):
            place + "behind its snapshot the board says that it knew \(board.words), its trace says \(core.words)"
        case .state(let board, let core, let words):
            place + "the state in the board's snapshot is not the one its trace leads to (\(words) words differ): "
                + "it goes on with \(board.words), the core with \(core.words)"
        }
    }

    fileprivate var json: JSON {
        let (name, board, core): (String, JSON, JSON) =
            switch kind {
            case .decision(let board, let core): ("decision", board.json, core.json)
            case .setting(let id, let board, let core): ("setting \(key(id))", .number(board), .number(core))
            case .inputs(let board, let core): ("inputs", .string(board.words), .string(core.words))
            case .state(let board, let core, _): ("state", board.json, core.json)
            }
        return .object([
            ("kind", .string(name)), ("zone", .string(zone)), ("time", .string(time.iso8601)),
            ("boot", .integer(boot)), ("since_boot_ms", .integer(at.milliseconds)), ("board", board), ("core", core),
        ])
    }

    private func key(_ id: UInt8) -> String { Setting.numbered(id)?.key ?? "number \(id)" }
}

extension Audit.Decision {
    fileprivate var words: String { "level \(level) (\(reason.name))" }
    fileprivate var json: JSON { .object([("level", .integer(Int64(level))), ("reason", .string(reason.name))]) }
}

extension Zone.Outputs {
    fileprivate var words: String {
        "level \(level) (\(reason.name))" + (reviewBy.map { ", due again \($0.milliseconds) ms after the boot" } ?? "")
    }

    fileprivate var json: JSON {
        .object([
            ("level", .integer(Int64(level))), ("reason", .string(reason.name)),
            ("review_since_boot_ms", reviewBy.map { .integer($0.milliseconds) } ?? .null),
        ])
    }
}

extension Zone.Inputs {
    fileprivate var words: String {
        let motion = motion.map { ($0.isActive ? "motion" : "stillness") + " after \($0.onsets.count) onsets" }
        return "\(motion ?? "no motion sensor"), \(illuminance.map { "\($0.value) lx" } ?? "no light sensor"), "
            + "\(presses.count) presses, schedule \(schedule)"
    }
}
