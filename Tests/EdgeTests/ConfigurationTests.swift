import Boards
import Glibc
import Logbook
import Quantities
import Testing
import YAML

@testable import Edge

@Suite final class `The site file at the start` {
    let folder: String
    var site: String { folder + "/site.yaml" }
    var copy: SiteCopy { SiteCopy(folder + "/last-good.yaml") }

    init() throws {
        var name = Array("/tmp/lightwell-XXXXXX\0".utf8CString)
        folder = String(cString: try #require(mkdtemp(&name)))
    }

    deinit {
        for file in ["site.yaml", "last-good.yaml"] { unlink("\(folder)/\(file)") }
        rmdir(folder)
    }

    @Test func `is in force where it is good, whatever the copy says`() throws {
        try write(SiteText.whole)
        try copy.keep(Array("broken".utf8))
        let reading = try Configuration.read(site, boards: SiteText.boards, orElse: copy)
        #expect(reading.site.id == "board" && reading.problems.isEmpty)
        #expect(reading.bytes == Array(SiteText.whole.utf8))
    }

    @Test func `gives way to the copy where it is bad and that is wanted, and its problems stay known`() throws {
        try write(SiteText.whole.replacing("load: 100 W", with: "load: 100 V"))
        try copy.keep(Array(SiteText.whole.utf8))
        #expect(throws: Problems.self) { try Configuration.read(site, boards: SiteText.boards, orElse: nil) }
        let reading = try Configuration.read(site, boards: SiteText.boards, orElse: copy)
        #expect(reading.site.id == "board")
        #expect(reading.problems.count == 1 && reading.problems[0].contains("site.yaml"))
    }

    @Test func `is missed with the problems of both where there is no copy`() throws {
        do throws(Problems) {
            _ = try Configuration.read(site, boards: SiteText.boards, orElse: copy)
            Issue.record("should be refused")
        } catch {
            #expect(error.list.count == 2)
            #expect(error.description.contains("last-good.yaml") && error.description.contains("site.yaml"))
        }
    }

    @Test func `is kept as it is, once`() throws {
        try copy.keep([1, 2, 3])
        try copy.keep([1, 2, 3])
        #expect(SiteCopy.bytes(of: copy.path) == [1, 2, 3])
        try copy.keep([])
        #expect(SiteCopy.bytes(of: copy.path) == [])
        #expect(throws: SettingsFile.Unusable.self) { try SiteCopy("/no/such/folder/copy").keep([1]) }
    }

    private func write(_ text: String) throws { try SiteCopy(site).keep(Array(text.utf8)) }
}

@Suite struct `What the service manager is told` {
    @Test func `says how the board is, and every problem of the site file`() throws {
        let site = try SiteText.site(SiteText.whole)
        var standing = Configuration.Standing(site: site, problems: [], since: .init(milliseconds: 0))
        #expect(Configuration.sentence(standing) == "test/board: 2 zones under control")
        standing.problems = ["a", "b"]
        #expect(Configuration.sentence(standing).hasSuffix("; not in force: a; b"))
    }
}

@Suite struct `The lines of a board` {
    @Test func `are listed as they are requested, lamps first`() throws {
        let lines = BoardLine.lines(of: try SiteText.site(SiteText.whole))
        #expect(lines.map(\.name) == ["GPIO17", "GPIO27", "GPIO5", "GPIO6", "GPIO13", "GPIO19", "GPIO22"])
        #expect(lines.map(\.role) == ["lamp", "lamp", "motion", "motion", "button", "motion", "meter"])
        #expect(lines.map(\.zone) == ["hall", "room", "hall", "hall", "hall", "room", "room"])
    }
}
