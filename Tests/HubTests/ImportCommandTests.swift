import ArgumentParser
import Glibc
import Hub
import Imports
import Ledger
import Quantities
import Scratch
import Testing

@Suite struct `The import of tables` {
    private let home = Home()
    private var ledger: String { home.path + "/ledger.db" }

    @Test func `takes each file as a batch, and undo takes it out again`() throws {
        let file = try written("water.csv", try #require(Template.named("water")).text)
        try run("water", file)
        #expect(try Ledger(ledger, .reading).batches().map(\.kind) == ["water"])
        try UndoCommand.parse(["1", "--ledger", ledger, "--by", "ann"]).run()
        #expect(try Ledger(ledger, .reading).batches().map(\.undone?.by) == ["ann"])
        try run("water", file)
        #expect(try Ledger(ledger, .reading).batches().map(\.id) == [1, 2])
    }

    @Test func `run dry makes no ledger, and takes nothing`() throws {
        let file = try written("water.csv", try #require(Template.named("water")).text)
        try run("water", file, "--dry-run")
        #expect(access(ledger, F_OK) != 0)
        try run("water", file)
        #expect(throws: ExitCode.failure) { try run("water", file, "--dry-run") }
        #expect(try Ledger(ledger, .reading).batches().count == 1)
    }

    @Test func `takes the good ones of several files, and fails all the same`() throws {
        let good = try written("good.csv", try #require(Template.named("water")).text)
        let bad = try written("bad.csv", "site,from,to,amount_m3\nheadquarter,2026-01-01,2026-02-01,\"1,5\"\n")
        #expect(throws: ExitCode.failure) { try run("water", bad, good) }
        #expect(try Ledger(ledger, .reading).batches().map(\.file) == [good])
    }

    @Test func `copies the document that proves it`() throws {
        let file = try written("water.csv", try #require(Template.named("water")).text)
        let bill = try written("bill.pdf", "%PDF-1.7")
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
        let organisation = try written(
            "organisation.yaml",
            """
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
            """)
        try ImportCommand.parse(words + ["--ledger", ledger, "--organisation", organisation]).run()
    }

    private func written(_ name: String, _ text: String) throws -> String {
        let path = home.path + "/" + name
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
        return path
    }
}
