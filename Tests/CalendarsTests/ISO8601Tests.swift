import Calendars
import Chance
import Quantities
import Testing

@Suite struct `A time as text` {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_782_777_600_000, "2026-06-30T00:00:00Z"),
        (1_782_814_272_345, "2026-06-30T10:11:12.345Z"), (-1, "1969-12-31T23:59:59.999Z"),
    ]) func `is written in UTC and read back`(milliseconds: Int64, text: String) throws {
        #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
        #expect(try Timestamp(iso8601: text).milliseconds == milliseconds)
    }

    @Test func `is read with an offset, and with more digits than it keeps`() throws {
        let time = try Timestamp(iso8601: "2026-06-30T10:11:12.3459+05:30")
        #expect(time.iso8601 == "2026-06-30T04:41:12.345Z")
        #expect(try Timestamp(iso8601: "2026-06-30T10:11:12.5-03:00").iso8601 == "2026-06-30T13:11:12.500Z")
    }

    @Test func `without a time is the first moment of that day in the zone`() throws {
        #expect(try Timestamp(iso8601: "2026-06-30").iso8601 == "2026-06-30T00:00:00Z")
        let nairobi = try TimeZone(named: "Africa/Nairobi")
        #expect(try Timestamp(iso8601: "2026-06-30", dateIn: nairobi).iso8601 == "2026-06-29T21:00:00Z")
    }

    @Test(arguments: [
        "2026-06-30T10:11Z", "2026-06-30t10:11:12Z", "2026-06-30 10:11:12Z", "2026-06-30T24:00:00Z",
        "2026-06-30T10:11:60Z",
        "2026-06-30T10:11:12.Z", "2026-06-30T10:11:12+0530", "2026-06-30T10:11:12ZZ", "2026-06-31T10:11:12Z", "", "T",
    ]) func `is refused unless exact`(text: String) {
        #expect(throws: Malformed.self) { try Timestamp(iso8601: text) }
    }

    @Test func `without a zone asks for one`() {
        let error = #expect(throws: Malformed.self) { try Timestamp(iso8601: "2026-06-30T10:11:12") }
        #expect(
            error?.description
                == "“2026-06-30T10:11:12” does not say in which zone: append Z for UTC, or an offset such as +05:30")
    }

    @Test func `survives the round trip at random`() throws {
        var random = SplitMix(state: 3)
        for _ in 0..<5_000 {
            let time = Timestamp(
                milliseconds: Int64.random(in: -62_167_219_200_000...253_402_300_799_999, using: &random))
            #expect(try Timestamp(iso8601: time.iso8601) == time)
        }
    }
}
