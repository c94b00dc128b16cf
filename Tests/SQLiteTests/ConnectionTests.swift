import Glibc
import SQLite
import Testing

@Suite final class `A SQLite connection` {
    private let path = "/tmp/lightwell-sqlite-\(UInt64.random(in: 0 ... .max)).db"

    deinit {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    @Test func `gives back what was bound, type by type`() throws {
        let db = try Connection(path)
        try db.execute("CREATE TABLE t (i INTEGER, r REAL, s TEXT, b BLOB, n)")
        let insert = try db.statement("INSERT INTO t VALUES (?, ?, ?, ?, ?)")
        try insert.bind(Int64.min, at: 1)
        try insert.bind(0.1, at: 2)
        try insert.bind("grün\0weiß", at: 3)
        try insert.bind([0, 255, 7] as [UInt8], at: 4)
        try insert.bind(nil as String?, at: 5)
        #expect(try insert.step() == false)
        let row = try db.statement("SELECT * FROM t")
        #expect(try row.step())
        #expect(row.columnCount == 5)
        #expect(row.int64(0) == .min)
        #expect(row.double(1) == 0.1)
        #expect(row.string(2) == "grün\0weiß")
        #expect(row.bytes(3) == [0, 255, 7])
        #expect(row.int64(4) == nil && row.double(4) == nil && row.string(4) == nil && row.bytes(4) == nil)
        #expect(try row.step() == false)
    }

    @Test func `tells an empty text and empty bytes from nothing`() throws {
        let db = try Connection(path)
        try db.execute("CREATE TABLE t (s, b, n)")
        try db.execute("INSERT INTO t VALUES (?, ?, ?)", "", [] as [UInt8], nil)
        let row = try db.statement("SELECT s, b, n FROM t")
        #expect(try row.step())
        #expect(row.string(0) == "")
        #expect(row.bytes(1) == [])
        #expect(row.bytes(2) == nil)
    }

    @Test func `logs ahead, syncs fully and checks foreign keys`() throws {
        let db = try Connection(path)
        func pragma(_ name: String) throws -> String? {
            let statement = try db.statement("PRAGMA \(name)")
            return try statement.step() ? statement.string(0) : nil
        }
        #expect(try pragma("journal_mode") == "wal")
        #expect(try pragma("synchronous") == "2")
        #expect(try pragma("foreign_keys") == "1")
    }

    @Test func `prepares a statement once, but not twice over the same rows`() throws {
        let db = try Connection(path)
        try db.execute(script: "CREATE TABLE t (i); INSERT INTO t VALUES (1), (2)")
        let outer = try db.statement("SELECT i FROM t")
        #expect(try db.statement("SELECT i FROM t") === outer)
        #expect(try outer.step())
        let inner = try db.statement("SELECT i FROM t")
        #expect(inner !== outer)
        #expect(try inner.step() && inner.step())
        #expect(inner.int64(0) == 2)
        #expect(outer.int64(0) == 1)
    }

    @Test func `keeps all of a transaction or nothing, and rethrows what its body threw`() throws {
        struct Refused: CarriesSQLiteError, Equatable {
            var cause: SQLiteError?
            init(_ cause: SQLiteError) { self.cause = cause }
            init() {}
        }
        let db = try Connection(path)
        try db.execute("CREATE TABLE t (i UNIQUE)")
        #expect(throws: Refused()) {
            try db.transaction { () throws(Refused) in
                do throws(SQLiteError) { try db.execute("INSERT INTO t VALUES (1)") } catch { throw Refused(error) }
                throw Refused()
            }
        }
        #expect(try count(db) == 0)
        let two = try db.transaction { () throws(SQLiteError) in
            try db.execute("INSERT INTO t VALUES (1)")
            try db.execute("INSERT INTO t VALUES (2)")
            return 2
        }
        #expect(try count(db) == Int64(two))
        let error = #expect(throws: SQLiteError.self) {
            try db.transaction { () throws(SQLiteError) in
                try db.execute("DELETE FROM t")
                try db.execute("INSERT INTO t VALUES (7)")
                try db.execute("INSERT INTO t VALUES (7)")
            }
        }
        #expect(error?.kind == .constraint)
        #expect(try count(db) == 2)
    }

    @Test func `remembers the version of its schema, unless the migration fails`() throws {
        let db = try Connection(path)
        #expect(try db.userVersion() == 0)
        try db.setUserVersion(3)
        #expect(throws: SQLiteError.self) {
            try db.transaction { () throws(SQLiteError) in
                try db.setUserVersion(4)
                try db.execute("nonsense")
            }
        }
        #expect(try Connection(path, .readOnly).userVersion() == 3)
    }

    @Test func `says in one sentence what was wrong with a statement`() throws {
        let error = #expect(throws: SQLiteError.self) { try Connection(path).execute("SELECT x FROM nowhere") }
        #expect(
            error?.description
                == "cannot run “SELECT x FROM nowhere” on \(path): no such table: nowhere (SQLite 1)")
        #expect(throws: SQLiteError.self) { try Connection(path).execute("  ") }
        #expect(throws: SQLiteError.self) { try Connection(path).execute("SELECT ?", 1, 2) }
    }

    @Test func `tells a full disk, a lock, a closed door and a broken file apart`() throws {
        let db = try Connection(path, patience: 0)
        try db.execute("CREATE TABLE t (b)")
        try db.execute("PRAGMA max_page_count = 8")
        var error = #expect(throws: SQLiteError.self) {
            try db.transaction { () throws(SQLiteError) in
                for _ in 0..<100 { try db.execute("INSERT INTO t VALUES (?)", [UInt8](repeating: 1, count: 4_000)) }
            }
        }
        #expect(error?.kind == .diskFull)

        let other = try Connection(path, .existing, patience: 0)
        try db.transaction { () throws(SQLiteError) in
            error = #expect(throws: SQLiteError.self) { try other.execute("INSERT INTO t VALUES (1)") }
        }
        #expect(error?.kind == .busy)

        let reader = try Connection(path, .readOnly)
        error = #expect(throws: SQLiteError.self) { try reader.execute("INSERT INTO t VALUES (1)") }
        #expect(error?.kind == .readOnly)

        let broken = path + "-wal-not"
        defer { unlink(broken) }
        let file = fopen(broken, "w")
        fputs(String(repeating: "this is no database. ", count: 100), file)
        fclose(file)
        error = #expect(throws: SQLiteError.self) { try Connection(broken, .existing) }
        #expect(error?.kind == .corrupt)
    }

    @Test func `a copy ends, and is of one moment, though somebody writes at each of its steps`() throws {
        let writer = try Connection(path)
        try writer.execute("CREATE TABLE t (b)")
        try writer.transaction { () throws(SQLiteError) in
            for _ in 0..<3_000 { try writer.execute("INSERT INTO t VALUES (?)", [UInt8](repeating: 1, count: 4_000)) }
        }
        let copy = path + "-copy"
        defer { unlink(copy) }
        var steps = 0
        try Connection(path, .readOnly).copy(to: copy) { _ in
            steps += 1
            #expect(throws: Never.self) { try writer.execute("INSERT INTO t VALUES (2)") }
        }
        #expect(steps > 2 && steps < 10, "12 MB in pieces of 4 MiB, each once")
        #expect(try count(Connection(copy, .readOnly)) == 3_000)
        #expect(try count(writer) == 3_000 + Int64(steps))
    }

    @Test func `does not make a file that should have been there`() {
        let error = #expect(throws: SQLiteError.self) { try Connection(path, .existing) }
        #expect(error?.description.contains("unable to open database file") == true)
        #expect(access(path, F_OK) != 0)
    }

    private func count(_ db: Connection) throws -> Int64? {
        let statement = try db.statement("SELECT count(*) FROM t")
        defer { statement.reset() }
        return try statement.step() ? statement.int64(0) : nil
    }
}
