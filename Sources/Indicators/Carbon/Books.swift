import Activities

/// What the inventories of all sites of an organisation share.
struct Books: Sendable {
    let factors: FactorTable
    /// Whether a table was given at all.
    let hasFactors: Bool
    let potentials: Potentials?
    let neutrality: Neutrality
    /// Serial numbers that stand on more than one line, by kind, each with a sentence.
    let twice: [Kind: [Serial: String]]

    /// A certificate's or credit's name in its registry.
    struct Serial: Hashable {
        let registry, number: String
    }

    init(of estate: Estate) {
        (factors, hasFactors) = (estate.factors ?? FactorTable(), estate.factors != nil)
        (potentials, neutrality) = (estate.potentials, estate.neutrality)
        var places: [Kind: [Serial: Set<Origin>]] = [:]
        for activity in estate.sites.flatMap(\.activities) where [.certificate, .credits].contains(activity.kind) {
            guard let serial = Serial(activity.details) else { continue }
            places[activity.kind, default: [:]][serial, default: []].insert(activity.origin)
        }
        var counted: [Kind: [Serial: Int]] = [:]
        for activity in estate.sites.flatMap(\.activities) {
            guard let serial = Serial(activity.details) else { continue }
            counted[activity.kind, default: [:]][serial, default: 0] += 1
        }
        var twice: [Kind: [Serial: String]] = [:]
        for (kind, serials) in places {
            for (serial, origins) in serials where (counted[kind]?[serial] ?? 0) > 1 {
                let lines = origins.map(\.text).sorted().joined(separator: " and ")
                let name = "serial \(serial.number) of \(serial.registry)"
                let verb = kind == .credits ? "retired" : "cancelled"
                twice[kind, default: [:]][serial] = "\(name) is \(verb) twice: \(lines)"
            }
        }
        self.twice = twice
    }

    /// Why these entries may not be counted: their serials stand elsewhere too.
    func doubles(among entries: [Entry]) -> [String] {
        Set(entries.compactMap { entry in Serial(entry.details).flatMap { twice[entry.kind]?[$0] } }).sorted()
    }
}

extension Books.Serial {
    /// `nil` without registry or number.
    init?(_ details: [Detail: String]) {
        guard let registry = details[.registry], let number = details[.serial], !number.isEmpty else { return nil }
        (self.registry, self.number) = (registry, number)
    }
}

extension Origin {
    /// `bills.csv:12`.
    var text: String { "\(file):\(line)" }
}
