import Activities
import Calendars
import Meters
import Quantities
import Testing

@Suite struct `Readings off a wall clock` {
    @Test func `of the hour that comes twice are told apart by their order`() throws {
        let read = try clocked(["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"], on: autumn)
        #expect(read.readings.map(\.time.iso8601) == times(["23:30", "00:00", "00:30", "01:00", "01:30", "02:00"]))
        #expect(read.findings.isEmpty)
    }

    @Test func `of the hour that comes twice may be one of each`() throws {
        let read = try clocked(["01:00", "02:00", "02:00", "03:00"], on: autumn)
        #expect(read.readings.map(\.time.iso8601) == times(["23:00", "00:00", "01:00", "02:00"]))
    }

    @Test func `of that hour are left out and said when nothing tells which is meant`() throws {
        let read = try clocked(["01:00", "02:30", "04:00"], on: autumn)
        #expect(read.readings.map(\.time.iso8601) == times(["23:00", "03:00"]))
        #expect(read.findings.map(\.kind) == [.ambiguousTime])
    }

    @Test func `of one time twice in a row are of the same hour when others must lie between`() throws {
        let written = ["01:30", "02:00", "02:00", "02:30", "02:00", "02:30", "03:00"]
        let read = try clocked(written, on: autumn, step: .minutes(30))
        #expect(
            read.readings.map(\.time.iso8601)
                == times(["23:30", "00:00", "00:00", "00:30", "01:00", "01:30", "02:00"]))
        #expect(try clocked(written, on: autumn).findings.count == 5)
    }

    @Test func `of the hour that never comes are left out and said`() throws {
        let read = try clocked(["01:00", "02:30", "03:00"], on: spring)
        #expect(read.readings.map(\.time.iso8601) == ["2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z"])
        #expect(read.findings.map(\.kind) == [.skippedTime])
    }

    @Test func `cross a change with the right energy in hours of the right length`() throws {
        let read = try clocked(["01:00", "03:00"], on: spring)
        let meter = Meter(
            site: "s", id: "m", medium: .electricity, use: .total,
            installations: [Installation(from: read.readings[0].time, serial: "A")])
        let result = ReadingSequence(read.readings, of: meter).consumption(step: .hours(1))
        #expect(result.series.intervals.map(\.amount) == [1])
        #expect(result.findings.isEmpty)
    }
}

/// Zurich's clock was set back at 01:00 UTC on this day, and forward at 01:00 UTC on that.
private let autumn = "2026-10-25"
private let spring = "2026-03-29"

/// Each reading counts one more than the one before.
private func clocked(_ times: [String], on day: String, step: Duration? = nil) throws -> ClockedReadings {
    let readings = try times.enumerated().map {
        LocalReading(try CivilDate(day), try TimeOfDay($1), Double($0))
    }
    return ClockedReadings(readings, in: try TimeZone(named: "Europe/Zurich"), step: step)
}

/// From 22:00 on, of the evening before.
private func times(_ clocks: [String]) -> [String] {
    clocks.map { "2026-10-\($0 >= "22:00" ? "24" : "25")T\($0):00Z" }
}
