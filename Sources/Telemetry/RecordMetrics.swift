public import Quantities
public import Records
public import Sparkplug

/// One entry of a board's journal on its way to the ledger.
public struct Shipment: Equatable, Sendable {
    public enum Content: Equatable, Sendable {
        case record(Record)
        /// A trace block or snapshot, still coded.
        case trace([UInt8])
        /// The board no longer has these entries; what follows is cumulative, so only detail is lost.
        case gap
    }

    /// The journal's id.
    public var journal: String
    /// ``sequence`` itself, but for a gap.
    public var first: UInt64
    public var sequence: UInt64
    /// ``check`` of the entry before ``first``; `nil` where the board no longer has it, or does not say.
    public var previous: Int64?
    public var content: Content

    public init(journal: String, first: UInt64, sequence: UInt64, previous: Int64? = nil, content: Content) {
        (self.journal, self.first, self.sequence, self.content) = (journal, first, sequence, content)
        self.previous = previous
    }

    /// An entry as it lies in the journal; what is no record known here travels on undecoded.
    ///
    /// - Parameter bytes: `nil` for a gap.
    public init(journal: String, first: UInt64, sequence: UInt64, previous: Int64? = nil, bytes: [UInt8]?) {
        self.init(journal: journal, first: first, sequence: sequence, previous: previous, content: .gap)
        guard let bytes else { return }
        content = (try? Record(decoding: bytes)).map { .record($0) } ?? .trace(bytes)
    }
}

extension Shipment {
    /// After this long a record is history to a host that shows the present.
    static let late = Duration.minutes(2)

    /// The device whose message carries it; `nil` for the node itself.
    public var device: String? {
        if case .record(.interval(let interval)) = content { interval.zone } else { nil }
    }

    /// The metrics of its message, for a board whose births come from ``Births/init(_:)``.
    ///
    /// An interval is a group of ordinary metrics that share its end as timestamp, so that
    /// any host can chart them; what has no place in a chart travels as bytes.
    public func metrics(at now: Timestamp) -> [Metric] {
        switch content {
        case .record(.interval(let interval)):
            let stamp = interval.end.wire
            let isHistorical = interval.end + Self.late < now
            let head = [
                Metric(Name.sequence, .int64(Int64(sequence)), at: stamp, isHistorical: isHistorical),
                Metric(Name.start, .dateTime(interval.start.wire), at: stamp, isHistorical: isHistorical),
                Metric(Name.boot, .int64(interval.boot), at: stamp, isHistorical: isHistorical),
            ]
            return head + link(at: stamp, isHistorical: isHistorical)
                + Total.allCases.map { total in
                    Metric(total.metric, total.value(interval.totals), at: stamp, isHistorical: isHistorical)
                }
        case .record(let record): return node(record.encoded(), now)
        case .trace(let bytes): return node(bytes, now)
        case .gap: return node(nil, now)
        }
    }

    /// The same as ``metrics(at:)``, as bytes of the node: for a zone that is not born.
    public func coded(at now: Timestamp) -> [Metric] {
        if case .record(let record) = content { node(record.encoded(), now) } else { metrics(at: now) }
    }

    private func node(_ bytes: [UInt8]?, _ now: Timestamp) -> [Metric] {
        let stamp = now.wire
        return [
            Metric(Name.sequence, .int64(Int64(sequence)), at: stamp),
            Metric(Name.first, .int64(Int64(first)), at: stamp),
            Metric(Name.journal, .string(journal), at: stamp),
            Metric(name: Name.data, timestamp: stamp, datatype: .bytes, value: bytes.map { .bytes($0) }),
        ] + link(at: stamp, isHistorical: false)
    }

    private func link(at stamp: UInt64, isHistorical: Bool) -> [Metric] {
        previous.map { [Metric(Name.previous, .int64($0), at: stamp, isHistorical: isHistorical)] } ?? []
    }

    /// What a node's birth declares of records, so that ``metrics(at:)`` may follow.
    static func declaredByNode(journal: String) -> [Metric] {
        [
            null(Name.sequence, .int64), null(Name.first, .int64), Metric(Name.journal, .string(journal)),
            null(Name.data, .bytes), null(Name.previous, .int64),
        ]
    }

