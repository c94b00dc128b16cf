public import Control
internal import Quantities

/// Steps the control core over a tape and tells every decision as a line, the same on every machine.
///
/// Reviews are not on the tape: they follow from the core, each at its own moment.
public struct Player: Sendable {
    /// Steps and reviews so far.
    public private(set) var steps: Int64 = 0
    private var zones: Zones
    private var inputs: [Zone.Inputs]
    private var now = Instant.epoch

    /// Reads the head of a tape. All memory is allocated here.
    public init(on stage: inout some Stage & ~Copyable) throws(TapeError) {
        for index in 0..<4 { guard stage.next() == Tape.mark[index] else { throw .notATape } }
        guard try stage.byte() == Tape.version else { throw .foreign }
        let count = Int(try stage.byte())
        guard 1...Tape.most ~= count else { throw .malformed }
        guard try stage.number() == UInt64(Tape.length(Zone.Settings.self)),
            try stage.number() == UInt64(Tape.length(Zone.Inputs.self))
        else { throw .foreign }
        var (settings, links) = ([Zone.Settings](), [UInt64]())
        settings.reserveCapacity(count)
        links.reserveCapacity(count)
        for _ in 0..<count {
            links.append(try stage.number())
            var one = Zone.Settings(steps: 1)
            try stage.read(into: &one)
            settings.append(one)
        }
        zones = Zones(settings, links: links)
        // Memory of its own: shared with the zones', it would be copied at the first step.
        inputs = Array(repeating: Zone.Inputs(motion: nil), count: count)
    }

    /// Plays the tape to its end, and tells the state that every zone is in then. Allocates nothing.
    public mutating func play(on stage: inout some Stage & ~Copyable) throws(TapeError) {
        while true {
            let wait = try stage.number()
            guard wait <= 1 << 50 else { throw .malformed }
            let whose = try stage.byte()
            now = now + .milliseconds(Int64(wait))
            if whose == Tape.ending { break }
            let zone = Int(whose) % Tape.most
            guard zone < zones.count, Int(whose) < 2 * Tape.most else { throw .malformed }
            review(on: &stage)
            if Int(whose) == zone {
                try stage.readDifferences(into: &inputs[zone])
                stage.coreBegins()
                zones.step(zone, inputs[zone], at: now)
                stage.coreEnds()
                tell(zone, at: now, on: &stage)
            } else {
                var settings = zones.settings(of: zone)
                try stage.readDifferences(into: &settings)
                zones.apply(settings, to: zone, at: now)
            }
        }
        for zone in 0..<zones.count { tellState(of: zone, on: &stage) }
    }

    private mutating func review(on stage: inout some Stage & ~Copyable) {
        while true {
            stage.coreBegins()
            let review = zones.review(before: now)
            stage.coreEnds()
            guard let (zone, due) = review else { return }
            tell(zone, at: due, on: &stage)
        }
    }

    /// Such as `step 17 ms 60000 zone 2 level 1 reason 1 occupied 1 plugs 1 setback 0 faults 0 hold 900000
    /// review 960000 state 5577006791947779410`, in one line.
    private mutating func tell(_ zone: Int, at moment: Instant, on stage: inout some Stage & ~Copyable) {
        let outputs = zones.outputs[zone]
        steps += 1
        stage.tell("step ", steps)
        stage.tell(" ms ", moment.milliseconds)
        stage.tell(" zone ", Int64(zone))
        stage.tell(" level ", Int64(outputs.level))
        stage.tell(" reason ", Int64(outputs.reason.rawValue))
        stage.tell(" occupied ", outputs.isOccupied ? 1 : 0)
        stage.tell(" plugs ", outputs.plugs ? 1 : 0)
        stage.tell(" setback ", Int64(outputs.setback.rawValue))
        stage.tell(" faults ", Int64(outputs.faults.rawValue))
        stage.tell(" hold ", outputs.hold.milliseconds)
        stage.tell(" review ", outputs.reviewBy?.milliseconds ?? -1)
        stage.tell(" state ", Int64(bitPattern: sum(of: zone).value))
        stage.tell(UInt8(ascii: "\n"))
    }

    private mutating func sum(of zone: Int) -> StateSum {
        var sum = StateSum()
        zones.exchange(zone, &sum)
        return sum
    }

    /// Such as `state of zone 2: 31 words, 5577006791947779410`.
    private mutating func tellState(of zone: Int, on stage: inout some Stage & ~Copyable) {
        let sum = sum(of: zone)
        stage.tell("state of zone ", Int64(zone))
        stage.tell(": ", sum.words)
        stage.tell(" words, ", Int64(bitPattern: sum.value))
        stage.tell(UInt8(ascii: "\n"))
    }
}

/// A number that stands for the whole state of a zone: FNV-1a, 64 bits (Fowler, Noll, Vo 1991), over its words,
/// lowest byte first.
public struct StateSum: StateCodec {
    public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
    public private(set) var words: Int64 = 0

    public init() {}

    public mutating func exchange(_ word: inout Int64) {
        words += 1
        var rest = UInt64(bitPattern: word)
        for _ in 0..<8 {
            value = (value ^ (rest & 0xFF)) &* 0x100_0000_01B3
            rest >>= 8
        }
    }
}
