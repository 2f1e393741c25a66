/* SPDX-License-Identifier: MIT */
/*
 * One writer a shell. Each first finds the verb among the words typed, then offers that verb's options, the
 * words that an option or the verb takes, or folders and files.
 */
#include "command/completion.h"
#include "check/check.h"
#include "command/option.h"
#include "load/front_matter.h"
#include <string.h>

const char *const completion_shells[] = { "bash", "zsh", "fish", NULL };

static bool takes_folder(const struct option *option)
{
    return option->operand && strcmp(option->operand, "DIR") == 0;
}

static void append_words(struct buffer *out, const char *const *words)
{
    for (size_t i = 0; words && words[i]; i++)
        buffer_print(out, "%s%s", i ? " " : "", words[i]);
}

static bool takes_codes(const struct option *option)
{
    return option->operand && strcmp(option->operand, "CODES") == 0;
}

static bool takes_type(const struct option *option)
{
    return option->operand && strcmp(option->operand, "TYPE") == 0;
}

static bool takes_words(const struct option *option)
{
    return option->choices || takes_codes(option) || takes_type(option);
}

/* The words that an option takes, or of which it takes several. */
static void append_choices(struct buffer *out, const struct option *option)
{
    size_t type_count;
    const char *const *types = front_matter_types(&type_count);
    append_words(out, option->choices);
    for (size_t i = 0; i < check_count && takes_codes(option); i++)
        buffer_print(out, "%s%s", i ? " " : "", checks[i].code);
    for (size_t i = 0; i < type_count && takes_type(option); i++)
        buffer_print(out, "%s%s", i ? " " : "", types[i]);
}

static void append_verbs(struct buffer *out, const char *separator, unsigned verbs)
{
    const char *before = "";
    for (size_t i = 0; i < command_count; i++) {
        if (!(commands[i].verb & verbs))
            continue;
        buffer_print(out, "%s%s", before, commands[i].name);
        before = separator;
    }
}

/* For text in single quotes. */
static void append_quoted(struct buffer *out, const char *value)
{
    for (; *value; value++) {
        if (*value == '\'')
            buffer_append_literal(out, "'\\''");
        else
            buffer_append_byte(out, *value);
    }
}

static void bash_names(struct buffer *out, const struct option *option, const char *separator)
{
    if (option->letter)
        buffer_print(out, "-%c%s", option->letter, separator);
    buffer_print(out, "--%s", option->name);
}

static void bash_operands(struct buffer *out)
{
    buffer_append_literal(out, "    case $before in\n");
    for (size_t i = 0; i < option_count; i++) {
        const struct option *option = &options[i];
        if (!option->operand)
            continue;
        buffer_append_literal(out, "        ");
        bash_names(out, option, "|");
        if (takes_folder(option))
            buffer_append_literal(out, ") mapfile -t COMPREPLY < <(compgen -d -- \"$word\"); return ;;\n");
        else if (takes_words(option)) {
            buffer_append_literal(out, ") words='");
            append_choices(out, option);
            buffer_append_literal(out, "' ;;\n");
        } else
            buffer_append_literal(out, ") return ;;\n");
    }
    buffer_append_literal(out, "    esac\n");
}

static void bash_options(struct buffer *out, const struct command *command)
{
    buffer_print(out, "            %s) words='", command ? command->name : "*");
    const char *separator = "";
    for (size_t i = 0; i < option_count; i++) {
        if (!option_is_shown(&options[i], command))
            continue;
        buffer_append(out, text_of(separator));
        bash_names(out, &options[i], " ");
        separator = " ";
    }
    buffer_append_literal(out, "' ;;\n");
}

static void write_bash(struct buffer *out)
{
    buffer_append_literal(out,
        "# Completion of brief for bash, written by brief --completion bash.\n_brief()\n{\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} "
        "verb='' words='' at\n"
        "    for ((at = 1; at < COMP_CWORD; at++)); do\n"
        "        case ${COMP_WORDS[at]} in ");
    append_verbs(out, "|", ~0U);
    buffer_append_literal(out, ") verb=${COMP_WORDS[at]}; break ;; esac\n    done\n");
    bash_operands(out);
    buffer_append_literal(out, "    if [[ -n $words ]]; then :\n    elif [[ $word == -* ]]; then\n"
                               "        case $verb in\n");
    for (size_t i = 0; i < command_count; i++)
        bash_options(out, &commands[i]);
    bash_options(out, NULL);
    buffer_append_literal(out, "        esac\n    elif [[ -z $verb ]]; then words='");
    append_verbs(out, " ", ~0U);
    buffer_append_literal(out, "'\n    else\n        case $verb in\n");
    for (size_t i = 0; i < command_count; i++) {
        if (!commands[i].operands)
            continue;
        buffer_print(out, "            %s) words='", commands[i].name);
        append_words(out, commands[i].operands);
        buffer_append_literal(out, "' ;;\n");
    }
    buffer_append_literal(out, "            *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); return ;;\n"
                               "        esac\n    fi\n"
                               "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n}\n"
                               "complete -o filenames -F _brief brief\n");
}

