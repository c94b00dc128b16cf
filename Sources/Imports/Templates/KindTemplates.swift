public import Activities

extension Template {
    /// The table of a kind of activity.
    public static func of(_ kind: Kind) -> Template {
        switch kind {
        case .electricity: .electricity
        case .generation: .generation
        case .export: .export
        case .certificate: .certificate
        case .heat: .heat
        case .fuel: .fuel
        case .refrigerant: .refrigerant
        case .water: .water
        case .wastewater: .wastewater
        case .waste: .waste
        case .vehicle: .vehicle
        case .travel: .travel
        case .paper: .paper
        case .cartridges: .cartridges
        case .devices: .devices
        case .personnel: .personnel
        case .credits: .credits
        }
    }
}
