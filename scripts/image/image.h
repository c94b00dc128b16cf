// What the machine under the image offers: files of its host by semihosting, a clock, a heap that counts.
#pragma once
#include <stdint.h>

void image_open(void);
int32_t image_next(void);         // the next byte of the tape; -1 at its end
void image_tell(uint8_t byte);    // to the file of decisions
void image_close(void);
void image_print(uint8_t byte);   // to standard output

uint32_t image_ticks(void);       // 24 bits, counting up, 25 MHz
uint32_t image_allocations(void); // since the start
uint32_t image_heap(void);        // bytes of the arena in use
uint32_t image_static(void);      // bytes of data and bss, arena and file buffers excepted
uint32_t image_stack(void);       // most bytes of stack in use so far
