import Chance
import Control
import Quantities
import Records
import Replay
import Testing

@Suite struct `Under any week of faults, changes and cuts of power, an audit` {
    @Test(arguments: 0..<20) func `reproduces every decision, and names any other one`(seed: UInt64) throws {
        let week = try Week(seed: seed)
        var (audit, judged) = (Audit(), [Int]())
        for (place, entry) in week.entries.enumerated() {
            let passed = audit.passed
            let difference = try audit.take(entry)
            #expect(difference == nil)
            if difference != nil { return }
            if passed == audit.passed { judged.append(place) }
        }
        #expect(audit.decisions > 1_000)
        #expect(audit.snapshots > audit.boots)
        #expect(audit.boots <= week.boots)
        #expect(audit.passed <= audit.boots)
        var random = SplitMix(state: seed)
        for _ in 0..<3 {
            let place = try #require(judged.randomElement(using: &random))
            var entries = week.entries
            guard let forged = try forge(&entries[place], using: &random) else { continue }
            var (audit, found) = (Audit(), Audit.Difference?.none)
            for entry in entries where found == nil { found = try audit.take(entry) }
            #expect(found?.zone == "zone-\(forged.zone)")
            #expect(found?.at == forged.at)
            guard case .decision(let board, let core)? = found?.kind else {
                Issue.record("\(forged) went unnoticed: \(String(describing: found))")
                return
            }
            #expect(.output(level: board.level, reason: board.reason) == forged.event)
            #expect(board != core)
        }
    }

    /// Changes one decision of a block.
    ///
    /// - Returns: What is written there now; `nil` if this is a snapshot.
    private func forge(_ bytes: inout [UInt8], using random: inout SplitMix) throws -> Trace.Entry? {
        guard (try? Snapshot(decoding: bytes)) == nil else { return nil }
        var block = try Trace.Block(decoding: bytes)
        let decisions = block.entries.indices.filter { place in
            let entry = block.entries[place]
            // What holds no longer than the moment of a snapshot to set out from is nobody's to judge.
            return entry.event.isOutput
                && !block.entries[(place + 1)...].contains {
                    $0.at == entry.at && $0.zone == entry.zone && $0.event.isOutput
                }
        }
        guard let place = decisions.randomElement(using: &random),
            case .output(let level, let reason) = block.entries[place].event
        else { return nil }
        block.entries[place].event =
            random.one(in: 2)
            ? .output(level: level &+ .random(in: 1...3, using: &random), reason: reason)
            : .output(level: level, reason: Reason.allCases.filter { $0 != reason }.randomElement(using: &random)!)
        var writer = Trace.Writer(zones: 8, boot: block.boot)
        for entry in block.entries { writer.add(entry, time: block.baseTime + (entry.at - block.base)) }
        bytes = writer.take() ?? bytes
        return block.entries[place]
    }
}

extension Trace.Event {
    fileprivate var isOutput: Bool { if case .output = self { true } else { false } }
}
