internal import Addresses
internal import Boards
internal import Calendars
internal import Certificates
internal import Logbook
internal import Loop
internal import MQTT
internal import Quantities

extension Doctor {
    /// The files by which board and broker know each other: whether they can be used, and when they end.
    var keys: [Finding] {
        guard let plan = site?.uplink else { return [] }
        if let trouble = Broker(plan).trouble {
            let files = [plan.ca, plan.certificate, plan.key, plan.credentials].compactMap(\.self)
            let isElsewhere = service == nil && files.contains { if case .credential = $0 { true } else { false } }
            return [
                isElsewhere
                    ? Finding(.ok, "keys", "cannot be seen from here; ask while the program runs")
                    : Finding(.bad, "keys", trouble, cure: "then: systemctl reload lightwell-edge")
            ]
        }
        let files = [("certificate", plan.certificate), ("authority", plan.ca)]
        return files.compactMap { what, file in
            guard let path = try? file?.path() else { return nil }
            guard let first = Self.certificates(in: path)?.min(by: { $0.until < $1.until }) else {
                return Finding(.bad, what, "\(path) holds no certificate", cure: "make it again: scripts/provision")
            }
            return Self.finding(what, first, at: Clock.utc())
        }
    }

    /// So long before its end a certificate is worth a word, days.
    static let notice: Int64 = 30

    static func finding(_ what: String, _ certificate: Certificate, at now: Timestamp) -> Finding {
        let name = certificate.name.map { "of \($0) " } ?? ""
        let cure =
            what == "authority"
            ? "make a new one, and certificates by it: scripts/provision"
            : "scripts/provision rotates it; copy both files, then: systemctl reload lightwell-edge"
        let left = certificate.daysLeft(at: now)
        if now < certificate.from {
            return Finding(
                .bad, what, "\(name)holds only from \(certificate.from.iso8601)", cure: "look at the board's clock")
        }
        if left < 0 { return Finding(.bad, what, "\(name)ended on \(certificate.until.iso8601)", cure: cure) }
        let words = "\(name)holds until \(certificate.until.iso8601), \(left == 1 ? "1 day" : "\(left) days") from now"
        return left >= notice ? Finding(.ok, what, words) : Finding(.warn, what, words, cure: cure)
    }

    static func certificates(in path: String) -> [Certificate]? {
        SiteCopy.bytes(of: path).flatMap { Certificate.all(inPEM: $0) }
    }
}
