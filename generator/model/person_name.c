/* SPDX-License-Identifier: MIT */
/*
 * name = given* particle* family suffix?     A particle is a word that begins with a small letter, or one of
 * the few that are written with a capital in some families ("De Niro", "בן גוריון"); those count as the
 * family's own.
 * Titles before a name and degrees behind it are no part of it: nobody is cited by them. Names in Chinese,
 * Japanese and Korean writing begin with the family.
 */
#include "model/person_name.h"
#include "base/buffer.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/unicode_words.h"
#include "base/unseen.h"

enum { MOST_WORDS = 16 };

struct words {
    text items[MOST_WORDS];
    size_t count;
};

static const text suffixes[] = { TEXT_INIT("Jr."), TEXT_INIT("Jr"), TEXT_INIT("Sr."), TEXT_INIT("Sr"),
    TEXT_INIT("II"), TEXT_INIT("III"), TEXT_INIT("IV") };
static const text capital_particles[] = { TEXT_INIT("Da"), TEXT_INIT("De"), TEXT_INIT("Del"),
    TEXT_INIT("Della"), TEXT_INIT("Der"), TEXT_INIT("Di"), TEXT_INIT("Du"), TEXT_INIT("El"), TEXT_INIT("La"),
    TEXT_INIT("Le"), TEXT_INIT("St."), TEXT_INIT("Van"), TEXT_INIT("Von"), TEXT_INIT("Bin"), TEXT_INIT("Ibn"),
    TEXT_INIT("ابن"), TEXT_INIT("بن"), TEXT_INIT("بنت"), TEXT_INIT("آل"), TEXT_INIT("בן"), TEXT_INIT("בת"),
    TEXT_INIT("בר"), TEXT_INIT("אבן"), TEXT_INIT("אבו") };
/* Never a name alone: "عبد الله" is one. */
static const text half_names[] = { TEXT_INIT("Abd"), TEXT_INIT("Abdel"), TEXT_INIT("Abdul"), TEXT_INIT("Abu"),
    TEXT_INIT("عبد"), TEXT_INIT("أبو"), TEXT_INIT("ابو"), TEXT_INIT("أبي") };

static const text titles[] = { TEXT_INIT("Dr."), TEXT_INIT("Dr"), TEXT_INIT("Prof."), TEXT_INIT("Prof"),
    TEXT_INIT("Professor"), TEXT_INIT("Mr."), TEXT_INIT("Mr"), TEXT_INIT("Mrs."), TEXT_INIT("Mrs"),
    TEXT_INIT("Ms."), TEXT_INIT("Ms"), TEXT_INIT("Sir"), TEXT_INIT("Dame"), TEXT_INIT("Rev."),
    TEXT_INIT("Hon."), TEXT_INIT("dr"), TEXT_INIT("dr."), TEXT_INIT("hab."), TEXT_INIT("prof."),
    TEXT_INIT("inż."), TEXT_INIT("mgr"), TEXT_INIT("mgr."), TEXT_INIT("doc."), TEXT_INIT("Doc."),
    TEXT_INIT("Ing."), TEXT_INIT("Mgr."), TEXT_INIT("Bc."), TEXT_INIT("JUDr."), TEXT_INIT("MUDr."),
    TEXT_INIT("PhDr."), TEXT_INIT("RNDr."), TEXT_INIT("PaedDr."), TEXT_INIT("ThDr."), TEXT_INIT("د."),
    TEXT_INIT("أ.د."), TEXT_INIT("الدكتور"), TEXT_INIT("الدكتورة"), TEXT_INIT("ד״ר"), TEXT_INIT("ד\"ר"),
    TEXT_INIT("פרופ׳"), TEXT_INIT("פרופ'") };
