internal import Boards
internal import Loop
internal import Quantities
internal import VirtualBoards

/// Virtual rooms on the lines of a simulated chip, in the time of the machine's monotonic clock.
///
/// It sleeps until something happens or the lamps are to be looked at: no event tells that another program drove a
/// line. Under a clock that stands still while somebody computes, a day passes as fast as both programs work.
struct LineStage {
    /// Virtual time up to which it has come.
    private(set) var now: Timestamp
    private var rooms: LineRooms
    private let lines: SimulatedLines
    private let start: Timestamp
    private let began: Instant
    private let pace: Duration
    private var lookDue: Timestamp
    /// Soon after something moved that a board answers at once; `nil`: nothing did.
    private var soonDue: Timestamp?
    private var insistDue: Timestamp

    /// Pulls every line to where it is at the start.
    ///
    /// - Parameters:
    ///   - folder: of the chip in sysfs.
    ///   - pace: how often the lamps are looked at.
    init(_ rooms: LineRooms, on folder: String, from start: Timestamp, looking pace: Duration) throws(LabError) {
        (self.rooms, self.start, now, self.pace) = (rooms, start, start, pace)
        lines = try SimulatedLines(
            in: folder, pulled: (rooms.inputs + rooms.lamps).map(\.line.offset),
            watched: rooms.lamps.map(\.line.offset))
        began = Clock.monotonic()
        lookDue = start
        insistDue = start + Self.insistPace
        for (index, lamp) in rooms.lamps.enumerated() { try lines.pull(lamp.line.offset, up: rooms.released(index)) }
        try insist()
    }

    /// What has happened so far, by zone.
    var truth: [ZoneTruth] { rooms.truth(at: now) }

    /// Lives up to a moment, or until it is asked to stop.
    mutating func play(until end: Timestamp) throws(LabError) {
        let stop = Stop.main
        var watch = Watch([Interest(stop.wakeup.descriptor)])
        while true {
            let time = Swift.min(end, start + (Clock.monotonic() - began))
            try catchUp(with: time)
            now = time
            guard now < end, !stop.isRequested else { return }
            var due = Swift.min(Swift.min(rooms.next, lookDue), end)
            if let soonDue { due = Swift.min(due, soonDue) }
            // Never without sleep: under a virtual clock nothing else makes time pass.
            watch.wait(atMost: Swift.max(due - now, .milliseconds(1)))
        }
    }

    /// Each thing in its turn, however late: a pulse that is over counts all the same.
    private mutating func catchUp(with time: Timestamp) throws(LabError) {
        while rooms.next <= time {
            let moment = rooms.next
            for input in rooms.step() {
                let line = rooms.inputs[input]
                try lines.pull(line.line.offset, up: rooms.levels[input])
                if line.isAnswered { soonDue = moment + Self.answer }
            }
        }
        if insistDue <= time {
            try insist()
            insistDue = time + Self.insistPace
        }
        let isSoon = soonDue.map { $0 <= time } ?? false
        guard isSoon || lookDue <= time else { return }
        if isSoon { soonDue = nil }
        while lookDue <= time { lookDue = lookDue + pace }
        var levels: [Bool] = []
        for lamp in rooms.lamps { levels.append(try lines.isHigh(lamp.line.offset)) }
        rooms.read(levels, at: time)
    }

    /// A board that takes its lines with a resistor of the chip's own moves them: what drives them is stronger.
    private func insist() throws(LabError) {
        for (input, level) in zip(rooms.inputs, rooms.levels) { try lines.pull(input.line.offset, up: level) }
    }

    private static let insistPace = Duration.minutes(1)
    /// A board answers a motion sensor after 100 ms, a button after 30 ms.
    private static let answer = Duration.milliseconds(120)
}

extension LineRooms.Line {
    /// Whether a board may change its lamps as soon as it moves.
    fileprivate var isAnswered: Bool {
        switch role {
        case .motion, .button, .door: true
        default: false
        }
    }
}
