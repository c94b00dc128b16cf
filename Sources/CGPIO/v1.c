// libgpiod 1.6: one descriptor per input line, 16 events of kernel buffer for
// each, the newest dropped when it is full, no sequence numbers, no debounce.
#include "CGPIO.h"

#include <gpiod.h>

#if defined(GPIOD_LINE_BULK_INITIALIZER)  // 1.x: 2.x has no such macro, and the same header guard

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KERNEL_BUFFER = 16 };

struct cgpio_inputs {
    struct gpiod_chip *chip;
    size_t count;
    struct input {
        struct gpiod_line *line;
        int fd;
        bool overrun;  // the kernel's buffer was full: the next event follows a loss
    } lines[];
};

struct cgpio_outputs {
    struct gpiod_chip *chip;
    // Each a request of its own. Lines of one can only be set together: one that refuses would keep all others from
    // changing, on chips that can refuse, such as expanders.
    struct gpiod_line *lines[CGPIO_MOST_LINES];
};

static struct gpiod_chip *native(struct cgpio_chip *chip) { return (struct gpiod_chip *)chip; }

static void copy(char to[CGPIO_NAME_SIZE], const char *from) {
    strncpy(to, from ? from : "", CGPIO_NAME_SIZE - 1);
    to[CGPIO_NAME_SIZE - 1] = 0;
}

bool cgpio_debounces(void) { return false; }

bool cgpio_counts_losses(void) { return false; }

struct cgpio_chip *cgpio_chip_open(const char *path) { return (struct cgpio_chip *)gpiod_chip_open(path); }

void cgpio_chip_close(struct cgpio_chip *chip) { gpiod_chip_close(native(chip)); }

const char *cgpio_chip_label(struct cgpio_chip *chip) { return gpiod_chip_label(native(chip)); }

uint32_t cgpio_chip_line_count(struct cgpio_chip *chip) { return gpiod_chip_num_lines(native(chip)); }

int cgpio_chip_line_info(struct cgpio_chip *chip, uint32_t offset, struct cgpio_line_info *info) {
    struct gpiod_line *line = gpiod_chip_get_line(native(chip), offset);
    if (!line || gpiod_line_update(line) < 0) return -1;
    copy(info->name, gpiod_line_name(line));
    copy(info->consumer, gpiod_line_consumer(line));
    info->used = gpiod_line_is_used(line);
    info->output = gpiod_line_direction(line) == GPIOD_LINE_DIRECTION_OUTPUT;
    return 0;
}

static int input_flags(const struct cgpio_input *line) {
    int flags = line->active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;
    switch (line->bias) {
    case CGPIO_BIAS_AS_IS: return flags;
    case CGPIO_BIAS_NONE: return flags | GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE;
    case CGPIO_BIAS_PULL_UP: return flags | GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP;
    case CGPIO_BIAS_PULL_DOWN: return flags | GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN;
    }
    return flags;
}

static int request_input(struct cgpio_inputs *inputs, struct input *input, const char *consumer,
                         const struct cgpio_input *wanted) {
    if (wanted->debounce_us) {
        errno = ENOTSUP;
        return -1;
    }
    struct gpiod_line *line = gpiod_chip_get_line(inputs->chip, wanted->offset);
    if (!line) return -1;
    if (gpiod_line_request_both_edges_events_flags(line, consumer, input_flags(wanted)) < 0) return -1;
    input->line = line;
    input->fd = gpiod_line_event_get_fd(line);
    int status = fcntl(input->fd, F_GETFL);
    return status < 0 ? -1 : fcntl(input->fd, F_SETFL, status | O_NONBLOCK);
}

struct cgpio_inputs *cgpio_inputs_request(const char *path, const char *consumer, const struct cgpio_input *lines,
                                          size_t count, size_t buffer, size_t *culprit) {
    *culprit = count;
    if (count == 0 || count > CGPIO_MOST_LINES || buffer == 0 || buffer > CGPIO_MOST_BUFFER) {
        errno = EINVAL;
        return NULL;
    }
    struct cgpio_inputs *inputs = calloc(1, sizeof *inputs + count * sizeof inputs->lines[0]);
    if (!inputs) return NULL;
    inputs->count = count;
    inputs->chip = gpiod_chip_open(path);
    bool done = inputs->chip;
    for (size_t i = 0; done && i < count; i++) {
        done = request_input(inputs, &inputs->lines[i], consumer, &lines[i]) == 0;
        if (!done) *culprit = i;
    }
    if (done) return inputs;
    int why = errno;
    cgpio_inputs_release(inputs);
    errno = why;
    return NULL;
}

void cgpio_inputs_release(struct cgpio_inputs *inputs) {
    if (inputs->chip) gpiod_chip_close(inputs->chip);  // releases its lines
    free(inputs);
}

