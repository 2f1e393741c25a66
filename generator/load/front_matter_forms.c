/* SPDX-License-Identifier: MIT */
/*
 * Texts that have a form: identifiers, languages, addresses. They are checked because a wrong one is not seen
 * on the page but in a reference manager, a feed reader or a screen reader. An identifier given as an address
 * is cut to itself.
 */
#include "base/count.h"
#include "load/front_matter_reading.h"
#include "base/byte.h"
#include "base/escape.h"
#include "base/language.h"
#include "base/list.h"
#include <string.h>

enum { ORCID_LENGTH = 19 };

static void bad_value(struct front_matter_reading *reading, const struct value *value, text found,
    const char *what, const char *hint)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, value->where, "bad-value", "'%.*s' is not %s", TEXT_ARGS(found), what);
    diagnostic_hint(diagnostics, diagnostic, "%s", hint);
}

static void set_text(struct front_matter_reading *reading, const struct front_matter_key *key,
    const struct value *value, text found)
{
    *(struct spanned_text *)front_matter_fact(reading, key) = (struct spanned_text){ found, value->where };
}

static text without_prefix(text value, const char *const *prefixes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text prefix = text_of(prefixes[i]);
        if (text_starts_with_ignoring_ascii_case(value, prefix))
            return text_from(value, prefix.length);
    }
    return value;
}

/* doi = "10." digit{4,9} ( "." digit+ )* "/" character+      (those of the 1990s have "<" and ">", too) */
static bool is_doi(text doi)
{
    size_t slash = text_find_byte(doi, '/', 0);
    if (!text_starts_with(doi, TEXT("10.")) || slash == SIZE_MAX || slash < 7 || slash + 1 == doi.length)
        return false;
    for (size_t i = 3; i < slash; i++)
        if (!byte_is_digit(doi.bytes[i]) && (i < 7 || doi.bytes[i] != '.'))
            return false;
    for (size_t i = slash; i < doi.length; i++)
        if (doi.bytes[i] <= ' ' || doi.bytes[i] > '~' || doi.bytes[i] == '"')
            return false;
    return true;
}

void front_matter_read_doi(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    static const char *const prefixes[] = { "https://doi.org/", "http://doi.org/", "https://dx.doi.org/",
        "http://dx.doi.org/", "doi:" };
    text found = front_matter_text(reading, reading->entry->key, value);
    text doi = text_trim(without_prefix(found, prefixes, COUNT(prefixes)));
    if (text_starts_with(found, TEXT("http")))
        doi = url_decode(reading->rules->arena, doi);
    if (is_doi(doi))
        set_text(reading, key, value, doi);
    else if (found.length)
        bad_value(reading, value, found, "a DOI", "write doi: 10.1234/abc");
}

/* iri = letter { letter | digit | "+" | "-" | "." } ":" character+      (RFC 3987; what may be a character is
 * left to it, but for what never is) */
static bool is_iri(text iri)
{
    size_t colon = text_find_byte(iri, ':', 0);
    if (colon == SIZE_MAX || colon + 1 == iri.length || !byte_is_letter(iri.bytes[0]))
        return false;
    for (size_t i = 0; i < colon; i++)
        if (!byte_is_letter_or_digit(iri.bytes[i]) && !strchr("+-.", iri.bytes[i]))
            return false;
    for (size_t i = colon; i < iri.length; i++)
        if ((unsigned char)iri.bytes[i] <= ' ' || strchr("<>\"{}|\\^`\x7F", iri.bytes[i]))
            return false;
    return true;
}

/* WordPress keeps the '&' of its own as HTML writes it, and those who read its feeds do not. */
void front_matter_read_guid(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    text found = front_matter_text(reading, reading->entry->key, value);
    text guid = text_replace(reading->rules->arena, found, TEXT("&#038;"), TEXT("&"));
    guid = text_replace(reading->rules->arena, guid, TEXT("&amp;"), TEXT("&"));
    if (is_iri(guid))
        set_text(reading, key, value, guid);
    else if (found.length)
        bad_value(reading, value, found, "an IRI, as RFC 4287 has ids of entries",
            "write the id as the feed had it, guid: https://example.org/?p=123");
}

void front_matter_read_lang(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    text found = front_matter_text(reading, reading->entry->key, value);
    if (!found.length)
        return;
    struct arena *arena = reading->rules->arena;
    text meant = language_tag(arena, text_replace(arena, found, TEXT("_"), TEXT("-")));
    if (language_is_tag(found))
        set_text(reading, key, value, meant);
    else if (language_is_tag(meant))
        bad_value(reading, value, found, "a language tag",
            text_to_string(arena, text_format(arena, "write lang: %.*s", TEXT_ARGS(meant))));
    else
        bad_value(reading, value, found, "a language tag", "write a tag such as en, de or pt-BR");
}

