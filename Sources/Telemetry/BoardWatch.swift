public import Sparkplug

/// What births and live values say of a board's health, to somebody who watches over boards.
public struct BoardWatch: Hashable, Sendable {
    public var software = ""
    public var model = ""
    /// Records that the hub has not acknowledged, as the board last said.
    public var backlog: Int64 = 0
    /// Hours of records that the board can keep besides; `nil`: it does not know.
    public var hoursLeft: Int64?
    /// What zones say is broken, such as `motion-stuck,light-lost`; only of those with a fault.
    public var faults: [String: String] = [:]

    public init() {}

    /// Takes what a board said of itself, or of a zone.
    ///
    /// - Returns: whether anything is different now.
    public mutating func hear(_ readings: [Reading], of zone: String?) -> Bool {
        let before = self
        for reading in readings {
            switch (zone, reading.name, reading.value) {
            case (nil, Name.software, .string(let text)?): software = text
            case (nil, Name.model, .string(let text)?): model = text
            case (nil, Name.backlog, .int64(let count)?): backlog = count
            case (nil, Name.hoursLeft, .int64(let hours)?): hoursLeft = hours
            case (nil, Name.hoursLeft, nil): hoursLeft = nil
            case (let zone?, Name.faults, .string(let names)?): faults[zone] = names.isEmpty ? nil : names
            default: break
            }
        }
        return self != before
    }

    /// A zone is no longer there.
    public mutating func forget(_ zone: String) { faults[zone] = nil }
}
