internal import Calendars
public import Quantities

/// An X.509 certificate, as far as somebody has to know when it ends: whose it is, and from when until when it holds.
///
/// It is read to warn of its end, never to trust anybody: that is TLS's own work. Form: RFC 5280, 4.1.
public struct Certificate: Hashable, Sendable {
    /// The common name of its subject; `nil` without one.
    public let name: String?
    public let from: Timestamp
    /// Its last second.
    public let until: Timestamp

    /// Reads all certificates of a PEM file, in order.
    ///
    /// - Returns: `nil` when there is none, or one of them is damaged.
    public static func all(inPEM text: [UInt8]) -> [Certificate]? {
        guard let blocks = PEM.blocks(labelled: "CERTIFICATE", in: text), !blocks.isEmpty else { return nil }
        var certificates: [Certificate] = []
        for block in blocks {
            guard let certificate = Certificate(der: block) else { return nil }
            certificates.append(certificate)
        }
        return certificates
    }

    /// - Returns: `nil` when the bytes are no certificate.
    public init?(der: [UInt8]) {
        var outermost = DER(der[...])
        guard var certificate = outermost.enter(.sequence), var fields = certificate.enter(.sequence) else {
            return nil
        }
        // The version is left out where it is the first.
        if fields.next == .version { _ = fields.take(.version) }
        guard fields.take(.integer) != nil, fields.take(.sequence) != nil, fields.take(.sequence) != nil,
            var validity = fields.enter(.sequence), let from = validity.time(), let until = validity.time(),
            var subject = fields.enter(.sequence)
        else { return nil }
        (self.from, self.until, name) = (from, until, Certificate.commonName(&subject))
    }

    /// Whole days from `now` to its end; negative once it is over.
    public func daysLeft(at now: Timestamp) -> Int64 {
        let (left, day) = ((until - now).milliseconds, Int64(86_400_000))
        return left / day - (left % day < 0 ? 1 : 0)
    }

    private static func commonName(_ subject: inout DER) -> String? {
        // Object identifier 2.5.4.3, RFC 5280, appendix A.1.
        let commonName: [UInt8] = [0x55, 0x04, 0x03]
        while var set = subject.enter(.set) {
            guard var pair = set.enter(.sequence), let kind = pair.take(.object) else { return nil }
            if Array(kind) == commonName { return pair.text() }
        }
        return nil
    }
}

extension DER {
    /// A time of either kind. UTCTime has two digits of the year, of 1950 to 2049: RFC 5280, 4.1.2.5.
    fileprivate mutating func time() -> Timestamp? {
        let isLong = next == .generalizedTime
        guard let digits = take(isLong ? .generalizedTime : .utcTime), digits.last == UInt8(ascii: "Z"),
            digits.count == (isLong ? 15 : 13), digits.dropLast().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        var numbers = digits.dropLast().map { Int($0) - 0x30 }[...]
        func number(_ count: Int) -> Int {
            defer { numbers = numbers.dropFirst(count) }
            return numbers.prefix(count).reduce(0) { $0 * 10 + $1 }
        }
        var year = number(isLong ? 4 : 2)
        if !isLong { year += year < 50 ? 2_000 : 1_900 }
        guard let date = CivilDate(year: year, month: number(2), day: number(2)),
            let time = TimeOfDay(hour: number(2), minute: number(2), second: number(2))
        else { return nil }
        return TimeZone.utc.timestamp(of: date, at: time)
    }
}
