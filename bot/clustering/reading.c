/* What is done for each word of each story: find it, and look up the number that it is counted under. See words.py, which says what a
 * word is and how it is counted.
 *
 * Texts are UTF-8 as Python writes it. No allocation, no global state, no locale; every loop is bounded by its arguments. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    CAPITAL = 1 << 20,    /* words.py */
    LONGEST = 64,         /* bytes of a word that is remembered */
    TRIES = 16,           /* places of a table in which a word may be */
    AT_ONCE = 16,
};

/* ---- What words were counted under when they were last met ---- */

/* A word of ASCII letters and signs stands here in small letters; another one as it is written. Either has a few terms, four bytes each.
 * Where all places that a word may have are taken it takes the first: it is a cache, and no text can make it slow. */
typedef struct {
    uint64_t *places; /* 0 is none; else what stands in `units` behind which one, and half of its hash */
    uint32_t *units;  /* for each word: bytes, terms, the terms, the bytes */
    int64_t filled, count;
} Half;

typedef struct {
    Half young, old; /* what is not asked for while the young half fills up is forgotten */
    int64_t places;  /* a power of two */
    int64_t units, most;
    int32_t joins;  /* don't is one word, and not two */
    int32_t quotes; /* as an apostrophe does, a quotation mark joins */
} Lexicon;

static uint64_t hashed(const uint8_t *bytes, int64_t length) {
    uint64_t hash = 14695981039346656037u;
    for (int64_t i = 0; i < length; i++) hash = (hash ^ bytes[i]) * 1099511628211u;
    return hash ^ hash >> 29;
}

/* Find a word; null if it is not there. `place`, if it is asked for, is where it is or may be put. */
static const uint32_t *found_in(const Half *half, int64_t places, const uint8_t *key, int64_t length, uint64_t hash, int64_t *place) {
    for (int64_t i = 0; i < TRIES; i++) {
        int64_t at = (int64_t)((hash + (uint64_t)i) & (uint64_t)(places - 1));
        uint64_t there = half->places[at];
        if (place && !there) *place = at;
        if (!there) return NULL;
        if (there >> 32 != hash >> 32) continue;
        const uint32_t *entry = half->units + (uint32_t)there;
        if (entry[0] != (uint64_t)length || memcmp(entry + 2 + entry[1], key, (size_t)length)) continue;
        if (place) *place = at;
        return entry;
    }
    if (place) *place = (int64_t)(hash & (uint64_t)(places - 1));
    return NULL;
}

static void put(Lexicon *lexicon, const uint8_t *key, int64_t length, uint64_t hash, const int32_t *terms, int64_t count) {
    int64_t size = 2 + count + (length + 3) / 4, place = 0;
    if (size > lexicon->units - 1) return;
    if (lexicon->young.count >= lexicon->most || lexicon->young.filled + size > lexicon->units) {
        Half old = lexicon->old;
        lexicon->old = lexicon->young;
        memset(old.places, 0, (size_t)lexicon->places * sizeof *old.places);
        old.filled = 1, old.count = 0;
        lexicon->young = old;
    }
    Half *half = &lexicon->young;
    found_in(half, lexicon->places, key, length, hash, &place);
    uint32_t *entry = half->units + half->filled;
    half->places[place] = hash >> 32 << 32 | (uint64_t)half->filled;
    entry[0] = (uint32_t)length, entry[1] = (uint32_t)count;
    memcpy(entry + 2, terms, (size_t)count * sizeof *terms);
    memcpy(entry + 2 + count, key, (size_t)length);
    half->filled += size, half->count++;
}

static const uint32_t *look_up(Lexicon *lexicon, const uint8_t *key, int64_t length, uint64_t hash) {
    const uint32_t *entry = found_in(&lexicon->young, lexicon->places, key, length, hash, NULL);
    if (entry) return entry;
    entry = found_in(&lexicon->old, lexicon->places, key, length, hash, NULL);
    /* It lives on. The young half is changed for the old one only where something new is put there. */
    if (entry && lexicon->young.count < lexicon->most && lexicon->young.filled + 2 + entry[1] + (length + 3) / 4 <= lexicon->units)
        put(lexicon, key, length, hash, (const int32_t *)(entry + 2), entry[1]);
    return entry;
}

/* ---- The words of a text ---- */

typedef struct {
    const uint8_t *text;
    int64_t length, at;
    int32_t *terms;   /* those that were found, with the bit CAPITAL; 0 or that bit alone for words that are not known */
    uint32_t *chunks; /* for each term: where what stands between two blanks begins, and ends */
    int64_t count, most;
    uint32_t *missing; /* words that are not known: the place of the term, where the word begins, and ends */
    int64_t missed;
    int64_t begin, end, chunk, chunk_end; /* what else is not known: without signs at its ends, and with them */
} Reading;

