public import ArgumentParser
public import Ledger
internal import Quantities

/// How long a ledger keeps what. Presence in a room is personal data: the finer, the shorter.
public struct KeepingOptions: ParsableArguments {
    @Option(help: "Days that traces are kept, which show every move; 0: for ever, so with the next ones.")
    var keepTraces: Int = 30
    @Option(help: "Days that records are kept as they came; then those of a quarter of an hour are made one.")
    var keepRecords: Int = 400
    @Option(help: "Days that quarters of an hour are kept; then only full hours.") var keepQuarters: Int = 800
    @Option(help: "Days that full hours are kept; then only days and months, for ever.") var keepHours: Int = 3_660

    public init() {}

    public func validate() throws {
        let all = [keepTraces, keepRecords, keepQuarters, keepHours]
        guard all.allSatisfy({ 0...100_000 ~= $0 }) else {
            throw ValidationError("what is kept is kept for 1 to 100000 days, or for ever (0)")
        }
        let steps = all.dropFirst().map { $0 == 0 ? .max : $0 }
        guard steps[0] <= steps[1], steps[1] <= steps[2] else {
            throw ValidationError(
                "coarser data cannot be given up before finer: --keep-records <= --keep-quarters <= --keep-hours")
        }
    }

    public var retention: Retention {
        func days(_ count: Int) -> Duration { .days(count == 0 ? 1_000_000 : Int64(count)) }
        var retention = Retention()
        (retention.traces, retention.records) = (days(keepTraces), days(keepRecords))
        (retention.quarters, retention.hours) = (days(keepQuarters), days(keepHours))
        return retention
    }
}
