public import Journal
public import Quantities
public import Records

/// Where a board's records stand: read back at boot, so that counters go on.
public struct History: Sendable {
    /// The registers of each zone at its last interval.
    public private(set) var totals: [String: Totals] = [:]
    /// The number of the last boot; 0 before the first.
    public private(set) var boot: Int64 = 0
    /// The end of the newest interval; `nil` before the first.
    public private(set) var end: Timestamp?

    /// Reads backwards, until every zone asked for is found or the journal ends.
    public init(of zones: [String], in journal: Journal) throws(JournalError) {
        var wanted = Set(zones)
        var isBootKnown = false
        var upper = journal.durable
        while upper >= journal.oldest, upper > 0, !wanted.isEmpty || !isBootKnown {
            let lower = upper > Self.stride ? upper - Self.stride + 1 : 1
            let entries = try journal.read(from: lower, atMost: Int(upper - lower + 1))
            for entry in entries.reversed() where entry.sequence <= upper {
                guard let bytes = entry.bytes, let record = try? Record(decoding: bytes) else { continue }
                switch record {
                case .interval(let interval):
                    boot = Swift.max(boot, interval.boot)
                    isBootKnown = true
                    end = end ?? interval.end
                    if wanted.remove(interval.zone) != nil { totals[interval.zone] = interval.totals }
                case .boot(let start):
                    boot = Swift.max(boot, start.number)
                    isBootKnown = true
                case .change: break
                }
            }
            upper = lower - 1
        }
    }

    private static let stride: UInt64 = 512
}
