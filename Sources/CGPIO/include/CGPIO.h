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
// The most lines that one request may have, the most events that the kernel keeps for one, and the most that a read
// gives: those, and one for each line that had to be looked at after a loss.
enum { CGPIO_MOST_LINES = 64, CGPIO_MOST_BUFFER = 1024, CGPIO_MOST_EVENTS = CGPIO_MOST_BUFFER + CGPIO_MOST_LINES };

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
    uint32_t debounce_us;  // a level counts once it has held for so long, and is stamped then; 0: every edge counts
};

struct cgpio_output {
    uint32_t offset;
    bool active_low;
    bool active;  // from the moment of the request on
};

struct cgpio_event {
    int64_t nanoseconds;  // CLOCK_MONOTONIC; kernels before 5.7 stamp with CLOCK_REALTIME
    uint32_t line;        // index in the request
    uint32_t lost;        // edges of this line lost just before: exactly where losses are counted, else at least
    bool active;          // what the line became
};

// Whether the kernel can debounce inputs. If not, a request with a debounce period fails with ENOTSUP.
bool cgpio_debounces(void);
// Whether the kernel numbers the events of each line, so that losses are counted exactly.
bool cgpio_counts_losses(void);

// Opens a chip by its path. NULL on failure.
struct cgpio_chip *cgpio_chip_open(const char *path);
void cgpio_chip_close(struct cgpio_chip *chip);
const char *cgpio_chip_label(struct cgpio_chip *chip);
uint32_t cgpio_chip_line_count(struct cgpio_chip *chip);
int cgpio_chip_line_info(struct cgpio_chip *chip, uint32_t offset, struct cgpio_line_info *info);

// Requests different lines for both edges, stamped with CLOCK_MONOTONIC. NULL on failure; *culprit is then the
// index of the line that was refused, or `count` if no single line is to blame.
// `buffer` events are kept for all lines together until they are read, from 1 to CGPIO_MOST_BUFFER; libgpiod
// 1.6 has no choice: 16 for each line. The handle needs no open chip.
struct cgpio_inputs *cgpio_inputs_request(const char *path, const char *consumer, const struct cgpio_input *lines,
                                          size_t count, size_t buffer, size_t *culprit);
void cgpio_inputs_release(struct cgpio_inputs *inputs);
// Descriptors to poll for reading. How they map to lines is the library's affair.
size_t cgpio_inputs_fd_count(const struct cgpio_inputs *inputs);
int cgpio_inputs_fd(const struct cgpio_inputs *inputs, size_t index);
// Reads what waits at one descriptor, without waiting. Returns the number of events, or -1.
// Where the kernel's buffer ran full, edges are lost. The next event of a line says so; of a line that has none,
// the level is read, and reported as an event after a loss of at least 1 if no event told of it.
ptrdiff_t cgpio_inputs_read(struct cgpio_inputs *inputs, size_t index, struct cgpio_event events[CGPIO_MOST_EVENTS]);
// 1 active, 0 inactive, -1 failed.
int cgpio_inputs_level(struct cgpio_inputs *inputs, size_t line);

// Requests different lines with their first values. NULL on failure; *culprit as for inputs. None is then driven if one
// is held; if one is refused for another reason, libgpiod 1.6 has given those before it their first values.
struct cgpio_outputs *cgpio_outputs_request(const char *path, const char *consumer, const struct cgpio_output *lines,
                                            size_t count, size_t *culprit);
void cgpio_outputs_release(struct cgpio_outputs *outputs);
// Sets one line, whatever became of the others, and leaves those as they are.
int cgpio_outputs_set(struct cgpio_outputs *outputs, size_t line, bool active);

#endif
