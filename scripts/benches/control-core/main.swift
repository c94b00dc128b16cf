// Steps the control core through inputs generated beforehand, and prints what that took, one figure a line.
//
//   control-core measure         a year of three zones, eight weeks of a board
//   control-core one | board     walks one stream once, for callgrind
import Control
import Quantities
import Simulation

/// What walking a stream took at best, and what came of it.
struct Walk {
    var steps = 0
    var nanoseconds = Int64.max
    var allocations = 0
    /// Of all decisions and of the state in the end: equal where nothing is decided otherwise.
    var sum: UInt64 = 0

    var perStep: Double { Double(nanoseconds) / Double(steps) }
}

/// Sums up a state as it passes by.
struct Sum: StateCodec {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func exchange(_ word: inout Int64) { add(word) }
    mutating func add(_ word: Int64) { value = (value ^ UInt64(bitPattern: word)) &* 0x0000_0100_0000_01B3 }

    mutating func add(_ outputs: Zone.Outputs, at now: Instant) {
        add(now.milliseconds << 16 | Int64(outputs.level) << 8 | Int64(outputs.reason.rawValue))
        add(outputs.reviewBy?.milliseconds ?? -1)
        add(outputs.hold.milliseconds << 16 | Int64(outputs.faults.rawValue))
        add((outputs.isOccupied ? 1 : 0) | (outputs.plugs ? 2 : 0) | Int64(outputs.setback.rawValue) << 2)
    }
}

/// One zone, from input to review to input; nothing but the core.
@inline(never)
func walkOne(
    _ zone: inout Zone, _ entries: UnsafeBufferPointer<Input>, _ decided: (Zone.Outputs, Instant) -> Void
) -> Int {
    var steps = 0
    var inputs = Zone.Inputs()
    var review: Instant?
    for entry in entries {
        let now = Instant(milliseconds: entry.at)
        while let due = review, due < now {
            let outputs = zone.step(inputs, at: due)
            (review, steps) = (outputs.reviewBy, steps + 1)
            decided(outputs, due)
        }
        inputs = entry.inputs
        let outputs = zone.step(inputs, at: now)
        (review, steps) = (outputs.reviewBy, steps + 1)
        decided(outputs, now)
    }
    return steps
}

/// A board's zones, as its cycle steps them.
@inline(never)
func walkBoard(
    _ zones: inout Zones, _ entries: UnsafeBufferPointer<Input>, _ decided: (Zone.Outputs, Instant) -> Void
) -> Int {
    var steps = 0
    for entry in entries {
        let now = Instant(milliseconds: entry.at)
        while let (zone, due) = zones.review(before: now) {
            decided(zones.outputs[zone], due)
            steps += 1
        }
        zones.step(Int(entry.zone), entry.inputs, at: now)
        steps += 1
        decided(zones.outputs[Int(entry.zone)], now)
        // Until when a board may sleep.
        precondition(zones.reviewBy.map { now <= $0 } ?? true)
    }
    return steps
}

/// Walks once and notes what that took, if it was less than before.
func measure(_ best: inout Walk, _ walk: () -> Int) {
    let (allocated, began) = (allocations(), cpu_ns())
    best.steps = walk()
    best.nanoseconds = min(best.nanoseconds, cpu_ns() - began)
    best.allocations += allocations() - allocated
}

func tell(_ name: String, _ value: some CustomStringConvertible) { print("\(name)=\(value)") }

let mode = CommandLine.arguments.count == 2 ? CommandLine.arguments[1] : ""
guard ["measure", "one", "board"].contains(mode) else { fatalError("control-core measure | one | board") }
let year = Skies(days: mode == "board" ? 56 : 364)
let weeks = mode == "board" ? year : Skies(days: 56)
let settings = Premises.board.map(\.settings)
let board =
    mode == "one"
    ? []
    : Premises.board.enumerated().flatMap { number, premises in
        premises.entries(under: weeks, seed: Seed(7).branch(Int64(number)), as: UInt8(number))
    }.sorted { ($0.at, $0.zone) < ($1.at, $1.zone) }
let names = ["cellular", "open", "corridor"]
let premises = [Premises.cellular, .open, .corridor]
let years = (mode == "board" ? [] : mode == "one" ? [0] : [0, 1, 2]).map {
    premises[$0].entries(under: year, seed: Seed(7).branch(names[$0]))
}

switch mode {
case "one":
    var zone = Zone(premises[0].settings)
    tell("steps", years[0].withUnsafeBufferPointer { walkOne(&zone, $0) { _, _ in } })
case "board":
    var zones = Zones(settings, links: Premises.links)
    tell("steps", board.withUnsafeBufferPointer { walkBoard(&zones, $0) { _, _ in } })
default:
    var walks = [Walk](repeating: Walk(), count: years.count)
    var (together, reference) = (Walk(), Walk())
    // What is timed, and the measure it is told in, take turns: noise falls on all.
    for _ in 0..<7 {
        for place in years.indices {
            var zone = Zone(premises[place].settings)
            years[place].withUnsafeBufferPointer { entries in
                measure(&walks[place]) { walkOne(&zone, entries) { _, _ in } }
            }
        }
        var zones = Zones(settings, links: Premises.links)
        board.withUnsafeBufferPointer { entries in
            measure(&together) { walkBoard(&zones, entries) { _, _ in } }
            measure(&reference) { Int(reference_walk(entries.baseAddress, entries.count)) }
        }
    }
    reference.steps = board.count
    for place in years.indices {
        var (zone, sum) = (Zone(premises[place].settings), Sum())
        years[place].withUnsafeBufferPointer { entries in
            _ = walkOne(&zone, entries) { sum.add($0, at: $1) }
        }
        zone.exchange(&sum)
        walks[place].sum = sum.value
        tell("\(names[place])_ms", Double(walks[place].nanoseconds) / 1e6)
        tell("\(names[place])_steps", walks[place].steps)
        tell("\(names[place])_inputs", years[place].count)
    }
    var (zones, sum) = (Zones(settings, links: Premises.links), Sum())
    board.withUnsafeBufferPointer { entries in
        _ = walkBoard(&zones, entries) { sum.add($0, at: $1) }
    }
    for zone in settings.indices { zones.exchange(zone, &sum) }
    for walk in walks { sum.add(Int64(bitPattern: walk.sum)) }
    tell("one_per_s", 1e9 / walks[0].perStep)
    tell("board_per_s", 1e9 / together.perStep)
    tell("board_steps", together.steps)
    tell("reference_ns", reference.perStep)
    tell("one_ratio", walks[0].perStep / reference.perStep)
    tell("board_ratio", together.perStep / reference.perStep)
    tell("allocations", walks.reduce(together.allocations) { $0 + $1.allocations })
    tell("decisions", "0x" + String(sum.value, radix: 16))
}
