public import Quantities

/// Reading numbers and quantities. Each must lie within its bounds.
extension Field {
    public func integer(in bounds: ClosedRange<Int>) -> Int? {
        guard let scalar = scalar() else { return nil }
        guard let value = Decimal(scalar.text[...])?.whole else {
            report("\"\(scalar.text)\" is not a whole number")
            return nil
        }
        guard bounds.contains(value) else {
            report(
                "\(value) is \(value < bounds.lowerBound ? "below \(bounds.lowerBound)" : "above \(bounds.upperBound)")"
            )
            return nil
        }
        return value
    }

    /// A number that has no unit.
    public func number(in bounds: ClosedRange<Double>) -> Double? {
        guard let scalar = scalar() else { return nil }
        guard let value = Decimal(scalar.text[...])?.times(1) else {
            report("\"\(scalar.text)\" is not a number (written like 12 or 0.5)")
            return nil
        }
        guard bounds.contains(value) else {
            let isBelow = value < bounds.lowerBound
            let bound = Decimal.written(isBelow ? bounds.lowerBound : bounds.upperBound)
            report("\(scalar.text) is \(isBelow ? "below" : "above") \(bound)")
            return nil
        }
        return value
    }

    /// An amount with its unit, in the base of `units`.
    public func quantity(_ units: Units, in bounds: ClosedRange<Double>) -> Double? {
        guard let scalar = scalar() else { return nil }
        let (number, symbol) = Decimal.split(scalar.text)
        guard let decimal = Decimal(number) else {
            report("\"\(scalar.text)\" is not a number with a unit (\(units.allowed))")
            return nil
        }
        guard !symbol.isEmpty else {
            report("\(scalar.text) needs a unit: \(units.allowed)")
            return nil
        }
        guard let unit = units.named(symbol) else {
            report("\"\(scalar.text)\" has the unit \"\(symbol)\"; here it is \(units.allowed)")
            return nil
        }
        let amount = decimal.times(unit.worth)
        guard bounds.contains(amount) else {
            let isBelow = amount < bounds.lowerBound
            let bound = units.written(isBelow ? bounds.lowerBound : bounds.upperBound, preferring: unit)
            report("\(scalar.text) is \(isBelow ? "below" : "above") \(bound)")
            return nil
        }
        return amount
    }

    /// Written with ms, s, min or h; a whole number of milliseconds.
    public func duration(in bounds: ClosedRange<Duration>) -> Duration? {
        let limits = Double(bounds.lowerBound.milliseconds)...Double(bounds.upperBound.milliseconds)
        guard let milliseconds = quantity(.duration, in: limits) else { return nil }
        guard milliseconds == milliseconds.rounded() else {
            report("is finer than 1 ms")
            return nil
        }
        return Duration(milliseconds: Int64(milliseconds))
    }

    /// Written with lx.
    public func lux(in bounds: ClosedRange<Lux>) -> Lux? { amount(.lux, in: bounds) }

    /// Written with W or kW.
    public func watts(in bounds: ClosedRange<Watts>) -> Watts? { amount(.power, in: bounds) }

    /// Written with m2 or m².
    public func area(in bounds: ClosedRange<SquareMetres>) -> SquareMetres? { amount(.area, in: bounds) }

    /// Written with %; 10 % is 10.
    public func percent(in bounds: ClosedRange<Double>) -> Double? { quantity(.percent, in: bounds) }

    /// Written with °.
    public func degrees(in bounds: ClosedRange<Double>) -> Double? { quantity(.degrees, in: bounds) }

    private func amount<Unit: Quantity>(_ units: Units, in bounds: ClosedRange<Unit>) -> Unit? {
        quantity(units, in: bounds.lowerBound.value...bounds.upperBound.value).map(Unit.init)
    }
}
