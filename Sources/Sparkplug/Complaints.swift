/// What is wrong with the metrics of one message: the first few in words, the rest as a count, so that
/// a message of ten thousand faults does not flood the log.
struct Complaints {
    static let limit = 5

    private var reasons: [String] = []
    private var unnamed = 0

    /// - Parameter name: as a stranger wrote it, so only its start is quoted.
    mutating func add(metric name: String?, _ fault: @autoclosure () -> String) {
        guard reasons.count < Complaints.limit else {
            unnamed += 1
            return
        }
        var start = String.UnicodeScalarView()
        start.append(contentsOf: (name ?? "").unicodeScalars.prefix(64))
        reasons.append("metric “\(String(start))” \(fault())")
    }

    func events(on topic: String) -> [HostEvent] {
        let rest = unnamed == 0 ? [] : ["\(unnamed) more of its metrics are unusable"]
        return (reasons + rest).map { .malformed(topic: topic, reason: $0) }
    }
}
