import Chance
import Glibc
import Journal
import Testing

@Suite struct `Under any history, a journal` {
    /// Every durable entry is read back exactly or covered by a gap, without holes, and only damage makes gaps.
    @Test(arguments: 0..<60) func `reads as the list of what was written`(seed: UInt64) throws {
        var history = try History(seed: seed)
        for _ in 0..<80 { try history.step() }
        try history.check()
    }

    @Test(arguments: 0..<10) func `stays within its limit, and keeps longest what outlasts all thinning`(
        seed: UInt64
    ) throws {
        var random = SplitMix(state: seed)
        let scratch = Scratch()
        let thinning = Thinning(levels: 2) { level, sequence, _ in sequence % (level == 0 ? 4 : 32) == 0 }
        var contents: [[UInt8]] = []
        var acknowledged: UInt64 = 0
        for _ in 0..<5 {
            let journal = try scratch.journal(limit: 65_536, thinning: thinning)
            contents.removeLast(contents.count - Int(journal.last))
            for _ in 0..<Int.random(in: 1...400, using: &random) {
                contents.append(.random(upTo: 700, using: &random))
                try journal.append(contents[contents.count - 1])
                if random.next() % 8 == 0 || journal.last - journal.durable > 20 { try journal.sync() }
                #expect(journal.bytesUsed <= 65_536)
                if random.next() % 200 == 0 {
                    let sequence = UInt64.random(in: 0...journal.durable, using: &random)
                    try journal.acknowledge(through: sequence)
                    acknowledged = max(acknowledged, sequence)
                }
            }
            var next: UInt64 = 1
            for entry in try journal.all(using: &random) {
                #expect(entry.first == next)
                next = entry.sequence + 1
                if let bytes = entry.bytes {
                    #expect(bytes == contents[Int(entry.sequence) - 1])
                } else {
                    let mustStay = max(journal.oldest, acknowledged + 1)
                    let missed = (entry.first...entry.sequence).first { $0 >= mustStay && $0 % 32 == 0 }
                    #expect(missed == nil, "wanted at every level, yet gone")
                }
            }
            #expect(next == journal.durable + 1)
        }
    }
}

/// A journal beside the list it should read as.
private struct History {
    private let scratch = Scratch()
    private var journal: Journal?
    /// By sequence, from 1; `nil` for what never was durable.
    private var model: [[UInt8]?] = []
    /// How many entries damage may have cost.
    private var damage = 0
    private var random: SplitMix

    init(seed: UInt64) throws {
        random = SplitMix(state: seed)
        journal = try scratch.journal()
    }

    mutating func step() throws {
        switch Int.random(in: 0..<18, using: &random) {
        case 0..<6:
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let bytes = [UInt8].random(upTo: 1_500, using: &random)
                model.append(bytes)
                #expect(try open.append(bytes) == UInt64(model.count))
            }
        case 6..<10: try open.sync()
        case 10..<12: try open.acknowledge(through: .random(in: 0...open.durable, using: &random))
        case 12: try check()
        case 13: try reopen { _, _ in }
        case 14..<16: try reopen { bytes, random in bytes += tornTail(&random) }
        case 16:
            damage += try reopen { bytes, random in
                let flips = Int.random(in: 1...3, using: &random)
                for _ in 0..<flips { bytes[.random(in: bytes.indices, using: &random)] ^= 1 << (random.next() % 8) }
                return flips
            }
        default: try reopenCutShort()
        }
    }

    /// Compares all of it, portion by portion.
    mutating func check() throws {
        let journal = try open
        var (next, missing) = (1, 0)
        for entry in try journal.all(using: &random) {
            #expect(Int(entry.first) == next)
            next = Int(entry.sequence) + 1
            if entry.isGap {
                missing += model[Int(entry.first) - 1...Int(entry.sequence) - 1].count { $0 != nil }
            } else {
                #expect(entry.bytes == model[Int(entry.sequence) - 1])
            }
        }
        #expect(next == Int(journal.durable) + 1)
        #expect(missing <= damage)
    }

    private var open: Journal { get throws { try #require(journal) } }

    /// Closes the journal, lets `change` work on a segment's file (the last, but for damage any), and opens it again.
    private mutating func reopen<R>(_ change: (inout [UInt8], inout SplitMix) -> R) throws -> R {
        let (durable, acknowledged) = (Int(try open.durable), try open.acknowledged)
        journal = nil
        model.removeLast(model.count - durable)
        let name = R.self == Int.self ? scratch.segments.randomElement(using: &random)! : scratch.segments.last!
        var bytes = scratch.bytes(of: name)
        let result = change(&bytes, &random)
        scratch.write(bytes, to: name)
        let opened = try scratch.journal()
        journal = opened
        #expect(opened.acknowledged == acknowledged)
        #expect(Int(opened.last) >= (model.lastIndex { $0 != nil } ?? -1) + 1, "a sequence would be given twice")
        while model.count > Int(opened.last) { model.removeLast() }
        while model.count < Int(opened.last) { model.append(nil) }
        return result
    }

    /// A disk that lied: what it said was durable is not.
    private mutating func reopenCutShort() throws {
        let acknowledged = try open.acknowledged
        journal = nil
        let name = scratch.segments.last!
        scratch.write(Array(scratch.bytes(of: name).prefix(Int(random.next() % 20_000))), to: name)
        let opened = try scratch.journal()
        journal = opened
        #expect(opened.last >= acknowledged)
        model.removeLast(max(0, model.count - Int(opened.last)))
        while model.count < Int(opened.last) { model.append(nil) }
        for sequence in opened.recovered.lost ?? 1...1 where opened.recovered.lost != nil {
            model[Int(sequence) - 1] = nil
        }
        try check()
    }
}

/// What a power cut may leave of a write: the beginning of frames, noise, zeros.
private func tornTail(_ random: inout SplitMix) -> [UInt8] {
    var tail = [UInt8].random(upTo: 200, using: &random)
    if random.next() % 2 == 0 { tail += [UInt8](repeating: 0, count: Int(random.next() % 5_000)) }
    return tail
}

extension [UInt8] {
    static func random(upTo count: Int, using random: inout SplitMix) -> [UInt8] {
        (0..<Int.random(in: 0...count, using: &random)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
}
