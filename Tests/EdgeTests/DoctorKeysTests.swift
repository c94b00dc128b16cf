import Certificates
import PrivateBroker
import Quantities
import Testing

@testable import Edge

@Suite(.enabled(if: Authority.isPossible, "openssl is not installed")) struct `What the doctor says of a certificate` {
    @Test func `warns a month before its end, and names the cure after it`() throws {
        let authority = try Authority()
        let path = authority.board() + "/certificate.pem"
        let certificate = try #require(Doctor.certificates(in: path)?.first)
        for (days, state) in [(400, .ok), (30, .ok), (29, .warn), (0, .warn), (-1, .bad)] as [(Int64, Finding.State)] {
            // An hour from where the count of whole days changes.
            let now = certificate.until - .days(days) - .hours(1)
            let finding = Doctor.finding("certificate", certificate, at: now)
            #expect(finding.state == state, "\(finding.words)")
            #expect(finding.words.hasPrefix("of site.board "))
            #expect((finding.cure == nil) == (state == .ok))
        }
        let early = Doctor.finding("certificate", certificate, at: certificate.from - .hours(1))
        #expect(early.cure == "look at the board's clock")
    }
}
