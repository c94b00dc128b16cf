public import Calendars
import Quantities

extension Period {
    /// The same days on a site's own clock, for a period that begins and ends at midnight UTC; any other is as it is.
    ///
    /// Bills begin and end at midnight where they are paid: cut at another hour, each would be split by a trifle.
    public func days(in zone: TimeZone) -> Period {
        let (first, last) = (TimeZone.utc.civil(of: from), TimeZone.utc.civil(of: to))
        guard first.time == .midnight, last.time == .midnight else { return self }
        return Period(from: zone.timestamp(of: first.date), to: zone.timestamp(of: last.date)) ?? self
    }
}
