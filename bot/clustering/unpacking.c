/* What was kept of stories, from the bytes of features.py (`pack`) into the rows of window.py: a window of a hundred thousand is
 * put back at every start.
 *
 * No allocation, no global state; every loop is bounded by its arguments. */

#include <stdint.h>

enum { HEAD = 10, SLOTS = 128, PAIRS = 96, SIZES = 3 };

/* Little-endian on every machine. */
static inline uint32_t number(const uint8_t *from) {
    return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

/* Write stories into rows; return how many. What is of another format, or too short for what it says, ends it. */
int64_t unpack_rows(const uint8_t *const *packed, const int64_t *lengths, int64_t count, int32_t format, const int64_t *rows, int32_t *terms,
                    uint32_t *pairs, int32_t *calendars, uint16_t *sizes) {
    for (int64_t n = 0; n < count; n++) {
        const uint8_t *from = packed[n];
        if (lengths[n] < HEAD || from[0] != format) return n;
        int64_t language = from[1], worded = from[2], paired = from[3];
        if (worded > SLOTS || paired > PAIRS || lengths[n] < HEAD + language + 4 * (worded + paired)) return n;
        uint16_t *size = sizes + rows[n] * SIZES;
        size[0] = (uint16_t)worded, size[1] = (uint16_t)paired, size[2] = (uint16_t)(from[4] | from[5] << 8);
        calendars[rows[n]] = (int32_t)number(from + 6);
        from += HEAD + language;
        int32_t *term = terms + rows[n] * SLOTS;
        uint32_t *pair = pairs + rows[n] * PAIRS;
        for (int64_t i = 0; i < SLOTS; i++) term[i] = i < worded ? (int32_t)number(from + 4 * i) : 0;
        from += 4 * worded;
        for (int64_t i = 0; i < PAIRS; i++) pair[i] = i < paired ? number(from + 4 * i) : UINT32_MAX;
    }
    return count;
}
