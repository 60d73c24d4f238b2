/* What is kept of the words of a story: its weightiest terms and what is known of them, a sketch of its word pairs, the days and months
 * that it names. See features.py, background.py and calendars.py, which say what the numbers mean.
 *
 * No allocation, no global state; every loop is bounded by its arguments. */

#include <stdint.h>
#include <string.h>

enum {
    TERM = (1 << 20) - 1, /* background.py: BUCKETS */
    CAPITAL = 1 << 20,    /* words.py */
    WORDS = 460, /* features.py; that a story has at most */
    SLOTS = 128,
    PAIRS = 96,
    LEAD_WORDS = 70,
    WEIGHT = 20,
    HEAVIEST = 31,
    TITLE = 1 << 25,
    NAME = 1 << 26,
    LEAD = 1 << 27,
    OFTEN = 28,
    OFTEN_ENOUGH = 5,
    WEEKDAYS = 127, /* calendars.py */
};

/* What a table has of 64 terms: which of them, and how many it has of those before. */
typedef struct {
    uint64_t has, before;
} Block;

/* background.py: how many texts have a term. */
typedef struct {
    const int32_t *counts;
    const Block *blocks; /* null where there is no table */
    const float *standing;
    double share;          /* of the counts of the stream, what they are taken for */
    double texts;          /* and two */
    double common;         /* more than these have a word that says nothing */
} Frequencies;

typedef struct {
    const int32_t *terms, *bits; /* ascending by term */
    const uint8_t *capital;      /* they count only where they are written so */
    int64_t count;
    const int64_t *phrases; /* two terms */
    const int32_t *phrase_bits;
    int64_t phrased;
} Calendar;

typedef struct {
    int32_t *terms, *places;
    uint32_t *pairs;
    int64_t count, paired;
    int32_t calendar;
} Kept;

typedef struct {
    int32_t packed, first;
    uint8_t says, is_name;
} Known;

void count_terms(int32_t *counts, const int32_t *terms, int64_t count, int32_t by) {
    for (int64_t i = 0; i < count; i++) counts[terms[i] & TERM] += by;
}

/* Sort in place, 7 bits at a time from bit `low` on; what is equal there keeps its order. */
static void sort(uint32_t *keys, int64_t count, int low, int high) {
    uint32_t others[WORDS], *from = keys, *to = others;
    for (int bit = low; bit < high; bit += 7) {
        int64_t starts[129] = {0};
        for (int64_t i = 0; i < count; i++) starts[(from[i] >> bit & 127) + 1]++;
        for (int i = 1; i < 128; i++) starts[i] += starts[i - 1];
        for (int64_t i = 0; i < count; i++) to[starts[from[i] >> bit & 127]++] = from[i];
        uint32_t *swap = from;
        from = to, to = swap;
    }
    if (from != keys) memcpy(keys, from, (size_t)count * sizeof *keys);
}

/* The weight of a term in half units: as many as of the limits its rarity reaches, and one. */
static int32_t weight_of(double rarity, const double *limits) {
    int32_t reached = 1;
    for (int i = 0; i < HEAVIEST - 1; i++) reached += rarity >= limits[i];
    return reached;
}

/* Keep the least hashes of neighbouring words, each once: the finalizer of MurmurHash3. */
static int64_t sketch(const int32_t *spoken, int64_t count, uint32_t *pairs) {
    uint32_t hashes[WORDS];
    int64_t kept = 0;
    for (int64_t i = 0; i + 1 < count; i++) {
        uint32_t mixed = (uint32_t)spoken[i] * 2654435761u + (uint32_t)spoken[i + 1];
        mixed ^= mixed >> 16, mixed *= 0x85ebca6bu;
        mixed ^= mixed >> 13, mixed *= 0xc2b2ae35u;
        hashes[i] = mixed ^ mixed >> 16;
    }
    if (count > 1) sort(hashes, count - 1, 0, 32);
    for (int64_t i = 0; i + 1 < count && kept < PAIRS; i++)
        if (!i || hashes[i] != hashes[i - 1]) pairs[kept++] = hashes[i];
    return kept;
}

/* calendars.py: the months that are named, and the weekdays among the first words. */
static int32_t named(const Calendar *calendar, const uint32_t *terms, const Known *known, int64_t different, const int32_t *words, int64_t lead) {
    int32_t bits = 0;
    for (int64_t i = 0, j = 0; i < calendar->count && j < different;) {
        uint32_t a = (uint32_t)calendar->terms[i], b = terms[j];
        if (a == b && (known[j].is_name || !calendar->capital[i]) && (known[j].first < lead || calendar->bits[i] > WEEKDAYS))
            bits |= calendar->bits[i];
        i += a <= b;
        j += b <= a;
    }
    for (int64_t i = 0; i + 1 < lead && calendar->phrased; i++) {
        int64_t phrase = (int64_t)(words[i] & TERM) << 32 | (words[i + 1] & TERM);
        for (int64_t j = 0; j < calendar->phrased; j++)
            if (calendar->phrases[j] == phrase) bits |= calendar->phrase_bits[j];
    }
    return bits;
}

