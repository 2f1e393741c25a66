/* SPDX-License-Identifier: MIT */
/*
 * Whom articles name. A byline names an id, or a full name that exactly one author has; a name with a blank
 * in it that nobody has is a guest, who has a name and nothing else, and so is one in a script that sets no
 * blanks within names. Anything else is a mistake with the nearest id as hint.
 */
#include "base/path.h"
#include "base/slug.h"
#include "load/assembly.h"
#include "load/yaml_scalar.h"

static struct assembled_author *find_guest(struct assembly *assembly, text name, text folded)
{
    struct assembled_author *guest = map_find(&assembly->guests, folded);
    if (guest)
        return guest;
    guest = arena_new(assembly->arena, struct assembled_author);
    guest->author = arena_new(assembly->arena, struct author);
    guest->author->name = name;
    guest->author->id = guest->author->slug =
        slug_make(assembly->input->unicode, assembly->arena, name, TEXT_NONE);
    guest->author->is_guest = true;
    assemble_name_parts(assembly, guest->author, NULL);
    guest->author->extra = value_map_of(assembly->arena, NULL, 0);
    map_set(&assembly->guests, folded, guest);
    return guest;
}

/* "ruis" or "maria-ruis" in "maria-ruis-smith": who marries has another file, and texts the old name. */
static bool has_as_part(text id, text part)
{
    enum { SHORTEST_PART = 3 };
    size_t at = part.length < SHORTEST_PART ? SIZE_MAX : text_find(id, part, 0);
    if (at == SIZE_MAX)
        return false;
    text behind = text_from(id, at + part.length);
    return (at == 0 || id.bytes[at - 1] == '-') && (!behind.length || behind.bytes[0] == '-');
}

/* The id of the one author who had the page that this would have, or whose id has it as a part; absent when
 * there is none, or more than one. */
static text former_id(struct assembly *assembly, text written)
{
    text address = text_format(assembly->arena, "/authors/%.*s/", TEXT_ARGS(written)), found = TEXT_NONE;
    for (size_t i = 0; i < assembly->authors.count; i++) {
        const struct assembled_author *author = assembly->authors.items[i];
        const struct spanned_list *aliases = &author->draft->author->aliases;
        for (size_t j = 0; j < aliases->count; j++)
            if (text_equal(aliases->items[j].text, address))
                return author->author->id;
    }
    for (size_t i = 0; i < assembly->authors.count; i++) {
        text id = assembly->authors.items[i]->author->id;
        if (has_as_part(id, written) && found.bytes)
            return TEXT_NONE;
        found = has_as_part(id, written) ? id : found;
    }
    return found;
}

/* The id that ends in what was written: "staff/m-ruis" for "m-ruis"; else the nearest one. */
static text meant_id(struct assembly *assembly, text written)
{
    for (size_t i = 0; i < assembly->authors_by_id.count; i++)
        if (text_equal(path_name(assembly->authors_by_id.entries[i].key), written))
            return assembly->authors_by_id.entries[i].key;
    text nearest = assemble_nearest_key(assembly, &assembly->authors_by_id, written);
    return nearest.bytes ? nearest : former_id(assembly, written);
}

static void report_unknown(struct assembly *assembly, const struct spanned_text *name)
{
    struct diagnostic *diagnostic = diagnostic_error(
        assembly->diagnostics, name->where, "unknown-author", "unknown author '%.*s'", TEXT_ARGS(name->text));
    text id = path_name(name->text); /* "content/authors/m-ruis.md" is no id, and says which is meant */
    bool is_path = text_ends_with(id, TEXT(".md"));
    id = is_path ? path_without_extension(id) : id;
    text nearest = meant_id(assembly, id);
    const struct assembled_author *meant = map_find(&assembly->authors_by_id, nearest);
    if (meant)
        diagnostic_hint(assembly->diagnostics, diagnostic, "did you mean '%.*s'? (content/%.*s)",
            TEXT_ARGS(nearest), TEXT_ARGS(meant->draft->file->path));
    else
        diagnostic_hint(assembly->diagnostics, diagnostic,
            "write content/authors/%.*s.md, or give a guest's full name",
            TEXT_ARGS(!is_path && path_check(name->text) == PATH_OK ? name->text : id));
}

static struct diagnostic *report_several(struct assembly *assembly, const struct spanned_text *name)
{
    return diagnostic_warning(assembly->diagnostics, name->where, "several-authors",
        "'%.*s' is taken for one name", TEXT_ARGS(name->text));
}

/* In "Jane Smith et al." somebody called "al." would be cited. */
static void warn_of_others(struct assembly *assembly, const struct spanned_text *name)
{
    diagnostic_hint(assembly->diagnostics, report_several(assembly, name),
        "name each of them, authors: [Maria Ruis, Jo Lee]; a style that says 'et al.' adds it by itself");
}

/* Bibliographies write "Ruis, Maria; Lee, Jo", where no comma parts names. */
static text cut_name(text *names, bool has_semicolons, text *separator, bool *is_known)
{
    if (!has_semicolons)
        return person_name_cut(names, separator, is_known);
    text part = text_trim(text_cut(names, ';'));
    *separator = names->length ? TEXT(";") : TEXT("");
    *is_known = true;
    return part;
}

/* "Maria Ruis and Jo Lee" is nobody's name when Maria Ruis has a file: one name of several, or a typing slip.
 * Nor is "Maria Ruis, Jo Lee, Max Po", but for "Ministry of Health, Welfare and Sport"; nor is what someone
 * is, behind a name: "Maria Ruis, Policy Director, Open Works". */
