/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_BOARD_H
#define BRIEF_SERVE_BOARD_H
/*
 * board: where the newest bulletin hangs in the serving process. One thread takes bulletins from the pipe and
 * puts them up; the threads of connections read them and wait for the next.
 */
#include "serve/bulletin.h"

struct board;

/* Starts the thread that reads `pipe`. When the pipe ends the process ends with exit code 0: nobody is left
 * to serve for. Storage: `arena`, for the life of the process. NULL when no thread could be started. */
struct board *board_open(struct arena *arena, int pipe);
/* The newest bulletin, copied into `arena`. Generation 0: there has been none yet. */
struct bulletin board_read(struct board *board, struct arena *arena);
/* Waits up to `milliseconds` for a generation other than `seen`; the generation that is up then. */
uint32_t board_wait(struct board *board, uint32_t seen, int milliseconds);
#endif
