/* SPDX-License-Identifier: MIT */
/*
 * A layout and those it extends are one family: what they set at their tops is one scope, and of blocks with
 * one name the lowest counts. The result is one list of statements: the declarations of each layout from the
 * lowest up, and then the whole body of the highest.
 */
#include "base/arena.h"
#include "base/list.h"
#include "base/tag.h"
#include "template/parser.h"
#include "template/resolve.h"

enum { FAMILY_MAX = 32, FILES_MAX = 4000 };

struct family {
    struct layout_tree *trees[FAMILY_MAX]; /* the lowest first */
    size_t count;
};

bool resolver_is_loading(const struct resolver *resolver, text name)
{
    for (const struct loading *at = resolver->loading; at; at = at->outer)
        if (text_equal(at->name, name))
            return true;
    return false;
}

bool resolver_knows(const struct resolver *resolver, text name)
{
    const struct template_loader *loader = resolver->templates->loader;
    uint32_t source;
    text contents;
    return loader->find(loader->data, name, &source, &contents);
}

/* The layout that bears the last part of the name in another folder, or lacks only its ending. */
static text layout_nearby(struct resolver *resolver, text name)
{
    const struct template_loader *loader = resolver->templates->loader;
    text with_ending = text_format(resolver->arena, "%.*s.html", TEXT_ARGS(name));
    if (resolver_knows(resolver, with_ending))
        return with_ending;
    return diagnostic_nearest_path(name, loader->names, loader->name_count);
}

void resolver_report_unknown_layout(struct resolver *resolver, span where, text name)
{
    text nearby = layout_nearby(resolver, name);
    text hint =
        nearby.bytes ? text_format(resolver->arena, "did you mean '%.*s'?", TEXT_ARGS(nearby)) : TEXT_NONE;
    if (!hint.bytes)
        hint = TEXT("write the path of a file below layouts/, with its ending");
    resolver_error(resolver, where, "unknown-layout", hint, "there is no layout '%.*s'", TEXT_ARGS(name));
}

static void note_dependency(struct resolver *resolver, text name)
{
    for (size_t i = 0; i < resolver->dependencies.count; i++)
        if (text_equal(resolver->dependencies.items[i], name))
            return;
    *list_add(resolver->arena, &resolver->dependencies) = name;
}

static struct layout_file *read_file(
    struct templates *templates, uint32_t source, text contents, struct diagnostics *diagnostics)
{
    struct layout_file *file = arena_new(templates->arena, struct layout_file);
    file->source = source;
    lexer_read(&file->tokens, source, contents, templates->arena, diagnostics);
    map_set(&templates->files, (text){ (const char *)&file->source, sizeof file->source }, file);
    return file;
}

/* Parses the file; its mistakes are reported the first time only. NULL when there is no such layout. */
static struct layout_tree *load_tree(struct resolver *resolver, text name, span where)
{
    struct templates *templates = resolver->templates;
    uint32_t source = 0;
    text contents = TEXT_NONE;
    if (!templates->loader->find(templates->loader->data, name, &source, &contents)) {
        resolver_report_unknown_layout(resolver, where, name);
        return NULL;
    }
    if (++resolver->file_count > FILES_MAX) {
        resolver_error(resolver, where, "layout-limit", TEXT_NONE, "the layout is made of more than %d files",
            FILES_MAX);
        return NULL;
    }
    note_dependency(resolver, name);
    struct diagnostics ignored;
    diagnostics_init(&ignored, resolver->arena);
    struct layout_file *file = map_find(&templates->files, (text){ (const char *)&source, sizeof source });
    struct diagnostics *diagnostics = file ? &ignored : resolver->diagnostics;
    size_t before = diagnostics->error_count;
    if (!file)
        file = read_file(templates, source, contents, diagnostics);
    struct layout_tree *tree = parser_parse(name, source, &file->tokens, resolver->arena, diagnostics);
    file->is_broken |= diagnostics->error_count > before;
    resolver->has_failed |= file->is_broken;
    return tree;
}

static text chain_words(struct resolver *resolver, const struct family *family, size_t first, text last)
{
    struct buffer words;
    buffer_init(&words, resolver->arena);
    for (size_t i = first; i < family->count; i++)
        buffer_print(&words, "'%.*s' extends ", TEXT_ARGS(family->trees[i]->name));
    buffer_print(&words, "'%.*s'", TEXT_ARGS(last));
    return buffer_text(&words);
}

/* May the family take this layout in? */
static bool check_family(struct resolver *resolver, const struct family *family, text name, span where)
{
    for (size_t i = 0; i < family->count; i++)
        if (text_equal(family->trees[i]->name, name)) {
            resolver_error(resolver, where, "layout-cycle", TEXT_NONE, "layouts extend each other: %.*s",
                TEXT_ARGS(chain_words(resolver, family, i, name)));
            return false;
        }
    if (family->count < FAMILY_MAX)
        return true;
    resolver_error(
        resolver, where, "layout-limit", TEXT_NONE, "more than %d layouts extend one another", FAMILY_MAX);
    return false;
}