static void warn_of_several(struct assembly *assembly, const struct spanned_text *name)
{
    enum { FEWEST = 3, LONGEST_SIGN = 2 /* ", " */, LONGEST_LETTER = 3 /* " y ", in names of one */ };
    struct buffer list;
    bool is_known = false, are_full = !person_name_is_organisation(name->text), ends_in_word = false,
         are_parted = true;
    bool has_semicolons = text_find(name->text, TEXT("; "), 0) != SIZE_MAX;
    size_t count = 0;
    buffer_init(&list, assembly->diagnostics->arena);
    for (text rest = name->text; rest.length; count++) {
        text separator, part = cut_name(&rest, has_semicolons, &separator, &is_known);
        ends_in_word = separator.length ? separator.length > LONGEST_SIGN : ends_in_word;
        are_parted &= separator.length != LONGEST_LETTER || separator.bytes[1] == '&';
        are_full &= person_name_is_full(part) && !person_name_is_organisation(part);
        is_known |= map_find(&assembly->authors_by_id, part) != NULL ||
                    map_contains(&assembly->authors_by_name, assemble_folded_name(assembly, part));
        if (!person_name_is_degree(part))
            buffer_print(&list, "%s%.*s", count ? ", " : "",
                TEXT_ARGS(yaml_scalar_write(assembly->diagnostics->arena, part)));
    }
    if (count < 2 || (!is_known && !(are_full && (are_parted || count >= FEWEST))))
        return;
    diagnostic_hint(assembly->diagnostics, report_several(assembly, name), "write authors: [%.*s]%s",
        TEXT_ARGS(buffer_text(&list)),
        is_known || ends_in_word
            ? ""
            : "; of one person the name alone, given name first, and the rest as role: in an author's file");
}

/* The name in "Maria Ruis <m@example.org>", "<a href=…>Maria Ruis</a>" or "[Maria Ruis](address)"; absent
 * when nothing but a name was written. */
static text bare_name(text written)
{
    size_t tag = text_find_byte(written, '<', 0), link = text_find(written, TEXT("]("), 0);
    text bare = TEXT_NONE;
    if (link != SIZE_MAX && text_starts_with(written, TEXT("[")))
        bare = text_slice(written, 1, link - 1);
    else if (tag == 0 && (tag = text_find_byte(written, '>', 0)) != SIZE_MAX)
        bare = text_from(written, tag + 1);
    else if (tag != SIZE_MAX)
        bare = written;
    tag = text_find_byte(bare, '<', 0);
    return text_trim(tag == SIZE_MAX ? bare : text_slice(bare, 0, tag));
}

/* Readers would see the address, and so would whoever takes the citation. */
static void warn_of_address(struct assembly *assembly, const struct spanned_text *name)
{
    text bare = bare_name(name->text);
    if (!bare.length)
        return;
    /* Of "[Maria Ruis](address), Jo Lee" the hint must lose nobody. */
    text rest = text_from(name->text, text_find_byte(name->text, name->text.bytes[0] == '[' ? ')' : '>', 0));
    bool has_more = text_find_byte(rest, ',', 0) != SIZE_MAX || text_find(rest, TEXT("]("), 0) != SIZE_MAX;
    struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics, name->where, "author-address",
        "the address is taken for a part of the name, and shown with it");
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "write authors: [%.*s%s]; addresses stand behind email: and url: in the file of an author",
        TEXT_ARGS(yaml_scalar_write(assembly->diagnostics->arena, bare)),
        has_more ? ", and each of the others by itself" : "");
}

static void report_ambiguous(struct assembly *assembly, const struct spanned_text *name, text folded)
{
    struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics, name->where, "ambiguous-author",
        "more than one author is called '%.*s'", TEXT_ARGS(name->text));
    struct buffer ids;
    buffer_init(&ids, assembly->diagnostics->arena);
    for (size_t i = 0; i < assembly->authors.count; i++) {
        const struct author *author = assembly->authors.items[i]->author;
        if (text_equal(assemble_folded_name(assembly, author->name), folded))
            buffer_print(&ids, "%s'%.*s'", ids.length ? " or " : "", TEXT_ARGS(author->id));
    }
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "write the id, the file name below content/authors/: %.*s", TEXT_ARGS(buffer_text(&ids)));
}

static struct assembled_author *find_author(struct assembly *assembly, const struct spanned_text *name)
{
    struct assembled_author *author = map_find(
        &assembly->authors_by_id, unicode_nfc(assembly->input->unicode, assembly->arena, name->text));
    if (author)
        return author;
    text folded = assemble_folded_name(assembly, name->text);
    if (map_contains(&assembly->authors_by_name, folded)) {
        author = map_find(&assembly->authors_by_name, folded);
        if (!author)
            report_ambiguous(assembly, name, folded);
        return author;
    }
    if (person_name_is_full(folded)) {
        if (person_name_has_others(name->text))
            warn_of_others(assembly, name);
        else
            warn_of_several(assembly, name);
        warn_of_address(assembly, name);
        return find_guest(assembly, person_name_plain(assembly->arena, name->text), folded);
    }
    report_unknown(assembly, name);
    return NULL;
}

void assemble_article_authors(
    struct assembly *assembly, struct article *article, const struct draft *draft, enum hold hold)
{
    const struct spanned_list *names = &draft->front_matter.authors;
    const void **items = arena_alloc_array(assembly->arena, names->count, sizeof *items);
    struct object_list authors = { items, 0 };
    for (size_t i = 0; i < names->count; i++) {
        struct assembled_author *author = find_author(assembly, &names->items[i]);
        if (!author || object_list_contains(&authors, author->author))
            continue;
        items[authors.count++] = author->author;
        author->is_awaited |= hold == HOLD_DRAFT || hold == HOLD_SCHEDULED;
        author->was_out |= hold == HOLD_EXPIRED;
        if (article)
            *list_add(assembly->arena, &author->articles) = article;
    }
    if (article)
        article->authors = authors;
}
