/* SPDX-License-Identifier: MIT */
/* Arguments to the table of commands; what a process needs once: sane standard streams and file modes. */
#include "base/arena.h"
#include "base/process.h"
#include "build/build.h"
#include "command/command.h"
#include "command/completion.h"
#include "command/option.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A closed standard stream would otherwise give its number to the first file opened. */
static void open_standard_streams(void)
{
    for (int number = 0; number <= 2; number++)
        if (fcntl(number, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", O_RDWR);
}

static enum exit_code print_completion(text shell)
{
    struct buffer script;
    buffer_init(&script, NULL);
    completion_write(shell, &script);
    fwrite(script.bytes, 1, script.length, stdout);
    buffer_release(&script);
    return EXIT_DONE;
}

static enum exit_code run(struct arguments *arguments)
{
    if (arguments->wants_version) {
        printf("brief %s\n", BRIEF_VERSION);
        return EXIT_DONE;
    }
    if (arguments->completion.bytes)
        return print_completion(arguments->completion);
    if (arguments->wants_help) {
        help_print(arguments->command);
        return EXIT_DONE;
    }
    if (!arguments->command) {
        fprintf(stderr, "brief: error: no command given\n  hint: brief build, or brief --help\n");
        return EXIT_USAGE;
    }
    if (arguments->folder.bytes && chdir(text_to_string(arguments->arena, arguments->folder)) != 0) {
        fprintf(
            stderr, "brief: error: cannot enter '%.*s': %s\n", TEXT_ARGS(arguments->folder), strerror(errno));
        return EXIT_USAGE;
    }
    option_ask_machine(arguments);
    return arguments->command->run(arguments);
}

int main(int count, char **strings)
{
    struct arena arena;
    struct arguments arguments;
    open_standard_streams();
    umask(022);
    /* A file over the limit of the shell is then an error of writing, which names the file. */
    sigaction(SIGXFSZ, &(struct sigaction){ .sa_handler = SIG_IGN }, NULL);
    /* Where it is ignored, nobody can ask how a child ended. */
    sigaction(SIGCHLD, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
    arena_init(&arena);
    enum exit_code code =
        arguments_read(&arguments, &arena, count - 1, strings + 1) ? run(&arguments) : EXIT_USAGE;
    if (!process_flush(stdout) && code == EXIT_DONE) {
        fprintf(stderr, "brief: error: cannot write what was asked for: %s\n", strerror(errno));
        code = EXIT_MACHINE;
    }
    arena_release(&arena);
    process_end(code);
}