size_t cgpio_inputs_fd_count(const struct cgpio_inputs *inputs) { return inputs->count; }

int cgpio_inputs_fd(const struct cgpio_inputs *inputs, size_t index) { return inputs->lines[index].fd; }

// Says where the line is after a loss that no later event will tell.
static int resume(struct input *input, size_t index, struct cgpio_event *event) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int level = gpiod_line_get_value(input->line);
    if (level < 0) return -1;
    *event = (struct cgpio_event){
        .nanoseconds = now.tv_sec * INT64_C(1000000000) + now.tv_nsec,
        .line = (uint32_t)index,
        .lost = 1,
        .active = level,
    };
    input->overrun = false;
    return 0;
}

ptrdiff_t cgpio_inputs_read(struct cgpio_inputs *inputs, size_t index, struct cgpio_event events[CGPIO_MOST_EVENTS]) {
    struct input *input = &inputs->lines[index];
    struct gpiod_line_event raw[KERNEL_BUFFER];
    size_t filled = 0;
    // Always a whole buffer, else a full one could not be told; one place is kept for the event that tells of a loss.
    while (filled + KERNEL_BUFFER < CGPIO_MOST_EVENTS) {
        int got = gpiod_line_event_read_fd_multiple(input->fd, raw, KERNEL_BUFFER);
        if (got < 0 && errno != EAGAIN) {
            if (filled == 0) return -1;
            break;  // the next read says so again
        }
        for (int i = 0; i < got; i++) {
            events[filled++] = (struct cgpio_event){
                .nanoseconds = raw[i].ts.tv_sec * INT64_C(1000000000) + raw[i].ts.tv_nsec,
                .line = (uint32_t)index,
                .lost = input->overrun ? 1 : 0,
                .active = raw[i].event_type == GPIOD_LINE_EVENT_RISING_EDGE,
            };
            input->overrun = false;
        }
        if (got < KERNEL_BUFFER) break;
        input->overrun = true;
    }
    if (input->overrun) {
        if (resume(input, index, &events[filled]) == 0) filled++;
        else if (filled == 0) return -1;
    }
    return (ptrdiff_t)filled;
}

int cgpio_inputs_level(struct cgpio_inputs *inputs, size_t line) {
    return gpiod_line_get_value(inputs->lines[line].line);
}

// Whether somebody holds a line. Of one that only wakes somebody the kernel says "interrupt"; it may be had.
static bool is_held(struct gpiod_line *line) {
    const char *consumer = gpiod_line_consumer(line);
    return !gpiod_line_is_free(line) || (gpiod_line_is_used(line) && !(consumer && !strcmp(consumer, "interrupt")));
}

// None is driven before all are known to be free.
static int find_free(struct cgpio_outputs *outputs, const struct cgpio_output *lines, size_t count, size_t *culprit) {
    for (size_t i = 0; i < count; i++) {
        struct gpiod_line *line = outputs->lines[i] = gpiod_chip_get_line(outputs->chip, lines[i].offset);
        if (line && !is_held(line)) continue;
        if (line) errno = EBUSY;
        *culprit = i;
        return -1;
    }
    return 0;
}

static int request_outputs(struct cgpio_outputs *outputs, const char *consumer, const struct cgpio_output *lines,
                           size_t count, size_t *culprit) {
    if (find_free(outputs, lines, count, culprit) < 0) return -1;
    for (size_t i = 0; i < count; i++) {
        int flags = lines[i].active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;
        if (gpiod_line_request_output_flags(outputs->lines[i], consumer, flags, lines[i].active) == 0) continue;
        *culprit = i;
        return -1;
    }
    return 0;
}

struct cgpio_outputs *cgpio_outputs_request(const char *path, const char *consumer, const struct cgpio_output *lines,
                                            size_t count, size_t *culprit) {
    *culprit = count;
    if (count == 0 || count > CGPIO_MOST_LINES) {
        errno = EINVAL;
        return NULL;
    }
    struct cgpio_outputs *outputs = calloc(1, sizeof *outputs);
    if (!outputs) return NULL;
    outputs->chip = gpiod_chip_open(path);
    if (outputs->chip && request_outputs(outputs, consumer, lines, count, culprit) == 0) return outputs;
    int why = errno;
    cgpio_outputs_release(outputs);
    errno = why;
    return NULL;
}

void cgpio_outputs_release(struct cgpio_outputs *outputs) {
    if (outputs->chip) gpiod_chip_close(outputs->chip);  // releases its lines
    free(outputs);
}

int cgpio_outputs_set(struct cgpio_outputs *outputs, size_t line, bool active) {
    return gpiod_line_set_value(outputs->lines[line], active);
}

#endif
