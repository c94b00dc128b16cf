internal import Quantities

/// A stretch of time with power.
struct PoweredTime: Sendable {
    var start: Timestamp
    var end: Timestamp?
    /// Rows of the recording, if there is one.
    let run: Range<Int>?
    /// It ends with a power cut, not in good order.
    var isCut = false
}

extension [PoweredTime] {
    /// Power but for what a script takes away.
    func without(_ cuts: [Range<Timestamp>]) -> [PoweredTime] {
        cuts.reduce(self) { powers, cut in
            powers.flatMap { power -> [PoweredTime] in
                guard power.start < cut.upperBound, power.end.map({ cut.lowerBound < $0 }) ?? true else {
                    return [power]
                }
                var (before, after) = (power, power)
                (before.end, before.isCut, after.start) = (cut.lowerBound, true, cut.upperBound)
                return [before, after].filter { part in part.end.map { part.start < $0 } ?? true }
            }
        }
    }
}
