/* What is done for each candidate of each story: compare two stories, and ask the trees. See scoring.py, copies.py and trees.py,
 * which say what the numbers mean and prepare the tables. No allocation, no global state; every loop is bounded by its arguments.
 *
 * Sums are taken in one order and without fused operations (-ffp-contract=off), so that every machine finds the same. */

#include <stdint.h>
#include <string.h>

enum {
    TERM = (1 << 20) - 1, /* background.py: BUCKETS */
    WEIGHT = 20,
    SLOTS = 128,   /* features.py */
    SIZES = 3,     /* window.py: terms, pairs, words */
    COSINES = 6,   /* scoring.py: sums of products, then shares of each of the two */
    SHARES = 10,
    SUMS = COSINES + 2 * SHARES,
    NORMS = COSINES + SHARES,
    RATIOS = 3,    /* of the shares, the first ones are measured as such */
    UNSHARED = 9,  /* of the last ones, what is not shared */
    MEASURES = 27,
    OUTLET = 20,   /* calendars.py: bits to shift by */
    COPY_SUMS = 4, /* copies.py */
    NAME = 0, LEAD = 1, REST = 2, /* of these */
    COPY_SHARES = 5,
    NODES = 7, LEAVES = 8, /* trees.py */
    HASHED = 2048,
};

static inline float lesser(float a, float b) { return a < b ? a : b; }
static inline float greater(float a, float b) { return a > b ? a : b; }

/* What is known of a term: see scoring._known and copies._KNOWN. */
static inline int known(int32_t term) { return (int)((uint32_t)term >> WEIGHT << 1 | (term & 1)); }
static inline int kind(int32_t term) { return (int)((uint32_t)term >> WEIGHT & 255); }

typedef struct {
    const int32_t *terms; /* ascending by term */
    const uint32_t *pairs; /* ascending */
    int64_t count, paired;
} Story;

typedef struct {
    const int32_t *terms;  /* rows of SLOTS; behind a story's terms there are zeros */
    const uint32_t *pairs; /* rows of `sketch`; behind a story's pairs there are the greatest numbers */
    const float *norms;    /* rows of NORMS */
    const int32_t *calendars;
    int64_t sketch;
} Rows;

/* Which of some numbers of one story another one is: asked of each number of each other story, and mostly none. */
typedef struct {
    uint8_t places[HASHED]; /* counted from 1; 0 is none */
} Lookup;

static inline uint32_t home(uint32_t number) { return number * 2654435761u >> 21; }

static void prepare(Lookup *lookup, const uint32_t *numbers, int64_t count, uint32_t mask) {
    memset(lookup, 0, sizeof *lookup);
    for (int64_t i = 0; i < count && i < SLOTS; i++) {
        uint32_t at = home(numbers[i] & mask);
        while (lookup->places[at]) at = (at + 1) % HASHED;
        lookup->places[at] = (uint8_t)(i + 1);
    }
}

/* Return the place of a number, from 0; -1 if it is none of them. */
static inline int place_of(const Lookup *lookup, const uint32_t *numbers, uint32_t number, uint32_t mask) {
    for (uint32_t at = home(number); lookup->places[at]; at = (at + 1) % HASHED)
        if ((numbers[lookup->places[at] - 1] & mask) == number) return lookup->places[at] - 1;
    return -1;
}

/* Fetch the rows of a story that is compared next but one. */
static inline void expect(const Rows *others, int64_t at) {
    const char *terms = (const char *)(others->terms + at * SLOTS), *pairs = (const char *)(others->pairs + at * others->sketch);
    for (int64_t i = 0; i < SLOTS * 4; i += 64) __builtin_prefetch(terms + i);
    for (int64_t i = 0; i < others->sketch * 4; i += 64) __builtin_prefetch(pairs + i);
    __builtin_prefetch(others->norms + at * NORMS);
}

/* How many of the pairs both have, and how many each has up to the hash to which both samples are complete. */
static void share_pairs(const Story *one, const Lookup *lookup, const uint32_t *other, int64_t sketch, int64_t *both, int64_t *mine,
                        int64_t *theirs) {
    uint32_t until = UINT32_MAX - 1;
    if (other[sketch - 1] != UINT32_MAX) until = other[sketch - 1];
    if (one->paired == sketch && one->pairs[sketch - 1] < until) until = one->pairs[sketch - 1];
    int64_t i = 0, j = 0, found = 0;
    while (i < one->paired && one->pairs[i] <= until) i++;
    for (; j < sketch && other[j] <= until; j++) found += place_of(lookup, one->pairs, other[j], UINT32_MAX) >= 0;
    *both = found, *mine = i, *theirs = j;
}

