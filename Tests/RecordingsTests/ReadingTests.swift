import Calendars
import Glibc
import Quantities
import Recordings
import Testing

@Suite struct `A recording` {
    @Test func `is read from a file of commas`() throws {
        let read = try recording(
            "timestamp,motion,occupied,illuminance_lux,daylight_lux",
            "2017-12-22T10:49:41Z,0,1,121.5,30",
            "2017-12-22T10:50:12Z,1,3,,0.25",
            "2017-12-22T10:50:42Z,true,,7e1,")
        #expect(
            read.rows == [
                .init(
                    time: try time("2017-12-22T10:49:41Z"), motion: false, people: 1, daylight: Lux(30),
                    illuminance: Lux(121.5)),
                .init(time: try time("2017-12-22T10:50:12Z"), motion: true, people: 3, daylight: Lux(0.25)),
                .init(time: try time("2017-12-22T10:50:42Z"), motion: true, illuminance: Lux(70)),
            ])
        #expect(read.hasMotion && read.hasTruth && read.hasDaylight)
        #expect(read.rows.map(\.occupied) == [true, true, nil])
        #expect(read.medianStep == .seconds(30))
        #expect(read.span == (try time("2017-12-22T10:49:41Z"))...(try time("2017-12-22T10:50:42Z")))
    }

    @Test func `may have times and motion only`() throws {
        let read = try recording("motion,timestamp", "1,2017-12-22T10:49:41Z")
        #expect(read.rows == [.init(time: try time("2017-12-22T10:49:41Z"), motion: true)])
        #expect(read.hasMotion && !read.hasTruth && !read.hasDaylight)
        #expect(read.medianStep == nil)
    }

    @Test func `may have times and people only`() throws {
        let read = try recording("occupied,timestamp", ",2017-12-22T10:49:41Z", "2,2017-12-22T10:50:41Z")
        #expect(
            read.rows == [
                .init(time: try time("2017-12-22T10:49:41Z")), .init(time: try time("2017-12-22T10:50:41Z"), people: 2),
            ])
        #expect(!read.hasMotion && read.hasTruth)
        #expect(read.motionEdges(in: 0..<2).isEmpty)
    }

    @Test(arguments: [
        ("0,0", 0), ("1,0", 1), ("2,3", 5), ("true,FALSE", 1), ("0.2,1.5", 3), ("1e5,100000", 200_000), ("-0,0.0", 0),
        ("2,", 2), (",0", nil), (",", nil),
    ]) func `counts the people of several sources together`(cells: String, people: Int?) throws {
        let read = try recording(
            "timestamp,motion,A,B", "2017-12-22T10:49:41Z,0,1,1", "2017-12-22T10:50:41Z,1,\(cells)",
            columns: ColumnMap("occupied=A+B"))
        #expect(read.rows[1].people == people)
        #expect(read.rows[1].occupied == people.map { $0 > 0 })
    }

    @Test(arguments: [
        ("Z", 0), ("+00:00", 0), ("-0000", 0), ("+05:30", 330), (" +0530", 330), ("-03", -180), ("", nil),
    ]) func `knows the offset its times were written with`(suffix: String, minutes: Int64?) throws {
        let read = try recording("timestamp,motion", "2017-12-22 10:00\(suffix),0", "2017-12-22 10:01\(suffix),1")
        #expect(read.writtenOffset == minutes.map { .minutes($0) })
        #expect(read.shifted(by: .days(1)).writtenOffset == read.writtenOffset)
    }

    @Test func `takes the same offset in several spellings`() throws {
        let read = try recording(
            "timestamp,motion", "2017-12-22 10:00Z,0", "2017-12-22 10:01+00:00,0", "2017-12-22 10:02 -0000,0", zone: nil
        )
        #expect(read.writtenOffset == .zero)
        #expect(read.medianStep == .minutes(1))
    }

    @Test func `is a bare wall clock in UTC, also where some clock is put forward`() throws {
        let read = try recording(
            "timestamp,motion", "2017-03-26 01:59,0", "2017-03-26 02:30,0", "2017-03-26 03:00,0", zone: .utc)
        #expect(
            read.rows.map(\.time.iso8601) == [
                "2017-03-26T01:59:00Z", "2017-03-26T02:30:00Z", "2017-03-26T03:00:00Z",
            ])
        #expect(read.writtenOffset == nil)
    }

    @Test(arguments: [
        "timestamp;motion;note\n2017-12-22T10:49:41Z;1;a,b\n",
        "timestamp\tmotion\r\n2017-12-22T10:49:41Z\t1\r\n",
        "\u{FEFF}timestamp,motion\n2017-12-22T10:49:41Z,1",
        "\"timestamp\",\"mo\"\"tion\",motion\n\"2017-12-22T10:49:41Z\",\"a,\r\n\"\"b\"\"\",\"1\"\n",
        "\"a;b\"\ttimestamp\tmotion\n\t2017-12-22T10:49:41Z\tTrue\n",
        "größe,timestamp,motion\n\"\",2017-12-22T10:49:41Z,1.0\n",
    ]) func `may be written as other programs do`(text: String) throws {
        let read = try Recording(csv: Array(text.utf8), named: "room.csv")
        #expect(read.rows == [.init(time: try time("2017-12-22T10:49:41Z"), motion: true)])
    }

    @Test func `is put together from the columns of a map`() throws {
        let read = try recording(
            "Date,Time,L1,L2,S6_PIR,S7_PIR,People,Desk,motion",
            "2017-12-22,10:49:41,100,300,0,1,0,0,x",
            "2017-12-22,10:50:12,100,,0,0,0,,x",
            "2017-12-22,10:50:42,,,1,1,0,2,x",
            columns: ColumnMap(
                "timestamp=Date+Time,motion=S6_PIR+S7_PIR,occupied=People+Desk,illuminance_lux=L1+L2"),
            zone: TimeZone(offset: "+05:30"))
        #expect(
            read.rows == [
                .init(
                    time: try time("2017-12-22T05:19:41Z"), motion: true, people: 0, illuminance: Lux(200)),
                .init(time: try time("2017-12-22T05:20:12Z"), motion: false, illuminance: Lux(100)),
                .init(time: try time("2017-12-22T05:20:42Z"), motion: true, people: 2),
            ])
    }

    @Test(arguments: [
        ("2017-12-22T10:49:41.5", "2017-12-22T09:49:41.500Z"),
        ("2017-12-22 10:49:41.123999999", "2017-12-22T09:49:41.123Z"),
        ("2017-12-22 0:49:41", "2017-12-21T23:49:41Z"),
        ("2017/12/22 10:49", "2017-12-22T09:49:00Z"),
        ("22.12.2017 10:49:41", "2017-12-22T09:49:41Z"),
        ("2017-07-01T10:49:41", "2017-07-01T08:49:41Z"),
        ("2017-12-22T10:49:41Z", "2017-12-22T10:49:41Z"),
        ("2017-12-22 10:49:41-03:00", "2017-12-22T13:49:41Z"),
        ("2017-12-22 10:49:41 +0530", "2017-12-22T05:19:41Z"),
        ("2017-12-22T10:49:41+01", "2017-12-22T09:49:41Z"),
    ]) func `knows its times in several spellings`(written: String, meant: String) throws {
        let zurich = try TimeZone(named: "Europe/Zurich")
        #expect(try recording("timestamp,motion", "\(written),0", zone: zurich).rows[0].time == time(meant))
    }

    @Test func `goes through the hour that the clock shows twice`() throws {
        let read = try recording(
            "timestamp,motion", "2017-10-29 01:30,0", "2017-10-29 02:00,0", "2017-10-29 02:45,0", "2017-10-29 02:30,0",
            "2017-10-29 02:50,0", "2017-10-29 03:00,0", zone: TimeZone(named: "Europe/Zurich"))
        #expect(
            read.rows.map(\.time.iso8601) == [
                "2017-10-28T23:30:00Z", "2017-10-29T00:00:00Z", "2017-10-29T00:45:00Z", "2017-10-29T01:30:00Z",
                "2017-10-29T01:50:00Z", "2017-10-29T02:00:00Z",
            ])
    }

    @Test func `goes back over midnight where the clock does`() throws {
        let read = try recording(
            "timestamp,motion", "2006-10-28 23:50,0", "2006-10-29 00:00,0", "2006-10-28 23:40,0", "2006-10-29 00:30,0",
            zone: TimeZone(named: "America/St_Johns"))
        #expect(
            read.rows.map(\.time.iso8601) == [
                "2006-10-29T02:20:00Z", "2006-10-29T02:30:00Z", "2006-10-29T03:10:00Z", "2006-10-29T04:00:00Z",
            ])
    }

    @Test(.enabled(if: sample != nil, "LIGHTWELL_RECORDING_SAMPLE names no recording of a real room"))
    func `of a real room is read, if one is at hand`() throws {
        let path = try #require(sample)
        let read = try Recording(
            csvFile: path,
            columns: ColumnMap("timestamp=Date+Time,motion=S6_PIR+S7_PIR,occupied=Room_Occupancy_Count"),
            zone: TimeZone(offset: "+05:30"))
        #expect(read.rows.count > 5_000)
        #expect(read.rows[0].time == (try time("2017-12-22T05:19:41Z")))
        #expect(read.gaps().prefix(2).map(\.length) == [.seconds(1_532), .seconds(86_483)])
        #expect(read.hasTruth && !read.hasDaylight)
        #expect(read.runs().count == read.gaps().count + 1)
    }
}

/// A copy of the UCI Room Occupancy Estimation data (Singh et al., 2018), if there is one.
private let sample: String? = {
    guard let path = getenv("LIGHTWELL_RECORDING_SAMPLE"), access(path, R_OK) == 0 else { return nil }
    return String(cString: path)
}()
