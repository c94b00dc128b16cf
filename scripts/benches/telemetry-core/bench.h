// What the bench of the codec shares between Swift and C.
#include <stddef.h>
#include <stdint.h>

int64_t cpu_ns(void);      // of this process
size_t allocations(void);  // on the heap, by anybody, since the start
