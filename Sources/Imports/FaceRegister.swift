internal import Activities
public import Meters
public import Quantities

/// What must be known beside a file of face readings: the instruments, and how far the meters are told of already.
public struct FaceRegister: Sendable {
    /// The register's, of any sites.
    public let meters: [Meter]
    /// The end of what is known of a meter of a site before a moment; `nil`: nothing is.
    public let told: @Sendable (_ site: String, _ meter: String, _ before: Timestamp) -> Timestamp?

    public init(
        meters: [Meter],
        told: @escaping @Sendable (_ site: String, _ meter: String, _ before: Timestamp) -> Timestamp? = { _, _, _ in
            nil
        }
    ) {
        (self.meters, self.told) = (meters, told)
    }

    func meter(_ id: String, of site: String) -> Meter? { meters.first { $0.site == site && $0.id == id } }

    /// The meter as far as a file tells of it, so that each reading counts in one file only: first and last readings
    /// that the register states are taken where they lie within the file's time; before it the first, too, if nothing
    /// is known since the instrument came.
    func meter(_ meter: Meter, within span: ClosedRange<Timestamp>) -> Meter {
        var part = meter
        part.installations = meter.installations.filter {
            $0.from <= span.upperBound && $0.to.map { span.lowerBound <= $0 } ?? true
        }
        for place in part.installations.indices {
            let installation = part.installations[place]
            if installation.from < span.lowerBound, let told = told(meter.site, meter.id, span.lowerBound),
                installation.from < told
            {
                part.installations[place].start = nil
            }
            if let to = installation.to, span.upperBound < to { part.installations[place].end = nil }
        }
        return part
    }
}

extension Installation {
    /// The unit that its face must have in place of the one that a file names; `nil`: that one can be right.
    ///
    /// Behind transformers a face may show either side's energy; a face may count tens. So only a worth that is just
    /// that of another unit is held against the file.
    func contrary(to unit: WrittenUnit, of medium: Series.Medium) -> WrittenUnit? {
        let ratios = [1, transformer?.ratio ?? 1]
        func fits(_ unit: WrittenUnit) -> Bool {
            guard let one = unit.converted(1, to: [medium.unit])?.amount else { return false }
            return ratios.contains { abs(worth / one / $0 - 1) < 1e-9 }
        }
        guard !fits(unit) else { return nil }
        return WrittenUnit.choices(for: [medium.unit]).first(where: fits)
    }
}