/* Write MEASURES of a story with the rows `at`, a row each. */
void measure(const Story *one, const float *own, int32_t calendar, const Rows *others, const int64_t *at, int64_t count,
             const float *ours, const float *theirs, const float *much, const int32_t *masks, float *result) {
    Lookup own_terms, own_pairs;
    prepare(&own_terms, (const uint32_t *)one->terms, one->count, TERM);
    prepare(&own_pairs, one->pairs, one->paired, UINT32_MAX);
    for (int64_t n = 0; n < count && n < 2; n++) expect(others, at[n]);
    for (int64_t n = 0; n < count; n++, result += MEASURES) {
        if (n + 2 < count) expect(others, at[n + 2]);
        const int32_t *terms = others->terms + at[n] * SLOTS;
        const float *norms = others->norms + at[n] * NORMS;
        float sums[SUMS] = {0};
        for (int64_t j = 0; j < SLOTS && terms[j]; j++) {
            int i = place_of(&own_terms, (const uint32_t *)one->terms, terms[j] & TERM, TERM);
            if (i < 0) continue;
            const float *x = ours + known(one->terms[i]) * SUMS, *y = theirs + known(terms[j]) * SUMS;
            for (int c = 0; c < SUMS; c++) sums[c] += x[c] * y[c];
        }
        for (int c = 0; c < COSINES; c++) result[c] = sums[c] / (own[c] * norms[c]);
        float *to = result + COSINES;
        for (int c = 0; c < RATIOS; c++, to += 2) {
            float a = sums[COSINES + c] / own[COSINES + c], b = sums[COSINES + SHARES + c] / norms[COSINES + c];
            to[0] = lesser(a, b), to[1] = greater(a, b);
        }
        for (int c = SHARES - UNSHARED; c < SHARES; c++) {
            float a = own[COSINES + c] - sums[COSINES + c], b = norms[COSINES + c] - sums[COSINES + SHARES + c];
            float unshared = greater(lesser(a, b), 0);
            *to++ = unshared / (unshared + much[c - (SHARES - UNSHARED)]);
        }
        int64_t both = 0, mine = 0, their = 0;
        if (one->paired) share_pairs(one, &own_pairs, others->pairs + at[n] * others->sketch, others->sketch, &both, &mine, &their);
        *to++ = mine + their > both ? (float)((double)both / (double)(mine + their - both)) : 0;
        int32_t days = others->calendars[at[n]];
        for (int c = 0; c < 2; c++) {
            int32_t a = calendar & masks[c], b = days & masks[c];
            *to++ = (a & b) != 0;
            *to++ = a && b && !(a & b);
        }
        *to++ = calendar >> OUTLET && calendar >> OUTLET == days >> OUTLET;
        for (int c = 0; c < MEASURES; c++) result[c] = lesser(greater(result[c], 0), 1);
    }
}

/* Write the shares of copies.py for each row: the lesser ones of both directions, then the greater ones. */
void copy_shares(const Story *one, const Rows *others, const int64_t *at, int64_t count, const float *weights, const float *ours,
                 const float *theirs, float *result) {
    const float neither = 0.6f, little = 4, least = 0.1f; /* copies.py says why */
    float own[COPY_SUMS] = {0};
    Lookup own_pairs;
    prepare(&own_pairs, one->pairs, one->paired, UINT32_MAX);
    for (int64_t i = 0; i < one->count; i++)
        for (int c = 0; c < COPY_SUMS; c++) own[c] += weights[kind(one->terms[i]) * COPY_SUMS + c];
    for (int64_t n = 0; n < count; n++, result += 2 * COPY_SHARES) {
        const int32_t *terms = others->terms + at[n] * SLOTS;
        float mass[2][COPY_SUMS] = {{own[0], own[1], own[2], own[3]}}, sums[2 * COPY_SUMS] = {0}, shares[2][COPY_SHARES] = {{0}};
        int64_t filled = 0;
        for (; filled < SLOTS && terms[filled]; filled++)
            for (int c = 0; c < COPY_SUMS; c++) mass[1][c] += weights[kind(terms[filled]) * COPY_SUMS + c];
        for (int64_t i = 0, j = 0; i < one->count && j < filled;) {
            int32_t a = one->terms[i] & TERM, b = terms[j] & TERM;
            if (a == b) {
                const float *x = ours + kind(one->terms[i]) * 2 * COPY_SUMS, *y = theirs + kind(terms[j]) * 2 * COPY_SUMS;
                for (int c = 0; c < 2 * COPY_SUMS; c++) sums[c] += x[c] * y[c];
            }
            i += a <= b;
            j += b <= a;
        }
        if (one->count && mass[1][LEAD] > 0)
            for (int side = 0; side < 2; side++) {
                float *to = shares[side];
                for (int c = 0; c < COPY_SUMS; c++) to[c] = sums[side * COPY_SUMS + c] / greater(mass[side][c], least);
                if (mass[side][NAME] <= 0) to[NAME] = neither;
                if (mass[side][REST] < little) to[REST] = 1;
                to[REST] = lesser(to[REST], to[LEAD]);
            }
        if (one->paired) {
            int64_t both, mine, their;
            share_pairs(one, &own_pairs, others->pairs + at[n] * others->sketch, others->sketch, &both, &mine, &their);
            shares[0][COPY_SUMS] = (float)((double)both / (double)(mine ? mine : 1));
            shares[1][COPY_SUMS] = (float)((double)both / (double)(their ? their : 1));
        }
        for (int c = 0; c < COPY_SHARES; c++) {
            result[c] = lesser(lesser(shares[0][c], shares[1][c]), 1);
            result[COPY_SHARES + c] = lesser(greater(shares[0][c], shares[1][c]), 1);
        }
    }
}

