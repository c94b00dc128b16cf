import Activities
import Calendars
import Meters
import Quantities
import Testing

@Suite struct `A list of meters` {
    @Test func `shows what is installed on its day, those below a meter below it`() throws {
        #expect(try listing(at: "2026-06-30").table == golden)
        #expect(try listing(at: "2027-06-30").table.contains("  s/light  electricity  lighting  L-2"))
    }

    @Test func `says in JSON all that is known of each`() throws {
        let json = try listing(at: "2026-06-30").json
        #expect(json.contains(#""parent": "supply""#))
        #expect(json.contains(#""serial": "L-1""#) && json.contains(#""serial": "L-2""#))
        #expect(json.contains(#""most_per_hour": 165.6"#))
    }
}

private func listing(at day: String) throws -> Listing {
    let (start, swap) = (try Timestamp(iso8601: "2026-01-01"), try Timestamp(iso8601: "2027-01-01"))
    let light = Meter(
        site: "s", id: "light", medium: .electricity, use: .lighting, parent: "supply",
        installations: [
            Installation(from: start, to: swap, serial: "L-1", calibrationDue: try CivilDate("2026-12-31")),
            Installation(from: swap, serial: "L-2"),
        ],
        feeds: [Meter.Feed(board: "b", zone: "z", from: start)])
    let supply = Meter(
        site: "s", id: "supply", medium: .electricity, use: .total,
        installations: [
            Installation(
                from: start, serial: "S-1", accuracy: AccuracyClass("IEC 0.5S"),
                transformer: CurrentTransformer("200/5"))
        ])
    return Listing(of: [light, supply], at: try Timestamp(iso8601: day)) { _ in .utc }
}

private let golden = """
    meter      medium       use       serial  class     ratio  since       calibration  fed by
    s/supply   electricity  total     S-1     IEC 0.5S  200/5  2026-01-01  –            –
      s/light  electricity  lighting  L-1     –         –      2026-01-01  2026-12-31   b/z

    """
