public import Activities
public import Calendars

/// What a meter counted over a period, in pieces that a model is fitted to: days or hours.
public protocol PeriodEnergy: Hashable, Sendable {
    associatedtype Piece: EnergyPiece
    associatedtype Model: EnergyModel where Model.Piece == Piece

    /// - Parameter energy: a meter whose unit is kWh.
    /// - Parameter occupancy: `nil` where none was measured; else a piece without it is left out.
    init(
        _ energy: Series, temperature: Course, occupancy: Course?, holidays: Holidays, in zone: TimeZone,
        over dates: Dates)

    /// How many of them make a day.
    static var piecesPerDay: Int { get }

    var dates: Dates { get }
    /// In order; only those with all that is needed.
    var pieces: [Piece] { get }
    /// The others, in order.
    var leftOut: [LeftOut] { get }
    /// Pieces of which up to a tenth was missing.
    var filledUp: Int { get }
    /// Pieces that count, as a share of all.
    var coverage: Double { get }
}

extension PeriodEnergy {
    /// What the pieces that count make in days.
    public var length: Double { Double(pieces.count) / Double(Self.piecesPerDay) }
}

/// A day or an hour of a meter.
public protocol EnergyPiece: Hashable, Sendable {
    /// Of the place.
    var date: CivilDate { get }
    var kilowattHours: Double { get }
    var celsius: Double { get }
}

/// What pieces of a baseline teach of pieces to come.
public protocol EnergyModel: Hashable, Sendable {
    associatedtype Piece: EnergyPiece

    /// - Throws: ``Refusal`` when the pieces cannot carry it.
    init(fitting pieces: [Piece]) throws(Refusal)

    /// The energy of the baseline's pieces, as it was and as the model has it.
    var statistics: FitStatistics { get }
    /// Temperatures that the baseline had, °C; beyond them the model only goes on.
    var range: ClosedRange<Double> { get }

    /// kWh; may be negative where the model goes on beyond its range.
    func predict(_ pieces: [Piece]) -> [Double]

    /// What later pieces would have used, in sum.
    ///
    /// - Parameter pieces: at least one.
    /// - Parameter baseline: those that the model was fitted to.
    /// - Parameter times: how often the luck is drawn.
    func foresee(_ pieces: [Piece], from baseline: [Piece], seed: UInt64, times: Int) throws(Refusal) -> Foresight
}