/* Write NORMS of a story: sums of what its terms add, the root of the first of them; 1 where it has nothing of the kind. */
void norms_of(const int32_t *terms, int64_t count, const float *adds, float *result) {
    for (int c = 0; c < NORMS; c++) result[c] = 0;
    for (int64_t i = 0; i < count; i++)
        for (int c = 0; c < NORMS; c++) result[c] += adds[known(terms[i]) * NORMS + c];
    for (int c = 0; c < NORMS; c++) {
        if (c < COSINES) result[c] = __builtin_sqrtf(result[c]);
        if (result[c] <= 0) result[c] = 1;
    }
}

/* The same of some rows of stories, of which `sizes` says in each third place how many terms they have. */
void norms_of_rows(const int32_t *terms, const uint16_t *sizes, const int64_t *rows, int64_t count, const float *adds, float *norms) {
    for (int64_t i = 0; i < count; i++)
        norms_of(terms + rows[i] * SLOTS, sizes[rows[i] * SIZES], adds, norms + rows[i] * NORMS);
}

/* Write the terms that two stories have, as the first one has them: the weightiest first, of equals the first. Returns how many. */
int64_t share_terms(const int32_t *terms, int64_t count, const int32_t *others, int64_t there, int64_t most, int32_t *result) {
    int64_t kept = 0;
    for (int64_t i = 0, j = 0; i < count && j < there;) {
        int32_t a = terms[i] & TERM, b = others[j] & TERM;
        if (a == b) {
            int64_t at = kept < most ? kept++ : most;
            while (at > 0 && kind(result[at - 1]) % 32 < kind(terms[i]) % 32) {
                if (at < most) result[at] = result[at - 1];
                at--;
            }
            if (at < most) result[at] = terms[i];
        }
        i += a <= b;
        j += b <= a;
    }
    return kept;
}

/* Write the log odds of each row of `width` measures: complete trees, three levels deep, then the slopes. */
void log_odds(const float *rows, int64_t count, int64_t width, const int64_t *columns, const float *limits, const float *leaves,
              int64_t trees, const int64_t *sloping, const float *free, const float *slopes, int64_t sloped, double bias,
              double *result) {
    for (int64_t n = 0; n < count; n++, rows += width) {
        double sum = 0;
        for (int64_t tree = 0; tree < trees; tree++) {
            int64_t at = 0;
            while (at < NODES) at = 2 * at + 1 + (rows[columns[tree * NODES + at]] > limits[tree * NODES + at]);
            sum += leaves[tree * LEAVES + at - NODES];
        }
        for (int64_t c = 0; c < sloped; c++) sum += greater(rows[sloping[c]] - free[c], 0) * slopes[c];
        result[n] = sum + bias;
    }
}

/* Take off the log odds of rows what the seconds between their claimed times and another one say, beyond some that are free. */
void take_off(double *odds, const int64_t *times, const int64_t *at, int64_t count, int64_t claimed, double each_day, double free_days) {
    for (int64_t n = 0; n < count; n++) {
        int64_t other = times[2 * at[n] + 1];
        if (other == INT64_MIN) continue; /* it claims no time */
        double beyond = (double)(other > claimed ? other - claimed : claimed - other) / 86400 - free_days;
        if (beyond > 0) odds[n] -= each_day * beyond;
    }
}

