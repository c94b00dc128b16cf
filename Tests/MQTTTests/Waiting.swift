import Glibc
import MQTT
import PrivateBroker

/// Serves sessions until an event of one of them is the wanted one.
///
/// - Returns: all events until then, of all of them.
@discardableResult
func wait(for connections: [Connection], until isDone: (Connection.Event) -> Bool) throws -> [Connection.Event] {
    var story: [Connection.Event] = []
    for _ in 0..<2_000 {
        for connection in connections {
            for event in connection.service() {
                story.append(event)
                if isDone(event) { return story }
            }
        }
        var waiting = pollfd(fd: connections[0].descriptor ?? -1, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, 10)
    }
    throw PrivateBroker.Failure(what: "nothing happened in time, but \(story)")
}
