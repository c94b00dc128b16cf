internal import Quantities
internal import YAML

extension Site.Simulation.Window {
    /// - Parameter floor: of the zone; `nil` where that is wrong itself.
    init?(_ mapping: Mapping, floor: SquareMetres?) {
        let faces = mapping.required("faces")?.degrees(in: 0...360)
        let depth = mapping.required("depth")?.quantity(.length, in: 0.5...30)
        horizon = mapping.optional("horizon")?.degrees(in: 0...90) ?? 0
        blind = mapping.optional("blind")?.choice() ?? .automatic
        transmittance = (mapping.optional("transmittance")?.percent(in: 1...100) ?? 68) / 100
        let (width, height) = (mapping.optional("width"), mapping.optional("height"))
        let sill = mapping.optional("sill")
        let isSized = width != nil || height != nil || sill != nil
        size = isSized ? Size(mapping, width, height, sill) : nil
        let areaField = isSized ? mapping.optional("area") : mapping.required("area")
        let given = areaField?.area(in: SquareMetres(0.1)...SquareMetres(10_000))
        if isSized { areaField?.report("follows from width and height; leave it out") }
        let area = size.map { SquareMetres($0.width * $0.height) } ?? given
        guard let faces, let depth, let area, !isSized || size != nil else { return nil }
        (self.faces, self.depth, self.area) = (faces, depth, area)
        guard let floor else { return }
        // A room is at least as deep as its desks stand from the window, and so has no longer façade than this.
        let longest = floor.value / depth
        if let size, size.width > longest {
            width?.report(
                "\(Self.written(size.width)) m is more than the façade of \(Self.written(floor.value)) m2 with desks "
                    + "\(Self.written(depth)) m deep in it can have: \(Self.written(longest)) m")
        } else if size == nil, area.value > longest * Self.storey {
            areaField?.report(
                "\(Self.written(area.value)) m2 is more than the façade of \(Self.written(floor.value)) m2 with desks "
                    + "\(Self.written(depth)) m deep in it can have: \(Self.written(longest * Self.storey)) m2, "
                    + "\(Self.written(Self.storey)) m high")
        }
    }

    /// No room is taken to be higher, m.
    private static let storey = 4.0

    /// Cut after two decimals, so that a bound that is told is within the bound.
    private static func written(_ amount: Double) -> String {
        let hundredths = Int((amount * 100 + 1e-6).rounded(.down))
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension Site.Simulation.Window.Size {
    fileprivate init?(_ mapping: Mapping, _ width: Field?, _ height: Field?, _ sill: Field?) {
        // Asked for again, so that what is lacking is named.
        let width = (width ?? mapping.required("width"))?.quantity(.length, in: 0.1...100)
        let high = (height ?? mapping.required("height"))?.quantity(.length, in: 0.1...20)
        self.sill = sill?.quantity(.length, in: 0...10) ?? 0.9
        guard let width, let high else { return nil }
        if self.sill + high <= 0.8 {
            height?.report("the window ends below the desks, which are 0.8 m high")
        }
        (self.width, self.height) = (width, high)
    }
}