/* Whether the members of a cluster but `own` have at most one known language with a story, and the nearest of their claimed times is not too
 * far from its. Language 0 is none. */
int32_t admits(const int16_t *languages, const int64_t *times, int64_t capacity, const int32_t *members, int64_t count, int64_t own,
               int32_t language, int64_t claimed, double most_apart) {
    int64_t nearest = INT64_MAX;
    for (int64_t i = 0; i < count; i++) {
        if (members[i] == own) continue;
        int64_t row = members[i] % capacity, time = times[2 * row + 1];
        if (languages[row]) {
            if (language && languages[row] != language) return 0;
            language = languages[row];
        }
        if (time == INT64_MIN || claimed == INT64_MIN) continue;
        int64_t gap = time > claimed ? time - claimed : claimed - time;
        if (gap < nearest) nearest = gap;
    }
    return nearest == INT64_MAX || (double)nearest <= most_apart;
}

/* The index of candidates.py: for each term the stories that have it among their weightiest, the newest first.
 *
 * A posting is a place in `links`: a story has as many in a row as terms, and the row of its number. `heads` says where the newest posting of a
 * term is, a link where the next older one is; 0 is none, so places count from 1. The rows are a ring: that of a story that was
 * forgotten is taken again. Such a story is the oldest one, and what leads to its posting is left alone: it is found to lead to
 * nothing older. */
typedef struct {
    int32_t *heads, *links, *scores;
    int64_t capacity, first;
} Index;

enum { INDEXED = 32, AT_ONCE = 16, MOST_POSTINGS = 160, MOST_LOOKED_AT = 2000, HEAVIEST = 31, TITLE = 1 << 25, TITLE_BONUS = 4 };

static inline int64_t number_at(const Index *index, int64_t place) {
    int64_t row = (place - 1) / INDEXED, behind = (row - index->first) % index->capacity;
    return index->first + (behind < 0 ? behind + index->capacity : behind);
}

/* Choose the terms that a story is found by, the most telling first; of equals the first. Returns how many. */
static int telling(const int32_t *terms, int64_t count, int32_t *chosen) {
    int64_t ranks[HEAVIEST + TITLE_BONUS + 2] = {0};
    for (int64_t i = 0; i < count; i++)
        ranks[HEAVIEST + TITLE_BONUS - ((terms[i] >> WEIGHT & HEAVIEST) + (terms[i] & TITLE ? TITLE_BONUS : 0)) + 1]++;
    for (int rank = 1; rank < HEAVIEST + TITLE_BONUS + 2; rank++) ranks[rank] += ranks[rank - 1];
    for (int64_t i = 0; i < count; i++) {
        int64_t at = ranks[HEAVIEST + TITLE_BONUS - ((terms[i] >> WEIGHT & HEAVIEST) + (terms[i] & TITLE ? TITLE_BONUS : 0))]++;
        if (at < INDEXED) chosen[at] = terms[i];
    }
    return count < INDEXED ? (int)count : INDEXED;
}

/* Find the link to the first posting of a term that is not newer than a number; null where there is none. */
static int32_t *link_down_to(const Index *index, int32_t term, int64_t number) {
    int32_t *link = index->heads + (term & TERM);
    for (int64_t above = INT64_MAX; *link; link = index->links + *link) {
        int64_t other = number_at(index, *link);
        if (other >= above) *link = 0; /* the row of a forgotten story */
        if (!*link || other <= number) break;
        above = other;
    }
    return link;
}

void index_add(Index *index, int64_t number, const int32_t *terms, int64_t count) {
    int32_t chosen[INDEXED];
    int found = telling(terms, count, chosen);
    for (int i = 0; i < found; i++) {
        int32_t place = (int32_t)(number % index->capacity * INDEXED + i + 1), *link = link_down_to(index, chosen[i], number);
        index->links[place] = *link;
        *link = place;
    }
}

/* The same of stories that came one after the other, from a number on. */
void index_add_rows(Index *index, int64_t first, const int32_t *terms, const uint16_t *sizes, const int64_t *rows, int64_t count) {
    for (int64_t i = 0; i < count; i++) index_add(index, first + i, terms + rows[i] * SLOTS, sizes[rows[i] * SIZES]);
}

