import Loop
import Quantities
import Synchronization
import Testing

@Suite struct `A loop` {
    @Test func `is woken by another thread`() {
        let wakeup = Wakeup()
        let rung = Atomic<Bool>(false)
        let worker = Worker {
            rung.store(true, ordering: .relaxed)
            wakeup.ring()
        }
        wait(for: [Interest(wakeup.descriptor)], atMost: .seconds(60))
        worker.join()
        let hasRung = rung.load(ordering: .relaxed)
        #expect(hasRung)
    }

    @Test func `stops on another thread when it is asked to`() {
        let stop = Stop()
        let rounds = Atomic<Int>(0)
        let worker = Worker {
            while !stop.isRequested {
                rounds.add(1, ordering: .relaxed)
                wait(for: [Interest(stop.wakeup.descriptor)], atMost: .seconds(60))
            }
        }
        stop.request()
        worker.join()
        #expect(stop.isRequested)
        let count = rounds.load(ordering: .relaxed)
        #expect(count <= 2)
    }

    @Test func `does not wait when there is nothing to wait for`() {
        var watch = Watch([])
        watch.wait(atMost: .zero)
        watch.wait(atMost: .seconds(-5))
        #expect(Clock.utc() > Timestamp(milliseconds: 1_600_000_000_000))
    }
}
