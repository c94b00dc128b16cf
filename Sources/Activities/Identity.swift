extension Activity {
    /// What makes two lines of a site and kind say the same thing, whatever amount they give. A bill that was corrected
    /// replaces the old one, it does not stand beside it.
    ///
    /// Of what is metered or counted there is one amount for a time, so the meter and what the kind asks for decide, and
    /// spans may not overlap. Deliveries and journeys (``isEvent``) can be many a day: invoice and note tell them apart,
    /// too, and only equal spans are the same.
    public var identity: String {
        // Heat says no stream, so that a line of an older file and one of a newer are the same.
        let stream: [Detail] = kind == .heat && districtStream != nil ? [.stream] : []
        let names = [.meter] + kind.details + stream + (isEvent ? [.invoice, .note] : [])
        return names.map { details[$0] ?? "" }.joined(separator: Self.separator)
    }

    /// What the ``identity`` of this line began with in ledgers of releases that took a gas meter's bill for a delivery;
    /// `nil` where none did.
    public var formerBeginning: String? { isEvent || !kind.isEvent ? nil : identity + Self.separator }

    /// Whether two lines seem to be one bill of what is metered, once with the name of its meter and once without: of one
    /// span, and with one invoice or one amount.
    public func isTwin(withoutMeterOf other: Activity) -> Bool {
        guard !kind.isEvent || kind == .fuel, kind == other.kind, site == other.site, from == other.from,
            to == other.to, districtStream == other.districtStream, details[.fuel] == other.details[.fuel],
            (details[.meter] == nil) != (other.details[.meter] == nil)
        else { return false }
        let isOneInvoice = details[.invoice].map { $0 == other.details[.invoice] } ?? false
        return isOneInvoice || (amount == other.amount && unit == other.unit)
    }

    /// Something that can happen several times in one span at one site. Fuel that a meter counts is none: there is one
    /// amount for a time, whoever bills it, and under whichever number.
    public var isEvent: Bool { kind.isEvent && !(kind == .fuel && details[.meter]?.isEmpty == false) }

    /// By which columns two lines of one span are told apart, as messages say it.
    public var distinction: String {
        isEvent ? "meter, invoice or note" : kind == .heat ? "meter or stream" : "meter"
    }

    private static let separator = "\u{1F}"
}

extension Activity {
    /// What of district energy it is, where that is not heat; `nil` of heat and of all other kinds.
    public var districtStream: String? {
        guard kind == .heat, let stream = details[.stream], stream != Kind.heatStreams[0] else { return nil }
        return stream
    }
}

extension Kind {
    /// Something that can happen several times in one span at one site, unless a meter counts it
    /// (``Activity/isEvent``).
    public var isEvent: Bool {
        switch self {
        case .electricity, .generation, .export, .heat, .water, .wastewater, .devices, .personnel: false
        case .certificate, .fuel, .refrigerant, .waste, .vehicle, .travel, .paper, .cartridges, .credits: true
        }
    }
}
