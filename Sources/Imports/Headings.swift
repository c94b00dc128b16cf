internal import CSV
internal import Spelling

/// Which column of a template stands where in a file's header.
struct Headings {
    private var places: [String: Int] = [:]
    /// Of the amount, and the unit that its heading names.
    private(set) var amount: (column: Int, unit: WrittenUnit?)?

    /// Reports what is unknown, missing or said twice.
    init(_ template: Template, in table: inout Table) {
        let names = template.columns.map(\.name)
        let measured = template.columns.first { !$0.units.isEmpty }
        for (place, heading) in table.headings.enumerated() {
            if let measured, heading == measured.name {
                take(amount: place, nil, measured, &table)
            } else if names.contains(heading) || template.barred.contains(heading) {
                places[heading] = place
            } else if let measured, heading.hasPrefix(measured.name + "_") {
                let suffix = String(heading.dropFirst(measured.name.count + 1))
                if let unit = WrittenUnit.named(suffix, among: measured.units) {
                    take(amount: place, unit, measured, &table)
                } else {
                    amount = amount ?? (place, nil)
                    table.report(
                        column: place,
                        "\(quotable(heading)): unknown unit \"\(quotable(suffix))\""
                            + Spelling.hint(for: suffix, among: measured.units.map(\.name), otherwise: "it is one of"))
                }
            } else {
                let known = names.filter { $0 != measured?.name } + (measured.map { [$0.heading] } ?? [])
                table.report(
                    column: place,
                    "unknown column \"\(quotable(heading))\""
                        + Spelling.hint(for: heading, among: known, otherwise: "columns are")
                        + "; see lightwell-hub template \(template.name)")
            }
        }
        for column in template.columns where column.isRequired && column.units.isEmpty && places[column.name] == nil {
            table.report("there is no column \(column.name); see lightwell-hub template \(template.name)")
        }
        guard let measured else { return }
        guard let amount else {
            table.report("there is no column \(measured.heading); see lightwell-hub template \(template.name)")
            return
        }
        if amount.unit == nil, places["unit"] == nil, table.problems.isEmpty {
            if measured.units.count == 1 {
                self.amount?.unit = measured.units[0]
            } else {
                let example = "\(measured.name)_\(measured.units[0].suffix)"
                table.report(
                    column: amount.column,
                    "\(measured.name) has no unit: name it in the header, such as \(example), or in a column unit")
            }
        } else if amount.unit != nil, let column = places["unit"] {
            table.report(column: column, "unit: the heading of the amount names it already: leave this column out")
        }
    }

    /// The place of a column; `nil` where the file has none.
    subscript(_ name: String) -> Int? { places[name] }

    private mutating func take(amount place: Int, _ unit: WrittenUnit?, _ column: Column, _ table: inout Table) {
        if let first = amount {
            table.report(
                column: place, "\(table.headings[place]): \(table.headings[first.column]) is the amount already")
        } else {
            amount = (place, unit)
        }
    }
}
