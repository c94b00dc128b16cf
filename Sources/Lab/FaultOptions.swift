internal import ArgumentParser
internal import Boards
internal import Glibc
internal import Quantities
internal import VirtualBoards

/// What shall break, and how far down its signs are simulated.
struct FaultOptions: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: """
            Break something, such as t=3d,for=12h,zone=office,pir=stuck-high; again for more. See lightwell-lab faults.
            """)
    var fault: [String] = []
    @Option(help: "File of what breaks, one entry a line, # for comments; again for more.") var faults: [String] = []
    @Flag(
        help: """
            Simulate the edges of lines, with bounce and pulses, through the conditioning of a real board; without it \
            zones are told at once what conditioning would say.
            """)
    var edges = false

    var isEmpty: Bool { fault.isEmpty && faults.isEmpty }
    var sensing: SensingLevel { edges ? .edges : .inputs }

    /// - Throws: every problem of all entries.
    func script(_ site: Site, from start: Timestamp, recorded: Int? = nil) throws -> FaultScript {
        var reader = FaultReader(site, from: start, recorded: recorded)
        return try reader.read(options: fault, files: faults.map { ($0, try Self.text(of: $0)) })
    }

    private static func text(of path: String) throws(LabError) -> String {
        guard let file = fopen(path, "re") else {
            throw LabError("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = fgetc(file), byte >= 0 { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        guard ferror(file) == 0 else { throw LabError("cannot read \(path): it is no file with text") }
        return String(decoding: bytes, as: UTF8.self)
    }
}