static const text degrees[] = { TEXT_INIT("PhD"), TEXT_INIT("Ph.D."), TEXT_INIT("DPhil"), TEXT_INIT("MD"),
    TEXT_INIT("M.D."), TEXT_INIT("JD"), TEXT_INIT("J.D."), TEXT_INIT("MA"), TEXT_INIT("MSc"),
    TEXT_INIT("MPH"), TEXT_INIT("MPP"), TEXT_INIT("MPA"), TEXT_INIT("MBA"), TEXT_INIT("LLM"),
    TEXT_INIT("Esq."), TEXT_INIT("CBE"), TEXT_INIT("OBE"), TEXT_INIT("MBE"), TEXT_INIT("KC"), TEXT_INIT("QC"),
    TEXT_INIT("FRS"), TEXT_INIT("MP"), TEXT_INIT("CSc."), TEXT_INIT("DrSc."), TEXT_INIT("DSc."),
    TEXT_INIT("LL.M.") };

bool person_name_is_degree(text word)
{
    return text_is_one_of(word, degrees, COUNT(degrees));
}

static bool is_suffix(text word)
{
    return text_is_one_of(word, suffixes, COUNT(suffixes));
}

static bool is_half_name(text word)
{
    return text_is_one_of(word, half_names, COUNT(half_names));
}

static bool is_capital_particle(text word)
{
    return is_half_name(word) || text_is_one_of(word, capital_particles, COUNT(capital_particles));
}

/* "van", "d'Arc" does not count: what an apostrophe joins is one family name. */
static bool is_particle(text word)
{
    return word.length && byte_is_lower(word.bytes[0]) && text_find_byte(word, '\'', 0) == SIZE_MAX &&
           text_find(word, TEXT("’"), 0) == SIZE_MAX;
}

/* "Ramón y Cajal", "Costa e Silva", "Puig i Cadafalch" are one family name each. */
static bool joins_families(text word)
{
    return text_equal(word, TEXT("y")) || text_equal(word, TEXT("e")) || text_equal(word, TEXT("i"));
}

static struct words split(text name)
{
    struct words words = { .count = 0 };
    text rest = text_trim(name);
    while (rest.bytes && words.count < MOST_WORDS) {
        text before = rest, word = text_cut(&rest, ' ');
        if (words.count == MOST_WORDS - 1)
            word = before;
        if (word.length)
            words.items[words.count++] = word;
    }
    return words;
}

static text join(struct arena *arena, const struct words *words, size_t start, size_t end)
{
    return end > start ? text_join(arena, words->items + start, end - start, TEXT(" ")) : TEXT("");
}

/* The family name at the end of the words, with what belongs to it. */
static void set_family(
    struct arena *arena, const struct words *words, size_t first, size_t end, struct person_name *name)
{
    size_t family = end - 1;
    if (family >= first + 2 && joins_families(words->items[family - 1]))
        family -= 2;
    while (family > first && is_capital_particle(words->items[family - 1]))
        family--;
    size_t particle = family;
    while (particle > first && is_particle(words->items[particle - 1]))
        particle--;
    name->particle = join(arena, words, particle, family);
    name->family = join(arena, words, family, end);
    name->given = join(arena, words, 0, particle);
}

/* "Berg, Jan van der", "King, Jr., Martin Luther" and "King, Martin Luther, Jr."; false when no comma parts
 * family and given name. */
static bool parse_inverted(struct arena *arena, text whole, struct person_name *name)
{
    text rest = whole, family = text_trim(text_cut(&rest, ','));
    if (!rest.bytes || is_suffix(text_trim(rest)))
        return false;
    text given = text_trim(text_cut(&rest, ',')), suffix = text_trim(rest);
    if (is_suffix(given)) {
        text middle = given;
        given = suffix;
        suffix = middle;
    }
    if (suffix.length && !is_suffix(suffix))
        return false;
    struct words words = split(given), of_family = split(family);
    size_t end = words.count;
    while (end > 1 && is_particle(words.items[end - 1]))
        end--;
    name->family = join(arena, &of_family, 0, of_family.count);
    name->particle = join(arena, &words, end, words.count);
    name->given = join(arena, &words, 0, end);
    name->suffix = suffix.length ? suffix : TEXT("");
    return true;
}

/* May a part of a name end beside this character, which may be none? In scripts without blanks beside any. */
static bool is_between_parts(text character)
{
    static const text signs[] = { TEXT_INIT(""), TEXT_INIT(","), TEXT_INIT("'"), TEXT_INIT("’"),
        TEXT_INIT("\u00a0"), TEXT_INIT("\u202f") };
    return text_is_one_of(character, signs, COUNT(signs)) || person_name_is_full(character);
}

