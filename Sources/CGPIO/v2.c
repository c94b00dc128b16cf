// libgpiod 2: one descriptor for all lines of a request, a buffer as large as
// asked, the oldest event dropped when it is full, every event numbered.
#include "CGPIO.h"

#include <gpiod.h>

#if !defined(GPIOD_LINE_BULK_INITIALIZER)  // 2.x: 1.x has this macro, and the same header guard

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct cgpio_chip {
    struct gpiod_chip *chip;
    struct gpiod_chip_info *info;
};

struct cgpio_inputs {
    struct gpiod_line_request *request;
    struct gpiod_edge_event_buffer *buffer;
    size_t capacity;
    size_t count;
    uint32_t sequence;  // of the last event of any line; the kernel counts from 1, and wraps
    struct input {
        unsigned offset;
        uint32_t sequence;  // of the last event of this line, losses that were reported included
        bool active;        // what it said
        bool heard;         // in the read under way
    } lines[];
};

struct cgpio_outputs {
    struct gpiod_line_request *request;
    unsigned offsets[CGPIO_MOST_LINES];
};

static void copy(char to[CGPIO_NAME_SIZE], const char *from) {
    strncpy(to, from ? from : "", CGPIO_NAME_SIZE - 1);
    to[CGPIO_NAME_SIZE - 1] = 0;
}

bool cgpio_debounces(void) { return true; }

bool cgpio_counts_losses(void) { return true; }

struct cgpio_chip *cgpio_chip_open(const char *path) {
    struct cgpio_chip *chip = calloc(1, sizeof *chip);
    if (!chip) return NULL;
    chip->chip = gpiod_chip_open(path);
    chip->info = chip->chip ? gpiod_chip_get_info(chip->chip) : NULL;
    if (chip->info) return chip;
    int why = errno;
    cgpio_chip_close(chip);
    errno = why;
    return NULL;
}

void cgpio_chip_close(struct cgpio_chip *chip) {
    gpiod_chip_info_free(chip->info);
    gpiod_chip_close(chip->chip);
    free(chip);
}

const char *cgpio_chip_label(struct cgpio_chip *chip) { return gpiod_chip_info_get_label(chip->info); }

uint32_t cgpio_chip_line_count(struct cgpio_chip *chip) { return (uint32_t)gpiod_chip_info_get_num_lines(chip->info); }

int cgpio_chip_line_info(struct cgpio_chip *chip, uint32_t offset, struct cgpio_line_info *info) {
    struct gpiod_line_info *line = gpiod_chip_get_line_info(chip->chip, offset);
    if (!line) return -1;
    copy(info->name, gpiod_line_info_get_name(line));
    copy(info->consumer, gpiod_line_info_get_consumer(line));
    info->used = gpiod_line_info_is_used(line);
    info->output = gpiod_line_info_get_direction(line) == GPIOD_LINE_DIRECTION_OUTPUT;
    gpiod_line_info_free(line);
    return 0;
}

static enum gpiod_line_bias native(enum cgpio_bias bias) {
    switch (bias) {
    case CGPIO_BIAS_AS_IS: return GPIOD_LINE_BIAS_AS_IS;
    case CGPIO_BIAS_NONE: return GPIOD_LINE_BIAS_DISABLED;
    case CGPIO_BIAS_PULL_UP: return GPIOD_LINE_BIAS_PULL_UP;
    case CGPIO_BIAS_PULL_DOWN: return GPIOD_LINE_BIAS_PULL_DOWN;
    }
    return GPIOD_LINE_BIAS_AS_IS;
}

static int add_input(struct gpiod_line_config *config, const struct cgpio_input *line) {
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    if (!settings) return -1;
    gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_INPUT);
    gpiod_line_settings_set_edge_detection(settings, GPIOD_LINE_EDGE_BOTH);
    gpiod_line_settings_set_event_clock(settings, GPIOD_LINE_CLOCK_MONOTONIC);
    gpiod_line_settings_set_bias(settings, native(line->bias));
    gpiod_line_settings_set_active_low(settings, line->active_low);
    gpiod_line_settings_set_debounce_period_us(settings, line->debounce_us);
    int done = gpiod_line_config_add_line_settings(config, &line->offset, 1, settings);
    gpiod_line_settings_free(settings);
    return done;
}