static bool load_family(struct resolver *resolver, struct family *family)
{
    text name = resolver->loading->name;
    span where = resolver->loading->where;
    bool is_damaged = false;
    *family = (struct family){ 0 };
    for (;;) {
        struct layout_tree *tree =
            check_family(resolver, family, name, where) ? load_tree(resolver, name, where) : NULL;
        if (!tree)
            return false;
        is_damaged |= tree->is_damaged;
        family->trees[family->count++] = tree;
        if (!tree->extends)
            return !is_damaged;
        name = tree->extends->as.constant.as.text;
        where = tree->extends->where;
    }
}

/* Each name with the block that overrides all others; each block with the one it overrides. */
static void link_blocks(const struct family *family, struct map *blocks)
{
    for (size_t i = family->count; i > 0; i--)
        for (struct block *block = family->trees[i - 1]->blocks; block; block = block->next) {
            block->overridden = map_find(blocks, block->name);
            block->language = template_language_of(family->trees[i - 1]->name);
            map_set(blocks, block->name, block);
        }
}

static bool is_declaration(const struct statement *statement)
{
    return statement->kind == STATEMENT_SET || statement->kind == STATEMENT_SET_BLOCK ||
           statement->kind == STATEMENT_MACRO || statement->kind == STATEMENT_IMPORT;
}

/* Of a layout that extends another only what gives names to things counts; its text is never printed. */
static struct statement *keep_declarations(struct statement *first)
{
    struct statement *kept = NULL, **last = &kept;
    for (struct statement *statement = first, *next; statement; statement = next) {
        next = statement->next;
        if (statement->kind == STATEMENT_IF)
            for (size_t i = 0; i < statement->as.condition.count; i++)
                statement->as.condition.branches[i].body =
                    keep_declarations(statement->as.condition.branches[i].body);
        statement->next = NULL;
        if (is_declaration(statement) || statement->kind == STATEMENT_IF) {
            *last = statement;
            last = &statement->next;
        }
    }
    return kept;
}

static void append_statements(struct statement **list, struct statement *more)
{
    while (*list)
        list = &(*list)->next;
    *list = more;
}

/* False when a warning about this place was given before. */
static bool is_news(struct resolver *resolver, span where)
{
    text key = text_format(resolver->templates->arena, "%u:%u:unused", where.source, where.offset);
    bool is_known = map_contains(&resolver->templates->reported, key);
    if (!is_known)
        map_set(&resolver->templates->reported, key, NULL);
    return !is_known;
}

static bool is_unused(const struct resolver *resolver, const struct block *block)
{
    return map_find(resolver->here.blocks, block->name) == block && !block->overridden && !block->is_resolved;
}

/* A block that nothing above has a place for is most often a misspelt one, whose text would be lost silently.
 */
static void warn_of_unused_block(struct resolver *resolver, const struct block *block)
{
    if (!is_unused(resolver, block) || !is_news(resolver, block->where))
        return;
    text *names = arena_new_array(resolver->arena, text, resolver->here.blocks->count);
    size_t count = 0;
    for (size_t k = 0; k < resolver->here.blocks->count; k++) {
        const struct block *other = resolver->here.blocks->entries[k].value;
        if (other->is_resolved)
            names[count++] = other->name;
    }
    struct diagnostic *diagnostic = diagnostic_warning(resolver->diagnostics, block->where, "unused-block",
        "no layout above has a block '%.*s', so it is never printed", TEXT_ARGS(block->name));
    text hint = resolver_hint_nearest(resolver, block->name, names, count);
    if (hint.bytes)
        diagnostic_hint(resolver->diagnostics, diagnostic, "%.*s", TEXT_ARGS(hint));
    else
        diagnostic_hint(resolver->diagnostics, diagnostic,
            "write {%% block %.*s %%}{%% endblock %%} there, where it is to stand", TEXT_ARGS(block->name));
}

static bool is_all_comments(text words)
{
    size_t end = 1;
    for (; words.length && end > 0; words = text_trim(text_from(words, end)))
        end = tag_comment_end(words, 0);
    return !words.length;
}

/* What a layout that extends another has outside of blocks is printed nowhere: the first of it, or NULL. */
static const struct statement *find_unused(const struct statement *statement)
{
    for (; statement; statement = statement->next) {
        text words = statement->kind == STATEMENT_TEXT ? text_trim(statement->as.text) : TEXT_NONE;
        bool is_quiet = statement->kind == STATEMENT_IF || statement->kind == STATEMENT_BLOCK ||
                        is_declaration(statement);
        if (statement->kind == STATEMENT_TEXT ? !is_all_comments(words) : !is_quiet)
            return statement;
        const size_t branches = statement->kind == STATEMENT_IF ? statement->as.condition.count : 0;
        for (size_t i = 0; i < branches; i++) {
            const struct statement *unused = find_unused(statement->as.condition.branches[i].body);
            if (unused)
                return unused;
        }
    }
    return NULL;
}