size_t person_name_find_family(text name, text family)
{
    size_t found = SIZE_MAX;
    for (size_t at = text_find(name, family, 0); at != SIZE_MAX; at = text_find(name, family, at + 1)) {
        size_t end = at + family.length, after = end;
        if (after < name.length)
            text_next_code_point(name, &after);
        if (is_between_parts(text_last_character(text_slice(name, 0, at))) &&
            is_between_parts(text_slice(name, end, after - end)))
            found = at;
        if (unicode_is_unspaced(name))
            break;
    }
    return found;
}

/* The family name as it was given, at `at`; the rest of the name is the given name. */
static void parse_with_family(
    struct arena *arena, text whole, text family, size_t at, struct person_name *name)
{
    text before = text_trim(text_slice(whole, 0, at)),
         after = text_trim(text_from(whole, at + family.length));
    struct words words = split(family);
    size_t start = 0;
    while (start + 1 < words.count && is_particle(words.items[start]))
        start++;
    name->particle = join(arena, &words, 0, start);
    name->family = join(arena, &words, start, words.count);
    if (text_starts_with(after, TEXT(",")))
        after = text_trim(text_from(after, 1));
    name->suffix = is_suffix(after) ? after : TEXT("");
    after = is_suffix(after) ? TEXT("") : after;
    name->given = before.length && after.length
                      ? text_format(arena, "%.*s %.*s", TEXT_ARGS(before), TEXT_ARGS(after))
                  : before.length ? before
                                  : after;
}

/* "Jane Smith, PhD, MPH" without what follows the name. */
static text without_degrees(text name)
{
    for (;;) {
        size_t comma = text_find_last_byte(name, ',');
        text last = comma == SIZE_MAX ? TEXT("") : text_trim(text_from(name, comma + 1));
        if (!person_name_is_degree(last))
            return name;
        name = text_trim(text_slice(name, 0, comma));
    }
}

/* "Prof. Dr. Jane Smith" without what stands before the name, as long as two words are left. */
static text without_titles(text name)
{
    for (;;) {
        text rest = name, first = text_cut(&rest, ' ');
        rest = text_trim(rest);
        if (!text_is_one_of(first, titles, COUNT(titles)) || text_find_byte(rest, ' ', 0) == SIZE_MAX)
            return name;
        name = rest;
    }
}

/* From U+3000 to U+D7FF: kana, Han, Hangul. */
static bool is_east_asian(text word)
{
    unsigned char first = word.length ? (unsigned char)word.bytes[0] : 0;
    return first >= 0xE3 && first <= 0xED;
}

struct person_name person_name_parse(struct arena *arena, text name, text family)
{
    struct person_name result = { TEXT(""), TEXT(""), name, TEXT(""), false };
    text whole = without_titles(without_degrees(text_trim(name)));
    size_t at = family.length ? person_name_find_family(whole, family) : SIZE_MAX;
    if (at != SIZE_MAX) {
        parse_with_family(arena, whole, family, at, &result);
        return result;
    }
    if (parse_inverted(arena, whole, &result))
        return result;
    struct words words = split(text_replace(arena, whole, TEXT(","), TEXT("")));
    size_t end = words.count;
    if (end == 2 && is_east_asian(words.items[0]) && is_east_asian(words.items[1])) {
        result.family = words.items[0];
        result.given = words.items[1];
        return result;
    }
    if (end > 1 && is_suffix(words.items[end - 1]))
        result.suffix = words.items[--end];
    bool is_one = end == 1 || is_particle(words.items[0]) || (end == 2 && is_half_name(words.items[0]));
    if (end)
        set_family(arena, &words, !is_one, end, &result);
    return result;
}

