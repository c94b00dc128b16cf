import Addresses
import Testing

@Suite struct `A reference to a file of keys` {
    @Test func `is a path, or the name of a credential`() throws {
        #expect(try FileReference("/etc/lightwell/key.pem") == .path("/etc/lightwell/key.pem"))
        #expect(try FileReference("credential:key") == .credential("key"))
        #expect(try FileReference("credential:key").description == "credential:key")
    }

    @Test(arguments: ["", "credential:", "credential:../key", "credential:.."])
    func `does not leave the folder of credentials`(text: String) {
        #expect(throws: FileReference.Malformed.self) { try FileReference(text) }
    }
}
