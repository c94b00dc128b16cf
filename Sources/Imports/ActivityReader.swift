internal import Activities
internal import CSV
internal import Calendars
internal import Quantities

/// Reads the lines of bills, lists and forms.
///
/// A landlord's bill that is divided by area counts as interpolated, unless its line says proxy: that is our own
/// choice, for the amount is billed, but whose it was is inferred.
struct ActivityReader {
    private let kind: Kind
    let template: Template
    let headings: Headings
    private var clocks: SiteClocks
    private var said: [Subject: [Said]] = [:]
    /// Of the files that lines name, or what is wrong with them.
    private var documents: [String: Result<String, Unreadable>] = [:]

    /// What lines are about that may not say two things of one span.
    private struct Subject: Hashable {
        let site: String
        let identity: String
    }

    private struct Said {
        let from: Timestamp
        let to: Timestamp
        let line: Int
        let isEvent: Bool
        let distinction: String
    }

    init(_ kind: Kind, _ template: Template, _ table: inout Table, _ clocks: SiteClocks) {
        (self.kind, self.template, self.clocks) = (kind, template, clocks)
        headings = Headings(template, in: &table)
        guard table.problems.isEmpty else { return }
        if headings["date"] == nil, headings["from"] == nil || headings["to"] == nil && headings["through"] == nil {
            table.report("there is no time: name columns from and to (or through), or date")
        }
    }

    mutating func read(
        _ table: inout Table, into delivery: inout Delivery, _ document: (String) throws(Unreadable) -> String,
        _ show: (Double) -> Void
    ) {
        guard table.problems.isEmpty else { return }
        while table.next() {
            guard let activity = activity(&table, file: delivery.file, document) else { continue }
            let subject = Subject(site: activity.site, identity: activity.identity)
            said[subject, default: []].append(
                Said(
                    from: activity.from, to: activity.to, line: table.line, isEvent: activity.isEvent,
                    distinction: activity.distinction))
            delivery.activities.append(activity)
            if delivery.activities.count.isMultiple(of: 4_096) { show(table.progress) }
        }
        for lines in said.values { reportTwins(lines, &table) }
        reportUnnamed(delivery.activities, &table)
    }

    /// One bill, once with the name of its meter and once without.
    private func reportUnnamed(_ activities: [Activity], _ table: inout Table) {
        for same in Dictionary(grouping: activities, by: { "\($0.site) \($0.from) \($0.to)" }).values {
            for (place, activity) in same.enumerated() {
                guard let twin = same[..<place].first(where: { $0.isTwin(withoutMeterOf: activity) }) else { continue }
                table.report(
                    line: activity.origin.line,
                    "seems to be the bill of line \(twin.origin.line), once with a meter and once without: leave one out, or "
                        + "name both meters")
            }
        }
    }

    /// Of what is metered no two spans may overlap, of what happens no two be the same.
    private func reportTwins(_ lines: [Said], _ table: inout Table) {
        let sorted = lines.sorted { ($0.from, $0.to, $0.line) < ($1.from, $1.to, $1.line) }
        guard var last = sorted.first else { return }
        for next in sorted.dropFirst() {
            let isTwin = next.isEvent ? last.from == next.from && last.to == next.to : next.from < last.to
            if isTwin {
                let (line, other) = (max(last.line, next.line), min(last.line, next.line))
                let same = last.from == next.from && last.to == next.to
                table.report(
                    line: line,
                    "says the same as line \(other)\(same ? "" : " for a part of its span"): leave one out, or tell them "
                        + "apart by \(next.distinction)")
            }
            if next.isEvent || last.to < next.to { last = next }
        }
    }

