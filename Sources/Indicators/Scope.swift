/// Which part of the estate a figure is about.
public enum Scope: Hashable, Sendable {
    /// With the site's identifier and the zone's own, which make `geneva/office-south`.
    case zone(site: String, zone: String)
    case site(String)
    case organisation(String)

    /// `zone`, `site` or `organisation`.
    public var kind: String {
        switch self {
        case .zone: "zone"
        case .site: "site"
        case .organisation: "organisation"
        }
    }

    /// `geneva/office-south`, `geneva` or `demo`.
    public var id: String {
        switch self {
        case .zone(let site, let zone): "\(site)/\(zone)"
        case .site(let id), .organisation(let id): id
        }
    }
}
