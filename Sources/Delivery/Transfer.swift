internal import CCurl
internal import Quantities

/// One transfer by libcurl: whom to, what, and within which time. The other side's certificate and name are verified
/// wherever there is one.
final class Transfer {
    private let handle: UnsafeMutableRawPointer
    private let upload: Upload
    private let heard = Hearing()
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var reason = [CChar](repeating: 0, count: 256)

    /// What is sent, and how far it is.
    private final class Upload {
        let bytes: [UInt8]
        var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    /// What the other side says beside the content: answers of a mail server, headers of another.
    private final class Hearing {
        var lines: [String] = []
    }

    init(to address: ServerAddress, sending bytes: [UInt8], authorities: String?) throws(DeliveryError) {
        guard Self.isReady, let handle = curl_easy_init() else { throw DeliveryError("libcurl cannot be started") }
        (self.handle, upload) = (handle, Upload(bytes))
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROTOCOLS_STR, address.scheme.rawValue)
        set(CURLOPT_URL, address.url)
        set(CURLOPT_CONNECTTIMEOUT_MS, Self.patience.milliseconds)
        set(CURLOPT_TIMEOUT_MS, Self.limit.milliseconds)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        // TLS 1.2.
        set(CURLOPT_SSLVERSION, 6)
        if let authorities { set(CURLOPT_CAINFO, authorities) }
        // What goes to this machine goes there straight, whatever the environment says of proxies; so does all mail.
        if address.isLoopback || [.smtp, .smtps].contains(address.scheme) { set(CURLOPT_PROXY, "") }
        _ = curl_set_transfer(handle, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
        _ = curl_set_transfer(handle, CURLOPT_HEADERFUNCTION) { text, size, count, target in
            guard let text, let target else { return size * count }
            let bytes = UnsafeRawBufferPointer(start: text, count: size * count).prefix { $0 != 0x0D && $0 != 0x0A }
            let hearing = Unmanaged<Hearing>.fromOpaque(target).takeUnretainedValue()
            if hearing.lines.count < 10_000 { hearing.lines.append(String(decoding: bytes, as: UTF8.self)) }
            return size * count
        }
        _ = curl_set_pointer(handle, CURLOPT_HEADERDATA, Unmanaged.passUnretained(heard).toOpaque())
        _ = curl_set_transfer(handle, CURLOPT_READFUNCTION) { target, size, count, upload in
            guard let target, let upload else { return 0 }
            let source = Unmanaged<Upload>.fromOpaque(upload).takeUnretainedValue()
            let rest = source.bytes[source.place...].prefix(size * count)
            for (index, byte) in rest.enumerated() { target[index] = CChar(bitPattern: byte) }
            source.place += rest.count
            return rest.count
        }
        _ = curl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(upload).toOpaque())
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
    }

    func set(_ option: CURLoption, _ value: Int64) { _ = curl_set_number(handle, option, Int(value)) }

    func set(_ option: CURLoption, _ value: String) { _ = curl_set_text(handle, option, value) }

    func set(_ option: CURLoption, _ values: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values { list = curl_slist_append(list, value) }
        guard let list else { return }
        lists.append(list)
        _ = curl_set_list(handle, option, list)
    }

    /// Does it.
    ///
    /// - Returns: the status that the other side answered with last.
    func run() throws(DeliveryError) -> Int {
        let code = reason.withUnsafeMutableBufferPointer { buffer in
            _ = curl_set_pointer(handle, CURLOPT_ERRORBUFFER, buffer.baseAddress)
            let code = curl_easy_perform(handle)
            _ = curl_set_pointer(handle, CURLOPT_ERRORBUFFER, nil)
            return code
        }
        guard code == CURLE_OK else {
            let detail = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw DeliveryError(detail.isEmpty ? String(cString: curl_easy_strerror(code)) : Self.timeless(detail))
        }
        var status = 0
        _ = curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    /// What a mail server answered, each answer by its last line, which has a space after the number (RFC 5321, 4.2.1).
    var answers: [String] {
        heard.lines.filter { $0.count >= 3 && $0.dropFirst(3).first != "-" && $0.prefix(3).allSatisfy(\.isNumber) }
    }

    /// Without how long it took, as in `port 25 after 3 ms: refused`: the same failure is to be the same sentence.
    static func timeless(_ detail: String) -> String {
        let words = detail.split(separator: " ", omittingEmptySubsequences: false)
        guard
            let place = words.indices.dropLast(2).first(where: {
                words[$0] == "after" && words[$0 + 1].allSatisfy(\.isNumber) && words[$0 + 2].hasPrefix("ms")
            })
        else { return detail }
        let rest = [words[place + 2].dropFirst(2)] + words[(place + 3)...]
        return words[..<place].joined(separator: " ") + rest.joined(separator: " ")
    }

    /// To be connected, and to be through with it all.
    private static let patience = Duration.seconds(10)
    private static let limit = Duration.seconds(30)

    // CURL_GLOBAL_DEFAULT, a macro that Swift cannot see.
    private static let isReady = curl_global_init(3) == CURLE_OK
}