static int add_output(struct gpiod_line_config *config, const struct cgpio_output *line) {
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    if (!settings) return -1;
    gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT);
    gpiod_line_settings_set_active_low(settings, line->active_low);
    gpiod_line_settings_set_output_value(settings, line->active ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
    int done = gpiod_line_config_add_line_settings(config, &line->offset, 1, settings);
    gpiod_line_settings_free(settings);
    return done;
}

static struct gpiod_line_request *request(struct gpiod_chip *chip, const char *consumer, size_t buffer,
                                          struct gpiod_line_config *lines) {
    struct gpiod_request_config *config = gpiod_request_config_new();
    if (!config) return NULL;
    gpiod_request_config_set_consumer(config, consumer);
    gpiod_request_config_set_event_buffer_size(config, buffer);
    struct gpiod_line_request *request = gpiod_chip_request_lines(chip, config, lines);
    int why = errno;
    gpiod_request_config_free(config);
    errno = why;
    return request;
}

static struct gpiod_line_request *request_inputs(struct gpiod_chip *chip, const char *consumer, size_t buffer,
                                                 const struct cgpio_input *lines, size_t count) {
    struct gpiod_line_config *config = gpiod_line_config_new();
    bool done = config;
    for (size_t i = 0; done && i < count; i++) done = add_input(config, &lines[i]) == 0;
    struct gpiod_line_request *granted = done ? request(chip, consumer, buffer, config) : NULL;
    int why = errno;
    gpiod_line_config_free(config);
    errno = why;
    return granted;
}

// The first line that is refused for the same reason when it is asked for alone, or `count`: the kernel names none.
static size_t refused(struct gpiod_chip *chip, const char *consumer, const struct cgpio_input *lines, size_t count) {
    int why = errno;
    for (size_t i = 0; i < count; i++) {
        struct gpiod_line_request *granted = request_inputs(chip, consumer, 0, &lines[i], 1);
        if (!granted && errno == why) return i;
        if (granted) gpiod_line_request_release(granted);
    }
    errno = why;
    return count;
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
    // The kernel would round up to a power of 2 too, and more than a read takes would be kept.
    for (inputs->capacity = 1; inputs->capacity < buffer;) inputs->capacity *= 2;
    inputs->buffer = gpiod_edge_event_buffer_new(inputs->capacity);
    struct gpiod_chip *chip = inputs->buffer ? gpiod_chip_open(path) : NULL;
    if (chip) {
        inputs->request = request_inputs(chip, consumer, inputs->capacity, lines, count);
        if (!inputs->request) *culprit = refused(chip, consumer, lines, count);
    }
    bool done = inputs->request;
    if (done) {
        int fd = gpiod_line_request_get_fd(inputs->request);
        int status = fcntl(fd, F_GETFL);
        done = status >= 0 && fcntl(fd, F_SETFL, status | O_NONBLOCK) == 0;
    }
    for (size_t i = 0; done && i < count; i++) {
        inputs->lines[i].offset = lines[i].offset;
        inputs->lines[i].active = cgpio_inputs_level(inputs, i) == 1;
    }
    int why = errno;
    if (chip) gpiod_chip_close(chip);
    if (done) return inputs;
    cgpio_inputs_release(inputs);
    errno = why;
    return NULL;
}

void cgpio_inputs_release(struct cgpio_inputs *inputs) {
    if (inputs->request) gpiod_line_request_release(inputs->request);
    gpiod_edge_event_buffer_free(inputs->buffer);
    free(inputs);
}

size_t cgpio_inputs_fd_count(const struct cgpio_inputs *inputs) {
    (void)inputs;
    return 1;
}

int cgpio_inputs_fd(const struct cgpio_inputs *inputs, size_t index) {
    (void)index;
    return gpiod_line_request_get_fd(inputs->request);
}

// Takes an event of the kernel. Returns whether events of any line are missing before it.
static bool take(struct cgpio_inputs *inputs, struct gpiod_edge_event *raw, struct cgpio_event *event) {
    unsigned offset = gpiod_edge_event_get_line_offset(raw);
    size_t index = 0;
    while (index + 1 < inputs->count && inputs->lines[index].offset != offset) index++;
    struct input *input = &inputs->lines[index];
    uint32_t sequence = (uint32_t)gpiod_edge_event_get_line_seqno(raw);
    // An event that was still under way when its line was read after a loss has been counted there.
    int32_t lost = (int32_t)(sequence - input->sequence - 1);
    input->sequence = sequence;
    input->heard = true;
    input->active = gpiod_edge_event_get_event_type(raw) == GPIOD_EDGE_EVENT_RISING_EDGE;
    *event = (struct cgpio_event){
        .nanoseconds = (int64_t)gpiod_edge_event_get_timestamp_ns(raw),
        .line = (uint32_t)index,
        .lost = lost > 0 ? (uint32_t)lost : 0,
        .active = input->active,
    };
    uint32_t global = (uint32_t)gpiod_edge_event_get_global_seqno(raw);
    bool missing = global != inputs->sequence + 1;
    inputs->sequence = global;
    return missing;
}

