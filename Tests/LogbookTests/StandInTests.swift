import Exports
import Glibc
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Testing

@Suite struct `A state folder in memory, in place of one that cannot be written` {
    let home = Home()
    var memory: String { home.path + "/memory" }

    @Test func `goes on with registers, settings, faces, relays and lessons of the other one`() throws {
        let words = try Lesson.learned(hours: 30)
        let (totals, override) = try live(words)
        let state = try open()
        #expect(state.standIn?.path == home.path + "/board" && state.path == memory)
        let history = try History(of: ["office", "hall"], meters: [.main], in: state.books)
        #expect(history.totals == ["office": totals[0], "hall": totals[1]] && history.boot == 1)
        #expect(history.meters[.main]?.pulses == 71)
        #expect(try state.intervals.allSatisfy { $0.start == $0.end }, "nothing is counted twice")
        #expect(try state.settings.read() == [override])
        #expect(RelayLife(in: memory).operations == ["GPIO17": 1_204])
        #expect(try Lessons(in: memory).lessons == [Lesson(zone: "hall", words: words)])
    }

    @Test func `is the same one at the next start, with all that was written since`() throws {
        _ = try live([])
        do {
            let state = try open()
            try state.records.append(Record.boot(Record.Boot(number: 2, at: Life.start, software: "test")).encoded())
            try state.records.sync()
        }
        let again = try open()
        #expect(try again.kept.count == 4)
        #expect(try History(of: [], in: again.books).boot == 2)
    }

    @Test func `begins empty where nothing can be read`() throws {
        let state = try open()
        #expect(try state.kept.isEmpty && state.settings.read().isEmpty)
    }

    @Test func `is made in the next place where the first cannot be had, and refused where none can`() throws {
        home.write("", to: "taken")
        let state = try StandIn.open(
            for: "/none", because: .notWritable(path: "/none"), in: [home.path + "/taken", memory], program: "test")
        #expect(state.path == memory)
        #expect(StandIn.folders(for: "/a") != StandIn.folders(for: "/b") && StandIn.left(for: home.path).isEmpty)
        #expect(throws: JournalError.self) {
            try StandIn.open(
                for: "/none", because: .notWritable(path: "/none"), in: [home.path + "/taken"], program: "test")
        }
    }

    @Test(arguments: [
        (JournalError.notWritable(path: "x"), true), (.noSpace(path: "x"), true),
        (.failed(operation: "read", path: "x", code: EIO), true),
        (.inUse(directory: "x", program: nil, pid: nil), false), (.notADirectory(path: "x"), false),
        (.newerVersion(path: "x", version: 9), false), (.foreign(path: "x", reason: "is a picture"), false),
    ]) func `helps against a bad card, not against what a person must see to first`(error: JournalError, helps: Bool) {
        #expect(StandIn.helps(against: error) == helps)
    }

    @Test func `gives settings and counts of relays back, and is not taken up again once the real one was open`() throws
    {
        let (_, override) = try live([])
        let later = SettingsFile.Override(zone: "hall", setting: 1, value: 120, base: 900)
        do {
            let state = try open()
            try state.settings.write([later])
            try RelayLife(in: memory).keep(["GPIO17": 1_300, "GPIO27": 2])
        }
        let folder = try home.folder()
        let sentences = StandIn.end(for: folder, in: [memory], program: "test")
        #expect(try folder.settings.read() == [later], "what was taken back meanwhile stays so")
        #expect(RelayLife(in: folder.path).operations == ["GPIO17": 1_300, "GPIO27": 2])
        #expect(sentences.count == 1 && sentences[0].contains("\(memory).1 holds records"))
        #expect(StandIn.left(for: folder.path, in: [memory]) == [memory + ".1"])
        try folder.settings.write([override])
        #expect(try open().settings.read() == [override], "another one begins where the real one is now")
        #expect(StandIn.left(for: folder.path, in: [memory]).count == 2)
    }

    @Test func `leaves those meters without a reading that it counted, and no others`() throws {
        _ = try live([])
        let faces = ["main", "office"].map {
            MeterFace(meter: $0, serial: "A", reading: 5, since: nil, base: 3)
        }
        let book = MeterBook(in: home.path + "/board")
        try book.keep(faces)
        do {
            let state = try open()
            try state.records.append(Record.metering(.at(9, pulses: 72)).encoded())
            try state.records.sync()
        }
        _ = try StandIn.end(for: home.folder(), in: [memory], program: "test")
        #expect(book.behind == [faces[0]])
        do { _ = try open() }
        _ = try StandIn.end(for: home.folder(), in: [memory], program: "test")
        #expect(book.behind == [faces[0]], "nothing was counted the second time")
    }

    @Test func `adds what was set to what it could not read`() throws {
        let later = SettingsFile.Override(zone: "hall", setting: 1, value: 120, base: 900)
        do { try open().settings.write([later]) }
        let (_, override) = try live([])
        let folder = try home.folder()
        _ = StandIn.end(for: folder, in: [memory], program: "test")
        #expect(try Set(folder.settings.read()) == [override, later])
    }

    @Test func `is removed once the hub has all of it`() throws {
        _ = try live([])
        do {
            let state = try open()
            try state.records.acknowledge(through: state.records.durable)
        }
        #expect(try StandIn.end(for: home.folder(), in: [memory], program: "test") == [])
        #expect(access(memory, F_OK) != 0)
    }

    @Test func `is not taken up when others may write it`() throws {
        mkdir(memory, 0o700)
        chmod(memory, 0o777)
        #expect(throws: JournalError.self) { try open() }
    }

    @Test func `is named after the user where everybody may make one`() {
        #expect(StandIn.folders(for: "/a", user: 1)[1] != StandIn.folders(for: "/a", user: 2)[1])
    }

    @Test func `is over once the other one can be written again`() throws {
        let standIn = try #require(try open().standIn)
        #expect(!standIn.isOver, "there is no such folder")
        mkdir(home.path + "/board", 0o700)
        #expect(standIn.isOver && access(home.path + "/board/.probe", F_OK) != 0)
    }

    private func open() throws -> StateFolder {
        let path = home.path + "/board"
        return try StandIn.open(for: path, because: .notWritable(path: path), in: [memory], program: "test")
    }

    private func live(_ words: [Int64]) throws -> (totals: [Totals], override: SettingsFile.Override) {
        let folder = try home.folder()
        var logbook = try Life(seed: 3, lasting: .hours(2)).run(in: folder, until: .hours(2))
        logbook.checkpoint(at: .epoch + .hours(2))
        try folder.counters.append(Record.metering(.at(8, pulses: 71)).encoded())
        if !words.isEmpty { try folder.counters.append(Lesson(zone: "hall", words: words).encoded()) }
        try folder.counters.sync()
        let override = SettingsFile.Override(zone: "office", setting: 1, value: 600, base: 900)
        try folder.settings.write([override])
        try RelayLife(in: folder.path).keep(["GPIO17": 1_204])
        return ([logbook.totals(of: 0), logbook.totals(of: 1)], override)
    }
}