enum { LETTER, BLANK, SIGN, JOINT }; /* characters beyond ASCII: of the others nothing is known here */

static inline int is_blank(uint8_t byte) { return byte == ' ' || (byte >= 9 && byte <= 13) || (byte >= 28 && byte <= 31); }
static inline int is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }
static inline int is_letter(uint8_t byte) { return (uint8_t)((byte | 32) - 'a') < 26; }

/* Say what a character beyond ASCII is, and how many bytes it has. */
static int beyond(const uint8_t *text, int64_t left, int64_t *bytes) {
    *bytes = text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : 4;
    if (*bytes > left) {
        *bytes = left;
        return LETTER;
    }
    if (*bytes == 2 && text[0] == 0xc2) {
        if (text[1] == 0x85 || text[1] == 0xa0) return BLANK;
        if (text[1] == 0xab || text[1] == 0xbb) return SIGN; /* « » */
    }
    if (*bytes != 3) return LETTER;
    uint32_t rest = (uint32_t)text[1] << 8 | text[2];
    if (text[0] == 0xe1) return rest == 0x9a80 ? BLANK : LETTER;
    if (text[0] == 0xe3) return rest == 0x8080 ? BLANK : LETTER;
    if (text[0] != 0xe2) return LETTER;
    if ((rest >= 0x8080 && rest <= 0x808a) || rest == 0x80a8 || rest == 0x80a9 || rest == 0x80af || rest == 0x819f) return BLANK;
    if (rest == 0x8099) return JOINT; /* ’ */
    switch (rest) { /* – — ‘ “ ” „ … */
        case 0x8093: case 0x8094: case 0x8098: case 0x809c: case 0x809d: case 0x809e: case 0x80a6: return SIGN;
        default: return LETTER;
    }
}

/* How many bytes the apostrophe takes that stands here; 0 where there is none. */
static inline int64_t apostrophe(const uint8_t *text, int64_t at, int64_t end) {
    if (at < end && text[at] == '\'') return 1;
    return at + 2 < end && text[at] == 0xe2 && text[at + 1] == 0x80 && text[at + 2] == 0x99 ? 3 : 0;
}

static int64_t letters_end(const uint8_t *text, int64_t at, int64_t end, const Lexicon *lexicon) {
    for (;;) {
        while (at < end && is_letter(text[at])) at++;
        int64_t joint = lexicon->joins ? apostrophe(text, at, end) : 0;
        if (!joint && lexicon->quotes && at < end && text[at] == '"') joint = 1;
        if (!joint || at + joint >= end || !is_letter(text[at + joint])) return at;
        at += joint;
    }
}

static int64_t number_end(const uint8_t *text, int64_t at, int64_t end) {
    while (at < end && is_digit(text[at])) at++;
    for (;;) {
        int64_t mark = at < end && (text[at] == '.' || text[at] == ',' || text[at] == ':'), digits = 0;
        if (mark && at + 1 < end && is_digit(text[at + 1])) {
            at++;
            while (at < end && is_digit(text[at])) at++;
            continue;
        }
        mark = apostrophe(text, at, end);
        while (mark && digits < 4 && at + mark + digits < end && is_digit(text[at + mark + digits])) digits++;
        if (digits != 3) return at;
        at += mark + 3;
    }
}

/* Write the form of a word under which it is remembered: in small letters, with one kind of apostrophe. Returns its bytes, 0 if they are too many. */
static int64_t key_of(const uint8_t *text, int64_t begin, int64_t end, uint8_t *key) {
    int64_t length = 0;
    while (begin < end && length < LONGEST) {
        int64_t joint = text[begin] == '\'' ? 1 : apostrophe(text, begin, end);
        key[length++] = joint ? '\'' : text[begin] >= 'A' && text[begin] <= 'Z' ? text[begin] | 32 : text[begin];
        begin += joint ? joint : 1;
    }
    return begin < end ? 0 : length;
}

/* Words that are about to be looked up: by then what is read for one has been fetched while others were cut. */
typedef struct {
    uint8_t key[LONGEST];
    int64_t length, place, begin, end;
    uint64_t hash;
} Pending;

typedef struct {
    Pending words[AT_ONCE];
    int count;
} Queue;

static void look_all_up(Reading *reading, Lexicon *lexicon, Queue *queue) {
    for (int i = 0; i < queue->count; i++) {
        uint64_t there = lexicon->young.places[queue->words[i].hash & (uint64_t)(lexicon->places - 1)];
        __builtin_prefetch(lexicon->young.units + (uint32_t)there);
    }
    for (int i = 0; i < queue->count; i++) {
        const Pending *word = queue->words + i;
        const uint32_t *entry = word->length ? look_up(lexicon, word->key, word->length, word->hash) : NULL;
        if (entry) {
            reading->terms[word->place] |= (int32_t)entry[2];
            continue;
        }
        uint32_t *missing = reading->missing + 3 * reading->missed++;
        missing[0] = (uint32_t)word->place, missing[1] = (uint32_t)word->begin, missing[2] = (uint32_t)word->end;
    }
    queue->count = 0;
}

