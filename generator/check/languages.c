/* SPDX-License-Identifier: MIT */
/* Language tags that mean nothing to anybody, and those that only the name of a file says. */
#include "base/language.h"
#include "base/path.h"
#include "check/check.h"

static void check_tag(struct checking *checking, text language, span where)
{
    if (language.length && !unicode_knows_language(checking->arena, language))
        diagnostic_hint(checking->diagnostics,
            check_report(checking, where, "there is no language '%.*s'", TEXT_ARGS(language)),
            "write a tag such as en, en-GB, pt-BR or zh-Hant; one that is registered and not known here is "
            "allowed with # brief: allow unknown-language: and a reason");
}

/* Does the site or a text have that tag, known or not? */
static bool is_in_use(const struct check_subject *subject, text language)
{
    const struct config *config = subject->site->config;
    if (text_equal(config->language, language))
        return true;
    for (size_t i = 0; i < config->language_count; i++)
        if (text_equal(config->languages[i].tag, language))
            return true;
    for (size_t i = 0; i < subject->draft_count; i++)
        if (subject->drafts[i] && text_equal(subject->drafts[i]->front_matter.lang.text, language))
            return true;
    return false;
}

/* content/data/strings.en_GB.yml: a text's tag is "en-GB", and nobody would look for its words there. */
static void check_words(struct checking *checking, const struct content_file *file)
{
    static const text prefix = TEXT_INIT("strings.");
    if (file->kind != CONTENT_DATA || !text_starts_with(file->id, prefix))
        return;
    text lang = text_from(file->id, prefix.length);
    text tag = language_tag(checking->arena, text_replace(checking->arena, lang, TEXT("_"), TEXT("-")));
    bool is_known = tag.length && unicode_knows_language(checking->arena, tag);
    if ((is_known && text_equal(tag, lang)) || is_in_use(checking->subject, lang))
        return;
    diagnostic_hint(checking->diagnostics,
        check_report(checking, (span){ file->source, 0, 0 },
            "nothing reads these words: no text has the language '%.*s'", TEXT_ARGS(lang)),
        is_known ? "call it content/data/strings.%.*s.yml"
                 : "call it by the tag that texts have, as in content/data/strings.%.*s.yml",
        TEXT_ARGS(is_known ? tag : checking->subject->site->config->language));
}

void check_languages(struct checking *checking)
{
    const struct config *config = checking->subject->site->config;
    const struct content *content = checking->subject->content;
    check_tag(checking, config->language, config->language_where);
    for (size_t i = 0; i < config->language_count; i++)
        check_tag(checking, config->languages[i].tag, config->languages[i].where);
    for (size_t i = 0; i < content->count; i++)
        check_words(checking, &content->files[i]);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (draft)
            check_tag(checking, draft->front_matter.lang.text, draft->front_matter.lang.where);
    }
}

/* "levy.de.md": what Hugo and others take for the text in German. Two letters, since the rest are endings,
 * too; absent when the name says nothing. */
static text language_of_name(struct arena *arena, text path)
{
    text name = path_without_extension(path_name(path));
    size_t dot = text_find_last_byte(name, '.');
    text tag = dot == SIZE_MAX ? TEXT_NONE : language_tag(arena, text_from(name, dot + 1));
    text rest = tag, primary = text_cut(&rest, '-');
    return primary.length == strlen("de") && unicode_knows_language(arena, tag) ? tag : TEXT_NONE;
}

/* A folder says as much where site.yml names the language: "eu" and "ca" are countries, too. */
static text language_of_folder(const struct site *site, text path)
{
    text rest = path_folder(path);
    for (text part; rest.length && (part = text_cut(&rest, '/'), true);)
        for (size_t i = 0; i < site->config->language_count; i++)
            if (text_equal_ignoring_ascii_case(part, site->config->languages[i].tag))
                return site->config->languages[i].tag;
    return TEXT_NONE;
}

void check_language_names(struct checking *checking)
{
    text usual = checking->subject->site->config->language;
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        bool is_text = draft && content_is_text(draft->file);
        if (!is_text || draft->front_matter.lang.text.length)
            continue;
        text tag = language_of_name(checking->arena, draft->file->path);
        bool is_of_file = tag.length;
        tag = is_of_file ? tag : language_of_folder(checking->subject->site, draft->file->path);
        text rest = tag, usual_rest = usual;
        if (!tag.length || text_equal(text_cut(&rest, '-'), text_cut(&usual_rest, '-')))
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, draft->front_matter.title.where,
                "the name of the %s says '%.*s', and the text counts as '%.*s'",
                is_of_file ? "file" : "folder", TEXT_ARGS(tag), TEXT_ARGS(usual)),
            "write lang: %.*s, and the same translation_key: in all versions of the text", TEXT_ARGS(tag));
    }
}
