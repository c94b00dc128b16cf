/// One thing that is read of each hour: what files call it, how they say that it is missing, and what it may be.
enum Column: Int, CaseIterable {
    case dryBulb, dewPoint, humidity, global, direct, diffuse

    /// As the EPW data dictionary names it.
    var name: String {
        switch self {
        case .dryBulb: "dry bulb temperature"
        case .dewPoint: "dew point temperature"
        case .humidity: "relative humidity"
        case .global: "global horizontal radiation"
        case .direct: "direct normal radiation"
        case .diffuse: "diffuse horizontal radiation"
        }
    }

    /// Its place in a row of an EPW, from 1.
    var field: Int {
        switch self {
        case .dryBulb: 7
        case .dewPoint: 8
        case .humidity: 9
        case .global: 14
        case .direct: 15
        case .diffuse: 16
        }
    }

    /// Its heading in a table.
    var heading: String {
        switch self {
        case .dryBulb: "dry_bulb_c"
        case .dewPoint: "dew_point_c"
        case .humidity: "rh_pct"
        case .global: "ghi_wh_m2"
        case .direct: "dni_wh_m2"
        case .diffuse: "dhi_wh_m2"
        }
    }

    var unit: String {
        switch self {
        case .dryBulb, .dewPoint: "°C"
        case .humidity: "%"
        case .global, .direct, .diffuse: "Wh/m²"
        }
    }

    /// What an EPW has where nothing is known; 9999 stands for more nines too.
    var missing: Double {
        switch self {
        case .dryBulb, .dewPoint: 99.9
        case .humidity: 999
        case .global, .direct, .diffuse: 9_999
        }
    }

    func isMissing(_ value: Double) -> Bool {
        switch self {
        case .global, .direct, .diffuse: value >= missing
        case .dryBulb, .dewPoint, .humidity: value == missing
        }
    }

    /// What the air of the Earth has. Beyond the air the sun gives 1361 W/m²; clouds beside it can add to that.
    var range: ClosedRange<Double> {
        switch self {
        case .dryBulb: -90...70
        case .dewPoint: -90...50
        case .humidity: 0...110
        case .global, .direct: 0...1_500
        case .diffuse: 0...1_200
        }
    }
}
