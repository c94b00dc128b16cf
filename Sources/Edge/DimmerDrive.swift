internal import Boards
internal import Conditioning
internal import PWM

/// The PWM output of a zone's dimmer, held until this object is destroyed; it shows full light then.
final class DimmerDrive {
    private var output: PWMOutput

    /// Takes the PWM outputs of a site, by zone; `nil` where there is none. All show full light from this moment on.
    ///
    /// - Throws: ``PWMError`` when one cannot be had; those before it are let go at full.
    static func drives(of site: Site, in root: String = PWMChip.root) throws(PWMError) -> [DimmerDrive?] {
        var drives: [DimmerDrive?] = []
        for zone in site.zones { drives.append(try DimmerDrive(zone.dimmer, in: root)) }
        return drives
    }

    /// `nil` where none is wired.
    init?(_ wiring: DimmerWiring?, in root: String) throws(PWMError) {
        guard let wiring, let place = wiring.output else { return nil }
        output = try PWMOutput(
            PWMChip.find(place.chip, in: root), channel: place.channel, period: wiring.period,
            full: wiring.drive == .direct ? wiring.period : 0)
    }

    /// - Parameter duty: ns.
    func set(_ duty: UInt64) throws(PWMError) { try output.set(duty) }
}