    private mutating func activity(
        _ table: inout Table, file: String, _ document: (String) throws(Unreadable) -> String
    ) -> Activity? {
        let before = table.problems.count + table.more
        let site = headings["site"].flatMap { table.site($0, among: clocks) }
        let times = site.flatMap { span(&table, at: $0) }
        let amount = headings.amount.flatMap { table.amount($0, unitColumn: headings["unit"], kind.units) }
        var beside = details(&table)
        if kind == .heat, beside[.stream] == Kind.heatStreams[0] { beside[.stream] = nil }
        if kind == .fuel { heating(&table, of: amount?.unit, into: &beside) }
        let emitted = emitted(&table)
        let paid = cost(&table)
        let quality = word("quality", &table).flatMap { Quality(rawValue: $0) }
        let passengers = notNegative("passengers", &table)
        if passengers == 0, let column = headings["passengers"] {
            table.complain(column, "is nobody: leave the line out")
        }
        let part = share(&table)
        let proof = proof(&table, document)
        guard before == table.problems.count + table.more, let site, let times, let amount else { return nil }
        var activity = Activity(
            kind, site: site, from: times.from, to: times.to, amount: amount.amount, unit: amount.unit, details: beside,
            emitted: emitted, cost: paid, quality: quality ?? .billed,
            origin: Origin(batch: 0, file: file, line: table.line, document: proof))
        if let passengers {
            activity.amount *= passengers
            activity.emitted = emitted.map { $0 * passengers }
        }
        if let part {
            activity.amount *= part.fraction
            activity.emitted = activity.emitted.map { $0 * part.fraction }
            activity.cost?.amount *= part.fraction
            activity.details[.share] = part.text
            activity.quality = quality ?? .interpolated
            if quality == .metered || quality == .billed {
                table.report(
                    column: headings["quality"] ?? 0,
                    "quality: a share by area is not \(activity.quality.rawValue): write interpolated or proxy, or leave it empty"
                )
            }
        }
        if activity.quality == .proxy || part != nil, beside[.note] == nil {
            table.report(
                column: headings["note"] ?? 0,
                part == nil
                    ? "note: is empty: a proxy needs it: how the amount was derived, and from what"
                    : "note: is empty: a share by area needs it: what proves the areas")
        }
        return activity
    }

    /// The SHA-256 of the document that the line names.
    private mutating func proof(
        _ table: inout Table, _ document: (String) throws(Unreadable) -> String
    ) -> String? {
        guard let column = headings["document"], !table.isEmpty(column) else { return nil }
        let path = table.text(column)
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !path.hasPrefix("/"), !parts.contains("..") else {
            table.complain(
                column, "leads out of this file's folder: put the document there or below, and name it from there")
            return nil
        }
        if documents[path] == nil {
            do throws(Unreadable) { documents[path] = .success(try document(path)) } catch {
                documents[path] = .failure(error)
            }
        }
        switch documents[path] {
        case .success(let sha256): return sha256
        case .failure(let fault): table.complain(column, fault.reason)
        case nil: break
        }
        return nil
    }

    private mutating func span(_ table: inout Table, at site: String) -> (from: Timestamp, to: Timestamp)? {
        func filled(_ name: String) -> Int? { headings[name].flatMap { table.isEmpty($0) ? nil : $0 } }
        let (day, from, to, through) = (filled("date"), filled("from"), filled("to"), filled("through"))
        if let day {
            if let other = from ?? to ?? through {
                table.report(
                    column: other, "\(table.headings[other]): date says when it was already: leave one of them empty")
                return nil
            }
            guard let date = date(day, &table) else { return nil }
            return (clocks.midnight(date, at: site), clocks.midnight(date.adding(days: 1), at: site))
        }
        guard let from else {
            table.report(column: headings["from"] ?? headings["date"] ?? 0, "from: is empty: write when it began")
            return nil
        }
        guard (to == nil) != (through == nil) else {
            let column = to ?? headings["to"] ?? headings["through"] ?? from
            table.report(
                column: column,
                to == nil
                    ? "to: is empty: write when it ended, or its last day under through"
                    : "to: through says when it ended already: leave one of them empty")
            return nil
        }
        let start = edge(from, &table, at: site)
        let end: Timestamp?
        if let to {
            end = edge(to, &table, at: site)
        } else if let through, let date = date(through, &table) {
            end = clocks.midnight(date.adding(days: 1), at: site)
        } else {
            return nil
        }
        guard let start, let end else { return nil }
        guard start < end else {
            table.complain(
                to ?? through ?? from,
                "does not lie after from" + (to == nil ? "" : "; the last day stands under through"))
            return nil
        }
        return (start, end)
    }

    /// A date's first moment, or a time.
    private mutating func edge(_ column: Int, _ table: inout Table, at site: String) -> Timestamp? {
        let cell = table.text(column)
        guard cell.utf8.count <= 10 else { return table.moment(column, at: site, &clocks) }
        return date(column, &table).map { clocks.midnight($0, at: site) }
    }

    private func date(_ column: Int, _ table: inout Table) -> CivilDate? {
        do throws(Malformed) { return try CivilDate(table.text(column)) } catch {
            table.report(column: column, "\(table.headings[column]): \(error.description)")
            return nil
        }
    }
}