/* Say from which word on capitals are looked at: of a headline that capitalises its words, one says nothing. `count` where there is none. */
static int64_t capitals_from(const int32_t *words, int64_t count, int64_t title) {
    int64_t all = 0, there = 0;
    for (int64_t i = 0; i < count; i++) {
        all += words[i] >= CAPITAL;
        if (i + 1 == title) there = all;
    }
    if (!all) return count;
    return 0 < title && title < count && (double)there / (double)title > 0.7 ? title : 0;
}

static double standing_of(const Frequencies *frequencies, int32_t term) {
    if (!frequencies->blocks) return 0;
    const Block *block = frequencies->blocks + (term >> 6);
    uint64_t bit = (uint64_t)1 << (term & 63);
    return block->has & bit ? (double)frequencies->standing[block->before + (uint64_t)__builtin_popcountll(block->has & (bit - 1))] : 0;
}

/* Keep what tells a story from others; the first words are those of its title. */
void keep(const int32_t *words, int64_t count, int64_t title, const Frequencies *frequencies, const double *limits, const Calendar *calendar,
          Kept *kept) {
    static const int8_t times[OFTEN_ENOUGH + 1] = {0, 0, 1, 2, 2, 3};
    uint32_t keys[WORDS], terms[WORDS];
    int32_t spoken[WORDS];
    Known known[WORDS];
    uint8_t says[WORDS];
    kept->count = kept->paired = kept->calendar = 0;
    if (count < 1 || count > WORDS) return;
    for (int64_t i = 0; i < count; i++) {
        keys[i] = (uint32_t)(words[i] & TERM) << 10 | (uint32_t)i;
        __builtin_prefetch(frequencies->counts + (words[i] & TERM));
        if (frequencies->blocks) __builtin_prefetch(frequencies->blocks + ((words[i] & TERM) >> 6));
    }
    sort(keys, count, 10, 30);
    int64_t capitals = capitals_from(words, count, title), lead = title + LEAD_WORDS, different = 0, telling = 0, at = 0;
    int64_t ranks[2 * (HEAVIEST + 1)] = {0};
    for (int64_t i = 0, next; i < count; i = next, different++) {
        int32_t term = (int32_t)(keys[i] >> 10), first = (int32_t)(keys[i] & 1023), large = 0, small = 0;
        for (next = i; next < count && (int32_t)(keys[next] >> 10) == term; next++) {
            int32_t place = (int32_t)(keys[next] & 1023);
            if (place < capitals) continue;
            if (words[place] >= CAPITAL) large = 1;
            else small = 1;
        }
        double having = frequencies->counts[term] * frequencies->share + standing_of(frequencies, term);
        int32_t weight = weight_of(frequencies->texts / (having + 1), limits), is_name = capitals == count || (large && !small);
        int32_t often = next - i > OFTEN_ENOUGH ? OFTEN_ENOUGH : (int32_t)(next - i);
        terms[different] = (uint32_t)term;
        Known *one = known + different;
        one->first = first, one->is_name = (uint8_t)is_name;
        one->says = !(having > frequencies->common);
        one->packed = term | weight << WEIGHT | (first < title ? TITLE : 0) | (is_name ? NAME : 0) | (first < lead ? LEAD : 0) |
                      times[often] << OFTEN;
        for (int64_t j = i; j < next; j++) says[keys[j] & 1023] = one->says;
        if (one->says && term) {
            telling++;
            ranks[(one->packed & TITLE ? 0 : HEAVIEST + 1) + HEAVIEST - weight]++;
        }
    }
    /* Those of the title stay, whatever they weigh, then the weightiest; of equal weight the first. */
    int64_t rank = 0, left = SLOTS;
    while (telling > SLOTS && left >= ranks[rank]) left -= ranks[rank++];
    for (int64_t i = 0; i < different; i++) {
        if (!known[i].says || !terms[i]) continue;
        if (telling > SLOTS) {
            int64_t own = (known[i].packed & TITLE ? 0 : HEAVIEST + 1) + HEAVIEST - (known[i].packed >> WEIGHT & HEAVIEST);
            if (own > rank || (own == rank && left-- <= 0)) continue;
        }
        kept->terms[at] = known[i].packed;
        kept->places[at++] = known[i].first;
    }
    kept->count = at;
    if (lead > count) lead = count;
    kept->calendar = calendar ? named(calendar, terms, known, different, words, lead) : 0;
    int64_t said = 0;
    for (int64_t i = 0; i < count; i++)
        if (says[i]) spoken[said++] = words[i] & TERM;
    kept->paired = sketch(spoken, said, kept->pairs);
}