/* Where its words begin: white space before them is no fault. */
static span place_of_words(const struct statement *statement)
{
    span where = statement->where;
    if (statement->kind != STATEMENT_TEXT)
        return where;
    text words = text_trim(statement->as.text);
    where.offset += (uint32_t)(words.bytes - statement->as.text.bytes);
    where.length = (uint32_t)words.length;
    return where;
}

static void warn_of_unused(struct resolver *resolver, text layout, const struct statement *unused)
{
    if (unused && is_news(resolver, unused->where))
        diagnostic_hint(resolver->diagnostics,
            diagnostic_warning(resolver->diagnostics, place_of_words(unused), "unused-block",
                "'%.*s' extends another layout: what stands outside of its blocks is never printed",
                TEXT_ARGS(layout)),
            "move it into a block: {%% block main %%}…{%% endblock %%}");
}

/* A site's own base.html need not have a place for every block of the layouts that come with brief, but where
 * it has one for none, nothing of theirs is printed. */
static void warn_of_missing_blocks(
    struct resolver *resolver, const struct layout_tree *child, const struct layout_tree *parent)
{
    const struct block *block = child->blocks, *last = NULL;
    for (; block && is_unused(resolver, block); block = block->next)
        last = block;
    if (block || !last || !is_news(resolver, (span){ parent->source, 0, 0 }))
        return;
    struct diagnostic *diagnostic =
        diagnostic_warning(resolver->diagnostics, (span){ parent->source, 0, 0 }, "unused-block",
            "'%.*s' extends this layout, which has no place for any of its blocks", TEXT_ARGS(child->name));
    diagnostic_hint(resolver->diagnostics, diagnostic,
        "write {%% block %.*s %%}{%% endblock %%} where it is to stand", TEXT_ARGS(last->name));
}

static void warn_of_unused_blocks(
    struct resolver *resolver, const struct family *family, const struct statement *const *unused)
{
    const struct template_loader *loader = resolver->templates->loader;
    for (size_t i = 0; i + 1 < family->count; i++) {
        if (loader->is_builtin && loader->is_builtin(loader->data, family->trees[i]->name)) {
            warn_of_missing_blocks(resolver, family->trees[i], family->trees[i + 1]);
            continue;
        }
        for (const struct block *block = family->trees[i]->blocks; block; block = block->next)
            warn_of_unused_block(resolver, block);
        warn_of_unused(resolver, family->trees[i]->name, unused[i]);
    }
}

static void resolve_family(struct resolver *resolver, const struct family *family, struct inclusion *result)
{
    struct map *blocks = arena_new(resolver->arena, struct map);
    map_init(blocks, resolver->arena);
    link_blocks(family, blocks);
    resolver->here.blocks = blocks;
    resolver->here.family = resolver->here.scope;
    struct statement *bodies[FAMILY_MAX];
    const struct statement *unused[FAMILY_MAX];
    for (size_t i = 0; i < family->count; i++) {
        bool is_top = i + 1 == family->count;
        unused[i] = is_top ? NULL : find_unused(family->trees[i]->body);
        bodies[i] = is_top ? family->trees[i]->body : keep_declarations(family->trees[i]->body);
        scope_declare_all(resolver->here.scope, resolver->arena, bodies[i]);
    }
    for (size_t i = 0; i < family->count; i++) {
        resolver->here.language = template_language_of(family->trees[i]->name);
        resolver_statements(resolver, bodies[i]);
        append_statements(&result->body, bodies[i]);
    }
    result->language = resolver->here.language;
    if (!resolver->has_failed)
        warn_of_unused_blocks(resolver, family, unused);
}

bool resolver_layout(
    struct resolver *resolver, const struct scope *outer, struct unit *unit, struct inclusion *result)
{
    struct family family;
    const struct standpoint outside = resolver->here;
    *result = (struct inclusion){ .name = resolver->loading->name };
    bool is_loaded = load_family(resolver, &family);
    if (is_loaded) {
        struct scope *scope = arena_new(resolver->arena, struct scope);
        *scope = (struct scope){
            .outer = outer, .unit = unit, .starts = &result->starts, .wall = outer ? outer->wall : NULL
        };
        resolver_give_globals(resolver, scope);
        resolver->here.scope = scope;
        resolver->here.block = NULL;
        resolve_family(resolver, &family, result);
    }
    resolver->here = outside;
    return is_loaded;
}

struct scope *resolver_module(struct resolver *resolver, struct statement *import)
{
    struct layout_tree *tree = load_tree(resolver, resolver->loading->name, import->as.import.name->where);
    if (!tree || tree->is_damaged)
        return NULL;
    const struct standpoint outside = resolver->here;
    struct scope *scope = arena_new(resolver->arena, struct scope);
    *scope = (struct scope){
        .unit = outside.scope->unit, .starts = &import->as.import.starts, .wall = outside.scope->wall
    };
    resolver_give_globals(resolver, scope);
    resolver->here.scope = resolver->here.family = scope;
    resolver->here.block = NULL;
    resolver->here.language = template_language_of(tree->name);
    import->as.import.body = keep_declarations(tree->body);
    scope_declare_all(scope, resolver->arena, import->as.import.body);
    resolver_statements(resolver, import->as.import.body);
    resolver->here = outside;
    return scope;
}
