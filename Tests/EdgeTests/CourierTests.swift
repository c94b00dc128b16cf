import Boards
import Glibc
import Logbook
import Logging
import Loop
import MQTT
import PrivateBroker
import Quantities
import Telemetry
import Testing
import Uplink

@testable import Edge

@Suite struct `A courier` {
    @Test func `follows one plan after the other, and knows how it stands with the broker`() throws {
        let (one, other) = (try PrivateBroker(), try PrivateBroker())
        var name = Array("/tmp/lightwell-XXXXXX\0".utf8CString)
        let path = String(cString: try #require(mkdtemp(&name)))
        defer { remove(path) }
        let site = try plan(one)
        let handover = Handover(
            BoardState(BoardState.Description(software: "test", model: "test", journal: "test"), zones: []))
        let news = UplinkNews()
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let courier = Courier(
            of: site, try StateFolder(path, program: "test"), handover, news, ClockWatch(.any), quiet)

        try courier.follow(site.uplink)
        try hear(news) { $0.isGood && $0.sentence.contains(":\(one.port)") }
        // Its credentials cannot be read: the plan before goes on.
        let locked = try plan(other, and: ", credentials: /no/such/file")
        #expect(throws: MQTTError.self) { try courier.follow(locked.uplink) }
        #expect(news.word?.isGood == true)
        try courier.follow(try plan(other).uplink)
        try hear(news) { $0.isGood && $0.sentence.contains(":\(other.port)") }
        other.stop()
        try hear(news) { !$0.isGood && $0.sentence.contains(":\(other.port)") }
        try courier.follow(nil)
        #expect(news.word == nil)
    }

    private func plan(_ broker: PrivateBroker, and more: String = "") throws -> Site {
        let uplink = "uplink: { broker: \"mqtt://127.0.0.1:\(broker.port)\", host: lightwell\(more) }\nzones:"
        return try SiteText.site(SiteText.whole.replacing("zones:", with: uplink))
    }

    /// Waits for the uplink to have said something.
    private func hear(_ news: UplinkNews, until isSo: (UplinkNews.Word) -> Bool) throws {
        for _ in 0..<6_000 {
            if let word = news.word, isSo(word) { return }
            wait(for: [], atMost: .milliseconds(10))
        }
        throw PrivateBroker.Failure(what: "it did not come to be in a minute: \(String(describing: news.word))")
    }

    private func remove(_ path: String) {
        for folder in ["records", "traces", "counters"] {
            for file in files(in: "\(path)/\(folder)") { unlink("\(path)/\(folder)/\(file)") }
            rmdir("\(path)/\(folder)")
        }
        for file in files(in: path) { unlink("\(path)/\(file)") }
        rmdir(path)
    }

    private func files(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }
}
