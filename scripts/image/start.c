// Start-up of a Cortex-M image run by qemu-system-arm: memory, a bump allocator that counts, semihosting.
#include "image.h"
#include <stddef.h>

extern uint32_t _data[], _edata[], _data_image[], _bss[], _ebss[], _stack[];
int32_t image_main(void);
void reset(void);
int main(void) { return image_main(); }

// Semihosting (Arm, "Semihosting for AArch32 and AArch64", 2.0).
enum { OPEN = 0x01, CLOSE = 0x02, WRITE = 0x05, READ = 0x06, EXIT = 0x20, WRITEC = 0x03 };
static int ask(int operation, const void *argument) {
    register int r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}
static void leave(uint32_t status) {
    uint32_t block[2] = {0x20026, status}; // ADP_Stopped_ApplicationExit
    ask(EXIT, block);
    for (;;) {}
}
static int open(const char *name, uint32_t length, uint32_t mode) {
    uint32_t block[3] = {(uint32_t)name, mode, length};
    int file = ask(OPEN, block);
    if (file < 0) leave(20);
    return file;
}

// Files of the working directory.
static uint8_t incoming[1024], outgoing[1024];
static uint32_t in_place, in_count, out_count;
static int tape, decisions;
void image_open(void) {
    tape = open("tape", 4, 1);           // rb
    decisions = open("decisions", 9, 5); // wb
}
int32_t image_next(void) {
    if (in_place == in_count) {
        uint32_t block[3] = {(uint32_t)tape, (uint32_t)incoming, sizeof incoming};
        in_count = sizeof incoming - (uint32_t)ask(READ, block); // it says how many are missing
        in_place = 0;
        if (in_count == 0) return -1;
    }
    return incoming[in_place++];
}
static void flush(void) {
    uint32_t block[3] = {(uint32_t)decisions, (uint32_t)outgoing, out_count};
    if (out_count > 0 && ask(WRITE, block) != 0) leave(21);
    out_count = 0;
}
void image_tell(uint8_t byte) {
    outgoing[out_count++] = byte;
    if (out_count == sizeof outgoing) flush();
}
void image_close(void) {
    flush();
    ask(CLOSE, (uint32_t[1]){(uint32_t)decisions});
    ask(CLOSE, (uint32_t[1]){(uint32_t)tape});
}
void image_print(uint8_t byte) { ask(WRITEC, &byte); }

// The heap: what is given is never taken back, so that a leak and a wasted allocation both show.
static uint8_t arena[16384] __attribute__((aligned(8)));
static uint32_t used, allocations;
int posix_memalign(void **memory, size_t alignment, size_t size) {
    uint32_t start = (used + (uint32_t)alignment - 1) & ~((uint32_t)alignment - 1);
    if (alignment > 4096 || size > sizeof arena - start) leave(22);
    used = start + (uint32_t)size;
    allocations++;
    *memory = arena + start;
    return 0;
}
void free(void *memory) { (void)memory; }
uint32_t image_heap(void) { return used; }
uint32_t image_allocations(void) { return allocations; }

// Memory: word by word where both ends allow, which is nearly always.
void *memcpy(void *to, const void *from, size_t count) {
    uint8_t *t = to;
    const uint8_t *f = from;
    if ((((uintptr_t)t | (uintptr_t)f) & 3) == 0) {
        for (; count >= 4; count -= 4, t += 4, f += 4) *(uint32_t *)t = *(const uint32_t *)f;
    }
    for (; count > 0; count--) *t++ = *f++;
    return to;
}
void *memmove(void *to, const void *from, size_t count) {
    uint8_t *t = to;
    const uint8_t *f = from;
    if (t <= f || f + count <= t) return memcpy(to, from, count);
    while (count-- > 0) t[count] = f[count];
    return to;
}
void *memset(void *to, int value, size_t count) {
    uint8_t *t = to;
    for (; count > 0 && ((uintptr_t)t & 3) != 0; count--) *t++ = (uint8_t)value;
    for (; count >= 4; count -= 4, t += 4) *(uint32_t *)t = (uint8_t)value * 0x01010101u;
    for (; count > 0; count--) *t++ = (uint8_t)value;
    return to;
}
void __aeabi_memcpy(void *to, const void *from, size_t count) { memcpy(to, from, count); }
void __aeabi_memcpy4(void *to, const void *from, size_t count) { memcpy(to, from, count); }
void __aeabi_memcpy8(void *to, const void *from, size_t count) { memcpy(to, from, count); }
void __aeabi_memmove(void *to, const void *from, size_t count) { memmove(to, from, count); }
void __aeabi_memmove4(void *to, const void *from, size_t count) { memmove(to, from, count); }
void __aeabi_memmove8(void *to, const void *from, size_t count) { memmove(to, from, count); }
void __aeabi_memset(void *to, size_t count, int value) { memset(to, value, count); }
void __aeabi_memset4(void *to, size_t count, int value) { memset(to, value, count); }
void __aeabi_memset8(void *to, size_t count, int value) { memset(to, value, count); }
void __aeabi_memclr(void *to, size_t count) { memset(to, 0, count); }
void __aeabi_memclr4(void *to, size_t count) { memset(to, 0, count); }
void __aeabi_memclr8(void *to, size_t count) { memset(to, 0, count); }

// What Swift's own code asks for.
uintptr_t __stack_chk_guard = 0x5AFE57AC;
void __stack_chk_fail(void) { leave(23); }
void arc4random_buf(void *to, size_t count) { memset(to, 0x5A, count); }

// The processor's own 24-bit timer, counting down at 25 MHz.
#define SYSTICK ((volatile uint32_t *)0xE000E010)
uint32_t image_ticks(void) { return 0xFFFFFF - SYSTICK[2]; }

#define PAINT 0x57ACC57A
uint32_t image_static(void) {
    return (uint32_t)((uint8_t *)_ebss - (uint8_t *)_data) - sizeof arena - sizeof incoming - sizeof outgoing;
}
uint32_t image_stack(void) {
    uint32_t *low = _ebss;
    while (low < _stack && *low == PAINT) low++;
    return (uint32_t)((uint8_t *)_stack - (uint8_t *)low);
}

__attribute__((noreturn)) void reset(void) {
    for (uint32_t *to = _data, *from = _data_image; to < _edata;) *to++ = *from++;
    for (uint32_t *to = _bss; to < _ebss;) *to++ = 0;
    uint32_t *here = __builtin_frame_address(0);
    for (uint32_t *to = _ebss; to < here - 16;) *to++ = PAINT;
    *(volatile uint32_t *)0xE000ED88 |= 0xF << 20; // CPACR: the FPU may be used
    __asm__ volatile("dsb\n\tisb");
    SYSTICK[1] = 0xFFFFFF;
    SYSTICK[2] = 0;
    SYSTICK[0] = 5; // on, processor clock
    leave((uint32_t)main());
    for (;;) {}
}
static void fault(void) { leave(24); }
__attribute__((section(".vectors"), used)) static const void *const vectors[] = {
    _stack, (void *)reset, (void *)fault, (void *)fault, (void *)fault, (void *)fault, (void *)fault,
};
