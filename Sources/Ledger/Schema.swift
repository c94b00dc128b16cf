internal import Records
internal import SQLite

/// The tables of a ledger. Version 5.
///
/// One wide row per record; registers are cumulative, in the units of ``Total``. The
/// key leads with time because records arrive in time order: appending is several
/// times faster than inserting zone by zone, and `span` bounds what a search may touch.
/// `standing` keeps the same registers at full hours, days and months, zone by zone: what is asked for most.
enum Schema {
    static let version = 5

    /// The first version that holds what was imported.
    static let importing = 5

    /// What turns a ledger of the version of its index into the next one; 0 is an empty file.
    static let steps = [first, second, third, fourth, fifth]

    /// Version 5: what was imported, batch by batch. Nothing is deleted when a batch is undone: it is only marked, so that
    /// a figure of a former report can still be explained by the lines it came from.
    ///
    /// A series belongs to one batch, and its number is higher than all before: readings, kept by series and in it by
    /// time, are always appended at the end, and read as one stretch.
    private static let fifth = """
        CREATE TABLE document (
            sha256 TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            bytes INTEGER NOT NULL
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            file TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            document TEXT REFERENCES document,
            lines INTEGER NOT NULL,
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            undone_at INTEGER,
            undone_by TEXT
        ) STRICT;
        CREATE UNIQUE INDEX batch_live ON batch (sha256, kind) WHERE undone_at IS NULL;
        CREATE TABLE activity (
            batch INTEGER NOT NULL REFERENCES batch,
            line INTEGER NOT NULL,
            kind TEXT NOT NULL,
            site TEXT NOT NULL,
            starts INTEGER NOT NULL,
            ends INTEGER NOT NULL,
            identity TEXT NOT NULL,
            amount REAL NOT NULL,
            unit TEXT NOT NULL,
            emitted REAL,
            cost REAL,
            currency TEXT,
            quality TEXT NOT NULL,
            PRIMARY KEY (batch, line)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX activity_same ON activity (kind, site, identity, starts);
        CREATE TABLE detail (
            batch INTEGER NOT NULL,
            line INTEGER NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (batch, line, name),
            FOREIGN KEY (batch, line) REFERENCES activity
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE series (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            batch INTEGER NOT NULL REFERENCES batch,
            site TEXT NOT NULL,
            meter TEXT NOT NULL,
            medium TEXT NOT NULL,
            use TEXT NOT NULL,
            first_start INTEGER NOT NULL,
            last_end INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX series_meter ON series (site, meter);
        CREATE TABLE reading (
            series INTEGER NOT NULL REFERENCES series,
            ends INTEGER NOT NULL,
            starts INTEGER NOT NULL,
            amount REAL NOT NULL,
            quality TEXT NOT NULL,
            PRIMARY KEY (series, ends)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE weather (
            batch INTEGER NOT NULL REFERENCES batch,
            site TEXT NOT NULL,
            at INTEGER NOT NULL,
            celsius REAL NOT NULL,
            PRIMARY KEY (batch, site, at)
        ) WITHOUT ROWID, STRICT;
        """

    /// Version 4: registers at full hours, days and months of the site's time; what is kept how long; what was seen of boards,
    /// and what their zones are called here.
    private static let fourth = """
        CREATE TABLE standing (
            zone INTEGER NOT NULL REFERENCES zone,
            journal INTEGER NOT NULL REFERENCES journal,
            at INTEGER NOT NULL,
            holds INTEGER NOT NULL,
            resolution INTEGER NOT NULL,
            split_ms INTEGER NOT NULL,
            \(columns.map { "\($0) INTEGER NOT NULL" }.joined(separator: ",\n    ")),
            PRIMARY KEY (zone, journal, at)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE site (
            name TEXT PRIMARY KEY,
            timezone TEXT NOT NULL
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE sighting (
            site TEXT NOT NULL,
            board TEXT NOT NULL,
            first_seen INTEGER NOT NULL,
            born INTEGER NOT NULL,
            heard INTEGER NOT NULL,
            gone INTEGER,
            journal TEXT NOT NULL,
            software TEXT NOT NULL,
            model TEXT NOT NULL,
            quarantine TEXT,
            complaint TEXT,
            backlog INTEGER NOT NULL,
            hours_left INTEGER,
            PRIMARY KEY (site, board)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE fault (
            site TEXT NOT NULL,
            board TEXT NOT NULL,
            zone TEXT NOT NULL,
            faults TEXT NOT NULL,
            PRIMARY KEY (site, board, zone)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE alias (
            site TEXT NOT NULL,
            board TEXT NOT NULL,
            device TEXT NOT NULL,
            zone TEXT NOT NULL,
            PRIMARY KEY (site, board, device)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE progress (
            name TEXT PRIMARY KEY,
            through INTEGER NOT NULL
        ) WITHOUT ROWID, STRICT;
        ALTER TABLE span ADD COLUMN retired INTEGER;
        ALTER TABLE journal ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE trace ADD COLUMN at INTEGER;
        """

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
