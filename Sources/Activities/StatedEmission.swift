extension Kind {
    /// Whether what a document itself states as emitted stands for a line of this kind.
    ///
    /// Of scope 3 it does: any content may stand there. Scope 1 and 2 take direct emissions only, and a bill does not say
    /// whether it means those or the life cycle: there a factor with its meaning is asked for.
    public var takesStatedEmission: Bool { refusalOfStatedEmission == nil }

    /// Why it does not, to be put behind the cell; `nil` where it does.
    public var refusalOfStatedEmission: String? {
        switch self {
        case .travel, .waste, .water, .wastewater, .paper, .cartridges: nil
        case .electricity, .heat, .fuel, .refrigerant, .vehicle, .certificate:
            "cannot be taken: scope 1 and 2 take direct emissions only, and a document does not say which it means; leave "
                + "it empty, and give the factor table a row"
        case .generation, .export, .devices, .personnel, .credits:
            "cannot be taken: no emission is computed of \(rawValue); leave it empty"
        }
    }
}
