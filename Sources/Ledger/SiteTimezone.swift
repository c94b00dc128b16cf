public import Calendars

extension Ledger {
    /// The time zone in which a site lives, as a hub last said; `nil`: none did.
    public func timezone(of site: String) -> TimeZone? { boundaries[site]?.timezone }
}
