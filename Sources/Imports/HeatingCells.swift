internal import Activities

/// The heating value beside an amount of fuel.
extension ActivityReader {
    /// More than any fuel holds, kWh; of volumes of gas and loose wood there is no such limit. Heaviest fuel oils have
    /// about 11.5 kWh/L, hydrogen 39.4 kWh/kg (gross).
    private static let most: [Unit: Int] = [.litres: 13, .kilograms: 40]

    /// Puts kWh per unit of the amount, basis and source into the details, or reports what is missing of them.
    ///
    /// - Parameter unit: of the amount; `nil` when it could not be read.
    func heating(_ table: inout Table, of unit: Unit?, into details: inout [Detail: String]) {
        func filled(_ name: String) -> Int? { headings[name].flatMap { table.isEmpty($0) ? nil : $0 } }
        details[.heatingValue] = nil
        let (value, written) = (filled("heating_value"), filled("heating_unit"))
        guard let value else {
            if let column = written ?? filled("heating_source") {
                table.report(column: column, "\(table.headings[column]): there is no heating_value that it belongs to")
            } else if let column = filled("heating_basis"), let unit, unit != .kilowattHours {
                table.report(
                    column: column, "heating_basis: the amount is in \(unit.rawValue): write its heating_value, too")
            }
            return
        }
        for name in ["heating_unit", "heating_basis", "heating_source"] where filled(name) == nil {
            table.report(
                column: headings[name] ?? value,
                "\(name): is empty: a heating value needs its unit, net or gross, and who says so")
        }
        guard let number = table.number(value), let written, let name = word("heating_unit", &table),
            let per = HeatingUnit.named(name), let unit
        else { return }
        guard let energy = per.kilowattHours(number, per: unit) else {
            table.report(
                column: written,
                unit == .kilowattHours
                    ? "heating_unit: the amount is in kWh already: leave the heating value out, and keep heating_basis"
                    : "heating_unit: \(name) does not fit an amount in \(unit.rawValue)")
            return
        }
        guard energy > 0 else { return table.complain(value, "is not above zero") }
        if let most = Self.most[unit], energy > Double(most) {
            return table.complain(
                value, "is more than any fuel holds, \(most) kWh/\(unit.rawValue): is the unit right?")
        }
        details[.heatingValue] = "\(energy)"
    }
}
