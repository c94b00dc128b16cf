// The least a program can do about GPIO lines: poll, read, ioctl. Eight lines of a chip in, eight out:
// edge-reference CHIP FIRST-IN FIRST-OUT
#include <fcntl.h>
#include <linux/gpio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { LINES = 8 };
static volatile sig_atomic_t stopped;
static void stop(int number) { (void)number; stopped = 1; }

static int request(int chip, unsigned first, unsigned long long flags) {
    struct gpio_v2_line_request lines = {.num_lines = LINES, .event_buffer_size = 256};
    for (unsigned i = 0; i < LINES; i++) lines.offsets[i] = first + i;
    strcpy(lines.consumer, "reference");
    lines.config.flags = flags;
    if (ioctl(chip, GPIO_V2_GET_LINE_IOCTL, &lines) < 0) {
        perror("edge-reference: lines");
        exit(1);
    }
    return lines.fd;
}

int main(int count, char **words) {
    if (count != 4) return 64;
    unsigned first = (unsigned)atoi(words[2]);
    int chip = open(words[1], O_RDWR | O_CLOEXEC);
    if (chip < 0) {
        perror("edge-reference: chip");
        return 1;
    }
    struct sigaction action = {.sa_handler = stop};
    sigaction(SIGTERM, &action, NULL);
    int in = request(chip, first, GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING);
    int out = request(chip, (unsigned)atoi(words[3]), GPIO_V2_LINE_FLAG_OUTPUT);
    while (!stopped) {
        struct pollfd waiting = {.fd = in, .events = POLLIN};
        if (poll(&waiting, 1, -1) <= 0) continue;
        struct gpio_v2_line_event events[64];
        ssize_t got = read(in, events, sizeof events);
        for (ssize_t i = 0; i < got / (ssize_t)sizeof events[0]; i++) {
            struct gpio_v2_line_values values = {.mask = 1ull << (events[i].offset - first)};
            values.bits = events[i].id == GPIO_V2_LINE_EVENT_RISING_EDGE ? values.mask : 0;
            ioctl(out, GPIO_V2_LINE_SET_VALUES_IOCTL, &values);
        }
    }
    return 0;
}
