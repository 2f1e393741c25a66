/* SPDX-License-Identifier: MIT */
/*
 * Names are told apart by their slugs, and a few by signs as well: "C++" and "C#" have the slug of "C". Where
 * a term's own entry gives such a name as its title or among same_as, the signs count, so that each can have
 * an address of its own; elsewhere they do not. So do the letters of other scripts, of which slugs lose more:
 * 权力 and 权利 are both "quan-li"; and what stands behind the end of a slug in a long name.
 */
#include "load/term_names.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/slug.h"
#include "base/unicode_words.h"
#include "load/yaml_scalar.h"
#include <string.h>

static const struct value *entry_of(const struct term_names *names, text slug)
{
    if (!names->declared || names->declared->kind != VALUE_MAP)
        return NULL;
    return value_map_find(names->declared->as.map, slug);
}

bool term_names_declare(const struct term_names *names, text slug)
{
    return entry_of(names, slug) != NULL;
}

static const struct value *declared_entry(const struct term_names *names, text slug, text key)
{
    const struct value *entry = entry_of(names, slug);
    if (!entry || entry->kind != VALUE_MAP)
        return NULL;
    const struct value *found = value_map_find(entry->as.map, key);
    return found && found->kind != VALUE_NONE ? found : NULL;
}

text term_names_text(const struct term_names *names, text slug, text key)
{
    const struct value *found = declared_entry(names, slug, key);
    text trimmed = found && found->kind == VALUE_TEXT ? text_trim(found->as.text) : TEXT_NONE;
    return trimmed.length ? trimmed : TEXT_NONE;
}

span term_names_where(const struct term_names *names, text slug, text key)
{
    const struct value *found = declared_entry(names, slug, key);
    return found ? found->where : SPAN_NONE;
}

static bool is_of_word(char byte)
{
    return byte_is_letter_or_digit(byte) || (unsigned char)byte >= 0x80;
}

text term_signs(struct arena *arena, text name)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t i = 1; i < name.length; i++) {
        size_t end = i;
        while (end < name.length && name.bytes[end] && strchr("+#*", name.bytes[end]))
            end++;
        if (end > i && is_of_word(name.bytes[i - 1]) && (end == name.length || !is_of_word(name.bytes[end])))
            buffer_append(&out, text_slice(name, i, end - i));
        i = end > i ? end - 1 : i;
    }
    return out.length ? buffer_finish(&out) : TEXT("");
}

text term_letters(struct unicode *unicode, struct arena *arena, text name)
{
    bool may_be_cut = name.length > SLUG_BYTES;
    if (text_is_ascii(name) && !may_be_cut)
        return TEXT("");
    text bare = slug_heading(unicode, arena, unicode_bare(unicode, arena, name));
    bare = text_replace(arena, text_replace(arena, bare, TEXT("-"), TEXT("")), TEXT("_"), TEXT(""));
    if (!text_is_ascii(bare))
        return bare;
    text whole = may_be_cut ? slug_make_whole(unicode, arena, name, TEXT_NONE) : TEXT("");
    return whole.length > SLUG_BYTES ? whole : TEXT("");
}

/* A name in Latin letters may be the same as one in others: "Moskva". */
static bool letters_agree(text letters, text others)
{
    return text_is_ascii(letters) != text_is_ascii(others) || text_equal(letters, others);
}

bool term_names_agree(struct unicode *unicode, struct arena *arena, text name, text other)
{
    return text_equal(name, other) ||
           (text_equal(term_signs(arena, name), term_signs(arena, other)) &&
               letters_agree(term_letters(unicode, arena, name), term_letters(unicode, arena, other)));
}

/* Under which synonyms are found. */
static text key_of(struct arena *arena, const struct term_name *name)
{
    return name->signs.length ? text_concat(arena, name->slug, name->signs) : name->slug;
}

static const struct synonym *find_synonym(const struct term_names *names, text key, text letters)
{
    const struct synonym *found = map_find(&names->synonyms, key);
    return found && letters_agree(found->letters, letters) ? found : NULL;
}