/* What organisations call themselves, and next to nobody's family name; of German compounds the end. */
static const text bodies[] = { TEXT_INIT("Agence"), TEXT_INIT("Agencia"), TEXT_INIT("Agency"),
    TEXT_INIT("Alliance"), TEXT_INIT("Asociación"), TEXT_INIT("Assembly"), TEXT_INIT("Association"),
    TEXT_INIT("Authority"), TEXT_INIT("Behörde"), TEXT_INIT("Bundestag"), TEXT_INIT("Bureau"),
    TEXT_INIT("Cabinet"), TEXT_INIT("Centre"), TEXT_INIT("Center"), TEXT_INIT("Coalition"),
    TEXT_INIT("Comisión"), TEXT_INIT("Comité"), TEXT_INIT("Commission"), TEXT_INIT("Committee"),
    TEXT_INIT("Congress"), TEXT_INIT("Conseil"), TEXT_INIT("Consejo"), TEXT_INIT("Consortium"),
    TEXT_INIT("Corporation"), TEXT_INIT("Council"), TEXT_INIT("Department"), TEXT_INIT("Directorate"),
    TEXT_INIT("Editors"), TEXT_INIT("Federation"), TEXT_INIT("Fondation"), TEXT_INIT("Foundation"),
    TEXT_INIT("Fundación"), TEXT_INIT("GmbH"), TEXT_INIT("Government"), TEXT_INIT("Inc."),
    TEXT_INIT("Initiative"), TEXT_INIT("Institut"), TEXT_INIT("Institute"), TEXT_INIT("Institution"),
    TEXT_INIT("Instituto"), TEXT_INIT("Kommission"), TEXT_INIT("LLC"), TEXT_INIT("Library"), TEXT_INIT("Ltd"),
    TEXT_INIT("Ministerio"), TEXT_INIT("Ministerium"), TEXT_INIT("Ministry"), TEXT_INIT("Ministère"),
    TEXT_INIT("Network"), TEXT_INIT("Newsroom"), TEXT_INIT("Observatory"), TEXT_INIT("Office"),
    TEXT_INIT("Oficina"), TEXT_INIT("Organisation"), TEXT_INIT("Organization"), TEXT_INIT("Parliament"),
    TEXT_INIT("Partnership"), TEXT_INIT("Regierung"), TEXT_INIT("Secretariat"), TEXT_INIT("Senate"),
    TEXT_INIT("Society"), TEXT_INIT("Staff"), TEXT_INIT("Stiftung"), TEXT_INIT("Team"), TEXT_INIT("Treasury"),
    TEXT_INIT("Union"), TEXT_INIT("Universidad"), TEXT_INIT("University"), TEXT_INIT("Universität"),
    TEXT_INIT("Université"), TEXT_INIT("Verband"), TEXT_INIT("Verein"), TEXT_INIT("Zentrum"),
    TEXT_INIT("&") };
static const text body_ends[] = { TEXT_INIT("amt"), TEXT_INIT("behörde"), TEXT_INIT("institut"),
    TEXT_INIT("ministerium"), TEXT_INIT("stiftung"), TEXT_INIT("verband"), TEXT_INIT("zentrum"),
    TEXT_INIT("-Institut"), TEXT_INIT("-Stiftung"), TEXT_INIT("-Verband"), TEXT_INIT("-Zentrum") };

bool person_name_is_organisation(text name)
{
    text rest = text_trim(name);
    if (text_starts_with(rest, TEXT("The ")))
        return true;
    while (rest.bytes) {
        text word = text_cut(&rest, ' ');
        if (text_ends_with(word, TEXT(",")))
            word.length--;
        if (text_is_one_of(word, bodies, COUNT(bodies)))
            return true;
        for (size_t i = 0; i < COUNT(body_ends); i++)
            if (text_ends_with(word, body_ends[i]))
                return true;
    }
    return false;
}

struct person_name person_name_organisation(text name)
{
    return (struct person_name){ TEXT(""), TEXT(""), name, TEXT(""), true };
}

text person_name_whole_family(struct arena *arena, const struct person_name *name)
{
    if (!name->particle.length)
        return name->family;
    return text_format(arena, "%.*s %.*s", TEXT_ARGS(name->particle), TEXT_ARGS(name->family));
}

