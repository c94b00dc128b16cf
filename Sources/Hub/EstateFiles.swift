internal import Activities
internal import Indicators
internal import Ledger
internal import Quantities
internal import Register

/// The organisation's files, read and checked: what figures rest on beside the ledger.
///
/// Every figure of the hub sees a ledger through them, so that an alarm and a report say the same.
struct EstateFiles {
    let organisation: Organisation
    /// `nil`: every meter is what its import or its board says.
    let register: MeterRegister?
    /// `nil`: no table of emission factors is named.
    let factors: FactorTable?

    /// - Parameter factors: a table in place of those that the organisation's file names.
    /// - Throws: every problem of the first file that has any, by place.
    init(organisation file: String, register: String? = nil, factors: FactorTable? = nil) throws {
        let organisation = try Organisation(reading: file)
        self.organisation = organisation
        self.register = try register.map { try MeterRegister(reading: $0, of: organisation) }
        self.factors = try factors ?? organisation.factorTable()
    }

    /// All sites over a period, with what boards, meters and bills say of it.
    ///
    /// - Parameter remark: is told what is left out, or taken otherwise than it was meant.
    func estate(
        of ledger: Ledger, over period: Period, _ remark: (String) -> Void
    ) throws(LedgerError) -> Estate {
        let uses = try ledger.zoneUses(over: period)
        for path in uses.keys.sorted(by: { ($0.site, $0.zone) < ($1.site, $1.zone) })
        where organisation.site(path.site)?.zone(path.zone) == nil {
            remark("the organisation's file does not declare \(path.site)/\(path.zone): it is left out")
        }
        // Of all years: a serial number may be used up in another.
        let activities = try ledger.activities(
            from: Timestamp(milliseconds: .min), to: Timestamp(milliseconds: .max))
        for name in Set(activities.map(\.site)).sorted() where organisation.site(name) == nil {
            remark("the organisation's file does not declare \(name): what was imported of it is left out")
        }
        var series: [Series] = []
        for site in organisation.sites {
            series += try ledger.meterSeries(of: site.id, as: register, over: period, remark)
        }
        return organisation.estate(
            factors: factors, activities: activities.filter { organisation.site($0.site) != nil }, series: series
        ) { uses[ZonePath(site: $0, zone: $1)] }
    }
}