/* Of a story that is forgotten (`is_gone`) as the oldest, what leads to its postings may stay; not of one that says something else now. */
void index_remove(Index *index, int64_t number, const int32_t *terms, int64_t count, int32_t is_gone) {
    int32_t chosen[INDEXED];
    int found = telling(terms, count, chosen);
    for (int i = 0; i < found; i++) {
        int32_t place = (int32_t)(number % index->capacity * INDEXED + i + 1), *head = index->heads + (chosen[i] & TERM);
        if (is_gone && number == index->first) { /* nothing is older */
            if (*head == place) *head = 0;
            continue;
        }
        int32_t *link = link_down_to(index, chosen[i], number), older = index->links[place];
        if (*link == place) *link = older && number_at(index, older) < number ? older : 0;
    }
}

/* Walk from the newest postings of some terms to older ones, all at once: one alone would wait for memory at each step. Writes the rows of
 * their stories, and how many there are. */
static void walk(const Index *index, const int32_t *terms, int count, int32_t rows[][MOST_POSTINGS], int *lengths) {
    int64_t start = index->first % index->capacity;
    int32_t places[AT_ONCE], ages[AT_ONCE];
    for (int i = 0; i < count; i++) places[i] = index->heads[terms[i] & TERM], ages[i] = INT32_MAX, lengths[i] = 0;
    for (int length = 0, going = 1; length < MOST_POSTINGS && going; length++) {
        going = 0;
        for (int i = 0; i < count; i++) {
            if (!places[i]) continue;
            int32_t row = (places[i] - 1) / INDEXED;
            int32_t age = (int32_t)(row >= start ? row - start : row - start + index->capacity);
            if (age >= ages[i]) { /* the row of a forgotten story */
                places[i] = 0;
                continue;
            }
            __builtin_prefetch(index->scores + row);
            rows[i][length] = row, lengths[i] = length + 1;
            places[i] = index->links[places[i]], ages[i] = age;
            going = 1;
        }
    }
}

/* Write the numbers of the stories that share the weightiest terms, the best first, of equals the first; returns how many. */
int64_t index_nearest(const Index *index, const int32_t *terms, int64_t count, int64_t most, int64_t *result) {
    int32_t chosen[INDEXED], seen[MOST_LOOKED_AT + MOST_POSTINGS], scores[MOST_LOOKED_AT + MOST_POSTINGS], rows[AT_ONCE][MOST_POSTINGS];
    int lengths[AT_ONCE], found = telling(terms, count, chosen);
    int64_t looked_at = 0, different = 0, kept = 0, start = index->first % index->capacity;
    for (int i = 0; i < found; i++) __builtin_prefetch(index->heads + (chosen[i] & TERM));
    for (int i = 0; i < found && looked_at < MOST_LOOKED_AT; i++) {
        if (i % AT_ONCE == 0) walk(index, chosen + i, found - i < AT_ONCE ? found - i : AT_ONCE, rows, lengths);
        int32_t weight = chosen[i] >> WEIGHT & HEAVIEST;
        looked_at += lengths[i % AT_ONCE];
        for (int j = 0; j < lengths[i % AT_ONCE]; j++) {
            int32_t row = rows[i % AT_ONCE][j], *score = index->scores + row;
            seen[different] = row;
            different += !*score;
            *score += weight * weight;
        }
    }
    for (int64_t i = 0; i < different; i++) {
        int32_t score = index->scores[seen[i]];
        int64_t at = kept, number = index->first + (seen[i] >= start ? seen[i] - start : seen[i] - start + index->capacity);
        index->scores[seen[i]] = 0;
        while (at > 0 && (scores[at - 1] < score || (scores[at - 1] == score && result[at - 1] > number))) at--;
        if (at >= most) continue;
        if (kept < most) kept++;
        for (int64_t to = kept - 1; to > at; to--) result[to] = result[to - 1], scores[to] = scores[to - 1];
        result[at] = number, scores[at] = score;
    }
    return kept;
}

/* Move the postings of the numbers from `first` on, below `next`, to a longer ring. */
void index_spread(const Index *from, Index *to, int64_t next, int64_t terms) {
    for (int64_t number = from->first; number < next; number++)
        for (int64_t i = 0; i < INDEXED; i++) {
            int32_t link = from->links[number % from->capacity * INDEXED + i + 1];
            int64_t older = link ? number_at(from, link) : number;
            to->links[number % to->capacity * INDEXED + i + 1] =
                link && older < number ? (int32_t)(older % to->capacity * INDEXED + (link - 1) % INDEXED + 1) : 0;
        }
    for (int64_t term = 0; term < terms; term++) {
        int32_t head = from->heads[term];
        to->heads[term] = head ? (int32_t)(number_at(from, head) % to->capacity * INDEXED + (head - 1) % INDEXED + 1) : 0;
    }
}
