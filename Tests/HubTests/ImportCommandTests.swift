import Activities
import ArgumentParser
import Calendars
import Glibc
import Hub
import Imports
import Ledger
import Quantities
import Scratch
import Testing
import YAML

@Suite struct `The import of tables` {
    private let home = Home()
    private var ledger: String { home.path + "/ledger.db" }

    @Test func `takes each file as a batch, and undo takes it out again`() throws {
        let file = home.write(try #require(Template.named("water")).text, to: "water.csv")
        try run("water", file)
        #expect(try Ledger(ledger, .reading).batches().map(\.kind) == ["water"])
        try UndoCommand.parse(["1", "--ledger", ledger, "--by", "ann"]).run()
        #expect(try Ledger(ledger, .reading).batches().map(\.undone?.by) == ["ann"])
        try run("water", file)
        #expect(try Ledger(ledger, .reading).batches().map(\.id) == [1, 2])
    }

    @Test func `run dry makes no ledger, and takes nothing`() throws {
        let file = home.write(try #require(Template.named("water")).text, to: "water.csv")
        try run("water", file, "--dry-run")
        #expect(access(ledger, F_OK) != 0)
        try run("water", file)
        #expect(throws: ExitCode.failure) { try run("water", file, "--dry-run") }
        #expect(try Ledger(ledger, .reading).batches().count == 1)
    }

    @Test func `takes the good ones of several files, and fails all the same`() throws {
        let good = home.write(try #require(Template.named("water")).text, to: "good.csv")
        let bad = home.write("site,from,to,amount_m3\nheadquarter,2026-01-01,2026-02-01,\"1,5\"\n", to: "bad.csv")
        #expect(throws: ExitCode.failure) { try run("water", bad, good) }
        #expect(try Ledger(ledger, .reading).batches().map(\.file) == [good])
    }

    @Test func `run dry compares its files with each other, and takes nothing`() throws {
        let one = try written("one.csv", try #require(Template.named("water")).text)
        let two = try written("two.csv", try #require(Template.named("water")).text)
        let later = try written("later.csv", "site,from,to,amount_m3\nheadquarters,2027-01-01,2027-02-01,5\n")
        try run("water", one, later, "--dry-run")
        #expect(throws: ExitCode.failure) { try run("water", one, two, "--dry-run") }
        #expect(access(ledger, F_OK) != 0)
        try run("water", later)
        #expect(throws: ExitCode.failure) { try run("water", one, two, "--dry-run") }
        #expect(try Ledger(ledger, .reading).batches().count == 1)
    }

    @Test func `copies the document that proves it`() throws {
        let file = home.write(try #require(Template.named("water")).text, to: "water.csv")
        let bill = home.write("%PDF-1.7", to: "bill.pdf")
        try run("water", file, "--attach", bill)
        let document = try #require(try Ledger(ledger, .reading).batches().first?.document)
        #expect(document == Document(name: "bill.pdf", bytes: Array("%PDF-1.7".utf8)).sha256)
        #expect(access("\(ledger).documents/\(document)", R_OK) == 0)
    }

    @Test(arguments: [
        (["watr", "a"], "watr is neither a kind of table nor a file, did you mean \"water\"?"),
        (["water"], "name the files after water"),
        (["journal"], "name the files after journal"),
        (["water", "a.csv"], "--organisation FILE is needed: it names the sites and their time zones"),
        (["a.lightwell", "--dry-run"], "exports of boards take no option but --ledger; name a KIND before the files"),
        (["water", "a.csv", "--organisation", "o", "--columns", "m"], "--columns is for the kind meters only"),
    ]) func `says what a command line lacks`(words: [String], sentence: String) throws {
        let command = try ImportCommand.parse(words + ["--ledger", ledger])
        do {
            try command.run()
            Issue.record("ran")
        } catch let error as ValidationError {
            #expect(error.message == sentence)
        }
        #expect(access(ledger, F_OK) != 0)
    }

    private func run(_ words: String...) throws {
        let organisation = try written("organisation.yaml", minimal)
        try ImportCommand.parse(words + ["--ledger", ledger, "--organisation", organisation]).run()
    }

    private func written(_ name: String, _ text: String) throws -> String { try home.written(name, text) }
}

@Suite struct `A column of documents` {
    private let home = Home()
    private var ledger: String { home.path + "/ledger.db" }
    private let header = "site,from,to,meter,amount_m3,document\n"

    @Test func `keeps each line's own, and the file's for the others`() throws {
        for (name, text) in [("january.pdf", "%PDF january"), ("all.pdf", "%PDF all")] { try written(name, text) }
        let table = try written(
            "water.csv",
            header
                + "headquarters,2026-01-01,2026-02-01,A,5,january.pdf\nheadquarters,2026-01-01,2026-02-01,B,6,january.pdf\n"
                + "headquarters,2026-02-01,2026-03-01,A,7,\n")
        try run("water", table, "--attach", home.path + "/all.pdf")
        let reader = try Ledger(ledger, .reading)
        let origins = try reader.activities(
            from: Timestamp(milliseconds: .min), to: Timestamp(milliseconds: .max)
        ).map(\.origin)
        #expect(origins.map(\.line) == [2, 3, 4])
        #expect(origins.map(\.documentName) == ["january.pdf", "january.pdf", "all.pdf"])
        let document = Document(name: "january.pdf", bytes: Array("%PDF january".utf8))
        #expect(origins[0].document == document.sha256)
        #expect(access("\(ledger).documents/\(document.sha256)", R_OK) == 0)
        #expect(try reader.check().isEmpty)
        unlink("\(ledger).documents/\(document.sha256)")
        #expect(try reader.check().count == 1, "a line's document is watched over like a file's")
    }

    @Test func `is a problem by line for each that is not there, and nothing is taken or copied`() throws {
        try written("empty.pdf", "")
        try written("there.pdf", "%PDF")
        let table = try written(
            "water.csv",
            header
                + "headquarters,2026-01-01,2026-02-01,A,5,there.pdf\nheadquarters,2026-01-01,2026-02-01,B,6,missing.pdf\n"
                + "headquarters,2026-02-01,2026-03-01,A,x,../there.pdf\nheadquarters,2026-02-01,2026-03-01,B,8,empty.pdf\n"
        )
        for dry in [["--dry-run"], []] {
            #expect(throws: ExitCode.failure) { try run(["water", table] + dry) }
        }
        #expect(access("\(ledger).documents", F_OK) != 0)
        let template = try #require(Template.named("water"))
        do {
            _ = try Sheet.read(
                Array((header + "headquarters,2026-01-01,2026-02-01,B,6,missing.pdf\n").utf8), file: "w.csv",
                as: template,
                sites: ["headquarters": .utc])
            Issue.record("read")
        } catch {
            #expect(
                error.description == "w.csv:2:40: error: document: \"missing.pdf\" cannot be looked for here")
        }
    }

    @Test func `says in a dry run what would be kept, and keeps nothing`() throws {
        try written("there.pdf", "%PDF")
        let table = try written("water.csv", header + "headquarters,2026-01-01,2026-02-01,A,5,there.pdf\n")
        try run(["water", table, "--dry-run"])
        #expect(access("\(ledger).documents", F_OK) != 0 && access(ledger, F_OK) != 0)
    }

    @Test func `leaves no copy of a file that is refused as in already`() throws {
        let line = "headquarters,2026-01-01,2026-02-01,A,5,"
        try run(["water", try written("first.csv", header + line + "\n")])
        try written("there.pdf", "%PDF")
        let second = try written("second.csv", header + line + "there.pdf\n")
        #expect(throws: ExitCode.failure) { try run(["water", second]) }
        #expect(access("\(ledger).documents", F_OK) != 0)
    }

    private func run(_ words: String...) throws { try run(words) }

    private func run(_ words: [String]) throws {
        let organisation = try written("organisation.yaml", minimal)
        try ImportCommand.parse(words + ["--ledger", ledger, "--organisation", organisation]).run()
    }

    @discardableResult
    private func written(_ name: String, _ text: String) throws -> String { try home.written(name, text) }
}

/// An organisation of one site.
private let minimal = """
    lightwell: 1
    organisation: home
    name: Home
    sites:
      headquarters:
        name: Headquarters
        timezone: Europe/Zurich
        factor: { value: 20 gCO2e/kWh, source: "IFI", year: 2023, kind: location-based average direct generation }
        zones:
          office: { area: 120 m2 }
    """

extension Home {
    fileprivate func written(_ name: String, _ text: String) throws -> String {
        let path = path + "/" + name
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
        return path
    }
}