/* Articles have few terms that no other has. */
const struct term_name *term_names_look_up(struct term_names *names, text name)
{
    struct term_name *known = map_find(&names->known, name);
    if (known)
        return known;
    known = arena_new(names->arena, struct term_name);
    known->slug = slug_make(names->unicode, names->arena, name, TEXT_NONE);
    known->signs = term_signs(names->arena, name);
    text letters = term_letters(names->unicode, names->arena, name);
    if (letters.length)
        known->synonym = map_find(&names->by_letters, text_concat(names->arena, known->slug, letters));
    if (!known->synonym)
        known->synonym = find_synonym(names, key_of(names->arena, known), letters);
    if (!known->synonym)
        known->synonym = find_synonym(names, known->slug, letters);
    map_set(&names->known, name, known);
    return known;
}

void term_names_refuse(struct diagnostics *diagnostics, span where, text name)
{
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, where, "unusable-term",
        "'%.*s' has no letter or digit to make an address of", TEXT_ARGS(name));
    diagnostic_hint(diagnostics, diagnostic, "leave it out, or write it in words");
}

static struct synonym *make_synonym(
    struct term_names *names, text canonical, const struct term_name *looked_up, text name, span where)
{
    struct synonym *synonym = arena_new(names->arena, struct synonym);
    *synonym = (struct synonym){ canonical, looked_up->slug, term_letters(names->unicode, names->arena, name),
        looked_up->signs.length > 0, where };
    if (synonym->letters.length && !synonym->has_signs)
        map_add(&names->by_letters, text_concat(names->arena, synonym->slug, synonym->letters), synonym);
    return synonym;
}

static void add_synonym(struct term_names *names, text canonical, const struct value *name, span where)
{
    span place = name->where.length ? name->where : where;
    struct term_name looked_up = { .slug = slug_make(names->unicode, names->arena, name->as.text, TEXT_NONE),
        .signs = term_signs(names->arena, name->as.text) };
    if (!looked_up.slug.length) {
        term_names_refuse(names->diagnostics, place, name->as.text);
        return;
    }
    struct synonym *synonym = make_synonym(names, canonical, &looked_up, name->as.text, place);
    const struct synonym *other = map_add(&names->synonyms, key_of(names->arena, &looked_up), synonym);
    if (text_equal(other->canonical, canonical) || !letters_agree(other->letters, synonym->letters))
        return;
    struct diagnostic *diagnostic = diagnostic_error(names->diagnostics, synonym->where, "synonym-twice",
        "'%.*s' is another name of '%.*s' already", TEXT_ARGS(name->as.text), TEXT_ARGS(other->canonical));
    diagnostic_note(names->diagnostics, diagnostic, other->where, "given here first");
    diagnostic_hint(names->diagnostics, diagnostic, "keep it in one of the two");
}

/* A title leads to its term where its slug alone does not say so: C++ to "cpp", ขน to "khn-2". */
static void add_title(struct term_names *names, text canonical, const struct value *title, span where)
{
    struct term_name looked_up = { .slug = slug_make(names->unicode, names->arena, title->as.text, TEXT_NONE),
        .signs = term_signs(names->arena, title->as.text) };
    if (looked_up.signs.length)
        add_synonym(names, canonical, title, where);
    else if (looked_up.slug.length &&
             text_starts_with(canonical, text_concat(names->arena, looked_up.slug, TEXT("-"))))
        make_synonym(names, canonical, &looked_up, title->as.text, where);
}

/* Entries are found by slug, and their key may become an address. */
static bool check_key(struct term_names *names, const struct value_map_entry *entry)
{
    text slug = slug_make(names->unicode, names->arena, entry->key, TEXT_NONE);
    if (text_equal(entry->key, slug))
        return true;
    struct diagnostic *diagnostic = diagnostic_error(names->diagnostics, entry->key_where, "unusable-term",
        "'%.*s' is no slug, by which terms are found here", TEXT_ARGS(entry->key));
    if (slug.length)
        diagnostic_hint(names->diagnostics, diagnostic, "write %.*s: {title: %.*s, …}", TEXT_ARGS(slug),
            TEXT_ARGS(yaml_scalar_write(names->arena, entry->key)));
    return false;
}

static void read_entry(struct term_names *names, const struct value_map_entry *entry)
{
    const struct value *title = declared_entry(names, entry->key, TEXT("title"));
    const struct value *others = declared_entry(names, entry->key, TEXT("same_as"));
    if (!check_key(names, entry))
        return;
    if (title && title->kind == VALUE_TEXT)
        add_title(names, entry->key, title, entry->key_where);
    if (!others || others->kind != VALUE_LIST)
        return;
    for (size_t k = 0; k < others->as.list->count; k++) {
        struct value other = value_list_at(others->as.list, k);
        if (other.kind == VALUE_TEXT)
            add_synonym(names, entry->key, &other, entry->key_where);
    }
}

