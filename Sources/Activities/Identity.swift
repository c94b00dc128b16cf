extension Activity {
    /// What makes two lines of a site and kind say the same thing, whatever amount they give. A bill that was corrected
    /// replaces the old one, it does not stand beside it.
    ///
    /// Of what is metered or counted there is one amount for a time, so the meter and what the kind asks for decide, and
    /// spans may not overlap. Deliveries and journeys (``Kind/isEvent``) can be many a day: invoice and note tell them
    /// apart, too, and only equal spans are the same.
    public var identity: String {
        let names = [.meter] + kind.details + (kind.isEvent ? [.invoice, .note] : [])
        return names.map { details[$0] ?? "" }.joined(separator: "\u{1F}")
    }
}

extension Kind {
    /// Something that can happen several times in one span at one site.
    public var isEvent: Bool {
        switch self {
        case .electricity, .generation, .export, .heat, .water, .wastewater, .devices, .personnel: false
        case .certificate, .fuel, .refrigerant, .waste, .vehicle, .travel, .paper, .cartridges, .credits: true
        }
    }
}
