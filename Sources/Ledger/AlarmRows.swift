internal import Alarms
internal import Quantities
internal import SQLite

/// The book of alarms as rows.
extension AlarmStore {
    func alarms(_ filter: String) throws(SQLiteError) -> [Alarm] {
        let rows = try database.statement(
            """
            SELECT id, kind, subject, aspect, severity, what, meaning, cure, causes, since, raised, well, ended, \
            acknowledged, acknowledged_by, note, snoozed, told, end_told FROM alarm \(filter) ORDER BY id
            """)
        defer { rows.reset() }
        var alarms: [Alarm] = []
        while try rows.step() {
            func time(_ column: Int) -> Timestamp? { rows.int64(column).map(Timestamp.init(milliseconds:)) }
            func text(_ column: Int) -> String { rows.string(column) ?? "" }
            guard let id = rows.int64(0), let kind = Kind(rawValue: text(1)),
                let severity = Severity(rawValue: text(4)),
                let since = time(9), let raised = time(10)
            else { continue }
            alarms.append(
                Alarm(
                    id: id, key: Key(kind, text(2), aspect: text(3)), severity: severity,
                    words: Words(what: text(5), meaning: text(6), cure: text(7)),
                    causes: text(8).split(separator: "\n").compactMap { Key(written: $0) }, since: since,
                    raised: raised, well: time(11), ended: time(12),
                    acknowledgement: time(13).map { Acknowledgement(by: text(14), note: rows.string(15), at: $0) },
                    snoozed: time(16), told: time(17), endTold: time(18)))
        }
        return alarms
    }

    func pending() throws(SQLiteError) -> [Key: AlarmBook.Pending] {
        let rows = try database.statement("SELECT kind, subject, aspect, since, level FROM alarm_pending")
        defer { rows.reset() }
        var pending: [Key: AlarmBook.Pending] = [:]
        while try rows.step() {
            guard let kind = rows.string(0).flatMap(Kind.init), let since = rows.int64(3) else { continue }
            pending[Key(kind, rows.string(1) ?? "", aspect: rows.string(2) ?? "")] = AlarmBook.Pending(
                since: Timestamp(milliseconds: since), level: rows.int64(4))
        }
        return pending
    }

    /// Writes what differs.
    func keep(_ book: AlarmBook, in before: AlarmBook) throws(LedgerError) {
        let known = Dictionary(uniqueKeysWithValues: before.alarms.map { ($0.id, $0) })
        try sql { () throws(SQLiteError) in
            for alarm in book.touched where known[alarm.id] != alarm { try write(alarm) }
            for key in before.pending.keys where book.pending[key] == nil {
                try database.execute(
                    "DELETE FROM alarm_pending WHERE kind = ? AND subject = ? AND aspect = ?", key.kind.rawValue,
                    key.subject, key.aspect)
            }
            for (key, entry) in book.pending where before.pending[key] != entry {
                try database.execute(
                    """
                    INSERT OR REPLACE INTO alarm_pending (kind, subject, aspect, since, level) VALUES (?, ?, ?, ?, ?)
                    """, key.kind.rawValue, key.subject, key.aspect, entry.since.milliseconds, entry.level)
            }
            for event in book.events {
                try database.execute(
                    "INSERT INTO alarm_event (alarm, at, deed, by, note) VALUES (?, ?, ?, ?, ?)", event.alarm,
                    event.at.milliseconds, event.deed.rawValue, event.by, event.note)
            }
        }
    }

    private func write(_ alarm: Alarm) throws(SQLiteError) {
        let causes = alarm.causes.map(\.written).joined(separator: "\n")
        try database.execute(
            """
            INSERT INTO alarm (id, kind, subject, aspect, severity, what, meaning, cure, causes, since, raised, well, \
            ended, acknowledged, acknowledged_by, note, snoozed, told, end_told) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, what = excluded.what, \
            meaning = excluded.meaning, cure = excluded.cure, causes = excluded.causes, well = excluded.well, \
            ended = excluded.ended, acknowledged = excluded.acknowledged, \
            acknowledged_by = excluded.acknowledged_by, note = excluded.note, snoozed = excluded.snoozed, \
            told = excluded.told, end_told = excluded.end_told
            """, alarm.id, alarm.key.kind.rawValue, alarm.key.subject, alarm.key.aspect, alarm.severity.rawValue,
            alarm.words.what, alarm.words.meaning, alarm.words.cure, causes, alarm.since.milliseconds,
            alarm.raised.milliseconds, alarm.well?.milliseconds, alarm.ended?.milliseconds,
            alarm.acknowledgement?.at.milliseconds, alarm.acknowledgement?.by, alarm.acknowledgement?.note,
            alarm.snoozed?.milliseconds, alarm.told?.milliseconds, alarm.endTold?.milliseconds)
    }
}

/// Causes are hubs, sites and boards, whose names hold no tabs.
extension Key {
    fileprivate var written: String { "\(kind.rawValue)\t\(subject)\t\(aspect)" }

    fileprivate init?(written text: Substring) {
        let parts = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let kind = Kind(rawValue: parts[0]) else { return nil }
        self.init(kind, parts[1], aspect: parts[2])
    }
}
