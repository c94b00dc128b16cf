internal import Records

/// The later steps, newest first.
extension Schema {
    /// Version 8: what was asked of boards from here, whether or not they obeyed: written before it is sent. `setting` is
    /// as of `change`; `state` and `answered` are `NULL` until the board has answered, or nobody waits for it any more.
    /// What was kept of records that tell of more time than they say is made anew.
    static let eighth = """
        CREATE TABLE command (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            token TEXT NOT NULL,
            site TEXT NOT NULL,
            board TEXT NOT NULL,
            zone TEXT NOT NULL,
            setting INTEGER NOT NULL,
            value REAL NOT NULL,
            by TEXT NOT NULL,
            account TEXT NOT NULL,
            program TEXT NOT NULL,
            at INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            until INTEGER,
            state TEXT,
            answered INTEGER,
            reason TEXT
        ) STRICT;
        CREATE INDEX command_at ON command (at);
        """

    /// Version 6: meters that belong to no zone: one row per record, registers cumulative, see ``Record/Metering``.
    static let sixth = """
        CREATE TABLE meter_interval (
            journal INTEGER NOT NULL REFERENCES journal,
            sequence INTEGER NOT NULL,
            meter TEXT NOT NULL,
            medium TEXT NOT NULL,
            boot INTEGER NOT NULL,
            starts INTEGER NOT NULL,
            ends INTEGER NOT NULL,
            observed_ms INTEGER NOT NULL,
            pulses INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            serial TEXT NOT NULL,
            face INTEGER,
            PRIMARY KEY (journal, sequence)
        ) WITHOUT ROWID, STRICT;
        CREATE INDEX meter_interval_ends ON meter_interval (meter, medium, journal, ends);
        """

    /// Version 5: what was imported, batch by batch. Nothing is deleted when a batch is undone: it is only marked, so that
    /// a figure of a former report can still be explained by the lines it came from.
    ///
    /// A series belongs to one batch, and its number is higher than all before: readings, kept by series and in it by
    /// time, are always appended at the end, and read as one stretch.
    static let fifth = """
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
    static let fourth = """
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
        CREATE INDEX trace_at ON trace (at);
        """
}
