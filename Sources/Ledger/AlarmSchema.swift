/// The tables of alarms: the book, its history, and the messages that are on their way. They stand by themselves; no other
/// table refers to them.
enum AlarmSchema {
    static let step = """
        CREATE TABLE alarm (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            aspect TEXT NOT NULL,
            severity TEXT NOT NULL,
            what TEXT NOT NULL,
            meaning TEXT NOT NULL,
            cure TEXT NOT NULL,
            causes TEXT NOT NULL,
            since INTEGER NOT NULL,
            raised INTEGER NOT NULL,
            well INTEGER,
            ended INTEGER,
            acknowledged INTEGER,
            acknowledged_by TEXT,
            note TEXT,
            snoozed INTEGER,
            told INTEGER,
            end_told INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX alarm_open ON alarm (kind, subject, aspect) WHERE ended IS NULL;
        CREATE INDEX alarm_active ON alarm (id) WHERE ended IS NULL OR (told IS NOT NULL AND end_told IS NULL);
        CREATE TABLE alarm_pending (
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            aspect TEXT NOT NULL,
            since INTEGER NOT NULL,
            level INTEGER,
            PRIMARY KEY (kind, subject, aspect)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE alarm_event (
            id INTEGER PRIMARY KEY,
            alarm INTEGER NOT NULL REFERENCES alarm,
            at INTEGER NOT NULL,
            deed TEXT NOT NULL,
            by TEXT,
            note TEXT
        ) STRICT;
        CREATE INDEX alarm_event_of ON alarm_event (alarm);
        CREATE TABLE alarm_message (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            composed INTEGER NOT NULL,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            json TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            next INTEGER NOT NULL,
            delivered INTEGER,
            failure TEXT
        ) STRICT;
        CREATE INDEX alarm_message_waiting ON alarm_message (channel, next) WHERE delivered IS NULL;
        CREATE TABLE alarm_watch (
            name TEXT PRIMARY KEY,
            at INTEGER NOT NULL
        ) WITHOUT ROWID, STRICT;
        """
}
