import Glibc

/// How often a place's days are clear, partly cloudy or overcast, and how long that lasts.
///
/// The presets are assumptions in the order of magnitude of published sunshine
/// hours; they stand for a kind of place, not for one.
public struct Climate: Hashable, Sendable {
    /// Shares of clear and partly cloudy days; the rest is overcast.
    public struct Mix: Hashable, Sendable {
        public let clear: Double
        public let partly: Double
        public var overcast: Double { 1 - clear - partly }

        /// - Returns: `nil` unless both are shares and leave one for overcast.
        public init?(clear: Double, partly: Double) {
            guard clear >= 0, partly >= 0, clear + partly <= 1 else { return nil }
            self.init(unchecked: clear, partly)
        }

        fileprivate init(unchecked clear: Double, _ partly: Double) { (self.clear, self.partly) = (clear, partly) }
    }

    /// In the middle of January and of July; between them the year swings like a cosine.
    public let january: Mix
    public let july: Mix
    /// The chance that a day copies the sky of the day before instead of drawing anew, 0 to less than 1.
    public let persistence: Double

    /// - Returns: `nil` when persistence is no such chance.
    public init?(january: Mix, july: Mix, persistence: Double) {
        guard (0..<1).contains(persistence) else { return nil }
        self.init(unchecked: january, july, persistence)
    }

    private init(unchecked january: Mix, _ july: Mix, _ persistence: Double) {
        (self.january, self.july, self.persistence) = (january, july, persistence)
    }

    /// Central Europe: Geneva, Vienna.
    public static let temperate = preset((0.15, 0.25), (0.40, 0.40), 0.5)
    /// North-western Europe: The Hague, Copenhagen.
    public static let oceanic = preset((0.10, 0.25), (0.20, 0.45), 0.4)
    /// The eastern seaboard of North America: New York.
    public static let continental = preset((0.30, 0.30), (0.35, 0.45), 0.4)
    /// Dry summers: Beirut, Rome.
    public static let mediterranean = preset((0.30, 0.35), (0.85, 0.13), 0.6)
    /// Mild and high near the equator, cloudy in July: Nairobi, Addis Ababa.
    public static let tropicalHighland = preset((0.40, 0.45), (0.10, 0.45), 0.5)
    /// Wet from May to October: Bangkok.
    public static let tropicalMonsoon = preset((0.40, 0.50), (0.05, 0.50), 0.6)
    /// Cairo, Bamako in the dry season.
    public static let desert = preset((0.70, 0.25), (0.90, 0.09), 0.6)

    /// The same climate on the other side of the equator.
    public var mirrored: Climate { Climate(unchecked: july, january, persistence) }

    /// The mix at a fraction of the year, 0 to 1.
    func mix(atYearFraction fraction: Double) -> Mix {
        let winter = 0.5 + 0.5 * cos(2 * .pi * (fraction - 14.5 / 365))
        return Mix(
            unchecked: july.clear + (january.clear - july.clear) * winter,
            july.partly + (january.partly - july.partly) * winter)
    }

    private static func preset(
        _ january: (Double, Double), _ july: (Double, Double), _ persistence: Double
    ) -> Climate {
        Climate(unchecked: Mix(unchecked: january.0, january.1), Mix(unchecked: july.0, july.1), persistence)
    }
}