/* The term that a name of `slug` ends at, by way of others too; `slug` itself when nothing leads on. */
static text last_term(const struct term_names *names, text slug)
{
    text at = slug;
    for (size_t steps = 0; steps < names->synonyms.count; steps++) {
        const struct synonym *above = map_find(&names->synonyms, at);
        if (!above || text_equal(above->canonical, at) || text_equal(above->canonical, slug))
            return at;
        at = above->canonical;
    }
    return at;
}

/* A term that is another name itself has no page: its own other names would have one, without its articles.
 */
static void check_chains(struct term_names *names)
{
    struct map said;
    map_init(&said, names->arena);
    for (size_t i = 0; i < names->synonyms.count; i++) {
        const struct synonym *synonym = names->synonyms.entries[i].value;
        text between = synonym->canonical, last = last_term(names, between);
        if (text_equal(last, between) || map_contains(&said, between))
            continue;
        map_set(&said, between, (void *)synonym);
        map_set(&said, last, (void *)synonym); /* of two that name each other one is said */
        const struct synonym *above = map_find(&names->synonyms, between);
        struct diagnostic *diagnostic = diagnostic_error(names->diagnostics, above->where,
            "synonym-of-synonym", "'%.*s' has other names of its own", TEXT_ARGS(between));
        diagnostic_note(names->diagnostics, diagnostic, synonym->where, "one stands here");
        diagnostic_hint(names->diagnostics, diagnostic,
            "move them below same_as: of '%.*s', and leave '%.*s' without", TEXT_ARGS(last),
            TEXT_ARGS(between));
    }
}

/* Texts and authors name their old addresses in this way, and programs that list terms in files do, too. */
static void check_aliases(struct term_names *names, const struct value_map_entry *entry)
{
    static const text keys[] = { TEXT_INIT("aliases"), TEXT_INIT("redirect_from") };
    for (size_t i = 0; i < COUNT(keys); i++) {
        const struct value *found = declared_entry(names, entry->key, keys[i]);
        if (!found)
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(names->diagnostics, found->where, "unseen-entry",
            "the %.*s of '%.*s' lead nobody on: an entry for a term has none", TEXT_ARGS(keys[i]),
            TEXT_ARGS(entry->key));
        diagnostic_hint(names->diagnostics, diagnostic,
            "write each below aliases: in site.yml, before ': ' and the address of the term's page; other "
            "names "
            "of the term stand below same_as: here");
    }
}

/* What an entry says of a term that has no page: nobody sees it. */
static void check_unseen(struct term_names *names, const struct value_map_entry *entry)
{
    static const text keys[] = { TEXT_INIT("title"), TEXT_INIT("description"), TEXT_INIT("broader") };
    const struct synonym *synonym = map_find(&names->synonyms, entry->key);
    /* Letters of another script may make another term of that slug. */
    if (!synonym || text_equal(synonym->canonical, entry->key) || synonym->letters.length)
        return;
    for (size_t i = 0; i < COUNT(keys); i++) {
        if (!term_names_text(names, entry->key, keys[i]).length)
            continue;
        struct diagnostic *diagnostic =
            diagnostic_warning(names->diagnostics, term_names_where(names, entry->key, keys[i]),
                "unseen-entry", "the %.*s of '%.*s' is never shown, because that is another name of '%.*s'",
                TEXT_ARGS(keys[i]), TEXT_ARGS(entry->key), TEXT_ARGS(synonym->canonical));
        diagnostic_note(names->diagnostics, diagnostic, synonym->where, "given here");
        diagnostic_hint(names->diagnostics, diagnostic,
            "move it to '%.*s', or leave it out; for a page of its own take the name out of same_as: there",
            TEXT_ARGS(synonym->canonical));
    }
}

void term_names_init(struct term_names *names, const struct value *declared)
{
    names->declared = declared;
    map_init(&names->synonyms, names->arena);
    map_init(&names->by_letters, names->arena);
    map_init(&names->known, names->arena);
    if (!declared || declared->kind != VALUE_MAP)
        return;
    for (size_t i = 0; i < declared->as.map->count; i++)
        read_entry(names, &declared->as.map->entries[i]);
    check_chains(names);
    for (size_t i = 0; i < declared->as.map->count; i++) {
        check_unseen(names, &declared->as.map->entries[i]);
        check_aliases(names, &declared->as.map->entries[i]);
    }
}
