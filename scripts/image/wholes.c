// Arithmetic of 64-bit whole numbers that no Cortex-M has, by the names and registers of the Arm runtime ABI (RTABI32).
#include <stdint.h>

// Shifts by 0 to 63, word by word.
static uint64_t join(uint32_t high, uint32_t low) { return (uint64_t)high << 32 | low; }
uint64_t __aeabi_llsl(uint64_t a, int by) {
    uint32_t high = (uint32_t)(a >> 32), low = (uint32_t)a;
    if (by == 0) return a;
    return by >= 32 ? join(low << (by - 32), 0) : join(high << by | low >> (32 - by), low << by);
}
uint64_t __aeabi_llsr(uint64_t a, int by) {
    uint32_t high = (uint32_t)(a >> 32), low = (uint32_t)a;
    if (by == 0) return a;
    return by >= 32 ? join(0, high >> (by - 32)) : join(high >> by, low >> by | high << (32 - by));
}
int64_t __aeabi_lasr(int64_t a, int by) {
    return a < 0 ? (int64_t)~__aeabi_llsr(~(uint64_t)a, by) : (int64_t)__aeabi_llsr((uint64_t)a, by);
}

uint64_t image_divide(uint64_t a, uint64_t b, uint64_t *remainder) {
    if (b == 0 || a < b) {
        *remainder = a;
        return 0;
    }
    int shift = __builtin_clzll(b) - __builtin_clzll(a);
    uint64_t quotient = 0;
    for (b <<= shift; shift >= 0; shift--, b >>= 1) {
        quotient <<= 1;
        if (a >= b) {
            a -= b;
            quotient |= 1;
        }
    }
    *remainder = a;
    return quotient;
}
int64_t image_divide_signed(int64_t a, int64_t b, int64_t *remainder) {
    uint64_t rest;
    uint64_t quotient = image_divide(a < 0 ? -(uint64_t)a : (uint64_t)a, b < 0 ? -(uint64_t)b : (uint64_t)b, &rest);
    *remainder = (int64_t)(a < 0 ? -rest : rest);
    return (int64_t)((a < 0) != (b < 0) ? -quotient : quotient);
}
// Quotient in r0:r1, remainder in r2:r3.
#ifdef __arm__
__attribute__((naked)) void __aeabi_uldivmod(void) {
    __asm__("push {r6, lr}\n\tsub sp, #16\n\tadd r6, sp, #8\n\tstr r6, [sp]\n\tbl image_divide\n\t"
            "ldr r2, [sp, #8]\n\tldr r3, [sp, #12]\n\tadd sp, #16\n\tpop {r6, pc}");
}
__attribute__((naked)) void __aeabi_ldivmod(void) {
    __asm__("push {r6, lr}\n\tsub sp, #16\n\tadd r6, sp, #8\n\tstr r6, [sp]\n\tbl image_divide_signed\n\t"
            "ldr r2, [sp, #8]\n\tldr r3, [sp, #12]\n\tadd sp, #16\n\tpop {r6, pc}");
}
#endif
