// What the bench of the control core shares between Swift and C.
#include <stddef.h>
#include <stdint.h>

// All that a zone may know from a moment on.
typedef struct {
    int64_t at;  // ms
    double lux;  // NaN without a light sensor
    uint32_t onsets, presses;
    uint8_t zone, is_moving, schedule;
} Input;

// The least a zone can do: lit by motion and by the button, dark a fixed hold time after, and where it is bright.
// Sums the levels, so that nothing is left out.
int64_t reference_walk(const Input *entries, size_t count);

int64_t cpu_ns(void);       // of this process
size_t allocations(void);   // on the heap, by anybody, since the start
