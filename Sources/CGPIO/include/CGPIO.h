// GPIO lines as a list of file descriptors, whichever libgpiod the machine has.
//
// Every function that fails sets errno. Line offsets are the chip's own; line
// indices count from 0 in the order of a request. No function here is called
// from two threads with the same handle at once.
#ifndef CGPIO_H
#define CGPIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CGPIO_NAME_SIZE = 64 };
// The most lines that one request may have, and a room for events that always suffices for a read.
enum { CGPIO_MOST_LINES = 64, CGPIO_MOST_EVENTS = 64 };

struct cgpio_chip;
struct cgpio_inputs;
struct cgpio_outputs;

// What a line is, and who holds it. Unknown texts are empty.
struct cgpio_line_info {
    char name[CGPIO_NAME_SIZE];
    char consumer[CGPIO_NAME_SIZE];
    bool used, output;
};

enum cgpio_bias { CGPIO_BIAS_AS_IS, CGPIO_BIAS_NONE, CGPIO_BIAS_PULL_UP, CGPIO_BIAS_PULL_DOWN };

struct cgpio_input {
    uint32_t offset;
    bool active_low;
    enum cgpio_bias bias;
};

struct cgpio_output {
    uint32_t offset;
    bool active_low;
    bool active;  // from the moment of the request on
};

struct cgpio_event {
    int64_t nanoseconds;  // CLOCK_MONOTONIC; kernels before 5.7 stamp with CLOCK_REALTIME
    uint32_t line;        // index in the request
    uint32_t lost;        // edges of this line lost just before, at least
    bool active;          // what the line became
};

// Opens a chip by its path. NULL on failure.
struct cgpio_chip *cgpio_chip_open(const char *path);
void cgpio_chip_close(struct cgpio_chip *chip);
const char *cgpio_chip_label(struct cgpio_chip *chip);
uint32_t cgpio_chip_line_count(struct cgpio_chip *chip);
int cgpio_chip_line_info(struct cgpio_chip *chip, uint32_t offset, struct cgpio_line_info *info);

// Requests lines for both edges. NULL on failure; *culprit is then the index
// of the line that was refused, or `count` if no single line is to blame.
// The handle keeps the chip open by itself.
struct cgpio_inputs *cgpio_inputs_request(const char *path, const char *consumer, const struct cgpio_input *lines,
                                          size_t count, size_t *culprit);
void cgpio_inputs_release(struct cgpio_inputs *inputs);
// Descriptors to poll for reading. How they map to lines is the library's affair.
size_t cgpio_inputs_fd_count(const struct cgpio_inputs *inputs);
int cgpio_inputs_fd(const struct cgpio_inputs *inputs, size_t index);
// Reads what waits at one descriptor, without waiting. Returns the number of
// events, at most `room` (at least 2; CGPIO_MOST_EVENTS always drains the kernel's buffer once), or -1.
// Where the buffer ran full the next event says that edges were lost; if there
// is none, the level is read again and reported as one.
ptrdiff_t cgpio_inputs_read(struct cgpio_inputs *inputs, size_t index, struct cgpio_event *events, size_t room);
// 1 active, 0 inactive, -1 failed.
int cgpio_inputs_level(struct cgpio_inputs *inputs, size_t line);

// Requests lines with their first values, all in one system call.
struct cgpio_outputs *cgpio_outputs_request(const char *path, const char *consumer, const struct cgpio_output *lines,
                                            size_t count, size_t *culprit);
void cgpio_outputs_release(struct cgpio_outputs *outputs);
// Sets one line and leaves the others as they are. On failure the line counts as unchanged.
int cgpio_outputs_set(struct cgpio_outputs *outputs, size_t line, bool active);

#endif
