internal import Glibc
internal import Quantities

/// One connection to a ``LocalServer``.
struct Visit {
    let descriptor: Int32
    let number: Int
    /// Over by then.
    var deadline: Instant
    /// When it was looked last whether there is a reason to stay.
    var glanced = Instant.epoch
    var hasAsked = false
    /// It stays after its answer, until it leaves or its time is over.
    var stays = false
    var farewell: String?
    var isOver = false
    var unsent: [UInt8] = []
    private(set) var received: [UInt8] = []

    init(_ descriptor: Int32, number: Int, deadline: Instant) {
        (self.descriptor, self.number, self.deadline) = (descriptor, number, deadline)
    }

    /// The line asked, once it is whole.
    var request: String? {
        received.firstIndex(of: UInt8(ascii: "\n")).map { String(decoding: received[..<$0], as: UTF8.self) }
    }

    /// Takes what the visitor says; one who has left is over.
    mutating func listen() {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while !isOver {
            let count = recv(descriptor, &bytes, MemoryLayout.size(ofValue: bytes), Int32(MSG_DONTWAIT))
            if count > 0 {
                if !hasAsked, received.count < 1_024 {
                    withUnsafeBytes(of: bytes) { received += $0.prefix(count) }
                }
            } else if count < 0, errno == EINTR {
                continue
            } else if count < 0, errno == EAGAIN {
                return
            } else {
                // One who has asked, and only says that nothing follows, still wants the answer.
                if stays || request == nil { isOver = true }
                return
            }
        }
    }

    /// Says as much of the answer as the visitor takes now.
    mutating func speak() {
        while !unsent.isEmpty {
            let count = send(
                descriptor, unsent, unsent.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            if count > 0 {
                unsent.removeFirst(count)
            } else if count < 0, errno == EINTR {
                continue
            } else {
                if count < 0, errno != EAGAIN { isOver = true }
                return
            }
        }
    }
}
