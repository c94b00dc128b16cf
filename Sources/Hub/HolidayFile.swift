internal import Calendars
internal import YAML

/// Dates on which a site rests whatever the day of the week: a CSV file with the column date, or the `holidays` of a
/// board's site file (.yaml, .yml), whose other keys are passed over.
struct HolidayFile {
    let dates: Set<CivilDate>

    /// - Throws: ``HubError`` or ``Problems`` with all problems.
    init(_ path: String) throws {
        let isYAML = path.hasSuffix(".yaml") || path.hasSuffix(".yml")
        dates = try isYAML ? Self.site(path) : Self.table(path)
        guard !dates.isEmpty else { throw HubError("\(path) names no holiday") }
    }

    private static func table(_ path: String) throws -> Set<CivilDate> {
        var table = try CSVTable(path)
        guard let column = table.column("date") else { throw HubError("\(path):1: there is no column date") }
        var problems: [String] = []
        var dates: Set<CivilDate> = []
        while table.next({ problems.append("\(path):\($0): \($1)") }) {
            do throws(Malformed) { dates.insert(try CivilDate(table.text(column))) } catch {
                problems.append("\(path):\(table.line): \(error)")
            }
        }
        guard problems.isEmpty else { throw HubError(problems.joined(separator: "\n")) }
        return dates
    }

    private static func site(_ path: String) throws -> Set<CivilDate> {
        let node = try Node(reading: path)
        guard case .mapping(let entries) = node.content, let holidays = entries.first(where: { $0.key == "holidays" })
        else { throw HubError("\(path) has no holidays: a site file lists them as holidays: [2026-12-25]") }
        guard case .sequence(let items) = holidays.value.content else {
            throw HubError("\(path):\(holidays.keyMark): holidays is no list, such as [2026-12-25]")
        }
        var problems: [Problem] = []
        var dates: Set<CivilDate> = []
        for item in items {
            guard case .scalar(let scalar) = item.content else {
                problems.append(Problem(file: path, at: item.mark, "is not a date, such as 2026-12-25"))
                continue
            }
            do throws(Malformed) { dates.insert(try CivilDate(scalar.text)) } catch {
                problems.append(Problem(file: path, at: item.mark, error.description))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return dates
    }
}