text person_name_initials(struct arena *arena, const struct person_name *name)
{
    struct buffer out;
    buffer_init(&out, arena);
    bool is_start = true;
    if (is_east_asian(name->given))
        return TEXT("");
    for (size_t at = 0; at < name->given.length;) {
        size_t before = at;
        uint32_t code_point = text_next_code_point(name->given, &at);
        if (code_point == ' ' || code_point == '-') {
            is_start = true;
            if (out.length)
                buffer_append_code_point(&out, code_point);
        } else if (is_start) {
            buffer_append(&out, text_slice(name->given, before, at - before));
            buffer_append_byte(&out, '.');
            is_start = false;
        }
    }
    return text_copy(arena, buffer_text(&out));
}

/* What parts names; that some of it is in no name of a person or an organisation. */
static const struct {
    text words;
    bool is_in_no_name;
} between_names[] = {
    { TEXT_INIT(", and "), false }, { TEXT_INIT(", "), false }, { TEXT_INIT(" and "), false },
    { TEXT_INIT(" & "), false }, { TEXT_INIT(" und "), false }, { TEXT_INIT(" et "), false },
    { TEXT_INIT(" och "), false }, { TEXT_INIT(" og "), false }, { TEXT_INIT(" y "), false },
    { TEXT_INIT(" e "), false }, { TEXT_INIT(" i "), false }, { TEXT_INIT(" a "), false },
    { TEXT_INIT("、"), true }, { TEXT_INIT("，"), true }, { TEXT_INIT("،"), true }, { TEXT_INIT("؛"), true },
    { TEXT_INIT("; "), true }, { TEXT_INIT(" / "), true }, { TEXT_INIT("|"), true },
    /* to add one: what stands between the names */
};

text person_name_cut(text *names, text *separator, bool *is_in_no_name)
{
    size_t end = names->length, next = end;
    for (size_t i = 0; i < COUNT(between_names); i++) {
        size_t found = text_find(*names, between_names[i].words, 0);
        *is_in_no_name |= found != SIZE_MAX && between_names[i].is_in_no_name;
        if (found < end) {
            end = found;
            next = found + between_names[i].words.length;
        }
    }
    text name = text_trim(text_slice(*names, 0, end));
    *separator = text_slice(*names, end, next - end);
    *names = text_from(*names, next);
    return name;
}

/* Behind a name, for those who are not named. */
static const text others[] = { TEXT_INIT("et al."), TEXT_INIT("et al"), TEXT_INIT("et alii"),
    TEXT_INIT("and others"), TEXT_INIT("and colleagues"), TEXT_INIT("u. a."), TEXT_INIT("u.a."),
    TEXT_INIT("und andere"), TEXT_INIT("y otros"), TEXT_INIT("y colaboradores"), TEXT_INIT("et autres"),
    TEXT_INIT("et collègues"), TEXT_INIT("e outros"), TEXT_INIT("e altri") };

bool person_name_has_others(text name)
{
    for (size_t i = 0; i < COUNT(others); i++) {
        size_t start = name.length > others[i].length ? name.length - others[i].length : 0;
        if (start > 0 && name.bytes[start - 1] == ' ' &&
            text_equal_ignoring_ascii_case(text_from(name, start), others[i]))
            return true;
    }
    return false;
}

static bool is_hangul(uint32_t code_point)
{
    return code_point >= 0xAC00 && code_point <= 0xD7A3;
}

bool person_name_is_full(text name)
{
    if (text_find_byte(name, ' ', 0) != SIZE_MAX || unicode_is_unspaced(name))
        return true;
    for (size_t at = 0; at < name.length;)
        if (is_hangul(text_next_code_point(name, &at)))
            return true;
    return false;
}

text person_name_plain(struct arena *arena, text name)
{
    static const text kinds[] = { TEXT_INIT("\t"), TEXT_INIT("\u00a0"), TEXT_INIT("\u202f") };
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (text_find(name, kinds[i], 0) != SIZE_MAX)
            name = text_replace(arena, name, kinds[i], TEXT(" "));
    return text_trim(text_single_blanks(arena, unseen_dropped(arena, name)));
}
