internal import Quantities
internal import YAML

extension Site.Simulation.Lamps {
    init(_ mapping: Mapping, isDimmed: Bool) {
        let (curve, minimum) = (mapping.optional("curve"), mapping.optional("minimum"))
        self.curve = curve?.choice(Curve.self) ?? .linear
        self.minimum = (minimum?.percent(in: 0...50) ?? 0) / 100
        if !isDimmed { (curve ?? minimum)?.report("is a dimmer's, and these lamps are switched (lamps: dimmer)") }
        let ageing = mapping.optional("ageing")
        self.ageing = (ageing?.percent(in: 0...20) ?? 0) / 100
        let (least, burnt) = (mapping.optional("least"), mapping.optional("burnt"))
        self.least = (least?.percent(in: 10...100) ?? 70) / 100
        self.burnt = burnt?.duration(in: .zero ... .hours(200_000)) ?? .zero
        if ageing == nil {
            (least ?? burnt)?.report("needs the light lost for every 1,000 burning hours (ageing: 0.4 %)")
        }
    }
}

extension Site.Simulation.SensorView {
    init(_ mapping: Mapping) {
        lamps = (mapping.optional("lamps")?.percent(in: 0.1...100) ?? 20) / 100
        daylight = (mapping.optional("daylight")?.percent(in: 0...200) ?? 20) / 100
        drift = (mapping.optional("drift")?.percent(in: 0...100) ?? 30) / 100
    }
}

extension Site.Simulation.Plugs {
    init?(_ mapping: Mapping) {
        let base = mapping.required("base")?.watts(in: .zero...Watts(100_000))
        let person = mapping.required("person")?.watts(in: .zero...Watts(2_000))
        switched = (mapping.optional("switched")?.percent(in: 0...100) ?? 100) / 100
        guard let base, let person else { return nil }
        (self.base, self.person) = (base, person)
    }
}

extension Site.Simulation.Climate {
    init?(_ mapping: Mapping) {
        let loss = mapping.required("heat-loss")?.quantity(Self.conductance, in: 1...100_000)
        let capacity = mapping.required("capacity")?.quantity(Self.storage, in: 0.01...10_000)
        let heating = mapping.optional("heating")?.quantity(Self.celsius, in: 5...30) ?? 20
        let lower = mapping.optional("setback")
        let between = mapping.optional("standby")
        let upper = mapping.optional("cooling")
        setback = lower?.quantity(Self.celsius, in: 0...30) ?? min(heating, 17)
        standby = between?.quantity(Self.celsius, in: 0...30) ?? max(setback, heating - 1)
        cooling = upper?.quantity(Self.celsius, in: 15...40)
        power = mapping.optional("power")?.watts(in: Watts(10)...Watts(1_000_000))
        self.heating = heating
        if heating < setback { lower?.report("is above the heating, \(Self.celsius.written(heating))") }
        if heating < standby { between?.report("is above the heating, \(Self.celsius.written(heating))") }
        if standby < setback { between?.report("is below the setback, \(Self.celsius.written(setback))") }
        if let cooling, cooling < heating + 1 {
            upper?.report("should be 1 K above the heating, \(Self.celsius.written(heating)), or more")
        }
        guard let loss, let capacity else { return nil }
        (heatLoss, self.capacity) = (loss, capacity)
    }

    private static let conductance = Units("W/K")
    private static let storage = Units("kWh/K")
    private static let celsius = Units("°C")
}
