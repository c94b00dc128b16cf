import ArgumentParser
import Hub
import Ledger
import Quantities
import Scratch
import Testing

@Suite struct `A board that is forgotten` {
    @Test func `is seen no more, and one of another name stays`() throws {
        let home = Home()
        let path = home.path + "/ledger"
        let ledger = try Ledger(path, .writing(program: "test"))
        let then = Timestamp(milliseconds: 1_782_820_800_000)
        try ledger.note(
            ["one", "two"].map {
                Sighting(site: "geneva", board: $0, firstSeen: then, born: then, gone: then, journal: "j", heard: then)
            })
        let command = try #require(
            ForgetCommand.parseAsRoot(["geneva/one", "--ledger", path]) as? ForgetCommand)
        try command.run()
        #expect(try ledger.sightings().map(\.board) == ["two"])
        #expect(throws: (any Error).self) { try command.run() }
    }

    @Test func `is named by its site and itself`() {
        #expect(throws: (any Error).self) { try ForgetCommand.parse(["geneva", "--ledger", "x"]) }
        #expect(throws: (any Error).self) { try ForgetCommand.parse(["geneva/one/office", "--ledger", "x"]) }
    }
}
