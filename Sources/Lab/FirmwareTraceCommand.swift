public import ArgumentParser
internal import Console
internal import Glibc
internal import Journal
internal import Playback

/// `lightwell-lab firmware-trace`: what a board saw, as a tape for a microcontroller, and what it must decide.
public struct FirmwareTraceCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "firmware-trace",
        abstract: "Make a tape of what a board saw, and play it: the firmware must decide the same.",
        discussion: """
            Takes the first boot of a traces journal, from its first snapshot to the next boot or gap. With --strew \
            also what a quiet week lacks: presses, doors, lost sensors, orders to shed, settings changed to any value \
            they may have, and zones that follow others; the same seed strews the same. scripts/firmware uses it.
            """)

    @Argument(help: "State folder of a board, its folder of journals, or its traces journal.") var journal: String
    @Option(help: "Zones to take, in this order, such as hall,stair; without it all, 64 at most.") var zones: String?
    @Option(help: "Seed of what is strewn in; without it nothing is.") var strew: UInt64?
    @Option(help: "Write the tape to this file.") var tape: String
    @Option(help: "Write every decision to this file, a line each.") var decisions: String

    public init() {}

    public func run() throws {
        var reel = try Reel(
            TracesFolder(in: journal).reader(), zones: zones?.split(separator: ",").map { String($0) }, seed: strew)
        let tape = try reel.cut()
        var desk = Desk(tape.bytes)
        var player: Player
        do throws(TapeError) {
            player = try Player(on: &desk)
            try player.play(on: &desk)
        } catch {
            throw LabError("the tape of \(journal) cannot be played: \(error)")
        }
        try write(tape.bytes, to: self.tape)
        try write(desk.told, to: decisions)
        print(
            "\(reel.names.count) zones, \(tape.steps) steps of \(reel.hours) h, \(player.steps) decisions with reviews")
    }

    private func write(_ bytes: [UInt8], to path: String) throws(LabError) {
        guard let file = fopen(path, "w") else {
            throw LabError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else {
            throw LabError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }
}

/// A tape played in memory.
struct Desk: Stage {
    private(set) var told: [UInt8] = []
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> UInt8? {
        guard place < bytes.count else { return nil }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func tell(_ byte: UInt8) { told.append(byte) }
}
