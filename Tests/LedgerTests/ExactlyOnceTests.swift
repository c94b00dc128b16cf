import Chance
import Glibc
import Quantities
import Testing
import Uplink

@testable import Ledger

@Suite struct `Exactly once` {
    /// Histories of a board, its card's copy, a hub and the line between them: some dozen bad moments each, then a good
    /// line. `LIGHTWELL_HISTORIES` says how many: 20,000 on every day, 100,000 in scripts/check.
    @Test(arguments: 0..<16) func `the ledger equals the journal, whatever happened`(part: Int) {
        let all = getenv("LIGHTWELL_HISTORIES").flatMap { Int(String(cString: $0)) } ?? 20_000
        var (delivered, refused, complaints) = (0, 0, [String]())
        for seed in stride(from: part, to: all, by: 16) where complaints.count < 3 {
            var history = Ordeal(seed: UInt64(seed))
            history.live()
            delivered += history.delivered
            refused += history.refused
            if let complaint = history.complaint { complaints.append("seed \(seed): \(complaint)") }
        }
        #expect(complaints == [])
        #expect(delivered > 0 && refused > 0, "entries arrive, and copies of cards are refused")
    }
}
