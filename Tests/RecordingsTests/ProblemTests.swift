import Calendars
import Recordings
import Testing

@Suite struct `The problems of a recording` {
    @Test func `are all told at once, each with its place`() {
        #expect(
            said(
                by: "timestamp,motion,occupied,daylight_lux,größe",
                "2017-12-22T10:49:41,x,1,1,ä",
                "2017-12-22T10:49:42,2,-1,\"1,5\",ä",
                "2017-12-22T10:49:43,,nobody,1e9,ä",
                "",
                "2017-12-22T10:49:44,0,1,1",
                "2017-12-22T10:49:45,0,1,1,ä,b",
                "\"2017-12-22T10:49:46\",0,1,1,\"two\nlines\"x",
                "2017-12-22T10:49:47,0,1,1,a\"b",
                "2017-12-22T10:49:48,0,1,1,a\rb",
                "\"ä\ntwo\",ä,1,-0.1,ä",
                "2017-12-22T10:49:50,0,1,1,\"never closed",
                "2017-12-22T10:49:49,0,1,1,") == """
                    room.csv:2:21: error: not a number "x" for motion: write 0 or 1
                    room.csv:3:21: error: "2" for motion is neither 0 nor 1
                    room.csv:3:23: error: "-1" for occupied is less than nobody: leave it empty where nobody knows
                    room.csv:3:26: error: not a number "1,5" for daylight_lux: write decimals with a point
                    room.csv:4:21: error: no value for motion: write 0 or 1
                    room.csv:4:22: error: not a number "nobody" for occupied: write 0, 1 or a count
                    room.csv:4:29: error: "1e9" for daylight_lux is not within 0 to 200000 lx: leave it empty where \
                    nothing was measured
                    room.csv:5:1: error: the line is empty: remove it
                    room.csv:6:26: error: the row has 4 cells, but the header has 5: leave a cell empty rather than out
                    room.csv:7:29: error: the row has 6 cells, but the header has 5: put a cell that contains the separator \
                    in quotes
                    room.csv:9:7: error: text after the closing quote of a cell: double a quote that belongs to it
                    room.csv:10:28: error: a quote within a cell: put the whole cell in quotes, and double those within
                    room.csv:11:28: error: a carriage return without a line feed: end lines with LF or CRLF
                    room.csv:12:1: error: "ä\\ntwo" is not a time: write it as 2017-12-22T10:49:41, with Z or +05:30 \
                    where the zone is known
                    room.csv:13:6: error: not a number "ä" for motion: write 0 or 1
                    room.csv:13:10: error: "-0.1" for daylight_lux is not within 0 to 200000 lx: leave it empty \
                    where nothing was measured
                    room.csv:14:27: error: this quote is never closed
                    """)
    }

    @Test(arguments: [
        ("", "room.csv:1:1: error: the file is empty: write a header, such as timestamp,motion, and rows below it"),
        ("timestamp,motion\n", "room.csv:1:1: error: there are no rows below the header: write at least one"),
        ("\u{FEFF}timestamp,motion", "room.csv:1:1: error: there are no rows below the header: write at least one"),
        (
            "time,motion\n2017-12-22T10:49:41,0",
            "room.csv:1:1: error: there is no column \"timestamp\"; the header has: time, motion; rename one, or map it, "
                + "as in --map timestamp=NAME"
        ),
        (
            "timestamp,Motion\n2017-12-22T10:49:41,0",
            "room.csv:1:1: error: there is no column \"motion\" or \"occupied\", did you mean \"Motion\"?; the header "
                + "has: timestamp, Motion; rename one, or map it, as in --map motion=NAME or --map occupied=NAME"
        ),
        (
            "tiemstamp;ocupied\n2017-12-22T10:49:41;0",
            "room.csv:1:1: error: there is no column \"timestamp\", did you mean \"tiemstamp\"?; the header has: "
                + "tiemstamp, ocupied; rename one, or map it, as in --map timestamp=NAME\n"
                + "room.csv:1:1: error: there is no column \"motion\" or \"occupied\", did you mean \"ocupied\"?; the "
                + "header has: tiemstamp, ocupied; rename one, or map it, as in --map motion=NAME or --map occupied=NAME"
        ),
        (
            "timestamp,motion,motion\n2017-12-22T10:49:41,0,0",
            "room.csv:1:18: error: the column \"motion\" occurs 2 times: rename all but one"
        ),
        ("timestamp,\"motion\n", "room.csv:1:11: error: this quote is never closed"),
    ]) func `begin with the header`(text: String, sentence: String) {
        #expect(said(by: text) == sentence)
    }

    @Test(arguments: [
        (
            "22/12/2017 10:49",
            "could have the day or the month first: write year-month-day, such as 2017-12-22, or 22.12.2017"
        ),
        (
            "1/2/2017 10:49",
            "could have the day or the month first: write year-month-day, such as 2017-12-22, or 22.12.2017"
        ),
        ("2017-02-29 10:49", "has a date that is in no calendar: write year-month-day, such as 2017-12-22"),
        ("2017-02-28", "has no time of day: append it, or map both columns, as in timestamp=Date+Time"),
        ("2017-03-26 02:30", "never was: the clock of Europe/Zurich was put forward past it"),
        (
            "2017-12-22T24:00",
            "is not a time: write it as 2017-12-22T10:49:41, with Z or +05:30 where the zone is known"
        ),
        (
            "2017-12-22T10:49:60",
            "is not a time: write it as 2017-12-22T10:49:41, with Z or +05:30 where the zone is known"
        ),
        (
            "2017-12-22T10:49 CET",
            "is not a time: write it as 2017-12-22T10:49:41, with Z or +05:30 where the zone is known"
        ),
    ]) func `with a time name the cure`(written: String, sentence: String) throws {
        let zurich = try TimeZone(named: "Europe/Zurich")
        #expect(
            said(by: "motion,timestamp", "0,\(written)", zone: zurich)
                == "room.csv:2:3: error: \"\(written)\" \(sentence)")
    }

    @Test func `with the order of rows are told once per break`() throws {
        #expect(
            said(
                by: "timestamp,motion", "2017-12-22T10:00,0", "2017-12-22T10:00,0", "2017-12-22T09:00,0",
                "2017-12-22T10:01,0", zone: try TimeZone(named: "Europe/Zurich")) == """
                    room.csv:3:1: error: "2017-12-22T10:00" is the same as the time above it: keep one of the two rows
                    room.csv:4:1: error: "2017-12-22T09:00" is before the time above it, 2017-12-22T10:00:00: sort the \
                    rows by time
                    """)
    }

    @Test func `with the order of a bare wall clock think of the one that was set back`() {
        #expect(
            said(
                by: "timestamp,motion", "2017-10-29 02:59,0", "2017-10-29 02:00,0", "2017-10-29 03:00,0",
                "2017-10-28 03:00,0") == """
                    room.csv:3:1: error: "2017-10-29 02:00" is before the time above it, 2017-10-29T02:59:00: sort the \
                    rows by time, or leave out one of two hours if the clock was set back here
                    room.csv:5:1: error: "2017-10-28 03:00" is before the time above it, 2017-10-29T03:00:00: sort the \
                    rows by time
                    """)
    }

    @Test func `with mixed offsets are told where they change, also by daylight saving`() {
        #expect(
            said(
                by: "motion,timestamp", "0,2017-03-26T01:58:00+01:00", "0,2017-03-26T01:59:00+01:00",
                "0,2017-03-26T03:00:00+02:00", "0,2017-03-26T03:01:00+02:00", "0,2017-03-26T01:02:00Z",
                "0,2017-03-26T01:03:00", "0,2017-03-26T01:04:00") == """
                    room.csv:4:3: error: "2017-03-26T03:00:00+02:00" says +02:00, but the time above it +01:00: write \
                    all times with one offset, also where the clock was changed; best in UTC, with Z
                    room.csv:6:3: error: "2017-03-26T01:02:00Z" says UTC, but the time above it +02:00: write all times \
                    with one offset, also where the clock was changed; best in UTC, with Z
                    room.csv:7:3: error: "2017-03-26T01:03:00" says no offset, but the time above it UTC: write all \
                    times with one offset, also where the clock was changed; best in UTC, with Z
                    """)
    }

    @Test func `with an offset that stops are told once where no zone is known`() {
        #expect(
            said(
                by: "timestamp,motion", "2020-01-01T10:00:00+05:30,0", "2020-01-01T10:01:00,0", "2020-01-01T10:02,0",
                zone: nil)
                == "room.csv:3:1: error: \"2020-01-01T10:01:00\" says no offset, but the time above it +05:30: write all "
                + "times with one offset, also where the clock was changed; best in UTC, with Z")
    }

    @Test func `with a motion that is mapped but missing stay, whatever else there is`() throws {
        #expect(
            said(by: "timestamp,occupied", "2017-12-22T10:00Z,0", columns: try ColumnMap("motion=PIR"))
                == "room.csv:1:1: error: motion: there is no column \"PIR\"; the header has: timestamp, occupied")
    }

    @Test func `with nothing known are told`() {
        #expect(
            said(by: "timestamp,occupied", "2017-12-22T10:00Z,", "2017-12-22T10:01Z,")
                == "room.csv:1:1: error: occupied is empty in every row, and there is no motion: one of them is needed")
    }

    @Test func `with a count of people name it`() {
        #expect(
            said(
                by: "timestamp,occupied", "2017-12-22T10:00Z,100001", "2017-12-22T10:01Z,1e999",
                "2017-12-22T10:02Z,-1e-9", "2017-12-22T10:03Z,nan", "2017-12-22T10:04Z,inf", "2017-12-22T10:05Z,1e5"
            ) == """
                room.csv:2:19: error: "100001" for occupied is more than 100000 people: leave it empty where nobody knows
                room.csv:3:19: error: "1e999" for occupied is more than 100000 people: leave it empty where nobody knows
                room.csv:4:19: error: "-1e-9" for occupied is less than nobody: leave it empty where nobody knows
                room.csv:5:19: error: not a number "nan" for occupied: write 0, 1 or a count
                room.csv:6:19: error: not a number "inf" for occupied: write 0, 1 or a count
                """)
    }

    @Test(arguments: [
        ([0x1F, 0x8B, 0x08, 0x00], "1:2: error: the byte 0x8B is not UTF-8: unpack the file with gunzip"),
        ([0xFF, 0xFE, 0x74, 0x00], "1:1: error: the byte 0xFF is not UTF-8: save the file in that encoding"),
        (
            [0x00, 0x01],
            "1:1: error: there is no column \"timestamp\"; the header has: \\u{0}\\u{1}; rename one, or map it, as in "
                + "--map timestamp=NAME\nroom.csv:1:1: error: there is no column \"motion\" or \"occupied\"; the header "
                + "has: \\u{0}\\u{1}; rename one, or map it, as in --map motion=NAME or --map occupied=NAME"
        ),
    ]) func `with what is no text are told`(bytes: [UInt8], sentence: String) {
        let problems = #expect(throws: RecordingProblems.self) { try Recording(csv: bytes, named: "room.csv") }
        #expect(problems?.description == "room.csv:\(sentence)")
    }

    @Test func `with a missing zone are told once`() {
        #expect(
            said(by: "timestamp,motion", "2017-12-22T10:00,0", "2017-12-22T10:01,0", zone: nil)
                == "room.csv:2:1: error: \"2017-12-22T10:00\" does not say in which zone: name the time zone of the "
                + "file, or append Z for UTC or an offset such as +05:30 to every time")
    }

    @Test func `are counted beyond twenty`() {
        let lines = (0..<23).map { "2017-12-22T10:00:\($0 + 10),x" }
        let problems = said(by: (["timestamp,motion"] + lines).joined(separator: "\n")).split(separator: "\n")
        #expect(problems.count == 21)
        #expect(problems[19] == "room.csv:21:21: error: not a number \"x\" for motion: write 0 or 1")
        #expect(problems[20] == "and 3 more")
    }

    @Test func `with the encoding name the first byte that is wrong`() {
        let bytes = Array("timestamp,motion,room\n2017-12-22T10:00Z,0,größe ".utf8) + [0xFC]
        let problems = #expect(throws: RecordingProblems.self) { try Recording(csv: bytes, named: "room.csv") }
        #expect(
            problems?.description == "room.csv:2:27: error: the byte 0xFC is not UTF-8: save the file in that encoding")
    }

    @Test func `with the file name its path`() {
        let missing = #expect(throws: RecordingProblems.self) { try Recording(csvFile: "/nowhere/room.csv") }
        #expect(missing?.description == "/nowhere/room.csv: error: there is no such file")
        let folder = #expect(throws: RecordingProblems.self) { try Recording(csvFile: "/") }
        #expect(folder?.description == "/: error: cannot be read: Is a directory")
    }
}
