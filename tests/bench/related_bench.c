/* SPDX-License-Identifier: MIT */
/*
 * What related stories cost: related_bench [ARTICLES…]   (10000 100000)
 *
 * Makes articles of 700 words in memory: a vocabulary of 20,000 words by Zipf's law, a seventh of the words
 * from the article's topic, five tags, one author in 50 articles, a third links to an earlier article. Prints
 * the time for gathering keywords, for the index, and for finding five stories for every article, on one
 * core.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "load/words.h"
#include "model/author.h"
#include "model/related.h"
#include "model/taxonomy.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    WORDS = 20000,
    TOPIC_WORDS = 30,
    TOPIC_ARTICLES = 40,
    ARTICLE_WORDS = 700,
    TAGS_EACH = 5,
    STORIES = 5
};

struct archive {
    struct arena arena;
    struct unicode *unicode;
    struct site site;
    size_t count, tag_count, author_count;
    text words[WORDS];
    double sums[WORDS]; /* of the words' frequencies */
    struct article *articles;
    struct term *tags;
    struct author *authors;
    uint64_t random;
    double gathering_seconds;
};

static uint64_t next_random(struct archive *archive)
{
    archive->random ^= archive->random << 13;
    archive->random ^= archive->random >> 7;
    archive->random ^= archive->random << 17;
    return archive->random;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* By Zipf's law: small numbers often. */
static size_t random_rank(struct archive *archive, size_t count)
{
    double total = archive->sums[count - 1];
    double wanted = total * (double)(next_random(archive) >> 11) / 9007199254740992.0;
    size_t low = 0, high = count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (archive->sums[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void make_words(struct archive *archive)
{
    static const char *const syllables[] = { "ba", "cor", "de", "fin", "ga", "lo", "mu", "ner", "pri", "sta",
        "tor", "vel" };
    for (size_t i = 0; i < WORDS; i++) {
        struct buffer word;
        buffer_init(&word, &archive->arena);
        size_t rest = i + 12;
        for (; rest > 0; rest /= 12)
            buffer_append(&word, text_of(syllables[rest % 12]));
        archive->words[i] = buffer_text(&word);
        archive->sums[i] = (i ? archive->sums[i - 1] : 0) + 1 / ((double)i + 1);
    }
}

static text make_text(struct archive *archive, struct buffer *out, size_t number)
{
    size_t topic = number * 7919 % (archive->count / TOPIC_ARTICLES + 1);
    buffer_reset(out);
    for (size_t i = 0; i < ARTICLE_WORDS; i++) {
        bool is_topical = next_random(archive) % 7 == 0;
        size_t word = is_topical ? (topic * 37 + random_rank(archive, TOPIC_WORDS) * 613) % WORDS
                                 : random_rank(archive, WORDS);
        buffer_append(out, archive->words[word]);
        buffer_append_literal(out, " ");
    }
    return buffer_text(out);
}

static void set_terms(struct archive *archive, struct article *article)
{
    const void **tags = arena_alloc_array(&archive->arena, TAGS_EACH, sizeof *tags);
    for (size_t i = 0; i < TAGS_EACH; i++)
        tags[i] = &archive->tags[random_rank(archive, archive->tag_count)];
    struct article_terms *terms = arena_new(&archive->arena, struct article_terms);
    *terms = (struct article_terms){ TEXT("tags"), { tags, TAGS_EACH } };
    article->terms = terms;
    article->term_count = 1;
}

static void make_article(struct archive *archive, struct word_maker *maker, struct buffer *out, size_t number)
{
    struct article *article = &archive->articles[number];
    article->id = text_format(&archive->arena, "article-%zu", number);
    article->date.is_set = true;
    article->date.day.number = (int32_t)(20000 - number * 7000 / archive->count);
    article->date.instant.milliseconds = (int64_t)article->date.day.number * 86400000;
    article->status.kind = TEXT("current");
    article->words = ARTICLE_WORDS;
    set_terms(archive, article);
    const void **author = arena_alloc_array(&archive->arena, 1, sizeof *author);
    author[0] = &archive->authors[next_random(archive) % archive->author_count];
    article->authors = (struct object_list){ author, 1 };
    if (number % 3 == 0 && number > 0) {
        const void **link = arena_alloc_array(&archive->arena, 1, sizeof *link);
        link[0] = &archive->articles[next_random(archive) % number];
        article->links = (struct object_list){ link, 1 };
    }
    text words = make_text(archive, out, number);
    struct word_part parts[] = { { .words = text_slice(words, 0, 60), .keyword_weight = 3 },
        { .words = words, .keyword_weight = 1 } };
    double start = seconds_now();
    article->keywords = words_gather(maker, &archive->arena, TEXT("en"), parts, 2).keywords;
    archive->gathering_seconds += seconds_now() - start;
}

static void make_archive(struct archive *archive, size_t count)
{
    struct buffer out;
    arena_init(&archive->arena);
    buffer_init(&out, NULL);
    archive->unicode = unicode_open(&archive->arena, TEXT("en"));
    archive->random = 20260101;
    archive->count = count;
    archive->tag_count = count < 50000 ? 100 : 1000;
    archive->author_count = count / 50 + 1;
    archive->articles = arena_new_array(&archive->arena, struct article, count);
    archive->tags = arena_new_array(&archive->arena, struct term, archive->tag_count);
    archive->authors = arena_new_array(&archive->arena, struct author, archive->author_count);
    for (size_t i = 0; i < archive->tag_count; i++)
        archive->tags[i].slug = text_format(&archive->arena, "tag-%zu", i);
    for (size_t i = 0; i < archive->author_count; i++)
        archive->authors[i].id = text_format(&archive->arena, "author-%zu", i);
    make_words(archive);
    struct word_maker *maker = word_maker_open(&archive->arena, archive->unicode, WANT_KEYWORDS);
    const void **all = arena_alloc_array(&archive->arena, count, sizeof *all);
    for (size_t i = 0; i < count; i++) {
        make_article(archive, maker, &out, i);
        all[i] = &archive->articles[i];
    }
    archive->site.articles = (struct object_list){ all, count };
    word_maker_close(maker);
    buffer_release(&out);
}

static void measure(size_t count)
{
    struct archive *archive = calloc(1, sizeof *archive);
    struct arena memory, page;
    if (!archive || count < 1000)
        return;
    arena_init(&memory);
    arena_init(&page);
    make_archive(archive, count);
    double start = seconds_now();
    struct related_index *index = related_index_make(&memory, &archive->site);
    double indexed = seconds_now();
    size_t index_steps = related_index_steps(index), found = 0;
    for (size_t i = 0; i < count; i++) {
        found += related_find(index, &archive->articles[i], NULL, STORIES, NULL, &page).count;
        arena_reset(&page);
    }
    double end = seconds_now();
    double articles = (double)count;
    printf("%zu articles, one core\n", count);
    printf("  keywords  %6.2f s  %6.1f us an article\n", archive->gathering_seconds,
        archive->gathering_seconds / articles * 1e6);
    printf("  index     %6.2f s  %6.1f us, %.1f steps, %.0f bytes an article\n", indexed - start,
        (indexed - start) / articles * 1e6, (double)index_steps / articles,
        (double)memory.allocated_bytes / articles);
    printf("  find      %6.2f s  %6.1f us, %.1f postings, %.2f stories an article\n", end - indexed,
        (end - indexed) / articles * 1e6, (double)(related_index_steps(index) - index_steps) / articles,
        (double)found / articles);
    printf("  index and find %.2f s\n", end - start);
    arena_release(&memory);
    arena_release(&page);
    unicode_close(archive->unicode);
    arena_release(&archive->arena);
    free(archive);
}

int main(int count, char **arguments)
{
    for (int i = 1; i < count; i++)
        measure(strtoul(arguments[i], NULL, 10));
    if (count < 2) {
        measure(10000);
        measure(100000);
    }
    return 0;
}