static void zsh_option(struct buffer *out, const struct option *option)
{
    buffer_append_literal(out, " \\\n            ");
    if (option->letter)
        buffer_print(
            out, "'(-%c --%s)'{-%c,--%s}'[", option->letter, option->name, option->letter, option->name);
    else
        buffer_print(out, "'--%s[", option->name);
    append_quoted(out, option->help);
    buffer_append_byte(out, ']');
    if (option->operand)
        buffer_print(out, ":%s:", option->operand);
    if (takes_folder(option))
        buffer_append_literal(out, "_directories");
    if (takes_words(option)) {
        buffer_append_byte(out, '(');
        append_choices(out, option);
        buffer_append_byte(out, ')');
    }
    buffer_append_byte(out, '\'');
}

static void zsh_verb(struct buffer *out, const struct command *command)
{
    buffer_print(out, "        %s) _arguments -s", command ? command->name : "*");
    for (size_t i = 0; i < option_count; i++)
        if (option_is_shown(&options[i], command))
            zsh_option(out, &options[i]);
    buffer_append_literal(out, " \\\n            ");
    if (!command) {
        buffer_append_literal(out, "'1: :_brief_verbs'");
    } else if (command->operands) {
        buffer_append_literal(out, "'1: : ' '2:what:(");
        append_words(out, command->operands);
        buffer_append_literal(out, ")' '*: :_files'");
    } else {
        buffer_append_literal(out, "'1: : ' '*: :_files'");
    }
    buffer_append_literal(out, " ;;\n");
}

static void write_zsh(struct buffer *out)
{
    buffer_append_literal(out,
        "#compdef brief\n# Completion of brief for zsh, written by brief --completion zsh.\n"
        "_brief_verbs()\n{\n    local -a verbs=(");
    for (size_t i = 0; i < command_count; i++) {
        buffer_print(out, "\n        '%s:", commands[i].name);
        append_quoted(out, commands[i].summary);
        buffer_append_byte(out, '\'');
    }
    buffer_append_literal(out, ")\n    _describe command verbs\n}\n_brief()\n{\n    local verb word\n"
                               "    for word in ${words[2,CURRENT-1]}; do\n        case $word in ");
    append_verbs(out, "|", ~0U);
    buffer_append_literal(out, ") verb=$word; break ;; esac\n    done\n    case $verb in\n");
    for (size_t i = 0; i < command_count; i++)
        zsh_verb(out, &commands[i]);
    zsh_verb(out, NULL);
    buffer_append_literal(out,
        "    esac\n}\n"
        "# Loaded from $fpath this file is the function; else it is given to the system.\n"
        "if [[ $funcstack[1] == _brief ]]; then _brief \"$@\"; else compdef _brief brief; fi\n");
}

static void fish_option(struct buffer *out, const struct option *option)
{
    buffer_append_literal(out, "complete -c brief");
    if (option->verbs != FOR_ALL && option->verbs != FOR_NONE) {
        buffer_append_literal(out, " -n '__fish_seen_subcommand_from ");
        append_verbs(out, " ", option->verbs);
        buffer_append_byte(out, '\'');
    }
    if (option->letter)
        buffer_print(out, " -s %c", option->letter);
    buffer_print(out, " -l %s", option->name);
    if (option->operand)
        buffer_append_literal(out, " -x");
    if (takes_folder(option))
        buffer_append_literal(out, " -a '(__fish_complete_directories)'");
    if (takes_words(option)) {
        buffer_append_literal(out, " -a '");
        append_choices(out, option);
        buffer_append_byte(out, '\'');
    }
    buffer_append_literal(out, " -d '");
    append_quoted(out, option->help);
    buffer_append_literal(out, "'\n");
}

static void write_fish(struct buffer *out)
{
    buffer_append_literal(out, "# Completion of brief for fish, written by brief --completion fish.\n");
    for (size_t i = 0; i < command_count; i++) {
        buffer_print(out, "complete -c brief -n __fish_use_subcommand -f -a %s -d '", commands[i].name);
        append_quoted(out, commands[i].summary);
        buffer_append_literal(out, "'\n");
        if (!commands[i].operands)
            continue;
        buffer_print(out, "complete -c brief -n '__fish_seen_subcommand_from %s' -f -a '", commands[i].name);
        append_words(out, commands[i].operands);
        buffer_append_literal(out, "'\n");
    }
    for (size_t i = 0; i < option_count; i++)
        fish_option(out, &options[i]);
}

void completion_write(text shell, struct buffer *out)
{
    static void (*const writers[])(struct buffer *) = { write_bash, write_zsh, write_fish };
    for (size_t i = 0; completion_shells[i]; i++)
        if (text_equal(shell, text_of(completion_shells[i])))
            writers[i](out);
}
