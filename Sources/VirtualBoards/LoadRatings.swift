public import Boards
public import Quantities
public import Score
internal import Simulation

extension PlugUse.Rating {
    /// - Parameter isSwitched: the zone has a relay for its plugs.
    public init(_ plugs: Site.Simulation.Plugs, isSwitched: Bool) {
        self.init(base: plugs.base, person: plugs.person, switched: isSwitched ? plugs.switched : 0)
    }
}

extension ClimateUse.Rating {
    /// With the temperatures of the place's climate, or with others.
    ///
    /// - Parameter outdoors: °C; `nil`: two sine waves for the climate.
    /// - Returns: never `nil` for what a checked site file says.
    public init?(
        _ climate: Site.Simulation.Climate, in place: Site.Place,
        outdoors: (@Sendable (Timestamp) -> Double)? = nil
    ) {
        let power = climate.power?.value ?? climate.heatLoss * Self.design * 1.5
        guard
            let room = ThermalRoom(
                heatLoss: climate.heatLoss, capacity: climate.capacity * 3.6e6, heatingPower: power,
                coolingPower: climate.cooling == nil ? 0 : power)
        else { return nil }
        let waves = OutdoorTemperature(place)
        self.init(
            room: room, heating: climate.heating, standby: climate.standby, setback: climate.setback,
            cooling: climate.cooling, outdoors: outdoors ?? { waves.celsius(at: $0) })
    }

    /// Between indoors and outdoors on the coldest day, K (assumption).
    private static let design = 30.0
}

extension OutdoorTemperature {
    /// Temperate where the place has no climate.
    init(_ place: Site.Place) {
        let preset: OutdoorTemperature =
            switch place.climate {
            case .temperate, nil: .temperate
            case .oceanic: .oceanic
            case .continental: .continental
            case .mediterranean: .mediterranean
            case .tropicalHighland: .tropicalHighland
            case .tropicalMonsoon: .tropicalMonsoon
            case .desert: .desert
            }
        self = (place.latitude < 0 ? preset.mirrored : preset).at(longitude: place.longitude)
    }
}
