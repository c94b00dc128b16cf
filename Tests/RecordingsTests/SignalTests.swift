import Quantities
import Recordings
import Testing

@Suite struct `The signals of a recording` {
    let read: Recording

    init() throws {
        read = try recording(
            "timestamp,motion,occupied,daylight_lux",
            "2017-12-22T10:00:00Z,0,0,10",
            "2017-12-22T10:01:00Z,1,1,10",
            "2017-12-22T10:02:00Z,1,,",
            "2017-12-22T10:03:00Z,0,1,20",
            "2017-12-22T10:08:00Z,1,1,20",
            "2017-12-22T10:13:00.001Z,1,1,20")
    }

    @Test func `are parted where it is silent for too long`() throws {
        #expect(read.runs() == [0..<5, 5..<6])
        #expect(read.runs(gap: .milliseconds(300_001)) == [0..<6])
        #expect(read.runs(gap: .minutes(1)) == [0..<4, 4..<5, 5..<6])
        let gap = try #require(read.gaps().first)
        #expect(read.gaps().count == 1)
        #expect((gap.row, gap.length) == (4, .milliseconds(300_001)))
        #expect((gap.start, gap.end) == (read.rows[4].time, read.rows[5].time))
    }

    @Test func `are what they are at first, then their changes`() throws {
        #expect(
            read.motionEdges(in: 0..<4) == [
                .init(false, at: try time("2017-12-22T10:00:00Z")), .init(true, at: try time("2017-12-22T10:01:00Z")),
                .init(false, at: try time("2017-12-22T10:03:00Z")),
            ])
        #expect(
            read.presenceEdges(in: 0..<4) == [
                .init(false, at: try time("2017-12-22T10:00:00Z")), .init(true, at: try time("2017-12-22T10:01:00Z")),
                .init(nil, at: try time("2017-12-22T10:02:00Z")), .init(true, at: try time("2017-12-22T10:03:00Z")),
                .init(nil, at: try time("2017-12-22T10:04:00Z")),
            ])
        #expect(
            read.daylightChanges(in: 0..<4) == [
                .init(Lux(10), at: try time("2017-12-22T10:00:00Z")), .init(nil, at: try time("2017-12-22T10:02:00Z")),
                .init(Lux(20), at: try time("2017-12-22T10:03:00Z")), .init(nil, at: try time("2017-12-22T10:04:00Z")),
            ])
        #expect(read.motionEdges(in: 2..<2).isEmpty)
    }

    @Test func `tell every change of the number of people, but presence only the first who comes`() throws {
        let counted = try recording(
            "timestamp,occupied", "2017-12-22T10:00:00Z,2", "2017-12-22T10:01:00Z,3", "2017-12-22T10:02:00Z,3",
            "2017-12-22T10:03:00Z,0")
        #expect(
            counted.peopleChanges(in: 0..<4) == [
                .init(2, at: try time("2017-12-22T10:00:00Z")), .init(3, at: try time("2017-12-22T10:01:00Z")),
                .init(0, at: try time("2017-12-22T10:03:00Z")), .init(nil, at: try time("2017-12-22T10:04:00Z")),
            ])
        #expect(
            counted.presenceEdges(in: 0..<4) == [
                .init(true, at: try time("2017-12-22T10:00:00Z")), .init(false, at: try time("2017-12-22T10:03:00Z")),
                .init(nil, at: try time("2017-12-22T10:04:00Z")),
            ])
    }

    @Test func `end after the usual step`() throws {
        #expect(read.medianStep == .minutes(1))
        #expect(
            read.motionEdges(in: 5..<6) == [
                .init(true, at: try time("2017-12-22T10:13:00.001Z")),
                .init(false, at: try time("2017-12-22T10:14:00.001Z")),
            ])
    }

    @Test func `end after five minutes where the step is longer or unknown`() throws {
        let hourly = try recording("timestamp,motion", "2017-12-22T10:00:00Z,1", "2017-12-22T11:00:00Z,1")
        #expect(hourly.end(of: 0..<1) == (try time("2017-12-22T10:05:00Z")))
        let single = try recording("timestamp,motion", "2017-12-22T10:00:00Z,1")
        #expect(single.end(of: 0..<1) == (try time("2017-12-22T10:05:00Z")))
    }

    @Test func `end no later than the next row`() throws {
        let uneven = try recording(
            "timestamp,motion", "2017-12-22T10:00:00Z,1", "2017-12-22T10:00:10Z,1", "2017-12-22T10:01:00Z,1",
            "2017-12-22T10:02:00Z,1")
        #expect(uneven.end(of: 0..<1) == (try time("2017-12-22T10:00:10Z")))
    }
}
