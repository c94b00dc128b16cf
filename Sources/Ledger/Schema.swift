internal import Records
internal import SQLite

/// The tables of a ledger.
///
/// One wide row per record; registers are cumulative, in the units of ``Total``. The
/// key leads with time because records arrive in time order: appending is several
/// times faster than inserting zone by zone, and `span` bounds what a search may touch.
/// `standing` keeps the same registers at full hours, days and months, zone by zone: what is asked for most.
enum Schema {
    static let version = steps.count

    /// The first version that holds what was imported.
    static let importing = 5
    /// The first version that holds what was asked of boards, and believes records about the time they tell of.
    static let commanding = 8

    /// What turns a ledger of the version of its index into the next one; 0 is an empty file.
    static let steps = [first, second, third, fourth, fifth, sixth, AlarmSchema.step, eighth]

    /// Version 3: settings that lapse; what tells the last entry of a journal from that of a copied card.
    private static let third = """
        ALTER TABLE change ADD COLUMN until INTEGER;
        ALTER TABLE journal ADD COLUMN last INTEGER;
        """

    /// Version 2: journals that go on where another ended.
    private static let second = """
        CREATE TABLE continuation (
            journal INTEGER NOT NULL REFERENCES journal,
            sequence INTEGER NOT NULL,
            previous TEXT NOT NULL UNIQUE,
            through INTEGER NOT NULL,
            boot INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (journal, sequence)
        ) WITHOUT ROWID, STRICT;
        """

    private static let first = """
        CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            site TEXT NOT NULL,
            board TEXT NOT NULL,
            watermark INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE zone (
            id INTEGER PRIMARY KEY,
            site TEXT NOT NULL,
            name TEXT NOT NULL,
            UNIQUE (site, name)
        ) STRICT;
        CREATE TABLE interval (
            ends INTEGER NOT NULL,
            zone INTEGER NOT NULL REFERENCES zone,
            journal INTEGER NOT NULL REFERENCES journal,
            sequence INTEGER NOT NULL,
            starts INTEGER NOT NULL,
            boot INTEGER NOT NULL,
            \(columns.map { "\($0) INTEGER NOT NULL" }.joined(separator: ",\n    ")),
            PRIMARY KEY (ends, zone, journal)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE span (
            zone INTEGER NOT NULL REFERENCES zone,
            journal INTEGER NOT NULL REFERENCES journal,
            first_start INTEGER NOT NULL,
            first_end INTEGER NOT NULL,
            last_end INTEGER NOT NULL,
            PRIMARY KEY (zone, journal)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE boot (
            journal INTEGER NOT NULL REFERENCES journal,
            sequence INTEGER NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            software TEXT NOT NULL,
            PRIMARY KEY (journal, sequence)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE change (
            journal INTEGER NOT NULL REFERENCES journal,
            sequence INTEGER NOT NULL,
            zone TEXT NOT NULL,
            setting INTEGER NOT NULL,
            value REAL NOT NULL,
            by TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (journal, sequence)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE gap (
            journal INTEGER NOT NULL REFERENCES journal,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            PRIMARY KEY (journal, first)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE trace (
            journal INTEGER NOT NULL REFERENCES journal,
            sequence INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (journal, sequence)
        ) STRICT;
        """

    /// One per ``Total``, in its order.
    static let columns = Total.allCases.map(\.column)
}

extension Total {
    /// Its column, with the unit in the name.
    var column: String {
        switch self {
        case .observedTime: "observed_ms"
        case .blindTime: "blind_ms"
        case .occupiedTime: "occupied_ms"
        case .litTime: "lit_ms"
        case .litVacantTime: "lit_vacant_ms"
        case .darkOccupiedTime: "dark_occupied_ms"
        case .lampEnergy: "lamp_mwh"
        case .litVacantEnergy: "lit_vacant_mwh"
        case .meteredEnergy: "metered_mwh"
        case .switchings: "switchings"
        case .falseOffs: "false_offs"
        case .presses: "presses"
        case .meteredTime: "metered_ms"
        }
    }
}
