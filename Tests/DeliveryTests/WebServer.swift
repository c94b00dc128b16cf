import Synchronization

/// A web server that takes what is posted, or answers with another status.
final class WebServer: Sendable {
    struct Post: Sendable {
        var request: String
        var headers: [String: String]
        var body: String
    }

    private let shared: Shared<[Post]>
    private let server: LoopbackServer

    /// - Parameter answers: of the first requests; then it is 204.
    init(answers: [String] = []) throws {
        let (posts, left) = (Shared<[Post]>([]), Shared(answers))
        server = try LoopbackServer { line in
            guard let request = line.hear() else { return }
            var headers: [String: String] = [:]
            while let header = line.hear(), !header.isEmpty {
                let parts = header.split(separator: ":", maxSplits: 1)
                headers[parts[0].lowercased()] = String(parts.last?.drop { $0 == " " } ?? "")
            }
            let body = line.hear(bytes: headers["content-length"].flatMap(Int.init) ?? 0) ?? ""
            posts.value.withLock { $0.append(Post(request: request, headers: headers, body: body)) }
            let answer = left.value.withLock { $0.isEmpty ? "204 No Content" : $0.removeFirst() }
            line.say("HTTP/1.1 \(answer)\r\nContent-Length: 0\r\nConnection: close\r\n")
        }
        shared = posts
    }

    var port: Int { server.port }
    var posts: [Post] { shared.value.withLock { $0 } }
}
