import Calendars
import Recordings
import Testing

@Suite struct `A map of columns` {
    @Test func `names the sources of each target`() throws {
        let map = try ColumnMap("timestamp=Date+Time,motion=S6_PIR+S7_PIR,daylight_lux=\"a,\"\"b\"\"+c\"+d e")
        #expect(
            map.sources == [
                .timestamp: ["Date", "Time"], .motion: ["S6_PIR", "S7_PIR"], .daylight: ["a,\"b\"+c", "d e"],
            ])
        #expect(ColumnMap().sources.isEmpty)
    }

    @Test(arguments: [
        (
            "presence=A",
            "\"presence\" is no column of a recording; these are: timestamp, motion, occupied, illuminance_lux, daylight_lux"
        ),
        (
            "ocupied=A",
            "\"ocupied\" is no column of a recording, did you mean \"occupied\"?; these are: timestamp, motion, "
                + "occupied, illuminance_lux, daylight_lux"
        ),
        ("motion=A,motion=B", "motion stands twice in “motion=A,motion=B”: join its sources with +, as in motion=A+B"),
        ("motion", "motion has no source in “motion”: write the column it comes from, as in motion=A"),
        ("motion=A+B+A", "motion has the source \"A\" twice in “motion=A+B+A”: name it once"),
        (
            "motion=A+",
            "“motion=A+” is not a map of columns: write target=source, as in timestamp=Date+Time,motion=PIR"
        ),
        ("", "“” is not a map of columns: write target=source, as in timestamp=Date+Time,motion=PIR"),
        (
            "motion=\"A",
            "“motion=\"A” is not a map of columns: write target=source, as in timestamp=Date+Time,motion=PIR"
        ),
        (
            "motion=A=B",
            "“motion=A=B” is not a map of columns: write target=source, as in timestamp=Date+Time,motion=PIR"
        ),
    ]) func `says in a sentence why it is none`(text: String, sentence: String) {
        let malformed = #expect(throws: Malformed.self) { try ColumnMap(text) }
        #expect(malformed?.description == sentence)
    }

    @Test func `is told which columns there are`() throws {
        #expect(
            said(
                by: "Date,Time,S6_PIR,S6_PIR,S7_PIR", "2017-12-22,10:49:41,0,0,1",
                columns: try ColumnMap("timestamp=Date+Tme,motion=S6_PIR+S7_pir,occupied=Count")) == """
                    room.csv:1:1: error: timestamp: there is no column "Tme", did you mean "Time"?; the header has: Date, \
                    Time, S6_PIR, S6_PIR, S7_PIR
                    room.csv:1:18: error: the column "S6_PIR" occurs 2 times: rename all but one
                    room.csv:1:1: error: motion: there is no column "S7_pir", did you mean "S7_PIR"?; the header has: \
                    Date, Time, S6_PIR, S6_PIR, S7_PIR
                    room.csv:1:1: error: occupied: there is no column "Count"; the header has: Date, Time, S6_PIR, \
                    S6_PIR, S7_PIR
                    """)
    }
}
