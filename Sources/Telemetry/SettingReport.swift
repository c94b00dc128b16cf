public import Quantities
internal import Settings
public import Sparkplug

/// What a zone has said of its settings, as whoever writes them from afar sees it.
public struct SettingReport: Hashable, Sendable {
    /// In the setting's unit, by ``Setting/id``.
    public private(set) var values: [UInt8: Double] = [:]
    /// Commands answered since the board started.
    public private(set) var answers: Int64 = 0
    /// The last command that was answered, if it had an id, and why it was refused, if it was.
    public private(set) var answered: String?
    public private(set) var refusal: String?

    public init() {}

    /// Takes a birth, or what has changed since.
    public mutating func take(_ readings: [Reading]) {
        for reading in readings {
            switch (reading.name, reading.value) {
            case (Name.answers, .int64(let count)?): answers = count
            case (Name.answeredID, let value): answered = text(value)
            case (Name.refused, let value): refusal = text(value)
            case (let name, .double(let number)?): if let setting = Setting.metric(name) { values[setting.id] = number }
            default: break
            }
        }
    }

    private func text(_ value: Value?) -> String? {
        if case .string(let text)? = value { text } else { nil }
    }
}

extension SettingRequest {
    /// The command that asks for it, with all its terms.
    public func metric(at now: Timestamp) -> Metric {
        var properties = [Property("by", .string(terms.by))]
        if let id = terms.id { properties.append(Property("id", .string(id))) }
        if let expires = terms.expires { properties.append(Property("expires", .dateTime(expires.wire))) }
        if let until = terms.until { properties.append(Property("until", .dateTime(until.wire))) }
        return Metric(setting.metric, .double(value), at: now.wire, properties: properties)
    }
}
