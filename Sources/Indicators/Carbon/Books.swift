import Activities

/// What the inventories of all sites of an organisation share.
struct Books: Sendable {
    let factors: FactorTable
    /// Whether a table was given at all.
    let hasFactors: Bool
    let potentials: Potentials?
    let neutrality: Neutrality
    /// By kind and serial numbers as written, the sentences that say where else they stand.
    let twice: [Kind: [Serial: [String]]]

    /// What a line says of certificates or credits in their registry.
    struct Serial: Hashable {
        let registry, number: String
    }

    init(of estate: Estate) {
        (factors, hasFactors) = (estate.factors ?? FactorTable(), estate.factors != nil)
        (potentials, neutrality) = (estate.potentials, estate.neutrality)
        var twice: [Kind: [Serial: [String]]] = [:]
        for kind in [Kind.certificate, .credits] {
            let verb = kind == .credits ? "retired" : "cancelled"
            for (one, other) in Self.overlaps(among: estate.sites.flatMap(\.activities).filter { $0.kind == kind }) {
                let lines = "\(one.origin.text) and \(other.origin.text)"
                let sentence =
                    one.serial.number == other.serial.number
                    ? "serial \(one.serial.number) of \(one.serial.registry) is \(verb) twice: \(lines)"
                    : "serials \(one.serial.number) and \(other.serial.number) of \(one.serial.registry) overlap, so some "
                        + "are \(verb) twice: \(lines)"
                for serial in Set([one.serial, other.serial]) {
                    twice[kind, default: [:]][serial, default: []].append(sentence)
                }
            }
        }
        self.twice = twice
    }

    private struct Claim {
        let serial: Serial
        let numbers: SerialNumbers
        let origin: Origin
    }

    /// Every two lines that name a number of one registry both.
    private static func overlaps(among activities: [Activity]) -> [(Claim, Claim)] {
        let claims = activities.compactMap { activity in
            Serial(activity.details).map {
                Claim(serial: $0, numbers: SerialNumbers(orName: $0.number), origin: activity.origin)
            }
        }
        func name(_ registry: String) -> String {
            registry.uppercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        return Dictionary(grouping: claims) { name($0.serial.registry) }.values.flatMap { own in
            let own = own.sorted {
                ($0.origin.file, $0.origin.line, $0.origin.batch) < ($1.origin.file, $1.origin.line, $1.origin.batch)
            }
            return own.indices.flatMap { place in
                own[(place + 1)...].filter { own[place].numbers.overlaps($0.numbers) }.map { (own[place], $0) }
            }
        }
    }

    /// Why these entries may not be counted: their serials stand elsewhere too, or a certificate is of another time than
    /// what it is to prove.
    func faults(of entries: [Entry]) -> [String] {
        let twice = entries.flatMap { entry in Serial(entry.details).flatMap { self.twice[entry.kind]?[$0] } ?? [] }
        let old = entries.compactMap { entry -> String? in
            guard entry.kind == .certificate, case .line(let origin) = entry.source,
                let vintage = entry.details[.vintage].flatMap({ Int($0) }), abs(vintage - entry.year) > Self.nearVintage
            else { return nil }
            return
                "the certificate of \(origin.text) is of \(vintage) and proves nothing of \(entry.year): a year before or "
                + "after at most"
        }
        return Set(twice + old).sorted()
    }

    /// Years between a certificate and the use that it is for. Own rule: the Scope 2 Guidance (criterion 4) wants them as
    /// near as possible, and gives no number.
    private static let nearVintage = 1
}

extension Books.Serial {
    /// `nil` without registry or number.
    init?(_ details: [Detail: String]) {
        guard let registry = details[.registry], let number = details[.serial], !number.isEmpty else { return nil }
        (self.registry, self.number) = (registry, number)
    }
}

extension Origin {
    /// `bills.csv:12 (batch 3)`: two batches may have files of one name.
    var text: String { "\(file):\(line)" + Self.suffix(of: batch) }

    /// Empty of what is not in yet.
    static func suffix(of batch: Int64) -> String { batch > 0 ? " (batch \(batch))" : "" }
}
