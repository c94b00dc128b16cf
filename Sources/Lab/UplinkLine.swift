internal import Loop
internal import Quantities

/// The line from a virtual board to its broker, cut and mended by script.
final class UplinkLine {
    private let begin: (Stop) throws -> Worker
    private let outages: [Range<Timestamp>]
    private var running: (worker: Worker, stop: Stop)?

    /// - Parameter begin: starts the uplink on a thread of its own, until it is asked to stop.
    init(outages: [Range<Timestamp>], _ begin: @escaping (Stop) throws -> Worker) {
        (self.outages, self.begin) = (outages, begin)
    }

    /// Connects or disconnects, as it should be at a moment of virtual time.
    func follow(to now: Timestamp) throws {
        if outages.contains(where: { $0.contains(now) }) {
            hangUp()
        } else if running == nil {
            let stop = Stop()
            running = (try begin(stop), stop)
        }
    }

    /// The next moment at which it is cut or mended.
    func next(after now: Timestamp) -> Timestamp? {
        outages.flatMap { [$0.lowerBound, $0.upperBound] }.filter { now < $0 }.min()
    }

    /// For good, whatever virtual time it is.
    func mend() throws {
        guard running == nil else { return }
        let stop = Stop()
        running = (try begin(stop), stop)
    }

    /// Waits until the uplink has ended.
    func hangUp() {
        guard let line = running else { return }
        running = nil
        line.stop.request()
        line.worker.join()
    }
}
