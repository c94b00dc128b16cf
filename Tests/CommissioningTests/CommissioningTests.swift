import Boards
import Commissioning
import Exports
import Glibc
import Quantities
import Testing

@Suite struct `A commissioning record` {
    let path = "/tmp/lightwell-commissioning-\(UInt64.random(in: 0 ... .max))"
    let at = Timestamp(milliseconds: 1_782_777_600_000)

    @Test func `says how the board is wired and what was found`() throws {
        let findings = Commissioning.Findings(
            lux: ["office-south=480"], walks: ["corridor=fail:far end"], meters: ["office-south=104.20,112.70,8497"])
        let record = try Commissioning(of: try file(), by: "Somebody", at: at, findings)
        #expect(!record.passes)
        let lines = record.text.split(separator: "\n")
        #expect(lines.prefix(3) == ["board geneva/geneva-east", "by Somebody", "at 2026-06-30T00:00:00Z"])
        #expect(Commissioning.fingerprint(in: record.text) == (try file()).fingerprint)
        #expect(lines.contains("wired:   lamps GPIO23, motion GPIO19 GPIO26"))
        #expect(
            lines.filter { $0.hasPrefix("zone ") }.prefix(3) == [
                "zone office-south: reference 480 lx", "zone office-south: walk test not given",
                "zone office-south: meter 104.20 kWh to 112.70 kWh, 8497 pulses at 1000 per kWh: 8.497 kWh counted, "
                    + "deviation -0.04 %, pass",
            ])
        #expect(lines.contains("zone corridor: walk test fail: far end"))
    }

    @Test func `is refused with every problem at once`() throws {
        let findings = Commissioning.Findings(
            lux: ["office-soth=480", "corridor=bright", "corridor"], walks: ["meeting-a=maybe"],
            meters: ["corridor=1,2,3", "office-south=3,2,1", "office-south=1;2;3"])
        do {
            _ = try Commissioning(of: try file(), by: "two\nlines", at: at, findings)
            Issue.record("taken")
        } catch let error as ExportError {
            #expect(
                error.sentences == [
                    "--by \"two\nlines\" should be a name in one line, of 100 letters at most",
                    "--lux office-soth=480: there is no zone office-soth, did you mean \"office-south\"?",
                    "--lux corridor=bright: \"bright\" should be a number of lux, such as 480",
                    "--lux corridor: write ZONE=…",
                    "--walk meeting-a=maybe: \"maybe\" should be pass or fail, perhaps with :remark",
                    "--meter corridor=1,2,3: zone corridor has no meter in the site file",
                    "--meter office-south=3,2,1: the display went from 3 to 2 kWh",
                    "--meter office-south=1;2;3: \"1;2;3\" should be START,END,PULSES, such as 104.20,112.70,8497",
                ])
        }
    }

    @Test func `is kept beside the others, oldest first`() throws {
        mkdir(path, 0o700)
        defer {
            for name in ["/commissioning/1.txt", "/commissioning/2.txt"] { unlink(path + name) }
            rmdir(path + "/commissioning")
            rmdir(path)
        }
        let folder = CommissioningFolder(in: path)
        #expect(try folder.texts().isEmpty)
        #expect(try folder.add("one\n") == path + "/commissioning/1.txt")
        #expect(try folder.add("two\n") == path + "/commissioning/2.txt")
        #expect(try folder.texts() == ["one\n", "two\n"])
    }

    @Test(arguments: [
        ("100.0", "150.0", 50_000, 0.0, true), ("100.0", "150.0", 51_000, 2.0, true),
        ("100.0", "150.0", 51_100, 2.2, false), ("100.0", "150.0", 48_900, -2.2, false),
    ]) func `passes a meter within two per cent either way`(
        start: String, end: String, pulses: Int, deviation: Double, passes: Bool
    ) throws {
        let test = try #require(meter(start, end, pulses))
        #expect(abs(test.deviation - deviation) < 1e-9 && test.passes == passes)
    }

    @Test func `says when the display is too coarse to tell`() throws {
        #expect(
            try #require(meter("100", "101", 1_000)).text.hasSuffix(
                "pass (the display's last digit leaves ±100.0 % open; test over 50.0 kWh)"))
        #expect(meter("100", "100", 0) == nil)
    }

    private func meter(_ start: String, _ end: String, _ pulses: Int) -> MeterTest? {
        guard let start = MeterTest.Amount(start), let end = MeterTest.Amount(end) else { return nil }
        return MeterTest(from: start, to: end, pulses: pulses, pulsesPerKilowattHour: 1_000)
    }

    private func file() throws -> SiteFile {
        let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"
        return try SiteFile(reading: boards + "/demo/geneva.yaml", boards: boards)
    }
}
