internal import Glibc
public import Quantities
internal import SQLite

/// A value that somebody here asked a board for, and what became of that.
public struct Command: Hashable, Sendable {
    /// What tells it from others on the wire.
    public let token: String
    public let site: String
    public let board: String
    public let zone: String
    /// Id in the catalogue of settings.
    public let setting: UInt8
    /// In the setting's unit.
    public let value: Double
    /// Who asked, as the board is told.
    public let by: String
    /// The account of this machine under which it was asked, and by which program.
    public let account: String
    public let program: String
    /// When it was about to be sent.
    public let at: Timestamp
    /// The board may obey it until then.
    public let expires: Timestamp
    /// When the value lapses; `nil`: never.
    public let until: Timestamp?
    /// `nil`: the program waits for it, or has ended before it came.
    public let answer: Answer?

    public struct Answer: Hashable, Sendable {
        public let state: State
        /// When it came, or, if none did, when nobody waited for it any longer.
        public let at: Timestamp
        /// Why not; of a refusal, in the board's words.
        public let reason: String?

        public init(_ state: State, at: Timestamp, reason: String? = nil) {
            (self.state, self.at, self.reason) = (state, at, reason)
        }
    }

    public enum State: String, CaseIterable, Sendable {
        case obeyed, refused, unanswered
    }

    public init(
        token: String, site: String, board: String, zone: String, setting: UInt8, value: Double, by: String,
        account: String, program: String, at: Timestamp, expires: Timestamp, until: Timestamp? = nil,
        answer: Answer? = nil
    ) {
        (self.token, self.site, self.board, self.zone, self.setting) = (token, site, board, zone, setting)
        (self.value, self.by, self.account, self.program) = (value, by, account, program)
        (self.at, self.expires, self.until, self.answer) = (at, expires, until, answer)
    }
}

/// Writes down in a ledger what is asked of boards, beside whatever else uses it: it needs no lock of its own, SQLite's is
/// enough.
///
/// A command is on the disk before it is sent, so that one is known, too, of which nobody heard again.
public final class CommandBook {
    private let database: Connection

    /// - Parameter patience: how long to wait for another's transaction, in milliseconds.
    /// - Throws: ``LedgerError`` when there is no ledger, or one of an earlier release, which has no room for commands.
    public init(_ path: String, patience: Int32 = 5_000) throws(LedgerError) {
        guard access(path, F_OK) == 0 else { throw .missing(path: path) }
        database = try sql { () throws(SQLiteError) in try Connection(path, .existing, patience: patience) }
        let version = try sql { () throws(SQLiteError) in try database.userVersion() }
        guard version <= Schema.version else { throw .newer(path: path, version: version, known: Schema.version) }
        guard Schema.commanding <= version else {
            throw .refused(
                "the ledger \(path) keeps no commands yet: run lightwell-hub run of this release on it first")
        }
    }

    /// Writes down that it is about to be sent.
    ///
    /// - Returns: its number, for ``note(_:to:)``.
    public func ask(_ command: Command) throws(LedgerError) -> Int64 {
        try database.transaction { () throws(LedgerError) in
            try sql { () throws(SQLiteError) in
                try database.execute(
                    """
                    INSERT INTO command (token, site, board, zone, setting, value, by, account, program, at, expires, \
                    until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, command.token, command.site, command.board, command.zone, Int64(command.setting),
                    command.value, command.by, command.account, command.program, command.at.milliseconds,
                    command.expires.milliseconds, command.until?.milliseconds)
                let row = try database.statement("SELECT last_insert_rowid()")
                defer { row.reset() }
                return try row.step() ? row.int64(0) ?? 0 : 0
            }
        }
    }

    /// Writes down what became of a command.
    public func note(_ answer: Command.Answer, to id: Int64) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                "UPDATE command SET state = ?, answered = ?, reason = ? WHERE id = ?", answer.state.rawValue,
                answer.at.milliseconds, answer.reason, id)
        }
    }
}

extension Ledger {
    /// What was asked of boards in a period, oldest first.
    ///
    /// - Parameters:
    ///   - from: `nil`: from the beginning.
    ///   - to: not in the period itself; `nil`: to the end.
    public func commands(from: Timestamp? = nil, to: Timestamp? = nil) throws(LedgerError) -> [Command] {
        try sql { () throws(SQLiteError) in
            // A reader may have a ledger before it that no writer of this release has opened yet.
            guard try database.userVersion() >= Schema.commanding else { return [] }
            let rows = try database.statement(
                """
                SELECT token, site, board, zone, setting, value, by, account, program, at, expires, until, state, \
                answered, reason FROM command WHERE at >= ? AND at < ? ORDER BY at, id
                """)
            defer { rows.reset() }
            try rows.bind(from?.milliseconds ?? .min, at: 1)
            try rows.bind(to?.milliseconds ?? .max, at: 2)
            var commands: [Command] = []
            while try rows.step() {
                func text(_ column: Int) -> String { rows.string(column) ?? "" }
                func time(_ column: Int) -> Timestamp? { rows.int64(column).map(Timestamp.init(milliseconds:)) }
                guard let at = time(9), let expires = time(10) else { continue }
                var answer: Command.Answer?
                if let state = Command.State(rawValue: text(12)), let answered = time(13) {
                    answer = Command.Answer(state, at: answered, reason: rows.string(14))
                }
                commands.append(
                    Command(
                        token: text(0), site: text(1), board: text(2), zone: text(3),
                        setting: UInt8(clamping: rows.int64(4) ?? 0), value: rows.double(5) ?? 0, by: text(6),
                        account: text(7), program: text(8), at: at, expires: expires, until: time(11), answer: answer))
            }
            return commands
        }
    }
}