    /// What a device's birth declares of records; all of it, for a zone that is only kept for them.
    public static var declaredByDevice: [Metric] {
        [
            null(Name.sequence, .int64), null(Name.start, .dateTime), null(Name.boot, .int64),
            null(Name.previous, .int64),
        ]
            + Total.allCases.map { total in
                Metric(
                    name: total.metric, datatype: total.unit == .count ? .int64 : .double, value: nil,
                    properties: [Property("engUnit", .string(total.wireUnit))])
            }
    }

    /// Reads what ``metrics(at:)`` wrote.
    ///
    /// - Parameters:
    ///   - device: whose message it was; `nil` for the node's own.
    ///   - journal: the records journal that the node's birth named.
    /// - Returns: `nil` when the message carries no shipment, or a damaged one.
    public init?(_ readings: [Reading], device: String?, journal: String) {
        var known = Lookup(readings)
        guard let head = known.reading(Name.sequence), case .int64(let number)? = head.value,
            let sequence = UInt64(exactly: number)
        else { return nil }
        guard let device else {
            guard case .int64(let start)? = known[Name.first], let first = UInt64(exactly: start), first <= sequence,
                case .string(let journal)? = known[Name.journal]
            else { return nil }
            var bytes: [UInt8]?
            if case .bytes(let data)? = known[Name.data] { bytes = data }
            self.init(
                journal: journal, first: first, sequence: sequence, previous: known.check(Name.previous), bytes: bytes)
            return
        }
        guard case .dateTime(let start)? = known[Name.start], case .int64(let boot)? = known[Name.boot],
            let endTime = Timestamp(wire: head.timestamp), let startTime = Timestamp(wire: start), startTime <= endTime
        else { return nil }
        let previous = known.check(Name.previous)
        var totals = Totals()
        for total in Total.all {
            guard let value = known[total.metric], let register = total.register(value), 0..<Total.limit ~= register
            else { return nil }
            totals[total] = register
        }
        let interval = Record.Interval(zone: device, boot: boot, start: startTime, end: endTime, totals: totals)
        self.init(
            journal: journal, first: sequence, sequence: sequence, previous: previous,
            content: .record(.interval(interval)))
    }
}

/// Readings by name, quickest when asked for in the order in which they came, as boards of ours send them.
private struct Lookup {
    private let readings: [Reading]
    private var next = 0

    init(_ readings: [Reading]) { self.readings = readings }

    /// One of that name.
    mutating func reading(_ name: String) -> Reading? {
        if next < readings.count, readings[next].name == name {
            next += 1
            return readings[next - 1]
        }
        guard let place = readings.lastIndex(where: { $0.name == name }) else { return nil }
        next = place + 1
        return readings[place]
    }

    subscript(name: String) -> Value? { mutating get { reading(name)?.value } }

    mutating func check(_ name: String) -> Int64? { if case .int64(let check)? = self[name] { check } else { nil } }
}

extension Total {
    /// In seconds, watt-hours or as a count; exact, since registers are far below 2⁵³.
    fileprivate func value(_ totals: Totals) -> Value {
        unit == .count ? .int64(totals[self]) : .double(Double(totals[self]) / 1_000)
    }

    fileprivate func register(_ value: Value) -> Int64? {
        switch (unit, value) {
        case (.count, .int64(let count)): count
        case (.time, .double(let amount)), (.energy, .double(let amount)):
            Int64(exactly: (amount * 1_000).rounded())
        default: nil
        }
    }
}

func null(_ name: String, _ datatype: DataType) -> Metric { Metric(name: name, datatype: datatype, value: nil) }

extension Timestamp {
    /// Milliseconds since 1970 as Sparkplug carries them; nothing before 1970.
    public var wire: UInt64 { UInt64(clamping: milliseconds) }

    /// - Returns: `nil` beyond the year 9999, where no honest clock is.
    init?(wire: UInt64) {
        guard wire < 253_402_300_800_000 else { return nil }
        self.init(milliseconds: Int64(wire))
    }
}