// Looks at the lines that no event told of while events were lost: theirs may have been dropped in favour of others'.
static size_t resume(struct cgpio_inputs *inputs, struct cgpio_event *events) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    size_t filled = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        struct input *input = &inputs->lines[i];
        int level = input->heard ? input->active : cgpio_inputs_level(inputs, i);
        if (level < 0 || level == input->active) continue;
        input->active = level;
        input->sequence++;
        events[filled++] = (struct cgpio_event){
            .nanoseconds = now.tv_sec * INT64_C(1000000000) + now.tv_nsec,
            .line = (uint32_t)i,
            .lost = 1,
            .active = level,
        };
    }
    return filled;
}

ptrdiff_t cgpio_inputs_read(struct cgpio_inputs *inputs, size_t index, struct cgpio_event events[CGPIO_MOST_EVENTS]) {
    (void)index;
    int got = gpiod_line_request_read_edge_events(inputs->request, inputs->buffer, inputs->capacity);
    if (got < 0) return errno == EAGAIN ? 0 : -1;
    for (size_t i = 0; i < inputs->count; i++) inputs->lines[i].heard = false;
    bool missing = false;
    for (int i = 0; i < got; i++) {
        struct gpiod_edge_event *raw = gpiod_edge_event_buffer_get_event(inputs->buffer, (unsigned long)i);
        missing = take(inputs, raw, &events[i]) || missing;
    }
    return got + (ptrdiff_t)(missing ? resume(inputs, events + got) : 0);
}

int cgpio_inputs_level(struct cgpio_inputs *inputs, size_t line) {
    switch (gpiod_line_request_get_value(inputs->request, inputs->lines[line].offset)) {
    case GPIOD_LINE_VALUE_ACTIVE: return 1;
    case GPIOD_LINE_VALUE_INACTIVE: return 0;
    default: return -1;
    }
}

// The first line that somebody holds, or `count`. Outputs are not tried one by one: that would drive them.
static size_t held(struct gpiod_chip *chip, const struct cgpio_output *lines, size_t count) {
    int why = errno;
    size_t i = 0;
    for (bool used = false; i < count && !used; i += !used) {
        struct gpiod_line_info *info = gpiod_chip_get_line_info(chip, lines[i].offset);
        used = info && gpiod_line_info_is_used(info);
        gpiod_line_info_free(info);
    }
    errno = why;
    return i;
}

static int request_outputs(struct cgpio_outputs *outputs, const char *path, const char *consumer,
                           const struct cgpio_output *lines, size_t count, size_t *culprit) {
    struct gpiod_chip *chip = gpiod_chip_open(path);
    if (!chip) return -1;
    struct gpiod_line_config *config = gpiod_line_config_new();
    bool done = config;
    for (size_t i = 0; done && i < count; i++) {
        outputs->offsets[i] = lines[i].offset;
        done = add_output(config, &lines[i]) == 0;
        if (!done) *culprit = i;
    }
    if (done) {
        outputs->request = request(chip, consumer, 0, config);
        if (!outputs->request && errno == EBUSY) *culprit = held(chip, lines, count);
    }
    int why = errno;
    gpiod_line_config_free(config);
    gpiod_chip_close(chip);
    errno = why;
    return outputs->request ? 0 : -1;
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
    if (request_outputs(outputs, path, consumer, lines, count, culprit) == 0) return outputs;
    int why = errno;
    free(outputs);
    errno = why;
    return NULL;
}

void cgpio_outputs_release(struct cgpio_outputs *outputs) {
    gpiod_line_request_release(outputs->request);
    free(outputs);
}

int cgpio_outputs_set(struct cgpio_outputs *outputs, size_t line, bool active) {
    return gpiod_line_request_set_value(outputs->request, outputs->offsets[line],
                                        active ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
}

#endif
