public import Quantities

/// What one line of a bill, list or form says: that a site used, made or had so much of something in a time.
///
/// Figures rest on these where no board measures. Each knows the file and line it came from.
public struct Activity: Hashable, Sendable {
    public var kind: Kind
    /// The site's id in the organisation's file.
    public var site: String
    public var from: Timestamp
    /// After ``from``; not in the span itself.
    public var to: Timestamp
    /// In ``unit``; of kinds that are a stock (``Kind/isStock``) the mean over the span, else the sum.
    public var amount: Double
    /// One of ``Kind/units``.
    public var unit: Unit
    /// What the kind asks for beside, such as the fuel's name; keys are ``Kind/details``.
    public var details: [Detail: String]
    /// What the document itself says was emitted, kgCO2e, such as the result of a travel calculator.
    public var emitted: Double?
    public var cost: Money?
    public var quality: Quality
    public var origin: Origin

    public init(
        _ kind: Kind, site: String, from: Timestamp, to: Timestamp, amount: Double, unit: Unit,
        details: [Detail: String] = [:], emitted: Double? = nil, cost: Money? = nil, quality: Quality, origin: Origin
    ) {
        (self.kind, self.site, self.from, self.to) = (kind, site, from, to)
        (self.amount, self.unit, self.details) = (amount, unit, details)
        (self.emitted, self.cost, self.quality, self.origin) = (emitted, cost, quality, origin)
    }
}

/// Where a figure's input stands written.
public struct Origin: Hashable, Sendable {
    /// Number of the import it came with.
    public var batch: Int64
    /// The file's name as it was given.
    public var file: String
    /// From 1; the header is line 1.
    public var line: Int
    /// SHA-256 of the document that proves the line, or else the whole file; 64 hexadecimal digits; `nil`: none does.
    public var document: String?
    /// The document's own name, such as `2026-01.pdf`; `nil` where it is not known.
    public var documentName: String?

    public init(batch: Int64, file: String, line: Int, document: String? = nil, documentName: String? = nil) {
        (self.batch, self.file, self.line) = (batch, file, line)
        (self.document, self.documentName) = (document, documentName)
    }
}

/// An amount in a currency, which is never converted.
public struct Money: Hashable, Sendable {
    public var amount: Double
    /// ISO 4217, such as `CHF`.
    public var currency: String

    public init(_ amount: Double, _ currency: String) { (self.amount, self.currency) = (amount, currency) }
}
