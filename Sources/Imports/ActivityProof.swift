internal import Activities

/// What stands beside an amount: details, cost, the share of a landlord's bill.
extension ActivityReader {
    func details(_ table: inout Table) -> [Detail: String] {
        var details: [Detail: String] = [:]
        for detail in Detail.allCases {
            guard let column = headings[detail.rawValue] else { continue }
            let declared = template.columns.first { $0.name == detail.rawValue }
            if table.isEmpty(column) {
                if declared?.isRequired == true {
                    table.report(column: column, "\(detail.rawValue): is empty: write \(declared?.meaning ?? "it")")
                }
            } else if let words = declared?.words, !words.isEmpty {
                details[detail] = table.word(column, among: words)
            } else {
                details[detail] = table.text(column)
                if detail == .vintage, !(Int(table.text(column)).map { 1990...2100 ~= $0 } ?? false) {
                    table.complain(column, "is no year: write one as 2026")
                }
                if detail == .serial, let fault = Self.fault(of: table.text(column)) { table.complain(column, fault) }
            }
        }
        return details
    }

    /// `nil`: it is a list of serial numbers and ranges, or a name.
    private static func fault(of serial: String) -> String? {
        do throws(SerialNumbers.Fault) { _ = try SerialNumbers(serial) } catch { return error.message }
        return nil
    }

    func cost(_ table: inout Table) -> Money? {
        guard let amount = headings["cost"], !table.isEmpty(amount) else { return nil }
        guard let value = table.number(amount) else { return nil }
        guard let column = headings["currency"], !table.isEmpty(column) else {
            table.report(
                column: headings["currency"] ?? amount, "currency: is empty: write that of the cost, such as CHF")
            return nil
        }
        let currency = table.text(column)
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            table.complain(column, "is no currency: write three capitals of ISO 4217, such as CHF")
            return nil
        }
        return Money(value, currency)
    }

    func share(_ table: inout Table) -> (fraction: Double, text: String)? {
        func filled(_ name: String) -> Int? { headings[name].flatMap { table.isEmpty($0) ? nil : $0 } }
        let (own, building) = (filled("own_m2"), filled("building_m2"))
        guard let own, let building else {
            if let one = own ?? building {
                table.report(column: one, "own_m2 and building_m2 go together: write both, or none")
            }
            return nil
        }
        guard let part = table.number(own), let whole = table.number(building) else { return nil }
        guard 0 < part, part <= whole else {
            table.complain(own, "is not within 0 to building_m2, \(table.text(building))")
            return nil
        }
        return (part / whole, "\(table.text(own))/\(table.text(building)) m2")
    }

    func word(_ name: String, _ table: inout Table) -> String? {
        guard let column = headings[name], !table.isEmpty(column) else { return nil }
        return table.word(column, among: template.columns.first { $0.name == name }?.words ?? [])
    }

    /// What the document itself states; a problem where it may not stand for the line.
    func emitted(_ table: inout Table) -> Double? {
        guard let refusal = template.kind?.refusalOfStatedEmission else { return notNegative(Template.emitted, &table) }
        if let column = headings[Template.emitted], !table.isEmpty(column) { table.complain(column, refusal) }
        return nil
    }

    func notNegative(_ name: String, _ table: inout Table) -> Double? {
        guard let column = headings[name], !table.isEmpty(column), let value = table.number(column) else { return nil }
        if value < 0 { table.complain(column, "is less than nothing") }
        return value
    }
}
