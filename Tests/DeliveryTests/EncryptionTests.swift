import Addresses
import Delivery
import Ledger
import PrivateBroker
import Quantities
import Scratch
import Testing

/// Against a real server with TLS, which is no web server: what matters is how far it comes.
@Suite(.serialized, .enabled(if: Authority.isPossible, "openssl is not installed"))
final class `An encrypted channel` {
    private let home = Home()

    @Test func `says nothing to a server that nobody vouches for, or that is another one`() throws {
        let (authority, strangers) = (try Authority(), try Authority())
        let server = try PrivateBroker(authority.settings.filter { !$0.hasPrefix("require") })
        defer { withExtendedLifetime(authority) {} }
        let own = authority.hub + "/ca.pem"
        let unknown = try failure(of: "https://localhost:\(server.port)/h", authorities: nil)
        #expect(unknown.contains("SSL certificate problem"), "\(unknown)")
        let strange = try failure(of: "https://localhost:\(server.port)/h", authorities: strangers.hub + "/ca.pem")
        #expect(strange.contains("SSL certificate problem"), "\(strange)")
        let elsewhere = try failure(of: "https://127.0.0.1:\(server.port)/h", authorities: own)
        #expect(elsewhere.contains("subject name"), "\(elsewhere)")
        // It is let in, and then finds nobody who speaks HTTP.
        let known = try failure(of: "https://localhost:\(server.port)/h", authorities: own)
        #expect(!known.contains("SSL certificate problem") && !known.contains("subject name"), "\(known)")
    }

    private func failure(of address: String, authorities: String?) throws -> String {
        _ = try Ledger(home.path + "/ledger", .writing(program: "test"))
        let store = try AlarmStore(home.path + "/ledger", .changing)
        try store.tell(["webhook"], of: ["a"], at: .minute(0))
        let message = try #require(try store.waiting().last)
        let hook = Webhook(
            to: try ServerAddress(address, [.https, .http]),
            authorities: try authorities.map { try FileReference($0) })
        do throws(DeliveryError) {
            try hook.carry(message)
            return ""
        } catch {
            return error.description
        }
    }
}
