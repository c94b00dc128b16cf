internal import Calendars
internal import Glibc
internal import Quantities
internal import Score
internal import VirtualBoards

/// What happened, on its way into files: a CSV as it comes, and the courses of one day to be drawn.
final class TraceFile {
    private let text: TraceText
    private let file: UnsafeMutablePointer<FILE>?
    private let path: String
    private var sketch: TraceSketch?

    /// - Parameters:
    ///   - path: of the CSV, which is overwritten; `nil`: none.
    ///   - sketch: `nil`: nothing is drawn.
    init(_ text: TraceText, path: String?, sketch: TraceSketch?) throws(LabError) {
        (self.text, self.sketch, self.path) = (text, sketch, path ?? "")
        guard let path else {
            file = nil
            return
        }
        file = fopen(path, "we")
        guard file != nil else { throw LabError("cannot write \(path): \(String(cString: strerror(errno)))") }
        try write(TraceText.head)
    }

    deinit { if let file { fclose(file) } }

    func take(_ happenings: [Happening]) throws(LabError) {
        for happening in happenings {
            sketch?.take(happening)
            if file != nil, let line = text.line(happening) { try write(line) }
        }
    }

    /// Of the day to be drawn.
    func courses(until end: Timestamp) -> [Course] { sketch?.courses(until: end) ?? [] }

    /// - Throws: where the last of it could not be written.
    func finish() throws(LabError) {
        guard let file else { return }
        guard fflush(file) == 0 else { throw LabError("cannot write \(path): \(String(cString: strerror(errno)))") }
    }

    private func write(_ line: String) throws(LabError) {
        guard let file, fputs(line + "\n", file) >= 0 else {
            throw LabError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }
}