static void take_word(Reading *reading, Lexicon *lexicon, Queue *queue, int64_t begin, int64_t end) {
    Pending *word = queue->words + queue->count++;
    word->length = key_of(reading->text, begin, end, word->key);
    word->hash = hashed(word->key, word->length);
    word->place = reading->count, word->begin = begin, word->end = end;
    __builtin_prefetch(lexicon->young.places + (word->hash & (uint64_t)(lexicon->places - 1)));
    reading->chunks[2 * reading->count] = (uint32_t)reading->chunk;
    reading->chunks[2 * reading->count + 1] = (uint32_t)reading->chunk_end;
    reading->terms[reading->count++] = reading->text[begin] >= 'A' && reading->text[begin] <= 'Z' ? CAPITAL : 0;
    if (queue->count == AT_ONCE) look_all_up(reading, lexicon, queue);
}

static void take_terms(Reading *reading, const int32_t *terms, int64_t count) {
    for (int64_t i = 0; i < count && reading->count < reading->most; i++) {
        reading->chunks[2 * reading->count] = (uint32_t)reading->chunk;
        reading->chunks[2 * reading->count + 1] = (uint32_t)reading->chunk_end;
        reading->terms[reading->count++] = terms[i];
    }
}

/* Read on from `at` until there are as many terms as there may be. Returns 1 if it stopped behind something that only `learn_chunk` can tell. */
int32_t read_words(Reading *reading, Lexicon *lexicon) {
    const uint8_t *text = reading->text;
    int64_t at = reading->at, end = reading->length, bytes = 1;
    Queue queue;
    queue.count = 0;
    while (reading->count < reading->most) {
        while (at < end && (text[at] < 128 ? (bytes = 1, is_blank(text[at])) : beyond(text + at, end - at, &bytes) == BLANK)) at += bytes;
        if (at >= end) break;
        int is_plain = 1;
        /* Signs at the ends belong to no word: first and last are what stands between them. */
        int64_t chunk = at, first = -1, last = at;
        while (at < end) {
            int kind = LETTER;
            bytes = 1;
            if (text[at] < 128) {
                if (is_blank(text[at])) break;
                kind = is_letter(text[at]) || is_digit(text[at]) ? LETTER : SIGN;
            } else {
                kind = beyond(text + at, end - at, &bytes);
                if (kind == BLANK) break;
                if (kind == LETTER) is_plain = 0;
            }
            if (kind == LETTER) {
                if (first < 0) first = at;
                last = at + bytes;
            }
            at += bytes;
        }
        reading->chunk = chunk, reading->chunk_end = at;
        if (first < 0) continue;
        if (is_plain) {
            for (int64_t i = first, stop; i < last && reading->count < reading->most; i = stop) {
                if (is_letter(text[i])) stop = letters_end(text, i, last, lexicon);
                else if (is_digit(text[i])) stop = number_end(text, i, last);
                else {
                    stop = i + 1;
                    continue;
                }
                take_word(reading, lexicon, &queue, i, stop);
            }
            continue;
        }
        const uint32_t *entry = look_up(lexicon, text + first, last - first, hashed(text + first, last - first));
        if (!entry) {
            look_all_up(reading, lexicon, &queue);
            reading->at = at, reading->begin = first, reading->end = last;
            return 1;
        }
        take_terms(reading, (const int32_t *)(entry + 2), entry[1]);
    }
    look_all_up(reading, lexicon, &queue);
    reading->at = at;
    return 0;
}

/* Take the terms of what `read_words` stopped behind; remember them, or not. */
void learn_chunk(Reading *reading, Lexicon *lexicon, const int32_t *terms, int64_t count, int32_t is_remembered) {
    const uint8_t *key = reading->text + reading->begin;
    int64_t length = reading->end - reading->begin;
    if (is_remembered) put(lexicon, key, length, hashed(key, length), terms, count);
    take_terms(reading, terms, count);
}

/* Take the term of each missing word, and remember it. */
void learn_words(Reading *reading, Lexicon *lexicon, const int32_t *terms) {
    for (int64_t i = 0; i < reading->missed; i++) {
        const uint32_t *missing = reading->missing + 3 * i;
        uint8_t key[LONGEST];
        int64_t length = key_of(reading->text, missing[1], missing[2], key);
        reading->terms[missing[0]] |= terms[i];
        if (length) put(lexicon, key, length, hashed(key, length), terms + i, 1);
    }
    reading->missed = 0;
}
