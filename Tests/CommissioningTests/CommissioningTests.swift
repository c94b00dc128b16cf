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

    @Test func `holds the board's own meters against their displays, each in its unit`() throws {
        let findings = Commissioning.Findings(meters: ["water-main=12.5,13.0,50", "heat=100,130,11"])
        let record = try Commissioning(of: try metered(), by: "Somebody", at: at, findings)
        let lines = record.text.split(separator: "\n")
        #expect(
            lines.suffix(3) == [
                "water meter water-main: 12.5 m3 to 13.0 m3, 50 pulses at 100 per m3: 0.5 m3 counted, deviation 0.0 %, pass "
                    + "(the display's last digit leaves ±20.0 % open; test over 5.0 m3)",
                "heat meter heat: 100 kWh to 130 kWh, 11 pulses at 2 per 5 kWh: 27.5 kWh counted, deviation -8.33 %, fail "
                    + "(the display's last digit leaves ±3.3 % open; test over 50.0 kWh)",
                "gas meter gas: not given",
            ])
        #expect(!record.passes)
    }

    @Test func `knows the meters that there are, of zones and of the board`() throws {
        let findings = Commissioning.Findings(
            walks: ["water-main=pass"], meters: ["water-man=1,2,3", "water-main=3,2,1", "gas=1,2,3", "gas=1,2,3"])
        let error = #expect(throws: ExportError.self) {
            _ = try Commissioning(of: try metered(), by: "Somebody", at: at, findings)
        }
        #expect(
            error?.sentences == [
                "--walk water-main=pass: there is no zone water-main; there are office-south, office-core, meeting-a, "
                    + "corridor",
                "--meter water-man=1,2,3: there is no zone or meter water-man, did you mean \"water-main\"?",
                "--meter water-main=3,2,1: the display went from 3 to 2 m3",
                "--meter: gas is given twice",
            ])
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
        return MeterTest(from: start, to: end, pulses: pulses, constant: MeterTest.Constant(pulses: 1_000))
    }

    private let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"

    private func file() throws -> SiteFile { try SiteFile(reading: boards + "/demo/geneva.yaml", boards: boards) }

    /// The same with meters of the board.
    private func metered() throws -> SiteFile {
        let meters = """
            meters:
              water-main: { line: GPIO96, medium: water, constant: 10 L/pulse, maximum: 5 m3/h }
              heat: { line: GPIO97, medium: heat, constant: 2.5 kWh/pulse, maximum: 50 kW }
              gas: { line: GPIO98, medium: gas, constant: 10 L/pulse, maximum: 5 m3/h }

            """
        let source = try #require(fopen(boards + "/demo/geneva.yaml", "r"))
        defer { fclose(source) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, source))
        let copy = path + ".yaml"
        let target = try #require(fopen(copy, "w"))
        fputs(String(decoding: bytes, as: UTF8.self) + meters, target)
        fclose(target)
        defer { unlink(copy) }
        return try SiteFile(reading: copy, boards: boards)
    }
}
