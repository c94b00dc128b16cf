/// What an ``Activity`` is about.
public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Bought from the grid.
    case electricity
    /// Made on the site, used there or exported.
    case generation
    /// Made on the site and given to the grid.
    case export
    /// Renewable electricity proven by cancelled certificates or a supplier's contract.
    case certificate
    /// District heat, steam or cooling that was bought.
    case heat
    /// Burnt on the site: boilers, generators.
    case fuel
    /// Stock and movements of refrigerants.
    case refrigerant
    case water, wastewater
    case waste
    /// Distance of the site's own vehicles; their fuel may stand under ``fuel`` instead, never both.
    case vehicle
    /// Business travel.
    case travel
    case paper, cartridges
    /// Printers, computers and other devices in use.
    case devices
    /// People who work at the site, in full-time equivalents.
    case personnel
    /// Retired carbon credits.
    case credits

    /// Those it may be counted in; the first is what sums are made in where all can be converted.
    public var units: [Unit] {
        switch self {
        case .electricity, .generation, .export, .certificate, .heat: [.kilowattHours]
        case .fuel: [.litres, .cubicMetres, .kilograms, .kilowattHours]
        case .refrigerant, .waste, .paper: [.kilograms]
        case .water, .wastewater: [.cubicMetres]
        case .vehicle: [.kilometres]
        case .travel: [.passengerKilometres]
        case .cartridges, .devices: [.pieces]
        case .personnel: [.fullTimeEquivalents]
        case .credits: [.tonnesCO2e]
        }
    }

    /// What district energy can be, under ``Detail/stream``; a line that says nothing is heat.
    public static let heatStreams = ["heat", "steam", "cooling"]

    /// Something that is there, not something that flows: over time it is averaged, not added.
    public var isStock: Bool { self == .devices || self == .personnel }

    /// What must stand beside the amount.
    public var details: [Detail] {
        switch self {
        case .fuel: [.fuel]
        case .refrigerant: [.substance, .movement]
        case .waste: [.stream, .fate]
        case .vehicle: [.vehicleClass]
        case .travel: [.mode, .travelClass]
        case .devices: [.device]
        case .certificate, .credits: [.registry, .serial, .vintage]
        default: []
        }
    }
}

/// A property of an activity beside its amount; the raw value is the column's name.
public enum Detail: String, CaseIterable, Hashable, Sendable {
    /// Such as `diesel`, `natural gas`; the factor's file says which are known.
    case fuel
    /// Such as `R-410A`.
    case substance
    /// `opening`, `purchased`, `closing` or `recovered`.
    case movement
    /// Of waste such as `paper`, `glass`, `residual`; of district energy one of ``Kind/heatStreams``.
    case stream
    /// `reuse`, `recycle`, `compost`, `energy`, `incineration` or `landfill`.
    case fate
    case vehicleClass = "vehicle_class"
    /// `air`, `rail`, `road` or `sea`.
    case mode
    /// Such as `economy`; `-` where the mode has none.
    case travelClass = "travel_class"
    case device
    case registry, serial, vintage
    /// The meter a bill or reading belongs to.
    case meter
    case supplier, invoice, note
    /// kWh in one unit of a fuel, as a decimal number; whether that is `net` or `gross`, of kWh that were billed, too; and
    /// who says so.
    case heatingValue = "heating_value"
    case heatingBasis = "heating_basis"
    case heatingSource = "heating_source"
    /// Own area of the building's area where a landlord's bill was divided, such as `420/3600 m2`.
    case share
}

/// What an amount is counted in.
public enum Unit: String, CaseIterable, Hashable, Sendable {
    case kilowattHours = "kWh"
    case cubicMetres = "m3"
    case litres = "L"
    case kilograms = "kg"
    case kilometres = "km"
    case passengerKilometres = "pkm"
    case pieces = "pieces"
    case fullTimeEquivalents = "FTE"
    case tonnesCO2e = "tCO2e"
}

/// How an amount is known, with the weight it has in data quality (own scale, domain notes D: 1, 0.9, 0.6, 0.3).
public enum Quality: String, CaseIterable, Hashable, Sendable {
    case metered, billed, interpolated, proxy

    /// 0 to 1.
    public var weight: Double {
        switch self {
        case .metered: 1
        case .billed: 0.9
        case .interpolated: 0.6
        case .proxy: 0.3
        }
    }
}
