internal import Boards
internal import Conditioning
internal import Exports
internal import Journal
internal import Logbook
internal import Quantities
internal import Records
internal import Sensing
internal import Telemetry

/// Where the meters of a board stood before this start: what they had counted, and what it was when their faces showed
/// what the site file says.
struct MeterStandings {
    let counted: Senses.Counted
    /// Of the meters that belong to no zone.
    let accounts: [MeterAccount]
    /// To be kept for the next start.
    let faces: [MeterFace]
    /// Meters, or zones of meters, whose faces cannot be told: pulses of theirs are in no register here.
    let behind: Set<String>

    /// - Parameters:
    ///   - known: those of the start before.
    ///   - behind: see ``MeterBook/behind``.
    init(
        _ site: Site, after history: History, in books: Books, known: [MeterFace], behind: [MeterFace] = []
    ) throws(JournalError) {
        var faces: [MeterFace] = []
        var counted = Senses.Counted()
        for zone in site.zones {
            let register = history.totals[zone.id]?[.meteredEnergy] ?? 0
            guard let wiring = zone.meter else {
                counted.zones.append(Senses.Counted.Standing())
                continue
            }
            let base = try Self.base(of: zone.id, wiring.face, known, register: register, books, into: &faces) {
                guard case .interval(let interval) = $0, interval.zone == zone.id else { return nil }
                return Retrospect.Word(
                    start: interval.start, end: interval.end, register: interval.totals[.meteredEnergy])
            }
            counted.zones.append(
                Senses.Counted.Standing(wiring.pulses(of: register), since: wiring.pulses(of: base)))
        }
        var accounts: [MeterAccount] = []
        for meter in site.meters {
            let account = MeterAccount(meter.subject, from: history.meters[MeterKey(meter.name, meter.medium)])
            let base = try Self.base(of: meter.name, meter.face, known, register: account.pulses, books, into: &faces) {
                guard case .metering(let metering) = $0, metering.meter == meter.name,
                    metering.medium == meter.medium
                else { return nil }
                return Retrospect.Word(start: metering.start, end: metering.end, register: metering.pulses)
            }
            accounts.append(account)
            counted.meters.append(Senses.Counted.Standing(UInt64(account.pulses), since: UInt64(base)))
        }
        (self.counted, self.accounts, self.faces) = (counted, accounts, faces)
        self.behind = Set(faces.filter { face in behind.contains(where: face.isSame) }.map(\.meter))
    }

    private static func base(
        of name: String, _ face: BoardMeter.Face?, _ known: [MeterFace], register: Int64, _ books: Books,
        into faces: inout [MeterFace], _ pick: (Record) -> Retrospect.Word?
    ) throws(JournalError) -> Int64 {
        guard let face else { return 0 }
        var said = face.said(of: name)
        said.base = try said.base(among: known, register: register) { moment throws(JournalError) in
            try Retrospect.register(at: moment, in: books.records, pick)
        }
        faces.append(said)
        return said.base
    }
}

extension BoardMeter.Face {
    /// As the state folder keeps it, without the register where it was read.
    func said(of meter: String) -> MeterFace {
        MeterFace(meter: meter, serial: number, reading: reading, since: since, base: 0)
    }
}

extension MeterWiring {
    /// A pulse is a whole number of milliwatt-hours, or nearly.
    func pulses(of energy: Int64) -> UInt64 {
        UInt64((Double(energy) * Double(pulsesPerKilowattHour) / 1e6).rounded())
    }
}

extension BoardMeter {
    var subject: MeterAccount.Subject {
        MeterAccount.Subject(
            name: name, medium: medium, pulses: Int64(constant.pulses), per: Int64(constant.units),
            serial: face?.number ?? "")
    }
}

extension BoardState.MeterState {
    /// As its site file describes it.
    init(_ meter: BoardMeter, _ account: MeterAccount, at now: Timestamp) {
        self.init(account, accuracy: meter.accuracy ?? "", at: now)
    }
}
