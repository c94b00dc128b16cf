/// A point on the Earth.
public struct Place: Hashable, Sendable {
    /// North is positive, −90° to 90°.
    public let latitude: Angle
    /// East is positive, −180° to 180°.
    public let longitude: Angle

    /// - Returns: `nil` outside these ranges.
    public init?(latitude: Angle, longitude: Angle) {
        guard (-90...90).contains(latitude.degrees), (-180...180).contains(longitude.degrees) else { return nil }
        self.init(unchecked: latitude, longitude)
    }

    /// Where the equator meets the meridian of Greenwich.
    public static let origin = Place(unchecked: .zero, .zero)

    private init(unchecked latitude: Angle, _ longitude: Angle) {
        (self.latitude, self.longitude) = (latitude, longitude)
    }
}