/* Four groups of four digits; the last one is ISO 7064's check character over the others, modulo 11 with
 * base 2. */
static bool is_orcid(text orcid)
{
    unsigned sum = 0;
    if (orcid.length != ORCID_LENGTH)
        return false;
    for (size_t i = 0; i < ORCID_LENGTH - 1; i++) {
        if (i % 5 == 4 ? orcid.bytes[i] != '-' : !byte_is_digit(orcid.bytes[i]))
            return false;
        if (i % 5 != 4)
            sum = (sum + (unsigned)(orcid.bytes[i] - '0')) * 2;
    }
    unsigned check = (12 - sum % 11) % 11;
    return orcid.bytes[ORCID_LENGTH - 1] == (check == 10 ? 'X' : (char)('0' + check));
}

void front_matter_read_orcid(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    static const char *const prefixes[] = { "https://orcid.org/", "http://orcid.org/", "orcid.org/" };
    text found = front_matter_text(reading, reading->entry->key, value);
    text orcid = without_prefix(found, prefixes, COUNT(prefixes));
    if (is_orcid(orcid))
        set_text(reading, key, value, orcid);
    else if (found.length)
        bad_value(reading, value, found, "an ORCID iD, or has a wrong digit",
            "copy it from the author's page at orcid.org: four groups of four, with '-' between them");
}

bool front_matter_is_email(text email)
{
    size_t at = text_find_byte(email, '@', 0);
    for (size_t i = 0; i < email.length; i++)
        if ((unsigned char)email.bytes[i] <= ' ' || strchr("<>()[]:;,\"", email.bytes[i]))
            return false;
    return at != SIZE_MAX && at > 0 && at + 1 < email.length;
}

/* False when there is none, or after reporting. */
static bool find_email(struct front_matter_reading *reading, const struct value *value, text *found)
{
    *found = front_matter_text(reading, reading->entry->key, value);
    bool is_good = front_matter_is_email(*found);
    if (found->length && !is_good)
        bad_value(reading, value, *found, "an e-mail address",
            reading->file->kind == CONTENT_COMMENT ? "leave the line out: nobody is shown it"
                                                   : "write email: name@example.org");
    return is_good;
}

void front_matter_read_email(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    text found;
    if (find_email(reading, value, &found))
        set_text(reading, key, value, found);
}

void front_matter_check_email(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    text found;
    (void)key;
    find_email(reading, value, &found);
}

static void add_link(
    struct front_matter_reading *reading, text name, span name_where, text address, span where)
{
    struct value value = value_text(address);
    value.where = where;
    *list_add(reading->rules->arena, &reading->links) = (struct value_map_entry){ name, name_where, value };
}

void front_matter_read_links(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    if (value->kind == VALUE_NONE)
        return;
    if (value->kind != VALUE_MAP) {
        struct diagnostic *diagnostic = front_matter_wrong_type(reading, text_of(key->name), value, "a map");
        diagnostic_hint(
            reading->rules->diagnostics, diagnostic, "write links: {Mastodon: https://example.social/@name}");
        return;
    }
    for (size_t i = 0; i < value->as.map->count; i++) {
        const struct value_map_entry *entry = &value->as.map->entries[i];
        text address = front_matter_text(reading, entry->key, &entry->value);
        if (address.length)
            add_link(reading, entry->key, entry->key_where, address, entry->value.where);
    }
}

/* Keys that are short for an entry of `links`. */
static const struct {
    const char *key, *name, *address, *shorter[3]; /* how its beginning is written before a user's name */
} profiles[] = {
    { "github", "GitHub", "https://github.com/", { "@", "github.com/", "www.github.com/" } },
    /* to add one: a row here and one in front_matter_keys.c */
};

void front_matter_read_profile(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    text found = front_matter_text(reading, reading->entry->key, value);
    if (!found.length)
        return;
    for (size_t i = 0; i < COUNT(profiles); i++) {
        if (!text_equal(text_of(profiles[i].key), text_of(key->name)))
            continue;
        text user = without_prefix(found, profiles[i].shorter, COUNT(profiles[i].shorter)), address = found;
        if (text_find(found, TEXT("://"), 0) == SIZE_MAX)
            address = text_format(reading->rules->arena, "%s%.*s", profiles[i].address, TEXT_ARGS(user));
        add_link(reading, text_of(profiles[i].name), reading->entry->key_where, address, value->where);
    }
}
